"""Lower-case noun phrases that are entities: industries, stakeholder groups and technologies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from innograph.lexicon import Lexicon
from innograph.mentions.candidates import Candidate, Word
from innograph.mentions.governors import Governors
from innograph.mentions.groups import NOUNS, GroupFinder, Phrase, goes_on

_LONGEST = 9


class PhraseFinder:
    """Finds industries, groups and technologies by head, modifiers and what governs them; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("phrases")
        self._phrase = Phrase(frozenset(table["phrase"]["not"]), frozenset(table["phrase"]["joiners"]))
        industry = table["industry"]
        self._joiners = frozenset(industry["joiners"])
        self._partitive = frozenset(table["phrase"]["partitive"])
        self._industry_heads = [tuple(head.split()) for head in sorted(industry["heads"], key=len, reverse=True)]
        self._not_industry = frozenset(industry["not"])
        self._apart = frozenset(industry["apart"])
        self.groups = GroupFinder(lexicon)
        self._award = re.compile(table["award"]["pattern"])
        technology = table["technology"]
        self._things = frozenset(technology["heads"])
        self._wide, self._vague = frozenset(technology["wide"]), frozenset(technology["weak"])
        self._makers = frozenset(technology["makers"])

    def awards(self, text: str) -> Iterator[Candidate]:
        """The prizes of a sentence that are called by their rank ("grand prize")."""
        for found in self._award.finditer(text):
            yield Candidate(*found.span(), "Award", "phrase", priority=20)

    def find(self, words: Sequence[Word], known: Sequence[Candidate], place: Governors) -> Iterator[Candidate]:
        """The industries, groups and technologies among a sentence's words.

        Args:
            words: the sentence's words.
            known: names of the gazetteer; a technology among them may be the end of a longer phrase.
            place: what governs the sentence's words.
        """
        lowered = [word.text.lower() for word in words]
        ends = {c.end for c in known if c.type == "Technology"}
        for at, word in enumerate(words):
            for head in self._industry_heads:
                if tuple(lowered[at : at + len(head)]) == head:
                    yield from self._industry(words, lowered, at, at + len(head))
                    break
            if word.text.islower() or word.begin == 0:
                yield from self.groups.find(words, lowered, at, self._phrase, place)
            if word.text.islower() and not goes_on(words, at):
                yield from self._technology(words, lowered, at, word.end in ends)
                yield from self._made(words, lowered, at)

    def _industry(self, words: Sequence[Word], lowered: Sequence[str], at: int, end: int) -> Iterator[Candidate]:
        begin = at
        while begin and at - begin < _LONGEST:
            word, before = words[begin - 1], lowered[begin - 1]
            if before in self._not_industry:
                break
            joined = (
                before in self._joiners
                and begin < at
                and begin >= 2
                and lowered[begin - 2] not in self._apart
                and self._noun(words[begin - 2], lowered[begin - 2])
            )
            if not joined and not self._noun(word, before):
                break
            begin -= 1
        while begin < at and (lowered[begin] in self._joiners or lowered[begin] in self._not_industry):
            begin += 1
        if begin < at:
            yield Candidate(words[begin].begin, words[end - 1].end, "Industry", "phrase", priority=20)

    def _noun(self, word: Word, lowered: str) -> bool:
        plain = word.pos in NOUNS or (word.tag == "VBG" and word.text.islower())
        return plain and lowered not in self._not_industry and word.text[0].isalnum() and not word.text[0].isdigit()

    def _technology(self, words: Sequence[Word], lowered: Sequence[str], at: int, known: bool) -> Iterator[Candidate]:
        if not known and lowered[at] not in self._things:
            return
        begin = self._phrase.reach(words, lowered, at)
        while begin < at and lowered[begin] in self._vague:
            begin += 1
        if begin < at or (not known and lowered[at] not in self._wide):
            yield Candidate(words[begin].begin, words[at].end, "Technology", "phrase", priority=15)

    def _made(self, words: Sequence[Word], lowered: Sequence[str], at: int) -> Iterator[Candidate]:
        """What a maker makes: the phrase after "maker of"."""
        begin = self._phrase.reach(words, lowered, at)
        made = begin > 1 and lowered[begin - 1] in self._partitive and lowered[begin - 2] in self._makers
        if made and words[at].tag in ("NNS", "NN") and (begin < at or words[at].tag == "NNS"):
            yield Candidate(words[begin].begin, words[at].end, "Technology", "phrase", priority=15)
