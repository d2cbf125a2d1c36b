"""Names by tags of words: scored by the network and by hints, then the likeliest well-formed run of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from innograph.encoder.encodings import Encoded, Encoding, Floats
from innograph.encoder.windows import Window


@dataclass(frozen=True, slots=True)
class Tagged:
    """Characters of a sentence that the network takes for a name of a class, and how likely that is."""

    sentence: int
    begin: int
    end: int
    type: str
    chance: float


@dataclass(frozen=True, slots=True)
class Hint:
    """Characters of a sentence that something else takes for a name; `sort` says what it is taken for and by whom."""

    begin: int
    end: int
    sort: str


Hints = Mapping[int, Sequence[Hint]]
"""The hints of each sentence, by its number."""


@dataclass(frozen=True, slots=True)
class TagHead:
    """Scores the tags of words by their vectors, and by the hints that stand on them and beside them.

    `sorts` are the sorts of hints that were known in training.
    """

    sorts: Mapping[str, int]
    straight: Floats
    inner: Floats
    hints: Floats
    outer: Floats
    bias: Floats

    def chances(self, encoded: Encoded, hints: Hints) -> Floats:
        """The logarithms of the chances of the tags of a window's words: shape (words, tags)."""
        words = encoded.hidden[encoded.window.words]
        numbers = hint_numbers(encoded.window, hints, self.sorts)
        inner = words @ self.inner
        for place in range(numbers.shape[1]):
            inner += self.hints[place][numbers[:, place]]
        logits = words @ self.straight + np.maximum(inner, 0) @ self.outer + self.bias
        logits -= logits.max(1, keepdims=True)
        found: Floats = logits - np.log(np.exp(logits).sum(1, keepdims=True))
        return found


PLACES = 6
"""Where hints are looked for: of rules on the word, on the one before and on the one behind; of the parser likewise."""


def hint_numbers(window: Window, hints: Hints, sorts: Mapping[str, int]) -> NDArray[np.int64]:
    """For each word the numbers of the hints on it and beside it: shape (words, places).

    Nought is no hint; of the k-th sort of hint, from nought, 1 + 2k is its first word and 2 + 2k each later one.
    """
    words = window.words
    numbers = np.zeros((len(words), PLACES), dtype=np.int64)
    sentences = window.sentences[words]
    for sentence in np.unique(sentences):
        inside = np.flatnonzero(sentences == sentence)
        begins = window.begins[words[inside]]
        for hint in hints.get(int(sentence), ()):
            on = inside[(begins >= hint.begin) & (begins < hint.end)]
            if hint.sort in sorts and on.size:
                column = 3 if hint.sort.startswith(PARSER) else 0
                numbers[on, column] = 2 + 2 * sorts[hint.sort]
                numbers[on[0], column] -= 1
    for column in (0, 3):
        numbers[1:, column + 1] = numbers[:-1, column]
        numbers[:-1, column + 2] = numbers[1:, column]
    return numbers


PARSER = "parser "
"""How the sorts of hints begin that the parser gives."""


@dataclass(frozen=True, slots=True)
class Tagger:
    """Tags the names of a document; `classes` are those it knows."""

    encoding: Encoding
    head: TagHead
    classes: Sequence[str]

    def tag(self, hints: Hints) -> list[Tagged]:
        """The names of the document, in order."""
        windows = self.encoding.windows
        return [name for read in windows for name in _names(read, self.head.chances(read, hints), self.classes)]


def _names(encoded: Encoded, logs: Floats, classes: Sequence[str]) -> Iterator[Tagged]:
    window, path = encoded.window, best_tags(logs)
    sentences = window.sentences[window.words]
    chances = np.exp(logs)
    at = 0
    while at < len(path):
        tag, first = path[at], at
        at += 1
        if not tag:
            continue
        while at < len(path) and path[at] == tag + 1 and sentences[at] == sentences[first]:
            at += 1
        number = (tag - 1) // 2
        chance = float(np.mean([chances[word, path[word]] for word in range(first, at)]))
        begin, end = int(window.begins[window.words[first]]), int(window.ends[window.stops[at - 1] - 1])
        yield Tagged(int(sentences[first]), begin, end, classes[number], chance)


def best_tags(chances: Floats) -> list[int]:
    """The likeliest tags: 0 is no name, 1 + 2k begins a name of class k, 2 + 2k goes on with it.

    Viterbi, A. (1967). Error bounds for convolutional codes and an asymptotically optimum decoding algorithm.

    Args:
        chances: the logarithms of the chances of the tags of each word, of shape (words, tags).
    """
    if not len(chances):
        return []
    allowed = _allowed(chances.shape[1])
    best = chances[0] + allowed[0]
    came: list[NDArray[np.int64]] = []
    for row in chances[1:]:
        sums = best[:, None] + allowed
        came.append(sums.argmax(0))
        best = sums.max(0) + row
    path = [int(best.argmax())]
    for before in reversed(came):
        path.append(int(before[path[-1]]))
    return path[::-1]


def _allowed(count: int) -> Floats:
    """Nought where the second tag may follow the first, else very little; what goes on follows its own class alone."""
    allowed = np.zeros((count, count), dtype=np.float32)
    for tag in range(2, count, 2):
        allowed[:, tag] = -1e9
        allowed[[tag - 1, tag], tag] = 0
    return allowed
