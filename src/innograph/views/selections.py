"""Parts of a graph to look at: the surroundings of an entity, or what a query answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from innograph.errors import QueryError
from innograph.namespaces import shorten
from innograph.query import Table

if TYPE_CHECKING:
    import networkx


def select_surroundings(graph: networkx.MultiDiGraph, entity: str, *, hops: int = 1) -> networkx.MultiDiGraph:
    """The part of a graph that is at most so many ties from an entity, and all relations within it.

    Ties are followed in both directions.

    Args:
        graph: entities by their IRIs.
        entity: an IRI, which the graph has.
        hops: how many ties from the entity.
    """
    reached = {entity}
    for _ in range(hops):
        reached |= {near for node in reached for near in (*graph.pred[node], *graph.succ[node])}
    return graph.subgraph(sorted(reached)).copy()


def select_answer(graph: networkx.MultiDiGraph, answer: Table) -> networkx.MultiDiGraph:
    """The part of a graph that an answer names: the entities in its rows and all relations between them.

    Of an answer of triples, the relations are those that are its triples.

    Args:
        graph: entities by their IRIs, relations with `relation`.
        answer: rows in some cells of which are entities, or triples.

    Raises:
        QueryError: the answer names no entity of the graph.
    """
    by_name = {shorten(node): node for node in graph}
    named = {by_name[cell] for row in answer for cell in row if isinstance(cell, str) and cell in by_name}
    if not named:
        columns = ", ".join(answer.columns)
        raise QueryError(
            f"None of the {len(answer)} rows of the answer ({columns}) names an entity. "
            "Select a variable that stands for entities, not only their labels."
        )
    part = graph.subgraph(sorted(named)).copy()
    if answer.turtle:
        part.remove_edges_from(_others(part, set(answer.rows)))
    return part


def _others(graph: networkx.MultiDiGraph, triples: set[tuple[object, ...]]) -> Iterable[tuple[str, str, int]]:
    """The relations that are none of the triples."""
    return [
        (one, other, key)
        for one, other, key, relation in graph.edges(keys=True, data="relation")
        if (shorten(one), f"inno:{relation}", shorten(other)) not in triples
    ]
