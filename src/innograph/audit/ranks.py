"""Ranks against levels, other ranks and names: "third after A (52,720) and B (37,139)"; "fourth, second only to A"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from innograph.audit.checks import Check
from innograph.audit.cues import Cues
from innograph.audit.figures import Figure
from innograph.model import Reading

# How many sentences after its rank those that rank above may be named.
_REACH = 2


def check_ranks(reading: Reading, figures: Sequence[Figure], cues: Cues) -> Iterator[Check]:
    """Each rank against the levels of its sentence, another rank of the same list, and the names of those above."""
    ranks = [
        f
        for f in figures
        if f.found.kind == "rank" and not f.found.bound and not cues.behind.match(f"{f.written} {f.after}")
    ]
    for rank in ranks:
        yield from _against_levels(rank, figures)
    for at, one in enumerate(ranks):
        for two in ranks[at + 1 :]:
            if _is_same_list(one, two):
                held = one.found.value == two.found.value
                said = f"{one.written} and {two.written} of the same list at the same time"
                yield Check("rank", (one, two), two, one.found.value, held, said)
    yield from _against_names(reading, ranks, cues)


def _is_same_list(one: Figure, two: Figure) -> bool:
    a, b = one.found, two.found
    same = (a.indicator.casefold(), a.start, a.end, a.whole) == (b.indicator.casefold(), b.start, b.end, b.whole)
    return same and bool(a.start) and one.thing == two.thing and a.sentence != b.sentence


def _against_levels(rank: Figure, figures: Sequence[Figure]) -> Iterator[Check]:
    """The levels of those named in the same sentence, if they are as many as stand before the rank."""
    levels = [f for f in figures if f.found.sentence == rank.found.sentence and f.is_level()]
    own = [f for f in levels if f.thing == rank.thing and f.begin < rank.begin]
    if not own:
        return
    level = own[-1]
    others = [f for f in levels if f.is_level(level.found.unit) and f.begin > rank.begin]
    if not others or len(others) != rank.found.value - 1:
        return
    above = [f for f in others if f.interval.high >= level.interval.low]
    names = ", ".join(f.written for f in others)
    said = f"{len(above)} of {names} are above {level.written}, which is said to be {rank.written}"
    yield Check("rank", (level, rank, *others), rank, Decimal(len(above) + 1), len(above) == len(others), said)


def _against_names(reading: Reading, ranks: Sequence[Figure], cues: Cues) -> Iterator[Check]:
    """A rank against the names of those that are said to be above, in its sentence or the next."""
    for rank in ranks:
        for number in range(rank.found.sentence, min(rank.found.sentence + _REACH + 1, len(reading.sentences))):
            if reading.sentences[number].section == rank.section:
                for cue, names in _named_behind(reading, number, cues):
                    expected = Decimal(len(names) + 1)
                    listed = ", ".join(names)
                    said = f"{cue} {listed} makes {expected}; the text says {rank.written}"
                    held = rank.found.value == expected
                    yield Check("rank", (rank,), rank, expected, held, said, beside=(number,))


def _named_behind(reading: Reading, sentence: int, cues: Cues) -> Iterator[tuple[str, list[str]]]:
    """Each cue of a sentence with the names listed right behind it."""
    text, span = reading.document.text, reading.sentences[sentence].span
    mentions = sorted(
        (m for m in reading.mentions if m.sentence == sentence and m.kind == "name"), key=lambda m: m.span.begin
    )
    for found in cues.behind.finditer(text, span.begin, span.end):
        at, names = found.end(), list[str]()
        for mention in mentions:
            if mention.span.begin >= at and cues.joined.fullmatch(text, at, mention.span.begin):
                names.append(" ".join(mention.text.split()))
                at = mention.span.end
        if names:
            yield " ".join(found[0].split()), names
