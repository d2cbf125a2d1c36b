"""Who is central: degree, strength, betweenness, closeness and PageRank of the entities.

Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1, 215-239.
Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25, 163-177.
Page, L. et al. (1999). The PageRank citation ranking: bringing order to the web. Stanford InfoLab.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import TYPE_CHECKING

from innograph.query import Table

if TYPE_CHECKING:
    import networkx

COLUMNS = ("rank", "entity", "class", "degree", "strength", "betweenness", "closeness", "pagerank", "mentions", "iri")


def centrality(graph: networkx.MultiDiGraph, *, top: int = 0, classes: Sequence[str] = ()) -> Table:
    """The entities by how central they are among the stated relations, the most central first.

    Relations count without direction; several between the same two are one tie, whose weight is the sum of their
    confidences. Degree is the number of ties, strength the sum of their weights; betweenness is the share of shortest
    paths (of ties, unweighted) that pass through, closeness is within the entity's component (Wasserman and Faust's
    improvement), PageRank follows the weights (damping 0.85). Rank goes by betweenness, then degree, then name.

    Args:
        graph: from `to_networkx`.
        top: how many rows; 0 for all.
        classes: only entities of these classes of the annotation guide are shown (all count).

    Returns:
        A table with one row an entity that has a tie.
    """
    import igraph
    import networkx as nx

    simple = nx.Graph()
    for one, other, data in graph.edges(data=True):
        if one != other:
            weight = simple.get_edge_data(one, other, {"weight": 0.0})["weight"] + data["confidence"]
            simple.add_edge(one, other, weight=weight)
    nodes = sorted(simple)
    at = {node: number for number, node in enumerate(nodes)}
    edges = sorted((at[one], at[other], data["weight"]) for one, other, data in simple.edges(data=True))
    fast = igraph.Graph(n=len(nodes), edges=[edge[:2] for edge in edges], edge_attrs={"weight": [e[2] for e in edges]})
    size = len(nodes)
    pairs = (size - 1) * (size - 2) / 2 or 1.0
    reach = {v: len(part) for part in fast.connected_components() for v in part}
    closeness = (
        [
            0.0 if isnan(c) else c * (reach[v] - 1) / max(size - 1, 1)
            for v, c in enumerate(fast.closeness(normalized=True))
        ]
        if size
        else []
    )
    columns = zip(
        nodes,
        fast.degree(),
        fast.strength(weights="weight") if size else [],
        [b / pairs for b in fast.betweenness()],
        closeness,
        fast.pagerank(weights="weight") if size else [],
        strict=True,
    )
    found = sorted(columns, key=lambda row: (-row[3], -row[1], graph.nodes[row[0]]["label"], row[0]))
    shown = [row for row in found if not classes or graph.nodes[row[0]]["core"] in classes]
    rows = tuple(
        (
            rank,
            graph.nodes[node]["label"],
            graph.nodes[node]["core"],
            degree,
            strength,
            between,
            close,
            rank_,
            graph.nodes[node]["mentions"],
            node,
        )
        for rank, (node, degree, strength, between, close, rank_) in enumerate(shown[: top or None], 1)
    )
    return Table(COLUMNS, rows)
