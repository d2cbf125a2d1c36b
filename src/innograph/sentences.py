"""Blocks to sentences: hard-wrapped lines joined, words torn at a line's end mended, every offset kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from innograph.lexicon import Lexicon
from innograph.model import Block, Document, Sentence, Span

_END = re.compile(r"[.!?](?:[\"”’')\]]+)?(?=\s+[\"“‘'(\[]*[A-Z0-9\u4e00-\u9fff])|[。！？][”’」]?|[;；](?=\s)")
_QUOTATION = 80
_HYPHEN = re.compile(r"([A-Za-z]+)-$")


def split_sentences(document: Document, lexicon: Lexicon) -> list[Sentence]:
    """The sentences of a document in reading order; a heading, a list item and a table row end theirs.

    Args:
        document: the document.
        lexicon: abbreviations that end no sentence, and prefixes that keep their hyphen (layout.toml).
    """
    words = lexicon.table("layout")["sentence"]
    abbreviations = frozenset(words["abbreviations"])
    prefixes = frozenset(words["hyphen_prefixes"])
    sentences: list[Sentence] = []
    for number, block in enumerate(document.blocks):
        text, offsets = _joined(document.text, block.pieces, prefixes)
        starts = _line_starts(document.text, offsets)
        for begin, end in _bounds(text, block, abbreviations):
            part = tuple(offsets[begin:end])
            lines = tuple(at - begin for at in starts if begin <= at < end)
            made = Sentence(len(sentences), text[begin:end], part, block.section, number, block.kind, lines)
            sentences.append(made)
    return sentences


def _joined(text: str, pieces: Sequence[Span], prefixes: frozenset[str]) -> tuple[str, list[int]]:
    """The pieces as one line, whitespace as single blanks, and where each character stands in the document."""
    characters: list[str] = []
    offsets: list[int] = []
    for piece in pieces:
        if characters:
            torn = _HYPHEN.search("".join(characters[-30:]))
            if torn and text[piece.begin].islower():
                if torn[1].lower() not in prefixes:
                    characters.pop()
                    offsets.pop()
            elif characters[-1] != " " and _apart(text, offsets[-1] + 1, piece.begin):
                characters.append(" ")
                offsets.append(offsets[-1] + 1 if offsets[-1] + 1 < piece.begin else piece.begin - 1)
        for at in range(piece.begin, piece.end):
            character = " " if text[at].isspace() else text[at]
            if character == " " and characters and characters[-1] == " ":
                continue
            characters.append(character)
            offsets.append(at)
    return "".join(characters), offsets


def _line_starts(text: str, offsets: Sequence[int]) -> list[int]:
    """Which of the joined characters, given where they stand, are the first of a line."""
    neighbours = pairwise([0, *offsets])
    new = (at for at, (before, here) in enumerate(neighbours) if here == 0 or "\n" in text[before:here])
    return [at for at in new if not text[offsets[at]].isspace()]


def _apart(text: str, end: int, begin: int) -> bool:
    """Whether a blank stands between two pieces: it was there, no mark follows, and the script uses blanks."""
    blank = any(c.isspace() for c in text[end:begin])
    return blank and text[begin] not in ",.;:!?)" and not "\u4e00" <= text[end - 1] <= "\u9fff"


def _bounds(text: str, block: Block, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where the sentences of a block begin and end, blanks between them left out."""
    begin = 0
    ends = [] if block.kind in ("heading", "row") else [m.end() for m in _END.finditer(text)]
    for end in [*ends, len(text)]:
        if end < len(text) and (_abbreviated(text, begin, end, abbreviations) or _quoted(text, begin, end)):
            continue
        first = begin + len(text[begin:end]) - len(text[begin:end].lstrip())
        last = begin + len(text[begin:end].rstrip())
        if last > first:
            yield first, last
        begin = end


def _quoted(text: str, begin: int, end: int) -> bool:
    """Whether the end stands inside a quotation that closes soon: then it ends no sentence."""
    if text.count('"', begin, end) % 2 == 0:
        return False
    closing = text.find('"', end)
    return end < closing < end + _QUOTATION and not _END.search(text, end, closing)


def _abbreviated(text: str, begin: int, end: int, abbreviations: frozenset[str]) -> bool:
    """Whether the full stop at `end` belongs to an abbreviation, an initial or a number, or stands inside brackets."""
    if text[end - 1] != ".":
        return False
    word = re.search(r"(\S+)\.$", text[begin:end])
    bare = word[1].lstrip("(\"“'[") if word else ""
    initial = len(bare) == 1 and bare.isupper()
    return bare in abbreviations or initial or text.count("(", begin, end) > text.count(")", begin, end) == 0
