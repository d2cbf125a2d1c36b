"""Relations that a sentence implies by whom it is about: what governs it, and what it names beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from innograph.facts.patterns import StatusFinder
from innograph.facts.scenes import Name, Scene, is_subject
from innograph.gazetteer import Gazetteer
from innograph.lexicon import Lexicon
from innograph.model import Claim, Entity
from innograph.ontology import Ontology

_REGIONS = frozenset({"Country", "Region"})


@dataclass(frozen=True, slots=True)
class Implied:
    """A row of [[together]] in relations.toml; see there."""

    predicate: str
    subjects: frozenset[str]
    objects: frozenset[str]
    governor: str
    alone: bool
    named: bool
    confidence: float


class TogetherFinder:
    """Finds implied relations; made once per lexicon, ontology and gazetteer."""

    def __init__(self, lexicon: Lexicon, ontology: Ontology, gazetteer: Gazetteer) -> None:
        self._ontology = ontology
        self._gazetteer = gazetteer
        self._status = StatusFinder(lexicon)
        self._rows = [
            Implied(
                row["predicate"],
                frozenset(row["subjects"]),
                frozenset(row["objects"]),
                row["governor"],
                bool(row.get("alone", False)),
                bool(row.get("named", False)),
                float(row["confidence"]),
            )
            for row in lexicon.table("relations")["together"]
        ]

    def find(self, scenes: Sequence[Scene], entities: Sequence[Entity], found: Sequence[Claim]) -> Iterator[Claim]:
        """The implied relations between names that `found` does not relate yet, each once."""
        related = {(c.subject, c.object) for c in found} | {(c.object, c.subject) for c in found}
        placed = {c.subject for c in found if c.predicate == "locatedIn"}
        block, focus = -1, -1
        for scene in scenes:
            if scene.parse.sentence.block != block:
                block, focus = scene.parse.sentence.block, -1
            subject = next((n.entity for n in scene.names if is_subject(scene.parse, n)), focus)
            for row in self._rows:
                for claim in (*self._of_row(row, scene, entities, subject), *self._of_places(scene, entities)):
                    pair = claim.subject, claim.object
                    if pair not in related and not (row.predicate == "locatedIn" and claim.subject in placed):
                        related.add(pair)
                        yield claim
            focus = subject

    def _of_row(self, row: Implied, scene: Scene, entities: Sequence[Entity], subject: int) -> Iterator[Claim]:
        governor = scene.place if row.governor == "place" else subject if subject >= 0 else scene.topic
        if governor < 0:
            return
        if row.governor == "place" and entities[governor].type in _REGIONS:
            return
        if row.named and all(n.entity != governor for n in scene.names):
            return
        if row.alone and any(n.core == "Place" and n.entity != governor for n in scene.names):
            return
        for name in scene.names:
            ends = (name.entity, governor) if row.governor == "place" else (governor, name.entity)
            if name.kind == "name" and name.entity != governor and self._fits(row, entities, *ends):
                yield self._claim(row, scene, name, *ends)

    def _of_places(self, scene: Scene, entities: Sequence[Entity]) -> Iterator[Claim]:
        """That the place a text is about lies in a larger one that a sentence names with it, as the gazetteer knows."""
        for place in {scene.place, scene.heading_place} - {-1}:
            if all(n.entity != place for n in scene.names):
                continue
            larger = self._gazetteer.around(entities[place].known)
            for name in scene.names:
                if name.entity != place and entities[name.entity].known in larger:
                    sentence = (scene.parse.sentence.index,)
                    yield Claim(place, "locatedIn", name.entity, sentence, "larger place named with it", 0.5)

    def _fits(self, row: Implied, entities: Sequence[Entity], subject: int, object_: int) -> bool:
        kinds = entities[subject].type, entities[object_].type
        classes = self._ontology.ancestors(kinds[0]) & row.subjects, self._ontology.ancestors(kinds[1]) & row.objects
        return all(classes) and self._ontology.allows(kinds[0], row.predicate, kinds[1])

    def _claim(self, row: Implied, scene: Scene, name: Name, subject: int, object_: int) -> Claim:
        low, high = scene.clause(name.begin)
        status = self._status.find(scene.text[low:high])
        rule = f"{row.predicate} of what is named with its {row.governor}"
        return Claim(subject, row.predicate, object_, (scene.parse.sentence.index,), rule, row.confidence, status)
