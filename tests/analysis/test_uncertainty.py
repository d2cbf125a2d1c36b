from __future__ import annotations

import networkx as nx
import pytest
from pyoxigraph import Store

from innograph.analysis import KINDS, to_networkx
from innograph.analysis.edges import Source
from innograph.analysis.measures import MEASURES, degree, strength
from innograph.analysis.uncertainty import choose_resamples, rank_intervals, resample


def resting(*edges: tuple[str, str, float, str], sampled: bool = False) -> nx.MultiGraph:
    """A graph of claims with their confidence, each of a document or of several, one a letter."""
    graph = nx.MultiGraph(sources={})
    for at, (one, other, confidence, documents) in enumerate(edges):
        graph.graph["sources"][f"k{at}"] = Source(confidence, tuple(documents), sampled)
        graph.add_edge(one, other, weight=confidence, confidence=confidence, evidence=(f"k{at}",))
    return graph


def star(size: int, confidence: float) -> nx.MultiGraph:
    return resting(*(("hub", f"leaf{at}", confidence, "a") for at in range(size)))


def test_what_is_certain_has_its_rank_alone_and_equals_share_theirs():
    intervals = rank_intervals(star(5, 1.0), degree)
    assert intervals["hub"] == (1, 1)
    assert all(intervals[f"leaf{at}"] == (2, 6) for at in range(5))


def test_a_rank_is_as_uncertain_as_its_claims():
    sure = [("a", "x", 1.0, "d"), ("a", "y", 1.0, "d"), ("b", "z", 1.0, "d")]
    doubtful = [("b", f"v{at}", 0.3, "d") for at in range(3)]
    graph = resting(*sure, *doubtful)
    intervals = rank_intervals(graph, degree, among=["a", "b"])
    assert intervals == {"a": (1, 2), "b": (1, 2)}
    assert rank_intervals(resting(*sure), degree, among=["a", "b"]) == {"a": (1, 1), "b": (2, 2)}


def test_claims_are_kept_as_often_as_their_confidence_says():
    graph = resting(("a", "b", 0.25, "d"), ("a", "c", 0.9, "d"), ("a", "d", 1.0, "d"))
    kept = [dict.fromkeys(map(tuple, ties.ends.tolist())) for ties in resample(graph, directed=False, resamples=4000)]
    shares = [sum(pair in one for one in kept) / len(kept) for pair in [(0, 1), (0, 2), (0, 3)]]
    assert shares == pytest.approx([0.25, 0.9, 1.0], abs=0.03)


def test_documents_are_drawn_with_replacement():
    graph = resting(("a", "b", 1.0, "x"), ("a", "c", 1.0, "y"), ("a", "d", 1.0, "xy"))
    found = {tuple(ties.weights.tolist()) for ties in resample(graph, directed=False, resamples=200)}
    # Both drawn once, or one of them twice; what both say is always said.
    assert found == {(1.0, 1.0, 1.0), (2.0, 1.0)}


def test_sentences_are_drawn_with_replacement():
    graph = resting(("a", "b", 1.0, "x"), ("a", "c", 1.0, "x"), sampled=True)
    found = {tuple(ties.weights.tolist()) for ties in resample(graph, directed=False, resamples=200)}
    assert found == {(1.0, 1.0), (2.0,)}


def test_things_are_shared_only_where_both_have_part(ecosystem: Store):
    graph = to_networkx(ecosystem, "actors-by-platforms", documents=["a.txt"])
    assert [tuple(sorted(edge)) for edge in graph.edges] == [("urn:bgi", "urn:sustech")]
    kept = sum(len(ties.ends) for ties in resample(graph, directed=False, resamples=4000)) / 4000
    assert kept == pytest.approx(0.45, abs=0.03)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("directed", [False, True])
def test_resamples_have_the_nodes_of_the_graph_and_no_other_tie(ecosystem: Store, kind: str, directed: bool):
    graph = to_networkx(ecosystem, kind)
    possible = {frozenset(edge[:2]) for edge in graph.edges}
    for ties in resample(graph, directed=directed, resamples=20):
        made = ties.to_networkx()
        assert list(made) == list(graph)
        assert {frozenset(edge) for edge in made.edges} <= possible
        assert made.is_directed() == (directed and graph.is_directed())


def test_any_function_of_a_networkx_graph_gets_the_same_intervals(ecosystem: Store):
    graph = to_networkx(ecosystem)

    def counted(made: nx.Graph) -> dict[str, float]:
        assert made.nodes["urn:bgi"]["sector"] == "industry"
        return dict(made.degree(weight="weight"))

    assert rank_intervals(graph, counted, resamples=30) == rank_intervals(graph, strength, resamples=30)


def test_the_same_seed_gives_the_same_intervals(ecosystem: Store):
    graph = to_networkx(ecosystem)
    first, again, other = (rank_intervals(graph, degree, resamples=50, seed=seed) for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_the_lowest_value_can_be_the_first():
    graph = star(3, 1.0)
    assert rank_intervals(graph, degree, ascending=True)["hub"] == (4, 4)


def test_what_a_score_leaves_out_or_cannot_tell_ranks_last():
    graph = resting(("a", "b", 1.0, "d"), ("b", "c", 1.0, "d"))
    assert rank_intervals(graph, lambda made: {"b": 2.0, "c": float("nan")}, resamples=5) == {
        "a": (2, 3), "b": (1, 1), "c": (2, 3)
    }  # fmt: skip


@pytest.mark.parametrize("measure", MEASURES)
def test_empty_graphs_and_no_resamples_have_no_intervals(measure: str):
    assert rank_intervals(nx.Graph(), MEASURES[measure]) == {}
    assert rank_intervals(star(2, 0.5), MEASURES[measure], resamples=0) == {}
    assert rank_intervals(nx.empty_graph(2), MEASURES[measure], resamples=3) == {0: (1, 2), 1: (1, 2)}


def test_edges_that_name_no_sources_are_kept_by_their_confidence():
    graph = nx.Graph()
    graph.add_edge("a", "b", confidence=0.5)
    graph.add_edge("a", "c")
    sizes = [len(ties.ends) for ties in resample(graph, directed=False, resamples=1000)]
    assert set(sizes) == {1, 2}
    assert sum(sizes) / 1000 == pytest.approx(1.5, abs=0.06)


def test_large_networks_are_resampled_less_or_not_at_all():
    assert choose_resamples(nx.path_graph(300), "betweenness") == 200
    assert 20 <= choose_resamples(nx.path_graph(4000), "closeness") < 200
    assert choose_resamples(nx.path_graph(20_000), "betweenness") == 0
    assert choose_resamples(nx.path_graph(20_000), "degree") == 200
    assert choose_resamples(nx.path_graph(20_000), "table") > choose_resamples(nx.path_graph(20_000), "paths") == 0
