"""Structures: how dense a network is, how it hangs together, how often ties close and are returned.

Wasserman, S., Faust, K. (1994). Social network analysis: methods and applications. Cambridge University Press.
Watts, D. J., Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. Nature 393, 440-442.
Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1, 215-239.
"""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from innograph.analysis.networks import largest_component, read_ties
from innograph.query import Cell, Table

if TYPE_CHECKING:
    import igraph
    import networkx

COLUMNS = ("measure", "value")


def measure_structure(graph: networkx.Graph) -> Table:
    """The figures that describe a network as a whole.

    Several relations from one entity to another are one tie, and relations to oneself are none. Entities without ties
    are counted, and count for the density; the other figures are of the entities that have ties, which are the same
    without direction but for density and reciprocity.

    - density: the share of possible ties that there are;
    - reciprocity: the share of ties that are returned; empty where ties have no direction;
    - transitivity: the share of paths of two ties that a third closes;
    - clustering: the mean over entities of the share of pairs of their neighbours that are tied; 0 for who has but one;
    - mean distance and diameter: steps between the entities of the largest component;
    - centralisation: how far degrees lie below the greatest, from 0 (all are equal) to 1 (a star) (Freeman 1978).

    Returns:
        A table of measures and values; a value is empty where the network is too small to have it.
    """
    directed = graph.is_directed()
    ties = read_ties(graph, directed=directed)
    single = read_ties(graph)
    size, tied = graph.number_of_nodes(), single.vcount()
    possible = size * (size - 1) // (1 if directed else 2)
    parts = sorted((len(part) for part in single.connected_components()), reverse=True) if tied else []
    rows: list[tuple[str, Cell]] = [
        ("entities", size),
        ("entities without ties", size - tied),
        ("ties", ties.ecount()),
        ("density", ties.ecount() / possible if possible else None),
        ("mean degree", 2 * single.ecount() / tied if tied else None),
        ("components", len(parts)),
        ("entities in largest component", parts[0] if parts else 0),
        ("share in largest component", parts[0] / tied if tied else None),
        ("reciprocity", _known(ties.reciprocity()) if directed and ties.ecount() else None),
        ("transitivity", _known(single.transitivity_undirected()) if tied else None),
        ("clustering", single.transitivity_avglocal_undirected(mode="zero") if tied else None),
        *_distances(single),
        ("centralisation", _centralise(single.degree())),
    ]
    return Table(COLUMNS, tuple(rows))


def _distances(ties: igraph.Graph) -> list[tuple[str, Cell]]:
    if not ties.ecount():
        return [("mean distance", None), ("diameter", None)]
    core = largest_component(ties)
    return [("mean distance", core.average_path_length()), ("diameter", core.diameter())]


def _centralise(degrees: list[int]) -> float | None:
    size = len(degrees)
    return sum(max(degrees) - degree for degree in degrees) / ((size - 1) * (size - 2)) if size > 2 else None


def _known(value: float) -> float | None:
    return None if isnan(value) else value
