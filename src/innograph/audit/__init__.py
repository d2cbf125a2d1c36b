"""Figures, claims and entities set against each other: what agrees, what does not, and the slip that explains it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from innograph.audit.changes import check_changes
from innograph.audit.checks import Check
from innograph.audit.claims import check_claims, read_claims
from innograph.audit.cues import Cues
from innograph.audit.figures import Figure, read_figures
from innograph.audit.identities import check_identities
from innograph.audit.limits import check_limits
from innograph.audit.places import Containment
from innograph.audit.ranks import check_ranks
from innograph.audit.ratios import check_ratios
from innograph.audit.repeats import check_repeats
from innograph.audit.series import Series
from innograph.audit.shares import check_shares
from innograph.audit.sums import check_sums
from innograph.gazetteer import Gazetteer
from innograph.lexicon import Lexicon
from innograph.model import Finding, Reading
from innograph.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Audit:
    """All checks of figures, those that held and those that did not, and the claims and entities that do not agree."""

    checks: tuple[Check, ...]
    contradictions: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The figures that do not agree, in the order of the documents and their texts."""
        found = [check for check in self.checks if not check.held]
        return tuple(check.finding() for check in sorted(found, key=lambda c: (c.suspect.at[0], c.suspect.begin)))

    def counts(self) -> dict[str, int]:
        """How many figures were checked against others, how many of them agree in every check, and what does not agree.

        `findings` are those of figures, `contradictions` those of claims and entities.
        """
        checked = {figure.at for check in self.checks for figure in check.figures}
        doubted = {check.suspect.at for check in self.checks if not check.held}
        return {
            "checked": len(checked),
            "agreeing": len(checked - doubted),
            "findings": len(self.findings),
            "contradictions": len(self.contradictions),
        }


class Auditor:
    """Checks the figures, claims and entities of readings; made once per lexicon, ontology and gazetteer."""

    def __init__(self, lexicon: Lexicon, ontology: Ontology, gazetteer: Gazetteer) -> None:
        self._cues = Cues(lexicon)
        self._ontology, self._gazetteer = ontology, gazetteer
        self._namesakes = {frozenset(pair) for pair in lexicon.table("audit")["namesakes"]}

    def audit(self, readings: Sequence[Reading], thing_of: Mapping[tuple[int, int], int]) -> Audit:
        """Check what each document says, and what several documents say of the same.

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
        return Audit(tuple(_settled(checks)), tuple(self._contradictions(readings, thing_of)))

    def _contradictions(
        self, readings: Sequence[Reading], thing_of: Mapping[tuple[int, int], int]
    ) -> Iterator[Finding]:
        places = Containment(readings, thing_of, self._ontology, self._gazetteer)
        yield from check_claims(read_claims(readings, thing_of), self._ontology, places)
        yield from check_identities(readings, thing_of, self._ontology, self._namesakes)

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
