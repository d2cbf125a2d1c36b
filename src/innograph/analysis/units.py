"""Units: the sentences, documents, events or platforms in which the sectors of society occur together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import Store

from innograph.analysis.claims import read_documents, read_meetings
from innograph.analysis.scopes import Scope, choose_scope
from innograph.analysis.sectors import NO_SECTOR
from innograph.analysis.selections import Choices, Selection
from innograph.errors import AnalysisError, suggestion
from innograph.namespaces import sparql_prefixes

if TYPE_CHECKING:
    from typing import Unpack

_TIMES = f"""{sparql_prefixes()}
SELECT DISTINCT ?span ?start ?end WHERE {{
  ?fact prov:wasDerivedFrom ?span .
  ?span a nif:Sentence .
  OPTIONAL {{ ?fact inno:start ?start }} OPTIONAL {{ ?fact inno:end ?end }}
  FILTER (BOUND(?start) || BOUND(?end))
}}"""
_DATES = f"{sparql_prefixes()} SELECT ?document ?date WHERE {{ ?document a inno:Document ; dcterms:date ?date }}"
_OF_PLACES = ("Place", "Actor", "Platform", "Event")


class _Unit(NamedTuple):
    """A unit's IRI, the IRIs of the entities in it, and when they are said to be together, as far as is told."""

    iri: str
    entities: frozenset[str]
    times: list[tuple[str, str]]


def read_units(store: Store, *, unit: str = "sentence", **choices: Unpack[Choices]) -> dict[str, frozenset[str]]:
    """The units of analysis of a graph, and the sectors in each; for `innograph.analysis.synergies.count_units`.

    | unit | in it are | its time is that of |
    | --- | --- | --- |
    | sentence | the entities that it names, one at least | its figures and relations, or else its document |
    | document | the entities that it names | its date |
    | event, platform | the entities that are related to it | the relations |

    A unit is of a place where the place itself, or an actor, platform or event of it, is in it; then all of its
    sectors count. Units without a time are kept as `undated` says.

    Args:
        store: the graph's store.
        unit: one of `UNITS`.
        choices: the fields of `innograph.analysis.selections.Selection`; classes choose among the entities in the
            units.

    Returns:
        The sectors by the unit's IRI, in the order of the IRIs; the empty set where no entity in it has one.

    Raises:
        AnalysisError: there is no such unit, or `innograph.analysis.scopes.choose_scope` refuses a choice.
    """
    if unit not in UNITS:
        raise AnalysisError(f"There is no unit {unit!r}.{suggestion(unit, UNITS)} Known: {', '.join(UNITS)}.")
    chosen = Selection(**choices)
    wide = Choices(**{**choices, "places": (), "since": "", "until": ""})
    scope = choose_scope(store, Selection(**wide))
    local = None
    if chosen.places:
        local = choose_scope(store, Selection(places=chosen.places, classes=_OF_PLACES)).chosen
    return {
        one.iri: _sectors(scope, one.entities)
        for one in sorted(UNITS[unit](store, scope, chosen))
        if (local is None or not one.entities.isdisjoint(local))
        and any(chosen.covers(*time) for time in one.times or [("", "")])
    }


def _sectors(scope: Scope, entities: frozenset[str]) -> frozenset[str]:
    found = (scope.nodes[entity]["sector"] for entity in entities if entity in scope.chosen)
    return frozenset(sector for sector in found if sector != NO_SECTOR)


def _read_sentences(store: Store, scope: Scope, chosen: Selection) -> Iterator[_Unit]:
    del scope
    told: dict[str, list[tuple[str, str]]] = {}
    for row in _ask(store, _TIMES):
        told.setdefault(row["span"].value, []).append((_value(row["start"]), _value(row["end"])))
    dates = _read_dates(store)
    for meeting in read_meetings(store, least=1):
        if not chosen.documents or meeting.document in chosen.documents:
            times = told.get(meeting.sentence) or dates.get(meeting.document, [])
            yield _Unit(meeting.sentence, frozenset(meeting.entities), times)


def _read_documents(store: Store, scope: Scope, chosen: Selection) -> Iterator[_Unit]:
    dates, named = _read_dates(store), dict[str, set[str]]()
    for entity, one in scope.entities.items():
        for name in one.mentions:
            named.setdefault(name, set()).add(entity)
    for iri, name in read_documents(store).items():
        if not chosen.documents or name in chosen.documents:
            yield _Unit(iri, frozenset(named.get(name, ())), dates.get(name, []))


def _read_gatherings(kind: str) -> Callable[[Store, Scope, Selection], Iterator[_Unit]]:
    """A reader of the entities of a class as units, with all that relations of the time tie to them."""

    def read(store: Store, scope: Scope, chosen: Selection) -> Iterator[_Unit]:
        del store
        found: dict[str, set[str]] = {}
        times: dict[str, list[tuple[str, str]]] = {}
        for claim in scope.claims:
            for own, other in ((claim.subject, claim.object), (claim.object, claim.subject)):
                if scope.is_a(own, kind) and chosen.covers(claim.start, claim.end):
                    found.setdefault(own, {own}).add(other)
                    times.setdefault(own, []).append((claim.start, claim.end))
        yield from (_Unit(own, frozenset(entities), times[own]) for own, entities in found.items())

    return read


UNITS: dict[str, Callable[[Store, Scope, Selection], Iterator[_Unit]]] = {
    "sentence": _read_sentences,
    "document": _read_documents,
    "event": _read_gatherings("Event"),
    "platform": _read_gatherings("Platform"),
}


def _read_dates(store: Store) -> dict[str, list[tuple[str, str]]]:
    """The dates of the documents that have one, by the names of their files."""
    names = read_documents(store)
    return {names[row["document"].value]: [(row["date"].value, row["date"].value)] for row in _ask(store, _DATES)}


def _value(term: Any) -> str:
    return "" if term is None else str(term.value)


def _ask(store: Store, query: str) -> Iterator[Any]:
    return iter(store.query(query))  # type: ignore[arg-type]
