"""Intervals: how far the figures of a network as a whole depend on single claims and documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from statistics import fmean
from typing import TYPE_CHECKING

from innograph.analysis.networks import share_between
from innograph.analysis.uncertainty import choose_resamples, resample
from innograph.query import Cell, Table

if TYPE_CHECKING:
    import networkx


def bound_values(
    graph: networkx.Graph,
    measure: Callable[[networkx.Graph], Table],
    *,
    effort: str = "table",
    resamples: int | None = None,
    seed: int = 0,
) -> Table:
    """A measure's table with the mean and the interval of each figure over networks with claims drawn anew.

    The networks are those of `innograph.analysis.uncertainty`: each claim is kept with the chance that its confidence
    says, and documents are drawn with replacement. So they have fewer ties than the graph; counts of what is tied lie
    below the figure itself, while shares and coefficients need not.

    Args:
        graph: from `to_networkx`.
        measure: from a network to a table of two columns, such as `measure_structure`, or the `whole` of a record:
            `lambda graph: measure_helix(graph).whole`.
        effort: what a resample takes: "table", or "paths" where the measure takes all shortest paths.
        resamples: how many; the measure is taken as often. Where not given 200, fewer in large networks, and none where
            that would take minutes.
        seed: of the random numbers.

    Returns:
        The rows of the table with `mean`, `low` and `high`, the 2.5th and 97.5th percentile; empty where no resample
        has the figure, or it is no number.
    """
    table = measure(graph)
    resamples = choose_resamples(graph, effort) if resamples is None else resamples
    found: dict[Cell, list[float]] = {row[0]: [] for row in table}
    for ties in resample(graph, directed=graph.is_directed(), resamples=resamples, seed=seed):
        drawn = ties.to_networkx()
        drawn.add_nodes_from(graph.nodes(data=True))
        for name, value in measure(drawn):
            if isinstance(value, int | float) and name in found:
                found[name].append(value)
    rows = tuple((*row, *_bound(found[row[0]])) for row in table)
    told = f"mean, low and high are the mean and the 2.5 and 97.5 % points in {resamples} resamples of the evidence."
    note = f"{table.note} {told if resamples else ''}".strip()
    return replace(table, columns=(*table.columns, "mean", "low", "high"), rows=rows, note=note)


def _bound(values: list[float]) -> tuple[float | None, float | None, float | None]:
    return (fmean(values), *share_between(values)) if values else (None, None, None)
