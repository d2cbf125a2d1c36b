"""Structural holes: how far a node's contacts are contacts of each other, so that it cannot stand between them.

Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press, chapter 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from innograph.analysis.ties import Ties, find_ties

if TYPE_CHECKING:
    import networkx


def constraint(graph: networkx.Graph | Ties) -> dict[Any, float]:
    """How far each node's time and energy lie with contacts that are tied to each other (Burt 1992, 2.4).

    From the weights; about 0 for who stands between many that are strangers, 1 and above for who is shut in. NaN for a
    node without ties. Direction does not count.
    """
    ties = find_ties(graph, directed=False)
    return ties.label(ties.igraph.constraint(weights="weight") if ties.nodes else [])


def effective_size(graph: networkx.Graph | Ties) -> dict[Any, float]:
    """The number of each node's contacts less their redundancy (Burt 1992, 2.2).

    From the weights; between 1 and the number of ties. NaN for a node without ties. Direction does not count.
    """
    ties = find_ties(graph, directed=False)
    size = len(ties.nodes)
    degrees = np.bincount(ties.ends.ravel(), minlength=size).astype(float)
    degrees[degrees == 0] = np.nan
    return ties.label(degrees - _redundancy(ties))


def _redundancy(ties: Ties) -> NDArray[np.float64]:
    """For each node v, over its contacts j and q that are tied: q's share of v's weights times q's part in j's life.

    The latter is the weight between j and q over the greatest weight of j.
    """
    size = len(ties.nodes)
    triangles = np.array(ties.igraph.list_triangles(), dtype=np.int64).reshape(-1, 3)
    total = np.bincount(ties.ends.ravel(), weights=np.repeat(ties.weights, 2), minlength=size)
    greatest = np.zeros(size)
    np.maximum.at(greatest, ties.ends.ravel(), np.repeat(ties.weights, 2))
    keys = ties.ends[:, 0] * size + ties.ends[:, 1]
    found = np.zeros(size)
    for v, j, q in ((0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)):
        one, contact, other = triangles[:, v], triangles[:, j], triangles[:, q]
        share = _weights(ties, keys, one, other) / total[one]
        part = _weights(ties, keys, contact, other) / greatest[contact]
        found += np.bincount(one, weights=share * part, minlength=size)
    return found


def _weights(
    ties: Ties, keys: NDArray[np.int64], one: NDArray[np.int64], other: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The weights of the ties between two rows of nodes that are tied; keys are the ties' own, in their order."""
    wanted = np.minimum(one, other) * len(ties.nodes) + np.maximum(one, other)
    return ties.weights[np.searchsorted(keys, wanted)]
