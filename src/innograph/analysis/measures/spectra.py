"""A node is central if central nodes are tied to it: eigenvector centrality, hubs and authorities, PageRank.

Bonacich, P. (1987). Power and centrality: a family of measures. American Journal of Sociology 92(5), 1170-1182.
Kleinberg, J. (1999). Authoritative sources in a hyperlinked environment. Journal of the ACM 46(5), 604-632.
Page, L. et al. (1999). The PageRank citation ranking: bringing order to the web. Stanford InfoLab.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from innograph.analysis.networks import seeded
from innograph.analysis.ties import Ties, add_ties, find_ties
from innograph.errors import AnalysisError

if TYPE_CHECKING:
    import networkx

_SAME = 1e-9
# What is left of the error is at most the last change times damping over one less damping.
_CHANGE = 1e-13


def eigenvector(graph: networkx.Graph | Ties) -> dict[Any, float]:
    """The eigenvector of the weights that belongs to the greatest eigenvalue, of length 1 (Bonacich 1987).

    Direction does not count. Where the network falls into parts, only the part with the greatest eigenvalue has values
    above 0; where several have the same, each has its own eigenvector, weighted as power iteration from equal values
    would. Without ties all have the same.
    """
    ties = find_ties(graph, directed=False)
    return ties.label(_lead(ties))


def hits(graph: networkx.Graph | Ties) -> tuple[dict[Any, float], dict[Any, float]]:
    """Hubs, which point to authorities, and authorities, which hubs point to (Kleinberg 1999).

    Each sums to 1. They are the leading eigenvector of the network in which each node stands twice, once for what goes
    out and once for what comes in, so parts of equal weight share as in `eigenvector`. Undirected ties go both ways.

    Returns:
        The hub and the authority value of each node.
    """
    ties = find_ties(graph)
    size = len(ties.nodes)
    ends, weights = ties.ends, ties.weights
    if not ties.directed:
        ends, weights = np.concatenate([ends, ends[:, ::-1]]), np.concatenate([weights, weights])
    double = add_ties(tuple(range(2 * size)), ends + np.array([0, size]), weights, directed=False)
    lead = _lead(double)
    return ties.label(_share(lead[:size])), ties.label(_share(lead[size:]))


def hub(graph: networkx.Graph | Ties) -> dict[Any, float]:
    """The hub values of `hits`."""
    return hits(graph)[0]


def authority(graph: networkx.Graph | Ties) -> dict[Any, float]:
    """The authority values of `hits`."""
    return hits(graph)[1]


def pagerank(graph: networkx.Graph | Ties, *, damping: float = 0.85) -> dict[Any, float]:
    """How often one who follows ties by their weights, and jumps anywhere at times, comes by (Page et al. 1999).

    Sums to 1; exact to 1e-10 or better, whatever the size, by power iteration, which is many times as fast here as
    igraph's solver. Who has no tie to follow jumps anywhere.

    Args:
        graph: the network.
        damping: the chance to follow a tie rather than to jump, from 0 to below 1.

    Raises:
        AnalysisError: the damping is 1 or more, or below 0.
    """
    if not 0 <= damping < 1:
        raise AnalysisError(f"Damping is {damping:g}; it must be from 0 to below 1. 0.85 is usual.")
    ties = find_ties(graph)
    size = len(ties.nodes)
    froms, tos, weights = ties.ends[:, 0], ties.ends[:, 1], ties.weights
    if not ties.directed:
        froms, tos, weights = np.append(froms, tos), np.append(tos, froms), np.append(weights, weights)
    total = np.bincount(froms, weights=weights, minlength=size)
    shares, dangling = damping * weights / total[froms], total == 0
    rank, change = np.full(size, 1.0 / max(size, 1)), np.inf
    while size and change > _CHANGE:
        jumps = (1 - damping + damping * rank[dangling].sum()) / size
        new = np.bincount(tos, weights=rank[froms] * shares, minlength=size) + jumps
        change, rank = float(np.abs(new - rank).sum()), new
    return ties.label(rank)


def _lead(ties: Ties) -> NDArray[np.float64]:
    """The leading eigenvector of an undirected network, of length 1."""
    size = len(ties.nodes)
    if not len(ties.ends):
        return np.full(size, size**-0.5 if size else 0.0)
    parts = []
    for part in ties.igraph.connected_components():
        if len(part) > 1:
            inner = ties.igraph.induced_subgraph(part)
            with seeded(0):
                vector, value = inner.eigenvector_centrality(weights="weight", scale=False, return_eigenvalue=True)
            parts.append((value, part, np.abs(vector)))
    greatest = max(value for value, _, _ in parts)
    lead = np.zeros(size)
    for value, part, vector in parts:
        if value > greatest * (1 - _SAME):
            lead[part] = vector * vector.sum() / (vector**2).sum()
    return lead / np.linalg.norm(lead)


def _share(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return values / values.sum() if values.size else values
