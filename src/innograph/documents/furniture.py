"""Page furniture: the characters of a document that are no part of what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from innograph.lexicon import Lexicon, Table
from innograph.model import Span

_ALONE = re.compile(r"\s*[-–]?\s*(\d{1,8})(?:\s*/\s*\d{1,4})?\s*[-–]?\s*$")
_LEADING = re.compile(r"\s*(\d{1,4})[ \t]+(?=\S)")
_TAIL_WORDS = 9


def find_furniture(text: str, lines: Sequence[Span], lexicon: Lexicon) -> list[Span]:
    """Everything to be left out of a text: marks, page numbers and running heads.

    Args:
        text: the document's text.
        lines: its lines, in order, without their line feeds.
        lexicon: what furniture looks like (layout.toml).
    """
    layout = lexicon.table("layout")
    marks = [re.compile(pattern, re.MULTILINE) for pattern in layout["furniture"]]
    found = [Span(m.start(), m.end()) for mark in marks for m in mark.finditer(text) if m.end() > m.start()]
    found += _page_numbers(text, lines)
    found += _running_heads(text, lines, layout)
    return sorted(found)


def _page_numbers(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Numbers alone on a line, and numbers at a line's beginning that count on from page to page."""
    leading: list[tuple[int, Span]] = []
    known: set[int] = set()
    for line in lines:
        content = text[line.begin : line.end]
        if alone := _ALONE.match(content):
            yield line
            known.update(_joined(alone[1]))
        elif lead := _LEADING.match(content):
            leading.append((int(lead[1]), Span(line.begin + lead.start(1), line.begin + lead.end(1))))
            if content[lead.end()].isupper() and not 1900 <= int(lead[1]) <= 2100:
                known.add(int(lead[1]))
    for number, span in leading:
        after_capital = text[span.end :].lstrip(" \t")[:1].isupper()
        neighbours = {number - 1, number + 1} & known
        if neighbours and (after_capital or len(neighbours) == 2):
            yield span


def _joined(digits: str) -> tuple[int, ...]:
    """Page numbers that ran together: 105106 is 105 and 106."""
    half = len(digits) // 2
    if len(digits) % 2 == 0 and half > 1 and int(digits[half:]) == int(digits[:half]) + 1:
        return int(digits[:half]), int(digits[half:])
    return (int(digits),)


def _running_heads(text: str, lines: Sequence[Span], layout: Table) -> Iterator[Span]:
    """Short lines, and ends of lines written like a title, that return with the same words on page after page."""
    times = layout["running_head_times"]
    begins, ends = "|".join(layout["running_head_begins"]), "|".join(layout["running_head_ends"])
    head = re.compile(rf"(?:{begins})\b|.*\b(?:{ends})$")
    whole = Counter(text[line.begin : line.end].strip() for line in lines)
    tails = [list(_tails(text, line)) for line in lines]
    counts = Counter(words for line in tails for words, _ in line)
    for line, found in zip(lines, tails, strict=True):
        content = text[line.begin : line.end].strip()
        repeated = [span for words, span in found if counts[words] >= times and head.match(words)]
        if whole[content] >= times and 2 <= len(content.split()) <= _TAIL_WORDS and content[0].isalnum():
            yield line
        elif repeated:
            yield max(repeated, key=lambda span: span.end - span.begin)


def _tails(text: str, line: Span) -> Iterator[tuple[str, Span]]:
    """The last words of a line that are written like a title, with where they stand; digits count as one digit."""
    words = list(re.finditer(r"\S+", text[line.begin : line.end]))
    for count in range(2, min(len(words), _TAIL_WORDS) + 1):
        first = words[-count]
        if first[0][0].isupper() and (count == len(words) or not words[-count - 1][0].endswith(",")):
            tail = " ".join(word[0] for word in words[-count:]).rstrip("· .")
            yield tail, Span(line.begin + first.start(), line.end)
