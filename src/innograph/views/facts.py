"""What a view tells: each fact with its entities, and the sentences it was read from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyoxigraph import Store

from innograph.namespaces import sparql_prefixes

if TYPE_CHECKING:
    import networkx

_QUOTE = """
  ?fact prov:wasDerivedFrom ?sentence . ?sentence a nif:Sentence ; nif:anchorOf ?quote ;
    nif:beginIndex ?begin ; nif:endIndex ?stop ; nif:referenceContext/dcterms:source ?source .
  OPTIONAL { ?sentence inno:section ?section }"""
_OBSERVATIONS = f"""{sparql_prefixes()}
SELECT ?entity ?fact ?indicator ?kind ?value ?unit ?bound ?start ?end ?whole
  ?quote ?begin ?stop ?source ?section WHERE {{
  ?fact a inno:Observation ; inno:about ?entity ; inno:indicator/skos:prefLabel ?indicator ; inno:kind ?kind ;
    inno:value ?value ; inno:unit ?u . {{ ?u skos:notation ?unit }} UNION
    {{ GRAPH <https://w3id.org/innograph/graph/ontology> {{ ?u skos:notation ?unit }} }}
  OPTIONAL {{ ?fact inno:bound ?bound }} OPTIONAL {{ ?fact inno:whole ?whole }}
  OPTIONAL {{ ?fact inno:start ?start }} OPTIONAL {{ ?fact inno:end ?end }}
  {_QUOTE}
}} ORDER BY ?entity ?source ?begin ?fact"""
_STATEMENTS = f"""{sparql_prefixes()}
SELECT ?entity ?fact ?kind ?label ?status ?quote ?begin ?stop ?source ?section WHERE {{
  VALUES ?kind {{ inno:Challenge inno:Strength inno:Measure }}
  ?fact a ?kind ; inno:about ?entity ; skos:prefLabel ?label . OPTIONAL {{ ?fact inno:status ?status }}
  {_QUOTE}
}} ORDER BY ?entity ?source ?begin ?fact"""
_CLAIMS = f"""{sparql_prefixes()}
SELECT ?fact ?quote ?begin ?stop ?source ?section WHERE {{
  ?fact a rdf:Statement .
  {_QUOTE}
}} ORDER BY ?fact ?source ?begin"""
_YEAR = re.compile(r"-?[0-9]{4}")


@dataclass(slots=True)
class Telling:
    """Facts, the sentences they quote by number, and the numbers of the facts of each entity by its number.

    A fact has a sort, text, note and the numbers of its quotes; one of a relation has the numbers of its ends, too.
    """

    facts: list[dict[str, Any]] = field(default_factory=list)
    sentences: list[dict[str, str]] = field(default_factory=list)
    of: dict[str, list[int]] = field(default_factory=dict)


def tell_facts(
    store: Store, graph: networkx.MultiDiGraph, numbers: Mapping[str, int]
) -> tuple[Telling, list[dict[str, Any]]]:
    """All facts of the entities of a graph, and its relations as edges that name their fact.

    Args:
        store: the graph's store.
        graph: the entities, and the relations between them.
        numbers: each entity's number.
    """
    telling = Telling()
    quoted: dict[tuple[str, ...], int] = {}

    def number_of(row: Any) -> int:
        sentence = _sentence(row)
        number = quoted.setdefault(tuple(sentence.values()), len(quoted))
        if number == len(telling.sentences):
            telling.sentences.append(sentence)
        return number

    def add(fact: dict[str, Any], entities: set[int]) -> int:
        telling.facts.append(fact)
        for entity in sorted(entities):
            telling.of.setdefault(str(entity), []).append(len(telling.facts) - 1)
        return len(telling.facts) - 1

    edges = _relations(graph, numbers, _quotes(store, graph, number_of), add)
    for query, tell in ((_OBSERVATIONS, _observation), (_STATEMENTS, _statement)):
        for entity, fact in _said(store, query, tell, numbers, number_of):
            add(fact, {entity})
    return telling, edges


def _relations(
    graph: networkx.MultiDiGraph,
    numbers: Mapping[str, int],
    quotes: Mapping[str, list[int]],
    add: Callable[[dict[str, Any], set[int]], int],
) -> list[dict[str, Any]]:
    edges: list[dict[str, Any]] = []
    for one, other, data in sorted(graph.edges(data=True), key=lambda e: (e[2]["relation"], *e[:2], e[2]["claim"])):
        ends = numbers[one], numbers[other]
        start, end = data.get("start", ""), data.get("end", "")
        note = " · ".join([data["status"], f"confidence {data['confidence']:g}", *_when(start, end)])
        fact = {"sort": "relation", "text": data["relation"], "note": note, "ends": list(ends)}
        number = add({**fact, "quotes": quotes.get(data["claim"], [])}, set(ends))
        if one != other:
            tie = {"id": len(edges), "from": ends[0], "to": ends[1], "relation": data["relation"], "fact": number}
            told = {"status": data["status"], "confidence": round(data["confidence"], 3)}
            edges.append({**tie, **told, "start": _year(start), "end": _year(end)})
    return edges


def _quotes(store: Store, graph: networkx.MultiDiGraph, number_of: Callable[[Any], int]) -> dict[str, list[int]]:
    quotes: dict[str, list[int]] = {claim: [] for _, _, claim in graph.edges(data="claim")}
    for row in store.query(_CLAIMS):  # type: ignore[union-attr]
        if row["fact"].value in quotes:
            quotes[row["fact"].value].append(number_of(row))
    return quotes


def _said(
    store: Store,
    query: str,
    tell: Callable[[Any], dict[str, str]],
    numbers: Mapping[str, int],
    number_of: Callable[[Any], int],
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each entity with each of its facts, which several sentences may say."""
    said: dict[tuple[int, str], dict[str, Any]] = {}
    for row in store.query(query):  # type: ignore[union-attr]
        if row["entity"].value in numbers:
            key = numbers[row["entity"].value], row["fact"].value
            fact = said.setdefault(key, {**tell(row), "quotes": []})
            quote = number_of(row)
            if quote not in fact["quotes"]:
                fact["quotes"].append(quote)
    return ((entity, fact) for (entity, _), fact in said.items())


def _sentence(row: Any) -> dict[str, str]:
    where = f"{_text(row['source'])}, characters {_text(row['begin'])}–{_text(row['stop'])}"
    return {"quote": " ".join(_text(row["quote"]).split()), "where": where, "section": _text(row["section"])}


def _observation(row: Any) -> dict[str, str]:
    sign = {"min": "≥ ", "max": "≤ ", "approx": "≈ "}.get(_name(row["bound"]), "")
    whole = f" of {_text(row['whole']).removeprefix('of ')}" if row["whole"] is not None else ""
    amount = f"{float(_text(row['value'])):,.10g} {_text(row['unit'])}"
    note = " · ".join([_name(row["kind"]), *_when(_text(row["start"]), _text(row["end"]))])
    return {"sort": "figure", "text": f"{_text(row['indicator'])}: {sign}{amount}{whole}", "note": note}


def _statement(row: Any) -> dict[str, str]:
    return {"sort": _name(row["kind"]), "text": _text(row["label"]), "note": _name(row["status"])}


def _text(term: Any) -> str:
    return "" if term is None else str(term.value)


def _name(term: Any) -> str:
    return _text(term).rpartition("#")[2].lower()


def _when(start: str, end: str) -> list[str]:
    return [f"{start} to {end}" if end and end != start else start] if start else []


def _year(time: str) -> int | None:
    found = _YEAR.match(time)
    return int(found[0]) if found else None
