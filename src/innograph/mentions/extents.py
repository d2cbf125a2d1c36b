"""How far a name reaches to the left and to the right of its head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from innograph.lexicon import Lexicon
from innograph.mentions.candidates import Word
from innograph.mentions.headwords import Head, HeadTable

TITLES = frozenset({"Policy", "Publication", "Programme", "Event"})
_LONG = frozenset({"Policy", "Publication", "Programme"})
APART = frozenset({"Programme", "Fund", "Platform", "Project", "Award"})
_PAIRED = frozenset({"Enterprise", "Fund", "FinancialInstitution"})
_MARKS = frozenset('.,;:!?()[]"“”‘’«»、，。；：')
_YEARS = re.compile(r"(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?|[IVX]+|\d\.\d")
_LOWER_GAP = 3
_LONGEST_FIELD = 3


class Extents:
    """Finds where names begin and end around their heads; made once per lexicon."""

    def __init__(self, lexicon: Lexicon, heads: HeadTable) -> None:
        names = lexicon.table("names")
        self._heads = heads
        self._connectors = frozenset(names["connectors"])
        self._left_connectors = frozenset(names["left_connectors"])
        self._joiners = frozenset(names["joiners"])
        self._prepositions = frozenset(names["prepositions"])
        self._onward = frozenset(names["onward"])
        self._articles = frozenset(names["articles"])
        self._dated = frozenset(names["before_numbers"])
        self._firms = frozenset(names["firms"])
        self._fields = frozenset(names["fields"])
        self._deeds = tuple(names["deeds"])
        self._openers = frozenset(names["openers"])

    def left(self, words: Sequence[Word], begin: int, head: Head) -> int:
        """How far to the left of a head its name reaches: over words with capitals and what joins them."""
        left, at, gap = begin, begin - 1, 0
        while at >= 0:
            word = words[at]
            if self._is_name(words, at, head):
                left, gap = at, 0
            elif word.text in self._joiners and left == at + 1 and gap == 0:
                if not self._joins(words, at, begin, head):
                    break
            elif word.text in self._left_connectors and left == at + 1 and at and words[at - 1].capital:
                if word.text in self._prepositions and not self._heads.begins(words, at - 1):
                    break
            elif word.text == ")" and left == at + 1 and (opened := self._opened(words, at)) is not None:
                at = opened
            elif word.text[0].islower() and word.pos in ("NOUN", "ADJ", "PROPN") and gap < _LOWER_GAP and head.lower:
                gap += 1
            else:
                break
            at -= 1
        return self._trim(words, left, begin)

    def _is_name(self, words: Sequence[Word], at: int, head: Head) -> bool:
        word = words[at]
        if word.text in self._openers or word.text in _MARKS:
            return False
        if word.text[0].isdigit():
            before = words[at - 1].text.lower() if at else ""
            return head.type in TITLES and before not in self._dated
        return word.capital

    def _joins(self, words: Sequence[Word], at: int, begin: int, head: Head) -> bool:
        """Whether the "and" at `at` stands inside one name: what is left of it must not be a whole name itself.

        Firms and funds seldom have an "and" between proper words ("Plantomics and Dijle Diagnostics" are two).
        """
        if at == 0 or not words[at - 1].capital or words[at - 1].text in self._openers:
            return False
        if words[at - 1].text in self._heads.endings or words[at - 1].text in self._firms or words[at - 1].text == ".":
            return False
        earlier = at - 1
        while earlier > 0 and (words[earlier - 1].capital or words[earlier - 1].text in self._left_connectors):
            earlier -= 1
            if self._heads.begins(words, earlier):
                return False
        if head.type not in _PAIRED or words[at].text == "&" or at + 1 >= begin:
            return True
        ordinary = [self._heads.ordinary(words[beside].text) for beside in (at - 1, at + 1)]
        longer = at > 1 and words[at - 2].capital and words[at - 2].text not in self._openers
        return ordinary[1] or (ordinary[0] and not longer)

    @staticmethod
    def _opened(words: Sequence[Word], closed: int) -> int | None:
        """Where the bracket that closes at `closed` opens, if it holds at most four words."""
        for at in range(closed - 1, max(closed - 6, -1), -1):
            if words[at].text == "(":
                return at if at and words[at - 1].capital else None
        return None

    def _trim(self, words: Sequence[Word], left: int, begin: int) -> int:
        """Leave off words at the left that begin no name: connectors, openers, verbs at a sentence's beginning."""
        while left < begin:
            word = words[left]
            verb = word.pos in ("VERB", "AUX") and word.tag in ("VB", "VBP", "VBZ", "VBD")
            if word.capital and word.text not in self._openers and not verb and word.pos not in ("ADP", "DET", "PRON"):
                break
            if word.text[0].isdigit():
                break
            left += 1
        return left

    @staticmethod
    def numbers(words: Sequence[Word], end: int) -> int:
        """A title may go on with a year, a number or a span of years: "RTI Strategy 2030", "Pact 2021-2023"."""
        return end + 1 if end < len(words) and _YEARS.fullmatch(words[end].text) else end

    def onward(self, words: Sequence[Word], end: int, head: Head) -> int:
        """A name that ends with its head may go on with "of ..." or "for ..." and further words with capitals."""
        if end < len(words) and words[end].text in self._onward and end + 1 < len(words):
            first = end + 2 if words[end + 1].text in self._articles else end + 1
            if head.type in APART and first < len(words) and self._heads.names(words, first):
                return end
            reached = self.title(words, end, head)
            return reached if reached > end + 1 else end
        return end

    def title(self, words: Sequence[Word], at: int, head: Head) -> int:
        """How far a title reaches to the right of `at`: over words with capitals, and what joins two of them."""
        connectors = self._connectors if head.type in TITLES else self._left_connectors
        end = at
        while at < len(words):
            word = words[at]
            if word.capital and not (word.text in self._openers and word.pos in ("DET", "PRON", "SCONJ") and at != end):
                end = at = at + 1
            elif word.text[0].isdigit() and head.type in TITLES and at == end:
                end = at = at + 1
            elif word.text in connectors:
                following = self._after_connectors(words, at, connectors)
                if following is None or (word.text in self._joiners and self._other_name(words, at, following, head)):
                    break
                at = following
            elif word.text == "," and at == end and (last := self._enumeration(words, at, head)):
                end = at = last
            else:
                break
        return end

    @staticmethod
    def _after_connectors(words: Sequence[Word], at: int, connectors: frozenset[str]) -> int | None:
        for following in range(at, min(at + 3, len(words))):
            if words[following].text not in connectors:
                return following if words[following].capital else None
        return None

    def _other_name(self, words: Sequence[Word], joiner: int, at: int, head: Head) -> bool:
        """Whether another whole name begins at `at`: one after "and the", or with a head of its own."""
        apart = words[joiner + 1].text in self._articles and words[joiner - 2].text not in self._articles
        return head.type not in _LONG and (apart or self._heads.names(words, at))

    def _enumeration(self, words: Sequence[Word], at: int, head: Head) -> int:
        """Where subjects listed inside a name end ("Ministry of Education, Culture and Science"), or 0."""
        conjuncts = [[words[at - 1].text]]
        joined = False
        while at < len(words) and (words[at].text == "," or words[at].text in self._joiners):
            joined = joined or words[at].text in self._joiners
            at += 1 + (words[at].text == "," and at + 1 < len(words) and words[at + 1].text in self._joiners)
            joined = joined or words[at - 1].text in self._joiners
            begin = at
            while at < len(words) and words[at].capital and at - begin < _LONGEST_FIELD:
                at += 1
            if at == begin:
                return 0
            conjuncts.append([word.text for word in words[begin:at]])
            if joined:
                break
        known = [
            any(word in self._fields for word in conjunct)
            or (head.type in TITLES and conjunct[0].endswith(self._deeds))
            for conjunct in conjuncts
        ]
        return at if joined and all(known) else 0

    @staticmethod
    def brackets(words: Sequence[Word], end: int) -> int:
        """Take in a bracket after the name that holds no acronym of it: "(Shenzhen)", "(2015-2017)", "(Trial)"."""
        if end + 2 < len(words) and words[end].text == "(":
            for close in range(end + 2, min(end + 5, len(words))):
                if words[close].text == ")":
                    inside = words[end + 1 : close]
                    acronym = len(inside) == 1 and sum(c.isupper() for c in inside[0].text) > 1
                    number = inside[0].text.isdigit()
                    title = all(w.text.istitle() or w.text[0].isdigit() for w in inside)
                    return close + 1 if title and not acronym and not number else end
        return end
