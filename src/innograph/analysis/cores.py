"""Cores: who is in the centre that is tied within itself and to all others, who at the rim, and who in which k-core.

Borgatti, S. P., Everett, M. G. (2000). Models of core/periphery structures. Social Networks 21, 375-395.
Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5, 269-287.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from innograph.analysis.networks import describe, read_ties, tally
from innograph.analysis.records import Record
from innograph.query import Table

if TYPE_CHECKING:
    import igraph
    import networkx

ENTITIES = ("entity", "class", "sector", "position", "degree", "k-core", "iri")
_STARTS = 10
SHELLS = ("k", "entities", "ties", "sectors")


@dataclass(frozen=True, slots=True, repr=False)
class Core(Record):
    """The core of a network.

    Attributes:
        entities: one row an entity with a tie: whether it stands in the core or the periphery, its degree, and the
            greatest k for which it is in the k-core; the core comes first.
        shells: one row a k: the size of the k-core, its ties, and the sectors of its entities.
        whole: the fit to an ideal core and periphery, and the densities inside and between the two.
    """

    entities: Table
    shells: Table
    whole: Table


def find_core(graph: networkx.Graph) -> Core:
    """The core and the periphery of a network, and its k-cores; ties count without direction and weight.

    The ideal (Borgatti and Everett 2000, the discrete model, eq. 2) has all ties within the core and between core and
    periphery, and none within the periphery. Fit is the correlation of the network's ties with it, over all pairs of
    entities that have ties: 1 for a star. The core that fits best is searched for without chance: entities are taken
    into it one by one, always who has most ties within the remaining periphery (of equals the one of higher degree,
    then the first by name), the ten best of these cores are kept, and in each single entities are moved and exchanged
    as long as the fit grows. What comes out best need not be the best of all.

    A k-core is the largest part in which each entity has at least k ties to others of it (Seidman 1983).
    """
    ties = read_ties(graph)
    chosen = _search(ties) if ties.ecount() else set()
    coreness, degrees = (ties.coreness(), ties.degree()) if ties.vcount() else ([], [])
    names = ties.vs["name"] if ties.vcount() else []
    order = sorted(range(len(names)), key=lambda at: (at not in chosen, -degrees[at], -coreness[at], at))
    entities = tuple(
        (
            *describe(graph, names[at]),
            "core" if at in chosen else "periphery",
            degrees[at],
            coreness[at],
            names[at],
        )
        for at in order
    )
    return Core(Table(ENTITIES, entities), _shells(graph, ties, coreness), _whole(ties, chosen))


def _search(ties: igraph.Graph) -> set[int]:
    neighbours = [frozenset(near) for near in ties.get_adjlist()]
    size, many = ties.vcount(), ties.ecount()
    core: set[int] = set()
    outer = [len(near) for near in neighbours]
    waiting = [(-outer[at], -len(neighbours[at]), at) for at in range(size)]
    heapify(waiting)
    left, found = many, list[tuple[float, set[int]]]()
    while left:
        most, degree, node = heappop(waiting)
        if -most != outer[node]:
            heappush(waiting, (-outer[node], degree, node))
            continue
        left -= outer[node]
        _move(node, core, outer, neighbours)
        found.append((_fit(size, len(core), many, left), set(core)))
        found = sorted(found, key=lambda one: -one[0])[:_STARTS]
    improved = [_improve(start, fit, many, neighbours) for fit, start in found]
    return max(improved, key=lambda one: round(one[0], 12))[1]


def _move(node: int, core: set[int], outer: list[int], neighbours: list[frozenset[int]]) -> None:
    """Move an entity to the other side, and keep the numbers of ties that each has to the periphery."""
    step = 1 if node in core else -1
    core ^= {node}
    for near in neighbours[node]:
        outer[near] += step


def _improve(core: set[int], fit: float, many: int, neighbours: list[frozenset[int]]) -> tuple[float, set[int]]:
    """Move one entity, or exchange two, as long as the fit grows; always the step that makes it grow most.

    Only how many entities the core has and how many ties the periphery has decide the fit; so of the moves in one
    direction only the one that changes the ties most can be the best.
    """
    size = len(neighbours)
    outer = [sum(near not in core for near in of) for of in neighbours]
    left = sum(outer[at] for at in range(size) if at not in core) // 2
    while True:
        steps: list[tuple[float, tuple[int, ...]]] = []
        inside, outside = sorted(core), [at for at in range(size) if at not in core]
        if outside:
            node = max(outside, key=lambda at: (outer[at], -at))
            steps.append((_fit(size, len(core) + 1, many, left - outer[node]), (node,)))
        if inside:
            node = min(inside, key=lambda at: (outer[at], at))
            steps.append((_fit(size, len(core) - 1, many, left + outer[node]), (node,)))
        if exchange := _exchange(inside, outside, outer, neighbours):
            steps.append((_fit(size, len(core), many, left - exchange[0]), exchange[1:]))
        grown, moved = max(steps, default=(-1.0, ()), key=lambda step: step[0])
        if grown <= fit + 1e-12:
            return fit, core
        fit = grown
        for node in moved:
            left += outer[node] if node in core else -outer[node]
            _move(node, core, outer, neighbours)


def _exchange(
    inside: list[int], outside: list[int], outer: list[int], neighbours: list[frozenset[int]]
) -> tuple[int, int, int] | None:
    """By how many ties the periphery shrinks at best when one goes out and another in, and which two."""
    best: tuple[int, int, int] | None = None
    ranked = sorted(outside, key=lambda at: (-outer[at], at))
    for gone in sorted(inside, key=lambda at: (outer[at], at)):
        for come in ranked:
            if best is not None and outer[come] - outer[gone] + 1 <= best[0]:
                break
            gain = outer[come] - outer[gone] + (come in neighbours[gone])
            if best is None or gain > best[0]:
                best = (gain, gone, come)
    return best


def _fit(size: int, core: int, many: int, left: int) -> float:
    found = correlate(size, core, many, left)
    return -1.0 if found is None else found


def correlate(size: int, core: int, ties: int, left: int) -> float | None:
    """The correlation of a network with an ideal core and periphery, over all pairs of entities.

    Args:
        size: how many entities.
        core: how many of them are in the core.
        ties: how many ties.
        left: how many of them lie within the periphery.

    Returns:
        Pearson's correlation, or nothing where network or ideal does not vary.

    >>> correlate(5, 1, 4, 0)
    1.0
    """
    pairs = size * (size - 1) // 2
    rim = (size - core) * (size - core - 1) // 2
    ideal = pairs - rim
    spread = ties * (pairs - ties) * ideal * rim
    return (pairs * (ties - left) - ties * ideal) / spread**0.5 if spread > 0 else None


def _shells(graph: networkx.Graph, ties: igraph.Graph, coreness: list[int]) -> Table:
    rows = []
    for k in range(1, max(coreness, default=0) + 1):
        part = ties.induced_subgraph([at for at, depth in enumerate(coreness) if depth >= k])
        sectors = tally([describe(graph, node)[2] for node in part.vs["name"]])
        rows.append((k, part.vcount(), part.ecount(), sectors))
    return Table(SHELLS, tuple(rows))


def _whole(ties: igraph.Graph, core: set[int]) -> Table:
    size, inner = ties.vcount(), len(core)
    counts = [0, 0, 0]
    for one, other in ties.get_edgelist():
        counts[2 - (one in core) - (other in core)] += 1
    rim = size - inner
    possible = (inner * (inner - 1) // 2, inner * rim, rim * (rim - 1) // 2)
    within, between, left = (many / most if most else None for many, most in zip(counts, possible, strict=True))
    rows = (
        ("entities in core", inner),
        ("entities in periphery", rim),
        ("fit", correlate(size, inner, ties.ecount(), counts[2]) if inner else None),
        ("density within core", within),
        ("density between", between),
        ("density within periphery", left),
        ("greatest k-core", max(ties.coreness(), default=0) if size else 0),
    )
    return Table(("measure", "value"), rows)
