from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.documents import lay_out
from innograph.documents.layout import split_lines, without
from innograph.model import Document, Span
from innograph.settings import Settings


def blocks(document: Document) -> list[tuple[str, str]]:
    """The kinds and texts of a document's blocks."""
    return [(b.kind, " ".join(document.text[p.begin : p.end] for p in b.pieces)) for b in document.blocks]


def outline(document: Document) -> list[tuple[str, ...]]:
    """The titles above each section, its own last."""
    return [document.headings(number) for number in range(len(document.sections))]


def test_paragraphs_end_at_blank_lines(laid_out: Callable[..., Document]):
    document = laid_out("One line\nand another.\n\n\nA second one.\n")
    assert blocks(document) == [("paragraph", "One line and another."), ("paragraph", "A second one.")]


def test_a_long_line_that_ends_a_sentence_is_a_paragraph(laid_out: Callable[..., Document]):
    long = ("Makers grew in the city " * 10).strip() + "."
    assert blocks(laid_out(f"{long}\n{long}")) == [("paragraph", long)] * 2


def test_numbered_headings_nest_by_their_numbering(laid_out: Callable[..., Document]):
    text = """Chapter 1 The city

Text.

1. Makers

Text.

1.1 Young makers

Text.

(1) Students

Text.

2. Firms

Text.

Chapter 2 The region

Text.
"""
    document = laid_out(text)
    assert outline(document) == [
        ("The city",),
        ("The city", "Makers"),
        ("The city", "Makers", "Young makers"),
        ("The city", "Makers", "Young makers", "Students"),
        ("The city", "Firms"),
        ("The region",),
    ]
    sections = [block.section for block in document.blocks if block.kind == "paragraph"]
    assert sections == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("outer", "inner"),
    [("一、Makers", "1. Young ones"), ("I. Makers", "1. Young ones"), ("1. Makers", "1) Young ones"),
     ("1. Makers", "（1）Young ones"), ("1) Makers", "a) Young ones")],
)  # fmt: skip
def test_each_numbering_has_its_place(laid_out: Callable[..., Document], outer: str, inner: str):
    document = laid_out(f"{outer}\n\nText.\n\n{inner}\n\nText.\n")
    assert outline(document) == [("Makers",), ("Makers", "Young ones")]


def test_a_heading_under_a_deeper_one_goes_back_up(laid_out: Callable[..., Document]):
    document = laid_out("1.1 Deep\n\nText.\n\n1. High\n\nText.\n\n1.2 Deep again\n\nText.\n")
    assert outline(document) == [("Deep",), ("High",), ("High", "Deep again")]


def test_a_marked_heading_that_runs_on_gives_back_its_sentence(laid_out: Callable[..., Document]):
    document = laid_out("1. [bookmark: _Toc1]Weak talent base In terms of talent, the city lags.\nIt knows.\n")
    assert blocks(document) == [
        ("heading", "Weak talent base"), ("paragraph", "In terms of talent, the city lags. It knows."),
    ]  # fmt: skip
    assert outline(document) == [("Weak talent base",)]


def test_a_list_of_numbered_sentences_is_no_outline(laid_out: Callable[..., Document]):
    document = laid_out("Text:\n\n1. Makers came.\n2. Firms came.\n3. Funds came.\n")
    assert document.sections == ()
    assert blocks(document)[1:] == [("item", "Makers came."), ("item", "Firms came."), ("item", "Funds came.")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Makers grow. The district has", "Two bases for them."),
        ("Makers of the whole city have a", "House of Makers."),
        ("Makers of the city wish to take", "part in more fairs."),
        ("Makers hold the small Fair of the incu-", "bators."),
    ],
)
def test_a_numbered_line_that_goes_on_in_the_next_is_no_heading(
    laid_out: Callable[..., Document], first: str, second: str
):
    document = laid_out(f"1. {first}\n{second}\n2. Firms\n\nText.\n")
    assert blocks(document)[0] == ("item", f"{first} {second}")
    assert outline(document) == [("Firms",)]


def test_what_is_numbered_beside_a_text_and_goes_on_is_a_text(laid_out: Callable[..., Document]):
    document = laid_out(
        "1. Build the National Base of Gene\nEditing for all.\n2. Hold the fair for makers, and\ninvite all.\n"
    )
    assert blocks(document) == [
        ("item", "Build the National Base of Gene Editing for all."),
        ("item", "Hold the fair for makers, and invite all."),
    ]


@pytest.mark.parametrize("below", ["a) makers;", "- makers;", "year    2015    2016", "Makers came."])
def test_a_numbered_line_over_a_list_a_table_or_a_text_is_a_heading(laid_out: Callable[..., Document], below: str):
    assert outline(laid_out(f"1. Makers of the city\n{below}\n\nText.\n")) == [("Makers of the city",)]


@pytest.mark.parametrize("page", ["2 / 4", "- 12 -", "Page 3 of 9"])
def test_a_sentence_goes_on_behind_the_foot_of_a_page(laid_out: Callable[..., Document], page: str):
    document = laid_out(
        f"The city says that it\nwill equip the labor-\n\n   {page}\n\natory of robotics.\n\nMakers came."
    )
    assert blocks(document) == [
        ("paragraph", "The city says that it will equip the labor- atory of robotics."),
        ("paragraph", "Makers came."),
    ]


@pytest.mark.parametrize(("before", "behind"), [("Makers came.", "their firms grew."), ("Makers came", "Firms grew.")])
def test_a_page_that_ends_with_a_text_does_not_go_on(laid_out: Callable[..., Document], before: str, behind: str):
    document = laid_out(f"The city.\n{before}\n\n12\n\n{behind}")
    assert len(document.blocks) == 2


@pytest.mark.parametrize("bullet", ["-", "*", "•", "·", "‣", "▪", "–", "1.", "1)", "(1)", "（1）", "a)", "(a)"])
def test_an_item_is_read_without_its_bullet_and_with_its_further_lines(laid_out: Callable[..., Document], bullet: str):
    document = laid_out(f"{bullet} makers came to\n  the city;\n{bullet} firms came.\n\nText.")
    assert blocks(document) == [("item", "makers came to the city;"), ("item", "firms came."), ("paragraph", "Text.")]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("| Name | City |\n|---|:-:|\n| DJI | Shenzhen |", ["| Name | City |", "| DJI | Shenzhen |"]),
        ("Name\tCity\tYear\nDJI\tShenzhen\t2006", ["Name\tCity\tYear", "DJI\tShenzhen\t2006"]),
        ("Name   City   Year\nDJI    Shenzhen   2006", ["Name   City   Year", "DJI    Shenzhen   2006"]),
    ],
)
def test_rows_of_tables(laid_out: Callable[..., Document], text: str, rows: list[str]):
    assert blocks(laid_out(text)) == [("row", row) for row in rows]


def test_a_row_with_a_cell_of_one_character(laid_out: Callable[..., Document]):
    assert blocks(laid_out("DJI\t7\t2006\nBYD\t9\t1995")) == [("row", "DJI\t7\t2006"), ("row", "BYD\t9\t1995")]


def test_a_short_line_alone_is_a_heading(laid_out: Callable[..., Document]):
    document = laid_out("Makers of the city\n\nThey grew.\n\nno capital here\n\nText.\n\nIt ends with a stop.\n\nText.")
    assert outline(document) == [("Makers of the city",)]


def test_a_line_with_many_marks_loses_all_of_them():
    line = " ".join(f"**word{number}**" for number in range(30))
    document = lay_out(f"# Head\n\n{line} end.\n", "a.md", Settings(), markdown=True)
    assert "*" not in "".join(text for _, text in blocks(document))


@given(st.text(st.sampled_from("ab \n"), max_size=40), st.integers(0, 10))
def test_lines_are_the_text_cut_at_line_feeds(text: str, begin: int):
    begin = min(begin, len(text))
    lines = split_lines(text, begin)
    assert "\n".join(text[line.begin : line.end] for line in lines) == text[begin:]
    assert all("\n" not in text[line.begin : line.end] for line in lines)


@given(
    st.text(st.sampled_from("ab "), max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5)), max_size=5)
)
def test_without_leaves_what_no_cut_covers(text: str, raw: list[tuple[int, int]]):
    cuts, at = [], 0
    for begin, length in sorted(raw):
        if begin >= at and begin + length <= len(text):
            cuts.append(Span(begin, begin + length))
            at = begin + length + 1
    pieces = without(Span(0, len(text)), cuts, text)
    covered = {offset for piece in pieces for offset in range(piece.begin, piece.end)}
    cut = {offset for span in cuts for offset in range(span.begin, span.end)}
    assert not covered & cut
    assert {offset for offset in range(len(text)) if not text[offset].isspace()} - cut <= covered
    assert all(text[p.begin : p.end].strip() == text[p.begin : p.end] != "" for p in pieces)
