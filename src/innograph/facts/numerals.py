"""Quantities as records, and the value of figures as they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from innograph.model import Bound

DIGITS = "|".join(
    (
        r"\d{1,3}(?:,\d{3})+(?:\.\d+)?",
        r"[1-9]\d{0,2}(?:\.\d{3})+(?![\d.])(?:,\d+)?",
        r"\d{1,2}(?:,\d{2})+,\d{3}",
        r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?",
        r"\d+(?:[.,]\d+)?",
    )
)
_POINTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number: where it stands with its unit, its value multiplied out, its unit, and the bound its words give it.

    `number` is where its figures begin; `sort` is "number", "rank", "fraction" or "multiple";
    `scaled` where a word of scale from a million on stands with it.
    """

    begin: int
    end: int
    number: int
    value: Decimal
    unit: str
    bound: Bound
    sort: str
    range_end: bool = False
    scaled: bool = False


def figure_value(digits: str, *, scaled: bool = False) -> Decimal:
    """The value of figures: commas and blanks between groups of three left out, a lone comma read as a decimal point.

    A point before three figures parts thousands, but not where a scale or a percent sign follows (`scaled`).

    >>> figure_value("1,643"), figure_value("54,6"), figure_value("12 680"), figure_value("1,00,000")
    (Decimal('1643'), Decimal('54.6'), Decimal('12680'), Decimal('100000'))
    >>> figure_value("127.529"), figure_value("127.529", scaled=True)
    (Decimal('127529'), Decimal('127.529'))
    """
    plain = re.sub(r"[ \u00a0\u202f]", "", digits)
    if _POINTED.fullmatch(plain) and not (scaled and plain.count(".") == 1 and "," not in plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d+,\d{1,2}", plain) or re.fullmatch(r"\d{5,},\d+", plain):
        return Decimal(plain.replace(",", "."))
    return Decimal(plain.replace(",", ""))
