"""Which entities of a document may be related, and where: in one sentence, or by what a sentence goes on from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from innograph.facts.governors import leads
from innograph.facts.scenes import Name, Scene, is_subject
from innograph.model import Entity

# How many names of other things may stand between two of a sentence.
_BETWEEN = 10
# How many sentences back a name of the same section may be.
_BACK = 2
# How many characters a name has at least that may be read inside another.
_SHORTEST = 4
_OPENED = frozenset(("item", "row"))


@dataclass(frozen=True, slots=True)
class Site:
    """A place in the text where two entities may be related.

    `first` stands before `second` in the sentence `at` (a position among the scenes); where `first` is not named there,
    `begin` is -1 in it and `ties` say what leads to it: the document's place, its topic, a heading, a sentence before.
    """

    at: int
    first: Name
    second: Name
    between: int
    ties: tuple[str, ...] = ()


@dataclass
class _Context:
    """What the names of a sentence may be tied to, without it being named there; a tie a way."""

    ties: dict[int, dict[str, None]] = field(default_factory=dict)

    def add(self, entity: int, tie: str) -> None:
        if entity >= 0:
            self.ties.setdefault(entity, {})[tie] = None


class PairFinder:
    """Finds the sites of a document."""

    def __init__(
        self, scenes: Sequence[Scene], entities: Sequence[Entity], cores: Sequence[str], actors: frozenset[str]
    ) -> None:
        self._scenes = scenes
        self._entities = entities
        self._cores = cores
        self._leads = leads(scenes, actors)
        self._headed = self._headings()
        self._nested = _nested(entities)

    def sites(self) -> Iterator[Site]:
        """The sites of a document in the order of their sentences."""
        opener = -1
        for at, scene in enumerate(self._scenes):
            kind = scene.parse.sentence.kind
            if kind not in _OPENED:
                opener = at if kind == "paragraph" else -1
            yield from self._within(at, scene)
            yield from self._across(at, scene, opener)

    def _headings(self) -> dict[int, list[Name]]:
        """The names in the heading of each section."""
        found: dict[int, list[Name]] = {}
        for scene in self._scenes:
            if scene.parse.sentence.kind == "heading":
                found.setdefault(scene.parse.sentence.section, []).extend(scene.names)
        return found

    def _within(self, at: int, scene: Scene) -> Iterator[Site]:
        """The pairs of entities that a sentence names, each by its two names that stand closest."""
        closest: dict[tuple[int, int], tuple[int, int, Site]] = {}
        names = scene.names
        for number, first in enumerate(names):
            for further, second in enumerate(names[number + 1 : number + 2 + _BETWEEN]):
                if first.entity == second.entity:
                    continue
                key = min(first.entity, second.entity), max(first.entity, second.entity)
                rank = further, second.begin - first.end
                if key not in closest or rank < closest[key][:2]:
                    closest[key] = (*rank, Site(at, first, second, further))
        for _, _, site in closest.values():
            yield site

    def _across(self, at: int, scene: Scene, opener: int) -> Iterator[Site]:
        """The pairs of a name of a sentence and an entity that it is tied to, though the sentence does not name it."""
        ties = self._context(scene, self._scenes[max(0, at - _BACK) : at][::-1], opener, self._leads.get(at)).ties
        here = {name.entity for name in scene.names}
        seen: set[int] = set()
        for number, name in enumerate(scene.names):
            if name.entity in seen:
                continue
            seen.add(name.entity)
            nested = self._nested.get(name.entity, ())
            for entity in dict.fromkeys((*ties, *nested)):
                if entity not in here:
                    own = (*ties.get(entity, ()), *(["in name"] if entity in nested else []))
                    yield Site(at, self._away(entity), name, number, own)

    def _away(self, entity: int) -> Name:
        return Name(-1, -1, entity, self._entities[entity].type, self._cores[entity], "reference", "")

    def _context(self, scene: Scene, before: Sequence[Scene], opener: int, lead: Name | None) -> _Context:
        context = _Context()
        sentence = scene.parse.sentence
        for back, earlier in enumerate(before, 1):
            if earlier.parse.sentence.section != sentence.section:
                break
            same = "block" if earlier.parse.sentence.block == sentence.block else "section"
            for name in earlier.names:
                context.add(name.entity, f"{same} back {back}")
                if is_subject(earlier.parse, name):
                    context.add(name.entity, f"subject back {back}")
            if earlier.names and back == 1:
                context.add(earlier.names[-1].entity, "last")
        for name in self._headed.get(sentence.section, ()):
            context.add(name.entity, "heading")
        if opener >= 0 and sentence.kind in _OPENED:
            for name in self._scenes[opener].names:
                context.add(name.entity, "opener")
        context.add(lead.entity if lead else -1, "lead")
        context.add(scene.heading_place, "heading place")
        context.add(scene.place, "place")
        context.add(scene.topic, "topic")
        for entity in scene.titled:
            context.add(entity, "titled")
        return context


def _nested(entities: Sequence[Entity]) -> dict[int, frozenset[int]]:
    """For each entity those whose name stands in its name."""
    forms = [tuple(f.casefold() for f in (e.label, *e.aliases) if len(f) >= _SHORTEST) for e in entities]
    found: dict[int, frozenset[int]] = {}
    for number, entity in enumerate(entities):
        label = entity.label.casefold()
        inner = frozenset(
            other
            for other, names in enumerate(forms)
            if other != number and any(n in label and n != label and _whole(n).search(label) for n in names)
        )
        if inner:
            found[number] = inner
    return found


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
