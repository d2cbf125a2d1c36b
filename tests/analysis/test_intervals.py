from __future__ import annotations

import networkx as nx
import pytest

from innograph.analysis.intervals import bound_values
from innograph.analysis.mixing import measure_mixing
from innograph.analysis.structures import measure_structure
from innograph.query import Table


def ring(confidence: float) -> nx.Graph:
    graph = nx.cycle_graph(30)
    nx.set_edge_attributes(graph, confidence, "confidence")
    nx.set_node_attributes(graph, {n: "ui"[n % 2] for n in graph}, "sector")
    return graph


def rows(table: Table) -> dict[object, tuple[object, ...]]:
    return {row[0]: row[1:] for row in table}


def test_what_rests_on_sure_claims_does_not_vary():
    for value, mean, low, high in rows(bound_values(ring(1.0), measure_structure, resamples=20)).values():
        assert mean == (pytest.approx(value) if value is not None else None)
        assert (low, high) == (value, value)


def test_as_many_ties_are_left_as_the_confidence_says():
    found = rows(bound_values(ring(0.5), measure_structure))
    value, mean, low, high = found["ties"]
    assert value == 30
    assert mean == pytest.approx(15, abs=1)
    assert 7 <= low < 15 < high <= 23  # type: ignore[operator]


def test_the_attributes_of_entities_stay():
    found = rows(bound_values(ring(0.5), lambda graph: measure_mixing(graph).whole, resamples=10))
    assert found["assortativity by sector"] == pytest.approx((-1.0, -1.0, -1.0, -1.0))


def test_the_seed_decides():
    once, again, other = (bound_values(ring(0.5), measure_structure, resamples=5, seed=seed) for seed in (1, 1, 2))
    assert once == again != other


def test_without_resamples_or_ties_nothing_is_bounded():
    assert {row[2:] for row in bound_values(ring(0.5), measure_structure, resamples=0)} == {(None, None, None)}
    assert rows(bound_values(nx.MultiDiGraph(), measure_structure, resamples=3))["density"] == (None, None, None, None)
