from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.analysis.robustness import CURVE, SPLITTERS, STRATEGIES, measure_robustness
from innograph.errors import AnalysisError
from innograph.query import Table

EDGES = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=18)


def tied(edges: set[tuple[int, int]]) -> nx.Graph:
    return nx.Graph([edge for edge in edges if edge[0] != edge[1]])


def index(graph: nx.Graph, strategy: str = "degree") -> float:
    return float(str(next(row for row in measure_robustness(graph, strategy=strategy).whole if row[0] == "R index")[1]))


def curve(table: Table) -> list[dict[str, object]]:
    return [dict(zip(CURVE, row, strict=True)) for row in table]


def largest(graph: nx.Graph) -> int:
    return max((len(part) for part in nx.connected_components(graph)), default=0)


@pytest.mark.parametrize("strategy", ["degree", "betweenness"])
def test_a_star_falls_apart_at_once(strategy: str):
    """After the hub, 1 of 7 is left six times: R = (6 x 1/7) / 7 without the last, when none is left."""
    found = measure_robustness(nx.star_graph(6), strategy=strategy)
    assert [row["largest"] for row in curve(found.curve)] == [7, 1, 1, 1, 1, 1, 1, 0]
    assert curve(found.curve)[1]["iri"] == 0
    assert index(nx.star_graph(6), strategy) == pytest.approx(6 / 49)


@pytest.mark.parametrize("strategy", sorted(STRATEGIES))
def test_where_all_are_tied_to_all_r_is_greatest(strategy: str):
    assert index(nx.complete_graph(9), strategy) == pytest.approx((9 - 1) / (2 * 9))


@given(EDGES, st.sampled_from(["degree", "betweenness"]))
def test_each_step_takes_the_greatest_and_leaves_what_networkx_leaves(edges: set[tuple[int, int]], strategy: str):
    left = tied(edges)
    for before, row in zip(
        [None, *curve(measure_robustness(left, strategy=strategy).curve)],
        curve(measure_robustness(left, strategy=strategy).curve),
        strict=False,
    ):
        if before is not None:
            scores = dict(left.degree()) if strategy == "degree" else nx.betweenness_centrality(left, normalized=False)
            assert scores[row["iri"]] == pytest.approx(max(scores.values()), abs=1e-9)
            left.remove_node(row["iri"])
        assert row["largest"] == largest(left)


def test_who_bridges_goes_before_who_has_most_ties():
    graph = nx.barbell_graph(5, 1)
    by = {s: curve(measure_robustness(graph, strategy=s).curve)[1]["iri"] for s in ("degree", "betweenness")}
    assert by["betweenness"] == 5
    assert by["degree"] in (4, 6)


def test_attack_does_more_harm_than_chance():
    graph = nx.barabasi_albert_graph(80, 2, seed=1)
    assert index(graph, "betweenness") < index(graph, "degree") + 0.05
    assert index(graph, "degree") < index(graph, "random") - 0.1


def test_chance_has_an_interval_and_no_names():
    found = measure_robustness(nx.path_graph(10), strategy="random", runs=50)
    for row in curve(found.curve):
        assert row["low"] <= row["share in largest"] <= row["high"]  # type: ignore[operator]
        assert row["iri"] is None
    _, value, low, high = next(row for row in found.whole if row[0] == "R index")
    assert low < value < high  # type: ignore[operator]


def test_the_seed_decides_the_order():
    graph = nx.path_graph(12)
    once, again, other = (measure_robustness(graph, strategy="random", runs=5, seed=seed) for seed in (1, 1, 2))
    assert once == again != other


@given(EDGES)
def test_splitters_are_the_articulation_points_and_what_they_cut_off(edges: set[tuple[int, int]]):
    graph = tied(edges)
    rows = [dict(zip(SPLITTERS, row, strict=True)) for row in measure_robustness(graph).splitters]
    assert {row["iri"] for row in rows} == set(nx.articulation_points(graph))
    for row in rows:
        own = graph.subgraph(nx.node_connected_component(graph, row["iri"])).copy()
        own.remove_node(row["iri"])
        sizes = [len(part) for part in nx.connected_components(own)]
        assert (row["parts"], row["largest part"], row["cut off"]) == (len(sizes), max(sizes), sum(sizes) - max(sizes))
        assert row["share cut off"] == pytest.approx((sum(sizes) - max(sizes)) / len(graph))
    assert [row["cut off"] for row in rows] == sorted((row["cut off"] for row in rows), reverse=True)


@pytest.mark.parametrize("strategy", sorted(STRATEGIES))
@pytest.mark.parametrize("graph", [nx.MultiDiGraph(), nx.empty_graph(2), nx.DiGraph([("a", "a")])])
def test_without_ties_nothing_falls_apart(graph: nx.Graph, strategy: str):
    found = measure_robustness(graph, strategy=strategy)
    assert (len(found.curve), len(found.splitters)) == (0, 0)
    assert found.whole.rows[1] == ("R index", None, None, None)


@pytest.mark.parametrize(("options", "says"), [({"strategy": "degrees"}, "'degree'"), ({"runs": 0}, "at least 1")])
def test_impossible_options_are_refused(options: dict[str, object], says: str):
    with pytest.raises(AnalysisError, match=says):
        measure_robustness(nx.path_graph(4), **options)  # type: ignore[arg-type]
