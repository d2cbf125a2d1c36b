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
    differ by a factor of ten.
    """
    digits = {name: words for name, words in slips.items() if not name.isdigit()}
    told: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        key = _key(figure)
        if key:
            told.setdefault(key, []).append(figure)
    for first, *others in told.values():
        for other in others:
            if (other.at[0], other.found.sentence) != (first.at[0], first.found.sentence):
                said = f"{first.found.indicator} is told as {first.written} and as {other.written}"
                known = slips if first.found.kind == "level" else digits
                check = compare("repeat", (first, other), other, first.interval, said, known)
                if check.held or check.slip or _is_close(first, other):
                    yield check


def _is_close(one: Figure, other: Figure) -> bool:
    return abs(one.found.value - other.found.value) <= max(abs(one.found.value), abs(other.found.value)) * _CLOSE


def _key(figure: Figure) -> tuple[object, ...] | None:
    found = figure.found
    if (
        len(figure.words) < _FEWEST_WORDS
        or not found.start
        or found.kind in ("rank", "growth", "target")
        or figure.thing < 0
    ):
        return None
    return figure.thing, figure.words, found.kind, found.unit, found.start, found.end, found.whole.casefold()
