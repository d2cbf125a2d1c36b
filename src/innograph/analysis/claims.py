"""What projections are made of, read from the store: entities, the claims between them, and who is named with whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

from pyoxigraph import Store

from innograph.namespaces import INNO, sparql_prefixes

_CLAIMS = f"""{sparql_prefixes()}
SELECT ?claim ?s ?p ?o ?confidence ?status ?start ?end WHERE {{
  ?claim a rdf:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
    inno:confidence ?confidence ; inno:status ?status .
  OPTIONAL {{ ?claim inno:start ?start }} OPTIONAL {{ ?claim inno:end ?end }}
  FILTER (?status != inno:Denied)
}} ORDER BY ?claim"""
_SOURCES = f"""{sparql_prefixes()}
SELECT ?claim ?span WHERE {{ ?claim a rdf:Statement ; prov:wasDerivedFrom ?span }}"""
_ENTITIES = f"""{sparql_prefixes()}
SELECT ?entity ?type ?label WHERE {{
  {{ SELECT DISTINCT ?entity WHERE {{ ?phrase itsrdf:taIdentRef ?entity }} }}
  ?entity a ?type ; skos:prefLabel ?label .
}} ORDER BY ?entity ?type (LANG(?label) = "en") ?label"""
_PHRASES = f"""{sparql_prefixes()}
SELECT ?span ?entity WHERE {{ ?span itsrdf:taIdentRef ?entity }}"""
_SENTENCES = f"""{sparql_prefixes()}
SELECT ?span WHERE {{ ?span a nif:Sentence }}"""
_DOCUMENTS = f"""{sparql_prefixes()}
SELECT ?document ?name WHERE {{ ?document a inno:Document ; dcterms:source ?name }}"""
_SPAN = re.compile(r"(.+)#char=(\d+),(\d+)")


class Claim(NamedTuple):
    """A relation that documents state: the IRIs of the claim, its subject and its object, and the relation's name.

    Confidence is from 0 to 1; status is stated, planned, proposed or done; start and end are as precise as the text,
    or empty; documents are the names of the files that say so.
    """

    iri: str
    subject: str
    relation: str
    object: str
    confidence: float
    status: str
    start: str
    end: str
    documents: tuple[str, ...]


class Entity(NamedTuple):
    """What documents name: its IRI, label and finest class, and how often each document names it."""

    iri: str
    label: str
    type: str
    mentions: dict[str, int]


class Meeting(NamedTuple):
    """A sentence that names several entities: its IRI, its document's name and the IRIs of the entities, sorted."""

    sentence: str
    document: str
    entities: tuple[str, ...]


def read_claims(store: Store) -> list[Claim]:
    """The relations that documents state and do not deny, by their IRIs."""
    names, documents = read_documents(store), dict[str, set[str]]()
    for row in _ask(store, _SOURCES):
        document = row["span"].value.partition("#")[0]
        documents.setdefault(row["claim"].value, set()).add(names.get(document, document))
    return [
        Claim(
            row["claim"].value,
            row["s"].value,
            row["p"].value.removeprefix(INNO),
            row["o"].value,
            float(row["confidence"].value),
            row["status"].value.removeprefix(INNO).lower(),
            row["start"].value if row["start"] is not None else "",
            row["end"].value if row["end"] is not None else "",
            tuple(sorted(documents.get(row["claim"].value, ()))),
        )
        for row in _ask(store, _CLAIMS)
    ]


def read_entities(store: Store) -> dict[str, Entity]:
    """The entities that documents name, by their IRIs."""
    names, counts = read_documents(store), dict[str, dict[str, int]]()
    for row in _ask(store, _PHRASES):
        document = row["span"].value.partition("#")[0]
        named = counts.setdefault(row["entity"].value, {})
        name = names.get(document, document)
        named[name] = named.get(name, 0) + 1
    return {
        row["entity"].value: Entity(
            row["entity"].value,
            row["label"].value,
            row["type"].value.removeprefix(INNO),
            dict(sorted(counts[row["entity"].value].items())),
        )
        for row in _ask(store, _ENTITIES)
    }


def read_meetings(store: Store, *, least: int = 2) -> list[Meeting]:
    """The sentences that name two entities or more, or another least number, by document and place in it."""
    names, begins = read_documents(store), dict[str, list[tuple[int, int]]]()
    for row in _ask(store, _SENTENCES):
        document, begin, end = _place(row["span"].value)
        begins.setdefault(document, []).append((begin, end))
    for spans in begins.values():
        spans.sort()
    met: dict[tuple[str, int, int], set[str]] = {}
    for row in _ask(store, _PHRASES):
        document, begin, end = _place(row["span"].value)
        spans = begins.get(document, [])
        at = bisect_right(spans, (begin, end)) - 1
        # A phrase that is a whole sentence, or begins one, sorts right before it.
        for sentence in spans[max(at, 0) : at + 2]:
            if sentence[0] <= begin and end <= sentence[1]:
                met.setdefault((document, *sentence), set()).add(row["entity"].value)
    return [
        Meeting(f"{document}#char={begin},{end}", names.get(document, document), tuple(sorted(entities)))
        for (document, begin, end), entities in sorted(met.items())
        if len(entities) >= least
    ]


def read_documents(store: Store) -> dict[str, str]:
    """The names of the documents' files, by the documents' IRIs."""
    return {row["document"].value: row["name"].value for row in _ask(store, _DOCUMENTS)}


def _place(span: str) -> tuple[str, int, int]:
    """The document, begin and end of a span (RFC 5147)."""
    found = _SPAN.fullmatch(span)
    return (found[1], int(found[2]), int(found[3])) if found else (span, 0, 0)


def _ask(store: Store, query: str) -> Iterator[Any]:
    return iter(store.query(query))  # type: ignore[arg-type]
