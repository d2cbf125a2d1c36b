"""Changes against the levels before and after: "from 200 to 250, up 25 percent"; months against years; times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from innograph.audit.checks import Check, compare, shown
from innograph.audit.figures import Figure, Interval
from innograph.audit.series import Series, is_apart

_ONE = Interval(Decimal(1), Decimal(1), Decimal(1))
_MONTHS = 12
# A growth in fixed prices differs from that of the levels, by less than these points and this part of it.
_POINTS = Decimal(10)
_PART = Decimal("0.5")


def check_changes(figures: Sequence[Figure], series: Series, slips: Mapping[str, str]) -> Iterator[Check]:
    """Each growth and multiple of a document against two levels, each monthly sum against a year's.

    The levels stand in the same sentence or the one before, or are of the same thing and indicator in any document.
    """
    for figure in figures:
        near = [f for f in figures if figure.found.sentence - f.found.sentence in (0, 1) and f.at != figure.at]
        years = _span(figure)
        others = [*near, *(f for f in series.beside(figure) if f.year in years and f not in near)]
        if figure.found.kind == "growth":
            made = list(_growths(figure, others, slips))
        elif figure.found.unit == "times":
            made = list(_multiples(figure, others, slips))
        elif figure.found.unit.endswith("/month"):
            made = list(_months(figure, others, slips))
        else:
            continue
        held = [check for check in made if check.held]
        yield from (held or [check for check in made if _is_finding(check)])[:1]


def _is_same(one: Figure, other: Figure) -> bool:
    return one.thing == other.thing and bool(one.words) and one.words == other.words


def _is_finding(check: Check) -> bool:
    """Whether the figures of a check that does not hold belong together beyond doubt."""
    first, *rest = check.figures
    together = all(figure.at[0] == first.at[0] and figure.found.sentence == first.found.sentence for figure in rest)
    levels = [figure for figure in check.figures if figure.is_level()]
    years = {figure.year for figure in levels}
    if check.rule == "growth" and not together:
        return _is_span(check.suspect, levels) and (bool(check.slip) or _is_far(check))
    if check.rule == "growth":
        return _is_same(levels[0], levels[1]) and len(years) == 2 and "" not in years
    return together and bool(check.slip)


def _is_span(growth: Figure, levels: Sequence[Figure]) -> bool:
    """Whether a growth told elsewhere is that from the one level to the other: of the same, and over their years."""
    before, after = sorted(levels, key=lambda level: level.year)
    same = _is_same(growth, before) and _is_same(growth, after)
    if not (same and before.year and growth.year and growth.found.unit == "percent"):
        return False
    exact = not (before.found.bound or after.found.bound or growth.found.bound)
    return exact and (before.year, after.year) == _span(growth)


def _span(change: Figure) -> tuple[str, str]:
    """The years that a change is from and to: of one year, that and the year before."""
    end = change.found.end[:4] or change.year
    if not end.isdigit() or change.year < end:
        return change.year, end
    return str(int(end) - 1), end


def _is_far(check: Check) -> bool:
    said, expected = check.suspect.found.value, check.expected or Decimal(0)
    greater = max(abs(said), abs(expected))
    return abs(said - expected) > max(_POINTS, greater * _PART)


def _growths(growth: Figure, near: Sequence[Figure], slips: Mapping[str, str]) -> Iterator[Check]:
    levels = [f for f in near if f.is_level()]
    for before, after in permutations(levels, 2):
        if _base(before) != _base(after) or (before.year and after.year and before.year > after.year):
            continue
        if not _is_closest(growth, before, after, levels):
            continue
        if growth.found.unit == "percent":
            change = ((after.interval / before.interval) - _ONE).times(100)
            said = f"from {before.written} to {after.written} is {shown(change.value)} percent"
        elif _base(growth) == _base(before):
            change = after.interval - before.interval
            said = f"{after.written} less {before.written} is {shown(change.value)}"
        else:
            continue
        told = f"{said}; the text says {growth.written}"
        yield compare("growth", (growth, before, after), growth, change, told, slips)


def _is_closest(growth: Figure, before: Figure, after: Figure, levels: Sequence[Figure]) -> bool:
    """Whether no other level stands between a growth and the two, or a growth told elsewhere is over their years."""
    if is_apart(growth, before) or is_apart(growth, after):
        return _is_span(growth, (before, after))
    closest = [f for f in levels if not is_apart(growth, f) and f.begin < growth.begin]
    return not closest or max(closest, key=lambda f: f.begin).at in (before.at, after.at)


def _base(figure: Figure) -> str:
    """The unit without what it is per."""
    return figure.found.unit.split("/")[0]


def _multiples(multiple: Figure, near: Sequence[Figure], slips: Mapping[str, str]) -> Iterator[Check]:
    """A multiple against the growth it means, and against two levels."""
    for growth in near:
        if growth.found.kind == "growth" and growth.found.unit == "percent" and not is_apart(multiple, growth):
            expected = (multiple.interval - _ONE).times(100)
            said = f"{multiple.written} is a growth of {shown(expected.value)} percent; the text says {growth.written}"
            check = compare("times", (multiple, growth), growth, expected, said, {})
            taken = not check.held and growth.interval.meets(multiple.interval.times(100))
            yield replace(check, slip=slips["multiple"], severity="contradiction") if taken else check
    for before, after in permutations([f for f in near if f.is_level()], 2):
        if before.found.unit == after.found.unit and not (is_apart(multiple, before) or is_apart(multiple, after)):
            expected = after.interval / before.interval
            said = f"{after.written} is {shown(expected.value)} times {before.written}"
            told = f"{said}; the text says {multiple.written}"
            yield compare("times", (multiple, before, after), multiple, expected, told, slips)


def _months(monthly: Figure, near: Sequence[Figure], slips: Mapping[str, str]) -> Iterator[Check]:
    for yearly in near:
        if yearly.is_level() and yearly.found.unit in (_base(monthly), f"{_base(monthly)}/year"):
            expected = yearly.interval.times(Decimal(1) / _MONTHS)
            said = f"a twelfth of {yearly.written} is {shown(expected.value)}; the text says {monthly.written}"
            yield compare("month", (monthly, yearly), monthly, expected, said, slips)
