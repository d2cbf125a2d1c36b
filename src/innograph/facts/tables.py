"""Figures in the rows of tables: the row tells whom or what, the head of the column what, when and in which unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from innograph.cells import Cell, split_cells
from innograph.facts.discourse import Discourse
from innograph.facts.mending import mend_figures
from innograph.facts.moments import NEVER, Memory, Moment
from innograph.facts.numerals import Quantity, figure_value
from innograph.facts.quantities import QuantityFinder
from innograph.facts.scenes import Name, Scene
from innograph.facts.times import TimeFinder
from innograph.lexicon import Lexicon, one_of
from innograph.model import Kind, Observation

_CELL = re.compile(r"(?P<sign>[-−–+]?)\s?(?P<digits>\d[\d.,\u00a0\u202f ]*)\s?(?P<percent>%?)(?:\s?\*+)?")
_YEARS = re.compile(r"(?:(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?)?")
_BRACKET = re.compile(r"\(([^)]*)\)?")


@dataclass(frozen=True, slots=True)
class Head:
    """What a label says of its figures: what they measure, in which unit and scale, when, and how.

    A column may hold no figures but the "time" of its row, or the "label" that says what the row measures.
    """

    indicator: str = ""
    kind: Kind | None = None
    unit: str = "count"
    scale: Decimal = Decimal(1)
    moment: Moment = NEVER
    holds: Literal["figures", "time", "label"] = "figures"


class TableFinder:
    """Reads tables; made once per lexicon."""

    def __init__(self, lexicon: Lexicon, quantities: QuantityFinder, times: TimeFinder) -> None:
        table = lexicon.table("observations")["table"]
        self._quantities, self._times = quantities, times
        self._measured = frozenset(lexicon.table("observations")["about"]["measured"])
        self._total = re.compile(one_of(table["total"]), re.IGNORECASE)
        self._labels = re.compile(one_of(table["labels"]), re.IGNORECASE)
        self._timing = re.compile(one_of(table["times"]), re.IGNORECASE)
        self._bare = re.compile(one_of(table["bare"]), re.IGNORECASE)
        self._changes = re.compile(table["changes"], re.IGNORECASE)
        self._no_figures = re.compile(one_of(table["no_figures"]), re.IGNORECASE)
        self._part = re.compile(table["part"], re.IGNORECASE)
        self._aside = re.compile(table["aside"], re.IGNORECASE)
        self._per = re.compile(table["per"], re.IGNORECASE)
        self._joined = re.compile(table["joined"])
        self._kinds: list[tuple[Kind, re.Pattern[str]]] = [
            (kind, re.compile(one_of(table[kind]), re.IGNORECASE)) for kind in ("target", "growth", "rank")
        ]

    def find(
        self, rows: Sequence[Scene], discourse: Discourse, memory: Memory, shared: Mapping[str, str]
    ) -> Iterator[Observation]:
        """The observations of the rows of one table, in order."""
        cells = [split_cells(row.parse.sentence) for row in rows]
        body = next((at for at, row in enumerate(cells) if at and self._has_figures(row)), 0)
        if not body:
            return
        corner, heads = self._heads(cells[:body], shared)
        timed = bool(self._timing.fullmatch(corner))
        told_aside = any(head.indicator or head.holds == "label" for head in heads)
        labels = timed or bool(self._labels.search(corner)) or not told_aside
        setting = self._setting(rows[0], discourse)
        moment = self._moment(corner)
        if moment == NEVER:
            moment = self._told(rows[0], memory)
        above = Head()
        for scene, row in zip(rows[body:], cells[body:], strict=True):
            label = row[0] if row and (timed or not self._figure(row[0])) else None
            name = self._named(scene, label) if label and not labels else None
            own = self._head(label.text if label else "", shared, above)
            above = own
            total = bool(label and self._total.search(label.text))
            if (name is None or total) and setting < 0:
                continue
            about = setting if name is None or total else name.entity
            said = "" if name or total else own.indicator
            figures = list(aligned(row[1:] if label else row, heads))
            for cell, head in figures:
                if head.holds == "time":
                    own = replace(own, moment=self._moment(cell.text))
                elif head.holds == "label":
                    own = self._head(cell.text, shared, Head())
                    said = own.indicator
            for cell, head in figures:
                if made := self._observation(scene, cell, head, own, said, corner, about, moment):
                    yield made

    def _observation(
        self, scene: Scene, cell: Cell, head: Head, own: Head, said: str, corner: str, about: int, moment: Moment
    ) -> Observation | None:
        """One figure: the head of its column counts where the row names whom it is of, else the row's label does."""
        found = self._figure(cell)
        if found is None or head.holds != "figures" or self._no_figures.fullmatch(head.indicator):
            return None
        first = own if own.unit != "count" or (said and head.unit == "count") else head
        unit = "percent" if found["percent"] else first.unit
        kind = self._kind(head, own, unit, bool(said))
        indicator = " ".join(f"{said} {head.indicator}".split())
        if kind == "rank":
            unit, indicator = "rank", " ".join(f"{indicator} {corner}".split())
        if not re.search(r"[^\W\d_]{2}", indicator):
            return None
        scaled = first.scale != 1 or bool(found["percent"])
        value = figure_value(found["digits"].strip(), scaled=scaled) * first.scale
        start, stop = next((m for m in (head.moment, own.moment, moment) if m != NEVER), NEVER)
        sentence = scene.parse.sentence
        return Observation(
            about=about,
            indicator=indicator,
            kind=kind,
            value=-value if found["sign"] and found["sign"] != "+" else value,
            unit=unit,
            sentence=sentence.index,
            span=sentence.span(cell.begin, cell.end),
            rule=f"table {kind}",
            start=start,
            end=stop,
        )

    def _told(self, scene: Scene, memory: Memory) -> Moment:
        """When figures hold whose row and column tell no time: as a heading says, the section before, or the title."""
        titled = [self._times.find(title) for title in (*reversed(scene.headings), scene.title)]
        told = memory.in_section or memory.in_block
        near = [*titled[:-1], [told] if told else [], *titled[-1:]]
        return next(((times[-1].start, times[-1].stop) for times in near if times), NEVER)

    def _has_figures(self, row: Sequence[Cell]) -> bool:
        """Whether a row has figures beside its label, and not only the years of the columns."""
        return any(self._figure(cell) for cell in row[1:]) and not all(_YEARS.fullmatch(cell.text) for cell in row)

    @staticmethod
    def _kind(head: Head, own: Head, unit: str, labelled: bool) -> Kind:
        told = head.kind or (own.kind if labelled else None)
        if told:
            return told
        if unit in ("percent", "percentage points"):
            return "share"
        return "ratio" if "/" in unit and not re.match(r"[A-Z]{3}/(?:month|year)", unit) else "level"

    def _heads(self, rows: Sequence[Sequence[Cell]], shared: Mapping[str, str]) -> tuple[str, list[Head]]:
        """The corner of a table, and the heads of its columns; a second row of heads is read on under the first."""
        texts = [cell.text for cell in rows[0]]
        for row in rows[1:]:
            for back in range(1, min(len(row), len(texts) - 1) + 1):
                texts[-back] = f"{texts[-back]} {row[-back].text}"
        heads: list[Head] = []
        above = Head()
        for text in texts[1:]:
            if self._timing.fullmatch(text.strip()) or self._labels.fullmatch(text.strip()):
                heads.append(Head(holds="time" if self._timing.fullmatch(text.strip()) else "label"))
            else:
                above = self._head(text, shared, above)
                heads.append(replace(above, indicator="") if self._bare.fullmatch(above.indicator) else above)
        return (texts[0] if texts else ""), heads

    def _head(self, text: str, shared: Mapping[str, str], above: Head) -> Head:
        """What a label says; one that has only a time or a unit goes on with the one before it."""
        unit, scale = "", Decimal(1)
        for bracket in _BRACKET.findall(text):
            if quantity := self._measure(bracket, text):
                sign, slash, per = quantity.unit.partition("/")
                unit, scale = f"{shared.get(sign, sign)}{slash}{per}", quantity.value
                text = text.replace(f"({bracket})", " ")
        if not unit and (rate := self._per.search(text)) and (quantity := self._measure(rate[0], "")):
            unit = quantity.unit
        times = self._times.find(text)
        bare = text
        for time in reversed(times):
            bare = f"{bare[: time.begin]} {bare[time.end :]}"
        bare = " ".join(bare.split()).strip(" ,.:;-–|/")
        kind = next((kind for kind, words in self._kinds if words.search(bare)), None)
        follows = (not bare or (kind and self._changes.fullmatch(bare))) and above.indicator
        part = bool(above.indicator) and bool(self._part.match(bare))
        indicator = above.indicator if follows else f"{above.indicator} {bare}" if part else bare
        if follows and not unit:
            unit, scale = above.unit, above.scale
        return Head(indicator, kind, unit or "count", scale, self._moment(text))

    def _moment(self, text: str) -> Moment:
        times = self._times.find(text)
        return (times[-1].start, times[-1].stop) if times else NEVER

    def _measure(self, text: str, label: str) -> Quantity | None:
        """The unit that a bracket in a label names, with its scale as the value."""
        text = self._joined.sub("million ", self._aside.sub("", text).strip())
        per = self._per.search(label)
        rate = f" {per[0]}" if per else ""
        sign, _, rest = text.partition(" ")
        tries = [text] if text[:1].isdigit() else [f"1 {text}", f"{sign} 1 {rest}"]
        found = [self._quantities.find(f"{attempt}{rate}".strip(), (), ()) for attempt in tries]
        fit = [one[0] for one in found if len(one) == 1 and (one[0].unit != "count" or one[0].value > 1)]
        return max(fit, key=lambda one: (one.unit != "count", one.value), default=None)

    def _named(self, scene: Scene, label: Cell) -> Name | None:
        """The name that a row is about: the longest in its label, if it is more than a word in passing."""
        names = [n for n in scene.names if n.core in self._measured and label.begin <= n.begin < label.end]
        longest = max(names, key=lambda n: (n.end - n.begin, -n.begin), default=None)
        if longest is None or 2 * (longest.end - longest.begin) < label.end - label.begin:
            return None
        return longest

    @staticmethod
    def _setting(scene: Scene, discourse: Discourse) -> int:
        """What a table is about whose rows name no one: the heading's place, the document's, its topic."""
        near = [e for e in (scene.heading_place, scene.place, scene.topic) if e >= 0]
        return near[0] if near else discourse.told

    @staticmethod
    def _figure(cell: Cell) -> re.Match[str] | None:
        return _CELL.fullmatch(mend_figures(cell.text))


def aligned(cells: Sequence[Cell], heads: Sequence[Head]) -> Iterator[tuple[Cell, Head]]:
    """The cells of a row with their heads, counted from the right where cells are lacking."""
    shift = len(heads) - len(cells)
    if shift >= 0:
        yield from zip(cells, heads[shift:], strict=True)
