"""Deciding about a graph: a decision is written into its folder, and the graph is written again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from time import monotonic

from innograph.curation.terms import read_terms
from innograph.decisions import SOURCE, Decision, DecisionFile, Workspace, append_decision, read_decisions
from innograph.errors import DecisionError, GraphError
from innograph.model import BuildReport, Conflict, Reading
from innograph.ontology import read_ontology
from innograph.pipeline import curate, write_graph
from innograph.settings import Settings
from innograph.store import Folder


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it was written down, and the conflicts of all decisions with each other and the documents."""

    decision: Decision
    conflicts: tuple[Conflict, ...]


def decide(path: Path, kind: str, terms: Sequence[str], *, why: str, who: str = "", when: str = "") -> Decided:
    """Write a decision into a graph's folder, and the graph again as it leaves it.

    Args:
        path: the folder of the graph.
        kind: accept, reject, add, merge, split, rename, retype or undo.
        terms: what it is about; see `innograph.curation.terms`.
        why: the reason, in words; an undo may go without.
        who: who decides; the user of the computer where it is not given.
        when: the time in ISO 8601, now where it is not given.

    Raises:
        GraphError: the folder is no graph's, or lacks records.
        DecisionError: the graph does not hold what the decision is about, or the decision cannot be made.
        OntologyError: the ontology has no such class or relation.
    """
    folder = Folder(path)
    file = read_decisions(path)
    if kind == "undo":
        said, details = _undone(file, terms)
    else:
        if not why.strip():
            raise DecisionError(f"A decision to {kind} needs a reason. Say why: --why REASON.")
        said, details = read_terms(_workspaces(folder), kind, terms)
    number = max((decision.number for decision in file.decisions), default=0) + 1
    decision = Decision(number, _time(when), who.strip() or getuser(), kind, said, why, details)
    append_decision(path, file, decision)
    report = rebuild(path)
    return Decided(next(d for d in read_decisions(path).decisions if d.number == number), report.conflicts)


def rebuild(path: Path) -> BuildReport:
    """Write a folder's graph again from its records, as the decisions there leave it; no document is read.

    Raises:
        GraphError: the folder is no graph's, its records are not all there, or its decisions cannot be read.
    """
    begun = monotonic()
    folder = Folder(path)
    settings = Settings(**folder.manifest.settings)  # type: ignore[arg-type]
    readings = kept_readings(folder)
    curated = curate(path, readings, settings)
    written = write_graph(folder, curated, settings, folder.record_keys())
    sources = tuple(reading.document.source for reading in readings)
    return BuildReport((), sources, (), written.counts, round(monotonic() - begun, 1), curated.conflicts)


def kept_readings(folder: Folder) -> list[Reading]:
    """What was read from the documents that a folder's graph is made of, in their order.

    Raises:
        GraphError: the folder is no graph's, or a record is missing or of another version.
    """
    found = {}
    for key in folder.record_keys():
        reading = folder.record(key)
        if reading:
            found[reading.document.source, reading.document.sha256] = reading
    documents = [document for document in folder.manifest.documents if document[0] != SOURCE]
    missing = [source for source, digest in documents if (source, digest) not in found]
    if missing:
        raise GraphError(f"The record of {missing[0]!r} is missing or of another version. Build the graph again.")
    return [found[document] for document in documents]


def _workspaces(folder: Folder) -> tuple[Workspace, Workspace]:
    """What a graph holds, and what was set aside of it."""
    settings = Settings(**folder.manifest.settings)  # type: ignore[arg-type]
    curated = curate(folder.path, kept_readings(folder), settings)
    things, ontology = curated.things, read_ontology()
    held, aside = (
        Workspace(readings, things, curated.thing_of, ontology, settings.base)
        for readings in (curated.readings, curated.aside)
    )
    return held, aside


def _undone(file: DecisionFile, terms: Sequence[str]) -> tuple[str, dict[str, object]]:
    """The decision to take back: the numbered one, or the last one in force."""
    if len(terms) > 1 or not all(term.isdecimal() for term in terms):
        raise DecisionError("A decision to undo takes a number, or nothing for the last one: undo [N].")
    numbers = {decision.number: decision for decision in file.decisions if decision.in_force}
    last = max((decision.number for decision in file.in_force), default=0)
    number = int(terms[0]) if terms else last
    if number not in numbers:
        which = f"decision {number}" if number else "decision"
        raise DecisionError(f"There is no {which} in force to undo. `innograph decide KG list` shows all.")
    return str(numbers[number]), {"undoes": number}


def _time(when: str) -> str:
    """A time as the file holds it.

    Raises:
        DecisionError: the text is no time.
    """
    try:
        found = datetime.fromisoformat(when) if when else datetime.now(UTC)
    except ValueError as error:
        raise DecisionError(f"{when!r} is no time. Write it as 2026-01-31T09:30:00Z.") from error
    moment = found if found.tzinfo else found.replace(tzinfo=UTC)
    return re.sub(r"\+00:00$", "Z", moment.astimezone(UTC).isoformat(timespec="seconds"))


__all__ = ["Decided", "decide", "kept_readings", "rebuild"]
