"""Which stretches of a sentence are names: those that the network tags and those that rules find, none overlapping."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from innograph.encoder import Tagged
from innograph.lexicon import Lexicon, one_of
from innograph.mentions.candidates import OWN_PLACE, Candidate
from innograph.mentions.sights import Sight

# Parts of speech that neither begin nor end a name where they are in small letters.
_SMALL = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PART", "PRON", "AUX", "PUNCT"})
# Those of which a name in small letters has one.
_NAMING = frozenset({"NOUN", "PROPN", "X"})
# What two places side by side are at times taken for.
_PLACED = frozenset({"Place", "GovernmentBody"})
# From the first letter or figure to the last, with the plus signs behind it.
_CORE = re.compile(r"\w(?:.*\w)?\+*")

# A word and the bracket behind it, up to the end.
_OPENED = re.compile(r"\w+ \([^()]{0,30}$")
_PAIRS = (('"', '"'), ("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))


@dataclass(frozen=True, slots=True)
class Option:
    """A name that may be chosen; `gain` is how likely it is right, less the least that counts."""

    candidate: Candidate
    gain: float


@dataclass(frozen=True, slots=True)
class Trust:
    """The least chance that counts, and the chance of a proper name that the gazetteer knows."""

    least: float
    known: float


class Blender:
    """Chooses the names of sentences; made once per lexicon."""

    def __init__(self, lexicon: Lexicon, coarse: Mapping[str, str]) -> None:
        self._coarse = coarse
        blend, names = lexicon.table("blend"), lexicon.table("names")
        table = blend["names"]
        self._long: int = blend["long"]
        self._agreed: float = table["agreed"]
        self._trust = {length: Trust(table["least"][length], table["known"][length]) for length in ("passage", "long")}
        self._within = re.compile(names["within"])
        articles = one_of([*names["articles"], *names["indefinite"]])
        self._article = re.compile(rf"{articles}\s+", re.IGNORECASE)

    def trust(self, sentences: int) -> Trust:
        """How far rules and encoder are trusted in a text of so many sentences."""
        return self._trust["long" if sentences > self._long else "passage"]

    def choose(self, sight: Sight, tagged: Sequence[Tagged], known: frozenset[str], trust: Trust) -> list[Candidate]:
        """The names of a sentence, in order.

        Args:
            sight: the sentence, with what rules find there.
            tagged: what the encoder tags there.
            known: the classes that the encoder knows; of others the rules alone decide.
            trust: how far the two are trusted.
        """
        names = [trimmed for name in tagged if (trimmed := _trimmed(name, sight))]
        options = [*self._tagged(sight, names, trust), *self._ruled(sight, known, trust)]
        return [option.candidate for option in best_of(options)]

    def _tagged(self, sight: Sight, tagged: Sequence[Tagged], trust: Trust) -> Iterator[Option]:
        for name in tagged:
            ruled = self._same(sight, name)
            gain = name.chance - trust.least + (self._agreed if ruled else 0.0)
            if gain > 0:
                one = ruled or Candidate(name.begin, name.end, name.type, "encoder")
                yield from (Option(part, gain) for part in self._places(sight, one) or [one])

    def _places(self, sight: Sight, name: Candidate) -> list[Candidate]:
        """The places that a name is made of, each found by a rule: "Yongbei District of Ningbo" is two."""
        inside = [c for c in sight.chosen if name.begin <= c.begin and c.end <= name.end and self._class(c) == "Place"]
        if self._class(name) not in _PLACED or len(inside) < 2:
            return []
        ends = [name.begin, *(place.end for place in inside)]
        begins = [*(place.begin for place in inside), name.end]
        between = [sight.parse.sentence.text[end:begin] for end, begin in zip(ends, begins, strict=True)]
        apart = not between[0] and not between[-1] and all(self._within.fullmatch(gap) for gap in between[1:-1])
        return inside if apart else []

    def _same(self, sight: Sight, name: Tagged) -> Candidate | None:
        """What a rule finds of the same characters: one that is known, else one of the same class, maybe finer."""
        same = [c for c in (*sight.chosen, *sight.proposed) if self._core(c, sight) == (name.begin, name.end)]
        known = next((candidate for candidate in same if candidate.known), None)
        return known or next((candidate for candidate in same if self._class(candidate) == name.type), None)

    def _ruled(self, sight: Sight, known: frozenset[str], trust: Trust) -> Iterator[Option]:
        """What rules find, by themselves: of classes that the encoder does not know all, else what is known by name."""
        text = sight.parse.sentence.text
        for candidate in sight.chosen:
            by_name = (candidate.known or candidate.rule == OWN_PLACE) and text[candidate.begin].isupper()
            if self._class(candidate) not in known:
                yield Option(candidate, 1.0)
            elif by_name and trust.known > trust.least:
                yield Option(candidate, trust.known - trust.least)

    def _class(self, candidate: Candidate) -> str:
        return self._coarse.get(candidate.type, candidate.type)

    def _core(self, candidate: Candidate, sight: Sight) -> tuple[int, int]:
        """The characters of a candidate without an article and without marks around it."""
        text = sight.parse.sentence.text
        article = self._article.match(text, candidate.begin, candidate.end)
        begin = article.end() if article else candidate.begin
        core = _CORE.search(text, begin, candidate.end)
        return core.span() if core else (begin, candidate.end)


def _trimmed(name: Tagged, sight: Sight) -> Tagged | None:
    """A name without the marks and small words around it; none where nothing that names is left."""
    text = sight.parse.sentence.text
    inside = [word for word in sight.words if word.begin >= name.begin and word.end <= name.end]
    while inside and inside[-1].pos in _SMALL and inside[-1].text.islower():
        inside.pop()
    while inside and inside[0].pos in _SMALL and inside[0].text.islower():
        inside.pop(0)
    if all(word.text.islower() for word in inside) and not any(word.pos in _NAMING for word in inside):
        return None
    low, high = (inside[0].begin, inside[-1].end) if inside else (name.begin, name.begin)
    found = _CORE.search(text, low, high)
    if found is None or not any(letter.isalpha() for letter in found[0]):
        return None
    begin, end = _balanced(text, *found.span())
    return replace(name, begin=begin, end=end)


def _balanced(text: str, begin: int, end: int) -> tuple[int, int]:
    """A name with the quotation mark or bracket beside it whose other half stands inside it.

    Where a bracket closes in it, it begins with the word before that bracket: 'Spark ("Iskra") Programme'.
    """
    inside = text[begin:end]
    if ")" in inside and "(" not in inside and (bracket := _OPENED.search(text, 0, begin)):
        return bracket.start(), end
    for opening, closing in _PAIRS:
        opened, closed = inside.count(opening), inside.count(closing)
        odd = opened % 2 if opening == closing else opened != closed
        if odd and closed >= opened and text[:begin].endswith(opening):
            begin -= 1
        elif odd and opened >= closed and text[end:].startswith(closing):
            end += 1
    return begin, end


def best_of(options: Sequence[Option]) -> list[Option]:
    """Of the options those that do not overlap and together gain most, in order.

    Kleinberg, J. and Tardos, E. (2005). Algorithm design, section 6.1: weighted interval scheduling.
    """
    ordered = sorted(options, key=lambda o: (o.candidate.end, o.candidate.begin))
    ends = [option.candidate.end for option in ordered]
    before = [bisect_right(ends, option.candidate.begin, hi=at) for at, option in enumerate(ordered)]
    gains = [0.0] * (len(ordered) + 1)
    for at, option in enumerate(ordered):
        gains[at + 1] = max(gains[at], gains[before[at]] + option.gain)
    chosen: list[Option] = []
    at = len(ordered)
    while at > 0:
        if gains[at] > gains[at - 1]:
            chosen.append(ordered[at - 1])
            at = before[at - 1]
        else:
            at -= 1
    return chosen[::-1]
