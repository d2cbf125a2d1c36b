"""Who is central: the entities ranked by a measure, with how sure the ranks are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf, isnan
from typing import TYPE_CHECKING, Any

from innograph.analysis.measures import MEASURES
from innograph.analysis.ties import find_ties
from innograph.analysis.uncertainty import choose_resamples, describe_ranks, rank_intervals
from innograph.errors import AnalysisError, suggestion
from innograph.query import Cell, Table

if TYPE_CHECKING:
    import networkx

SHOWN = ("degree", "strength", "betweenness", "closeness", "pagerank")
_COUNTS = frozenset({"degree", "core_number"})
# Who is little constrained stands between others.
ASCENDING = frozenset({"constraint"})
DIRECTED = frozenset({"hub", "authority"})


def centrality(
    graph: networkx.Graph,
    *,
    by: str = "betweenness",
    measures: Sequence[str] = SHOWN,
    top: int = 0,
    classes: Sequence[str] = (),
    resamples: int | None = None,
    seed: int = 0,
) -> Table:
    """The entities by how central they are among those that have a tie, the most central first.

    Ties count without direction, but for hub and authority; `innograph.analysis.measures` says what each measure is.
    Rank goes by the measure (the least constrained first), then degree, then name. `low` and `high` are the 2.5th and
    97.5th percentile of the rank in resamples of what the ties rest on; see `innograph.analysis.uncertainty`.

    Args:
        graph: from `to_networkx`.
        by: the measure of the rank, one of `MEASURES`.
        measures: those shown, in this order; `by` is added where it is not among them.
        top: how many rows; 0 for all.
        classes: only entities of these classes, core classes or finest, are ranked and shown; all count.
        resamples: how many; where not given 200, fewer in large networks, and none where that would take minutes.
        seed: of the resamples.

    Returns:
        A table with one row an entity that has a tie; what is undefined or was not resampled is empty.

    Raises:
        AnalysisError: there is no such measure.
    """
    graph = drop_lonely(graph)
    shown = (*measures, *(() if by in measures else (by,)))
    check_measures(shown)
    values = take_measures(graph, {"degree", *shown})
    tied = {
        node
        for node, data in graph.nodes(data=True)
        if not classes or data["core"] in classes or data["type"] in classes
    }
    ranked = rank_nodes(graph, values, by, tied)
    times = choose_resamples(graph, by) if resamples is None else resamples
    intervals = rank_intervals(
        graph,
        MEASURES[by],
        among=tied,
        ascending=by in ASCENDING,
        directed=by in DIRECTED,
        resamples=times if tied else 0,
        seed=seed,
    )
    rows = tuple(
        (
            rank,
            *intervals.get(node, (None, None)),
            graph.nodes[node]["label"],
            graph.nodes[node]["core"],
            *(_cell(name, values[name][node]) for name in shown),
            graph.nodes[node]["mentions"],
            node,
        )
        for rank, node in enumerate(ranked[: top or None], 1)
    )
    columns = ("rank", "low", "high", "entity", "class", *shown, "mentions", "iri")
    return Table(columns, rows, note=describe_ranks(by, len(tied), times))


def drop_lonely(graph: networkx.Graph) -> networkx.Graph:
    """The network without the nodes that have no tie to another."""
    tied = {end for one, other in graph.edges() if one != other for end in (one, other)}
    lonely = [node for node in graph if node not in tied]
    if not lonely:
        return graph
    kept = graph.copy()
    kept.remove_nodes_from(lonely)
    return kept


def take_measures(graph: networkx.Graph, names: set[str]) -> dict[str, dict[Any, float]]:
    """The values of some measures, by measure and node; the ties are found once."""
    plain, turned = find_ties(graph, directed=False), find_ties(graph)
    return {name: MEASURES[name](turned if name in DIRECTED else plain) for name in sorted(names)}


def rank_nodes(graph: networkx.Graph, values: Mapping[str, Mapping[Any, float]], by: str, among: set[Any]) -> list[Any]:
    """Nodes from the first rank to the last: by a measure, then by degree, then by label and IRI."""
    sign = 1.0 if by in ASCENDING else -1.0

    def key(node: Any) -> tuple[float, float, str, str]:
        value = values[by][node]
        place = inf if isnan(value) else round(sign * value, 12)
        return place, -values["degree"][node], str(graph.nodes[node]["label"]), str(node)

    return sorted(among, key=key)


def check_measures(names: Sequence[str]) -> None:
    """Refuse a measure that there is not.

    Raises:
        AnalysisError: one of the names is no measure's.
    """
    for name in names:
        if name not in MEASURES:
            near = suggestion(name, MEASURES)
            raise AnalysisError(f"There is no measure {name!r}.{near} Known: {', '.join(MEASURES)}.")


def _cell(name: str, value: float) -> Cell:
    return None if isnan(value) else int(value) if name in _COUNTS else round(value, 12)
