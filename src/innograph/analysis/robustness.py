"""Robustness: how a network falls apart as entities are taken out of it, and whose going parts it most.

Albert, R., Jeong, H., Barabási, A.-L. (2000). Error and attack tolerance of complex networks. Nature 406, 378-382.
Holme, P. et al. (2002). Attack vulnerability of complex networks. Physical Review E 65, 056109.
Schneider, C. M. et al. (2011). Mitigation of malicious attacks on networks. PNAS 108(10), 3838-3841.
Tarjan, R. (1972). Depth-first search and linear graph algorithms. SIAM Journal on Computing 1(2), 146-160.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from statistics import fmean
from typing import TYPE_CHECKING

from innograph.analysis.cutpoints import find_parts
from innograph.analysis.networks import describe, read_ties, share_between
from innograph.analysis.records import Record
from innograph.errors import AnalysisError, suggestion
from innograph.query import Cell, Table

if TYPE_CHECKING:
    import igraph
    import networkx

CURVE = ("removed", "share removed", "entity", "largest", "share in largest", "low", "high", "iri")
SPLITTERS = ("rank", "entity", "class", "sector", "parts", "largest part", "cut off", "share cut off", "iri")


@dataclass(frozen=True, slots=True, repr=False)
class Robustness(Record):
    """How a network falls apart.

    Attributes:
        curve: one row a number of entities removed, from 0 to all: who went last, and the size of the largest component
            that is left, as a number and as a share of all entities; at random the means, with the interval of the
            share.
        splitters: one row an entity whose removal alone parts its component: into how many parts, and how many entities
            the largest of them loses; who cuts off most comes first.
        whole: the index R, and how many must go until the largest component has at most half of its entities.
    """

    curve: Table
    splitters: Table
    whole: Table


def measure_robustness(
    graph: networkx.Graph, *, strategy: str = "degree", runs: int = 100, seed: int = 0
) -> Robustness:
    """The size of the largest component as the entities that have ties are removed one after the other.

    Ties count without direction and weight. R (Schneider et al. 2011) is the mean, over the numbers 1 to all of the
    entities removed, of the share of all entities that the largest component then holds: nearly 0 for a star, nearly a
    half where all are tied to all.

    Args:
        graph: from `to_networkx`.
        strategy: who goes first: who has most ties (`degree`) or lies on most shortest paths (`betweenness`) among
            those that are left, counted anew after each removal (Holme et al. 2002; of equals who has more ties, then
            the first by name), or chance (`random`). Betweenness takes time with the cube of the entities: a
            thousand of them with 5,000 ties some twenty seconds.
        runs: how many random orders.
        seed: of the random orders.

    Raises:
        AnalysisError: the strategy is unknown, or there is no run.
    """
    if strategy not in STRATEGIES:
        near = suggestion(strategy, STRATEGIES)
        raise AnalysisError(f"There is no strategy {strategy!r}.{near} Known: {', '.join(STRATEGIES)}.")
    if runs < 1:
        raise AnalysisError(f"{runs} random orders show nothing. Give at least 1.")
    ties = read_ties(graph)
    orders = STRATEGIES[strategy](ties, runs, seed)
    curves = [_follow(ties, order) for order in orders]
    certain = orders[0] if strategy != "random" else []
    told = (
        f"Entities go by {strategy}, counted anew after each."
        if strategy != "random"
        else f"Means of {runs} random orders."
    )
    curve = replace(_curve(graph, ties, certain, curves), note=told)
    return Robustness(curve, find_splitters(graph), replace(_whole(curves, strategy), note=told))


def _order_by_degree(ties: igraph.Graph, runs: int, seed: int) -> list[list[int]]:
    del runs, seed
    neighbours = ties.get_adjlist()
    degrees = [len(near) for near in neighbours]
    waiting = [(-degree, at) for at, degree in enumerate(degrees)]
    heapify(waiting)
    order, gone = list[int](), set[int]()
    while waiting:
        degree, node = heappop(waiting)
        if node in gone:
            continue
        if -degree != degrees[node]:
            heappush(waiting, (-degrees[node], node))
            continue
        order.append(node)
        gone.add(node)
        for near in neighbours[node]:
            degrees[near] -= 1
    return [order]


def _order_by_betweenness(ties: igraph.Graph, runs: int, seed: int) -> list[list[int]]:
    """Count anew only in the component that lost an entity: the others are as they were."""
    del runs, seed
    size = ties.vcount()
    between, degrees, part_of = [0.0] * size, [0] * size, dict[int, list[int]]()

    def count(nodes: list[int]) -> None:
        left = ties.induced_subgraph(nodes, implementation="create_from_scratch")
        for at, paths, degree in zip(nodes, left.betweenness(directed=False), left.degree(), strict=True):
            between[at], degrees[at] = round(paths, 9), degree
        for part in left.connected_components():
            members = [nodes[at] for at in part]
            part_of.update(dict.fromkeys(members, members))

    if size:
        count(list(range(size)))
    alive, order = set(range(size)), list[int]()
    while alive:
        node = max(alive, key=lambda at: (between[at], degrees[at], -at))
        alive.remove(node)
        order.append(node)
        if rest := [at for at in part_of[node] if at != node]:
            count(rest)
    return [order]


def _order_at_random(ties: igraph.Graph, runs: int, seed: int) -> list[list[int]]:
    generator, size = random.Random(seed), ties.vcount()
    return [generator.sample(range(size), size) for _ in range(runs)]


STRATEGIES: dict[str, Callable[[igraph.Graph, int, int], list[list[int]]]] = {
    "degree": _order_by_degree,
    "betweenness": _order_by_betweenness,
    "random": _order_at_random,
}


def _follow(ties: igraph.Graph, order: Sequence[int]) -> list[int]:
    """The size of the largest component after 0, 1, ... removals; found backwards, by joining what comes back."""
    neighbours = ties.get_adjlist()
    above, sizes = list(range(len(order))), [1] * len(order)
    present = [False] * len(order)

    def top(node: int) -> int:
        while above[node] != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    found, largest = [0], 0
    for node in reversed(order):
        present[node] = True
        largest = max(largest, 1)
        for near in neighbours[node]:
            one, other = top(node), top(near)
            if present[near] and one != other:
                small, great = sorted((one, other), key=lambda at: sizes[at])
                above[small] = great
                sizes[great] += sizes[small]
                largest = max(largest, sizes[great])
        found.append(largest)
    return found[::-1]


def _curve(graph: networkx.Graph, ties: igraph.Graph, certain: Sequence[int], curves: Sequence[Sequence[int]]) -> Table:
    size = ties.vcount()
    rows: list[tuple[Cell, ...]] = []
    for removed in range(size + 1 if size else 0):
        sizes = [curve[removed] for curve in curves]
        low, high = (part / size for part in share_between(sizes)) if not certain else (None, None)
        node = ties.vs[certain[removed - 1]]["name"] if certain and removed else None
        label = describe(graph, node)[0] if node is not None else None
        mean = fmean(sizes) if len(sizes) > 1 else sizes[0]
        rows.append((removed, removed / size, label, mean, mean / size, low, high, node))
    return Table(CURVE, tuple(rows))


def find_splitters(graph: networkx.Graph) -> Table:
    """The entities whose removal alone parts their component; see `Robustness`."""
    ties, rows = read_ties(graph), []
    for node, parts in find_parts(ties.get_adjlist()).items():
        cut, name = sum(parts) - max(parts), ties.vs[node]["name"]
        rows.append((*describe(graph, name), len(parts), max(parts), cut, cut / ties.vcount(), name))
    rows.sort(key=lambda row: (-row[5], -row[3], row[0], row[-1]))
    return Table(SPLITTERS, tuple((rank, *row) for rank, row in enumerate(rows, 1)))


def _whole(curves: Sequence[Sequence[int]], strategy: str) -> Table:
    size = len(curves[0]) - 1
    indices = [sum(curve[1:]) / size**2 for curve in curves] if size else []
    halves = [next(at for at, left in enumerate(curve) if 2 * left <= curve[0]) / size for curve in curves if size]
    low, high = share_between(indices) if indices else (None, None)
    rows: tuple[tuple[Cell, ...], ...] = (
        ("entities", size, None, None),
        ("R index", fmean(indices) if indices else None, low, high),
        (
            "share removed until half",
            fmean(halves) if halves else None,
            *(share_between(halves) if halves else (None, None)),
        ),
    )
    if strategy != "random":
        rows = tuple((name, value, None, None) for name, value, *_ in rows)
    return Table(("measure", "value", "low", "high"), rows)
