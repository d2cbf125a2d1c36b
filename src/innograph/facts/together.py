"""Relations that a sentence implies by whom it is about: what governs it, and what it names beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from innograph.facts.governors import Governors
from innograph.facts.patterns import StatusFinder
from innograph.facts.scenes import Name, Scene, is_subject
from innograph.facts.spans import name_lists
from innograph.gazetteer import Gazetteer
from innograph.lexicon import Lexicon, one_of
from innograph.model import Claim, Entity
from innograph.ontology import Ontology

_REGIONS = frozenset({"Country", "Region"})
_APART = 60


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
        related = {(c.subject, c.object) for c in found} | {(c.object, c.subject) for c in found}
        filled = {(c.subject, c.predicate) for c in found}
        for row in self._rows:
            governors = Governors(
                scenes, entities, self._ontology, row.subjects if row.role == "subject" else row.objects
            )
            for scene in scenes:
                for claim in self._of_row(row, scene, entities, governors):
                    pair = claim.subject, claim.object
                    if pair in related or (row.once and (claim.subject, claim.predicate) in filled):
                        continue
                    related |= {pair, pair[::-1]}
                    filled.add((claim.subject, claim.predicate))
                    yield claim
        for scene in scenes:
            for claim in self._of_places(scene, entities):
                if (claim.subject, claim.object) not in related:
                    related.add((claim.subject, claim.object))
                    yield claim

    def _of_row(self, row: Implied, scene: Scene, entities: Sequence[Entity], governors: Governors) -> Iterator[Claim]:
        if row.cue and not row.cue.search(scene.text):
            return
        if row.governor in ("beside", "sentence"):
            yield from (self._beside if row.governor == "beside" else self._nearest)(row, scene, entities)
            return
        governor = governors.of(scene, row.governor)
        if governor < 0:
            return
        if row.predicate == "locatedIn" and not self._holds(scene, entities[governor]):
            return
        if row.named and not governors.names(scene, governor):
            return
        if row.alone and any(n.core == "Place" and n.entity != governor for n in scene.names):
            return
        for name in scene.names:
            ends = (name.entity, governor) if row.role == "object" else (governor, name.entity)
            if row.acting and not is_subject(scene.parse, name):
                continue
            if name.kind == "name" and name.entity != governor and self._fits(row, entities, *ends):
                yield self._claim(row, scene, name, *ends)

    @staticmethod
    def _holds(scene: Scene, place: Entity) -> bool:
        """Whether a place is small enough for the text to be thought of as set in it, and the sentence tells of it."""
        return place.type not in _REGIONS and scene.parse.sentence.kind == "paragraph"

    def _beside(self, row: Implied, scene: Scene, entities: Sequence[Entity]) -> Iterator[Claim]:
        """The relation between two lists of names that stand next to each other in a sentence."""
        for left, right in pairwise(name_lists(scene)):
            apart = scene.text[left[-1].end : right[0].begin]
            if len(apart) > row.apart or ";" in apart or (row.between and not row.between.fullmatch(apart)):
                continue
            for subjects, objects, first in ((left, right, "subject"), (right, left, "object")):
                if row.first not in ("", first):
                    continue
                for subject in subjects:
                    for object_ in objects:
                        if self._fits(row, entities, subject.entity, object_.entity):
                            yield self._claim(row, scene, subject, subject.entity, object_.entity)

    def _nearest(self, row: Implied, scene: Scene, entities: Sequence[Entity]) -> Iterator[Claim]:
        """The relation between each list of objects and the nearest list of subjects in the clause."""
        lists = name_lists(scene)
        for at, objects in enumerate(lists):
            ways = sorted(
                (_distance(subjects, objects), number)
                for number, subjects in enumerate(lists)
                if number != at
                and row.first in ("", "subject" if number < at else "object")
                and any(self._fits(row, entities, s.entity, o.entity) for s in subjects for o in objects)
            )
            if not ways or ways[0][0] > row.apart:
                continue
            for subject in lists[ways[0][1]]:
                for object_ in objects:
                    if self._fits(row, entities, subject.entity, object_.entity):
                        yield self._claim(row, scene, object_, subject.entity, object_.entity)

    def _of_places(self, scene: Scene, entities: Sequence[Entity]) -> Iterator[Claim]:
        """That the place a text is about lies in a larger one that a sentence names with it, as the gazetteer knows."""
        named = {n.entity for n in scene.names}
        for place in sorted({scene.place, scene.heading_place} & named):
            larger = self._gazetteer.around(entities[place].known)
            for other in sorted(named - {place}):
                if entities[other].known in larger:
                    sentence = (scene.parse.sentence.index,)
                    yield Claim(place, "locatedIn", other, sentence, "larger place named with it", 0.5)

    def _fits(self, row: Implied, entities: Sequence[Entity], subject: int, object_: int) -> bool:
        if subject == object_:
            return False
        kinds = entities[subject].type, entities[object_].type
        classes = self._ontology.ancestors(kinds[0]) & row.subjects, self._ontology.ancestors(kinds[1]) & row.objects
        return all(classes) and self._ontology.allows(kinds[0], row.predicate, kinds[1])

    def _claim(self, row: Implied, scene: Scene, name: Name, subject: int, object_: int) -> Claim:
        low, high = scene.clause(name.begin)
        status = self._status.find(scene.text[low:high])
        return Claim(subject, row.predicate, object_, (scene.parse.sentence.index,), row.rule, row.confidence, status)


def _distance(one: Sequence[Name], other: Sequence[Name]) -> int:
    return max(other[0].begin - one[-1].end, one[0].begin - other[-1].end)
