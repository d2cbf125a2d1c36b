from __future__ import annotations

from itertools import combinations, pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from innograph.analysis.communities import GROUPS, MEMBERS, find_communities
from innograph.analysis.networks import read_ties
from innograph.errors import AnalysisError
from innograph.query import Table


def caves(number: int = 4, size: int = 5) -> nx.MultiDiGraph:
    """Cliques that hang together in a ring by one tie each: communities beyond doubt."""
    graph = nx.MultiDiGraph()
    for cave in range(number):
        people = [f"{cave}{chr(97 + person)}" for person in range(size)]
        for person in people:
            graph.add_node(person, label=person.upper(), core="Enterprise" if cave % 2 else "Fund", sector="industry")
        graph.add_edges_from(combinations(people, 2), weight=0.5)
    for one, other in pairwise([*range(number), 0]):
        graph.add_edge(f"{one}a", f"{other}b", weight=0.5)
    return graph


def members(table: Table) -> dict[str, dict[str, object]]:
    return {str(row[-1]): dict(zip(MEMBERS, row, strict=True)) for row in table}


def values(table: Table) -> dict[object, object]:
    return dict(table.rows)  # type: ignore[arg-type]


def test_cliques_tied_by_one_relation_are_communities_and_stable():
    found = find_communities(caves())
    rows = members(found.members)
    assert {frozenset(n for n in rows if rows[n]["community"] == c) for c in range(1, 5)} == {
        frozenset(f"{cave}{letter}" for letter in "abcde") for cave in range(4)
    }
    assert {row["stability"] for row in rows.values()} == {1.0}
    whole = values(found.whole)
    assert whole["communities"] == 4
    assert whole["entities"] == 20
    assert whole["normalised mutual information of runs"] == whole["adjusted Rand index of runs"] == 1.0


def test_a_community_is_described_by_its_ties_members_and_classes():
    row = dict(zip(GROUPS, find_communities(caves()).groups.rows[0], strict=True))
    assert row == {
        "community": 1, "size": 5, "ties inside": 10, "ties outside": 2, "stability": 1.0, "support": 1.0,
        "top members": "0A, 0B, 0C, 0D, 0E", "classes": "Fund 5", "sectors": "industry 5",
    }  # fmt: skip


def test_the_share_inside_is_that_of_the_weight_of_the_ties():
    rows = members(find_communities(caves()).members)
    assert rows["0a"]["strength"] == pytest.approx(2.5)
    assert rows["0a"]["inside"] == pytest.approx(0.8)
    assert rows["0c"]["inside"] == 1.0


@pytest.mark.parametrize("resolution", [0.3, 1.0, 2.0])
def test_modularity_is_that_of_networkx(resolution: float):
    karate = nx.karate_club_graph()
    found = find_communities(karate, resolution=resolution)
    numbers = {int(str(row[-1])): row[0] for row in found.members}
    parts = [{n for n in numbers if numbers[n] == part} for part in set(numbers.values())]
    reference = nx.community.modularity(karate, parts, weight="weight", resolution=resolution)
    assert values(found.whole)["modularity"] == pytest.approx(reference, abs=1e-9)


def test_the_karate_club_is_parted_as_well_as_it_can_be():
    """Its greatest unweighted modularity is known: 0.4198 (Brandes et al. 2008, On modularity clustering)."""
    karate = nx.Graph(nx.karate_club_graph().edges())
    assert values(find_communities(karate).whole)["modularity"] == pytest.approx(0.4197896, abs=1e-6)


def test_a_node_between_two_communities_is_the_one_that_is_not_stable():
    graph = nx.Graph([*combinations("abcd", 2), *combinations("wxyz", 2), ("a", "m"), ("m", "z")])
    rows = members(find_communities(graph, seeds=40).members)
    assert rows["m"]["stability"] < 1.0
    assert min(rows, key=lambda node: float(str(rows[node]["stability"]))) == "m"


def test_agreement_of_runs_is_as_scikit_learn_measures_it():
    graph = nx.gnm_random_graph(30, 60, seed=4)
    whole = values(find_communities(graph, seeds=5).whole)
    ties = read_ties(graph)
    from innograph.analysis.communities import _run

    pairs = list(combinations(_run(ties, 1.0, 5), 2))
    nmi = sum(normalized_mutual_info_score(*pair) for pair in pairs) / len(pairs)
    rand = sum(adjusted_rand_score(*pair) for pair in pairs) / len(pairs)
    assert nmi < 1.0
    assert whole["normalised mutual information of runs"] == pytest.approx(nmi, abs=1e-9)
    assert whole["adjusted Rand index of runs"] == pytest.approx(rand, abs=1e-9)


def test_a_higher_resolution_finds_more_communities():
    counts = [values(find_communities(caves(8), resolution=r).whole)["communities"] for r in (0.2, 1.0, 30.0)]
    assert counts == sorted(counts)
    assert counts[0] < counts[1] < counts[2]


def test_the_same_graph_in_another_order_gives_the_same_communities():
    graph = nx.gnm_random_graph(40, 80, seed=1)
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(graph)))
    turned.add_edges_from((b, a) for a, b in reversed(list(graph.edges())))
    assert find_communities(graph, resamples=0) == find_communities(turned, resamples=0)


def test_support_is_less_where_claims_are_doubtful():
    doubtful = caves()
    for _, _, data in doubtful.edges(data=True):
        data["confidence"] = 0.4
    sure, unsure = (members(find_communities(graph).members) for graph in (caves(), doubtful))
    assert {row["support"] for row in sure.values()} == {1.0}
    assert all(0 < row["support"] < 1 for row in unsure.values())  # type: ignore[operator]
    assert {row["stability"] for row in unsure.values()} == {1.0}
    assert {row["support"] for row in members(find_communities(doubtful, resamples=0).members).values()} == {None}


@pytest.mark.parametrize("graph", [nx.MultiDiGraph(), nx.empty_graph(3), nx.MultiDiGraph([("a", "a")])])
def test_without_ties_there_are_no_communities(graph: nx.Graph):
    found = find_communities(graph)
    assert (len(found.members), len(found.groups)) == (0, 0)
    assert values(found.whole)["communities"] == 0


def test_one_tie_is_one_community():
    found = find_communities(nx.DiGraph([("a", "b")]), seeds=1)
    assert [row[0] for row in found.members] == [1, 1]
    assert values(found.whole)["adjusted Rand index of runs"] is None


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
def test_every_tied_entity_has_one_community_and_a_stability_between_0_and_1(edges: set[tuple[int, int]]):
    graph = nx.DiGraph(list(edges))
    found = find_communities(graph, seeds=3)
    assert sorted(row[-1] for row in found.members) == sorted({n for edge in edges if edge[0] != edge[1] for n in edge})
    assert all(0 <= float(str(row[6])) <= 1 for row in found.members)
    assert sum(int(str(row[1])) for row in found.groups) == len(found.members)


@pytest.mark.parametrize(
    ("option", "value"), [("resolution", 0.0), ("resolution", -1.0), ("seeds", 0), ("resamples", -1)]
)
def test_impossible_options_are_refused(option: str, value: float):
    with pytest.raises(AnalysisError, match="Give"):
        find_communities(caves(), **{option: value})
