"""Bridging: which ties and entities hold parts together that have little else in common.

Hwang, W. et al. (2008). Bridging centrality: graph mining from element level to group level. Proceedings of the 14th
ACM SIGKDD Conference, 336-344.
Everett, M. G., Valente, T. W. (2016). Bridging, brokerage and betweenness. Social Networks 44, 202-208.
Granovetter, M. S. (1973). The strength of weak ties. American Journal of Sociology 78, 1360-1380.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innograph.analysis.networks import describe, read_ties
from innograph.analysis.records import Record
from innograph.query import Table

if TYPE_CHECKING:
    import igraph
    import networkx

ENTITIES = (
    *("rank", "entity", "class", "sector"),
    *("bridging centrality", "bridging coefficient", "betweenness", "brokerage", "iri"),
)
BRIDGES = ("entity", "other", "kind", "cut off", "betweenness", "iri", "other iri")


@dataclass(frozen=True, slots=True, repr=False)
class Bridging(Record):
    """What bridges.

    Attributes:
        entities: one row an entity with a tie, by bridging centrality.
        ties: one row a bridge or local bridge; bridges come first, by how many entities they hold on.
    """

    entities: Table
    ties: Table


def measure_bridging(graph: networkx.Graph) -> Bridging:
    """How much entities and ties bridge; ties count without direction and weight.

    The bridging coefficient of an entity is the inverse of its degree over the sum of the inverses of its neighbours'
    degrees, and its bridging centrality that times its betweenness (Hwang et al. 2008; betweenness as a share of all
    pairs). Brokerage (Everett and Valente 2016) is the mean betweenness of its ties, counted in pairs of entities
    whose shortest path runs over it, and 0 for who has only one tie.

    A tie is a bridge where its removal parts a component (`cut off` is the size of the smaller part), and a local
    bridge where its two ends have no neighbour in common, though there is a way around it (Granovetter 1973). The
    betweenness of a tie is the number of pairs of entities whose shortest path runs over it.
    """
    ties = read_ties(graph)
    if not ties.vcount():
        return Bridging(Table(ENTITIES, ()), Table(BRIDGES, ()))
    between = ties.edge_betweenness(directed=False)
    return Bridging(_entities(graph, ties, between), _bridges(graph, ties, between))


def _entities(graph: networkx.Graph, ties: igraph.Graph, between: list[float]) -> Table:
    degrees, names, size = ties.degree(), ties.vs["name"], ties.vcount()
    pairs = (size - 1) * (size - 2) / 2 or 1.0
    over = [0.0] * size
    for (one, other), paths in zip(ties.get_edgelist(), between, strict=True):
        over[one] += paths
        over[other] += paths
    parts = {at: len(part) for part in ties.connected_components() for at in part}
    rows = []
    for at in range(size):
        # Whoever starts or ends at an entity uses one of its ties, whoever passes through it two.
        passing = max(round((over[at] - (parts[at] - 1)) / 2, 9), 0.0)
        coefficient = 1 / degrees[at] / sum(1 / degrees[near] for near in ties.neighbors(at))
        share = passing / pairs
        broker = over[at] / degrees[at] if degrees[at] > 1 else 0.0
        rows.append((*describe(graph, names[at]), share * coefficient, coefficient, share, broker, names[at]))
    rows.sort(key=lambda row: (-round(row[3], 12), row[0], row[-1]))
    return Table(ENTITIES, tuple((rank, *row) for rank, row in enumerate(rows, 1)))


def _bridges(graph: networkx.Graph, ties: igraph.Graph, between: list[float]) -> Table:
    sizes = {at: len(part) for part in ties.connected_components() for at in part}
    neighbours = [frozenset(near) for near in ties.get_adjlist()]
    names, bridges = ties.vs["name"], frozenset(ties.bridges())
    rows = []
    for edge, (one, other) in enumerate(ties.get_edgelist()):
        ends = (describe(graph, names[one])[0], describe(graph, names[other])[0])
        addresses = (names[one], names[other])
        if edge in bridges:
            # All pairs of the two parts, and no others, need the bridge: small x large = betweenness.
            whole, product = sizes[one], round(between[edge])
            small = (whole - round((whole**2 - 4 * product) ** 0.5)) // 2
            rows.append((*ends, "bridge", small, between[edge], *addresses))
        elif not neighbours[one] & neighbours[other]:
            rows.append((*ends, "local bridge", 0, between[edge], *addresses))
    rows.sort(key=lambda row: (row[2], -row[3], -round(row[4], 9), row[0], row[1]))
    return Table(BRIDGES, tuple(rows))
