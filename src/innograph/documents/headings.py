"""Which numbered lines are headings, and which begin a text that goes on in the next line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from innograph.lexicon import Lexicon, one_of

_ENDS = ".;,?!。；，"
_SENTENCE_INSIDE = re.compile(r"(?P<last>[^\W\d_]{3,})\. +[^\W\d_\"“‘']*[^\W\d_]{2}")
_COLUMNS = re.compile(r"\S(?:\t| {3,})\S")
_WRAPPED = 0.6
"""How much of the widest line beside it a line fills that was broken because it was full."""


@dataclass(frozen=True, slots=True)
class NumberedLines:
    """The lines of a document; `styles` are the places of their numberings in the order of numberings, 0 for none."""

    contents: Sequence[str]
    styles: Sequence[int]

    def next(self, index: int, step: int) -> int:
        """The next line that is not blank, going by `step`; -1 where there is none."""
        at = index + step
        while 0 <= at < len(self.contents) and not self.contents[at].strip():
            at += step
        return at if 0 <= at < len(self.contents) else -1

    def is_wide(self, index: int) -> bool:
        """Whether a line fills most of the width of those that follow it up to a blank one."""
        widest, at = 0, index
        while at < len(self.contents) and (content := self.contents[at].strip()):
            widest, at = max(widest, len(content)), at + 1
        return len(self.contents[index].strip()) >= _WRAPPED * widest

    def siblings(self, index: int) -> list[int]:
        """The lines before and after one that are numbered like it, with no outer number between."""
        style = self.styles[index]
        ways = (range(index - 1, -1, -1), range(index + 1, len(self.styles)))
        nearest = (next((at for at in way if 0 < self.styles[at] <= style), index) for way in ways)
        return [at for at in nearest if at != index and self.styles[at] == style]


class HeadingFinder:
    """Tells numbered headings from numbered texts; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("layout")
        heading = table["heading"]
        self._numbering = [re.compile(rf"\s*(?:{n['pattern']})(?=[\s\[]|[^\W\d])") for n in table["numbering"]]
        self._mark = re.compile(heading["mark"])
        self._words = int(heading["words"])
        self._open = re.compile(rf"\b{one_of(heading['open'])}$", re.IGNORECASE)
        self._listed = re.compile(rf"\s*(?:{table['item']['bullet']}|{heading['listed']})")
        self._abbreviations = frozenset(table["sentence"]["abbreviations"])

    def number(self, contents: Sequence[str]) -> NumberedLines:
        """Lines with the styles of their numbering."""
        return NumberedLines(contents, [self._style(content) for content in contents])

    def _style(self, content: str) -> int:
        ranks = [rank for rank, pattern in enumerate(self._numbering, 1) if pattern.match(content)]
        return ranks[-1] if ranks else 0

    def behind_number(self, content: str, style: int) -> int:
        """Where a line's words begin, behind its number."""
        numbered = self._numbering[style - 1].match(content) if style else None
        return numbered.end() if numbered else 0

    def is_heading(self, lines: NumberedLines, index: int, shown: str) -> bool:
        """Whether a numbered line is a heading; `shown` is the line without its marks."""
        style = lines.styles[index]
        if self._mark.search(lines.contents[index]):
            return True
        if len(shown.split()) > self._words or shown[-1] in _ENDS:
            return False
        following, before = lines.next(index, 1), lines.next(index, -1)
        if following < 0 or lines.styles[following] == style or (before >= 0 and lines.styles[before] == style):
            return False
        words = shown[self.behind_number(shown, style) :].split()
        if not words or not words[0][0].isupper():
            return False
        return not self._runs_on(lines, index) and not self._in_list(lines, index)

    def _runs_on(self, lines: NumberedLines, index: int) -> bool:
        """Whether a line was broken within a sentence, which goes on in the next line."""
        if not self._may_run_on(lines, index):
            return False
        content = lines.contents[index].rstrip()
        inside = _SENTENCE_INSIDE.search(content, self.behind_number(content, lines.styles[index]))
        if inside and inside["last"] not in self._abbreviations:
            return True
        goes_on = lines.contents[index + 1].lstrip()[0].islower()
        if goes_on and content.endswith("-"):
            return True
        return lines.is_wide(index) and (goes_on or bool(self._open.search(content)))

    def _may_run_on(self, lines: NumberedLines, index: int) -> bool:
        """Whether words follow in the next line that are neither an item of a list nor a row of a table."""
        if index + 1 >= len(lines.contents) or lines.styles[index + 1]:
            return False
        following = lines.contents[index + 1]
        return bool(following.strip()) and not (self._listed.match(following) or _COLUMNS.search(following))

    def _in_list(self, lines: NumberedLines, index: int) -> bool:
        """Whether a line is as wide as one that runs on, and the one numbered before or after it is a text."""
        if not (self._may_run_on(lines, index) and lines.is_wide(index)):
            return False
        return any(self._is_text(lines, other) for other in lines.siblings(index))

    def _is_text(self, lines: NumberedLines, index: int) -> bool:
        return lines.contents[index].rstrip().endswith(tuple(_ENDS)) or self._runs_on(lines, index)
