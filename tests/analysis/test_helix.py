from __future__ import annotations

from itertools import combinations, permutations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.analysis.helix import measure_helix
from innograph.analysis.synergies import QUADRUPLE
from innograph.errors import AnalysisError
from innograph.query import Table

SECTORS = {"u": "university", "i": "industry", "g": "government", "m": "intermediary", "s": "society", "p": "none"}
SECTOR = st.sampled_from(["university", "industry", "government", "intermediary", "none"])


def of(*edges: str) -> nx.MultiDiGraph:
    """Edges such as "u1 i1": the first letter of an entity is its sector."""
    graph = nx.MultiDiGraph()
    for edge in edges:
        one, _, other = edge.partition(" ")
        for node in (one, other):
            if node:
                graph.add_node(node, label=node.upper(), core="Fund", sector=SECTORS[node[0]])
        if other:
            graph.add_edge(one, other, weight=0.5, confidence=0.5)
    return graph


def values(table: Table) -> dict[object, object]:
    return {row[:-1] if len(row) > 2 else row[0]: row[-1] for row in table}


WORKED = of("u1 i1", "i1 g1", "g1 u1", "u1 u2", "u2 i2", "m1 u2", "m1 g2", "p1 i2", "p1 g2", "u2 g1")


def test_the_share_of_ties_across_helices_worked_by_hand():
    """Of the helices are u1-i1, i1-g1, g1-u1, u1-u2, u2-i2 and u2-g1: five of six across."""
    whole = values(measure_helix(WORKED).whole)
    assert whole["ties between entities of the helices"] == 6
    assert whole["cross-helix share"] == pytest.approx(5 / 6)
    # Six entities, two of each helix: 3 x 2 x 1 of 6 x 5 ordered pairs are alike.
    assert whole["cross-helix share by chance"] == pytest.approx(1 - 6 / 30)


def test_triads_are_closed_or_have_a_helix_in_the_middle():
    """u1-i1-g1 is closed; u2 lies between i2 and g1, g1 between u2 and i1."""
    found = values(measure_helix(WORKED).triads)
    kind = "university, industry, government"
    assert found == {
        (kind, "closed"): 1,
        (kind, "open, university in the middle"): 1,
        (kind, "open, industry in the middle"): 0,
        (kind, "open, government in the middle"): 1,
    }
    assert values(measure_helix(WORKED).whole)["share of triads closed"] == pytest.approx(1 / 3)


def test_closed_triads_are_named():
    assert measure_helix(WORKED).closed.rows == (
        ("university, industry, government", "U1", "I1", "G1", 0.5, "u1", "i1", "g1"),
    )


def test_who_links_helices_that_are_not_tied_brokers():
    brokers = {row[-1]: row for row in measure_helix(WORKED).brokers}
    assert brokers["m1"][3:8] == ("intermediary", 0, 1, 0, 1)
    assert brokers["p1"][3:8] == ("none", 0, 0, 1, 1)
    # u2 links i2 with g1; and its own sector with others: u1 with i2.
    assert brokers["u2"][3:8] == ("university", 1, 0, 1, 2)
    whole = values(measure_helix(WORKED).whole)
    links = sum(row[7] for row in brokers.values())
    assert whole["share of links through intermediaries"] == pytest.approx(1 / links)


def test_pairs_of_helices_have_ties_weight_and_density():
    found = {row[:2]: row[2:] for row in measure_helix(WORKED).pairs}
    assert found["university", "government"] == (2, 1.0, pytest.approx(2 / 6), 4, pytest.approx(0.5))
    assert found["university", "university"] == (1, 0.5, pytest.approx(1 / 6), 1, 1.0)


def test_entities_without_ties_count_for_what_is_possible():
    found = {row[:2]: row for row in measure_helix(of("u1 i1", "i2")).pairs}
    assert found["university", "industry"][5:] == (2, 0.5)


@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20), st.lists(SECTOR, min_size=8, max_size=8))
def test_triads_are_those_of_a_count_of_all_triples(edges: set[tuple[int, int]], sectors: list[str]):
    graph = nx.Graph()
    graph.add_nodes_from((str(n), {"sector": sector}) for n, sector in enumerate(sectors))
    graph.add_edges_from((str(a), str(b)) for a, b in edges if a != b)
    ties = {"closed": 0, "open": 0}
    for three in combinations(range(8), 3):
        if {sectors[n] for n in three} == {"university", "industry", "government"}:
            number = sum(graph.has_edge(str(a), str(b)) for a, b in combinations(three, 2))
            ties["closed"] += number == 3
            ties["open"] += number == 2
    links = sum(
        graph.has_edge(str(a), str(b)) and graph.has_edge(str(b), str(c)) and not graph.has_edge(str(a), str(c))
        for a, b, c in permutations(range(8), 3)
        if a < c and sectors[a] != sectors[c] and {sectors[a], sectors[c]} <= {"university", "industry", "government"}
    )
    whole = values(measure_helix(graph).whole)
    assert (whole["closed triads"], whole["open triads"]) == (ties["closed"], ties["open"])
    assert whole["links between helices through others"] == links


def test_the_quadruple_helix_has_four_kinds_of_triads():
    found = measure_helix(of("u1 i1", "i1 s1", "s1 u1", "g1 s1"), helices=QUADRUPLE)
    assert len({row[0] for row in found.triads}) == 4
    assert values(found.triads)["university, industry, society", "closed"] == 1
    assert [row[0] for row in found.closed] == ["university, industry, society"]


@pytest.mark.parametrize("graph", [nx.MultiDiGraph(), of("u1"), of("p1 p2"), of("u1 u2")])
def test_with_less_than_three_helices_there_are_no_triads(graph: nx.Graph):
    found = measure_helix(graph)
    assert {row[-1] for row in found.triads} == {0}
    assert (len(found.closed), len(found.brokers)) == (0, 0)
    assert values(found.whole)["share of triads closed"] is None


@pytest.mark.parametrize("helices", [("university", "industry"), ("university", "university", "industry")])
def test_fewer_than_three_helices_are_refused(helices: tuple[str, ...]):
    with pytest.raises(AnalysisError, match="three or more"):
        measure_helix(nx.Graph(), helices=helices)
