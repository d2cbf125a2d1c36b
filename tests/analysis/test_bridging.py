from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.analysis.bridging import BRIDGES, ENTITIES, measure_bridging
from innograph.query import Table

EDGES = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25)


def by_iri(table: Table) -> dict[object, dict[str, object]]:
    return {row[-1]: dict(zip(ENTITIES, row, strict=True)) for row in table}


def test_a_path_worked_by_hand():
    """a-b-c: b has degree 2, its neighbours 1; one pair of three passes through it, and two over each tie."""
    rows = by_iri(measure_bridging(nx.Graph(["ab", "bc"])).entities)
    assert rows["b"]["bridging coefficient"] == pytest.approx(0.5 / 2)
    assert rows["a"]["bridging coefficient"] == pytest.approx(1 / 0.5)
    assert rows["b"]["bridging centrality"] == pytest.approx(0.25)
    assert rows["b"]["brokerage"] == 2.0
    assert rows["a"]["brokerage"] == rows["a"]["bridging centrality"] == 0.0


def test_who_holds_two_groups_together_bridges_most():
    graph = nx.Graph([*combinations("abcd", 2), *combinations("wxyz", 2), ("a", "m"), ("m", "z")])
    found = measure_bridging(graph)
    assert found.entities.rows[0][-1] == "m"
    assert [row[:4] for row in found.ties] == [("a", "m", "bridge", 4), ("m", "z", "bridge", 4)]


def test_brokerage_is_twice_the_betweenness_and_the_others_over_the_degree():
    """So do Everett and Valente compute it, in a connected graph."""
    graph = nx.Graph(nx.karate_club_graph().edges())
    between = nx.betweenness_centrality(graph, normalized=False)
    for node, row in by_iri(measure_bridging(graph).entities).items():
        degree = graph.degree[node]
        expected = (2 * between[node] + len(graph) - 1) / degree if degree > 1 else 0.0
        assert row["brokerage"] == pytest.approx(expected, abs=1e-9)


def test_betweenness_is_that_of_networkx():
    graph = nx.gnm_random_graph(30, 60, seed=2)
    graph.remove_nodes_from(list(nx.isolates(graph)))
    reference = nx.betweenness_centrality(graph)
    rows = by_iri(measure_bridging(graph).entities)
    assert {node: row["betweenness"] for node, row in rows.items()} == pytest.approx(reference, abs=1e-9)


@given(EDGES)
def test_bridges_and_local_bridges_are_those_of_networkx(edges: set[tuple[int, int]]):
    graph = nx.Graph([edge for edge in edges if edge[0] != edge[1]])
    found = [dict(zip(BRIDGES, row, strict=True)) for row in measure_bridging(graph).ties]
    kinds = {
        kind: {frozenset((r["iri"], r["other iri"])) for r in found if r["kind"] == kind}
        for kind in ("bridge", "local bridge")
    }
    bridges = {frozenset(edge) for edge in nx.bridges(graph)}
    assert kinds["bridge"] == bridges
    assert kinds["local bridge"] == {frozenset(e) for e in nx.local_bridges(graph, with_span=False)} - bridges


@given(EDGES)
def test_a_bridge_cuts_off_the_smaller_part(edges: set[tuple[int, int]]):
    graph = nx.Graph([edge for edge in edges if edge[0] != edge[1]])
    for row in measure_bridging(graph).ties:
        if row[2] == "bridge":
            without = graph.copy()
            without.remove_edge(row[5], row[6])
            parts = [len(nx.node_connected_component(without, end)) for end in row[5:]]
            assert row[3] == min(parts)


@pytest.mark.parametrize("graph", [nx.MultiDiGraph(), nx.empty_graph(2), nx.DiGraph([("a", "a")])])
def test_without_ties_nothing_bridges(graph: nx.Graph):
    found = measure_bridging(graph)
    assert (len(found.entities), len(found.ties)) == (0, 0)
