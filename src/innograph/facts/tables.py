"""Figures in the rows of tables: the row tells whom or what, the head of the column what, when and in which unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from innograph.cells import Cell, split_cells
from innograph.facts.columns import Head, LabelReader
from innograph.facts.discourse import Discourse
from innograph.facts.mending import mend_figures
from innograph.facts.moments import NEVER, Memory, Moment
from innograph.facts.numerals import figure_value
from innograph.facts.quantities import QuantityFinder
from innograph.facts.scenes import Scene
from innograph.facts.table_owners import TableOwners
from innograph.facts.times import TimeFinder
from innograph.lexicon import Lexicon, one_of
from innograph.model import Kind, Observation

_CELL = re.compile(r"(?P<sign>[-−–+]?)\s?(?P<digits>\d[\d.,\u00a0\u202f ]*)\s?(?P<percent>%?)(?:\s?\*+)?")
_YEARS = re.compile(r"(?:(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MANY = 3
_ORDINAL = re.compile(r"[A-Z]?\d{0,2}[.)]?|\(?[a-zA-Z0-9]{1,2}\)", re.ASCII)


class TableFinder:
    """Reads tables; made once per lexicon."""

    def __init__(self, lexicon: Lexicon, quantities: QuantityFinder, times: TimeFinder) -> None:
        table = lexicon.table("observations")["table"]
        self._times = times
        self._total = re.compile(one_of(table["total"]), re.IGNORECASE)
        self._part = re.compile(table["part"], re.IGNORECASE)
        self._no_figures = re.compile(one_of(table["no_figures"]), re.IGNORECASE)
        self._columns = LabelReader(lexicon, quantities, times)
        self._owners = TableOwners(lexicon)

    def find(
        self, rows: Sequence[Scene], discourse: Discourse, memory: Memory, shared: Mapping[str, str]
    ) -> Iterator[Observation]:
        """The observations of the rows of one table, in order."""
        cells = [_unnumbered(split_cells(row.parse.sentence)) for row in rows]
        body = next((at for at, row in enumerate(cells) if at and self._has_figures(row)), 0)
        if not body:
            return
        width = max(len(row) for row in cells[body:])
        corner, heads = self._columns.heads(cells[:body], width, shared)
        firsts = [row[0].text for row in cells[body:] if row]
        timed = bool(self._columns.timing.fullmatch(corner)) or all(text and _YEARS.fullmatch(text) for text in firsts)
        told_aside = any(head.indicator or head.holds == "label" for head in heads)
        labels = timed or bool(self._columns.labels.search(corner)) or not told_aside
        setting = self._owners.setting(rows[0], discourse)
        owners = self._owners.columns(rows[:body], cells[:body], len(heads))
        heads = _without_years(heads, cells[body:])
        moment = self._columns.moment(corner)
        if moment == NEVER:
            moment = self._told(rows[0], memory)
        above, before = Head(), -1
        for scene, row in zip(rows[body:], cells[body:], strict=True):
            label = row[0] if row and (timed or not self._figure(row[0])) else None
            name = self._owners.named(scene, label) if label and not labels else None
            own = self._columns.read(label.text if label else "", shared, above)
            above = own
            total = bool(label and self._total.search(label.text))
            if not (label and self._part.match(label.text)):
                before = self._owners.measured(scene, label) if label else -1
            row_of = name.entity if name and not total else -1
            about = next((entity for entity in (row_of, before, setting) if entity >= 0), -1)
            said = "" if name or total else own.indicator
            figures = list(aligned(row[1:] if label else row, heads))
            for cell, head in figures:
                if head.holds == "time":
                    own = replace(own, moment=self._columns.moment(cell.text))
                elif head.holds == "label":
                    own = self._columns.read(cell.text, shared, Head())
                    said = own.indicator
                elif head.holds == "unit" and (measure := self._columns.measure(cell.text, own.indicator)):
                    own = replace(own, unit=measure.unit, scale=measure.value)
            for at, (cell, head) in enumerate(figures, len(heads) - len(figures)):
                named = row_of < 0 <= owners[at]
                one, told = (owners[at], replace(head, indicator="")) if named else (about, head)
                if one >= 0 and (made := self._observation(scene, cell, told, own, said, corner, one, moment)):
                    yield made

    def _observation(
        self, scene: Scene, cell: Cell, head: Head, own: Head, said: str, corner: str, about: int, moment: Moment
    ) -> Observation | None:
        """One figure: the head of its column counts where the row names whom it is of, else the row's label does."""
        found = self._figure(cell)
        if found is None or head.holds != "figures" or self._no_figures.fullmatch(head.indicator):
            return None
        first = own if own.unit != "count" or (said and head.unit == "count") else head
        if head.kind and head.unit != "count":
            first = head
        unit = "percent" if found["percent"] else first.unit
        kind = self._kind(head, own, unit, bool(said))
        indicator = " ".join(f"{said} {head.indicator}".split())
        if kind == "rank":
            unit, indicator = "rank", " ".join(f"{indicator} {corner}".split())
        if not re.search(r"[^\W\d_]{2}", indicator):
            return None
        scaled = first.scale != 1 or bool(found["percent"])
        scale = Decimal(1) if found["percent"] and first.unit != "percent" else first.scale
        value = figure_value(found["digits"].strip(), scaled=scaled) * scale
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

    @staticmethod
    def _figure(cell: Cell) -> re.Match[str] | None:
        return _CELL.fullmatch(mend_figures(cell.text))


def _without_years(heads: Sequence[Head], rows: Sequence[Sequence[Cell]]) -> list[Head]:
    """The heads, of which those over nothing but years, three and more, hold no figures: "Class | 2016"."""
    columns: list[list[str]] = [[] for _ in heads]
    for row in rows:
        for back, cell in enumerate(reversed(row[-len(heads) :] if heads else []), 1):
            columns[-back].append(cell.text)
    return [
        replace(head, holds="years") if len(texts) >= _MANY and all(map(_YEAR.fullmatch, texts)) else head
        for head, texts in zip(heads, columns, strict=True)
    ]


def _unnumbered(row: Sequence[Cell]) -> Sequence[Cell]:
    """The cells of a row without the number or letter that counts it."""
    counted = len(row) > 1 and _ORDINAL.fullmatch(row[0].text) and any(letter.isalpha() for letter in row[1].text)
    return row[1:] if counted else row


def aligned(cells: Sequence[Cell], heads: Sequence[Head]) -> Iterator[tuple[Cell, Head]]:
    """The cells of a row with their heads, counted from the right where cells are lacking."""
    shift = len(heads) - len(cells)
    if shift >= 0:
        yield from zip(cells, heads[shift:], strict=True)
