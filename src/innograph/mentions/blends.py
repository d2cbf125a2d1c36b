"""Which stretches of a sentence are names: those that the network tags and those that rules find, none overlapping."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from innograph.encoder import Tagged
from innograph.lexicon import Lexicon, one_of
from innograph.mentions.candidates import Candidate
from innograph.mentions.views import Sight

# From the first letter or figure to the last, with the plus signs behind it.
_CORE = re.compile(r"\w(?:.*\w)?\+*")


@dataclass(frozen=True, slots=True)
class Option:
    """A name that may be chosen; `gain` is how likely it is right, less the least that counts."""

    candidate: Candidate
    gain: float


class Blender:
    """Chooses the names of sentences; made once per lexicon."""

    def __init__(self, lexicon: Lexicon, coarse: Mapping[str, str]) -> None:
        self._coarse = coarse
        table, names = lexicon.table("blend")["names"], lexicon.table("names")
        self._least: float = table["least"]
        self._agreed: float = table["agreed"]
        self._alone: Mapping[str, float] = table["alone"]
        articles = one_of([*names["articles"], *names["indefinite"]])
        self._article = re.compile(rf"{articles}\s+", re.IGNORECASE)

    def choose(self, sight: Sight, tagged: Sequence[Tagged], known: frozenset[str]) -> list[Candidate]:
        """The names of a sentence, in order.

        Args:
            sight: the sentence, with what rules find there.
            tagged: what the encoder tags there.
            known: the classes that the encoder knows; of others the rules alone decide.
        """
        text = sight.parse.sentence.text
        names = [trimmed for name in tagged if (trimmed := _trimmed(name, text))]
        options = [*self._tagged(sight, names), *self._ruled(sight, names, known)]
        return [option.candidate for option in best_of(options)]

    def _tagged(self, sight: Sight, tagged: Sequence[Tagged]) -> Iterator[Option]:
        for name in tagged:
            ruled = self._same(sight, name)
            gain = name.chance - self._least + (self._agreed if ruled else 0.0)
            if gain > 0:
                yield Option(ruled or Candidate(name.begin, name.end, name.type, "encoder"), gain)

    def _same(self, sight: Sight, name: Tagged) -> Candidate | None:
        """What a rule finds of the same characters and class: it may know the finer class, and who is meant."""
        for candidate in (*sight.chosen, *sight.proposed):
            if self._core(candidate, sight) == (name.begin, name.end) and self._class(candidate) == name.type:
                return candidate
        return None

    def _ruled(self, sight: Sight, tagged: Sequence[Tagged], known: frozenset[str]) -> Iterator[Option]:
        """What rules alone find: of classes that the encoder does not know, and where it tags nothing."""
        for candidate in sight.chosen:
            if self._class(candidate) not in known:
                yield Option(candidate, 1.0)
            elif all(name.end <= candidate.begin or name.begin >= candidate.end for name in tagged):
                gain = self._alone.get(candidate.rule, 0.0) - self._least
                if gain > 0:
                    yield Option(candidate, gain)

    def _class(self, candidate: Candidate) -> str:
        return self._coarse.get(candidate.type, candidate.type)

    def _core(self, candidate: Candidate, sight: Sight) -> tuple[int, int]:
        """The characters of a candidate without an article."""
        article = self._article.match(sight.parse.sentence.text, candidate.begin, candidate.end)
        return article.end() if article else candidate.begin, candidate.end


def _trimmed(name: Tagged, text: str) -> Tagged | None:
    """A name without the marks around it; none where it is nothing but marks."""
    found = _CORE.search(text, name.begin, name.end)
    if found is None:
        return None
    closed = "(" in found[0] and text[found.end() : name.end].startswith(")")
    return replace(name, begin=found.start(), end=found.end() + closed)


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
