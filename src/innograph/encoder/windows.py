"""Sentences to windows: as many sentences together as the network reads at once, in pieces of words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from innograph.model import Sentence

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Numbers = NDArray[np.int64]

LONGEST = 400
"""How many pieces a window holds, with the marks between blocks."""
BEGIN, END = 101, 102
MARKS = {"paragraph": 1, "heading": 2, "item": 3, "row": 4}
"""The pieces, unused in the training of the encoder, that stand before each block."""
FORMS = 6
SHAPES = 1 + 2 * FORMS
"""None, those of `shape_of`, and the same once more for words with which a line of the document begins."""
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces that are read together: for each its number, its shape, and the characters of which sentence it is.

    `ids`, `shapes`, `sentences`, `begins`, `ends` have shape (pieces,); the sentence of a mark is -1. `words` are the
    places of the pieces that begin a word, `stops` those behind the last piece of each word.
    """

    ids: Numbers
    shapes: Numbers
    sentences: Numbers
    begins: Numbers
    ends: Numbers
    words: Numbers
    stops: Numbers

    def pieces(self, sentence: int, begin: int, end: int) -> tuple[int, int] | None:
        """Which pieces, the first and the one behind the last, have characters of a stretch of a sentence."""
        inside = np.flatnonzero((self.sentences == sentence) & (self.begins < end) & (self.ends > begin))
        return (int(inside[0]), int(inside[-1]) + 1) if inside.size else None


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence, or a part of one that is too long for a window: rows of id, shape, begin, end, first of a word."""

    sentence: Sentence
    rows: list[tuple[int, int, int, int, bool]]


def cut_windows(sentences: Sequence[Sentence], tokenizer: Tokenizer) -> list[Window]:
    """The windows of a document's sentences, in order; each sentence stands in one, a very long one in several."""
    windows: list[Window] = []
    held: list[_Part] = []
    size = 2
    for part in _parts(sentences, tokenizer):
        if held and size + len(part.rows) + 1 > LONGEST:
            windows.append(_window(held))
            held, size = [], 2
        held.append(part)
        size += len(part.rows) + 1
    return [*windows, _window(held)] if held else windows


def _parts(sentences: Sequence[Sentence], tokenizer: Tokenizer) -> Iterator[_Part]:
    encodings = tokenizer.encode_batch([s.text for s in sentences], add_special_tokens=False)
    for sentence, encoding in zip(sentences, encodings, strict=True):
        words: dict[int | None, tuple[int, int]] = {}
        for word, (begin, end) in zip(encoding.word_ids, encoding.offsets, strict=True):
            words[word] = (words.get(word, (begin, end))[0], end)
        starts = frozenset(sentence.lines)
        rows: list[tuple[int, int, int, int, bool]] = []
        before: int | None = -1
        for piece, word, (begin, end) in zip(encoding.ids, encoding.word_ids, encoding.offsets, strict=True):
            first, last = words[word]
            shape = shape_of(sentence.text[first:last]) + FORMS * (first in starts)
            rows.append((piece, shape, begin, end, word != before))
            before = word
        most = LONGEST - 3
        for at in range(0, len(rows), most):
            piece, shape, begin, end, _ = rows[at]
            yield _Part(sentence, [(piece, shape, begin, end, True), *rows[at + 1 : at + most]])


def _window(parts: Sequence[_Part]) -> Window:
    rows: list[tuple[int, int, int, int, int, bool]] = [(BEGIN, 0, -1, 0, 0, False)]
    block = -1
    for part in parts:
        if part.sentence.block != block:
            rows.append((MARKS[part.sentence.kind], 0, -1, 0, 0, False))
            block = part.sentence.block
        rows.extend((piece, shape, part.sentence.index, b, e, first) for piece, shape, b, e, first in part.rows)
    rows.append((END, 0, -1, 0, 0, False))
    ids, shapes, sentences, begins, ends, firsts = np.array(rows, dtype=np.int64).T
    words, breaks = np.flatnonzero(firsts), np.flatnonzero(firsts.astype(bool) | (sentences < 0))
    stops = breaks[np.searchsorted(breaks, words, side="right")]
    return Window(ids, shapes, sentences, begins, ends, words, stops)


def read_years(window: Window, texts: Mapping[int, str]) -> list[tuple[int, int, str]]:
    """The years written in a window: their pieces, the first and the one behind the last, and the year.

    Args:
        window: the window.
        texts: the texts of its sentences, by their numbers.
    """
    found = []
    for first, stop in zip(window.words.tolist(), window.stops.tolist(), strict=True):
        word = texts[int(window.sentences[first])][window.begins[first] : window.ends[stop - 1]]
        if _YEAR.fullmatch(word):
            found.append((first, stop, word))
    return found


def shape_of(word: str) -> int:
    """How a word is written: 1 in small letters, 2 with a capital, 3 in capitals, 4 mixed, 5 in figures, 6 a mark."""
    if word[0].isdigit():
        return 5
    if not word[0].isalpha():
        return 6
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    return 2 if word[0].isupper() and word[1:].islower() else 4
