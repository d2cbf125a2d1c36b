from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.analysis.cores import ENTITIES, correlate, find_core
from innograph.query import Table

EDGES = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20)


def core_of(graph: nx.Graph) -> set[object]:
    rows = (dict(zip(ENTITIES, row, strict=True)) for row in find_core(graph).entities)
    return {row["iri"] for row in rows if row["position"] == "core"}


def values(table: Table) -> dict[object, object]:
    return dict(table.rows)  # type: ignore[arg-type]


def correlation(graph: nx.Graph, core: set[object]) -> float | None:
    """Pearson's correlation of the ties with the ideal pattern, over all pairs."""
    pairs = list(combinations(sorted(graph), 2))
    ties = [graph.has_edge(*pair) for pair in pairs]
    ideal = [not core.isdisjoint(pair) for pair in pairs]
    if len(set(ties)) < 2 or len(set(ideal)) < 2:
        return None
    return float(np.corrcoef(ties, ideal)[0, 1])


def tied(edges: set[tuple[int, int]]) -> nx.Graph:
    return nx.Graph([edge for edge in edges if edge[0] != edge[1]])


def test_the_hub_of_a_star_is_its_core():
    """The example that Borgatti and Everett (2000) begin with; its fit is 1."""
    star = nx.star_graph(6)
    assert core_of(star) == {0}
    assert values(find_core(star).whole)["fit"] == pytest.approx(1.0)


def test_an_ideal_core_of_three_is_found():
    graph = nx.complete_graph(3)
    graph.add_edges_from((core, rim) for core in range(3) for rim in range(3, 9))
    assert core_of(graph) == {0, 1, 2}
    whole = values(find_core(graph).whole)
    assert (whole["fit"], whole["density within core"], whole["density between"]) == (pytest.approx(1.0), 1.0, 1.0)
    assert whole["density within periphery"] == 0.0


@given(EDGES)
def test_fit_is_the_correlation_with_the_ideal(edges: set[tuple[int, int]]):
    graph = tied(edges)
    if not graph:
        return
    fit, expected = values(find_core(graph).whole)["fit"], correlation(graph, core_of(graph))
    assert fit == (pytest.approx(expected, abs=1e-9) if expected is not None else None)


@given(EDGES)
def test_no_single_move_or_exchange_makes_the_core_fit_better(edges: set[tuple[int, int]]):
    graph = tied(edges)
    core = core_of(graph)
    fit = correlation(graph, core)
    if fit is None:
        return
    rim = set(graph) - core
    others = [core ^ {node} for node in graph] + [core ^ {one, other} for one in core for other in rim]
    assert max((correlation(graph, other) or -1.0) for other in others) <= fit + 1e-9


def test_of_small_networks_the_core_is_nearly_always_the_best_of_all():
    best = 0
    for seed in range(40):
        graph = nx.gnm_random_graph(8, 12, seed=seed)
        graph.remove_nodes_from(list(nx.isolates(graph)))
        every = (set(some) for size in range(1, len(graph)) for some in combinations(graph, size))
        most = max(correlation(graph, core) or -1.0 for core in every)
        best += values(find_core(graph).whole)["fit"] == pytest.approx(most, abs=1e-9)
    assert best >= 36


@given(EDGES)
def test_k_cores_are_those_of_networkx(edges: set[tuple[int, int]]):
    graph = tied(edges)
    found = find_core(graph)
    rows = (dict(zip(ENTITIES, row, strict=True)) for row in found.entities)
    assert {row["iri"]: row["k-core"] for row in rows} == nx.core_number(graph)
    for k, size, ties, _ in found.shells:
        part = nx.k_core(graph, k)
        assert (size, ties) == (len(part), part.size())


def test_what_does_not_vary_has_no_correlation():
    assert correlate(4, 4, 3, 0) is None
    assert correlate(4, 1, 6, 3) is None
    assert values(find_core(nx.complete_graph(4)).whole)["fit"] is None


@pytest.mark.parametrize("graph", [nx.MultiDiGraph(), nx.empty_graph(2), nx.DiGraph([("a", "a")])])
def test_without_ties_there_is_no_core(graph: nx.Graph):
    found = find_core(graph)
    assert (len(found.entities), len(found.shells)) == (0, 0)
    assert values(found.whole)["entities in core"] == 0
