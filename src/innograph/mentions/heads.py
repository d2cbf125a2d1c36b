"""Names found by the head that tells what they name: "Tongji University", "Opinions on Deepening the Reform of ..."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from innograph.lexicon import Lexicon
from innograph.mentions.candidates import Candidate, Word
from innograph.mentions.extents import APART, TITLES, Extents
from innograph.mentions.headwords import Head, HeadTable


class HeadFinder:
    """Finds names by their heads; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._table = HeadTable(lexicon)
        self._extents = Extents(lexicon, self._table)
        self._articles = frozenset(lexicon.table("names")["articles"])

    def find(self, words: Sequence[Word]) -> Iterator[Candidate]:
        """The names among a sentence's words; several may overlap."""
        for at, word in enumerate(words):
            for head in self._table.final.get(word.text.lower(), ()):
                begin = at - len(head.words) + 1
                if begin >= 0 and self._table.same(words[begin : at + 1], head):
                    yield from self._ending(words, begin, at + 1, head)
            for head in self._table.initial.get(word.text.lower(), ()):
                end = at + len(head.words)
                if end <= len(words) and word.capital and self._table.same(words[at:end], head, initial=True):
                    yield from self._beginning(words, at, end, head)

    def type_of(self, text: str) -> str:
        """The class that a title's head gives it, whatever its capitals; nothing where it has no head."""
        return self._table.type_of(text)

    def _ending(self, words: Sequence[Word], begin: int, end: int, head: Head) -> Iterator[Candidate]:
        left = self._extents.left(words, begin, head)
        if left == begin:
            return
        named = words[left:begin]
        distinct = [w for w in named if w.capital and w.text.lower() not in self._table.generic]
        capitals = [w for w in words[left:end] if w.capital]
        lower_head = words[begin].text[0].islower()
        if head.needs and not head.needs & {w.text.lower() for w in words[left:end]}:
            return
        if not distinct and (lower_head or len(capitals) < 3):
            return
        if lower_head and not any(w.pos in ("PROPN", "X") for w in distinct):
            return
        right = self._extents.numbers(words, end) if head.type in TITLES else end
        right = self._extents.onward(words, right, head) if head.right and right == end else right
        right = self._extents.brackets(words, right)
        yield self._candidate(words, left, right, head)

    def _beginning(self, words: Sequence[Word], begin: int, end: int, head: Head) -> Iterator[Candidate]:
        right = self._extents.title(words, end, head)
        if right == end:
            return
        left = self._extents.left(words, begin, head)
        first = end + 1 if end < len(words) and words[end].text in self._articles else end
        if left < begin and head.type in APART and first < len(words) and self._table.names(words, first):
            return
        yield self._candidate(words, left, self._extents.brackets(words, right), head)

    @staticmethod
    def _candidate(words: Sequence[Word], left: int, right: int, head: Head) -> Candidate:
        return Candidate(
            words[left].begin,
            words[right - 1].end,
            head.type,
            "head",
            priority=60 + 25 * (len(head.words) - 1) - head.rank,
        )
