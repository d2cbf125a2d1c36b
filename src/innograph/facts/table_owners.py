"""Whom the figures of a table are of: names at the head of rows and columns, in labels, and what the table is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from innograph.cells import Cell
from innograph.facts.discourse import Discourse
from innograph.facts.scenes import Name, Scene
from innograph.lexicon import Lexicon, one_of


class TableOwners:
    """Tells whom figures of tables are of; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        observations = lexicon.table("observations")
        table = observations["table"]
        self._measured = frozenset(observations["about"]["measured"])
        self._of, self._behind = re.compile(rf"{one_of(table['of'])}\s+(?:the\s+)?$"), re.compile(table["behind"])

    def named(self, scene: Scene, label: Cell) -> Name | None:
        """The name that a row or column is about: the longest in its label, if it is more than a word in passing."""
        names = [n for n in scene.names if n.core in self._measured and label.begin <= n.begin < label.end]
        longest = max(names, key=lambda n: (n.end - n.begin, -n.begin), default=None)
        if longest is None or 2 * (longest.end - longest.begin) < label.end - label.begin:
            return None
        return longest

    def measured(self, scene: Scene, label: Cell) -> int:
        """Whom a row's label measures something of, by the name at its end ("Firms housed by the Quay Hub"), or -1."""
        names = [n for n in scene.names if n.core in self._measured and label.begin < n.begin < label.end]
        if not names:
            return -1
        last = max(names, key=lambda n: (n.end, n.end - n.begin))
        text = scene.parse.sentence.text
        ends = self._behind.fullmatch(text[last.end : label.end])
        return last.entity if ends and self._of.search(text[label.begin : last.begin]) else -1

    def columns(self, rows: Sequence[Scene], cells: Sequence[Sequence[Cell]], width: int) -> list[int]:
        """The entities that so many columns are headed by, or -1 for each: "Indicator | Oslo | Bergen".

        Args:
            rows: of the heads.
            cells: of each of these rows.
            width: how many columns there are beside that of the labels.
        """
        found = [-1] * width
        for scene, row in zip(rows, cells, strict=True):
            for back, cell in enumerate(reversed(row[-width:] if width else []), 1):
                if name := self.named(scene, cell):
                    found[-back] = name.entity
        return found

    @staticmethod
    def setting(scene: Scene, discourse: Discourse) -> int:
        """What a table is about whose labels name no one: the heading's place, the document's topic, its place."""
        near = [e for e in (scene.heading_place, scene.topic, scene.place) if e >= 0]
        return near[0] if near else discourse.told
