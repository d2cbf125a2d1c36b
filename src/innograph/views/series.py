"""The figures of a graph as series: of one thing over time, and of several places at one time."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from pyoxigraph import QuerySolutions, Store

from innograph.namespaces import ONTOLOGY_GRAPH, sparql_prefixes

_FIGURES = f"""{sparql_prefixes()}
SELECT ?about ?label ?place ?measured ?kind ?unit ?bound ?start ?end ?value ?sentence WHERE {{
  ?figure a inno:Observation ; inno:about ?about ; inno:indicator/skos:prefLabel ?measured ; inno:kind ?sort ;
    inno:unit ?counted_in ; inno:value ?value ; prov:wasDerivedFrom ?sentence .
  ?sentence a nif:Sentence . ?about a ?type ; skos:prefLabel ?label .
  OPTIONAL {{ ?figure inno:start ?start }} OPTIONAL {{ ?figure inno:end ?end }}
  OPTIONAL {{ ?figure inno:bound ?limit . BIND(STRAFTER(STR(?limit), "#") AS ?bound) }}
  GRAPH <{ONTOLOGY_GRAPH}> {{ ?sort rdfs:label ?kind . FILTER(LANG(?kind) = "en") }}
  BIND(EXISTS {{ GRAPH <{ONTOLOGY_GRAPH}> {{ ?type rdfs:subClassOf* inno:Place }} }} AS ?place)
  OPTIONAL {{ GRAPH <{ONTOLOGY_GRAPH}> {{ ?counted_in skos:notation ?known }} }}
  OPTIONAL {{ ?counted_in skos:notation ?other }}
  BIND(COALESCE(?known, ?other, "") AS ?unit)
}} ORDER BY ?about ?measured ?kind ?unit ?start ?end ?value ?figure ?sentence"""
_YEAR = re.compile(r"[0-9]{4}")
_BOUNDS = {"Min": "≥ ", "Max": "≤ ", "Approx": "≈ "}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: what it is about, its year (0 where none is told), its value and the IRI of its sentence."""

    about: str
    year: int
    value: float
    bound: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Series:
    """Figures that can be compared, for they have the same indicator, kind and unit."""

    title: str
    unit: str
    figures: tuple[Figure, ...]


def read_series(store: Store, *, most: int = 8) -> tuple[list[Series], list[Series]]:
    """The series over time of one thing, and those across places of one year, those with the most figures first.

    Over time are at least two years of the same thing; across places at least three places. A year's two values are
    both in the series: which is right is not for us to say.

    Args:
        store: the graph's store.
        most: how many of each at most.
    """
    rows = _read(store)
    over_time = _group(rows, lambda row: (row.about, row.measured, row.kind, row.unit) if row.figure.year else None)
    across = _group(rows, lambda row: (row.measured, row.kind, row.unit, row.figure.year) if row.place else None)
    periods = [_name(group, group[0].figure.about) for group in over_time if _count(group, "year") > 1]
    places = [
        _name(group, str(group[0].figure.year or "no year told")) for group in across if _count(group, "about") > 2
    ]
    return _longest(periods, "year")[:most], _longest(places, "about")[:most]


@dataclass(frozen=True, slots=True)
class _Row:
    about: str
    place: bool
    measured: str
    kind: str
    unit: str
    figure: Figure


def _read(store: Store) -> list[_Row]:
    answer = store.query(_FIGURES)
    assert isinstance(answer, QuerySolutions)
    rows = []
    for row in answer:
        told = {name.value: "" if row[name] is None else str(row[name].value) for name in answer.variables}
        year = _YEAR.match(told["end"] or told["start"])
        one = Figure(
            told["label"],
            int(year[0]) if year else 0,
            float(told["value"]),
            _BOUNDS.get(told["bound"], ""),
            told["sentence"],
        )
        rows.append(_Row(told["about"], told["place"] == "true", told["measured"], told["kind"], told["unit"], one))
    return rows


def _group(rows: Iterable[_Row], key: Callable[[_Row], Hashable]) -> list[list[_Row]]:
    """The rows by key, in the order of the first of each; once what several sentences say alike."""
    groups: dict[Hashable, dict[tuple[str, int, float], _Row]] = {}
    for row in rows:
        of = key(row)
        if of is not None:
            groups.setdefault(of, {}).setdefault((row.figure.about, row.figure.year, row.figure.value), row)
    return [list(group.values()) for group in groups.values()]


def _count(group: list[_Row], name: str) -> int:
    return len({getattr(row.figure, name) for row in group})


def _name(group: list[_Row], more: str) -> Series:
    first = group[0]
    kind = "" if first.kind in ("level", first.unit) else f", {first.kind}"
    return Series(f"{first.measured}{kind} ({more})", first.unit, tuple(row.figure for row in group))


def _longest(series: list[Series], name: str) -> list[Series]:
    return sorted(series, key=lambda one: (-len({getattr(f, name) for f in one.figures}), one.title, one.unit))
