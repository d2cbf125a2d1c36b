"""Names typed by what stands beside them: known names in a list, "companies such as A, B", "A, a maker of sensors"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from innograph.lexicon import Lexicon, one_of
from innograph.mentions.candidates import Candidate, Word, free

_BETWEEN = re.compile(r"\s*(?:,\s*(?:and\s+|or\s+)?|and\s+|or\s+|&\s+|、)$")


class ListFinder:
    """Gives names without a head the class of their neighbours; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table, names = lexicon.table("kinds"), lexicon.table("names")
        self._type: dict[str, str] = {noun: kind for kind, words in table["nouns"].items() for noun in words}
        self._places, self._listed = frozenset(table["places"]), frozenset(table["listed"])
        self._openers = frozenset(names["openers"])
        heads = (word for head in names["head"] for phrase in head.get("final", ()) for word in phrase.split())
        abbreviations = lexicon.table("layout")["sentence"]["abbreviations"]
        self._ordinary = frozenset(w.lower() for w in (*names["generic"], *names["openers"], *heads, *abbreviations))
        self._titles = frozenset(w.capitalize() for key in ("person_titles", "person_roles") for w in names[key])
        self._connectors = frozenset(table["inside"])
        noun = one_of(self._type)
        self._before = re.compile(
            rf"({noun})(?:\s*\([^)]*\))?,?\s+(?:{one_of(table['introduce'])}),?:?\s+(?:the\s+)?$", re.IGNORECASE
        )
        things = dict.fromkeys(lexicon.table("phrases")["technology"]["heads"], "Technology")
        self._called = {**things, **{n: kind for n, kind in self._type.items() if n in table["before_name"]}}
        self._call = re.compile(rf"(?:^|[\w,;:(–-]\s+)({one_of(self._called)})\s+$")
        self._title = re.compile(rf"\b(?:the|a|an|its|our|by)\s+(?:[a-z][\w-]*\s+){{0,3}}({noun})\s+$")
        self._after = re.compile(rf"\s+(?:{one_of(table['close'])})\s+(?:[\w-]+\s+){{0,3}}?({noun})", re.IGNORECASE)
        self._apposition = re.compile(rf"\s*,\s+(?:an?|the|one of the)\s+(?:[\w-]+\s+){{0,5}}?({noun})(?!\w)")

    def find(self, text: str, words: Sequence[Word], taken: Sequence[Candidate]) -> Iterator[Candidate]:
        """Names that no other finder typed, typed by the words and names beside them."""
        sure = [c for c in taken if c.rule != "model"]
        others = [c for c in sure if c.type not in self._places]
        loose = [(b, e) for b, e in self._loose(words) if free(b, e, others) and not _whole(b, e, sure)]
        typed = {(c.begin, c.end): c.type for c in sure if c.type in self._listed and not _inside(c, loose)}
        typed |= {(c.begin, c.end): c.type for c in taken if c.rule == "model"}
        found: dict[tuple[int, int], str] = {}
        for begin, end in loose:
            if kind := self._cued(text, begin, end):
                found[begin, end] = kind
        spans = sorted({*loose, *typed})
        pairs = [pair for pair in pairwise(spans) if _BETWEEN.fullmatch(text[pair[0][1] : pair[1][0]])]
        for one, other in (*pairs, *((second, first) for first, second in reversed(pairs))):
            known = found.get(one) or typed.get(one)
            if known and other not in typed:
                found.setdefault(other, known)
        for (begin, end), kind in found.items():
            if all(word.lower() in self._ordinary for word in text[begin:end].split()):
                continue
            if kind == "Person" and (" " not in text[begin:end] or self._titles & set(text[begin:end].split())):
                continue
            yield Candidate(begin, end, kind, "list", priority=30)

    def _cued(self, text: str, begin: int, end: int) -> str:
        for pattern, part in ((self._before, text[:begin]), (self._title, text[:begin])):
            if found := pattern.search(part):
                return self._type[found[1].lower()]
        if called := self._call.search(text[:begin]):
            return self._called[called[1]]
        for pattern in (self._after, self._apposition):
            if found := pattern.match(text, end):
                return self._type[found[1].lower()]
        return ""

    def _loose(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Runs of words with capitals, not counting a lone word that only begins the sentence."""
        at = 0
        while at < len(words):
            if not words[at].capital or words[at].text in self._openers:
                at += 1
                continue
            begin = at
            while at < len(words) and (
                words[at].capital
                or (words[at].text in self._connectors and at + 1 < len(words) and words[at + 1].capital)
            ):
                at += 1
            plain = begin == 0 and at == 1 and words[0].pos not in ("PROPN", "X")
            if not plain:
                yield words[begin].begin, words[at - 1].end


def _whole(begin: int, end: int, taken: Sequence[Candidate]) -> bool:
    """Whether a run of words is no more than a name that is known, or does not begin with the place it holds."""
    return any(c.begin < end and begin < c.end and not (c.begin == begin and c.end < end) for c in taken)


def _inside(candidate: Candidate, loose: Sequence[tuple[int, int]]) -> bool:
    return any(begin <= candidate.begin and candidate.end <= end for begin, end in loose)
