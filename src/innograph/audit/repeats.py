"""The same figure told twice, within a document or in several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from innograph.audit.checks import Check, compare
from innograph.audit.figures import Figure

_FEWEST_WORDS = 2
_CLOSE = Decimal("0.3")


def check_repeats(figures: Sequence[Figure], slips: Mapping[str, str]) -> Iterator[Check]:
    """Figures of one thing, indicator, kind, unit and time: the later ones against the first.

    Only indicators of two words or more count, and only figures whose time is told: "sales" may be many things. Figures
    that are far apart without a slip that explains it are rather of two things than of one; so are shares that
    differ by a factor of ten. Ranks are compared between documents; `check_ranks` compares those of one.
    """
    digits = {name: words for name, words in slips.items() if not name.isdigit()}
    told: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        key = _key(figure)
        if key:
            told.setdefault(key, []).append(figure)
    for first, *others in told.values():
        for other in others:
            apart = (other.at[0], other.found.sentence) != (first.at[0], first.found.sentence)
            if apart and not _leaves_room(first, other) and not _leaves_room(other, first):
                said = f"{first.found.indicator} is told as {first.written} and as {other.written}"
                known = slips if first.found.kind == "level" else digits
                check = compare("repeat", (first, other), other, first.interval, said, known)
                rank = first.found.kind == "rank"
                if (first.at[0] != other.at[0]) if rank else (check.held or check.slip or _is_close(first, other)):
                    yield check


def _leaves_room(bounded: Figure, other: Figure) -> bool:
    """Whether a figure that is only a bound lies far enough from the other to say nothing against it."""
    low, high = bounded.interval.low, bounded.interval.high
    least, most = bounded.found.bound == "min", bounded.found.bound == "max"
    return (least and other.interval.low > high) or (most and other.interval.high < low)


def _is_close(one: Figure, other: Figure) -> bool:
    return abs(one.found.value - other.found.value) <= max(abs(one.found.value), abs(other.found.value)) * _CLOSE


def _key(figure: Figure) -> tuple[object, ...] | None:
    found = figure.found
    if len(figure.words) < _FEWEST_WORDS or not found.start or figure.thing < 0:
        return None
    return figure.thing, figure.words, found.kind, found.unit, found.start, found.end, found.whole.casefold()
