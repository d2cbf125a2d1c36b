"""Which part of a graph is measured: by place, time, class, relation, confidence and document."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypedDict

from innograph.analysis.claims import Claim
from innograph.errors import AnalysisError, suggestion

_TIME = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_MANY = 20


class Part(TypedDict, total=False):
    """The options of a selection but for its classes, as keywords; see `Selection`."""

    places: Sequence[str]
    since: str | int
    until: str | int
    undated: bool
    relations: Sequence[str]
    min_confidence: float
    documents: Sequence[str]


class Choices(Part, total=False):
    """The options of a selection, as keywords; see `Selection`."""

    classes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which part of a graph is looked at; what is empty chooses nothing out.

    Attributes:
        places: names (in any case) or IRIs of places. Of a place is the place itself, what is located in it or part of
            it, and what lies in these. What is no organisation and has no location told of it (a person, a policy, an
            industry, a group) comes along where it is related to something of the place.
        since, until: a year, month or day (2012, "2012-07", "2012-07-01"): only relations whose time overlaps.
        undated: whether relations without a time are kept when `since` or `until` is given.
        classes: only entities of these classes or finer ones (Enterprise, Organisation); in the two-mode projections
            they choose among the actors, and among the policies and programmes, not among what these are tied to.
        relations: only these relations or finer ones (cooperatesWith, involvedWith).
        min_confidence: relations below it are left out.
        documents: only what these files say (as `innograph ask KG documents` names them).
    """

    places: Sequence[str] = ()
    since: str | int = ""
    until: str | int = ""
    undated: bool = True
    classes: Sequence[str] = ()
    relations: Sequence[str] = ()
    min_confidence: float = 0.0
    documents: Sequence[str] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be.

        Raises:
            AnalysisError: a time is none, the period ends before it begins, or the confidence is not from 0 to 1.
        """
        for name in ("places", "classes", "relations", "documents"):
            if isinstance(getattr(self, name), str):
                raise AnalysisError(f"{name} is {getattr(self, name)!r}, one word. Give a list of words.")
        for name in ("since", "until"):
            if getattr(self, name) != "" and not _TIME.fullmatch(str(getattr(self, name))):
                raise AnalysisError(
                    f"{name} is {getattr(self, name)!r}, no time. Give a year, a month or a day: 2012-07."
                )
        if self.since != "" and self.until != "" and _first(self.since) > _last(self.until):
            raise AnalysisError(f"The period ends ({self.until}) before it begins ({self.since}). Exchange them.")
        if not 0 <= self.min_confidence <= 1:
            raise AnalysisError(f"min_confidence is {self.min_confidence}; it must be from 0 to 1.")

    def keeps(self, claim: Claim) -> bool:
        """Whether a claim is of the time, the confidence and the documents wanted."""
        return (
            claim.confidence >= self.min_confidence
            and (not self.documents or not set(self.documents).isdisjoint(claim.documents))
            and self.covers(claim.start, claim.end)
        )

    def covers(self, start: str, end: str) -> bool:
        """Whether a time, as precise as it may be, overlaps the period; without one, whether that is kept."""
        if self.since == "" == self.until:
            return True
        if not start and not end:
            return self.undated
        begins_late = self.until != "" and bool(start) and _first(start) > _last(self.until)
        ends_early = self.since != "" and bool(end) and _last(end) < _first(self.since)
        return not begins_late and not ends_early


def _first(time: str | int) -> str:
    """The first day of a year, month or day."""
    return f"{time}-01-01"[:10] if len(str(time)) == 4 else f"{time}-01"[:10]


def _last(time: str | int) -> str:
    """The last day that a year, month or day can have, in the order of text."""
    return f"{time}-12-31"[:10] if len(str(time)) == 4 else f"{time}-31"[:10]


def split_period(at: str | int, part: Choices) -> tuple[Choices, Choices]:
    """What lies before a time, and what lies in it or later, of a part of a graph.

    Args:
        at: the year, month or day that begins the second period.
        part: the part; relations without a time are left out where it does not say that they are kept.

    Raises:
        AnalysisError: it is no time.
    """
    Selection(since=at)
    try:
        eve = date.fromisoformat(_first(at)) - timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise AnalysisError(f"{at!r} is no day: {error}. Give a year, a month or a day: 2012-07.") from error
    dated: Choices = {"undated": False, **part}
    return {**dated, "until": eve.isoformat()}, {**dated, "since": at}


def check_known(
    wanted: Iterable[str], known: Collection[str], *, what: str, shown: Collection[str] = (), where: str = "the graph"
) -> None:
    """Refuse a word that is not known.

    Args:
        wanted: what a user gave.
        known: what there is.
        what: what it is, for the message: "Relation", "Document".
        shown: those of the known that the message lists, where not all.
        where: where the known ones are.

    Raises:
        AnalysisError: a word is not known; the message names the nearest and the known ones.
    """
    for word in wanted:
        if word not in known:
            names = sorted(shown or known)
            more = f" and {len(names) - _MANY} more" if len(names) > _MANY else ""
            listed = ", ".join(names[:_MANY]) or "none"
            raise AnalysisError(
                f"{what} {word!r} is not in {where}.{suggestion(word, sorted(known))} Known: {listed}{more}."
            )


def find_places(wanted: Iterable[str], names: Mapping[str, Collection[str]]) -> set[str]:
    """The IRIs of the places that a user names.

    Args:
        wanted: names in any case, or IRIs.
        names: for each place its names, the preferred one first.

    Raises:
        AnalysisError: no place, or more than one, is called so.
    """
    found = set()
    for word in wanted:
        if word in names:
            found.add(word)
            continue
        called = [
            sorted(iri for iri, own in names.items() if word.casefold() in _folded(own, many)) for many in (1, None)
        ]
        matches = called[0] or called[1]
        if not matches:
            check_known([word], {next(iter(own)) for own in names.values()}, what="Place")
        if len(matches) > 1:
            raise AnalysisError(f"{len(matches)} places are called {word!r}. Say which: {' '.join(matches)}.")
        found.update(matches)
    return found


def _folded(names: Collection[str], many: int | None) -> list[str]:
    return [name.casefold() for name in list(names)[:many]]
