"""Readings and things while decisions are applied to them: things found again by IRI or name, conflicts gathered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from innograph.decisions.files import Decision
from innograph.entities import Thing
from innograph.entities.names import normal, slug
from innograph.model import Claim, Conflict, Observation, Reading, Statement
from innograph.ontology import Ontology

Fact = Claim | Observation | Statement


@dataclass(slots=True)
class Ruling:
    """A decision in force, the things it was about and the facts, each with the number of its reading."""

    decision: Decision
    things: list[str] = field(default_factory=list)
    facts: list[tuple[int, Fact]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Curated:
    """Readings and things as people's decisions leave them.

    `readings` are in force; `aside` are the same documents with nothing but the facts that were set aside. Where
    people added relations, the last reading is the file of decisions, whose lines are their sentences.
    """

    readings: tuple[Reading, ...]
    aside: tuple[Reading, ...]
    things: tuple[Thing, ...]
    thing_of: dict[tuple[int, int], int]
    rulings: tuple[Ruling, ...]
    conflicts: tuple[Conflict, ...]


class Workspace:
    """What is being curated. Things go by their IRIs, which no decision changes."""

    def __init__(
        self,
        readings: Sequence[Reading],
        things: Sequence[Thing],
        thing_of: Mapping[tuple[int, int], int],
        ontology: Ontology,
        base: str,
    ) -> None:
        self.readings = list(readings)
        self.things = {thing.iri: thing for thing in things}
        self.of = {pair: things[number].iri for pair, number in thing_of.items()}
        self.ontology, self.base = ontology, base
        self.merged: dict[str, str] = {}
        self.changed: dict[str, Ruling] = {}
        self.rulings: dict[int, Ruling] = {}
        self.conflicts: list[Conflict] = []

    def find(self, named: str) -> Thing | None:
        """The thing that a decision names by label and IRI: by the IRI, or else the only one that goes by the label."""
        label, _, rest = named.rpartition(" <")
        iri = rest.removesuffix(">")
        while iri in self.merged:
            iri = self.merged[iri]
        return self.things.get(iri) or self._called(normal(label), iri)

    def mint(self, kind: str, name: str) -> str:
        """The IRI of a thing by its class and name."""
        return f"{self.base}entity/{slug(self.ontology.core(kind))}/{slug(name)}"

    def report(self, what: str, *decisions: Decision) -> None:
        """Tell of a conflict."""
        numbers = tuple(decision.number for decision in decisions)
        self.conflicts.append(Conflict(numbers, what))

    def lost(self, decision: Decision, what: str) -> None:
        """Tell that a decision no longer finds what it speaks of."""
        self.report(f"Decision {decision} no longer finds {what}.", decision)

    def _called(self, name: str, iri: str) -> Thing | None:
        """The only thing of that name; of several the one whose IRI is of the same class."""
        found = [t for t in self.things.values() if name in {normal(n) for n in (t.label, *t.aliases)}]
        if len(found) > 1:
            found = [thing for thing in found if thing.iri.rpartition("/")[0] == iri.rpartition("/")[0]]
        return found[0] if len(found) == 1 else None
