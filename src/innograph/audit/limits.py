"""What no figure can be: more than all of a part, ended before it began, reached before it is written of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from innograph.audit.checks import Check
from innograph.audit.cues import Cues
from innograph.audit.figures import Figure

_ALL = Decimal(100)


def check_limits(figures: Sequence[Figure], year: str, cues: Cues) -> Iterator[Check]:
    """Shares above 100 percent of a whole; times that end before they begin; levels reached in a year to come.

    Args:
        figures: the figures of a document.
        year: the year of the document, if it is told.
        cues: the words around figures.
    """
    for figure in figures:
        found = figure.found
        if found.kind == "share" and found.unit == "percent" and figure.interval.low > _ALL and cues.is_part(figure):
            said = f"{figure.written} of {found.whole or 'a whole'}: no part is more than the whole"
            yield Check("share above 100", (figure,), figure, None, False, said, severity="contradiction")
        if found.start and found.end and found.end[: len(found.start)] < found.start[: len(found.end)]:
            said = f"it ends in {found.end}, before it begins in {found.start}"
            yield Check("time", (figure,), figure, None, False, said, severity="contradiction")
        if year and found.kind == "level" and figure.year > year and cues.is_reached(figure):
            said = f"told as reached in {found.start}, in a document of {year}"
            yield Check("time", (figure,), figure, None, False, said)
