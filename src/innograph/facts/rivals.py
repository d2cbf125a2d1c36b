"""How likely relations are beside each other: the options of a document gathered, each compared with its rivals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from innograph.facts.options import Option
from innograph.facts.scenes import Scene
from innograph.facts.spans import name_lists
from innograph.model import Entity
from innograph.ontology import ENTITY_CLASSES

Key = TypeVar("Key")
Numbers = NDArray[np.float64]
FLOOR = 0.03
"""The chance below which a relation is not looked at further."""
_NONE = -9.0
_KINDS = ("paragraph", "item", "row", "heading")
_TIES = ("place", "heading place", "topic", "heading", "block back 1", "subject back 1", "lead", "in name", "opener")
_MANY = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A relation that may hold, and the options that speak for it with their chances, the likeliest first."""

    subject: int
    predicate: str
    object: int
    options: tuple[tuple[float, int], ...]

    @property
    def triple(self) -> tuple[int, str, int]:
        """Its ends and what joins them."""
        return self.subject, self.predicate, self.object


def gather(options: Sequence[Option], chances: Iterable[Sequence[float]]) -> list[Candidate]:
    """The relations that the options of a document speak for with a chance above the floor."""
    found: dict[tuple[int, str, int], list[tuple[float, int]]] = defaultdict(list)
    for number, (option, row) in enumerate(zip(options, chances, strict=True)):
        for predicate, chance in zip(option.predicates, row, strict=True):
            found[option.subject, predicate, option.object].append((chance, number))
    ordered = {key: sorted(ways, key=lambda way: (-way[0], way[1])) for key, ways in found.items()}
    return [Candidate(*key, tuple(ways)) for key, ways in ordered.items() if ways[0][0] >= FLOOR]


# Which of two places is the larger, seen from the subject where it stands first, and where it stands second.
_LARGER = {
    True: (">first known to lie in second", ">first larger", ">first smaller"),
    False: ("<second known to lie in first", "<first smaller", "<first larger"),
}


class RivalReader:
    """Tells of each candidate of a document how it stands among the others, as numbers."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        options: Sequence[Option],
        scenes: Sequence[Scene],
        entities: Sequence[Entity],
        cores: Sequence[str],
        predicates: Sequence[str],
    ) -> None:
        self._options, self._scenes, self._entities, self._cores = options, scenes, entities, cores
        self._codes = {name: float(number) for number, name in enumerate(predicates)}
        self._classes = {name: float(number) for number, name in enumerate(ENTITY_CLASSES)}
        self._objects: dict[tuple[int, str, int], dict[int, float]] = defaultdict(dict)
        self._subjects: dict[tuple[int, str, int], dict[int, float]] = defaultdict(dict)
        self._all_objects: dict[tuple[int, str], dict[int, float]] = defaultdict(dict)
        self._all_subjects: dict[tuple[str, int], dict[int, float]] = defaultdict(dict)
        self._pairs: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
        for c in candidates:
            for chance, number in c.options:
                at = options[number].site.at
                self._objects[at, c.predicate, c.subject].setdefault(c.object, chance)
                self._subjects[at, c.predicate, c.object].setdefault(c.subject, chance)
            best = c.options[0][0]
            self._all_objects[c.subject, c.predicate][c.object] = best
            self._all_subjects[c.predicate, c.object][c.subject] = best
            self._pairs[c.subject, c.object][c.predicate] = best
        self._lists: dict[int, dict[int, frozenset[int]]] = {}

    def read(self, c: Candidate) -> list[float]:
        """The numbers of a candidate, in an order that the forest was grown for."""
        best, number = c.options[0]
        option = self._options[number]
        return [
            self._codes[c.predicate],
            self._classes[self._cores[c.subject]],
            self._classes[self._cores[c.object]],
            *self._own(c),
            *self._ruled(c),
            *self._among(c, option.site.at, best),
            *self._setting(c, option),
        ]

    def _own(self, c: Candidate) -> list[float]:
        here = [chance for chance, n in c.options if not self._options[n].site.ties]
        away = [chance for chance, n in c.options if self._options[n].site.ties]
        return [
            _logit(c.options[0][0]),
            _logit(c.options[1][0]) if len(c.options) > 1 else _NONE,
            min(sum(chance for chance, _ in c.options), _MANY),
            _logit(max(here, default=0.0)),
            _logit(max(away, default=0.0)),
            min(len(here), _MANY),
            min(len(away), _MANY),
        ]

    def _ruled(self, c: Candidate) -> list[float]:
        rules = [claim for _, number in c.options for claim in self._options[number].rules]
        same = [claim.confidence for claim in rules if claim.predicate == c.predicate]
        others = [claim.confidence for claim in rules if claim.predicate != c.predicate]
        return [max(same, default=0.0), min(len(same), _MANY), max(others, default=0.0)]

    def _among(self, c: Candidate, at: int, best: float) -> list[float]:
        objects = _without(self._objects[at, c.predicate, c.subject], c.object)
        subjects = _without(self._subjects[at, c.predicate, c.object], c.subject)
        others = _without(self._pairs[c.subject, c.object], c.predicate)
        back = self._pairs.get((c.object, c.subject), {})
        lists = self._listed(at)
        beside = [objects[e] for e in sorted(lists.get(c.object, ())) if e in objects]
        before = [subjects[e] for e in sorted(lists.get(c.subject, ())) if e in subjects]
        return [
            _logit(max(objects.values(), default=0.0)),
            _logit(max(subjects.values(), default=0.0)),
            float(sum(chance > best for chance in objects.values())),
            float(sum(chance > best for chance in subjects.values())),
            min(sum(objects.values()), _MANY),
            min(sum(subjects.values()), _MANY),
            _logit(max(_without(self._all_objects[c.subject, c.predicate], c.object).values(), default=0.0)),
            _logit(max(_without(self._all_subjects[c.predicate, c.object], c.subject).values(), default=0.0)),
            _logit(max(others.values(), default=0.0)),
            _logit(max(back.values(), default=0.0)),
            _logit(back.get(c.predicate, 0.0)),
            _logit(max(beside, default=0.0)),
            _logit(max(before, default=0.0)),
            float(len(lists.get(c.object, ()))),
            float(len(lists.get(c.subject, ()))),
        ]

    def _setting(self, c: Candidate, option: Option) -> list[float]:
        site, scene = option.site, self._scenes[option.site.at]
        subject, object_ = self._entities[c.subject], self._entities[c.object]
        return [
            min(len(subject.mentions), _MANY),
            min(len(object_.mentions), _MANY),
            float(c.subject == scene.topic),
            float(c.object == scene.topic),
            float(c.subject == scene.place),
            float(c.object == scene.place),
            float(c.subject in scene.titled),
            float(c.object in scene.titled),
            float(subject.label in object_.label),
            float(object_.label in subject.label),
            float(_KINDS.index(scene.parse.sentence.kind)),
            float(site.first.entity == c.subject),
            float(min(len(scene.names), 3 * _MANY)),
            float(min(site.between, 2 * _MANY)),
            float(min(site.second.begin - site.first.end, 200)) if not site.ties else -1.0,
            *(float(tie in site.ties) for tie in _TIES),
            *(float(trait in option.traits) for trait in _LARGER[site.first.entity == c.subject]),
            float(any(trait.endswith("nearest") for trait in option.traits)),
        ]

    def _listed(self, at: int) -> dict[int, frozenset[int]]:
        """For each entity that a sentence lists with others, these others."""
        if at not in self._lists:
            found: dict[int, frozenset[int]] = {}
            for names in name_lists(self._scenes[at]):
                together = frozenset(name.entity for name in names)
                for entity in together if len(together) > 1 else ():
                    found[entity] = together - {entity}
            self._lists[at] = found
        return self._lists[at]


def _without(chances: Mapping[Key, float], left_out: Key) -> dict[Key, float]:
    return {key: chance for key, chance in chances.items() if key != left_out}


def _logit(chance: float) -> float:
    if chance <= 0.0:
        return _NONE
    return float(max(_NONE, np.log(chance + 1e-6) - np.log(1.0 - chance + 1e-6)))
