"""Networks: what the measures of a network as a whole share. They look only at the entities that have ties."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from innograph.analysis.ties import find_ties
from innograph.errors import AnalysisError, suggestion

if TYPE_CHECKING:
    import igraph
    import networkx


def read_ties(
    graph: networkx.Graph, *, directed: bool = False, among: Sequence[Hashable] | None = None
) -> igraph.Graph:
    """The ties of a graph, and the entities that have one, as igraph's graph.

    What a tie is says `innograph.analysis.ties`. Vertices are in the order of their nodes, which are their attribute
    `name`; edges have `weight`.

    Args:
        graph: any NetworkX graph.
        directed: whether a tie from one to the other differs from one back; an undirected edge is then two ties.
        among: only ties between these entities count; all where not given.
    """
    import igraph
    import numpy as np

    ties = find_ties(graph if among is None else graph.subgraph(among), directed=directed)
    used = sorted(np.unique(ties.ends).tolist(), key=lambda at: ties.nodes[at])
    place = np.empty(len(ties.nodes), dtype=np.int64)
    place[used] = np.arange(len(used))
    edges = place[ties.ends] if ties.directed else np.sort(place[ties.ends], axis=1)
    order = np.lexsort((edges[:, 1], edges[:, 0]))
    found = igraph.Graph(
        n=len(used),
        edges=edges[order],
        directed=ties.directed,
        vertex_attrs={"name": [ties.nodes[at] for at in used]},
        edge_attrs={"weight": ties.weights[order].tolist()},
    )
    return found.as_directed(mode="mutual") if directed and not ties.directed else found


def read_groups(graph: networkx.Graph, by: str) -> dict[Hashable, str]:
    """The group of each entity that has one: the value of an attribute of nodes, but for `none`.

    Raises:
        AnalysisError: no node has such an attribute, but others.
    """
    known = sorted({name for _, data in graph.nodes(data=True) for name in data})
    if known and by not in known:
        raise AnalysisError(f"Entities have no {by!r} to group by.{suggestion(by, known)} Known: {', '.join(known)}.")
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
