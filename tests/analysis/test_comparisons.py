from __future__ import annotations

import networkx as nx
import pytest
from pyoxigraph import Store

import innograph as ig
from innograph.analysis import compare_networks, split_period, to_networkx
from innograph.errors import AnalysisError


def graph_of(*edges: tuple[str, str, float]) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    for node in sorted({end for edge in edges for end in edge[:2]}):
        graph.add_node(node, label=node.upper(), core="Fund", type="Fund", mentions=1)
    for one, other, weight in edges:
        graph.add_edge(one, other, weight=weight, confidence=1.0)
    return graph


BEFORE = graph_of(("a", "b", 1.0), ("a", "c", 1.0), ("c", "d", 0.5), ("e", "e", 1.0))
AFTER = graph_of(("b", "a", 0.5), ("c", "a", 1.0), ("c", "f", 0.25), ("c", "b", 1.0), ("a", "b", 1.0))


def test_what_came_and_went_is_listed():
    found = compare_networks(BEFORE, AFTER, by="degree")
    assert found.whole.rows == (("entities", 4, 4, 3, 1, 1), ("ties", 3, 4, 2, 2, 1))
    assert found.entities.rows == (("came", "F", "Fund", 1, 1, "f"), ("went", "D", "Fund", 1, 1, "d"))
    assert found.ties.rows == (
        ("came", "B", "C", None, 1.0, "b", "c"),
        ("came", "C", "F", None, 0.25, "c", "f"),
        ("stronger", "A", "B", 1.0, 1.5, "a", "b"),
        ("went", "C", "D", 0.5, None, "c", "d"),
    )


def test_ranks_are_told_with_their_intervals():
    found = compare_networks(BEFORE, AFTER, by="degree").ranks
    rows = {row[0]: row[2:10] for row in found}
    # Degrees of a, b, c: 2, 1, 2 before and 2, 2, 3 after.
    assert rows["A"] == (1.5, 1, 2, 2.5, 2, 3, -1.0, "no")
    assert rows["C"] == (1.5, 1, 2, 1.0, 1, 1, 0.5, "no")
    assert rows["B"] == (3.0, 3, 3, 2.5, 2, 3, 0.5, "no")
    assert found.note.startswith("Rank by degree among 3; ")


def test_who_moved_beyond_chance_comes_first():
    before = graph_of(*[("a", f"x{at}", 1.0) for at in range(5)], ("b", "x0", 1.0))
    after = graph_of(*[("b", f"x{at}", 1.0) for at in range(5)], ("a", "x0", 1.0))
    rows = compare_networks(before, after, by="degree").ranks.rows
    assert [(row[0], row[8], row[9]) for row in rows[:2]] == [("B", 4.0, "yes"), ("A", -4.0, "yes")]
    unsure = compare_networks(before, after, by="degree", resamples=0).ranks
    assert {row[9] for row in unsure} == {None}


@pytest.mark.parametrize("by", ["constraint", "hub", "betweenness"])
def test_a_network_does_not_differ_from_itself(by: str):
    found = compare_networks(BEFORE, BEFORE, by=by)
    assert found.whole.rows == (("entities", 4, 4, 4, 0, 0), ("ties", 3, 3, 3, 0, 0))
    assert (len(found.entities), len(found.ties)) == (0, 0)
    assert {row[8] for row in found.ranks} == {0}


def test_empty_networks_can_be_compared():
    found = compare_networks(nx.Graph(), AFTER)
    assert found.whole.rows == (("entities", 0, 4, 0, 4, 0), ("ties", 0, 4, 0, 4, 0))
    assert len(found.ranks) == 0


def test_an_unknown_measure_is_refused():
    with pytest.raises(AnalysisError, match="no measure 'size'"):
        compare_networks(BEFORE, AFTER, by="size")


@pytest.mark.parametrize(
    ("at", "eve"),
    [(2013, "2012-12-31"), ("2012-03", "2012-02-29"), ("2012-11-01", "2012-10-31"), ("2012", "2011-12-31")],
)
def test_a_time_splits_what_is_before_it_from_the_rest(at: str | int, eve: str):
    before, after = split_period(at, {"places": ["Shenzhen"], "since": 2000})
    assert before == {"places": ["Shenzhen"], "since": 2000, "until": eve, "undated": False}
    assert after == {"places": ["Shenzhen"], "since": at, "undated": False}


@pytest.mark.parametrize("at", ["soon", "2012-02-30"])
def test_what_is_no_time_splits_nothing(at: str):
    with pytest.raises(AnalysisError, match=at):
        split_period(at, {})


def test_two_periods_of_a_graph(ecosystem: Store):
    networks = [to_networkx(ecosystem, **part) for part in split_period("2012-11", {})]
    found = compare_networks(*networks, by="degree")
    # What is of 2012 is of both; what is of 2014 makes it stronger.
    assert {row[:5] for row in found.ties} == {
        ("came", "Maker Plan", "Shenzhen", None, 0.8),
        ("came", "Hi-Tech Fair", "Shenzhen", None, 0.7),
        ("came", "BGI", "Hi-Tech Fair", None, 0.6),
        ("stronger", "BGI", "SUSTech", 0.75, 1.25),
    }


def test_a_graph_is_compared_with_another_or_with_a_time(
    tiny_graph: ig.KnowledgeGraph, corpus_graph: ig.KnowledgeGraph
):
    whole = corpus_graph.compare(tiny_graph, by="degree", resamples=0).whole
    assert whole.rows[0][1] > whole.rows[0][2] > whole.rows[0][3] > 0
    for wrong in ({}, {"other": tiny_graph, "at": 2012}):
        with pytest.raises(AnalysisError, match="with another or with itself at another time"):
            corpus_graph.compare(**wrong)
