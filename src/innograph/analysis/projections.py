"""The graph as NetworkX: each kind of network that can be drawn from what documents state.

Kivelä, M. et al. (2014). Multilayer networks. Journal of Complex Networks 2(3), 203-271.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import TYPE_CHECKING, Any

from pyoxigraph import Store

from innograph.analysis.claims import Meeting
from innograph.analysis.edges import Pairs, Source, describe_claim, join_names, list_sources, tie_pairs
from innograph.analysis.layers import find_layer
from innograph.analysis.modes import draw_modes, draw_policies, project
from innograph.analysis.scopes import Scope, choose_scope
from innograph.analysis.selections import Choices, Selection
from innograph.errors import AnalysisError, suggestion

if TYPE_CHECKING:
    from typing import Unpack

    import networkx


def to_networkx(store: Store, kind: str = "relations", **choices: Unpack[Choices]) -> networkx.Graph:
    """A network of what documents state, of one of the kinds of `KINDS`.

    | kind | nodes | edges | class |
    | --- | --- | --- | --- |
    | relations | entities | one a claim, from its subject to its object | MultiDiGraph |
    | actors | organisations, people, and places that act | from who acts to whom it concerns | DiGraph |
    | platforms, events | actors, and platforms (events) | the actor has part in it | Graph, two-mode |
    | actors-by-platforms, actors-by-events | actors | both have part in the same one | Graph |
    | platforms-by-actors, events-by-actors | platforms (events) | the same actor has part in both | Graph |
    | policies | policies and programmes, and what they target | from the policy to its target | DiGraph, two-mode |
    | mentions | entities | a sentence names both | Graph |
    | multilayer | entities | the claims, each with its `layer`, and the mentions | MultiDiGraph |

    Nodes are IRIs with `label`, `type` (the finest class), `core` (the class of the annotation guide), `sector` (see
    `innograph.analysis.sectors`) and `mentions` (how often they are named); in two-mode networks also `bipartite` (0
    for actors and policies, 1 for what they are tied to). Edges have

    - `weight`: the sum of the confidences of the claims, which is how many of them one may expect to be right; between
      two that share platforms, events or actors, the sum of the products of the two confidences, which is how many they
      may be expected to share; between two that sentences name, the number of the sentences;
    - `confidence`: that of the surest claim, or of the surest thing shared; 1 for sentences;
    - `evidence`: the IRIs of the claims or sentences; `documents`: the names of the files that say so;
    - `start` and `end`: the first and last time told, where one is;
    - of one claim: `relation`, `status`, `claim`; of several: `relations`; of shared things: `shared`, their IRIs.

    The graph's attributes are `kind` and `sources`: for each claim or sentence a `Source`, for resampling. Denied
    relations are left out. Nodes stay where a selection leaves them without edges in `relations`, `mentions` and
    `multilayer`; the other kinds hold only what has a tie.

    Args:
        store: the graph's store.
        kind: one of `KINDS`.
        choices: the fields of `innograph.analysis.selections.Selection`.

    Raises:
        AnalysisError: there is no such kind, or no such place, class, relation, document or time.
    """
    if kind not in KINDS:
        near = suggestion(kind, KINDS)
        raise AnalysisError(f"There is no kind of network {kind!r}.{near} Known: {', '.join(KINDS)}.")
    scope = choose_scope(store, Selection(**choices), meetings=kind in ("mentions", "multilayer"))
    graph = KINDS[kind](scope)
    graph.graph["kind"] = kind
    return graph


def _draw_relations(scope: Scope) -> networkx.MultiDiGraph:
    import networkx as nx

    graph = nx.MultiDiGraph(sources=list_sources(scope.claims))
    graph.add_nodes_from((name, scope.nodes[name]) for name in sorted(scope.chosen))
    for claim in scope.claims:
        if claim.subject in graph and claim.object in graph:
            graph.add_edge(claim.subject, claim.object, **describe_claim(claim))
    return graph


def _draw_actors(scope: Scope) -> networkx.DiGraph:
    import networkx as nx

    pairs: Pairs = {}
    for claim in scope.claims:
        if {claim.subject, claim.object} <= scope.chosen and find_layer(scope, claim) == "actors":
            pairs.setdefault((claim.subject, claim.object), []).append(claim)
    return tie_pairs(nx.DiGraph(), scope, pairs)


def _draw_mentions(scope: Scope) -> networkx.Graph:
    import networkx as nx

    met: dict[tuple[str, str], list[Meeting]] = {}
    for meeting in scope.meetings:
        named = [entity for entity in meeting.entities if entity in scope.chosen]
        for pair in combinations(named, 2):
            met.setdefault(pair, []).append(meeting)
    graph = nx.Graph(sources={m.sentence: Source(1.0, (m.document,), True) for some in met.values() for m in some})
    graph.add_nodes_from((name, scope.nodes[name]) for name in sorted(scope.chosen))
    for (one, other), meetings in sorted(met.items()):
        evidence, documents = (m.sentence for m in meetings), join_names([m.document for m in meetings])
        graph.add_edge(one, other, weight=len(meetings), confidence=1.0, evidence=tuple(evidence), documents=documents)
    return graph


def _draw_layers(scope: Scope) -> networkx.MultiDiGraph:
    graph, met = _draw_relations(scope), _draw_mentions(scope)
    layers = {claim.iri: find_layer(scope, claim) for claim in scope.claims}
    for *_, data in graph.edges(data=True):
        data["layer"] = layers[data["claim"]]
    graph.add_edges_from((*ends, {**data, "layer": "mentions"}) for *ends, data in met.edges(data=True))
    graph.graph["sources"].update(met.graph["sources"])
    return graph


KINDS: dict[str, Callable[[Scope], Any]] = {
    "relations": _draw_relations,
    "actors": _draw_actors,
    "platforms": lambda scope: draw_modes(scope, "Platform"),
    "events": lambda scope: draw_modes(scope, "Event"),
    "actors-by-platforms": lambda scope: project(draw_modes(scope, "Platform"), 0),
    "platforms-by-actors": lambda scope: project(draw_modes(scope, "Platform"), 1),
    "actors-by-events": lambda scope: project(draw_modes(scope, "Event"), 0),
    "events-by-actors": lambda scope: project(draw_modes(scope, "Event"), 1),
    "policies": draw_policies,
    "mentions": _draw_mentions,
    "multilayer": _draw_layers,
}
