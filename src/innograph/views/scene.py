"""What a view shows: entities with places on a plane, ties, and for each entity its facts with the quoted sentence."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import Store

from innograph.namespaces import sparql_prefixes

if TYPE_CHECKING:
    import networkx

_QUOTE = """
  ?fact prov:wasDerivedFrom ?sentence . ?sentence a nif:Sentence ; nif:anchorOf ?quote ;
    nif:beginIndex ?begin ; nif:endIndex ?end ; nif:referenceContext/dcterms:source ?source .
  OPTIONAL { ?sentence inno:section ?section }"""
_OBSERVATIONS = f"""{sparql_prefixes()}
SELECT ?entity ?fact ?indicator ?kind ?value ?unit ?bound ?start ?whole ?quote ?begin ?end ?source ?section WHERE {{
  ?fact a inno:Observation ; inno:about ?entity ; inno:indicator/skos:prefLabel ?indicator ; inno:kind ?kind ;
    inno:value ?value ; inno:unit ?u . {{ ?u skos:notation ?unit }} UNION
    {{ GRAPH <https://w3id.org/innograph/graph/ontology> {{ ?u skos:notation ?unit }} }}
  OPTIONAL {{ ?fact inno:bound ?bound }} OPTIONAL {{ ?fact inno:start ?start }} OPTIONAL {{ ?fact inno:whole ?whole }}
  {_QUOTE}
}} ORDER BY ?entity ?begin ?fact"""
_STATEMENTS = f"""{sparql_prefixes()}
SELECT ?entity ?fact ?kind ?label ?status ?quote ?begin ?end ?source ?section WHERE {{
  VALUES ?kind {{ inno:Challenge inno:Strength inno:Measure }}
  ?fact a ?kind ; inno:about ?entity ; skos:prefLabel ?label . OPTIONAL {{ ?fact inno:status ?status }}
  {_QUOTE}
}} ORDER BY ?entity ?begin ?fact"""
_CLAIMS = f"""{sparql_prefixes()}
SELECT ?fact ?quote ?begin ?end ?source ?section WHERE {{
  ?fact a rdf:Statement .
  {_QUOTE}
}} ORDER BY ?fact ?source ?begin"""


@dataclass(frozen=True, slots=True)
class Scene:
    """A view's content: nodes and edges as vis-network takes them, facts by entity, and what was left out."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    facts: dict[str, list[dict[str, Any]]]
    classes: list[str]
    relations: list[str]
    left_out: int


def make_scene(store: Store, graph: networkx.MultiDiGraph) -> Scene:
    """The scene of a graph: entities with a tie to another, laid out by Fruchterman and Reingold's forces.

    Fruchterman, T. M. J. and Reingold, E. M. (1991). Graph drawing by force-directed placement. Software: Practice and
    Experience 21(11), 1129-1164. The same graph gets the same places.

    Args:
        store: the graph's store, for facts and quotes.
        graph: from `innograph.analysis.to_networkx`.
    """
    tied = sorted({node for one, other in graph.edges() if one != other for node in (one, other)})
    places = _lay_out(graph, tied)
    degree = {node: len({n for n in graph.pred[node]} | {n for n in graph.succ[node]}) for node in tied}
    short = {node: number for number, node in enumerate(sorted(graph))}
    nodes = [
        {
            "id": short[node],
            "label": _shortened(graph.nodes[node]["label"]),
            "name": graph.nodes[node]["label"],
            "kind": graph.nodes[node]["core"],
            "size": round(7 + 4 * degree[node] ** 0.5, 1),
            "x": places[node][0],
            "y": places[node][1],
        }
        for node in tied
    ]
    quotes = _quotes(store)
    edges, facts = _edges(graph, short, quotes)
    for entity, fact in (*_observations(store), *_statements(store)):
        if entity in short:
            facts.setdefault(str(short[entity]), []).append(fact)
    classes = sorted({node["kind"] for node in nodes})
    relations = sorted({edge["relation"] for edge in edges})
    return Scene(nodes, edges, facts, classes, relations, len(graph) - len(tied))


def _lay_out(graph: networkx.MultiDiGraph, tied: list[str]) -> dict[str, tuple[int, int]]:
    import igraph

    at = {node: number for number, node in enumerate(tied)}
    ties = sorted({tuple(sorted((at[a], at[b]))) for a, b in graph.edges() if a != b})
    igraph.set_random_number_generator(random.Random(1991))
    layout = igraph.Graph(n=len(tied), edges=ties).layout_fruchterman_reingold(niter=700)
    spread = 46 * max(len(tied), 1) ** 0.12
    return {node: (round(x * spread), round(y * spread)) for node, (x, y) in zip(tied, layout.coords, strict=True)}


def _edges(
    graph: networkx.MultiDiGraph, short: dict[str, int], quotes: dict[str, list[dict[str, Any]]]
) -> tuple[list[dict[str, Any]], dict[str, list[dict[str, Any]]]]:
    edges: list[dict[str, Any]] = []
    facts: dict[str, list[dict[str, Any]]] = {}
    for one, other, data in sorted(graph.edges(data=True), key=lambda e: e[2]["claim"]):
        ends = graph.nodes[one]["label"], graph.nodes[other]["label"]
        fact = {
            "sort": "relation",
            "text": f"{ends[0]} — {data['relation']} → {ends[1]}",
            "note": " · ".join([data["status"], f"confidence {data['confidence']:g}", *_when(data.get("start", ""))]),
            "quotes": quotes.get(data["claim"], []),
        }
        for node in {one, other}:
            facts.setdefault(str(short[node]), []).append(fact)
        if one != other:
            dashes = data["status"] != "stated"
            edges.append(
                {"from": short[one], "to": short[other], "relation": data["relation"], "arrows": "to", "dashes": dashes}
            )
    return edges, facts


def _quotes(store: Store) -> dict[str, list[dict[str, Any]]]:
    quotes: dict[str, list[dict[str, Any]]] = {}
    for row in store.query(_CLAIMS):  # type: ignore[union-attr]
        quotes.setdefault(row["fact"].value, []).append(_quote(row))
    return quotes


def _quote(row: Any) -> dict[str, Any]:
    where = f"{row['source'].value}, characters {row['begin'].value}–{row['end'].value}"
    section = row["section"].value if row["section"] is not None else ""
    return {"quote": " ".join(row["quote"].value.split()), "where": where, "section": section}


def _observations(store: Store) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in store.query(_OBSERVATIONS):  # type: ignore[union-attr]
        kind = row["kind"].value.split("#")[-1].lower()
        bound = row["bound"].value.split("#")[-1].lower() if row["bound"] is not None else ""
        sign = {"min": "≥ ", "max": "≤ ", "approx": "≈ "}.get(bound, "")
        amount = f"{float(row['value'].value):,.10g}"
        whole = f" of {row['whole'].value.removeprefix('of ')}" if row["whole"] is not None else ""
        start = row["start"].value if row["start"] is not None else ""
        text = f"{row['indicator'].value}: {sign}{amount} {row['unit'].value}{whole}"
        note = " · ".join([kind, *_when(start)])
        yield row["entity"].value, {"sort": "figure", "text": text, "note": note, "quotes": [_quote(row)]}


def _statements(store: Store) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in store.query(_STATEMENTS):  # type: ignore[union-attr]
        kind = row["kind"].value.split("#")[-1].lower()
        status = [row["status"].value.split("#")[-1].lower()] if row["status"] is not None else []
        fact = {"sort": kind, "text": row["label"].value, "note": " · ".join(status), "quotes": [_quote(row)]}
        yield row["entity"].value, fact


def _when(start: str) -> list[str]:
    return [start] if start else []


def _shortened(label: str) -> str:
    return label if len(label) < 34 else label[:31].rstrip() + "…"
