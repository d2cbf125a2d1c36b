"""Two networks side by side, of two graphs or of two periods of one: what came, what went, and who moved."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, isnan
from typing import TYPE_CHECKING, Any

from innograph.analysis.centrality import (
    ASCENDING,
    DIRECTED,
    check_measures,
    drop_lonely,
    take_measures,
)
from innograph.analysis.measures import MEASURES
from innograph.analysis.records import Record
from innograph.analysis.ties import Ties, find_ties
from innograph.analysis.uncertainty import choose_resamples, describe_ranks, rank_intervals
from innograph.query import Cell, Table

if TYPE_CHECKING:
    import networkx

_SAME = 1e-9


@dataclass(frozen=True, slots=True, repr=False)
class Comparison(Record):
    """What differs between two networks.

    Attributes:
        whole: one row for the entities with a tie and one for the ties: how many before, after, kept, came, went.
        entities: one row an entity that came or went.
        ties: one row a tie that came, went, or became stronger or weaker.
        ranks: one row an entity with a tie in both: its rank before and after among these (equals share the mean of
            their ranks), how many ranks it moved up (down where below 0), and whether more than chance would: whether
            the intervals of the two ranks are apart.
    """

    whole: Table
    entities: Table
    ties: Table
    ranks: Table


def compare_networks(
    before: networkx.Graph,
    after: networkx.Graph,
    *,
    by: str = "betweenness",
    resamples: int | None = None,
    seed: int = 0,
) -> Comparison:
    """What came, what went and who moved between two networks; ties count without direction.

    Args:
        before: from `to_networkx`.
        after: the same kind of network of another graph or another part of the graph.
        by: the measure of the ranks, one of `innograph.analysis.measures.MEASURES`.
        resamples: how many for the intervals of the ranks, as in `centrality`.
        seed: of the resamples.

    Raises:
        AnalysisError: there is no such measure.
    """
    check_measures([by])
    before, after = drop_lonely(before), drop_lonely(after)
    weights = _weigh(before), _weigh(after)
    tied = {end for pair in weights[0] for end in pair}, {end for pair in weights[1] for end in pair}
    whole = (_count("entities", *tied), _count("ties", set(weights[0]), set(weights[1])))
    return Comparison(
        Table(("what", "before", "after", "kept", "came", "went"), whole),
        _list_entities(before, after, tied),
        _list_ties(before, after, weights),
        _list_ranks(before, after, by, tied, resamples, seed),
    )


def _weigh(graph: networkx.Graph) -> dict[tuple[str, str], float]:
    """The weight of each tie, by its ends in the order of their names."""
    ties: Ties = find_ties(graph, directed=False)
    return {
        (min(pair), max(pair)): weight
        for pair, weight in (
            ((str(ties.nodes[one]), str(ties.nodes[other])), weight)
            for (one, other), weight in zip(ties.ends.tolist(), ties.weights.tolist(), strict=True)
        )
    }


def _count(what: str, before: set[Any], after: set[Any]) -> tuple[Cell, ...]:
    return what, len(before), len(after), len(before & after), len(after - before), len(before - after)


def _list_entities(before: networkx.Graph, after: networkx.Graph, tied: tuple[set[str], set[str]]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for change, graph, nodes in (("came", after, tied[1] - tied[0]), ("went", before, tied[0] - tied[1])):
        degree = take_measures(graph, {"degree"})["degree"]
        for node in sorted(nodes, key=lambda one: (-degree[one], graph.nodes[one]["label"], one)):
            data = graph.nodes[node]
            rows.append((change, data["label"], data["core"], int(degree[node]), data["mentions"], node))
    return Table(("change", "entity", "class", "degree", "mentions", "iri"), tuple(rows))


def _list_ties(
    before: networkx.Graph, after: networkx.Graph, weights: tuple[dict[Any, float], dict[Any, float]]
) -> Table:
    rows = []
    for pair in sorted({*weights[0], *weights[1]}):
        old, new = weights[0].get(pair), weights[1].get(pair)
        if old is None or new is None:
            change = "came" if old is None else "went"
        elif abs(new - old) <= _SAME:
            continue
        else:
            change = "stronger" if new > old else "weaker"
        graph = before if new is None else after
        labels = (graph.nodes[end]["label"] for end in pair)
        rows.append((change, *labels, *(None if w is None else round(w, 12) for w in (old, new)), *pair))
    rows.sort(key=lambda row: (row[0], -max(row[3] or 0, row[4] or 0), *row[1:3], *row[5:]))
    return Table(("change", "entity", "other", "weight before", "weight after", "iri", "other iri"), tuple(rows))


def _rank(values: Mapping[Any, float], among: set[str], *, ascending: bool) -> dict[str, float]:
    """The rank of each node; equals share the mean of their ranks, and what is undefined comes last."""
    sign = 1.0 if ascending else -1.0
    keys = {node: inf if isnan(values[node]) else round(sign * values[node], 12) for node in among}
    order = sorted(keys.values())
    return {node: (bisect_left(order, key) + bisect_right(order, key) + 1) / 2 for node, key in keys.items()}


def _list_ranks(
    before: networkx.Graph,
    after: networkx.Graph,
    by: str,
    tied: tuple[set[str], set[str]],
    resamples: int | None,
    seed: int,
) -> Table:
    """The ranks of the entities tied in both, among each other."""
    both = tied[0] & tied[1]
    found, notes = [], []
    for graph in (before, after):
        times = (choose_resamples(graph, by) if resamples is None else resamples) if both else 0
        ascending, directed = by in ASCENDING, by in DIRECTED
        ranks = _rank(take_measures(graph, {by})[by], both, ascending=ascending)
        intervals = rank_intervals(
            graph, MEASURES[by], among=both, ascending=ascending, directed=directed, resamples=times, seed=seed
        )
        found.append({node: (ranks[node], *intervals.get(node, (None, None))) for node in both})
        notes.append(describe_ranks(by, len(both), times))
    rows = []
    for node in both:
        (old, *old_span), (new, *new_span) = found[0][node], found[1][node]
        spans = old_span[0], old_span[1], new_span[0], new_span[1]
        apart = None if None in spans else "yes" if spans[1] < spans[2] or spans[3] < spans[0] else "no"
        data = after.nodes[node]
        rows.append((data["label"], data["core"], old, *old_span, new, *new_span, old - new, apart, node))
    rows.sort(key=lambda row: (row[9] != "yes", -abs(row[8]), row[5], row[10]))
    columns = ("entity", "class", "before", "low before", "high before", "after", "low after", "high after")
    return Table((*columns, "moved", "beyond chance", "iri"), tuple(rows), note=notes[1])
