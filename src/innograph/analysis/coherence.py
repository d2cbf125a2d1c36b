"""How far policies, measures, targets and challenges answer each other, counted by document or by place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Store

from innograph.errors import QueryError, suggestion
from innograph.query import Cell, Table, ask, run_query

# What stands for the place of a document that is about none.
NOWHERE = "(no place)"
SCOPES = ("document", "place")
# Measures of these statuses can still be given an owner, a time, money and a figure.
_OPEN = "planned|proposed"

_PLACES = """SELECT DISTINCT ?document ?place WHERE {
  ?text a inno:Document ; dcterms:source ?document . OPTIONAL { ?text inno:place/skos:prefLabel ?place } }"""
_NAMED_PLACES = """SELECT DISTINCT ?place WHERE {
  ?one a ?class ; skos:prefLabel ?place .
  GRAPH <https://w3id.org/innograph/graph/ontology> { ?class rdfs:subClassOf* inno:Place } }"""
_CHALLENGES = """SELECT DISTINCT ?challenge ?about ?document WHERE {
  ?one a inno:Challenge ; skos:prefLabel ?challenge ; prov:wasDerivedFrom ?sentence .
  ?sentence a nif:Sentence ; nif:referenceContext/dcterms:source ?document .
  OPTIONAL { ?one inno:about/skos:prefLabel ?about } }"""
_MEASURES = """SELECT DISTINCT ?measure ?about ?document WHERE {
  VALUES ?status { inno:Planned inno:Proposed }
  ?one a inno:Measure ; skos:prefLabel ?measure ; inno:status ?status ; prov:wasDerivedFrom ?sentence .
  ?sentence a nif:Sentence ; nif:referenceContext/dcterms:source ?document .
  OPTIONAL { ?one inno:about/skos:prefLabel ?about } }"""
_TARGETS = """SELECT DISTINCT ?about ?measured ?target ?document WHERE {
  ?aim inno:kind inno:Target ; inno:about/skos:prefLabel ?about ; inno:indicator/skos:prefLabel ?measured ;
    inno:value ?target ; prov:wasDerivedFrom ?sentence .
  ?sentence a nif:Sentence ; nif:referenceContext/dcterms:source ?document . }"""
_INSTRUMENTS = """SELECT ?name (MIN(?source) AS ?document) WHERE {
  ?one a ?class ; skos:prefLabel ?name .
  GRAPH <https://w3id.org/innograph/graph/ontology> { ?class rdfs:subClassOf* %s }
  ?phrase itsrdf:taIdentRef ?one ; nif:referenceContext/dcterms:source ?source .
} GROUP BY ?one ?name"""
_POLICIES, _PROGRAMMES = (_INSTRUMENTS % name for name in ("inno:Policy", "inno:Programme"))

Row = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing, and the items that it may be missing from.

    Args:
        name: what is missing.
        items: a query for all items.
        question: the named question that lists the items with the gap.
        key: the columns by which both answers tell one item from others.
        lacks: the column that says "not told" where the gap is, in a question that asks for several.
        unless: the named question that lists the items of which it cannot be told.
    """

    name: str
    items: str
    question: str
    key: tuple[str, ...]
    lacks: str = ""
    unless: str = ""


_TITLE = ("document", "name")
_CHALLENGE, _MEASURE = ("document", "challenge"), ("document", "measure")
_TARGET = ("document", "about", "measured", "target")
GAPS = (
    Gap("challenges without measure", _CHALLENGES, "unaddressed-challenges", _CHALLENGE),
    Gap("measures without owner", _MEASURES, "measures-without-owner", _MEASURE),
    Gap("measures without time", _MEASURES, "what-measures-lack", _MEASURE, "time"),
    Gap("measures without money", _MEASURES, "what-measures-lack", _MEASURE, "money"),
    Gap("measures without figure", _MEASURES, "what-measures-lack", _MEASURE, "figure"),
    Gap("policies without target", _POLICIES, "policies-without-target", _TITLE),
    Gap("programmes without funder", _PROGRAMMES, "programmes-without-funder", _TITLE),
    Gap("targets without level", _TARGETS, "targets-without-level", _TARGET),
    Gap("targets missed", _TARGETS, "missed-targets", _TARGET, unless="targets-without-level"),
)


def count_gaps(store: Store, *, by: str = "document", word: str = "") -> Table:
    """How often each gap occurs, out of how many items, for each document or place.

    Measures are those planned or proposed. An item belongs to the place that it is about, or else to that of its
    document; a policy or programme to the first document that names it.

    Args:
        store: the graph.
        by: "document" or "place".
        word: only documents or places with this word in their name.

    Returns:
        A row for each document or place and each gap that it has items for: its name, the gap, the count, out of how
        many, and the share.

    Raises:
        QueryError: `by` is neither document nor place.
    """
    if by not in SCOPES:
        raise QueryError(f"Gaps cannot be counted by {by!r}.{suggestion(by, SCOPES)} Known: {', '.join(SCOPES)}.")
    places = _Places(store)
    rows: dict[str, list[tuple[Cell, ...]]] = {}
    answers = {question: _answer(store, gap) for question, gap in {gap.question: gap for gap in GAPS}.items()}
    for gap in GAPS:
        told = [row for row in answers[gap.question] if not gap.lacks or row[gap.lacks] == "not told"]
        lacking, untold = _keys(told, gap), _keys(answers.get(gap.unless, []), gap)
        counts: dict[str, list[bool]] = {}
        for row in _rows(run_query(store, gap.items)):
            name = str(row["document"]) if by == "document" else places.of(row)
            (key,) = _keys([row], gap)
            if key not in untold:
                counts.setdefault(name, []).append(key in lacking)
        for name, missing in counts.items():
            share = round(sum(missing) / len(missing), 3)
            rows.setdefault(name, []).append((name, gap.name, sum(missing), len(missing), share))
    wanted = sorted(name for name in rows if word.casefold() in name.casefold())
    return Table((by, "gap", "count", "of", "share"), tuple(row for name in wanted for row in rows[name]))


class _Places:
    """Which place an item belongs to."""

    def __init__(self, store: Store) -> None:
        self._named = {row["place"] for row in _rows(run_query(store, _NAMED_PLACES))}
        self._of = {row["document"]: str(row["place"] or NOWHERE) for row in _rows(run_query(store, _PLACES))}

    def of(self, row: Row) -> str:
        about = row.get("about")
        return str(about) if about in self._named else self._of.get(row["document"], NOWHERE)


def _answer(store: Store, gap: Gap) -> list[Row]:
    """The answer of a gap's question, about all words and about measures that can still be mended."""
    return _rows(ask(store, gap.question, {"word": "", **({"only": _OPEN} if gap.items is _MEASURES else {})}))


def _keys(rows: Iterable[Row], gap: Gap) -> set[tuple[Cell, ...]]:
    return {tuple(row[column] for column in gap.key) for row in rows}


def _rows(table: Table) -> list[Row]:
    return [dict(zip(table.columns, row, strict=True)) for row in table]
