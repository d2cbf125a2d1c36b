from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import innograph as ig
from innograph.analysis import centrality
from innograph.analysis.measures import MEASURES
from innograph.errors import AnalysisError

COLUMNS = (
    "rank", "low", "high", "entity", "class", "degree", "strength", "betweenness", "closeness", "pagerank", "mentions",
    "iri",
)  # fmt: skip
EXACT = 1e-9


def graph_of(*edges: tuple[str, str, float]) -> nx.MultiDiGraph:
    """A graph as `to_networkx` makes it, of edges with their confidence."""
    graph = nx.MultiDiGraph()
    for node in sorted({end for edge in edges for end in edge[:2]}):
        graph.add_node(
            f"urn:{node}", label=node, type="City", core="Place" if node < "m" else "Fund", mentions=ord(node[0])
        )
    for one, other, confidence in edges:
        graph.add_edge(f"urn:{one}", f"urn:{other}", confidence=confidence, weight=confidence)
    return graph


SMALL = graph_of(
    ("a", "b", 0.5), ("b", "a", 0.25), ("b", "c", 0.9), ("c", "d", 0.7), ("b", "d", 0.8), ("d", "e", 0.6),
    ("x", "y", 0.4), ("a", "a", 1.0), ("e", "z", 0.3),
)  # fmt: skip


def simple(graph: nx.MultiDiGraph) -> nx.Graph:
    """The ties of a graph: without direction and loops, weights added up."""
    made = nx.Graph()
    for one, other, data in graph.edges(data=True):
        if one != other:
            weight = made.get_edge_data(one, other, {"weight": 0.0})["weight"] + data["weight"]
            made.add_edge(one, other, weight=weight)
    return made


def pagerank(graph: nx.Graph) -> dict[str, float]:
    """PageRank as the Google matrix has it in the long run."""
    rank = np.full(len(graph), 1 / len(graph))
    for _ in range(200):
        rank = rank @ nx.google_matrix(graph, alpha=0.85)
    return dict(zip(graph, rank, strict=True))


def column(graph: nx.MultiDiGraph, name: str) -> dict[str, float]:
    at = COLUMNS.index(name)
    return {str(row[-1]): float(row[at] or 0) for row in centrality(graph, resamples=0)}


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("degree", lambda graph: dict(graph.degree())),
        ("strength", lambda graph: dict(graph.degree(weight="weight"))),
        ("betweenness", nx.betweenness_centrality),
        ("closeness", nx.closeness_centrality),
        ("pagerank", pagerank),
    ],
)
def test_measures_are_those_of_networkx(name: str, reference):
    assert column(SMALL, name) == pytest.approx(reference(simple(SMALL)), abs=EXACT)


EDGES = st.lists(
    st.tuples(st.sampled_from("abcnop"), st.sampled_from("abcnop"), st.sampled_from([0.25, 0.5, 1.0])), max_size=12
)


@given(EDGES)
def test_measures_are_those_of_networkx_on_any_graph(edges: list[tuple[str, str, float]]):
    graph = graph_of(*edges)
    ties = simple(graph)
    assert column(graph, "degree") == dict(ties.degree())
    assert column(graph, "betweenness") == pytest.approx(nx.betweenness_centrality(ties), abs=EXACT)
    assert column(graph, "closeness") == pytest.approx(nx.closeness_centrality(ties), abs=EXACT)
    assert sum(column(graph, "pagerank").values()) == pytest.approx(1.0 if ties else 0.0, abs=EXACT)


def test_rows_go_from_the_most_central_and_are_numbered():
    table = centrality(SMALL)
    assert table.columns == COLUMNS
    assert [row[0] for row in table] == list(range(1, 9))
    keys = [(-row[7], -row[5], row[3]) for row in table]
    assert keys == sorted(keys)
    assert table.rows[0][3] == "d"


@pytest.mark.parametrize("by", MEASURES)
def test_rows_go_by_the_measure_asked_for(by: str):
    table = centrality(SMALL, by=by, resamples=5)
    at = table.columns.index(by)
    values = [row[at] for row in table]
    assert values == sorted(values, reverse=by != "constraint")
    assert all(row[1] <= row[2] for row in table)
    assert table.note.startswith(f"Rank by {by.replace('_', ' ')} among 8; ")
    assert "5 resamples" in table.note


def test_the_measures_asked_for_are_shown():
    table = centrality(SMALL, by="constraint", measures=("degree", "hub"))
    assert table.columns == ("rank", "low", "high", "entity", "class", "degree", "hub", "constraint", "mentions", "iri")
    hubs = dict(zip([row[3] for row in table], [row[6] for row in table], strict=True))
    assert hubs["z"] == 0 < hubs["b"]


def test_without_resamples_there_are_no_intervals():
    table = centrality(SMALL, resamples=0)
    assert {row[1:3] for row in table} == {(None, None)}
    assert "not resampled" in table.note


def test_an_unknown_measure_is_named_with_the_known_ones():
    with pytest.raises(AnalysisError, match=r"no measure 'betweeness'. Did you mean 'betweenness'\? Known: degree, "):
        centrality(SMALL, by="betweeness")
    with pytest.raises(AnalysisError, match="no measure 'size'"):
        centrality(SMALL, measures=["size"])


def test_top_and_classes_choose_rows_and_change_no_measure():
    whole = {row[-1]: row[3:] for row in centrality(SMALL)}
    funds = centrality(SMALL, classes=("Fund",))
    assert {row[3] for row in funds} == {"x", "y", "z"}
    assert [row[0] for row in funds] == [1, 2, 3]
    assert all(row[2] <= 3 for row in funds)
    assert all(whole[row[-1]] == row[3:] for row in funds)
    assert centrality(SMALL, classes=("City",)).rows == centrality(SMALL).rows
    assert centrality(SMALL, top=2).rows == centrality(SMALL).rows[:2]


@pytest.mark.parametrize("graph", [nx.MultiDiGraph(), graph_of(("a", "a", 1.0))], ids=["empty", "loop"])
def test_a_graph_without_ties_has_no_rows(graph: nx.MultiDiGraph):
    table = centrality(graph)
    assert table.columns == COLUMNS
    assert len(table) == 0
    assert table.to_csv() == ",".join(COLUMNS) + "\n"


def test_nodes_without_ties_are_left_out():
    graph = graph_of(("a", "b", 1.0))
    graph.add_node("urn:alone", label="alone", core="Place", mentions=1)
    assert {row[3] for row in centrality(graph)} == {"a", "b"}


def test_a_graph_that_was_built_can_be_measured(tiny_graph: ig.KnowledgeGraph):
    table = tiny_graph.centrality(top=1)
    assert table.rows[0][3] == "Shenzhen"
    with pytest.raises(AnalysisError, match="Class 'Firm'"):
        tiny_graph.centrality(classes=["Firm"])
