"""What a view shows: entities with places on a plane, ties, and for each entity its facts with the quoted sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import Store

from innograph.views.facts import Telling, tell_facts
from innograph.views.layouts import lay_out

if TYPE_CHECKING:
    import networkx

Measures = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Scene:
    """A view's content: what is drawn, what is only found by search and in tables, and what is told of each.

    Nodes have a number (`id`), name, class (`kind`), community, the values of the measures (`by`), size and place (in
    vis-network's canvas units); edges the numbers of their ends and of their fact, their relation, status, confidence
    and years. Communities have a number, a name and how many are drawn of them.
    """

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    undrawn: list[dict[str, Any]]
    telling: Telling
    measures: list[str]
    communities: list[dict[str, Any]]


def make_scene(
    store: Store,
    graph: networkx.MultiDiGraph,
    *,
    measures: Measures | None = None,
    communities: Mapping[str, int] | None = None,
    alone: bool = False,
) -> Scene:
    """The scene of a graph: entities with a tie to another are drawn, the rest can be searched.

    The same graph gets the same places.

    Args:
        store: the graph's store, for facts and quotes.
        graph: from `innograph.analysis.to_networkx`, or a part of it.
        measures: by the measure's name what each entity counts for, besides degree and mentions; 0 where not told.
        communities: each entity's community.
        alone: whether entities without a tie are drawn, too.
    """
    ends = {node for one, other in graph.edges() if one != other for node in (one, other)}
    drawn = sorted(graph) if alone else sorted(ends)
    degree = {node: len({*graph.pred[node], *graph.succ[node]} - {node}) for node in drawn}
    mentions = {node: data["mentions"] for node, data in graph.nodes(data=True)}
    counted: Measures = {"degree": degree, **(measures or {}), "mentions": mentions}
    short = {node: number for number, node in enumerate(sorted(graph))}
    parts = communities or {}

    def tell(node: str) -> dict[str, Any]:
        data = graph.nodes[node]
        by = [_plain(values.get(node, 0)) for values in counted.values()]
        return {"id": short[node], "name": data["label"], "kind": data["core"], "community": parts.get(node), "by": by}

    sizes = {node: round(6 + 3.5 * degree[node] ** 0.5, 1) for node in drawn}
    places = lay_out(graph.edges(), degree, sizes)
    nodes = [{**tell(node), "size": sizes[node], "x": places[node][0], "y": places[node][1]} for node in drawn]
    telling, edges = tell_facts(store, graph, short)
    undrawn = [tell(node) for node in sorted(set(graph) - set(drawn))]
    return Scene(nodes, edges, undrawn, telling, list(counted), _name_communities(nodes))


def _name_communities(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The communities by size, each called by the names of its three largest members."""
    members: dict[int, list[dict[str, Any]]] = {}
    for node in sorted(nodes, key=lambda node: (-node["size"], node["name"])):
        if node["community"] is not None:
            members.setdefault(node["community"], []).append(node)
    named = [
        {"id": number, "name": ", ".join(_shorten(node["name"]) for node in these[:3]), "count": len(these)}
        for number, these in members.items()
    ]
    return sorted(named, key=lambda one: (-one["count"], one["name"], one["id"]))


def _shorten(name: str) -> str:
    return name if len(name) < 28 else f"{name[:26].rstrip()}…"


def _plain(value: float) -> float:
    """A number with six figures at most, whole where it is whole: the page need not carry more."""
    return int(value) if float(value).is_integer() else float(f"{value:.6g}")
