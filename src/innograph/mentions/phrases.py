"""Lower-case noun phrases that are entities: industries, stakeholder groups and technologies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from innograph.lexicon import Lexicon
from innograph.mentions.candidates import Candidate, Word
from innograph.mentions.governors import Governors

_NOUNS = frozenset({"NOUN", "ADJ", "PROPN"})
_BEFORE_NOUNS = frozenset({"amod", "compound", "nmod"})
_LONGEST = 9
_REACH = 4


class PhraseFinder:
    """Finds industries, groups and technologies by head, modifiers and what governs them; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("phrases")
        self._phrase = _Phrase(frozenset(table["phrase"]["not"]), frozenset(table["phrase"]["joiners"]))
        industry = table["industry"]
        self._industry_heads = [tuple(head.split()) for head in sorted(industry["heads"], key=len, reverse=True)]
        self._not_industry = frozenset(industry["not"])
        self._apart = frozenset(industry["apart"])
        self.groups = _Groups(lexicon)
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
            if word.text.islower() and not self._modifies(words, at):
                yield from self._technology(words, lowered, at, word.end in ends)
                yield from self._made(words, lowered, at)

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
                and lowered[begin - 2] not in self._apart
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

    @staticmethod
    def _modifies(words: Sequence[Word], at: int) -> bool:
        """Whether the phrase goes on to the right, so that the word is no head."""
        return at + 1 < len(words) and words[at + 1].pos in ("NOUN", "PROPN") and words[at + 1].text.isalpha()

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
        made = begin > 1 and lowered[begin - 1] == "of" and lowered[begin - 2] in self._makers
        if made and words[at].tag in ("NNS", "NN") and (begin < at or words[at].tag == "NNS"):
            yield Candidate(words[begin].begin, words[at].end, "Technology", "phrase", priority=15)


class _Phrase:
    """How far a noun phrase reaches to the left of its head."""

    def __init__(self, stops: frozenset[str], joiners: frozenset[str]) -> None:
        self.stops, self.joiners = stops, joiners

    def reach(self, words: Sequence[Word], lowered: Sequence[str], at: int) -> int:
        """Where the phrase begins whose head is the word at `at`: after what is no noun, adjective or participle."""
        begin = at
        while begin and at - begin < _REACH and self._modifier(words[begin - 1], lowered[begin - 1]):
            begin -= 1
        named = [number for number in range(begin, at) if words[number].text.istitle() and words[number].begin > 0]
        return named[-1] + 1 if named else begin

    def _modifier(self, word: Word, lowered: str) -> bool:
        if lowered in self.stops or not word.text[0].isalpha() or word.pos == "NUM":
            return False
        shape = word.pos in _NOUNS or "-" in word.text or (word.tag in ("VBN", "VBG") and word.dep in _BEFORE_NOUNS)
        return shape and word.tag not in ("VB", "VBP", "VBZ", "VBD")


class _Groups:
    """Stakeholder groups: people and organisations by what they are, where something is for or about them."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("phrases")["group"]
        self._heads = frozenset(table["heads"])
        self._singular, self._plain = frozenset(table["singular"]), frozenset(table["plain"])
        self._strict = frozenset(table["strict"])
        self._weak, self._modifiers = frozenset(table["weak"]), frozenset(table["modifiers"])
        self._serving = {key: frozenset(words) for key, words in table["serving"].items()}
        self._passing = {key: frozenset(words) for key, words in table["passing"].items()}

    def find(
        self, words: Sequence[Word], lowered: Sequence[str], at: int, phrase: _Phrase, place: Governors
    ) -> Iterator[Candidate]:
        """The group whose head stands at `at`, if it does and is more than counted."""
        single = lowered[at] in self._singular
        if not (single or lowered[at] in self._heads) or PhraseFinder._modifies(words, at):
            return
        begin = phrase.reach(words, lowered, at)
        while (left := self._joined(words, lowered, begin, at, phrase)) < begin:
            begin = left
        telling = [w for w in lowered[begin:at] if w not in self._weak]
        if self._is_party(words[at], lowered[at], bool(telling), place):
            yield Candidate(words[begin].begin, words[at].end, "StakeholderGroup", "phrase", priority=20)

    def _joined(self, words: Sequence[Word], lowered: Sequence[str], begin: int, at: int, phrase: _Phrase) -> int:
        """Where a phrase begins with the modifier joined before it ("small and medium-sized enterprises")."""
        if begin < 2 or begin == at or lowered[begin - 1] not in phrase.joiners:
            return begin
        left = begin - 2 if lowered[begin - 2] not in phrase.joiners else begin - 3
        if left < 0:
            return begin
        listed = lowered[left] in self._modifiers and lowered[begin] in self._modifiers
        word = words[left]
        modifies = word.text.islower() and word.dep in _BEFORE_NOUNS and word.tag in ("JJ", "NN") and lowered[left] not in phrase.stops | self._heads
        return left if listed or modifies else begin

    def _is_party(self, word: Word, head: str, told: bool, place: Governors) -> bool:
        """Whether a group is a party of the sentence: told apart by a modifier, served, or both where its head is wide."""
        if head in self._strict:
            return told and self._served(word, place)
        if head in self._singular:
            return told and not self.counted(word.end, place)
        if head in self._plain and not told:
            return self._served(word, place)
        return not self.counted(word.end, place)

    def _served(self, head: Word, place: Governors) -> bool:
        """Whether something is done for a group."""
        role, governor, outer = place.of(head.end)
        if role == "pobj":
            return governor in self._serving["prepositions"] or (governor == "of" and outer in self._serving["of"])
        return role in ("dobj", "nsubjpass") and governor in self._serving["object"]

    def counted(self, end: int, place: Governors) -> bool:
        """Whether the group whose name ends at a character is only counted, compared or told of."""
        role, governor, outer = place.of(end)
        if role == "pobj":
            return outer in self._passing["of"] if governor == "of" else governor in self._passing["prepositions"]
        if role in ("dobj", "attr"):
            return role == "attr" or governor in self._passing["object"]
        return role in ("nsubj", "nsubjpass") and governor in self._passing["subject"]
