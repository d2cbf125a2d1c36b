from __future__ import annotations

import networkx as nx
import pytest

from innograph.analysis.small_worlds import COLUMNS, measure_small_world
from innograph.errors import AnalysisError
from innograph.query import Table

MEASURES = ("clustering", "transitivity", "mean distance", "sigma", "sigma by transitivity")


def rows(table: Table) -> dict[object, dict[str, float]]:
    return {row[0]: dict(zip(COLUMNS[1:], row[1:], strict=True)) for row in table}  # type: ignore[arg-type]


def test_a_ring_with_short_cuts_is_a_small_world_and_a_random_network_is_none():
    """Watts and Strogatz (1998); sigma is well above 1 for theirs and about 1 for chance."""
    ring = rows(measure_small_world(nx.connected_watts_strogatz_graph(200, 8, 0.1, seed=1), samples=10))
    chance = rows(measure_small_world(nx.gnm_random_graph(200, 800, seed=1), samples=10))
    assert ring["sigma"]["value"] > 5
    assert chance["sigma"]["value"] == pytest.approx(1.0, abs=0.2)


@pytest.mark.parametrize("reference", ["degrees", "ties"])
def test_values_are_those_of_networkx_and_sigma_the_ratio_of_ratios(reference: str):
    karate = nx.karate_club_graph()
    found = rows(measure_small_world(karate, reference=reference, samples=20))
    assert found["clustering"]["value"] == pytest.approx(nx.average_clustering(karate), abs=1e-9)
    assert found["transitivity"]["value"] == pytest.approx(nx.transitivity(karate), abs=1e-9)
    assert found["mean distance"]["value"] == pytest.approx(nx.average_shortest_path_length(karate), abs=1e-9)
    for sigma, closed in (("sigma", "clustering"), ("sigma by transitivity", "transitivity")):
        expected = found[closed]["ratio"] / found["mean distance"]["ratio"]
        assert found[sigma]["value"] == pytest.approx(expected, abs=1e-12)


def test_random_networks_keep_the_degrees():
    """In a star nothing can be rewired: all random networks are the star."""
    found = rows(measure_small_world(nx.star_graph(6), samples=5))
    distance = found["mean distance"]
    assert distance["value"] == distance["by chance"] == distance["low"] == distance["high"]
    assert found["sigma"]["value"] is None


def test_clustering_by_chance_is_near_that_of_networkx_rewiring():
    graph = nx.connected_watts_strogatz_graph(60, 6, 0.2, seed=3)
    drawn = []
    for seed in range(10):
        other = graph.copy()
        nx.double_edge_swap(other, nswap=2000, max_tries=100000, seed=seed)
        drawn.append(nx.average_clustering(other))
    found = rows(measure_small_world(graph, samples=50))["clustering"]
    assert found["by chance"] == pytest.approx(sum(drawn) / len(drawn), abs=0.02)


def test_only_the_largest_component_counts():
    graph = nx.disjoint_union(nx.karate_club_graph(), nx.path_graph(5))
    assert measure_small_world(graph, samples=3) == measure_small_world(nx.karate_club_graph(), samples=3)


def test_the_seed_decides_the_random_networks():
    karate = nx.karate_club_graph()
    assert measure_small_world(karate, samples=3, seed=1) == measure_small_world(karate, samples=3, seed=1)
    assert measure_small_world(karate, samples=3, seed=1) != measure_small_world(karate, samples=3, seed=2)


@pytest.mark.parametrize("graph", [nx.MultiDiGraph(), nx.empty_graph(4), nx.Graph([("a", "b")])])
def test_too_small_a_network_has_no_value(graph: nx.Graph):
    found = measure_small_world(graph)
    assert tuple(row[0] for row in found) == MEASURES
    assert all(value is None for row in found for value in row[1:])


@pytest.mark.parametrize(("options", "says"), [({"reference": "degree"}, "'degrees'"), ({"samples": 0}, "at least 1")])
def test_impossible_options_are_refused(options: dict[str, object], says: str):
    with pytest.raises(AnalysisError, match=says):
        measure_small_world(nx.path_graph(4), **options)  # type: ignore[arg-type]
