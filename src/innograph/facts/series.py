"""Quantities that stand in one series: they share a unit, and the ends of a range bound each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from innograph.facts.numerals import DIGITS, Quantity, figure_value
from innograph.lexicon import Lexicon

_WHOLE = 100


class SeriesFinder:
    """Settles what quantities say of each other; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("numbers")["series"]
        self._joined, self._moves = re.compile(table["joined"]), re.compile(table["moves"])
        self._bare = re.compile(table["bare"])
        self._carried, self._ended = re.compile(table["carried"]), re.compile(table["ended"])
        self._between = re.compile(table["between"], re.IGNORECASE)
        self._and = re.compile(table["and"])
        self._dash = re.compile(r"\s*[-–—]\s*")

    def settle(self, text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
        """The quantities of a sentence, in order, with the units and bounds that they have from each other."""
        return self._ranges(text, self._percentages(text, self._moved(text, self._shared(text, quantities))))

    def _shared(self, text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
        """Of "612, 655 and 588 million yuan, respectively" each number has the unit that the last one is given."""
        shared = list(quantities)
        for at in range(len(shared) - 2, -1, -1):
            one, following = shared[at], shared[at + 1]
            joined = self._joined.fullmatch(text[one.end : following.begin])
            if joined and one.unit == "count" and one.sort == following.sort == "number" and following.unit != "count":
                shared[at] = replace(one, unit=following.unit, value=_scaled(text, one, following))
        return shared

    def _moved(self, text: str, quantities: list[Quantity]) -> list[Quantity]:
        """Of "from 12 percent to 15" the second number has the unit of the first."""
        for at in range(len(quantities) - 1):
            one, other = quantities[at], quantities[at + 1]
            plain = other.unit == "count" and other.sort == one.sort == "number" and not other.scaled
            moves = one.unit != "count" and self._moves.fullmatch(text[one.end : other.begin])
            if plain and moves and self._bare.match(text, other.end):
                quantities[at + 1] = replace(other, unit=one.unit)
        return quantities

    def _percentages(self, text: str, quantities: list[Quantity]) -> list[Quantity]:
        """Of "the city owns 45 percent, the founders 40" a number that counts nothing is a percentage too."""
        for at in range(len(quantities) - 1):
            one, other = quantities[at], quantities[at + 1]
            plain = other.unit == "count" and other.sort == "number" and not other.scaled and other.value < _WHOLE
            goes_on = one.unit == "percent" and self._carried.fullmatch(text[one.end : other.begin])
            if plain and goes_on and self._ended.match(text, other.end):
                quantities[at + 1] = replace(other, unit="percent")
        return quantities

    def _ranges(self, text: str, quantities: list[Quantity]) -> list[Quantity]:
        """Of "3-4 years" and "between 10 and 20 percent" the lower number a minimum, the upper a maximum."""
        for at in range(len(quantities) - 1):
            low, high = quantities[at], quantities[at + 1]
            apart = text[low.end : high.number]
            between = self._between.search(text[: low.begin])
            joined = self._dash.fullmatch(apart) or (between and self._and.fullmatch(apart))
            same = low.unit in ("count", high.unit) and low.sort == high.sort == "number" and low.value < high.value
            if joined and same and not low.bound and not high.bound:
                scale = Decimal(1) if low.unit == high.unit and low.unit != "count" else _scale(text, high)
                quantities[at] = replace(low, unit=high.unit, bound="min", value=low.value * scale)
                quantities[at + 1] = replace(high, bound="max", range_end=True)
        return quantities


def _scaled(text: str, one: Quantity, following: Quantity) -> Decimal:
    """The value of a number without a scale word of its own, by that of the number after it."""
    plain = re.search(DIGITS, text[one.number : one.end])
    own = plain is None or figure_value(plain[0]) != one.value
    return one.value if own else one.value * _scale(text, following)


def _scale(text: str, high: Quantity) -> Decimal:
    """How much the words of scale behind a number multiply it by."""
    figures = re.search(DIGITS, text[high.number : high.end])
    plain = figure_value(figures[0]) if figures else high.value
    return high.value / plain if plain else Decimal(1)
