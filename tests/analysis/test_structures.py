from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.analysis.structures import measure_structure


def values(graph: nx.Graph) -> dict[object, object]:
    return dict(measure_structure(graph).rows)  # type: ignore[arg-type]


@given(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), min_size=1, max_size=25), st.booleans())
def test_figures_are_those_of_networkx(edges: set[tuple[int, int]], directed: bool):
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(9))
    graph.add_edges_from(edge for edge in edges if edge[0] != edge[1])
    if not graph.size():
        return
    found = values(graph)
    single = nx.Graph(graph)
    single.remove_nodes_from(list(nx.isolates(single)))
    largest = single.subgraph(max(nx.connected_components(single), key=len))
    assert found["density"] == pytest.approx(nx.density(graph), abs=1e-9)
    assert found["transitivity"] in (None, pytest.approx(nx.transitivity(single), abs=1e-9))
    assert found["clustering"] == pytest.approx(nx.average_clustering(single), abs=1e-9)
    assert found["components"] == nx.number_connected_components(single)
    assert found["entities in largest component"] == len(largest)
    assert found["entities without ties"] == 9 - len(single)
    if directed:
        assert found["reciprocity"] == pytest.approx(nx.reciprocity(graph), abs=1e-9)
    sizes = {len(part) for part in nx.connected_components(single) if len(part) == len(largest)}
    if len(sizes) == 1 == sum(len(part) == len(largest) for part in nx.connected_components(single)):
        assert found["mean distance"] == pytest.approx(nx.average_shortest_path_length(largest), abs=1e-9)
        assert found["diameter"] == nx.diameter(largest)


def test_a_star_is_centralised_and_a_ring_is_not():
    assert values(nx.star_graph(5))["centralisation"] == 1.0
    assert values(nx.cycle_graph(5))["centralisation"] == 0.0


def test_repeated_claims_and_loops_make_no_more_ties():
    found = values(nx.MultiDiGraph(["ab", "ab", "ba", "bb"]))
    assert (found["ties"], found["density"], found["reciprocity"], found["mean degree"]) == (2, 1.0, 1.0, 1.0)


def test_reciprocity_needs_direction():
    assert values(nx.path_graph(3))["reciprocity"] is None


@pytest.mark.parametrize(("graph", "size"), [(nx.MultiDiGraph(), 0), (nx.empty_graph(1), 1), (nx.empty_graph(3), 3)])
def test_without_ties_only_sizes_are_known(graph: nx.Graph, size: int):
    found = values(graph)
    assert found["entities"] == found["entities without ties"] == size
    assert found["density"] == (0.0 if size > 1 else None)
    assert found["mean distance"] is found["transitivity"] is found["centralisation"] is None
