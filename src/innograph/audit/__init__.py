"""Figures set against each other: what adds up, what does not, and the slip that explains it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from innograph.audit.changes import check_changes
from innograph.audit.checks import Check
from innograph.audit.cues import Cues
from innograph.audit.figures import Figure, read_figures
from innograph.audit.limits import check_limits
from innograph.audit.ranks import check_ranks
from innograph.audit.ratios import check_ratios
from innograph.audit.repeats import check_repeats
from innograph.audit.series import Series
from innograph.audit.shares import check_shares
from innograph.audit.sums import check_sums
from innograph.lexicon import Lexicon
from innograph.model import Finding, Reading


@dataclass(frozen=True, slots=True)
class Audit:
    """All checks of figures, those that held and those that did not."""

    checks: tuple[Check, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What does not agree, in the order of the documents and their texts."""
        found = [check for check in self.checks if not check.held]
        return tuple(check.finding() for check in sorted(found, key=lambda c: (c.suspect.at[0], c.suspect.begin)))

    def counts(self) -> dict[str, int]:
        """How many figures were checked against others, how many of them agree in every check, and the findings."""
        checked = {figure.at for check in self.checks for figure in check.figures}
        doubted = {check.suspect.at for check in self.checks if not check.held}
        return {"checked": len(checked), "agreeing": len(checked - doubted), "findings": len(self.findings)}


class Auditor:
    """Checks the figures of readings; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._cues = Cues(lexicon)

    def audit(self, readings: Sequence[Reading], thing_of: Mapping[tuple[int, int], int]) -> Audit:
        """Check the figures of each document, and what several documents say of the same.

        Args:
            readings: what was read, one a document.
            thing_of: for each (reading, entity) the number of its thing.
        """
        figures = read_figures(readings, thing_of)
        every = [figure for some in figures for figure in some]
        series = Series(every, self._cues.idle)
        checks = [
            check
            for reading, some in zip(readings, figures, strict=True)
            for check in self._document(reading, some, series)
        ]
        checks += check_repeats(every, self._cues.slips)
        return Audit(tuple(_settled(checks)))

    def _document(self, reading: Reading, figures: Sequence[Figure], series: Series) -> Iterator[Check]:
        slips = self._cues.slips
        yield from check_shares(figures, series, self._cues)
        yield from check_sums(figures, self._cues)
        yield from check_changes(figures, series, slips)
        yield from check_ratios(figures, slips)
        yield from check_ranks(reading, figures, self._cues)
        yield from check_limits(figures, reading.document.date[:4], self._cues)


def _settled(checks: Sequence[Check]) -> Iterator[Check]:
    """The checks, each once, without arithmetic that speaks against figures which come out elsewhere."""
    held = {figure.at for check in checks if check.held for figure in check.figures}
    doubted: set[tuple[int, int]] = set()
    for check in dict.fromkeys(sorted(checks, key=lambda check: (check.held, not check.slip))):
        if not check.held and check.rule != "rank":
            if check.suspect.at in held | doubted:
                continue
            doubted.add(check.suspect.at)
        yield check


__all__ = ["Audit", "Auditor", "Check"]
