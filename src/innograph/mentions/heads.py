"""Names found by the head that tells what they name: "Tongji University", "Opinions on Deepening the Reform of ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from innograph.lexicon import Lexicon
from innograph.mentions.candidates import Candidate, Word, split_words

_TITLES = frozenset({"Policy", "Publication", "Programme", "Event"})
_MARKS = frozenset('.,;:!?()[]"“”‘’«»、，。；：')
_SUFFIXED = frozenset({"Enterprise"})
_YEARS = re.compile(r"(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?|[IVX]+|\d\.\d")
_LOWER_GAP = 3
_SHORTEST_CAPITALS = 4
_LONGEST_SUBJECT = 3
_PAIRED = frozenset({"Enterprise", "Fund", "FinancialInstitution"})
_APART = frozenset({"Programme", "Fund", "Platform", "Project", "Award"})


@dataclass(frozen=True, slots=True)
class Head:
    """A head of the lexicon: its words, its class, and how names are built around it."""

    words: tuple[str, ...]
    type: str
    rank: int
    lower: bool
    right: bool
    needs: frozenset[str]


class HeadFinder:
    """Finds names by their heads; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        names = lexicon.table("names")
        self._connectors = frozenset(names["connectors"])
        self._left_connectors = frozenset(names["left_connectors"])
        self._joiners = frozenset(names["joiners"])
        self._prepositions = frozenset(names["prepositions"])
        self._firms = frozenset(names["firms"])
        self._subjects = frozenset(names["fields"])
        self._openers = frozenset(names["openers"])
        self._generic = frozenset(word.lower() for word in names["generic"])
        self._final: dict[str, list[Head]] = {}
        self._initial: dict[str, list[Head]] = {}
        for rank, row in enumerate(names["head"]):
            for phrase in row.get("final", ()):
                self._add(self._final, -1, phrase, row, rank)
            for phrase in row.get("lower_final", ()):
                self._add(self._final, -1, phrase, {**row, "lower": True}, rank)
            for phrase in row.get("initial", ()):
                self._add(self._initial, 0, phrase, row, rank)
        self._suffixes = frozenset(
            h.words[0] for heads in self._final.values() for h in heads if len(h.words) == 1 and h.type in _SUFFIXED
        )
        self._endings = frozenset(
            h.words[0] for heads in self._final.values() for h in heads if len(h.words) == 1 and h.type not in _SUFFIXED
        )

    @staticmethod
    def _add(table: dict[str, list[Head]], key: int, phrase: str, row: dict[str, object], rank: int) -> None:
        words = split_words(phrase)
        needs = row.get("with", ())
        head = Head(
            words,
            str(row["type"]),
            rank,
            bool(row.get("lower", False)),
            bool(row.get("right", False)),
            frozenset(str(word).lower() for word in needs) if isinstance(needs, list) else frozenset(),
        )
        table.setdefault(words[key].lower(), []).append(head)

    def find(self, words: Sequence[Word]) -> Iterator[Candidate]:
        """The names among a sentence's words; several may overlap."""
        for at, word in enumerate(words):
            for head in self._final.get(word.text.lower(), ()):
                begin = at - len(head.words) + 1
                if begin >= 0 and self._same(words[begin : at + 1], head):
                    yield from self._ending(words, begin, at + 1, head)
            for head in self._initial.get(word.text.lower(), ()):
                end = at + len(head.words)
                if end <= len(words) and word.capital and self._same(words[at:end], head, initial=True):
                    yield from self._beginning(words, at, end, head)

    def type_of(self, text: str) -> str:
        """The class that a title's head gives it, whatever its capitals; nothing where it has no head."""
        words = [word.lower() for word in split_words(text)]
        best: tuple[int, int, str] | None = None
        for table, ending in ((self._final, True), (self._initial, False)):
            for head in table.get(words[-1 if ending else 0], ()) if words else ():
                part = words[-len(head.words) :] if ending else words[: len(head.words)]
                if part != [w.lower() for w in head.words] or (head.needs and not head.needs & set(words)):
                    continue
                better = (-len(head.words), head.rank, head.type)
                best = min(best, better) if best else better
        return best[2] if best else ""

    @staticmethod
    def _same(words: Sequence[Word], head: Head, *, initial: bool = False) -> bool:
        shown = [word.text for word in words]
        if initial:
            return [shown[0], *(w.lower() for w in shown[1:])] == [head.words[0], *(w.lower() for w in head.words[1:])]
        lower = head.lower and not head.words[-1].endswith("s")
        lower = lower or all(w.isupper() or not w.isalpha() for w in shown) and len(shown[-1]) >= _SHORTEST_CAPITALS
        return shown == list(head.words) or (lower and [w.lower() for w in shown] == [w.lower() for w in head.words])

    def _ending(self, words: Sequence[Word], begin: int, end: int, head: Head) -> Iterator[Candidate]:
        left = self._extend_left(words, begin, head)
        if left == begin:
            return
        named = words[left:begin]
        distinct = [w for w in named if w.capital and w.text.lower() not in self._generic]
        capitals = [w for w in words[left:end] if w.capital]
        lower_head = words[begin].text[0].islower()
        if head.needs and not head.needs & {w.text.lower() for w in words[left:end]}:
            return
        if not distinct and (lower_head or len(capitals) < 3):
            return
        if lower_head and not any(w.pos in ("PROPN", "X") for w in distinct):
            return
        right = self._numbers(words, end) if head.type in _TITLES else end
        right = self._extend_right(words, right, head) if head.right and right == end else right
        right = self._brackets(words, right)
        yield self._candidate(words, left, right, head)

    def _beginning(self, words: Sequence[Word], begin: int, end: int, head: Head) -> Iterator[Candidate]:
        right = self._title(words, end, head)
        if right == end:
            return
        left = self._extend_left(words, begin, head)
        first = end + 1 if end < len(words) and words[end].text == "the" else end
        if left < begin and head.type in _APART and first < len(words) and self._names(words, first):
            return
        yield self._candidate(words, left, self._brackets(words, right), head)

    @staticmethod
    def _candidate(words: Sequence[Word], left: int, right: int, head: Head) -> Candidate:
        return Candidate(
            words[left].begin,
            words[right - 1].end,
            head.type,
            "head",
            priority=60 + 25 * (len(head.words) - 1) - head.rank,
        )

    def _extend_left(self, words: Sequence[Word], begin: int, head: Head) -> int:
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
                if word.text in self._prepositions and not self._begins(words, at - 1):
                    break
            elif word.text == ")" and left == at + 1 and (opened := self._opened(words, at)) is not None:
                at = opened
            elif word.text[0].islower() and word.pos in ("NOUN", "ADJ", "PROPN") and gap < _LOWER_GAP and head.lower:
                gap += 1
            else:
                break
            at -= 1
        return self._trim(words, left, begin)

    def _begins(self, words: Sequence[Word], at: int) -> bool:
        """Whether a head that begins names stands at `at`, or right before it ("Technical University of")."""
        return any(
            self._same(words[at : at + len(head.words)], head, initial=True)
            for head in self._initial.get(words[at].text.lower(), ())
        )

    def _is_name(self, words: Sequence[Word], at: int, head: Head) -> bool:
        word = words[at]
        if word.text in self._openers or word.text in _MARKS:
            return False
        if word.text[0].isdigit():
            before = words[at - 1].text.lower() if at else ""
            return head.type in _TITLES and before not in ("in", "by", "of", "since", "from", "to", "and")
        return word.capital

    def _joins(self, words: Sequence[Word], at: int, begin: int, head: Head) -> bool:
        """Whether the "and" at `at` stands inside one name: what is left of it must not be a whole name itself.

        Firms and funds seldom have an "and" between proper words ("Plantomics and Dijle Diagnostics" are two).
        """
        if at == 0 or not words[at - 1].capital or words[at - 1].text in self._openers:
            return False
        if words[at - 1].text in self._endings or words[at - 1].text in self._firms or words[at - 1].text == ".":
            return False
        earlier = at - 1
        while earlier > 0 and (words[earlier - 1].capital or words[earlier - 1].text in self._left_connectors):
            earlier -= 1
            if self._begins(words, earlier):
                return False
        if head.type not in _PAIRED or words[at].text == "&" or at + 1 >= begin:
            return True
        ordinary = [self._ordinary(words[beside].text) for beside in (at - 1, at + 1)]
        longer = at > 1 and words[at - 2].capital and words[at - 2].text not in self._openers
        return ordinary[1] or (ordinary[0] and not longer)

    def _ordinary(self, word: str) -> bool:
        """Whether a word is no proper one: a generic word, or what firms call their trade."""
        return word.lower() in self._generic or word in self._suffixes

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
    def _numbers(words: Sequence[Word], end: int) -> int:
        """A title may go on with a year, a number or a span of years: "RTI Strategy 2030", "Pact 2021-2023"."""
        return end + 1 if end < len(words) and _YEARS.fullmatch(words[end].text) else end

    def _extend_right(self, words: Sequence[Word], end: int, head: Head) -> int:
        """A name that ends with its head may go on with "of ..." or "for ..." and further words with capitals."""
        if end < len(words) and words[end].text in ("of", "for", "on", "to") and end + 1 < len(words):
            first = end + 2 if words[end + 1].text == "the" else end + 1
            if head.type in _APART and first < len(words) and self._names(words, first):
                return end
            reached = self._title(words, end, head)
            return reached if reached > end + 1 else end
        return end

    def _title(self, words: Sequence[Word], at: int, head: Head) -> int:
        """How far a title reaches to the right of `at`: over words with capitals, and what joins two of them."""
        connectors = self._connectors if head.type in _TITLES else self._left_connectors
        end = at
        while at < len(words):
            word = words[at]
            if word.capital and not (word.text in self._openers and word.pos in ("DET", "PRON", "SCONJ") and at != end):
                end = at = at + 1
            elif word.text[0].isdigit() and head.type in _TITLES and at == end:
                end = at = at + 1
            elif word.text in connectors:
                following = self._after_connectors(words, at, connectors)
                if following is None or (word.text in self._joiners and self._other_name(words, at, following, head)):
                    break
                at = following
            elif word.text == "," and at == end and (last := self._enumeration(words, at)):
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
        apart = words[joiner + 1].text == "the" and words[joiner - 2].text != "the"
        return head.type not in _TITLES and (apart or self._names(words, at))

    def _enumeration(self, words: Sequence[Word], at: int) -> int:
        """Where subjects listed inside a name end ("Ministry of Education, Culture and Science"), or 0."""
        conjuncts = [[words[at - 1].text]]
        joined = False
        while at < len(words) and (words[at].text == "," or words[at].text in self._joiners):
            joined = joined or words[at].text in self._joiners
            at += 1 + (words[at].text == "," and at + 1 < len(words) and words[at + 1].text in self._joiners)
            joined = joined or words[at - 1].text in self._joiners
            begin = at
            while at < len(words) and words[at].capital and at - begin < _LONGEST_SUBJECT:
                at += 1
            if at == begin:
                return 0
            conjuncts.append([word.text for word in words[begin:at]])
            if joined:
                break
        known = [any(word in self._subjects for word in conjunct) for conjunct in conjuncts]
        return at if joined and all(known) else 0

    def _names(self, words: Sequence[Word], at: int) -> bool:
        """Whether a whole name with a head of its own begins at `at`."""
        for other in self._initial.get(words[at].text.lower(), ()):
            if self._same(words[at : at + len(other.words)], other, initial=True):
                return True
        while at < len(words) and words[at].capital:
            if words[at].text in self._endings:
                return True
            at += 1
        return False

    @staticmethod
    def _brackets(words: Sequence[Word], end: int) -> int:
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
