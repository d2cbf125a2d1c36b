"""How deep in a dense part a node is, and how far its neighbours know each other; weights do not count.

Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5(3), 269-287.
Watts, D. J. and Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. Nature 393, 440-442.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innograph.analysis.ties import Ties, find_ties

if TYPE_CHECKING:
    import networkx


def core_number(graph: networkx.Graph | Ties) -> dict[Any, float]:
    """The greatest k for which each node is in a part where all have k ties or more within it (Seidman 1983).

    Direction does not count.
    """
    ties = find_ties(graph, directed=False)
    return ties.label(ties.igraph.coreness())


def clustering(graph: networkx.Graph | Ties) -> dict[Any, float]:
    """The share of the pairs of each node's neighbours that are tied themselves (Watts and Strogatz 1998).

    From 0 to 1; 0 with fewer than two neighbours. Direction does not count.
    """
    ties = find_ties(graph, directed=False)
    return ties.label(ties.igraph.transitivity_local_undirected(mode="zero"))
