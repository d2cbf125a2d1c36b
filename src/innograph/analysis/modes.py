"""Two-mode projections, and the one-mode ones that follow from them.

Borgatti, S. P. and Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks 19(3), 243-269.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.analysis.edges import Pairs, join_names, tie_pairs
from innograph.analysis.layers import acts, find_layer
from innograph.analysis.scopes import Scope

if TYPE_CHECKING:
    import networkx


def draw_modes(scope: Scope, core: str) -> networkx.Graph:
    """The two-mode network of actors and the things that they have part in.

    Args:
        scope: what the network is drawn from.
        core: the class of the things: Platform or Event.
    """
    import networkx as nx

    pairs: Pairs = {}
    for claim in scope.claims:
        for actor, thing in ((claim.subject, claim.object), (claim.object, claim.subject)):
            if scope.is_a(thing, core) and actor in scope.chosen and acts(scope, claim, actor):
                pairs.setdefault((actor, thing), []).append(claim)
    graph = tie_pairs(nx.Graph(), scope, pairs)
    second = {thing for _, thing in pairs}
    nx.set_node_attributes(graph, {node: int(node in second) for node in graph}, "bipartite")
    return graph


def project(two_mode: networkx.Graph, mode: int) -> networkx.Graph:
    """The one-mode network of a two-mode one: who shares something of the other mode is tied.

    Args:
        two_mode: nodes with `bipartite` 0 or 1, edges as `to_networkx` makes them; kept in the attribute `two_mode`.
        mode: of which nodes, 0 or 1.
    """
    import networkx as nx

    graph = nx.Graph(sources=two_mode.graph["sources"], two_mode=two_mode)
    graph.add_nodes_from((node, data) for node, data in two_mode.nodes(data=True) if data["bipartite"] == mode)
    for thing in sorted(node for node, data in two_mode.nodes(data=True) if data["bipartite"] != mode):
        around = sorted(two_mode[thing])
        for at, one in enumerate(around):
            for other in around[at + 1 :]:
                halves = two_mode[one][thing], two_mode[other][thing]
                sure = halves[0]["confidence"] * halves[1]["confidence"]
                old = graph.get_edge_data(one, other, {"weight": 0.0, "confidence": 0.0, "shared": ()})
                graph.add_edge(
                    one,
                    other,
                    weight=old["weight"] + sure,
                    confidence=max(old["confidence"], sure),
                    shared=(*old["shared"], thing),
                    evidence=join_names(old.get("evidence", ()), *(half["evidence"] for half in halves)),
                    documents=join_names(old.get("documents", ()), *(half["documents"] for half in halves)),
                )
    return graph


def draw_policies(scope: Scope) -> networkx.DiGraph:
    """The two-mode network of policies and programmes, and what they target."""
    import networkx as nx

    pairs: Pairs = {}
    for claim in scope.claims:
        if claim.subject in scope.chosen and find_layer(scope, claim) == "policies":
            pairs.setdefault((claim.subject, claim.object), []).append(claim)
    graph = tie_pairs(nx.DiGraph(), scope, pairs)
    first = {policy for policy, _ in pairs}
    nx.set_node_attributes(graph, {node: int(node not in first) for node in graph}, "bipartite")
    return graph
