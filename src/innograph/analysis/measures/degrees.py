"""How many ties a node has, and how strong they are.

Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1(3), 215-239.
Barrat, A. et al. (2004). The architecture of complex weighted networks. PNAS 101(11), 3747-3752.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from innograph.analysis.ties import Ties, find_ties

if TYPE_CHECKING:
    import networkx


def degree(graph: networkx.Graph | Ties) -> dict[Any, float]:
    """The number of ties of each node, those that come in and those that go out (Freeman 1978)."""
    ties = find_ties(graph)
    return ties.label(np.bincount(ties.ends.ravel(), minlength=len(ties.nodes)))


def strength(graph: networkx.Graph | Ties) -> dict[Any, float]:
    """The sum of the weights of the ties of each node (Barrat et al. 2004)."""
    ties = find_ties(graph)
    weights = np.repeat(ties.weights, 2)
    return ties.label(np.bincount(ties.ends.ravel(), weights=weights, minlength=len(ties.nodes)))
