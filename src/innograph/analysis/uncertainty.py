"""How sure a rank is: the measure is taken again and again, each time without some of what the network rests on.

Each resample keeps every claim with the chance that its confidence says, and draws as many documents as there are, with
replacement: a claim counts by how often the documents that make it were drawn. Sentences that name two together are
sure, but others could have been written: they are drawn with replacement themselves.

Efron, B. and Tibshirani, R. (1993). An Introduction to the Bootstrap. Chapman & Hall, chapters 6 and 13.
Borgatti, S. P., Carley, K. M. and Krackhardt, D. (2006). On the robustness of centrality measures under conditions of
imperfect data. Social Networks 28(2), 124-136.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from math import isnan
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from innograph.analysis.edges import Source
from innograph.analysis.measures import MEASURES
from innograph.analysis.ties import Ties, merge_ends
from innograph.query import Table

if TYPE_CHECKING:
    import networkx

RESAMPLES = 200
_LEVELS = (0.025, 0.975)
# Steps of about 15 nanoseconds; twenty seconds of them. Fewer than twenty resamples say little.
_STEPS, _FEWEST = 1_300_000_000, 20
_SLOW, _QUICK, _TABLE = frozenset({"betweenness", "closeness"}), 100, 2000

Score = Callable[[Any], Mapping[Any, float]]


class Interval(NamedTuple):
    """The 2.5th and the 97.5th percentile of a rank; 1 is first. What is equal has the whole span of its ranks."""

    low: int
    high: int


def rank_intervals(
    graph: networkx.Graph,
    score: Score,
    *,
    among: Collection[Any] | None = None,
    ascending: bool = False,
    directed: bool = False,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> dict[Any, Interval]:
    """How far the rank of each node by a score goes up and down in resamples of what the network rests on.

    Args:
        graph: from `to_networkx`; of another network each edge is kept with its `confidence` (1 where it has none).
        score: from a network to the value of each node; one of `MEASURES` gets arrays and is fast, any other gets a
            NetworkX graph of the same nodes, with one weighted edge a tie.
        among: the nodes that are ranked; all where not given.
        ascending: whether the lowest value is the first rank.
        directed: whether direction counts; if not, the scored networks have none.
        resamples: how many.
        seed: of the random numbers; the same seed gives the same intervals.

    Returns:
        The interval of each node ranked; none without resamples. What a score leaves out, or gives NaN, ranks last.
    """
    ranked = [node for node in graph if among is None or node in among]
    if not ranked or resamples < 1:
        return {}
    sign = 1.0 if ascending else -1.0
    best, worst = np.empty((resamples, len(ranked))), np.empty((resamples, len(ranked)))
    for at, ties in enumerate(resample(graph, directed=directed, resamples=resamples, seed=seed)):
        scores = score(ties if _takes_ties(score) else _with_attributes(ties, graph))
        values = np.array([scores.get(node, np.nan) for node in ranked], dtype=float) * sign
        values[np.isnan(values)] = np.inf
        # Sums of the same weights in another order must not make a difference.
        order = np.sort(values := np.round(values, 12))
        best[at] = np.searchsorted(order, values, side="left") + 1
        worst[at] = np.searchsorted(order, values, side="right")
    low = np.quantile(best, _LEVELS[0], axis=0, method="inverted_cdf")
    high = np.quantile(worst, _LEVELS[1], axis=0, method="inverted_cdf")
    return {node: Interval(int(one), int(other)) for node, one, other in zip(ranked, low, high, strict=True)}


def add_intervals(
    table: Table,
    graph: networkx.Graph,
    measure: Callable[[networkx.Graph], Table],
    *,
    by: str,
    directed: bool = False,
    effort: str = "table",
    resamples: int | None = None,
    seed: int = 0,
) -> Table:
    """A table of ranks with the columns low and high behind the rank: the interval of the ranks of its rows.

    Args:
        table: with the columns rank and iri, ranked by the column `by`, the greatest first.
        graph: the network that was measured.
        measure: makes such a table of a network.
        by: the column that ranks.
        directed: whether direction counts.
        effort: what a resample takes; see `choose_resamples`.
        resamples: how many; where not given 200, or fewer in large networks.
        seed: of the resamples.
    """
    at, iri = table.columns.index(by), table.columns.index("iri")

    def score(made: networkx.Graph) -> dict[Any, float]:
        return {row[iri]: float(row[at] or 0) for row in measure(made)}

    times = choose_resamples(graph, effort) if resamples is None else resamples
    among = {row[iri] for row in table}
    intervals = rank_intervals(graph, score, among=among, directed=directed, resamples=times, seed=seed)
    rows = tuple((row[0], *intervals.get(row[iri], (None, None)), *row[1:]) for row in table)
    note = describe_ranks(by, len(table), times)
    return Table((table.columns[0], "low", "high", *table.columns[1:]), rows, note=f"{table.note} {note}".strip())


def describe_ranks(by: str, count: int, resamples: int) -> str:
    """What the ranks of a table go by and how sure they are, in a sentence."""
    shown = by.replace("_", " ")
    if not count:
        return f"Rank by {shown}; no entity has one."
    told = (
        f"low and high are its 2.5 and 97.5 % points in {resamples} resamples of the evidence"
        if resamples
        else "not resampled, as so large a network would take long: say how many resamples to make"
    )
    return f"Rank by {shown} among {count:,}; {told}."


def choose_resamples(graph: networkx.Graph, measure: str) -> int:
    """How many resamples a measure can have within some twenty seconds: at most 200, and none if not even twenty.

    Args:
        graph: the network.
        measure: the name of one of `MEASURES`, "table" for what makes a table, or "paths" where that takes all shortest
            paths.
    """
    nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
    table = {"table": _TABLE, "paths": max(_TABLE, nodes)}
    steps = table.get(measure, nodes if measure in _SLOW else _QUICK) * max(edges, 1)
    fit = min(RESAMPLES, _STEPS // max(steps, 1))
    return fit if fit >= _FEWEST else 0


def resample(graph: networkx.Graph, *, directed: bool, resamples: int, seed: int = 0) -> Iterator[Ties]:
    """Networks as they might have been, of the same nodes; see the head of this module.

    Args:
        graph: from `to_networkx`, or any other, whose edges are then kept with their `confidence`.
        directed: whether direction counts, where the graph has one.
        resamples: how many.
        seed: of the random numbers.
    """
    directed = directed and graph.is_directed()
    two_mode = graph.graph.get("two_mode")
    rested = _Rests(graph if two_mode is None else two_mode)
    ends, halves, place = _shared(graph, rested) if two_mode is not None else (rested.ends, None, None)
    pairs, merged = merge_ends(ends, size=len(graph), directed=directed)
    nodes, drawing = tuple(graph), np.random.default_rng(seed)
    for _ in range(resamples):
        if halves is None:
            weights = np.bincount(merged[rested.edge_of], weights=rested.draw(drawing), minlength=len(pairs))
        else:
            strengths = np.zeros(len(rested.ends))
            np.maximum.at(strengths, rested.edge_of, rested.draw(drawing))
            both = strengths[halves[:, 0]] * strengths[halves[:, 1]]
            weights = np.bincount(merged[place], weights=both, minlength=len(pairs))
        kept = (weights > 0) & (pairs[:, 0] != pairs[:, 1])
        yield Ties(nodes, pairs[kept], weights[kept], directed)


class _Rests:
    """What the edges of a network rest on, as arrays: for each edge and source, and each source and document, a row."""

    def __init__(self, graph: networkx.Graph) -> None:
        number = {node: at for at, node in enumerate(graph)}
        sources: Mapping[str, Source] = graph.graph.get("sources", {})
        listed: dict[Any, int] = {}
        told: list[Source] = []
        ends, rows = [], []
        for at, (one, other, data) in enumerate(graph.edges(data=True)):
            ends.append((number[one], number[other]))
            for name in [name for name in data.get("evidence", ()) if name in sources] or [("edge", at)]:
                if name not in listed:
                    listed[name] = len(told)
                    told.append(sources[name] if isinstance(name, str) else _own(data))
                rows.append((at, listed[name]))
        self.edges = {edge: at for at, edge in enumerate(graph.edges())}
        self.ends = np.array(ends, dtype=np.int64).reshape(-1, 2)
        self.edge_of, self._source_of = np.array(rows, dtype=np.int64).reshape(-1, 2).T
        self._confidence = np.array([source.confidence for source in told], dtype=float)
        self._sampled = np.flatnonzero([source.sampled for source in told])
        names = {name: at for at, name in enumerate(sorted({d for source in told for d in source.documents}))}
        said = [(at, names[d], 1 / len(s.documents)) for at, s in enumerate(told) for d in s.documents]
        self._documents = len(names)
        self._said = np.array([one[:2] for one in said], dtype=np.int64).reshape(-1, 2)
        self._part = np.array([one[2] for one in said], dtype=float)
        self._undocumented = np.array([not source.documents for source in told], dtype=float)

    def draw(self, drawing: np.random.Generator) -> NDArray[np.float64]:
        """How often each row of edge and source counts in one resample."""
        count = len(self._confidence)
        kept = (drawing.random(count) < self._confidence).astype(float)
        if self._sampled.size:
            kept[self._sampled] *= _draw(drawing, self._sampled.size)
        times = _draw(drawing, self._documents)
        said = np.bincount(self._said[:, 0], weights=times[self._said[:, 1]] * self._part, minlength=count)
        return np.asarray((kept * (said + self._undocumented))[self._source_of])


def _draw(drawing: np.random.Generator, count: int) -> NDArray[np.int64]:
    """How often each of some things is drawn, if as many are drawn as there are, with replacement."""
    return np.bincount(drawing.integers(count, size=count) if count else [], minlength=count)


def _own(data: Mapping[str, Any]) -> Source:
    """What an edge rests on that names no sources."""
    confidence = data.get("confidence", 1.0)
    return Source(0.0 if isnan(confidence) else confidence, tuple(data.get("documents", ())))


def _shared(graph: networkx.Graph, rested: _Rests) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The ends of a one-mode network, and for each thing shared the two edges of the two-mode one, and its tie."""
    number = {node: at for at, node in enumerate(graph)}
    ends, halves, place = [], [], []
    for at, (one, other, data) in enumerate(graph.edges(data=True)):
        ends.append((number[one], number[other]))
        for thing in data["shared"]:
            halves.append([rested.edges.get((end, thing), rested.edges.get((thing, end), 0)) for end in (one, other)])
            place.append(at)
    return (
        np.array(ends, dtype=np.int64).reshape(-1, 2),
        np.array(halves, dtype=np.int64).reshape(-1, 2),
        np.array(place, dtype=np.int64),
    )


def _takes_ties(score: Score) -> bool:
    return any(score is measure for measure in MEASURES.values())


def _with_attributes(ties: Ties, graph: networkx.Graph) -> networkx.Graph:
    made = ties.to_networkx()
    made.add_nodes_from(graph.nodes(data=True))
    return made
