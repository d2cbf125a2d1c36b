"""Which places lie in which: by the gazetteer, and by what the documents say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from innograph.gazetteer import Gazetteer
from innograph.model import Reading
from innograph.ontology import Ontology


class Containment:
    """What lies in what; made once of the readings.

    Args:
        readings: what was read, one a document.
        thing_of: for each (reading, entity) the number of its thing.
        ontology: says which relations go from the smaller to the larger: those that are transitive and one way.
        gazetteer: says what known places lie in.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        thing_of: Mapping[tuple[int, int], int],
        ontology: Ontology,
        gazetteer: Gazetteer,
    ) -> None:
        self._known: dict[int, str] = {}
        self._within: dict[int | str, set[int | str]] = {}
        self._gazetteer = gazetteer
        for at, reading in enumerate(readings):
            for number, entity in enumerate(reading.entities):
                if entity.known:
                    self._known[thing_of[at, number]] = entity.known
        for at, reading in enumerate(readings):
            for claim in reading.claims:
                relation = ontology.relations[claim.predicate]
                if relation.transitive and relation.one_way and claim.status == "stated":
                    inner, outer = thing_of[at, claim.subject], thing_of[at, claim.object]
                    self._within.setdefault(self._name(inner), set()).add(self._name(outer))

    def is_known(self, thing: int) -> bool:
        """Whether the gazetteer knows a thing."""
        return thing in self._known

    def is_nested(self, one: int, other: int) -> bool:
        """Whether one of two things lies in the other, or is it."""
        a, b = self._name(one), self._name(other)
        return a == b or b in self._above(a) or a in self._above(b)

    def _name(self, thing: int) -> int | str:
        return self._known.get(thing, thing)

    def _above(self, name: int | str) -> set[int | str]:
        found: set[int | str] = set()
        todo = [name]
        while todo:
            at = todo.pop()
            entry = self._gazetteer.entries.get(at) if isinstance(at, str) else None
            outer = self._within.get(at, set()) | ({entry.within} if entry and entry.within else set())
            todo += [each for each in outer if each not in found]
            found |= outer
        return found
