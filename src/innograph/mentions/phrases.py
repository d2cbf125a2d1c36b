"""Lower-case noun phrases that are entities: industries and stakeholder groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from innograph.lexicon import Lexicon
from innograph.mentions.candidates import Candidate, Word

_NOUNS = frozenset({"NOUN", "ADJ", "PROPN"})
_LONGEST = 9


class PhraseFinder:
    """Finds industries and stakeholder groups by head and modifiers; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("phrases")
        industry, group = table["industry"], table["group"]
        self._industry_heads = [tuple(head.split()) for head in sorted(industry["heads"], key=len, reverse=True)]
        self._not_industry = frozenset(industry["not"])
        self._group_heads = frozenset(group["heads"])
        self._modifiers = frozenset(group["modifiers"])
        self._weak = frozenset(group["weak"])

    def find(self, words: Sequence[Word]) -> Iterator[Candidate]:
        """The industries and groups among a sentence's words."""
        lowered = [word.text.lower() for word in words]
        for at in range(len(words)):
            for head in self._industry_heads:
                if tuple(lowered[at : at + len(head)]) == head:
                    yield from self._industry(words, lowered, at, at + len(head))
                    break
            if lowered[at] in self._group_heads and words[at].text.islower():
                yield from self._group(words, lowered, at)

    def _industry(self, words: Sequence[Word], lowered: Sequence[str], at: int, end: int) -> Iterator[Candidate]:
        begin = at
        while begin and at - begin < _LONGEST:
            word, before = words[begin - 1], lowered[begin - 1]
            if before in self._not_industry:
                break
            joined = (
                before in ("and", "&")
                and begin < at
                and begin >= 2
                and self._noun(words[begin - 2], lowered[begin - 2])
            )
            if not joined and not self._noun(word, before):
                break
            begin -= 1
        while begin < at and (lowered[begin] in ("and", "&") or lowered[begin] in self._not_industry):
            begin += 1
        if begin < at:
            yield Candidate(words[begin].begin, words[end - 1].end, "Industry", "phrase", priority=20)

    def _noun(self, word: Word, lowered: str) -> bool:
        plain = word.pos in _NOUNS or (word.tag == "VBG" and word.text.islower())
        return plain and lowered not in self._not_industry and word.text[0].isalnum() and not word.text[0].isdigit()

    def _group(self, words: Sequence[Word], lowered: Sequence[str], at: int) -> Iterator[Candidate]:
        begin = at
        while begin and lowered[begin - 1] in self._modifiers and at - begin < _LONGEST:
            begin -= 1
        while begin < at and lowered[begin] in (",", "and", "or", "&"):
            begin += 1
        if any(word not in self._weak for word in lowered[begin:at]):
            yield Candidate(words[begin].begin, words[at].end, "StakeholderGroup", "phrase", priority=20)
