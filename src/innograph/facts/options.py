"""The relations that the classes of two entities allow at a site, with all that speaks for and against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from innograph.facts.pairs import PairFinder, Site
from innograph.facts.patterns import read_patterns
from innograph.facts.scenes import Name, Scene
from innograph.facts.spans import LEVELS, level
from innograph.facts.traits import SceneTraits
from innograph.gazetteer import Gazetteer
from innograph.lexicon import Lexicon
from innograph.model import Claim, Entity
from innograph.ontology import Ontology

Rules = Mapping[tuple[int, int, int], Sequence[Claim]]


@dataclass(frozen=True, slots=True)
class Option:
    """Two entities at a site as subject and object, the relations that may hold, the traits, and what rules say."""

    site: Site
    subject: int
    object: int
    predicates: tuple[str, ...]
    traits: tuple[str, ...]
    rules: tuple[Claim, ...]


class OptionFinder:
    """Finds options; made once per lexicon, ontology and gazetteer."""

    def __init__(self, lexicon: Lexicon, ontology: Ontology, gazetteer: Gazetteer) -> None:
        self._ontology = ontology
        self._gazetteer = gazetteer
        self._actors = frozenset(lexicon.table("references")["lead"]["classes"])
        groups: dict[str, set[str]] = {}
        for pattern in read_patterns(lexicon, ontology):
            for word in sorted(pattern.verbs | pattern.nouns):
                groups.setdefault(word, set()).add(pattern.predicate)
        self._groups = {word: tuple(sorted(found)) for word, found in groups.items()}
        self._larger: dict[str, frozenset[str]] = {}
        self._allowed: dict[tuple[str, str], tuple[str, ...]] = {}

    def find(self, scenes: Sequence[Scene], entities: Sequence[Entity], claims: Sequence[Claim]) -> list[Option]:
        """The options of a document in the order of their sentences.

        Args:
            scenes: of the document.
            entities: of the document.
            claims: what rules found there.
        """
        cores = [self._ontology.core(entity.type) for entity in entities]
        said: dict[tuple[int, int, int], list[Claim]] = {}
        for claim in claims:
            for sentence in claim.sentences:
                said.setdefault((sentence, claim.subject, claim.object), []).append(claim)
        readers: dict[int, SceneTraits] = {}
        found: list[Option] = []
        for site in PairFinder(scenes, entities, cores, self._actors).sites():
            ways = [(">", site.first, site.second), ("<", site.second, site.first)]
            allowed = [
                self._without_impossible(self._predicates(subject, object_, mark == ">"), subject, object_, entities)
                for mark, subject, object_ in ways
            ]
            if not any(allowed):
                continue
            if site.at not in readers:
                readers[site.at] = SceneTraits(scenes[site.at], self._groups)
            traits = [*readers[site.at].read(site), *self._known(site, entities)]
            sentence = scenes[site.at].parse.sentence.index
            for (mark, subject, object_), predicates in zip(ways, allowed, strict=True):
                if predicates:
                    rules = tuple(said.get((sentence, subject.entity, object_.entity), ()))
                    own = (*(mark + trait for trait in traits), *_ruled(rules))
                    found.append(Option(site, subject.entity, object_.entity, predicates, own, rules))
        return found

    def _predicates(self, subject: Name, object_: Name, forward: bool) -> tuple[str, ...]:
        """The relations that two classes allow; those without a direction only forward."""
        key = subject.type, object_.type
        if key not in self._allowed:
            relations = sorted(self._ontology.relations)
            self._allowed[key] = tuple(p for p in relations if self._ontology.allows(key[0], p, key[1]))
        return tuple(p for p in self._allowed[key] if forward or not self._ontology.relations[p].symmetric)

    def _without_impossible(
        self, predicates: tuple[str, ...], subject: Name, object_: Name, entities: Sequence[Entity]
    ) -> tuple[str, ...]:
        """The relations without that of a place to one that it cannot lie in."""
        one, other = entities[subject.entity], entities[object_.entity]
        return tuple(p for p in predicates if self.possible(p, one, other))

    def possible(self, predicate: str, subject: Entity, object_: Entity) -> bool:
        """Whether a place may lie in another: as is known, else by their levels; other relations always may be."""
        cores = {self._ontology.core(subject.type), self._ontology.core(object_.type)}
        if predicate != "locatedIn" or cores != {"Place"}:
            return True
        if subject.known and object_.known:
            return object_.known in self._around(subject.known)
        # A zone may be as large as a district, or hold several.
        return level(subject) <= max(level(object_), LEVELS.index("District"))

    def _around(self, place: str) -> frozenset[str]:
        if place not in self._larger:
            self._larger[place] = frozenset(self._gazetteer.around(place))
        return self._larger[place]

    def _known(self, site: Site, entities: Sequence[Entity]) -> Iterator[str]:
        """What is known of two entities wherever they stand: which place is the larger, which name holds the other."""
        first, second = site.first, site.second
        one, other = entities[first.entity], entities[second.entity]
        if first.core == "Place" and second.core == "Place":
            sizes = level(first), level(second)
            yield "first larger" if sizes[0] > sizes[1] else "first smaller" if sizes[0] < sizes[1] else "as large"
            if one.known and other.known in self._around(one.known):
                yield "first known to lie in second"
            if other.known and one.known in self._around(other.known):
                yield "second known to lie in first"
        if one.label in other.label:
            yield "first in name of second"
            yield f"first in name of second {first.core} {second.core}"
        if other.label in one.label:
            yield "second in name of first"
            yield f"second in name of first {first.core} {second.core}"


def _ruled(rules: Sequence[Claim]) -> Iterator[str]:
    for claim in rules:
        yield f"rule {claim.predicate}"
        yield f"rule {claim.rule}"
        yield f"rule {claim.predicate} {claim.confidence}"
