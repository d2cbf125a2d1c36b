"""How near a node is to the others, and how many of their shortest paths it lies on; weights do not count.

Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1(3), 215-239.
Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25(2), 163-177.
Wasserman, S. and Faust, K. (1994). Social Network Analysis. Cambridge University Press, p. 201.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from innograph.analysis.ties import Ties, find_ties

if TYPE_CHECKING:
    import networkx


def betweenness(graph: networkx.Graph | Ties) -> dict[Any, float]:
    """The share of the shortest paths between all pairs of others that pass through each node (Freeman 1978).

    From 0 to 1, by Brandes' algorithm; 0 in networks of fewer than three nodes.
    """
    ties = find_ties(graph)
    size = len(ties.nodes)
    pairs = (size - 1) * (size - 2) / (1 if ties.directed else 2)
    return ties.label(np.array(ties.igraph.betweenness()) / (pairs if pairs > 0 else 1.0))


def closeness(graph: networkx.Graph | Ties) -> dict[Any, float]:
    """How near each node is to those that reach it, times the share of the others that do (Wasserman and Faust 1994).

    From 0 to 1: one over the mean distance, scaled by the share of the other nodes that it is the distance from; 0
    without any. In a directed network the paths that lead to the node count, as in NetworkX.
    """
    ties = find_ties(graph)
    near = np.nan_to_num(np.array(ties.igraph.closeness(mode="in", normalized=True), dtype=float))
    return ties.label(near * _count_reaching(ties) / max(len(ties.nodes) - 1, 1))


def _count_reaching(ties: Ties) -> NDArray[np.int64]:
    """How many other nodes have a path to each."""
    size = len(ties.nodes)
    if ties.directed:
        return np.array(ties.igraph.neighborhood_size(order=max(size, 1), mode="in"), dtype=np.int64) - 1
    parts = ties.igraph.connected_components()
    return np.array(parts.sizes(), dtype=np.int64)[parts.membership] - 1 if size else np.zeros(0, dtype=np.int64)
