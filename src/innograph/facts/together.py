"""Relations that a sentence implies by whom it is about: what governs it, and what it names beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from innograph.facts.circumstances import StatusFinder
from innograph.facts.governors import Governors
from innograph.facts.scenes import Name, Scene, is_subject
from innograph.facts.spans import name_lists
from innograph.gazetteer import Gazetteer
from innograph.lexicon import Lexicon, one_of
from innograph.model import Claim, Entity
from innograph.ontology import Ontology

_REGIONS = frozenset({"Country", "Region"})
_APART = 60
# How many lists of names away the nearest fitting one may be.
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Implied:
    """A row of [[together]] in relations.toml; see there."""

    predicate: str
    subjects: frozenset[str]
    objects: frozenset[str]
    governor: str
    role: str
    alone: bool
    named: bool
    once: bool
    acting: bool
    also: bool
    first: str
    apart: int
    between: re.Pattern[str] | None
    cue: re.Pattern[str] | None
    confidence: float

    @property
    def rule(self) -> str:
        """The row's name in the graph."""
        ways = {"beside": "beside it", "sentence": "in its sentence"}
        where = ways.get(self.governor, f"with its {self.governor}")
        said = ", by a word" if self.cue else ""
        return f"{self.predicate} of what is named {where}{said}"


def _row(row: Mapping[str, Any]) -> Implied:
    return Implied(
        row["predicate"],
        frozenset(row["subjects"]),
        frozenset(row["objects"]),
        row["governor"],
        row.get("role", "object" if row["governor"] == "place" else "subject"),
        bool(row.get("alone", False)),
        bool(row.get("named", False)),
        bool(row.get("once", row["predicate"] == "locatedIn")),
        bool(row.get("acting", False)),
        bool(row.get("also", False)),
        row.get("first", ""),
        int(row.get("apart", _APART)),
        re.compile(row["between"], re.IGNORECASE) if "between" in row else None,
        re.compile(one_of(row["cue"]), re.IGNORECASE) if "cue" in row else None,
        float(row["confidence"]),
    )


class TogetherFinder:
    """Finds implied relations; made once per lexicon, ontology and gazetteer."""

    def __init__(self, lexicon: Lexicon, ontology: Ontology, gazetteer: Gazetteer) -> None:
        self._ontology = ontology
        self._gazetteer = gazetteer
        self._status = StatusFinder(lexicon)
        self._rows = [_row(row) for row in lexicon.table("relations")["together"]]

    def find(self, scenes: Sequence[Scene], entities: Sequence[Entity], found: Sequence[Claim]) -> Iterator[Claim]:
        """The implied relations between names that `found` does not relate yet, each once."""
        related: dict[frozenset[int], set[str]] = {}
        for claim in found:
            related.setdefault(frozenset((claim.subject, claim.object)), set()).add(claim.predicate)
        filled = {(c.subject, c.predicate) for c in found}
        for row, claim in self._implied(scenes, entities):
            said = related.setdefault(frozenset((claim.subject, claim.object)), set())
            known = claim.predicate in said if row and row.also else bool(said)
            if known or (row and row.once and (claim.subject, claim.predicate) in filled):
                continue
            said.add(claim.predicate)
            filled.add((claim.subject, claim.predicate))
            yield claim

    def _implied(self, scenes: Sequence[Scene], entities: Sequence[Entity]) -> Iterator[tuple[Implied | None, Claim]]:
        """What the rows say of a document, in the order of the rows, then what the gazetteer knows of its places."""
        named = [(scene, name_lists(scene)) for scene in scenes if scene.names]
        governors = Governors(scenes, entities, self._ontology)
        for row in self._rows:
            for scene, lists in named:
                if row.cue and not row.cue.search(scene.text):
                    continue
                if row.governor == "beside":
                    pairs = self._beside(row, scene, lists)
                elif row.governor == "sentence":
                    pairs = self._nearest(row, lists)
                else:
                    pairs = self._governed(row, scene, entities, governors)
                for subject, object_, at in pairs:
                    yield row, self._claim(row, scene, subject, object_, at)
        for scene, _ in named:
            for claim in self._of_places(scene, entities):
                yield None, claim

    def _governed(
        self, row: Implied, scene: Scene, entities: Sequence[Entity], governors: Governors
    ) -> Iterator[tuple[int, int, int]]:
        """The names of a sentence with what governs it: subject, object, and where the name stands."""
        as_subject = row.role == "subject"
        governor = governors.of(scene, row.governor, row.subjects if as_subject else row.objects)
        if governor < 0 or (row.predicate == "locatedIn" and not _is_set_in(scene, entities[governor])):
            return
        if row.named and not governors.names(scene, governor):
            return
        if row.alone and any(n.core == "Place" and n.entity != governor for n in scene.names):
            return
        kind = entities[governor].type
        for name in scene.names:
            if name.kind != "name" or name.entity == governor or (row.acting and not is_subject(scene.parse, name)):
                continue
            if as_subject and self._fits(row, kind, name.type):
                yield governor, name.entity, name.begin
            elif not as_subject and self._fits(row, name.type, kind):
                yield name.entity, governor, name.begin

    def _beside(self, row: Implied, scene: Scene, lists: Sequence[Sequence[Name]]) -> Iterator[tuple[int, int, int]]:
        """The names of two lists that stand next to each other in a sentence."""
        for left, right in pairwise(lists):
            apart = scene.text[left[-1].end : right[0].begin]
            if len(apart) > row.apart or ";" in apart or (row.between and not row.between.fullmatch(apart)):
                continue
            if row.first in ("", "subject"):
                yield from self._pairs(row, left, right)
            if row.first in ("", "object"):
                yield from self._pairs(row, right, left)

    def _nearest(self, row: Implied, lists: Sequence[Sequence[Name]]) -> Iterator[tuple[int, int, int]]:
        """The names of each list of objects with those of the nearest list of subjects in the sentence."""
        for at, objects in enumerate(lists):
            ways = [
                (_distance(lists[number], objects), number)
                for number in range(max(0, at - _NEAR), min(len(lists), at + _NEAR + 1))
                if number != at
                and row.first in ("", "subject" if number < at else "object")
                and any(self._pairs(row, lists[number], objects))
            ]
            if ways and min(ways)[0] <= row.apart:
                yield from self._pairs(row, lists[min(ways)[1]], objects)

    def _pairs(self, row: Implied, subjects: Sequence[Name], objects: Sequence[Name]) -> Iterator[tuple[int, int, int]]:
        for subject in subjects:
            for object_ in objects:
                if subject.entity != object_.entity and self._fits(row, subject.type, object_.type):
                    yield subject.entity, object_.entity, subject.begin

    def _of_places(self, scene: Scene, entities: Sequence[Entity]) -> Iterator[Claim]:
        """That a place lies in a larger one that the sentence names with it, as the gazetteer knows."""
        named = {n.entity for n in scene.names}
        for place in sorted(named):
            larger = self._gazetteer.around(entities[place].known)
            for other in sorted(named - {place}):
                if entities[other].known in larger:
                    sentence = (scene.parse.sentence.index,)
                    yield Claim(place, "locatedIn", other, sentence, "larger place named with it", 0.5)

    def _fits(self, row: Implied, subject: str, object_: str) -> bool:
        """Whether a row and the ontology let the relation hold between two classes."""
        above = self._ontology.ancestors
        fitting = not row.subjects.isdisjoint(above(subject)) and not row.objects.isdisjoint(above(object_))
        return fitting and self._ontology.allows(subject, row.predicate, object_)

    def _claim(self, row: Implied, scene: Scene, subject: int, object_: int, at: int) -> Claim:
        low, high = scene.clause(at)
        status = self._status.find(scene.text[low:high])
        return Claim(subject, row.predicate, object_, (scene.parse.sentence.index,), row.rule, row.confidence, status)


def _is_set_in(scene: Scene, place: Entity) -> bool:
    """Whether a place is small enough for a text to be thought of as set in it, and the sentence is of prose."""
    return place.type not in _REGIONS and scene.parse.sentence.kind == "paragraph"


def _distance(one: Sequence[Name], other: Sequence[Name]) -> int:
    return max(other[0].begin - one[-1].end, one[0].begin - other[-1].end)
