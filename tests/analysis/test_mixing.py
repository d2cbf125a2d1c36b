from __future__ import annotations

from itertools import permutations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.analysis.mixing import measure_mixing
from innograph.errors import AnalysisError
from innograph.query import Table

EDGES = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=25)
GROUPS = st.lists(st.sampled_from("uig"), min_size=8, max_size=8)


def values(table: Table) -> dict[object, object]:
    return dict(table.rows)  # type: ignore[arg-type]


def grouped(edges: set[tuple[int, int]] | list[str], groups: list[str] | dict[str, str], *, directed: bool) -> nx.Graph:
    """A simple graph in which nodes have sectors; without those that have no tie."""
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_edges_from(edge for edge in edges if edge[0] != edge[1])
    nx.set_node_attributes(graph, {node: groups[node] for node in graph}, "sector")
    return graph


PAIRED = grouped(["ab", "bc", "cd", "ad", "ae"], {"a": "u", "b": "u", "c": "i", "d": "i", "e": "g"}, directed=False)


@given(EDGES, GROUPS, st.booleans())
def test_the_matrix_and_the_assortativities_are_those_of_networkx(
    edges: set[tuple[int, int]], groups: list[str], directed: bool
):
    graph = grouped(edges, groups, directed=directed)
    if not graph:
        return
    found = measure_mixing(graph)
    names = found.matrix.columns[1:]
    mapping = {name: at for at, name in enumerate(names)}
    reference = nx.attribute_mixing_matrix(graph, "sector", mapping=mapping, normalized=False)
    assert [list(row[1:]) for row in found.matrix] == reference.astype(int).tolist()
    whole = values(found.whole)
    if len(names) > 1:
        expected = nx.attribute_assortativity_coefficient(graph, "sector")
        assert whole["assortativity by sector"] == pytest.approx(expected, abs=1e-9)
    if whole["assortativity by degree"] is not None:
        assert whole["assortativity by degree"] == pytest.approx(nx.degree_assortativity_coefficient(graph), abs=1e-6)


@pytest.mark.parametrize("directed", [True, False])
def test_the_error_is_that_of_taking_away_each_tie(directed: bool):
    edges = list(nx.gnm_random_graph(8, 14, seed=3, directed=directed).edges())
    groups = list("uigguiui")
    graph = grouped(edges, groups, directed=directed)
    whole = nx.attribute_assortativity_coefficient(graph, "sector")
    squares = 0.0
    for edge in graph.edges():
        without = graph.copy()
        without.remove_edge(*edge)
        squares += (nx.attribute_assortativity_coefficient(without, "sector") - whole) ** 2
    found = values(measure_mixing(graph).whole)
    assert found["error of assortativity by sector"] == pytest.approx(squares**0.5, abs=1e-9)


def test_the_e_i_index_worked_by_hand():
    """a-b and c-d are internal; b-c, a-d and a-e external: (3 - 2) / 5."""
    found = measure_mixing(PAIRED)
    assert values(found.whole)["E-I index"] == pytest.approx(0.2)
    assert found.groups.rows == (
        ("g", 1, 0, 1, 1.0),
        ("i", 2, 1, 2, pytest.approx(1 / 3)),
        ("u", 2, 1, 3, pytest.approx(0.5)),
    )


def test_what_the_e_i_index_is_by_chance_is_exact():
    """Against all ways to deal out the groups."""
    counts = []
    for deal in permutations("uuiig"):
        of = dict(zip("abcde", deal, strict=True))
        counts.append(sum(1 if of[a] != of[b] else -1 for a, b in PAIRED.edges()) / 5)
    mean = sum(counts) / len(counts)
    spread = (sum((count - mean) ** 2 for count in counts) / len(counts)) ** 0.5
    whole = values(measure_mixing(PAIRED).whole)
    assert whole["expected E-I index"] == pytest.approx(mean, abs=1e-12)
    assert whole["z of E-I index"] == pytest.approx((0.2 - mean) / spread, abs=1e-9)


def test_shares_are_compared_with_those_by_chance():
    """10 ends of ties: 5 at u, 4 at i, 1 at g; u to i is 2 of 10 and 5/10 * 4/10 by chance."""
    row = next(row for row in measure_mixing(PAIRED).pairs if row[:2] == ("u", "i"))
    assert row == ("u", "i", 2, pytest.approx(0.2), pytest.approx(0.2), pytest.approx(1.0))


def test_a_network_without_ties_inside_groups_is_disassortative():
    graph = grouped(["ab", "cd"], {"a": "u", "b": "i", "c": "u", "d": "i"}, directed=False)
    whole = values(measure_mixing(graph).whole)
    assert whole["assortativity by sector"] == -1.0
    assert whole["E-I index"] == 1.0


def test_repeated_claims_are_one_tie_and_places_do_not_count():
    graph = nx.MultiDiGraph(["ab", "ab", "ap"])
    nx.set_node_attributes(graph, {"a": "u", "b": "i", "p": "none"}, "sector")
    found = measure_mixing(graph)
    assert values(found.whole)["ties"] == 1
    assert found.matrix == Table(("sector", "i", "u"), (("i", 0, 0), ("u", 1, 0)))


def test_with_one_group_assortativity_is_not_defined():
    whole = values(measure_mixing(grouped(["ab"], {"a": "u", "b": "u"}, directed=True)).whole)
    assert whole["assortativity by sector"] is whole["error of assortativity by sector"] is None
    assert (whole["E-I index"], whole["expected E-I index"], whole["z of E-I index"]) == (-1.0, -1.0, None)


def test_an_unknown_group_is_named():
    with pytest.raises(AnalysisError, match=r"no 'sectors' to group by. Did you mean 'sector'"):
        measure_mixing(PAIRED, by="sectors")


@pytest.mark.parametrize("graph", [nx.MultiDiGraph(), nx.empty_graph(2), nx.DiGraph(["ab"])])
def test_without_ties_between_groups_nothing_is_measured(graph: nx.Graph):
    found = measure_mixing(graph)
    assert (len(found.matrix), len(found.pairs), len(found.groups)) == (0, 0, 0)
    assert {value for _, value in found.whole} == {0, None}
