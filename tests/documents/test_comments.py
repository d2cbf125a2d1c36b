from __future__ import annotations

from collections.abc import Callable

import pytest

from innograph.model import Document


def comments(document: Document) -> list[tuple[str, str, str]]:
    """The comments of a document: who, what, and on what."""
    return [
        (c.author, document.text[c.span.begin : c.span.end].strip(), document.text[c.on.begin : c.on.end])
        for c in document.comments
    ]


def said(document: Document) -> list[str]:
    """What the document itself says, piece by piece."""
    return [document.text[piece.begin : piece.end] for block in document.blocks for piece in block.pieces]


def test_a_comment_ends_with_its_line(laid_out: Callable[..., Document]):
    document = laid_out("Makers grew. Comment by Anna Lee: is this so?\nFirms grew too.\n")
    assert comments(document) == [("Anna Lee", "Comment by Anna Lee: is this so?", "Makers grew.")]
    assert said(document) == ["Makers grew.", "Firms grew too."]
    (comment,) = document.comments
    assert document.text[comment.author_span.begin : comment.author_span.end] == "Anna Lee"


def test_a_comment_goes_on_over_lines_that_speak_of_the_text(laid_out: Callable[..., Document]):
    text = (
        "Makers grew.\tComment by Bo: rewrite the abstract\n"
        "The writing of this paragraph is unclear.\n\n"
        "Your conclusions come first.\n"
        "The city paid for it.\n"
    )
    document = laid_out(text)
    assert [author for author, _, _ in comments(document)] == ["Bo"]
    assert said(document) == ["Makers grew.", "The city paid for it."]


def test_two_comments_do_not_run_into_each_other(laid_out: Callable[..., Document]):
    document = laid_out("Makers grew. Comment by Bo: style\nFirms grew. Comment by Ann: style too\nEnd.")
    assert [(author, on) for author, _, on in comments(document)] == [("Bo", "Makers grew."), ("Ann", "Firms grew.")]
    assert said(document) == ["Makers grew.", "Firms grew.", "End."]


@pytest.mark.parametrize(
    "text", ["The comment by the mayor: good.", "Comments were made by Anna: none.", "A Comment by 5: no."]
)
def test_what_only_looks_like_a_comment_is_none(laid_out: Callable[..., Document], text: str):
    assert comments(laid_out(text)) == []


def test_a_comment_at_the_beginning_of_the_text(laid_out: Callable[..., Document]):
    document = laid_out("Comment by Bo: style\nMakers grew.")
    assert comments(document) == [("Bo", "Comment by Bo: style", "")]


def test_a_comment_on_a_line_of_its_own(laid_out: Callable[..., Document]):
    document = laid_out("Makers grew.\nComment by Bo: style\nFirms grew.")
    assert [author for author, _, _ in comments(document)] == ["Bo"]
    assert said(document) == ["Makers grew.", "Firms grew."]
