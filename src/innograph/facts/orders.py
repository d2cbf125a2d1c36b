"""Whom a figure is about by the order of its sentence alone: beside it, listed, behind it, the subject, the focus."""

from __future__ import annotations

import re
from collections.abc import Sequence

from innograph.facts.discourse import Discourse
from innograph.facts.figures import Figure
from innograph.facts.scenes import Name, Scene
from innograph.lexicon import Lexicon
from innograph.model import Kind

_OWNER = re.compile(r"['’]s?\s")


class OrderFinder:
    """Finds the name that the order of a sentence gives a figure; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("observations")["about"]
        self._ordered, self._behind = frozenset(table["ordered"]), frozenset(table["behind"])
        self._adjacent = re.compile(table["adjacent"])
        self._right_behind = re.compile(table["right_behind"])
        self._located = re.compile(table["located"])
        self._there = re.compile(table["there"])
        self._compared = re.compile(table["compared"])

    def find(self, figure: Figure, kind: Kind, listed: Name | None, discourse: Discourse) -> int:
        """The entity, or -1; `listed` is the name in the same place of its list as the figure in its own."""
        scene = figure.scene
        before = [n for n in scene.names if n.core in self._ordered and n.end <= figure.quantity.begin]
        named = self._beside(figure, before) or listed or self._named_behind(figure, kind, before)
        if named:
            return named.entity
        before = [n for n in before if n.core != "Industry"]
        there = next((t.begin for t in scene.tokens if t.dep == "expl" and t.begin < figure.quantity.begin), -1)
        places = [n for n in before if n.core == "Place" and self._there.fullmatch(scene.text[n.end : max(there, 0)])]
        if places:
            return places[-1].entity
        subjects = [n for n in before if _heads(scene, n)]
        free = [n for n in before if not self._only_compared(scene, n)]
        if subjects or free:
            return (subjects or free)[-1].entity
        focused = discourse.cores.get(discourse.focus, "") in self._ordered
        if focused and not (there >= 0 and scene.topic >= 0):
            return discourse.focus
        return scene.heading_place if scene.heading_place >= 0 else scene.topic

    def _beside(self, figure: Figure, before: Sequence[Name]) -> Name | None:
        low = figure.quantities[figure.at - 1].end if figure.at else 0
        near = [n for n in before if n.begin >= low and self._adjacent.fullmatch(figure.before[n.end :])]
        return near[-1] if near and not _is_country_of(near[-1]) else None

    def _named_behind(self, figure: Figure, kind: Kind, before: Sequence[Name]) -> Name | None:
        """The place, industry or platform behind a figure: "12 parks in Linhai", if no subject owns the figure.

        Behind a rank stands within what it is counted: "fifth in China".
        """
        scene, quantity = figure.scene, figure.quantity
        last = figure.at + 1 == len(figure.quantities)
        high = len(scene.text) if last else figure.quantities[figure.at + 1].begin
        behind = [n for n in scene.names if quantity.end <= n.begin < high and n.core in self._behind]
        if not behind or kind == "rank":
            return None
        if quantity.unit != "percent" and self._right_behind.fullmatch(scene.text[quantity.end : behind[0].begin]):
            return behind[0]
        if kind == "share" or any(_heads(scene, n) for n in before):
            return None
        return next((n for n in behind if self._located.search(scene.text[: n.begin])), None)

    def _only_compared(self, scene: Scene, name: Name) -> bool:
        """Whether a name only stands for comparison or as a source: "after Beijing", "first in the country"."""
        return _is_country_of(name) or bool(self._compared.search(scene.text[: name.begin]))


def _heads(scene: Scene, name: Name) -> bool:
    """Whether a name is a subject, or owns something: "Nanshan had", "Nanshan's firms"."""
    if _OWNER.match(scene.text[name.end :]):
        return True
    last = next((t for t in reversed(scene.tokens) if name.begin <= t.begin < name.end), None)
    return last is not None and last.dep in ("nsubj", "nsubjpass")


def _is_country_of(name: Name) -> bool:
    """Whether a name is "the country", within which figures of a place are compared."""
    return name.kind == "reference" and name.type == "Country"
