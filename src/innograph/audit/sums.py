"""Totals against their parts: "600 firms: 311 in the north, 140 in the south and 149 in the west"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from innograph.audit.checks import Check, compare, shown
from innograph.audit.cues import Cues
from innograph.audit.figures import Figure, Interval

_FEWEST = 3
# Small numbers add up to each other by chance.
_SMALL = 30
_NEAR = Decimal("0.15")
# Parts of a list of which one may have been missed come within this of the total, once a slip is undone.
_LOOSE_LOW, _LOOSE_HIGH = Decimal("0.75"), Decimal("1.34")


def check_sums(figures: Sequence[Figure], cues: Cues) -> Iterator[Check]:
    """Each run of three or more levels of one unit against the total before or behind it, within a sentence.

    A sum that comes out is a check. One that does not is a finding where a slip explains it, or where the text calls
    the figure a total and it comes near.
    """
    for sentence in _sentences(figures):
        for unit in dict.fromkeys(figure.found.unit for figure in sentence):
            levels = [f for f in sentence if f.is_level(unit) and not f.found.bound]
            if len(levels) > _FEWEST:
                yield from _best(levels, _counts(sentence, levels), cues)


def _sentences(figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    grouped: dict[int, list[Figure]] = {}
    for figure in figures:
        grouped.setdefault(figure.found.sentence, []).append(figure)
    yield from grouped.values()


def _counts(sentence: Sequence[Figure], levels: Sequence[Figure]) -> set[int]:
    """The small numbers of a sentence beside its levels: "the six industries" says how long a list is."""
    return {int(f.found.value) for f in sentence if f.is_level("count") and f not in levels and 2 < f.found.value < 30}


def _best(levels: Sequence[Figure], counts: set[int], cues: Cues) -> Iterator[Check]:
    """The first total among the levels that its run of parts adds up to; else the finding of the longest run."""
    found: list[Check] = []
    for at, total in enumerate(levels):
        for parts in (levels[at + 1 :], levels[:at]):
            for length in range(len(parts), _FEWEST - 1, -1):
                run = parts[:length] if parts[0].begin > total.begin else parts[-length:]
                if total.found.value < _SMALL or any(part.found.value >= total.found.value for part in run):
                    continue
                check = _check(total, run, cues.slips)
                if check.held:
                    yield check
                    return
                if _is_finding(check, total, run, counts, called=cues.is_total(total)):
                    found.append(check)
    yield from sorted(found, key=lambda check: -len(check.figures))[:1]


def _check(total: Figure, parts: Sequence[Figure], slips: Mapping[str, str]) -> Check:
    added = parts[0].interval
    for part in parts[1:]:
        added = added + part.interval
    said = f"{' + '.join(part.written for part in parts)} is {shown(added.value)}; the text says {total.written}"
    check = compare("sum", (total, *parts), total, added, said, slips)
    if check.held or check.slip:
        return check
    loose = Interval(added.low / _LOOSE_HIGH, added.high / _LOOSE_LOW, added.value)
    factors = {factor: words for factor, words in slips.items() if factor == "10"}
    return check if total.interval.meets(loose) else compare("sum", (total, *parts), total, loose, said, factors)


def _is_finding(check: Check, total: Figure, parts: Sequence[Figure], counts: set[int], *, called: bool) -> bool:
    if check.slip:
        return called or bool(counts & {len(parts), len(parts) + 1})
    expected = check.expected or total.found.value
    near = abs(total.found.value - expected) <= abs(expected) * _NEAR
    return near and called
