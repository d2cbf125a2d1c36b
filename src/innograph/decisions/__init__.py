"""What people decided about a graph, kept as text beside it and applied to what was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from innograph.decisions.entities import decide_entities
from innograph.decisions.facts import decide_facts
from innograph.decisions.files import (
    KINDS,
    NAME,
    SOURCE,
    Decision,
    DecisionFile,
    append_decision,
    parse_decisions,
    read_decisions,
)
from innograph.decisions.workspace import Curated, Ruling, Workspace
from innograph.entities import Thing
from innograph.model import Reading
from innograph.ontology import Ontology


def apply_decisions(
    file: DecisionFile,
    readings: Sequence[Reading],
    things: Sequence[Thing],
    thing_of: Mapping[tuple[int, int], int],
    *,
    ontology: Ontology,
    base: str,
) -> Curated:
    """Readings and things as the decisions in force leave them: first those about entities, then those about facts.

    Args:
        file: the decisions.
        readings: what was read, one a document.
        things: the things that the documents' entities are.
        thing_of: for each (reading, entity) the number of its thing.
        ontology: which relations may hold between which classes.
        base: what IRIs are minted under.
    """
    work = Workspace(readings, things, thing_of, ontology, base)
    work.rulings = {decision.number: Ruling(decision) for decision in file.in_force}
    aside: Sequence[Reading] = ()
    if work.rulings:
        decide_entities(work)
        aside = decide_facts(work, file)
    order = {iri: number for number, iri in enumerate(sorted(work.things))}
    return Curated(
        readings=tuple(work.readings),
        aside=tuple(aside),
        things=tuple(work.things[iri] for iri in order),
        thing_of={pair: order[iri] for pair, iri in work.of.items()},
        rulings=tuple(work.rulings.values()),
        conflicts=tuple(work.conflicts),
    )


__all__ = [
    "KINDS",
    "NAME",
    "SOURCE",
    "Curated",
    "Decision",
    "DecisionFile",
    "Ruling",
    "Workspace",
    "append_decision",
    "apply_decisions",
    "parse_decisions",
    "read_decisions",
]
