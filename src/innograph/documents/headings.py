"""Which numbered lines are headings, and which begin a text that goes on in the next line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from innograph.lexicon import Lexicon, one_of
from innograph.model import Span

_ENDS = ".;,?!。；，"
_SENTENCE_INSIDE = re.compile(r"(?P<last>[^\W\d_]{3,})\. +[^\W\d_\"“‘']*[^\W\d_]{2}")
_COLUMNS = re.compile(r"\S(?:\t| {3,})\S")
_WRAPPED = 0.6
"""How much of the widest line beside it a line fills that was broken because it was full."""


class HeadingFinder:
    """Tells numbered headings from numbered texts; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("layout")
        heading = table["heading"]
        self._numbering = [re.compile(rf"\s*(?:{n['pattern']})(?=[\s\[]|[^\W\d])") for n in table["numbering"]]
        self._mark = re.compile(heading["mark"])
        self._words = int(heading["words"])
        self._open = re.compile(rf"\b{one_of(heading['open'])}$", re.IGNORECASE)
        self._bullet = re.compile(rf"\s*{table['item']['bullet']}|\s*[a-z]{{1,3}}[.)]")
        self._abbreviations = frozenset(table["sentence"]["abbreviations"])

    def style(self, content: str) -> int:
        """The place of a line's numbering in the order of numberings, counted from 1; 0 for none."""
        ranks = [rank for rank, pattern in enumerate(self._numbering, 1) if pattern.match(content)]
        return ranks[-1] if ranks else 0

    def behind_number(self, content: str, style: int) -> int:
        """Where a line's words begin, behind its number."""
        numbered = self._numbering[style - 1].match(content) if style else None
        return numbered.end() if numbered else 0

    def is_heading(self, text: str, lines: Sequence[Span], styles: Sequence[int], index: int, shown: str) -> bool:
        """Whether a numbered line is a heading.

        Args:
            text: of the document.
            lines: of the text.
            styles: the numbering of each line.
            index: of the line.
            shown: the line without its marks.
        """
        if self._mark.search(_content(text, lines, index)):
            return True
        if len(shown.split()) > self._words or shown[-1] in _ENDS:
            return False
        following, before = (_next(text, lines, index, step) for step in (1, -1))
        if following < 0 or styles[following] == styles[index]:
            return False
        if before >= 0 and styles[before] == styles[index]:
            return False
        words = shown[self.behind_number(shown, styles[index]) :].split()
        if not words or not words[0][0].isupper():
            return False
        return not self._runs_on(text, lines, styles, index) and not self._in_list(text, lines, styles, index)

    def _runs_on(self, text: str, lines: Sequence[Span], styles: Sequence[int], index: int) -> bool:
        """Whether a line was broken within a sentence, which goes on in the next line."""
        content = _content(text, lines, index).rstrip()
        if not self._may_run_on(text, lines, styles, index):
            return False
        words = content[self.behind_number(content, styles[index]) :]
        inside = _SENTENCE_INSIDE.search(words)
        if inside and inside["last"] not in self._abbreviations:
            return True
        goes_on = _content(text, lines, index + 1).lstrip()[0].islower()
        if goes_on and content.endswith("-"):
            return True
        return _is_wide(text, lines, index) and (goes_on or bool(self._open.search(content)))

    def _may_run_on(self, text: str, lines: Sequence[Span], styles: Sequence[int], index: int) -> bool:
        """Whether words follow in the next line that are neither an item of a list nor a row of a table."""
        if index + 1 >= len(lines) or styles[index + 1]:
            return False
        following = _content(text, lines, index + 1)
        return bool(following.strip()) and not (self._bullet.match(following) or _COLUMNS.search(following))

    def _in_list(self, text: str, lines: Sequence[Span], styles: Sequence[int], index: int) -> bool:
        """Whether a line is as wide as one that runs on, and the one numbered before or after it is a text."""
        if not (self._may_run_on(text, lines, styles, index) and _is_wide(text, lines, index)):
            return False
        return any(self._is_text(text, lines, styles, other) for other in _siblings(styles, index))

    def _is_text(self, text: str, lines: Sequence[Span], styles: Sequence[int], index: int) -> bool:
        ends = _content(text, lines, index).rstrip().endswith(tuple(_ENDS))
        return ends or self._runs_on(text, lines, styles, index)


def _content(text: str, lines: Sequence[Span], index: int) -> str:
    return text[lines[index].begin : lines[index].end]


def _next(text: str, lines: Sequence[Span], index: int, step: int) -> int:
    """The next line that is not blank, going by `step`; -1 where there is none."""
    at = index + step
    while 0 <= at < len(lines) and not _content(text, lines, at).strip():
        at += step
    return at if 0 <= at < len(lines) else -1


def _is_wide(text: str, lines: Sequence[Span], index: int) -> bool:
    """Whether a line fills most of the width of those that follow it up to a blank one."""
    widest, at = 0, index
    while at < len(lines) and (content := _content(text, lines, at).strip()):
        widest, at = max(widest, len(content)), at + 1
    return len(_content(text, lines, index).strip()) >= _WRAPPED * widest


def _siblings(styles: Sequence[int], index: int) -> list[int]:
    """The lines before and after one that are numbered like it, with no outer number between."""
    ways = (range(index - 1, -1, -1), range(index + 1, len(styles)))
    nearest = (next((at for at in way if 0 < styles[at] <= styles[index]), index) for way in ways)
    return [at for at in nearest if at != index and styles[at] == styles[index]]
