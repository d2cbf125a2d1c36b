from __future__ import annotations

from collections import Counter
from itertools import permutations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.analysis.brokerage import BROKERS, ROLES, measure_brokerage
from innograph.errors import AnalysisError
from innograph.query import Table


def grouped(groups: dict[str, str], *edges: str) -> nx.MultiDiGraph:
    """A directed graph of edges written as two letters, and the sector of each letter."""
    graph = nx.MultiDiGraph()
    for node, group in groups.items():
        graph.add_node(node, label=node.upper(), core="Fund", sector=group)
    graph.add_edges_from((edge[0], edge[1], {"confidence": 0.5}) for edge in edges)
    return graph


def roles(table: Table) -> dict[str, dict[str, int]]:
    """For each broker its roles, as far as it has them."""
    rows = (dict(zip(BROKERS, row, strict=True)) for row in table)
    return {str(row["iri"]): {role: int(row[role] or 0) for role in ROLES if row[role]} for row in rows}


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("uuu", "coordinator"),
        ("uiu", "itinerant"),
        ("iuu", "gatekeeper"),
        ("uui", "representative"),
        ("uig", "liaison"),
    ],
)
def test_the_groups_of_source_broker_and_target_make_the_role(groups: str, role: str):
    graph = grouped(dict(zip("abc", groups, strict=True)), "ab", "bc")
    assert roles(measure_brokerage(graph).brokers) == {"b": {role: 1}}


def test_who_is_tied_directly_needs_no_broker():
    assert not measure_brokerage(grouped({"a": "u", "b": "u", "c": "u"}, "ab", "bc", "ac")).brokers.rows


def test_a_tie_back_does_not_close_the_path():
    found = measure_brokerage(grouped({"a": "u", "b": "u", "c": "u"}, "ab", "bc", "ca"))
    assert roles(found.brokers) == {node: {"coordinator": 1} for node in "abc"}


def test_going_to_and_fro_brokers_nothing():
    assert not measure_brokerage(grouped({"a": "u", "b": "i"}, "ab", "ba")).brokers.rows


def test_a_network_worked_by_hand():
    """h is tied from u1, u2, i1 and to u3, i2, g1; u1 is tied to u3, and i2 to g1."""
    groups = {"1": "u", "2": "u", "3": "i", "h": "u", "4": "u", "5": "i", "6": "g"}
    graph = grouped(groups, "1h", "2h", "3h", "h4", "h5", "h6", "14", "56")
    found = roles(measure_brokerage(graph).brokers)
    # From u1: i2 and g1 represented; from u2: u3 coordinated, i2 and g1 represented; from i1: u3 let in, i2 itinerant,
    # g1 liaison. h goes to g1 over i2, but is tied to it itself.
    assert found == {
        "h": {"coordinator": 1, "itinerant": 1, "gatekeeper": 1, "representative": 4, "liaison": 1},
    }


def test_repeated_claims_loops_and_those_without_a_group_do_not_count():
    graph = grouped({"a": "u", "b": "i", "c": "g", "p": "none"}, "ab", "ab", "bc", "bb", "ap", "pc")
    assert roles(measure_brokerage(graph).brokers) == {"b": {"liaison": 1}}


def test_a_tie_without_direction_counts_each_way():
    graph = grouped({"a": "u", "b": "u", "c": "g"}, "ab", "bc").to_undirected()
    assert roles(measure_brokerage(graph).brokers) == {"b": {"gatekeeper": 1, "representative": 1}}


def test_groups_can_be_of_any_attribute():
    graph = grouped({"a": "u", "b": "i", "c": "g"}, "ab", "bc")
    assert roles(measure_brokerage(graph, by="core").brokers) == {"b": {"coordinator": 1}}


@given(
    st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=20),
    st.lists(st.sampled_from("uig"), min_size=7, max_size=7),
)
def test_roles_are_those_of_a_count_of_all_triples(edges: set[tuple[int, int]], groups: list[str]):
    graph = nx.DiGraph()
    graph.add_nodes_from((n, {"sector": group}) for n, group in enumerate(groups))
    graph.add_edges_from(edges)
    counted: Counter[tuple[int, str]] = Counter()
    for i, j, k in permutations(range(7), 3):
        if graph.has_edge(i, j) and graph.has_edge(j, k) and not graph.has_edge(i, k):
            a, b, c = groups[i], groups[j], groups[k]
            role = (
                "coordinator" if a == b == c else "itinerant" if a == c else "gatekeeper" if b == c
                else "representative" if a == b else "liaison"
            )  # fmt: skip
            counted[j, role] += 1
    rows = (dict(zip(BROKERS, row, strict=True)) for row in measure_brokerage(graph, permutations=0).brokers)
    assert {(row["iri"], role): row[role] for row in rows for role in ROLES if row[role]} == dict(counted)


def test_what_is_expected_is_the_mean_over_all_ways_to_deal_out_the_groups():
    groups = {"a": "u", "b": "i", "c": "u", "d": "g", "e": "i"}
    edges = ("ab", "bc", "cd", "de", "be", "ac")
    dealt = [
        roles(measure_brokerage(grouped(dict(zip(groups, deal, strict=True)), *edges), permutations=0).brokers)
        for deal in permutations(groups.values())
    ]
    tests = {(row[-1], row[2]): row for row in measure_brokerage(grouped(groups, *edges), permutations=20000).tests}
    assert tests
    for (node, role), row in tests.items():
        counts = [one.get(str(node), {}).get(str(role), 0) for one in dealt]
        mean = sum(counts) / len(counts)
        spread = (sum((count - mean) ** 2 for count in counts) / len(counts)) ** 0.5
        assert row[4] == pytest.approx(mean, abs=0.05)
        z = (int(str(row[3])) - mean) / spread if spread else None
        assert row[5] == (pytest.approx(z, abs=0.1) if z is not None else None)


def test_groups_add_up_to_all():
    graph = grouped({"a": "u", "b": "i", "c": "g", "d": "i"}, "ab", "bc", "cd", "da")
    table = measure_brokerage(graph, permutations=50).groups
    for role in ROLES:
        times = {row[0]: int(str(row[2])) for row in table if row[1] == role}
        assert times.pop("all") == sum(times.values())


def test_with_one_group_nothing_can_vary():
    tests = measure_brokerage(grouped({"a": "u", "b": "u", "c": "u"}, "ab", "bc")).tests
    assert {(row[2], row[3], row[4], row[5]) for row in tests} == {
        (role, int(role == "coordinator"), float(role == "coordinator"), None) for role in ROLES
    }


@pytest.mark.parametrize(
    "graph", [nx.MultiDiGraph(), grouped({"a": "u"}), grouped({"a": "u", "b": "i"}, "ab"), nx.DiGraph([("a", "b")])]
)
def test_where_nobody_stands_between_nobody_brokers(graph: nx.Graph):
    found = measure_brokerage(graph, permutations=5)
    assert (len(found.brokers), len(found.tests)) == (0, 0)
    assert all(row[2] == 0 for row in found.groups)


def test_the_seed_decides_the_dealing():
    graph = nx.gnp_random_graph(12, 0.3, seed=1, directed=True)
    nx.set_node_attributes(graph, {n: "uig"[n % 3] for n in graph}, "sector")
    once, again, other = (measure_brokerage(graph, permutations=20, seed=seed) for seed in (1, 1, 2))
    assert once == again
    assert once.tests != other.tests
    assert once.brokers == other.brokers


def test_a_negative_number_of_permutations_is_refused():
    with pytest.raises(AnalysisError, match="-1 times"):
        measure_brokerage(nx.DiGraph(), permutations=-1)
