from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from innograph.encoder.tags import best_tags


def chances(*rows: list[float]) -> np.ndarray:
    """Rows of chances as their logarithms."""
    return np.log(np.array(rows, dtype=np.float32))


def test_a_name_goes_on_only_where_one_of_its_class_began():
    # Of the tags O, begin A, in A, begin B, in B the likeliest of each word would be begin A, in B.
    read = chances([0.1, 0.6, 0.1, 0.1, 0.1], [0.1, 0.05, 0.3, 0.05, 0.5])
    assert best_tags(read) == [1, 2]


def test_no_name_begins_in_its_middle():
    assert best_tags(chances([0.3, 0.1, 0.6])) == [0]


def test_no_words_have_no_tags():
    assert best_tags(np.empty((0, 5), dtype=np.float32)) == []


@given(arrays(np.float32, st.tuples(st.integers(1, 12), st.just(7)), elements=st.floats(-20, 0, width=32)))
def test_the_tags_are_always_well_formed(read: np.ndarray):
    tags = best_tags(read)
    assert len(tags) == len(read)
    for before, tag in zip([0, *tags], tags, strict=False):
        assert tag % 2 or tag == 0 or before in (tag, tag - 1)


def brute(read: np.ndarray) -> float:
    """The greatest sum over all well-formed runs of tags."""
    runs: list[tuple[float, int]] = [(0.0, 0)]
    for row in read:
        runs = [
            (total + float(row[tag]), tag)
            for total, before in runs
            for tag in range(len(row))
            if tag % 2 or tag == 0 or before in (tag, tag - 1)
        ]
    return max(total for total, _ in runs)


@given(arrays(np.float32, st.tuples(st.integers(1, 4), st.just(5)), elements=st.floats(-9, 0, width=32)))
def test_no_well_formed_tags_are_likelier(read: np.ndarray):
    total = sum(float(row[tag]) for row, tag in zip(read, best_tags(read), strict=True))
    assert total == pytest.approx(brute(read), abs=1e-4)
