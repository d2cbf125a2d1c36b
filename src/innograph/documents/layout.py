"""Lines to blocks: headings, paragraphs, list items and table rows, with every offset kept."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from innograph.documents.headings import HeadingFinder
from innograph.lexicon import Lexicon
from innograph.model import Block, BlockKind, Section, Span

_LONG_LINE = 200
_SENTENCE_END = re.compile(r"[.!?。！？;:；：][\"”’')]*\s*$")
_ROW = re.compile(r"\s*\|.*\|\s*$|.*\S(?:\t| {3,})\S.*?(?:\t| {3,})\S")
_RULE = re.compile(r"[\s|:=+_-]+$")
_MARKDOWN_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without what is cut from it; `level` is a heading's depth, 0 where it is none.

    A line of which nothing is left is blank, or, where `cut`, stood at the foot or head of a page.
    """

    kind: BlockKind
    pieces: tuple[Span, ...]
    level: int = 0
    whole: bool = False
    cut: bool = False


def split_lines(text: str, begin: int = 0) -> list[Span]:
    """The lines of a text from `begin` on, without their line feeds."""
    lines, at = [], begin
    for content in text[begin:].split("\n"):
        lines.append(Span(at, at + len(content)))
        at += len(content) + 1
    return lines


def without(line: Span, cuts: Sequence[Span], text: str) -> tuple[Span, ...]:
    """What is left of a line when the cuts (in order) are taken out, blanks at the ends of each piece left off."""
    pieces, at = [], line.begin
    for cut in cuts:
        if cut.end <= at or cut.begin >= line.end:
            continue
        pieces.append(Span(at, max(at, cut.begin)))
        at = min(cut.end, line.end)
    pieces.append(Span(at, line.end))
    return tuple(stripped for piece in pieces if (stripped := _stripped(piece, text)))


def _stripped(piece: Span, text: str) -> Span | None:
    content = text[piece.begin : piece.end]
    left, right = len(content) - len(content.lstrip()), len(content.rstrip())
    return Span(piece.begin + left, piece.begin + right) if right > left else None


class Layout:
    """Finds out what each line of a document is; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("layout")
        self._headings = HeadingFinder(lexicon)
        self._words = int(table["heading"]["words"])
        self._run_on = re.compile(rf"(?<=[a-z]) (?={'|'.join(map(re.escape, table['heading']['run_on']))}\b)")
        self._item = re.compile(rf"\s*{table['item']['bullet']}")

    def blocks(self, text: str, lines: Sequence[Span], cuts: Sequence[Span]) -> tuple[list[Section], list[Block]]:
        """The sections and blocks of a document's lines, what `cuts` (in order) takes out left away."""
        sections: list[Section] = []
        blocks: list[Block] = []
        open_pieces: list[Span] = []
        kind: BlockKind = "paragraph"

        def close() -> None:
            if open_pieces:
                blocks.append(Block(kind, tuple(open_pieces), len(sections) - 1))
                open_pieces.clear()

        blank = cut = False
        for line in self._lines(text, lines, cuts):
            if not line.pieces:
                blank, cut = blank or not line.cut, cut or line.cut
                continue
            if line.kind != "paragraph" or (blank and not (cut and _goes_on(text, open_pieces, line.pieces))):
                close()
            blank = cut = False
            if line.level:
                parent = _parent(sections, line.level)
                title = _shown(text, line.pieces)
                span = Span(line.pieces[0].begin, line.pieces[-1].end)
                sections.append(Section(title, line.level, span, parent))
            if not open_pieces:
                kind = line.kind
            open_pieces.extend(line.pieces)
            if line.whole or line.kind in ("heading", "row"):
                close()
        close()
        return sections, blocks

    def _lines(self, text: str, lines: Sequence[Span], cuts: Sequence[Span]) -> Iterator[Line]:
        numbered = self._headings.number([text[line.begin : line.end] for line in lines])
        at = 0
        for index, line in enumerate(lines):
            content, style = numbered.contents[index], numbered.styles[index]
            while at < len(cuts) and cuts[at].end <= line.begin:
                at += 1
            near = list(cuts[at : bisect_left(cuts, Span(line.end, 0))])
            pieces = without(line, near, text)
            if not pieces and near:
                yield Line("paragraph", (), cut=True)
            elif not pieces or _RULE.match(content):
                yield Line("paragraph", ())
            elif found := _MARKDOWN_HEADING.match(content):
                marker = Span(line.begin, line.begin + found.end())
                yield Line("heading", without(line, sorted([*near, marker]), text), len(found[1]))
            elif _ROW.match(content):
                yield Line("row", pieces)
            elif style and self._headings.is_heading(numbered, index, _shown(text, pieces)):
                yield from self._heading(text, line, near, style)
            elif found := self._item.match(content):
                marker = Span(line.begin, line.begin + found.end())
                yield Line("item", without(line, sorted([*near, marker]), text))
            elif self._is_title(text, lines, index, pieces):
                yield Line("heading", pieces, 1)
            else:
                whole = len(content) > _LONG_LINE and bool(_SENTENCE_END.search(content))
                yield Line("paragraph", pieces, whole=whole)

    def _heading(self, text: str, line: Span, cuts: Sequence[Span], style: int) -> Iterator[Line]:
        """A numbered heading; where its line runs on into a sentence, the heading and the sentence's beginning."""
        start = line.begin + self._headings.behind_number(text[line.begin : line.end], style)
        run_on = self._run_on.search(text, start, line.end)
        end = run_on.start() if run_on else line.end
        yield Line("heading", without(Span(start, end), cuts, text), style + 1)
        if run_on:
            yield Line("paragraph", without(Span(end, line.end), cuts, text))

    def _is_title(self, text: str, lines: Sequence[Span], index: int, pieces: Sequence[Span]) -> bool:
        """A short line between blank ones, without an end mark, that begins with a capital letter."""
        shown = _shown(text, pieces)
        return (
            _is_blank(text, lines, index - 1)
            and _is_blank(text, lines, index + 1)
            and index + 1 < len(lines)
            and 1 < len(shown.split()) <= self._words
            and shown[0].isupper()
            and shown[-1] not in ".:;,?!。：；，"
        )


def _goes_on(text: str, before: Sequence[Span], behind: Sequence[Span]) -> bool:
    """Whether a sentence that is open before the foot of a page goes on behind it."""
    ends = bool(before) and bool(_SENTENCE_END.search(text[before[-1].begin : before[-1].end]))
    return bool(before) and not ends and text[behind[0].begin].islower()


def _shown(text: str, pieces: Sequence[Span]) -> str:
    """What is left of a line, its pieces set apart by blanks."""
    return " ".join(text[piece.begin : piece.end] for piece in pieces)


def _is_blank(text: str, lines: Sequence[Span], index: int) -> bool:
    """Whether a line is blank, or beyond the first or last."""
    return not 0 <= index < len(lines) or not text[lines[index].begin : lines[index].end].strip()


def _parent(sections: Sequence[Section], level: int) -> int:
    """The last section whose level is above `level`."""
    at = len(sections) - 1
    while at >= 0 and sections[at].level >= level:
        at = sections[at].parent
    return at
