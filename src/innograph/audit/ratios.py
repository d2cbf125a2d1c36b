"""Ratios against their numerators and denominators: so much a head, so many for each 10,000 people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from innograph.audit.checks import Check, compare, shown
from innograph.audit.figures import Figure

_PER = re.compile(r"(?P<of>[^/]+)/(?P<number>\d+)?\s*(?P<each>.+)")
_TIMES = ("month", "year", "day", "hour")
_REACH = 3


def check_ratios(figures: Sequence[Figure], slips: Mapping[str, str]) -> Iterator[Check]:
    """Each figure "so much per so many" against what it divides, told shortly before or behind of the same thing."""
    for ratio in figures:
        unit = _PER.fullmatch(ratio.found.unit)
        if not unit or ratio.interval.low <= 0 or unit["each"] in _TIMES or ratio.found.bound:
            continue
        near = [f for f in figures if _is_near(ratio, f)]
        over = [f for f in near if f.is_level(unit["of"])]
        under = [f for f in near if f.is_level(unit["each"]) or f.is_level("count")]
        made = [_check(ratio, a, b, Decimal(unit["number"] or 1), slips) for a in over for b in under if a.at != b.at]
        yield from [check for check in made if check.held][:1]


def _is_near(ratio: Figure, other: Figure) -> bool:
    close = abs(ratio.found.sentence - other.found.sentence) <= _REACH
    return close and ratio.thing == other.thing and ratio.year == other.year and not other.found.bound


def _check(ratio: Figure, over: Figure, under: Figure, number: Decimal, slips: Mapping[str, str]) -> Check:
    expected = (over.interval / under.interval).times(number)
    said = f"{over.written} over {under.written} is {shown(expected.value)}; the text says {ratio.written}"
    return compare("ratio", (ratio, over, under), ratio, expected, said, slips)
