"""What a view shows: entities with places on a plane, ties, and for each entity its facts with the quoted sentence."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Scene:
    """A view's content: what is drawn, what is only found by search, and each entity's facts by its number.

    Nodes have a number, name, class, size and place (in vis-network's canvas units); edges the numbers of their ends,
    their relation, and dashes where it is not stated as done; facts a sort, text, note, and quotes with their places.
    """

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    facts: dict[str, list[dict[str, Any]]]
    undrawn: list[dict[str, Any]]

    @property
    def classes(self) -> list[str]:
        """The classes of the entities drawn, in the order of names."""
        return sorted({node["kind"] for node in self.nodes})

    @property
    def relations(self) -> list[str]:
        """The relations drawn, in the order of names."""
        return sorted({edge["relation"] for edge in self.edges})


def make_scene(store: Store, graph: networkx.MultiDiGraph) -> Scene:
    """The scene of a graph: entities with a tie to another are drawn, the rest can be searched.

    The same graph gets the same places.

    Args:
        store: the graph's store, for facts and quotes.
        graph: from `innograph.analysis.to_networkx`.
    """
    tied = sorted({node for one, other in graph.edges() if one != other for node in (one, other)})
    degree = {node: len({*graph.pred[node], *graph.succ[node]} - {node}) for node in tied}
    places = _lay_out(graph, degree)
    short = {node: number for number, node in enumerate(sorted(graph))}
    told = {
        node: {"id": short[node], "name": data["label"], "kind": data["core"]} for node, data in graph.nodes(data=True)
    }
    nodes = [{**told[node], "size": round(6 + 3.5 * degree[node] ** 0.5, 1), **places[node]} for node in tied]
    edges, facts = _edges(graph, short, _quotes(store))
    for entity, fact in (*_said(store, _OBSERVATIONS, _observation), *_said(store, _STATEMENTS, _statement)):
        if entity in short:
            facts.setdefault(str(short[entity]), []).append(fact)
    undrawn = [told[node] for node in sorted(set(graph) - set(tied))]
    return Scene(nodes, edges, facts, undrawn)


def _lay_out(graph: networkx.MultiDiGraph, degree: dict[str, int]) -> dict[str, dict[str, int]]:
    """Places by the forces of Fruchterman and Reingold, wider than high as windows and names are.

    Ties to a hub pull less than others, so that those around it find room.

    Fruchterman, T. M. J. and Reingold, E. M. (1991). Graph drawing by force-directed placement. Software: Practice and
    Experience 21(11), 1129-1164.
    """
    import igraph

    at = {node: number for number, node in enumerate(degree)}
    ties = sorted({(a, b) if at[a] < at[b] else (b, a) for a, b in graph.edges() if a != b})
    drawn = igraph.Graph(n=len(at), edges=[(at[a], at[b]) for a, b in ties])
    igraph.set_random_number_generator(random.Random(1991))
    pull = [max(degree[a], degree[b]) ** -0.5 for a, b in ties]
    layout = drawn.layout_fruchterman_reingold(niter=700, weights=pull)
    return {node: {"x": round(60 * x), "y": round(45 * y)} for node, (x, y) in zip(at, layout.coords, strict=True)}


def _edges(
    graph: networkx.MultiDiGraph, short: dict[str, int], quotes: dict[str, list[dict[str, Any]]]
) -> tuple[list[dict[str, Any]], dict[str, list[dict[str, Any]]]]:
    edges: list[dict[str, Any]] = []
    facts: dict[str, list[dict[str, Any]]] = {}
    for one, other, data in sorted(graph.edges(data=True), key=lambda e: (e[2]["relation"], *e[:2], e[2]["claim"])):
        ends = graph.nodes[one]["label"], graph.nodes[other]["label"]
        when = _when(data.get("start", ""), data.get("end", ""))
        fact = {
            "sort": "relation",
            "text": f"{ends[0]} — {data['relation']} → {ends[1]}",
            "note": " · ".join([data["status"], f"confidence {data['confidence']:g}", *when]),
            "quotes": quotes.get(data["claim"], []),
        }
        for node in {one, other}:
            facts.setdefault(str(short[node]), []).append(fact)
        if one != other:
            tie = {"id": len(edges), "from": short[one], "to": short[other], "relation": data["relation"]}
            edges.append({**tie, "dashes": data["status"] != "stated"})
    return edges, facts


def _quotes(store: Store) -> dict[str, list[dict[str, str]]]:
    quotes: dict[str, list[dict[str, str]]] = {}
    for row in store.query(_CLAIMS):  # type: ignore[union-attr]
        quotes.setdefault(row["fact"].value, []).append(_quote(row))
    return quotes


def _said(store: Store, query: str, tell: Callable[[Any], dict[str, str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each entity with each of its facts, which several sentences may say."""
    said: dict[tuple[str, str], dict[str, Any]] = {}
    for row in store.query(query):  # type: ignore[union-attr]
        fact = said.setdefault((row["entity"].value, row["fact"].value), {**tell(row), "quotes": []})
        quote = _quote(row)
        if quote not in fact["quotes"]:
            fact["quotes"].append(quote)
    return ((entity, fact) for (entity, _), fact in said.items())


def _quote(row: Any) -> dict[str, str]:
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
