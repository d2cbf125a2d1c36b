from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.documents import lay_out
from innograph.documents.furniture import find_furniture
from innograph.documents.layout import split_lines
from innograph.documents.markdown import find_marks
from innograph.lexicon import Lexicon, read_lexicon
from innograph.model import Document, Sentence, Span
from innograph.sentences import split_sentences
from innograph.settings import Settings


def texts(document: Document, lexicon: Lexicon) -> list[str]:
    return [sentence.text for sentence in split_sentences(document, lexicon)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One line\nand another\n  and a third.", ["One line and another and a third."]),
        ("It grew.  And  then\tit fell.", ["It grew.", "And then it fell."]),
        ("The innova-\ntion of the city.", ["The innovation of the city."]),
        ("The high-\ntech firms.", ["The high-tech firms."]),
        ("From Shen-\nZhen it came.", ["From Shen- Zhen it came."]),
        ("Made by A Corp. and B Ltd. in 2016.", ["Made by A Corp. and B Ltd. in 2016."]),
        ("See No. 46 of Dr. J. Smith.", ["See No. 46 of Dr. J. Smith."]),
        ("E.g. firms, i.e. Huawei, grew. They pay.", ["E.g. firms, i.e. Huawei, grew.", "They pay."]),
        ("It grew (as Smith says. He knows.) and fell.", ["It grew (as Smith says. He knows.) and fell."]),
        ("It was 5.5 percent. 3 firms left.", ["It was 5.5 percent.", "3 firms left."]),
        ("Why? Because! “It grew.” So they said.", ["Why?", "Because!", "“It grew.”", "So they said."]),
        ("It grew; the firms left; all wept.", ["It grew;", "the firms left;", "all wept."]),
        ("深圳很大。很好！对吗？对", ["深圳很大。", "很好！", "对吗？", "对"]),
        ("深圳\n很大。", ["深圳很大。"]),
        ("the end", ["the end"]),
        ("\n\n", []),
    ],
)
def test_sentences(laid_out: Callable[..., Document], lexicon: Lexicon, text: str, sentences: list[str]):
    assert texts(laid_out(text), lexicon) == sentences


def test_a_page_number_between_two_lines_is_no_part_of_the_sentence(
    laid_out: Callable[..., Document], lexicon: Lexicon
):
    document = laid_out("The city had\n41 Makers in it.\nIt then\n42 Paid them all\nand\n43 Grew.")
    assert texts(document, lexicon) == ["The city had Makers in it.", "It then Paid them all and Grew."]


@pytest.mark.parametrize("page", ["41", "Page 41 of 90", "41 | Makers of the city"])
def test_a_sentence_goes_on_over_the_foot_of_a_page(laid_out: Callable[..., Document], lexicon: Lexicon, page: str):
    document = laid_out(f"The district has too few schools, and its makers\n{page}\nleave for the city.")
    assert texts(document, lexicon) == ["The district has too few schools, and its makers leave for the city."]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("One line\nand another\n  and a third.", ["One", "and another", "and a third"]),
        ("It grew. And\nthen it fell.\nSo it was.", ["It", "then", "So"]),
        ("One \nTwo", ["One", "Two"]),
        ("The innova-\ntion grew.", ["The", "tion"]),
    ],
)
def test_a_sentence_knows_where_lines_begin(
    laid_out: Callable[..., Document], lexicon: Lexicon, text: str, starts: list[str]
):
    found = [s.text[at:] for s in split_sentences(laid_out(text), lexicon) for at in s.lines]
    assert len(found) == len(starts)
    assert all(rest.startswith(start) for rest, start in zip(found, starts, strict=True))


def test_headings_items_and_rows_end_their_sentence(laid_out: Callable[..., Document], lexicon: Lexicon):
    document = laid_out("# What Is. And Is Not\n\n- one. Two\n- three\n\n| a. B | c |\n", markdown=True)
    sentences = split_sentences(document, lexicon)
    assert [(sentence.kind, sentence.text) for sentence in sentences] == [
        ("heading", "What Is. And Is Not"),
        ("item", "one."), ("item", "Two"), ("item", "three"),
        ("row", "| a. B | c |"),
    ]  # fmt: skip
    assert [sentence.index for sentence in sentences] == [0, 1, 2, 3, 4]
    assert {document.headings(sentence.section) for sentence in sentences} == {("What Is. And Is Not",)}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The **city**, it grew.", "The city, it grew."),
        ("The [city](http://a.example).", "The city."),
        ("The city grew [12], too.", "The city grew, too."),
    ],
)
def test_marks_within_a_line_leave_no_blanks(
    laid_out: Callable[..., Document], lexicon: Lexicon, text: str, sentence: str
):
    assert texts(laid_out(text, markdown=True), lexicon) == [sentence]


def test_a_part_of_a_sentence_leads_back_to_its_characters(laid_out: Callable[..., Document], lexicon: Lexicon):
    document = laid_out("The inno-\nvation of\nthe city grew.")
    (sentence,) = split_sentences(document, lexicon)
    begin = sentence.text.index("innovation")
    span = sentence.span(begin, begin + len("innovation"))
    assert document.text[span.begin : span.end] == "inno-\nvation"
    whole = sentence.span()
    assert document.text[whole.begin : whole.end] == document.text


PLAIN = [
    "Shenzhen",
    "makers",
    "the",
    "innova-",
    "high-",
    "grew.",
    "“Yes.”",
    "No.",
    "46",
    "(as",
    "said)",
    "7,5",
    "深圳",
    "。",
]
MARKED = ["U.S.", "**bold**", "_it_", "[12]", "`x`", "e.g.", "\U0001f600", "é", "a;", "|", "[bookmark: b]"]
WORDS = st.sampled_from([*PLAIN, *MARKED])
MARGINS = st.sampled_from(["", "", "", "  ", "- ", "1. ", "# ", "(1) ", "> ", "12 ", "13 ", "\t", "Chapter 2 "])
LINES = st.builds(lambda margin, words, blank: margin + blank.join(words), MARGINS, st.lists(WORDS, max_size=8),
                  st.sampled_from([" ", "  ", "\u00a0", "\t", "   "]))  # fmt: skip
LAYOUTS = st.lists(LINES | st.sampled_from(["", "41", "Ends. Comment by Bo: style", "Page 3 of 9", "---"]), max_size=14)


def read(lines: list[str], markdown: bool) -> tuple[Document, list[Sentence], list[Span]]:
    """A document of lines, its sentences, and what is to be left out of them."""
    text = "\n".join(["It begins here.", *lines])
    lexicon = read_lexicon("en")
    document = lay_out(text, "a.md", Settings(), markdown=markdown)
    cuts = find_furniture(text, split_lines(text), lexicon) + [comment.span for comment in document.comments]
    cuts += find_marks(text) if markdown else []
    return document, split_sentences(document, lexicon), cuts


@given(LAYOUTS, st.booleans())
def test_every_character_of_a_sentence_is_that_of_the_document(lines: list[str], markdown: bool):
    document, sentences, _ = read(lines, markdown)
    for sentence in sentences:
        assert len(sentence.offsets) == len(sentence.text)
        assert list(sentence.offsets) == sorted(set(sentence.offsets))
        assert sentence.text.strip() == sentence.text != ""
        for character, offset in zip(sentence.text, sentence.offsets, strict=True):
            assert character == " " or document.text[offset] == character


@given(LAYOUTS, st.booleans())
def test_no_sentence_holds_furniture_marks_or_comments(lines: list[str], markdown: bool):
    _, sentences, cuts = read(lines, markdown)
    left_out = {offset for cut in cuts for offset in range(cut.begin, cut.end)}
    for sentence in sentences:
        characters = [at for at, offset in enumerate(sentence.offsets) if offset in left_out]
        assert all(sentence.text[at] == " " for at in characters)


@given(LAYOUTS, st.booleans())
def test_sentences_hold_all_that_the_blocks_hold_once_and_in_order(lines: list[str], markdown: bool):
    document, sentences, _ = read(lines, markdown)
    offsets = [offset for sentence in sentences for offset in sentence.offsets]
    assert offsets == sorted(set(offsets))
    held = {at for block in document.blocks for piece in block.pieces for at in range(piece.begin, piece.end)}
    lost = {document.text[at] for at in held - set(offsets) if not document.text[at].isspace()}
    assert lost <= {"-"}, "only the hyphens of torn words may be left out"
    for sentence in sentences:
        pieces = document.blocks[sentence.block].pieces
        assert pieces[0].begin <= sentence.span().begin < sentence.span().end <= pieces[-1].end


@given(LAYOUTS, st.booleans())
def test_blocks_hold_all_that_is_not_left_out(lines: list[str], markdown: bool):
    document, _, cuts = read(lines, markdown)
    held = {at for block in document.blocks for piece in block.pieces for at in range(piece.begin, piece.end)}
    left_out = {offset for cut in cuts for offset in range(cut.begin, cut.end)}
    lost = {at for at, c in enumerate(document.text) if c.isalpha()} - held - left_out
    # Letters that number a heading or an item are no part of it.
    assert {document.text[at] for at in lost} <= set("ChapterPIVXabcdefgh")
