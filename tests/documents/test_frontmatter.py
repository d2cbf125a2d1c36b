from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.documents.frontmatter import FrontMatter, read_front_matter
from innograph.errors import DocumentError
from innograph.model import Document


def test_a_text_without_a_block_has_none():
    for text in ("Text.", "", "--- \n", "Text\n---\ntitle: A\n---\n", "---\ntitle: A\n"):
        assert read_front_matter(text, "a.md") == FrontMatter()


def test_a_block_says_title_place_and_date():
    text = '---\ntitle: "Makers: a report"\nplace: Nanshan, Shenzhen\ndate: 2017-03\nother: 7\n---\nText.'
    front = read_front_matter(text, "a.md")
    assert (front.title, front.place, front.date) == ("Makers: a report", "Nanshan, Shenzhen", "2017-03")
    assert text[front.body :] == "Text."
    assert front.place_span is not None
    assert text[front.place_span.begin : front.place_span.end] == "Nanshan, Shenzhen"


@pytest.mark.parametrize("quoted", ["Espoo", "'Espoo'", '"Espoo"', "  Espoo  "])
def test_the_place_is_found_within_its_quotes(quoted: str):
    text = f"---\nplace: {quoted}\n---\n"
    front = read_front_matter(text, "a.md")
    assert front.place_span is not None
    assert text[front.place_span.begin : front.place_span.end] == "Espoo" == front.place


def test_a_date_stays_as_it_is_written():
    assert read_front_matter("---\ndate: 2016\n---\n", "a.md").date == "2016"
    assert read_front_matter("---\ndate: 2016-08-01\n---\n", "a.md").date == "2016-08-01"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=40))
def test_a_block_is_read_or_refused_and_nothing_else(line: str):
    text = f"---\ntitle: {line}\n---\nText."
    try:
        said = text[read_front_matter(text, "a.md").body :]
    except DocumentError as error:
        said = str(error)
    assert said in ("Text.", text) or re.fullmatch(r"'a\.md' has front matter that is not YAML \(.*\)\. .*", said)


def test_a_block_that_is_not_yaml_is_refused():
    with pytest.raises(
        DocumentError, match=r"^'a\.md' has front matter that is not YAML \(.*\)\. Correct or remove it\.$"
    ):
        read_front_matter("---\ntitle: [\n---\nText.", "a.md")


def test_a_rule_between_texts_is_no_block(laid_out: Callable[..., Document]):
    document = laid_out("---\nSome text stands here.\n---\n\nMore text.", markdown=True)
    assert "Some text stands here." in [
        document.text[piece.begin : piece.end] for block in document.blocks for piece in block.pieces
    ]


def test_the_block_is_no_part_of_what_the_document_says(laid_out: Callable[..., Document]):
    document = laid_out("---\ntitle: A report\nplace: Espoo\n---\n# Head\n\nText.", markdown=True)
    assert (document.title, document.place) == ("A report", "Espoo")
    assert min(piece.begin for block in document.blocks for piece in block.pieces) > document.text.index("Espoo")


def test_without_a_block_the_first_heading_is_the_title_and_else_the_name(laid_out: Callable[..., Document]):
    assert laid_out("# Head\n\nText.", markdown=True).title == "Head"
    assert laid_out("Text goes on.", source="below/some-report.txt").title == "some-report"
