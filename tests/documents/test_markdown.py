from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.documents.markdown import find_marks
from innograph.model import Document


def unmarked(text: str) -> str:
    """A text without its marks."""
    for span in reversed(find_marks(text)):
        text = text[: span.begin] + text[span.end :]
    return text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a **bold** word", "a bold word"),
        ("an *italic* or _italic_ word", "an italic or italic word"),
        ("***both*** and __bold__", "both and bold"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("a [link](http://a.example/b_c) here", "a link here"),
        ("an ![image](a.png) here", "an  here"),
        ("a `code` word", "a code word"),
        ("> quoted\n> lines", "quoted\nlines"),
        ("before\n```\nx = 1\n```\nafter", "before\n\nafter"),
        ("plain [1] (text) stays", "plain [1] (text) stays"),
    ],
)
def test_only_the_marks_are_taken_out(text: str, left: str):
    assert unmarked(text) == left


@given(st.text(st.sampled_from("ab *_`[]()>!\n"), max_size=40))
def test_marks_are_in_order_apart_and_not_empty(text: str):
    spans = find_marks(text)
    ends = [0, *(span.end for span in spans)]
    for span, end in zip(spans, ends, strict=False):
        assert end <= span.begin < span.end <= len(text)


@given(st.text(st.characters(categories=("L", "N", "Z"), include_characters=".,;:?\n"), max_size=60))
def test_a_text_without_marks_loses_nothing(text: str):
    assert find_marks(text) == []


def test_headings_nest_by_their_depth(laid_out: Callable[..., Document]):
    document = laid_out("# A\n\n## B\n\ntext\n\n### C *c*\n\ntext\n\n## D\n\n# E ##\n", markdown=True)
    assert [(s.title, s.level, s.parent) for s in document.sections][:4] == [
        ("A", 1, -1), ("B", 2, 0), ("C c", 3, 1), ("D", 2, 0),
    ]  # fmt: skip
    assert document.headings(2) == ("A", "B", "C c")
    assert document.sections[4].parent == -1
