"""The labels of a table's rows and columns: what each says of the figures beside or below it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from innograph.cells import Cell
from innograph.facts.moments import NEVER, Moment
from innograph.facts.numerals import Quantity
from innograph.facts.quantities import QuantityFinder
from innograph.facts.times import TimeFinder
from innograph.lexicon import Lexicon, one_of
from innograph.model import Kind

_EMPTY = re.compile(r"\(\W*\)")
_BRACKET = re.compile(r"\(([^)]*)\)?")


@dataclass(frozen=True, slots=True)
class Head:
    """What a label says of its figures: what they measure, in which unit and scale, when, and how.

    A column may hold no figures but the "time" of its row, the "label" that says what the row measures, its "unit", or
    "years" of another sense.
    """

    indicator: str = ""
    kind: Kind | None = None
    unit: str = "count"
    scale: Decimal = Decimal(1)
    moment: Moment = NEVER
    holds: Literal["figures", "time", "label", "unit", "years"] = "figures"


class LabelReader:
    """Reads labels; made once per lexicon."""

    def __init__(self, lexicon: Lexicon, quantities: QuantityFinder, times: TimeFinder) -> None:
        table = lexicon.table("observations")["table"]
        self._quantities, self._times = quantities, times
        self.labels = re.compile(one_of(table["labels"]), re.IGNORECASE)
        self.timing = re.compile(one_of(table["times"]), re.IGNORECASE)
        self._units = re.compile(one_of(table["units"]), re.IGNORECASE)
        self._share = re.compile(table["share"], re.IGNORECASE)
        self._sign = re.compile(table["sign"])
        self._bare = re.compile(one_of(table["bare"]), re.IGNORECASE)
        self._changes = re.compile(table["changes"], re.IGNORECASE)
        self._part = re.compile(table["part"], re.IGNORECASE)
        self._aside = re.compile(table["aside"], re.IGNORECASE)
        self._per = re.compile(table["per"], re.IGNORECASE)
        self._joined = re.compile(table["joined"])
        self._kinds: list[tuple[Kind, re.Pattern[str]]] = [
            (kind, re.compile(one_of(table[kind]), re.IGNORECASE)) for kind in ("target", "growth", "rank")
        ]

    def heads(self, rows: Sequence[Sequence[Cell]], width: int, shared: Mapping[str, str]) -> tuple[str, list[Head]]:
        """The corner of a table of so many columns, and the heads of its columns."""
        texts = spread([[cell.text for cell in row] for row in rows], width)
        heads: list[Head] = []
        above = Head()
        for text in (text.strip() for text in texts[1:]):
            if self.timing.fullmatch(text) or self.labels.fullmatch(text):
                heads.append(Head(holds="time" if self.timing.fullmatch(text) else "label"))
            elif self._units.fullmatch(text):
                heads.append(Head(holds="unit"))
            else:
                above = self.read(text, shared, above)
                heads.append(replace(above, indicator="") if self._bare.fullmatch(above.indicator) else above)
        return (texts[0] if texts else ""), heads

    def read(self, text: str, shared: Mapping[str, str], above: Head) -> Head:
        """What a label says; one that has only a time or a unit goes on with the one before it."""
        unit, scale = "", Decimal(1)
        for bracket in _BRACKET.findall(text):
            if self._share.match(bracket):
                unit, text = "percent", text.replace(f"({bracket})", " ")
            elif self._times.find(bracket):
                continue
            elif quantity := self.measure(bracket, text):
                sign, slash, per = quantity.unit.partition("/")
                unit, scale = f"{shared.get(sign, sign)}{slash}{per}", quantity.value
                text = text.replace(f"({bracket})", " ")
        if not unit and (end := self._sign.search(text)) and (measured := self.measure(end[1], "")):
            unit, scale, text = measured.unit, measured.value, text[: end.start()]
        if not unit and (rate := self._per.search(text)) and (quantity := self.measure(rate[0], "")):
            unit = quantity.unit
        times = self._times.find(text)
        bare = text
        for time in reversed(times):
            bare = f"{bare[: time.begin]} {bare[time.end :]}"
        bare = " ".join(_EMPTY.sub(" ", bare).split()).strip(" ,.:;-–|/")
        kind = next((kind for kind, words in self._kinds if words.search(bare)), None)
        follows = (not bare or (kind and self._changes.fullmatch(bare))) and above.indicator
        part = bool(above.indicator) and bool(self._part.match(bare))
        indicator = above.indicator if follows else f"{above.indicator} {bare}" if part else bare
        if follows and not unit:
            unit, scale = above.unit, above.scale
        return Head(indicator, kind, unit or "count", scale, self.moment(text))

    def moment(self, text: str) -> Moment:
        """The time that a label tells, the last if it tells several."""
        times = self._times.find(text)
        return (times[-1].start, times[-1].stop) if times else NEVER

    def measure(self, text: str, label: str) -> Quantity | None:
        """The unit that a bracket in a label names, with its scale as the value."""
        text = self._joined.sub("million ", self._aside.sub("", text).strip())
        per = self._per.search(label)
        rate = f" {per[0]}" if per else ""
        sign, _, rest = text.partition(" ")
        tries = [text] if text[:1].isdigit() else [f"1 {text}", f"{sign} 1 {rest}"]
        found = [self._quantities.find(f"{attempt}{rate}".strip(), (), ()) for attempt in tries]
        fit = [one[0] for one in found if len(one) == 1 and (one[0].unit != "count" or one[0].value > 1)]
        return max(fit, key=lambda one: (one.unit != "count", one.value), default=None)


def spread(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """The texts of the rows of heads, read together column by column; the first is that of the labels.

    A row that is short by one has no head for the labels. One that is shorter and has another below it may have heads
    that each stand over as many columns.
    """
    texts = list(rows[0]) if rows else []
    for below in rows[1:]:
        alone = max(width - len(below), 1)
        over = texts[alone:] if len(below) < width else texts
        if len(texts) < width - 1 and over and (width - alone) % len(over) == 0:
            each = (width - alone) // len(over)
            before = texts[:alone] if len(below) < width else [""]
            texts = [*before, *(text for text in over for _ in range(each))]
        for back in range(1, min(len(below), len(texts)) + 1):
            texts[-back] = f"{texts[-back]} {below[-back]}".strip()
    return ["", *texts] if len(texts) == width - 1 else texts
