"""Networks as arrays: the one place where NetworkX becomes igraph and back.

Every measure counts on ties: a self-loop is none, and several edges between the same two, in the same direction if it
counts, are one tie, whose weight is the sum of theirs.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import igraph
    import networkx


@dataclass(frozen=True)
class Ties:
    """The ties of a network.

    Attributes:
        nodes: in the order of their numbers.
        ends: the numbers of the two nodes of each tie, from and to (in an undirected one, the lower first), sorted.
        weights: above 0, one a tie.
        directed: whether direction counts.
    """

    nodes: tuple[Hashable, ...]
    ends: NDArray[np.int64]
    weights: NDArray[np.float64]
    directed: bool

    @cached_property
    def igraph(self) -> igraph.Graph:
        """The same as an igraph graph, whose edges have `weight`."""
        import igraph

        made = igraph.Graph(n=len(self.nodes), edges=self.ends, directed=self.directed)
        made.es["weight"] = self.weights.tolist()
        return made

    def label(self, values: Iterable[float]) -> dict[Any, float]:
        """The values of the nodes, by node."""
        return {node: float(value) for node, value in zip(self.nodes, values, strict=True)}

    def undirect(self) -> Ties:
        """The same ties without direction; the weights of two that go both ways are added."""
        return self if not self.directed else add_ties(self.nodes, self.ends, self.weights, directed=False)

    def to_networkx(self) -> networkx.Graph:
        """The same as a NetworkX graph, whose edges have `weight`."""
        import networkx as nx

        graph = nx.DiGraph() if self.directed else nx.Graph()
        graph.add_nodes_from(self.nodes)
        names = self.nodes
        graph.add_weighted_edges_from(
            (names[one], names[other], weight)
            for (one, other), weight in zip(self.ends.tolist(), self.weights.tolist(), strict=True)
        )
        return graph


def find_ties(graph: networkx.Graph | Ties, *, directed: bool | None = None) -> Ties:
    """The ties of a network.

    Args:
        graph: any NetworkX graph; an edge without `weight` weighs 1. Ties are given back.
        directed: whether direction counts; where not given, as in the graph.
    """
    if isinstance(graph, Ties):
        return graph if directed is not False else graph.undirect()
    directed = graph.is_directed() if directed is None else directed and graph.is_directed()
    nodes = tuple(graph)
    number = {node: at for at, node in enumerate(nodes)}
    froms, tos, weights = [], [], []
    for one, other, weight in graph.edges(data="weight", default=1.0):
        froms.append(number[one])
        tos.append(number[other])
        weights.append(weight)
    ends = np.array([froms, tos], dtype=np.int64).T
    return add_ties(nodes, ends, np.array(weights, dtype=np.float64), directed=directed)


def add_ties(
    nodes: tuple[Hashable, ...], ends: NDArray[np.int64], weights: NDArray[np.float64], *, directed: bool
) -> Ties:
    """Make one tie of all edges between the same two, and none of loops or of what weighs nothing.

    Args:
        nodes: all nodes.
        ends: the numbers of the nodes of each edge, of shape (edges, 2).
        weights: of shape (edges,).
        directed: whether direction counts.
    """
    kept = (ends[:, 0] != ends[:, 1]) & (weights > 0)
    pairs, place = merge_ends(ends[kept], size=len(nodes), directed=directed)
    added = np.bincount(place, weights=weights[kept], minlength=len(pairs)).astype(np.float64)
    return Ties(nodes, pairs, added, directed)


def merge_ends(ends: NDArray[np.int64], *, size: int, directed: bool) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The different pairs of nodes among edges, sorted, and for each edge the place of its pair.

    Args:
        ends: of shape (edges, 2); undirected ones are turned so that the lower number is first.
        size: the number of nodes.
        directed: whether direction counts.
    """
    turned = ends if directed else np.sort(ends, axis=1)
    keys, place = np.unique(turned[:, 0] * max(size, 1) + turned[:, 1], return_inverse=True)
    return np.stack(np.divmod(keys, max(size, 1)), axis=1), place
