from __future__ import annotations

from itertools import combinations
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.analysis.synergies import QUADRUPLE, TRIPLE, count_units, measure_synergy
from innograph.errors import AnalysisError
from innograph.query import Table

UNI, IND, GOV = ("university",), ("industry",), ("government",)
TRILATERAL = "T(university, industry, government)"


def sets(*units: tuple[tuple[str, ...], int]) -> dict[frozenset[str], int]:
    return {frozenset(names): number for names, number in units}


def bits(table: Table) -> dict[object, float]:
    return {row[0]: row[1] for row in table}  # type: ignore[misc]


def test_units_are_counted_by_the_helices_that_they_name():
    units = [{"university"}, {"university", "industry", "none"}, {"society"}, set(), {"industry", "university"}]
    counted = count_units(units)
    assert {cell: number for cell, number in counted.items() if number} == sets((UNI, 1), (UNI + IND, 2))
    assert len(counted) == 7
    assert count_units(units, silent=True)[frozenset()] == 2
    assert count_units(units, helices=QUADRUPLE)[frozenset({"society"})] == 1


def test_helices_that_always_occur_together_share_one_bit():
    found = bits(measure_synergy(sets(((), 5), (TRIPLE, 5))))
    assert found["H(university)"] == found["T(university, industry)"] == pytest.approx(1.0)
    assert found[TRILATERAL] == pytest.approx(1.0)


def test_a_helix_that_occurs_when_just_one_of_two_others_does_makes_synergy():
    """The exclusive or: no pair tells anything, all three together one bit; T is -1."""
    found = bits(measure_synergy(sets(((), 4), (UNI + IND, 4), (UNI + GOV, 4), (IND + GOV, 4))))
    for pair in combinations(TRIPLE, 2):
        assert found[f"T({', '.join(pair)})"] == pytest.approx(0.0)
    assert found[TRILATERAL] == pytest.approx(-1.0)


def test_independent_helices_share_nothing():
    every = [some for size in range(4) for some in combinations(TRIPLE, size)]
    found = bits(measure_synergy({frozenset(some): 3 for some in every}))
    assert found["H(university, industry, government)"] == pytest.approx(3.0)
    assert found[TRILATERAL] == pytest.approx(0.0)


def test_an_example_worked_by_hand():
    """Ten units: 4 name a university, 3 industry, 2 government, 1 all three.

    Shares: u .5, i .4, g .3. Pairs: u and i both .1, only u .4, only i .3, none .2; u and g .1, .4, .2, .3; i and g
    .1, .3, .2, .4. All: .4, .3, .2, .1.
    """

    def entropy(*shares: float) -> float:
        return -sum(share * log2(share) for share in shares)

    found = bits(measure_synergy(sets((UNI, 4), (IND, 3), (GOV, 2), (TRIPLE, 1))))
    one = entropy(0.5, 0.5) + entropy(0.4, 0.6) + entropy(0.3, 0.7)
    two = entropy(0.1, 0.4, 0.3, 0.2) + entropy(0.1, 0.4, 0.2, 0.3) + entropy(0.1, 0.3, 0.2, 0.4)
    assert found["units"] == 10
    assert found["H(industry)"] == pytest.approx(0.970951, abs=1e-6)
    assert found[TRILATERAL] == pytest.approx(one - two + entropy(0.4, 0.3, 0.2, 0.1))
    assert found[TRILATERAL] == pytest.approx(-0.840637, abs=1e-6)


def test_four_helices_that_occur_together_in_even_numbers():
    """Parity of four: H = 3 bits, all threes are independent; T = 4 - 6 x 2 + 4 x 3 - 3 = 1."""
    even = [some for size in (0, 2, 4) for some in combinations(QUADRUPLE, size)]
    found = bits(measure_synergy({frozenset(some): 1 for some in even}, helices=QUADRUPLE))
    assert found["T(university, industry, government, society)"] == pytest.approx(1.0)
    assert found[TRILATERAL] == pytest.approx(0.0)


@given(st.lists(st.sets(st.sampled_from(TRIPLE)), min_size=1, max_size=30))
def test_what_two_share_is_never_negative_and_never_more_than_either_has(units: list[set[str]]):
    found = bits(measure_synergy(count_units(units, silent=True), resamples=0))
    for one, other in combinations(TRIPLE, 2):
        shared = found[f"T({one}, {other})"]
        assert -1e-12 <= shared <= min(found[f"H({one})"], found[f"H({other})"]) + 1e-12
    assert -1 - 1e-12 <= found[TRILATERAL] <= 1 + 1e-12


def test_helices_that_never_meet_have_a_negative_t_by_that_alone():
    """Of three that exclude each other, each in a third of the units, T = 3 H(1/3) - 2 log2(3)."""
    *_, (_, shared, _, _, chance) = measure_synergy(sets((UNI, 5), (IND, 5), (GOV, 5)))
    assert shared == pytest.approx(3 * (log2(3) - 2 / 3) - 2 * log2(3))
    assert chance == pytest.approx(shared, abs=1e-6)


def test_where_helices_are_independent_t_is_as_by_chance():
    """Each is in half of 8 units that have all combinations; the silent one is left out or not."""
    every = [some for size in range(4) for some in combinations(TRIPLE, size)]
    for combined in (every, every[1:]):
        for name, value, _, _, chance in measure_synergy({frozenset(some): 3 for some in combined}).rows[1:]:
            assert chance == pytest.approx(value, abs=1e-9), name


def test_helices_that_meet_less_than_by_chance_have_another_t_than_by_chance():
    *_, (_, shared, _, _, chance) = measure_synergy(sets((UNI + IND, 4), (UNI + GOV, 4), (IND + GOV, 4)))
    assert shared < chance - 0.1  # type: ignore[operator]


def test_the_interval_holds_the_value_and_narrows_with_more_units():
    few, many = (
        measure_synergy(sets((UNI, 4 * n), (IND, 3 * n), (GOV, 2 * n), (TRIPLE, n))).rows[-1] for n in (5, 500)
    )
    for _, value, low, high, _ in (few, many):
        assert low <= value <= high  # type: ignore[operator]
    assert many[3] - many[2] < few[3] - few[2]  # type: ignore[operator]


def test_the_seed_decides_the_interval():
    counts = sets((UNI, 4), (IND, 3), (GOV, 2))
    assert measure_synergy(counts, seed=1) == measure_synergy(counts, seed=1)
    assert measure_synergy(counts, seed=1) != measure_synergy(counts, seed=2)


def test_of_no_units_nothing_is_known_and_of_one_kind_nothing_is_uncertain():
    assert {row[1] for row in measure_synergy(count_units([]))} == {0, None}
    assert {row[1:] for row in measure_synergy(sets((UNI, 7))).rows[1:]} == {(0.0, 0.0, 0.0, 0.0)}


@pytest.mark.parametrize("helices", [(), ("industry",), ("industry", "industry")])
def test_fewer_than_two_helices_are_refused(helices: tuple[str, ...]):
    with pytest.raises(AnalysisError, match="two or more"):
        measure_synergy({}, helices=helices)


def test_a_count_below_0_is_refused():
    with pytest.raises(AnalysisError, match="less than 0"):
        measure_synergy(sets((UNI, -1)))
