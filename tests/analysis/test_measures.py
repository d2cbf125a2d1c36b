from __future__ import annotations

import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.analysis import measures
from innograph.analysis.measures import MEASURES
from innograph.analysis.ties import find_ties
from innograph.errors import AnalysisError

EXACT = 1e-9
EDGES = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from([0.25, 0.5, 1.0, 3.0])), min_size=1, max_size=16
)


def simple(graph: nx.Graph, *, directed: bool = False) -> nx.Graph:
    """The ties of a graph as plain NetworkX: no loops, one edge for all between the same two."""
    made = nx.DiGraph() if directed else nx.Graph()
    made.add_nodes_from(graph)
    for one, other, weight in graph.edges(data="weight", default=1.0):
        if one != other:
            made.add_edge(one, other, weight=made.get_edge_data(one, other, {"weight": 0})["weight"] + weight)
    return made


def multigraph(edges: list[tuple[int, int, float]], *, directed: bool) -> nx.MultiGraph:
    graph = nx.MultiDiGraph() if directed else nx.MultiGraph()
    graph.add_nodes_from(range(8))
    graph.add_weighted_edges_from(edges)
    return graph


def same(found: dict, expected: dict) -> None:
    assert set(found) == set(expected)
    for node, value in expected.items():
        assert found[node] == pytest.approx(value, abs=EXACT, nan_ok=True)


# NetworkX's effective size of all nodes at once departs from its own of chosen nodes where weights differ.
REFERENCES = {
    "degree": lambda g: dict(g.degree()),
    "strength": lambda g: dict(g.degree(weight="weight")),
    "betweenness": nx.betweenness_centrality,
    "closeness": nx.closeness_centrality,
    "pagerank": lambda g: nx.pagerank(g, tol=1e-14, max_iter=10_000),
    "core_number": lambda g: nx.core_number(simple(g)),
    "clustering": lambda g: nx.clustering(simple(g)),
    "constraint": lambda g: nx.constraint(simple(g), weight="weight"),
    "effective_size": lambda g: nx.effective_size(simple(g), nodes=list(g), weight="weight"),
}


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("name", REFERENCES)
@given(edges=EDGES)
def test_measures_are_those_of_networkx_on_any_graph(name: str, directed: bool, edges: list):
    graph = multigraph(edges, directed=directed)
    same(MEASURES[name](graph), REFERENCES[name](simple(graph, directed=directed)))


@pytest.mark.parametrize("seed", range(5))
def test_spectral_measures_are_those_of_networkx(seed: int):
    graph = nx.gnm_random_graph(30, 70, seed=seed, directed=True)
    for at, edge in enumerate(graph.edges):
        graph.edges[edge]["weight"] = 0.25 * (1 + at % 5)
    same(
        measures.eigenvector(graph),
        nx.eigenvector_centrality(simple(graph), weight="weight", tol=1e-13, max_iter=10**5),
    )
    hubs, authorities = nx.hits(graph, tol=1e-13)
    same(measures.hub(graph), hubs)
    same(measures.authority(graph), authorities)


def test_parts_with_the_same_eigenvalue_share_the_centrality():
    graph = nx.disjoint_union(nx.star_graph(4), nx.star_graph(4))
    same(measures.eigenvector(graph), nx.eigenvector_centrality(graph, tol=1e-13, max_iter=10**5))
    larger = nx.disjoint_union(nx.complete_graph(4), nx.path_graph(3))
    assert [round(value, 6) for value in measures.eigenvector(larger).values()] == [0.5] * 4 + [0.0] * 3


def test_hubs_of_equal_parts_are_equal():
    hubs, authorities = measures.hits(nx.DiGraph([("a", "b"), ("c", "d")]))
    same(hubs, {"a": 0.5, "b": 0, "c": 0.5, "d": 0})
    same(authorities, {"a": 0, "b": 0.5, "c": 0, "d": 0.5})


@pytest.mark.parametrize("damping", [1.0, -0.1, float("nan")])
def test_damping_must_leave_a_chance_to_jump(damping: float):
    with pytest.raises(AnalysisError, match="it must be from 0 to below 1"):
        measures.pagerank(nx.path_graph(2), damping=damping)


def test_burts_measures_are_those_of_a_worked_example():
    """A stands between B, C and D, of which B and C are tied: 3 contacts less 2/3 of one that is redundant."""
    graph = nx.Graph([("A", "B"), ("A", "C"), ("A", "D"), ("B", "C")])
    assert measures.effective_size(graph)["A"] == pytest.approx(3 - 2 / 3)
    assert measures.constraint(graph)["A"] == pytest.approx(2 * (1 / 3 + 1 / 6) ** 2 + (1 / 3) ** 2)


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph])
@pytest.mark.parametrize("name", MEASURES)
def test_small_graphs_are_well_defined(name: str, kind: type):
    assert MEASURES[name](kind()) == {}
    for loops in ([], [(0, 0)]):
        alone = kind(loops)
        alone.add_nodes_from([0, 1, 2])
        values = list(MEASURES[name](alone).values())
        assert len(values) == 3
        if name in ("constraint", "effective_size"):
            assert all(math.isnan(value) for value in values)
        else:
            shared = {"eigenvector": 3**-0.5, "pagerank": 1 / 3, "hub": 1 / 3, "authority": 1 / 3}
            assert values == pytest.approx([shared.get(name, 0)] * 3)


@pytest.mark.parametrize("name", MEASURES)
def test_loops_parallel_edges_and_the_order_of_edges_make_no_difference(name: str):
    plain = nx.Graph()
    plain.add_weighted_edges_from([("a", "b", 1.0), ("b", "c", 0.5), ("c", "a", 0.5), ("c", "d", 2.0)])
    split = nx.MultiGraph()
    split.add_nodes_from("abcd")
    split.add_weighted_edges_from(
        [("d", "c", 1.5), ("c", "d", 0.5), ("b", "b", 9.0), ("a", "c", 0.5), ("c", "b", 0.5), ("b", "a", 1.0)]
    )
    same(MEASURES[name](split), MEASURES[name](plain))


def test_ties_are_the_same_there_and_back():
    graph = multigraph([(0, 1, 1.0), (1, 0, 0.5), (2, 2, 3.0), (2, 5, 0.25), (2, 5, 0.25)], directed=True)
    back = find_ties(graph).to_networkx()
    assert list(back) == list(graph)
    assert sorted(back.edges(data="weight")) == [(0, 1, 1.0), (1, 0, 0.5), (2, 5, 0.5)]
    assert sorted(find_ties(graph, directed=False).to_networkx().edges(data="weight")) == [(0, 1, 1.5), (2, 5, 0.5)]
