"""Stakeholder groups: people and organisations by what they are, where something is for or about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from innograph.lexicon import Lexicon
from innograph.mentions.candidates import Candidate, Word
from innograph.mentions.governors import Governors

NOUNS = frozenset({"NOUN", "ADJ", "PROPN"})
_BEFORE_NOUNS = frozenset({"amod", "compound", "nmod"})
# What the parser calls a noun that ends a phrase of its own ("in recent years enterprises").
_OWN_PHRASE = frozenset({"pobj", "dobj", "nsubj", "nsubjpass", "npadvmod", "attr", "ROOT"})
_SINGULAR = frozenset({"JJ", "NN"})
_REACH = 4


def goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether a noun phrase goes on to the right of a word, so that it is no head."""
    return at + 1 < len(words) and words[at + 1].pos in ("NOUN", "PROPN") and words[at + 1].text.isalpha()


class Phrase:
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
        if word.dep in _OWN_PHRASE and "-" not in word.text:
            return False
        shape = word.pos in NOUNS or "-" in word.text or (word.tag in ("VBN", "VBG") and word.dep in _BEFORE_NOUNS)
        return shape and word.tag not in ("VB", "VBP", "VBZ", "VBD")


class GroupFinder:
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
        self, words: Sequence[Word], lowered: Sequence[str], at: int, phrase: Phrase, place: Governors
    ) -> Iterator[Candidate]:
        """The group whose head stands at `at`, if it does and is more than counted."""
        single = lowered[at] in self._singular
        if not (single or lowered[at] in self._heads) or goes_on(words, at):
            return
        begin = phrase.reach(words, lowered, at)
        while (left := self._joined(words, lowered, begin, at, phrase)) < begin:
            begin = left
        telling = [w for w in lowered[begin:at] if w not in self._weak]
        if self._is_party(words[at], lowered[at], bool(telling), place):
            yield Candidate(words[begin].begin, words[at].end, "StakeholderGroup", "phrase", priority=20)

    def _joined(self, words: Sequence[Word], lowered: Sequence[str], begin: int, at: int, phrase: Phrase) -> int:
        """Where a phrase begins with the modifier joined before it ("small and medium-sized enterprises")."""
        if begin < 2 or begin == at or lowered[begin - 1] not in phrase.joiners:
            return begin
        left = begin - 2 if lowered[begin - 2] not in phrase.joiners else begin - 3
        if left < 0:
            return begin
        listed = lowered[left] in self._modifiers and lowered[begin] in self._modifiers
        word, head = words[left], lowered[left]
        modifies = word.text.islower() and word.dep in _BEFORE_NOUNS and word.tag in _SINGULAR
        return left if listed or (modifies and head not in phrase.stops | self._heads) else begin

    def _is_party(self, word: Word, head: str, told: bool, place: Governors) -> bool:
        """Whether a group is a party of the sentence: told apart by a modifier, served, or both for a wide head."""
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
