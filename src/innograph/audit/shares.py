"""Shares against their parts and wholes: "975 of 2,192, accounting for 44.5 percent"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from innograph.audit.checks import Check, compare, find_slip, shown
from innograph.audit.cues import Cues
from innograph.audit.figures import Figure
from innograph.audit.series import Series

# How many sentences back a total may stand.
_REACH = 4
# How many characters may stand between two shares that follow each other: "44.5 percent and about 64.1 percent".
_JOINED = 20
_ALL = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Case:
    """A share and what it may be checked against.

    Args:
        share: the share.
        own: the part that stands before it, with no other share between.
        parts: all that it may be the share of, its own first.
        beside: levels of other parts that stand with them.
        told: levels of what the share is said to be of.
    """

    share: Figure
    own: Figure | None
    parts: tuple[Figure, ...]
    beside: tuple[Figure, ...]
    told: tuple[Figure, ...]


def check_shares(figures: Sequence[Figure], series: Series, cues: Cues) -> Iterator[Check]:
    """Each share of a document against a part and a total.

    Shares that follow each other ("44.5 percent and 64.1 percent, respectively") belong to as many parts before them in
    the sentence, in order or not. A total has the unit of its part and stands in the sentence or shortly before it, or
    is the level of what the share is said to be of, in any document.
    """
    for at, figure in enumerate(figures):
        if not _is_share(figure) or (at and len(_run(figures, at - 1)) > 1):
            continue
        run = _run(figures, at)
        levels = [f for f in figures[:at] if f.is_level() and _together(f, figure)]
        before = max((f.begin for f in figures[:at] if _is_share(f) and _together(f, figure)), default=-1)
        for number, share in enumerate(run):
            aligned = levels[number - len(run) :][:1] if len(levels) >= len(run) else []
            behind = [f for f in figures if f.is_level() and _together(f, share) and cues.tells(share, f)]
            if behind and levels:
                yield from _spelt_out(behind[0], levels[-1], share, cues)
                continue
            beside = levels[-len(run) :]
            others = [f for f in beside if f not in aligned] + _told_elsewhere(series, share)
            own = next((f for f in aligned if f.begin > before), None)
            case = _Case(share, own, (*aligned, *others), tuple(beside), tuple(series.wholes(share)))
            yield from _checked(figures, case, cues)


def _spelt_out(part: Figure, whole: Figure, share: Figure, cues: Cues) -> Iterator[Check]:
    """The check of a share between its whole and its part: "of a total of 41 million, 63 percent, that is 26 million".

    The part is what the writer worked out, so it is off.
    """
    if part.found.unit != whole.found.unit:
        return
    check = _check(part, whole, share, cues.slips)
    if check.held or check.slip:
        yield check
    elif cues.is_total(whole) and not (share.found.bound or part.found.bound):
        wanted = whole.interval * share.interval.times(1 / _ALL)
        said = f"{share.written} of {whole.written} is {shown(wanted.value)}; the text says {part.written}"
        yield compare("share", (part, whole, share), part, wanted, said, {})


def _told_elsewhere(series: Series, share: Figure) -> list[Figure]:
    """Levels of the thing, indicator and year of a share, in other sentences of any document."""
    same = [f for f in series.beside(share) if f.is_level() and share.year and f.year == share.year]
    return [f for f in same if not _together(f, share)]


def _is_share(figure: Figure) -> bool:
    return figure.found.kind == "share" and figure.found.unit == "percent"


def _together(one: Figure, other: Figure) -> bool:
    return one.at[0] == other.at[0] and one.found.sentence == other.found.sentence


def _run(figures: Sequence[Figure], at: int) -> list[Figure]:
    """The shares that follow each other from one on; none if it is not a share."""
    if not _is_share(figures[at]):
        return []
    run = [figures[at]]
    for figure in figures[at + 1 :]:
        apart = figure.begin - run[-1].found.span.end
        if not (_is_share(figure) and _together(figure, run[0]) and apart <= _JOINED):
            break
        run.append(figure)
    return run


def _checked(figures: Sequence[Figure], case: _Case, cues: Cues) -> Iterator[Check]:
    """The check of a share that holds, if one does; else that of its own part and a total that is called one."""
    share = case.share
    made = [
        (_check(part, whole, share, cues.slips), part, whole)
        for part in case.parts
        for whole in _wholes(figures, case.told, part)
        if whole not in case.beside
    ]
    held = [check for check, _, _ in made if check.held]
    bound = [
        check
        for check, part, whole in made
        if (part == case.own and _is_explicit(part, whole, share, cues) and _is_possible(check, part, whole))
        or (whole in case.told and _is_exact(part, whole, share) and not _together(part, whole))
    ]
    yield from (held or bound)[:1]


def _is_explicit(part: Figure, whole: Figure, share: Figure, cues: Cues) -> bool:
    """Whether the text says beyond doubt that a share is that of this part in this total."""
    unsure = share.found.bound or part.found.bound or share.interval.low <= 0 or share.interval.high > _ALL
    together = _together(part, whole) and _together(part, share)
    return not unsure and together and cues.announces(whole, part)


def _is_possible(check: Check, part: Figure, whole: Figure) -> bool:
    return bool(check.slip) or part.found.value < whole.found.value


def _is_exact(part: Figure, whole: Figure, share: Figure) -> bool:
    """Whether none of the three is a bound, and part and share are of one thing, indicator and year."""
    bounds = part.found.bound or whole.found.bound or share.found.bound
    return not bounds and part.thing == share.thing and part.words == share.words and part.year == share.year


def _wholes(figures: Sequence[Figure], told: Sequence[Figure], part: Figure) -> list[Figure]:
    """The totals that a part may belong to: nearest before it, then those of what the share is said to be of.

    A part of one year is no part of a total of another.
    """
    before = [
        f
        for f in reversed(figures)
        if f.is_level(part.found.unit)
        and f.begin < part.begin
        and part.found.sentence - f.found.sentence <= _REACH
        and f.section == part.section
    ]
    named = [f for f in told if f.is_level(part.found.unit)]
    every = [*before, *(f for f in named if f not in before and f.at != part.at)]
    return [f for f in every if not (f.year and part.year and f.year != part.year)]


def _check(part: Figure, whole: Figure, share: Figure, slips: Mapping[str, str]) -> Check:
    """The three set against each other; off is the part, the whole or the share, whichever a slip explains."""
    percent = share.interval.times(1 / _ALL)
    quotient = (part.interval / whole.interval).times(100)
    together = (part, whole, share)
    said = f"{part.written} of {whole.written} is {shown(quotient.value)} percent; the text says {share.written}"
    check = compare("share", together, share, quotient, said, {})
    if check.held or percent.low <= 0:
        return check
    wanted = whole.interval * percent
    told = f"{share.written} of {whole.written} is {shown(wanted.value)}; the text says {part.written}"
    if find_slip(part, wanted, slips):
        return compare("share", together, part, wanted, told, slips)
    total = part.interval / percent
    if not find_slip(whole, total, slips):
        return check
    told = f"{part.written} is {share.written} of {shown(total.value)}; the text says {whole.written}"
    return compare("share", together, whole, total, told, slips)
