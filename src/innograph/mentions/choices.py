"""Which stretches of a sentence are names, and of which class: those that are most likely right, none overlapping."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from innograph.lexicon import Lexicon
from innograph.mentions.candidates import Candidate, free
from innograph.mentions.clues import ClueReader
from innograph.mentions.headwords import HeadTable
from innograph.mentions.stretches import Stretch, StretchFinder
from innograph.mentions.views import Echoes, Sight, View
from innograph.mentions.weights import Weights, read_weights

LEAST, LEAST_NEW = 0.25, 0.45
"""How likely a name must be right that a rule chose, and one that none chose.

Of items of probability p, those above F/2 make the best F (Lipton et al. 2014); a new name may also tear others apart.
"""
TEARING = 0.2
"""What a new name loses that crosses a rule's, or is a part of it."""
TRUST = 1.0
"""What a rule's choice adds to the logarithm of the odds that a stretch is a name."""
TRUST_TYPE = 4.0
"""What it adds to the weight of the rule's class."""


@dataclass(frozen=True, slots=True)
class Option:
    """A stretch taken for a name of a class; `gain` is how likely that is right, less the least that counts."""

    begin: int
    end: int
    type: str
    gain: float


class Chooser:
    """Chooses the names of sentences by weights; made once per lexicon.

    Lipton, Z. C., Elkan, C. and Narayanaswamy, B. (2014). Optimal thresholding of classifiers to maximize F1 measure.
    ECML PKDD.
    """

    def __init__(self, lexicon: Lexicon, coarse: Mapping[str, str], *, weights: Weights | None = None) -> None:
        self._weights = weights or read_weights(lexicon.language)
        self._coarse = coarse
        names = lexicon.table("names")
        self._articles = frozenset((*names["articles"], *names["indefinite"]))
        self._article = re.compile(rf"(?:{'|'.join(sorted(self._articles))})\s+", re.IGNORECASE)
        self._stretches = StretchFinder(lexicon)
        self._clues = ClueReader(lexicon, HeadTable(lexicon), coarse)

    def choose(self, sights: Sequence[Sight]) -> list[list[Candidate]]:
        """For each sentence of a document its names, in order; the rules' own where there are no weights."""
        if self._weights is None:
            return [list(sight.chosen) for sight in sights]
        echoes = Echoes.of(sights, self._coarse)
        return [self._names(sight, echoes, self._weights) for sight in sights]

    def read(self, sight: Sight, echoes: Echoes) -> tuple[list[Stretch], list[list[str]]]:
        """The stretches of a sentence that may be names, and their clues."""
        stretches = self._stretches.find(sight.words, [*sight.proposed, *sight.chosen])
        torn = self._torn(sight, stretches)
        open_ = [(b, e) for b, e in stretches if free(sight.words[b].begin, sight.words[e - 1].end, torn)]
        view = View(sight, self._coarse, self._articles)
        return open_, self._clues.read(view, open_, echoes)

    def _torn(self, sight: Sight, stretches: Sequence[Stretch]) -> list[Candidate]:
        """What the rules alone decide: what has quotation marks or brackets, or a class that has no weights."""
        bounds = {(sight.words[b].begin, sight.words[e - 1].end) for b, e in stretches}
        return [c for c in sight.chosen if self._core(c, sight) not in bounds or not self._weighed(c)]

    def _weighed(self, candidate: Candidate) -> bool:
        """Whether there are weights for a candidate's class: of one that was added later they know nothing."""
        return self._weights is None or self._coarse.get(candidate.type, candidate.type) in self._weights.classes

    def clues_of_all(self, sight: Sight) -> list[str]:
        """The clues of all the words of a sentence, taken for one name."""
        view = View(sight, self._coarse, self._articles)
        return self._clues.read(view, [(0, len(sight.words))], Echoes())[0]

    def _names(self, sight: Sight, echoes: Echoes, weights: Weights) -> list[Candidate]:
        stretches, clues = self.read(sight, echoes)
        bounds = {(sight.words[b].begin, sight.words[e - 1].end): (b, e) for b, e in stretches}
        ruled = {
            bounds[core]: self._coarse.get(candidate.type, candidate.type)
            for candidate in sight.chosen
            if (core := self._core(candidate, sight)) in bounds
        }
        torn = [candidate for candidate in sight.chosen if self._core(candidate, sight) not in bounds]
        options = list(self._options(stretches, clues, ruled, weights))
        best = [self._candidate(option, sight) for option in best_of(options, len(sight.words))]
        return sorted([*torn, *best], key=lambda c: c.begin)

    @staticmethod
    def _options(
        stretches: Sequence[Stretch], clues: Sequence[Sequence[str]], ruled: Mapping[Stretch, str], weights: Weights
    ) -> Iterator[Option]:
        scores = weights.name_scores(clues)
        for at, stretch in enumerate(stretches):
            rule = ruled.get(stretch, "")
            chance = 1 / (1 + math.exp(-float(scores[at]) - (TRUST if rule else 0.0)))
            if chance <= LEAST:
                continue
            types = weights.type_scores(clues[at])
            if rule in weights.classes:
                types[weights.classes.index(rule)] += TRUST_TYPE
            odds = np.exp(types - types.max())
            likely = int(odds.argmax())
            gain = chance * float(odds[likely] / odds.sum()) - (LEAST if rule else LEAST_NEW)
            if not rule and any(_tears(stretch, other) for other in ruled):
                gain -= TEARING
            if gain > 0:
                yield Option(*stretch, weights.classes[likely], gain)

    def _core(self, candidate: Candidate, sight: Sight) -> tuple[int, int]:
        """The characters of a candidate without an article."""
        article = self._article.match(sight.parse.sentence.text, candidate.begin, candidate.end)
        return article.end() if article else candidate.begin, candidate.end

    def _candidate(self, option: Option, sight: Sight) -> Candidate:
        """An option as a candidate: that of the rule which found the same, if one did."""
        begin, end = sight.words[option.begin].begin, sight.words[option.end - 1].end
        for candidate in (*sight.chosen, *sight.proposed):
            same = self._core(candidate, sight) == (begin, end)
            if same and self._coarse.get(candidate.type, candidate.type) == option.type:
                return candidate
        return Candidate(begin, end, option.type, "weights")


def _tears(stretch: Stretch, other: Stretch) -> bool:
    """Whether a stretch has a part of another, but not the whole."""
    overlaps = other[0] < stretch[1] and stretch[0] < other[1]
    return overlaps and not (stretch[0] <= other[0] and other[1] <= stretch[1])


def best_of(options: Sequence[Option], count: int) -> list[Option]:
    """Of options over `count` words those that do not overlap and together gain most, in order.

    Kleinberg, J. and Tardos, E. (2005). Algorithm design, section 6.1: weighted interval scheduling.
    """
    ending: dict[int, list[Option]] = {}
    for option in options:
        ending.setdefault(option.end, []).append(option)
    gains = [0.0] * (count + 1)
    taken: list[Option | None] = [None] * (count + 1)
    for end in range(1, count + 1):
        gains[end] = gains[end - 1]
        for option in ending.get(end, ()):
            if gains[option.begin] + option.gain > gains[end] + 1e-9:
                gains[end], taken[end] = gains[option.begin] + option.gain, option
    chosen: list[Option] = []
    at = count
    while at > 0:
        option_here = taken[at]
        if option_here is None:
            at -= 1
        else:
            chosen.append(option_here)
            at = option_here.begin
    return chosen[::-1]
