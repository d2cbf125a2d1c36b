"""The names in the first column of a table, whose class the head of that column tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from innograph.cells import Cell, split_cells
from innograph.lexicon import Lexicon, one_of
from innograph.mentions.candidates import Candidate
from innograph.model import Parse, Sentence

_FIGURE = re.compile(r"[-–+]?\s?[\d.,\s]*\d\s?%?\*?")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_EITHER = re.compile(r"\s*[/,]\s*|\s+(?:or|and)\s+")
_ASIDE = re.compile(r"\s*\(.*$")
_MOST = 8
_HEADED = 3
_STUB = 40


class RowFinder:
    """Finds the names of rows; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("names")["rows"]
        self._classes = {word: kind for kind, words in table.items() if kind != "none" for word in words}
        self._none = re.compile(rf"{one_of(table['none'])}", re.IGNORECASE)

    def find(self, parses: Sequence[Parse]) -> dict[int, Candidate]:
        """The names that rows of figures are of, by sentence, where the head of the table tells their class.

        A few words without an end between two rows are a label that was wrapped; a head that was taken for a paragraph
        is one that has as many parts.
        """
        found: dict[int, Candidate] = {}
        kind, inside = "", False
        previous: Sequence[Cell] = ()
        for parse in parses:
            sentence = parse.sentence
            cells = split_cells(sentence) if sentence.text else []
            if sentence.kind == "row":
                if not inside:
                    head = previous if len(previous) >= _HEADED and _has_figures(cells) else cells
                    kind, inside = self._class(head), True
                if kind and (name := self._name(cells, kind)):
                    found[sentence.index] = name
            elif not _is_stub(sentence):
                inside = False
            previous = cells if not _is_stub(sentence) or len(cells) >= _HEADED else previous
        return found

    def _class(self, cells: Sequence[Cell]) -> str:
        """The class that the corner of a table tells, by its last words."""
        corner = _ASIDE.sub("", cells[0].text).casefold() if cells else ""
        for part in _EITHER.split(corner):
            words = part.split()
            tails = (" ".join(words[at:]) for at in range(len(words)))
            if kind := next((kind for tail in tails for kind in self._called(tail)), ""):
                return kind
        return ""

    def _called(self, tail: str) -> Iterator[str]:
        """The class of which a word, or its plural, is the name."""
        for form in (tail, tail.removesuffix("s"), re.sub(r"ies$", "y", tail)):
            if form in self._classes:
                yield self._classes[form]

    def _name(self, cells: Sequence[Cell], kind: str) -> Candidate | None:
        """The label of a row that has figures, if it names something."""
        if not _has_figures(cells):
            return None
        label = cells[0]
        plain = _ASIDE.sub("", label.text).rstrip("* ")
        named = plain[:1].isupper() and _LETTERS.search(plain) and len(plain.split()) <= _MOST
        if not named or self._none.match(plain):
            return None
        return Candidate(label.begin, label.begin + len(plain), kind, "row of a table")


def _has_figures(cells: Sequence[Cell]) -> bool:
    """Whether a row has a label and figures."""
    return any(_FIGURE.fullmatch(cell.text) for cell in cells[1:])


def _is_stub(sentence: Sentence) -> bool:
    """Whether a sentence is a few words without an end."""
    return len(sentence.text) < _STUB and not sentence.text.endswith((".", ":", ";"))
