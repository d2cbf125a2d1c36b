"""The graph as NetworkX: entities as nodes, stated relations as edges with their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Store

from innograph.analysis.sectors import NO_SECTOR, find_sectors
from innograph.namespaces import INNO, ONTOLOGY_GRAPH, RDF, SKOS, shorten

if TYPE_CHECKING:
    import networkx

_NODES = f"""
SELECT ?entity ?type ?label ?mentions WHERE {{
  {{ SELECT ?entity (COUNT(?phrase) AS ?mentions)
    WHERE {{ ?phrase <http://www.w3.org/2005/11/its/rdf#taIdentRef> ?entity }} GROUP BY ?entity }}
  ?entity a ?type ; <{SKOS}prefLabel> ?label .
}} ORDER BY ?entity"""
_EDGES = f"""
SELECT ?claim ?s ?p ?o ?confidence ?status ?start ?end WHERE {{
  ?claim a <{RDF}Statement> ; <{RDF}subject> ?s ; <{RDF}predicate> ?p ; <{RDF}object> ?o ;
    <{INNO}confidence> ?confidence ; <{INNO}status> ?status .
  OPTIONAL {{ ?claim <{INNO}start> ?start }} OPTIONAL {{ ?claim <{INNO}end> ?end }}
  FILTER (?status != <{INNO}Denied>)
}} ORDER BY ?claim"""
_CORES = f"""
SELECT ?type ?above WHERE {{ GRAPH <{ONTOLOGY_GRAPH}> {{
  ?type <http://www.w3.org/2000/01/rdf-schema#subClassOf>* ?above .
}} }}"""


def to_networkx(store: Store, *, min_confidence: float = 0.0) -> networkx.MultiDiGraph:
    """The entities that documents mention and the relations stated between them.

    Nodes are IRIs with `label`, `type` (the finest class), `core` (the class of the annotation guide), `sector` (see
    `innograph.analysis.sectors`) and `mentions` (how often they are mentioned).
    Edges go from subject to object with `relation`, `status`, `confidence` (0 to 1),
    `claim` (the IRI that leads to the sentences) and `start` and `end` where told; denied relations are left out.

    Args:
        store: the graph's store.
        min_confidence: relations below it are left out.
    """
    import networkx as nx

    above = _hierarchy(store)
    cores, sectors = core_classes(store), find_sectors(above)
    graph = nx.MultiDiGraph()
    for row in store.query(_NODES):  # type: ignore[union-attr]
        kind = row["type"].value.removeprefix(INNO)
        graph.add_node(
            row["entity"].value,
            label=row["label"].value,
            type=kind,
            core=cores.get(kind, kind),
            sector=sectors.get(kind, NO_SECTOR),
            mentions=int(row["mentions"].value),
        )
    for row in store.query(_EDGES):  # type: ignore[union-attr]
        confidence = float(row["confidence"].value)
        ends = row["s"].value, row["o"].value
        if confidence >= min_confidence and all(end in graph for end in ends):
            times = {name: row[name].value for name in ("start", "end") if row[name] is not None}
            graph.add_edge(
                *ends,
                relation=shorten(row["p"].value).removeprefix("inno:"),
                status=shorten(row["status"].value).removeprefix("inno:").lower(),
                confidence=confidence,
                claim=row["claim"].value,
                **times,
            )
    return graph


def core_classes(store: Store) -> dict[str, str]:
    """For each class of entities the class of the annotation guide that it is, or is finer than.

    A core class is one right below inno:Entity, inno:Actor, inno:Organisation or inno:Instrument that is none of these.
    """
    above = _hierarchy(store)
    abstract = {"Entity", "Actor", "Organisation", "Instrument"}
    return {
        kind: max((c for c in higher - abstract if "Entity" in above.get(c, ())), key=lambda c: (-len(above[c]), c))
        for kind, higher in above.items()
        if "Entity" in higher and kind not in abstract
    }


def _hierarchy(store: Store) -> dict[str, set[str]]:
    """For each class of the ontology itself and the classes it is finer than."""
    above: dict[str, set[str]] = {}
    for row in store.query(_CORES):  # type: ignore[union-attr]
        if row["type"].value.startswith(INNO) and row["above"].value.startswith(INNO):
            above.setdefault(row["type"].value.removeprefix(INNO), set()).add(row["above"].value.removeprefix(INNO))
    return above
