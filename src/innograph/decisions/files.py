"""The file of decisions: one line a decision, which people can read, compare and keep under version control.

A line has seven columns, separated by tabs: number, when, who, kind, what was decided in words, why, and the same for
the program, as JSON: things by label and IRI, facts by what they say, so that they are found again in another text.
Nothing is ever taken out of the file; a decision that is taken back is followed by a line that says so.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from innograph.errors import GraphError
from innograph.model import Span

NAME = "decisions.txt"
# What it is called as the source of what people added; no document that is read is called so.
SOURCE = "decisions.txt (decided by people)"
# What a line of each kind must tell the program; accept and reject name their fact in one of three ways.
KINDS: dict[str, tuple[frozenset[str], ...]] = {
    "accept": (frozenset({"subject", "relation", "object"}), frozenset({"figure", "about"}), frozenset({"statement"})),
    "reject": (frozenset({"subject", "relation", "object"}), frozenset({"figure", "about"}), frozenset({"statement"})),
    "add": (frozenset({"subject", "relation", "object"}),),
    "merge": (frozenset({"keep", "merge"}),),
    "split": (frozenset({"entity", "name", "class"}),),
    "rename": (frozenset({"entity", "name"}),),
    "retype": (frozenset({"entity", "class"}),),
    "undo": (frozenset({"undoes"}),),
}
_HEADING = (
    "# What people decided about the graph in this folder; builds apply it. Written by `innograph decide`.\n"
    "# number\twhen\twho\tkind\twhat\twhy\tthe same for the program\n"
)
_WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_COLUMNS = 7
Details = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of the file: `said` in words, `details` for the program; `span` are its readable characters."""

    number: int
    when: str
    who: str
    kind: str
    said: str
    why: str
    details: Details
    span: Span | None = None
    in_force: bool = True

    def __str__(self) -> str:
        return f"{self.number} ({self.kind} {self.said})"

    def text(self, name: str) -> str:
        """A detail as text, empty where the line has none."""
        value = self.details.get(name)
        return value if isinstance(value, str) else ""

    def words(self, name: str) -> dict[str, str]:
        """A detail that is a record of texts."""
        value = self.details.get(name)
        return {str(key): str(word) for key, word in value.items()} if isinstance(value, dict) else {}

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that said so when it was decided."""
        value = self.details.get("documents")
        return tuple(str(name) for name in value) if isinstance(value, list) else ()

    @property
    def undoes(self) -> int:
        """The number of the decision that this one takes back, or 0."""
        value = self.details.get("undoes")
        return value if isinstance(value, int) else 0

    def line(self) -> str:
        """The decision as the file holds it."""
        shown = json.dumps(self.details, ensure_ascii=False)
        columns = (str(self.number), self.when, self.who, self.kind, self.said, self.why)
        return "\t".join([*(" ".join(column.split()) for column in columns), shown]) + "\n"


@dataclass(frozen=True, slots=True)
class DecisionFile:
    """The file of a folder: its text, and its decisions in their order; without a file both are empty."""

    text: str
    decisions: tuple[Decision, ...]

    @property
    def in_force(self) -> tuple[Decision, ...]:
        """The decisions that builds apply."""
        return tuple(d for d in self.decisions if d.in_force and d.kind != "undo")


def read_decisions(folder: Path) -> DecisionFile:
    """The decisions of a graph's folder.

    Raises:
        GraphError: the file cannot be read, or a line is none that `innograph decide` writes.
    """
    path = folder / NAME
    try:
        text = path.read_bytes().decode("utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise GraphError(f"{str(path)!r} cannot be read: {error}. Correct it.") from error
    return parse_decisions(text)


def parse_decisions(text: str) -> DecisionFile:
    """The decisions that a text holds.

    Raises:
        GraphError: a line is none that `innograph decide` writes.
    """
    found: dict[int, Decision] = {}
    begin = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            decision = _parse(line.rstrip("\r"), begin, number)
            if decision.number in found:
                raise _wrong(
                    number, f"there is a decision {decision.number} already. Give the later one another number"
                )
            if decision.undoes and decision.undoes not in found:
                raise _wrong(number, f"there is no decision {decision.undoes} above to undo. Correct the number")
            found[decision.number] = decision
        begin += len(line) + 1
    return DecisionFile(text, _marked(tuple(found.values())))


def append_decision(folder: Path, file: DecisionFile, decision: Decision) -> None:
    """Write a further line into the file, in one move."""
    path = folder / NAME
    text = file.text or _HEADING
    draft = path.with_name(f".{NAME}.{os.getpid()}")
    draft.write_bytes((text + "\n" * (not text.endswith("\n")) + decision.line()).encode("utf-8"))
    draft.replace(path)


def _parse(line: str, begin: int, number: int) -> Decision:
    columns = line.split("\t")
    if len(columns) != _COLUMNS:
        raise _wrong(number, f"it has {len(columns)} columns, not {_COLUMNS}. Separate them by tabs")
    count, when, who, kind, said, why, shown = columns
    if not count.isdecimal() or not _WHEN.fullmatch(when):
        raise _wrong(number, "it must begin with a number and a time such as 2026-01-31T09:30:00Z. Correct it")
    if kind not in KINDS:
        raise _wrong(number, f"{kind!r} is no kind of decision. Known: {', '.join(KINDS)}")
    try:
        details = json.loads(shown)
    except ValueError as error:
        raise _wrong(number, f"its last column is no JSON ({error}). Correct it") from error
    if not isinstance(details, dict) or not any(needed <= set(details) for needed in KINDS[kind]):
        needs = " or ".join(", ".join(sorted(needed)) for needed in KINDS[kind])
        raise _wrong(number, f"the last column of a decision to {kind} is a JSON object with {needs}. Correct it")
    readable = begin + len(count) + len(when) + 2
    span = Span(readable, begin + len(line) - len(shown) - 1)
    return Decision(int(count), when, who, kind, said, why, details, span)


def _marked(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions, with those marked that an undo in force takes back."""
    undone: set[int] = set()
    for decision in reversed(decisions):
        if decision.undoes and decision.number not in undone:
            undone.add(decision.undoes)
    return tuple(replace(d, in_force=d.number not in undone) for d in decisions)


def _wrong(line: int, why: str) -> GraphError:
    return GraphError(f"Line {line} of {NAME} cannot be applied: {why}.")
