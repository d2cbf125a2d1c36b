"""Shares against their parts and wholes: "975 of 2,192, accounting for 44.5 percent"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from innograph.audit.checks import Check, compare, find_slip, shown
from innograph.audit.cues import Cues
from innograph.audit.figures import Figure, words_of

# How many sentences back a total may stand.
_REACH = 4
_ALL = Decimal(100)


def check_shares(figures: Sequence[Figure], cues: Cues) -> Iterator[Check]:
    """Each share against a part and a total.

    Shares that follow each other ("44.5 percent and 64.1 percent, respectively") belong to as many parts before them in
    the sentence, in order or not. A total has the unit of its part and stands in the sentence or shortly before it, or
    is the level of what the share is said to be of.
    """
    for at, figure in enumerate(figures):
        if not _is_share(figure) or (at and _is_share(figures[at - 1]) and _together(figures[at - 1], figure)):
            continue
        run = _run(figures, at)
        levels = [f for f in figures[:at] if f.is_level() and _together(f, figure)]
        for number, share in enumerate(run):
            aligned = levels[number - len(run) :][:1] if len(levels) >= len(run) else []
            others = [f for f in levels[-len(run) :] if f not in aligned] + _told_elsewhere(figures, share)
            yield from _checked(figures, [*aligned, *others], share, levels[-len(run) :], cues)


def _told_elsewhere(figures: Sequence[Figure], share: Figure) -> list[Figure]:
    """Levels of the thing, indicator and year of a share, in other sentences."""
    if not share.words or not share.year:
        return []
    same = [f for f in figures if f.is_level() and f.thing == share.thing and f.year == share.year]
    return [f for f in same if f.words == share.words and not _together(f, share)]


def _is_share(figure: Figure) -> bool:
    return figure.found.kind == "share" and figure.found.unit == "percent"


def _together(one: Figure, other: Figure) -> bool:
    return one.found.sentence == other.found.sentence


def _run(figures: Sequence[Figure], at: int) -> list[Figure]:
    run = [figures[at]]
    for figure in figures[at + 1 :]:
        if not (_is_share(figure) and _together(figure, run[0])):
            break
        run.append(figure)
    return run


def _checked(
    figures: Sequence[Figure], parts: Sequence[Figure], share: Figure, beside: Sequence[Figure], cues: Cues
) -> Iterator[Check]:
    """The check of a share that holds, if one does; else that of its own part and a total that is called one."""
    made = [
        (_check(part, whole, share, cues.slips), part, whole)
        for part in parts
        for whole in _wholes(figures, part, share)
        if whole not in beside
    ]
    held = [check for check, _, _ in made if check.held]
    bound = [
        check
        for check, part, whole in made
        if part == parts[0]
        and _is_explicit(part, whole, share, cues)
        and (check.slip or part.found.value < whole.found.value)
    ]
    yield from (held or bound)[:1]


def _is_explicit(part: Figure, whole: Figure, share: Figure, cues: Cues) -> bool:
    """Whether the text says beyond doubt that a share is that of this part in this total."""
    unsure = share.found.bound or part.found.bound or share.interval.low <= 0 or share.interval.high > _ALL
    together = _together(part, whole) and _together(part, share)
    return not unsure and together and cues.announces_parts(whole)


def _wholes(figures: Sequence[Figure], part: Figure, share: Figure) -> list[Figure]:
    """The totals that a part may belong to: nearest before it, then those of what the share is said to be of."""
    before = [
        f
        for f in reversed(figures)
        if f.is_level(part.found.unit)
        and f.begin < part.begin
        and part.found.sentence - f.found.sentence <= _REACH
        and f.section == part.section
    ]
    said = words_of(share.found.whole)
    named = [f for f in figures if said and f.is_level(part.found.unit) and f.words == said and f.year == share.year]
    return [*before, *(f for f in named if f not in before and f.at != part.at)]


def _check(part: Figure, whole: Figure, share: Figure, slips: Mapping[str, str]) -> Check:
    """The three set against each other; off is the part, the whole or the share, whichever a slip explains."""
    percent = share.interval.times(1 / _ALL)
    quotient = (part.interval / whole.interval).times(100)
    together = (part, whole, share)
    said = f"{part.written} of {whole.written} is {shown(quotient.middle)} percent; the text says {share.written}"
    check = compare("share", together, share, quotient, said, {})
    if check.held or percent.low <= 0:
        return check
    wanted = whole.interval * percent
    told = f"{share.written} of {whole.written} is {shown(wanted.middle)}; the text says {part.written}"
    if find_slip(part, wanted, slips):
        return compare("share", together, part, wanted, told, slips)
    total = part.interval / percent
    if not find_slip(whole, total, slips):
        return check
    told = f"{part.written} is {share.written} of {shown(total.middle)}; the text says {whole.written}"
    return compare("share", together, whole, total, told, slips)
