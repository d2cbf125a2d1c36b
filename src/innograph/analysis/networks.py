"""Ties: a graph of claims as the measures of structure see it, each two entities tied once or not at all."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import igraph
    import networkx


def read_ties(
    graph: networkx.Graph, *, directed: bool = False, among: Sequence[Hashable] | None = None
) -> igraph.Graph:
    """The ties of a graph as igraph's: simple, without loops, of the entities that have a tie.

    Edges between the same two become one tie whose weight is the sum of theirs; where an edge has no `weight`, its
    `confidence` counts, and else 1. Vertices are in the order of their nodes, which are their attribute `name`.

    Args:
        graph: any NetworkX graph.
        directed: whether a tie from one to the other differs from one back; an undirected edge is then two ties.
        among: only ties between these entities count; all where not given.
    """
    import igraph

    kept = None if among is None else frozenset(among)
    weights: dict[tuple[Any, Any], float] = {}
    for one, other, data in graph.edges(data=True):
        if one == other or (kept is not None and not (one in kept and other in kept)):
            continue
        both = directed and not graph.is_directed()
        for pair in ((one, other), (other, one)) if both else ((one, other),):
            ends = pair if directed or pair[0] < pair[1] else pair[::-1]
            weights[ends] = weights.get(ends, 0.0) + data.get("weight", data.get("confidence", 1.0))
    nodes = sorted({end for pair in weights for end in pair})
    at = {node: number for number, node in enumerate(nodes)}
    edges = sorted((at[one], at[other], weight) for (one, other), weight in weights.items())
    return igraph.Graph(
        n=len(nodes),
        edges=[edge[:2] for edge in edges],
        directed=directed,
        vertex_attrs={"name": nodes},
        edge_attrs={"weight": [edge[2] for edge in edges]},
    )


def read_groups(graph: networkx.Graph, by: str) -> dict[Hashable, str]:
    """The group of each entity that has one: the value of an attribute of nodes, but for `none`."""
    found = ((node, data.get(by)) for node, data in graph.nodes(data=True))
    return {node: str(group) for node, group in found if group not in (None, "", "none")}


def largest_component(ties: igraph.Graph) -> igraph.Graph:
    """The part of the ties that hangs together and has most entities; the first of equals."""
    parts = list(ties.connected_components(mode="weak"))
    return ties.induced_subgraph(max(parts, key=len)) if parts else ties


@contextmanager
def seeded(seed: int) -> Iterator[random.Random]:
    """Let igraph draw from a seeded generator, and from Python's own again afterwards."""
    import igraph

    generator = random.Random(seed)
    igraph.set_random_number_generator(generator)
    try:
        yield generator
    finally:
        igraph.set_random_number_generator(random)


def share_between(values: Sequence[float], *, level: float = 0.95) -> tuple[float, float]:
    """The interval between which the middle `level` of the values lie, by the nearest ranks.

    >>> share_between(range(101))
    (2, 98)
    """
    ranked = sorted(values)
    cut = int(len(ranked) * (1 - level) / 2)
    return ranked[cut], ranked[-1 - cut]


def describe(graph: networkx.Graph, node: Hashable) -> tuple[str, str, str]:
    """The label, core class and sector of an entity, as tables show them."""
    data = graph.nodes[node]
    return data.get("label", str(node)), data.get("core", ""), data.get("sector", "")


def tally(names: Sequence[str]) -> str:
    """How often each name stands there, the most frequent first.

    >>> tally(["Place", "Fund", "Place"])
    'Place 2, Fund 1'
    """
    counted = Counter(name for name in names if name)
    return ", ".join(f"{name} {times}" for name, times in sorted(counted.items(), key=lambda one: (-one[1], one[0])))
