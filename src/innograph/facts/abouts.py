"""Whom a figure is about: the name beside it, its own in a list, the subject, or what the text is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from innograph.facts.figures import Figure, Focus
from innograph.facts.scenes import Name, Scene
from innograph.lexicon import Lexicon
from innograph.model import Kind

_OWNER = re.compile(r"['’]s?\s")


class AboutFinder:
    """Finds whom figures are about; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("observations")["about"]
        self._measured, self._behind = frozenset(table["measured"]), frozenset(table["behind"])
        self._adjacent = re.compile(table["adjacent"])
        self._right_behind = re.compile(table["right_behind"])
        self._located = re.compile(table["located"])
        self._compared = re.compile(table["compared"])
        self._there = re.compile(table["there"])
        self._joined = re.compile(table["joined"])
        self._numbers_joined = re.compile(table["numbers_joined"])

    def find(self, figure: Figure, kind: Kind, focus: Focus) -> int:
        """The entity that a figure is about, or -1."""
        scene = figure.scene
        before = self._names(scene, end=figure.quantity.begin)
        if beside := self._beside(figure, before) or self.respective(figure):
            return beside.entity
        if behind := self._named_behind(figure, kind, before):
            return behind.entity
        before = [n for n in before if n.core != "Industry"]
        there = next((t.begin for t in scene.tokens if t.dep == "expl" and t.begin < figure.quantity.begin), -1)
        places = [n for n in before if n.core == "Place" and self._there.fullmatch(scene.text[n.end : max(there, 0)])]
        if places:
            return places[-1].entity
        subjects = [n for n in before if self._heads(scene, n)]
        free = [n for n in before if not self._only_compared(scene, n)]
        if subjects or free:
            return (subjects or free)[-1].entity
        if focus.about >= 0 and not (there >= 0 and scene.topic >= 0):
            return focus.about
        return scene.heading_place if scene.heading_place >= 0 else scene.topic

    def own(self, figure: Figure, last_end: int) -> bool:
        """Whether a figure has a name of its own since the last one: "Beijing (52,720) and Shanghai (37,139)"."""
        if self.respective(figure):
            return True
        since = [n for n in self._names(figure.scene, end=figure.quantity.begin) if n.begin >= last_end]
        return any(self._adjacent.match(figure.before[n.end :]) for n in since)

    def subject(self, scene: Scene) -> Name | None:
        """The name that is the subject of a sentence."""
        names = self._names(scene)
        return next((n for n in names if n.core != "Industry" and self._heads(scene, n)), None)

    def respective(self, figure: Figure) -> Name | None:
        """The name in the same place of its list as the quantity in its own: "A and B ... 4 and 5, respectively"."""
        run = self._run(figure)
        if len(run) < 2:
            return None
        before = self._names(figure.scene, end=figure.quantities[run[0]].begin)
        for first in range(len(before) - len(run), -1, -1):
            listed = before[first : first + len(run)]
            if all(self._side_by_side(figure.scene, one, other) for one, other in pairwise(listed)):
                return listed[run.index(figure.at)]
        return None

    def joint(self, figure: Figure, about: int) -> Iterator[int]:
        """The other names that share a rank as one list: "India, Russia and Brazil are in the top 10"."""
        if self.respective(figure):
            return
        names = self._names(figure.scene, end=figure.quantity.begin)
        mine = next((at for at, name in enumerate(names) if name.entity == about), None)
        if mine is None:
            return
        for step in (-1, 1):
            here = mine
            while 0 <= here + step < len(names):
                one, other = sorted((here, here + step))
                if not self._side_by_side(figure.scene, names[one], names[other]):
                    break
                here += step
                yield names[here].entity

    def _names(self, scene: Scene, end: int | None = None) -> list[Name]:
        """The names that figures may be about, up to a character."""
        return [n for n in scene.names if n.core in self._measured and (end is None or n.end <= end)]

    def _beside(self, figure: Figure, before: Sequence[Name]) -> Name | None:
        low = figure.quantities[figure.at - 1].end if figure.at else 0
        near = [n for n in before if n.begin >= low and self._adjacent.fullmatch(figure.before[n.end :])]
        return near[-1] if near and not self._is_country_of(near[-1]) else None

    def _named_behind(self, figure: Figure, kind: Kind, before: Sequence[Name]) -> Name | None:
        """The place, industry or platform behind a figure: "12 parks in Linhai", if no subject owns the figure."""
        scene, quantity = figure.scene, figure.quantity
        last = figure.at + 1 == len(figure.quantities)
        high = len(scene.text) if last else figure.quantities[figure.at + 1].begin
        behind = [n for n in scene.names if quantity.end <= n.begin < high and n.core in self._behind]
        if not behind:
            return None
        if quantity.unit != "percent" and self._right_behind.fullmatch(scene.text[quantity.end : behind[0].begin]):
            return behind[0]
        if kind in ("rank", "share") or any(self._heads(scene, n) for n in before):
            return None
        return next((n for n in behind if self._located.search(scene.text[: n.begin])), None)

    def _run(self, figure: Figure) -> list[int]:
        """The numbers of the quantities that are listed side by side with this one, in order."""
        quantities, run = figure.quantities, [figure.at]
        for step in (-1, 1):
            other = figure.at + step
            while 0 <= other < len(quantities):
                one, two = sorted((other, other - step))
                apart = figure.scene.text[quantities[one].end : quantities[two].begin]
                if quantities[other].unit != figure.quantity.unit or not self._numbers_joined.fullmatch(apart):
                    break
                run.append(other)
                other += step
        return sorted(run)

    def _side_by_side(self, scene: Scene, one: Name, other: Name) -> bool:
        apart = scene.text[one.end : other.begin]
        return one.core == other.core and bool(apart.strip()) and bool(self._joined.fullmatch(apart))

    @staticmethod
    def _heads(scene: Scene, name: Name) -> bool:
        """Whether a name is a subject, or owns something: "Nanshan had", "Nanshan's firms"."""
        if _OWNER.match(scene.text[name.end :]):
            return True
        last = next((t for t in reversed(scene.tokens) if name.begin <= t.begin < name.end), None)
        return last is not None and last.dep in ("nsubj", "nsubjpass")

    def _only_compared(self, scene: Scene, name: Name) -> bool:
        """Whether a name only stands for comparison or as a source: "after Beijing", "first in the country"."""
        return self._is_country_of(name) or bool(self._compared.search(scene.text[: name.begin]))

    @staticmethod
    def _is_country_of(name: Name) -> bool:
        """Whether a name is "the country", within which figures of a place are compared."""
        return name.kind == "reference" and name.type == "Country"
