from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.documents.furniture import find_furniture
from innograph.documents.layout import split_lines
from innograph.lexicon import Lexicon, read_lexicon


def furniture(text: str, lexicon: Lexicon) -> list[str]:
    """What is furniture in a text, piece by piece."""
    return [text[span.begin : span.end] for span in find_furniture(text, split_lines(text), lexicon)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. [bookmark: _Toc1]Makers grew [bookmark: x]here.", ["[bookmark: _Toc1]", "[bookmark: x]"]),
        ("Makers grew [12] fast [1-3], [4, 5].", ["[12]", "[1-3]", "[4, 5]"]),
        ("Shenfu [2015] No. 46 and [RMB 50] stay.", []),
        ("Some text.\n\n12\n\n- 13 -\n\nMore.", ["12", "- 13 -"]),
        ("Some text. Page 3 of 9\nMore text. [Page 4]", ["Page 3 of 9", "[Page 4]"]),
        ("Page 3 tells more of it.", []),
        ("12 | Annual Report on Makers\nText.", ["12 | Annual Report on Makers"]),
        ("Annual Report on Makers · p. 12\nText.", ["Annual Report on Makers · p. 12"]),
        ("Some <!-- a remark --> text.", ["<!-- a remark -->"]),
        ("Makers grew in 2016.", []),
    ],
)
def test_marks_and_page_footers(lexicon: Lexicon, text: str, found: list[str]):
    assert furniture(text, lexicon) == found


def test_a_comment_of_markdown_over_two_lines(lexicon: Lexicon):
    assert furniture("Some <!-- a remark\nof two lines --> text.", lexicon) == ["<!-- a remark\nof two lines -->"]


def test_numbers_that_count_on_from_line_to_line_are_page_numbers(lexicon: Lexicon):
    text = "The city grew\n7 Makers came to it.\nThen came\n8 New firms opened and\n12 makers left."
    assert furniture(text, lexicon) == ["7", "8"]


def test_a_number_after_one_that_stands_alone_is_a_page_number(lexicon: Lexicon):
    assert furniture("The city\n\n41\n\ngrew and\n42 Makers came.", lexicon) == ["41", "42"]


def test_two_page_numbers_that_ran_together_count_as_both(lexicon: Lexicon):
    assert furniture("The city\n105106\ngrew and\n107 Makers came.", lexicon) == ["105106", "107"]


def test_a_page_number_of_two_digits_in_a_row_is_one_number(lexicon: Lexicon):
    assert furniture("The city\n12\ngrew and\n13 Makers came.", lexicon) == ["12", "13"]


@pytest.mark.parametrize(
    "text",
    ["In the year\n2015 Makers came. In\n2016 Firms came.", "There were\n12 makers and\n30 firms."],
)
def test_years_and_figures_at_a_line_beginning_stay(lexicon: Lexicon, text: str):
    assert furniture(text, lexicon) == []


HEAD = "Shenzhen Innovation Yearbook"


def test_a_line_that_returns_is_a_running_head(lexicon: Lexicon):
    pages = [f"{HEAD}\nPage text number {word} stands here." for word in ("one", "two", "three")]
    assert furniture("\n".join(pages), lexicon) == [HEAD] * 3


def test_a_head_that_ran_on_to_a_line_is_cut_from_it(lexicon: Lexicon):
    pages = [f"Text number {word} stands here. {HEAD}" for word in ("one", "two", "three")]
    assert furniture("\n".join(pages), lexicon) == [HEAD] * 3


def test_a_line_that_returns_once_is_none(lexicon: Lexicon):
    pages = [f"{HEAD}\nPage text number {word} stands here." for word in ("one", "two")]
    assert furniture("\n".join(pages), lexicon) == []


LINES = st.lists(
    st.sampled_from(["12", "13 Makers came", "Some text.", HEAD, f"Ends. {HEAD}", "", "[bookmark: a] Text", "- 4 -"]),
    max_size=12,
)


@given(LINES)
def test_furniture_is_in_order_within_the_text_and_not_empty(lines: list[str]):
    text = "\n".join(lines)
    spans = find_furniture(text, split_lines(text), read_lexicon("en"))
    assert spans == sorted(spans)
    assert all(0 <= span.begin <= span.end <= len(text) for span in spans)
