"""Which stretches of a sentence are names: those that the network tags and those that rules find, none overlapping."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from innograph.encoder import Tagged
from innograph.lexicon import Lexicon
from innograph.mentions.candidates import Candidate
from innograph.mentions.views import Sight


@dataclass(frozen=True, slots=True)
class Option:
    """Characters taken for a name; `gain` is how likely that is right, less the least that counts."""

    begin: int
    end: int
    candidate: Candidate
    gain: float


class Blender:
    """Chooses the names of sentences; made once per lexicon."""

    def __init__(self, lexicon: Lexicon, coarse: Mapping[str, str]) -> None:
        table = lexicon.table("names")
        self._coarse = coarse
        blend = lexicon.table("blend")["names"]
        self._least: float = blend["least"]
        self._agreed: float = blend["agreed"]
        self._alone: Mapping[str, float] = blend["alone"]
        articles = "|".join(sorted((*table["articles"], *table["indefinite"])))
        self._article = re.compile(rf"(?:{articles})\s+", re.IGNORECASE)

    def choose(self, sight: Sight, tagged: Sequence[Tagged]) -> list[Candidate]:
        """The names of a sentence, in order."""
        options = [*self._tagged(sight, tagged), *self._ruled(sight, tagged)]
        return [option.candidate for option in best_of(options)]

    def _tagged(self, sight: Sight, tagged: Sequence[Tagged]) -> Iterator[Option]:
        for name in tagged:
            same = [c for c in (*sight.chosen, *sight.proposed) if self._core(c, sight) == (name.begin, name.end)]
            known = next((c for c in same if c.known), None)
            ruled = next((c for c in same if self._core_type(c) == name.type), None)
            gain = name.chance - self._least
            candidate = Candidate(name.begin, name.end, name.type, "encoder")
            if ruled:
                candidate, gain = ruled, gain + self._agreed
            elif known and name.chance < self._alone.get("known", 0.0):
                candidate = known
            if gain > 0:
                yield Option(name.begin, name.end, candidate, gain)

    def _ruled(self, sight: Sight, tagged: Sequence[Tagged]) -> Iterator[Option]:
        spans = {(name.begin, name.end) for name in tagged}
        for candidate in sight.chosen:
            core = self._core(candidate, sight)
            trust = self._alone.get(
                f"{candidate.rule} {self._core_type(candidate)}", self._alone.get(candidate.rule, 0.0)
            )
            if core not in spans and trust > self._least:
                yield Option(candidate.begin, candidate.end, candidate, trust - self._least)

    def _core_type(self, candidate: Candidate) -> str:
        return self._coarse.get(candidate.type, candidate.type)

    def _core(self, candidate: Candidate, sight: Sight) -> tuple[int, int]:
        """The characters of a candidate without an article."""
        article = self._article.match(sight.parse.sentence.text, candidate.begin, candidate.end)
        return article.end() if article else candidate.begin, candidate.end


def best_of(options: Sequence[Option]) -> list[Option]:
    """Of the options those that do not overlap and together gain most, in order.

    Kleinberg, J. and Tardos, E. (2005). Algorithm design, section 6.1: weighted interval scheduling.
    """
    ordered = sorted(options, key=lambda o: (o.end, o.begin))
    gains = [0.0] * (len(ordered) + 1)
    before = [max((k for k in range(at) if ordered[k].end <= o.begin), default=-1) + 1 for at, o in enumerate(ordered)]
    for at, option in enumerate(ordered):
        gains[at + 1] = max(gains[at], gains[before[at]] + option.gain)
    chosen: list[Option] = []
    at = len(ordered)
    while at > 0:
        if gains[at] > gains[at - 1] + 1e-9:
            chosen.append(ordered[at - 1])
            at = before[at - 1]
        else:
            at -= 1
    return chosen[::-1]
