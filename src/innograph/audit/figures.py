"""Figures as arithmetic needs them: between what bounds their true value lies, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from innograph.model import Observation, Reading

_DIGITS = re.compile(r"\d[\d,.\s]*\d|\d")
# How far a figure may be off that is said to be about, more than or less than something.
_ROUGH = Decimal("0.1")
_AROUND = 100
_EXACT = ("count", "rank")
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Interval:
    """The least and the greatest value that a figure may stand for, and the value as it is written."""

    low: Decimal
    high: Decimal
    value: Decimal

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        return self.low <= other.high and other.low <= self.high

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high, self.value + other.value)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low, self.value - other.value)

    def __mul__(self, other: Interval) -> Interval:
        ends = [one * two for one in (self.low, self.high) for two in (other.low, other.high)]
        return Interval(min(ends), max(ends), self.value * other.value)

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient; the divisor must be above zero."""
        ends = [one / two for one in (self.low, self.high) for two in (other.low, other.high)]
        return Interval(min(ends), max(ends), self.value / other.value)

    def times(self, factor: Decimal | int) -> Interval:
        """All values multiplied by a number above zero."""
        return Interval(self.low * factor, self.high * factor, self.value * factor)


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation with its interval and the words around it.

    `at` is its reading and its number there, `thing` what it is about, `before` and `after` what stands there in its
    sentence.
    """

    at: tuple[int, int]
    found: Observation
    interval: Interval
    written: str
    section: int
    thing: int
    before: str = ""
    after: str = ""

    @property
    def begin(self) -> int:
        """Where it stands in the text."""
        return self.found.span.begin

    @property
    def words(self) -> frozenset[str]:
        """The words of what is measured."""
        return words_of(self.found.indicator)

    @property
    def year(self) -> str:
        """The year that the figure begins in, if it is told."""
        return self.found.start[:4]

    def is_level(self, unit: str = "") -> bool:
        """Whether this is a level above zero, of a unit if one is given."""
        found = self.found
        return found.kind == "level" and self.interval.low > 0 and unit in ("", found.unit)


def words_of(text: str) -> frozenset[str]:
    """The words of three letters or more, in small letters."""
    return frozenset(_WORD.findall(text.casefold()))


def read_figures(readings: Sequence[Reading], thing_of: Mapping[tuple[int, int], int]) -> list[list[Figure]]:
    """The figures of each reading, in the order of its text."""
    return [
        sorted(
            (_figure(at, number, reading, thing_of) for number in range(len(reading.observations))),
            key=lambda figure: (figure.begin, figure.at),
        )
        for at, reading in enumerate(readings)
    ]


def _figure(at: int, number: int, reading: Reading, thing_of: Mapping[tuple[int, int], int]) -> Figure:
    found = reading.observations[number]
    written = " ".join(reading.document.text[found.span.begin : found.span.end].split())
    quote = reading.sentences[found.sentence]
    before = reading.document.text[max(found.span.begin - _AROUND, quote.span.begin) : found.span.begin]
    after = reading.document.text[found.span.end : min(found.span.end + _AROUND, quote.span.end)]
    interval = interval_of(found.value, written, found.bound, exact=found.unit in _EXACT)
    thing = thing_of.get((at, found.about), -1)
    return Figure((at, number), found, interval, written, quote.section, thing, before, after)


def interval_of(value: Decimal, written: str, bound: str = "", *, exact: bool = False) -> Interval:
    """The values that a figure may stand for: as precise as it is written, wider where it is only a bound.

    A figure may have been rounded or cut at its last digit; of two or more zeros at its end only those that make it two
    digits long count as such.
    Where it may be exact, as a count is, it is taken so if it is written out and does not end in zeros.

    >>> interval_of(Decimal(287930000000), "287.93 billion yuan")
    Interval(low=Decimal('287920000000'), high=Decimal('287940000000'), value=Decimal('287930000000'))
    """
    step = _step(value, written, exact=exact)
    low, high = value - step, value + step
    rough = abs(value) * _ROUGH
    if bound in ("approx", "max"):
        low = min(low, value - rough)
    if bound in ("approx", "min"):
        high = max(high, value + rough)
    return Interval(low, high, value)


def _step(value: Decimal, written: str, *, exact: bool) -> Decimal:
    """What the last digit of a written number is worth."""
    digits = _DIGITS.search(written)
    if not digits or not value:
        return Decimal(0)
    number = re.sub(r"[,\s]", "", digits[0])
    if number.count(".") > 1 or not Decimal(number):
        return Decimal(0)
    whole, _, decimals = number.partition(".")
    if decimals:
        unit = Decimal(1).scaleb(-len(decimals))
    else:
        zeros = len(whole) - len(whole.rstrip("0"))
        unit = Decimal(10) ** min(zeros, max(len(whole) - 2, 0)) if zeros > 1 else Decimal(1)
    scale = abs(value) / Decimal(number)
    return Decimal(0) if exact and scale == 1 and unit == 1 and not decimals else unit * scale
