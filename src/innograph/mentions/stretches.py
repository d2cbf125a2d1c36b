"""The stretches of a sentence's words that could name something: what the weights then choose among."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from innograph.lexicon import Lexicon
from innograph.mentions.candidates import Candidate, Word

_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "X", "NUM", "VERB", "ADV", "INTJ"})
_ENDING = frozenset({"NOUN", "PROPN", "X", "ADJ", "NUM", "VERB"})
_TAGS = frozenset({"VBG", "VBN", "NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "FW", "CD", "VBZ", "VB", "VBP", "VBD"})
_LONGEST, _LONGEST_LOWER = 14, 7

Stretch = tuple[int, int]


class StretchFinder:
    """Finds the stretches that could be names; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        names = lexicon.table("names")
        self._connectors = frozenset(names["connectors"])
        self._openers = frozenset(names["openers"])
        self._joiners = frozenset(names["joiners"]) | frozenset(names["prepositions"])
        self._articles = frozenset((*names["articles"], *names["indefinite"]))

    def find(self, words: Sequence[Word], candidates: Sequence[Candidate]) -> list[Stretch]:
        """Stretches as numbers of words, half open, in order: those of the rules' candidates, and of likely words.

        Args:
            words: of the sentence.
            candidates: what rules found; one that does not begin and end with a word is left out.
        """
        found = set(self._likely(words))
        begins = {word.begin: at for at, word in enumerate(words)}
        ends = {word.end: at + 1 for at, word in enumerate(words)}
        for candidate in candidates:
            begin, end = begins.get(candidate.begin, -1), ends.get(candidate.end, -1)
            if begin >= 0 and end >= 0 and words[begin].text[0].isalnum() and words[end - 1].text[0].isalnum():
                found.add((self._after_article(words, begin), end))
        return sorted(stretch for stretch in found if stretch[0] < stretch[1])

    def _after_article(self, words: Sequence[Word], begin: int) -> int:
        return begin + 1 if words[begin].text.lower() in self._articles and begin + 1 < len(words) else begin

    def _likely(self, words: Sequence[Word]) -> Iterator[Stretch]:
        for begin, word in enumerate(words):
            if not self._begins(word):
                continue
            capital = word.capital
            last = min(len(words), begin + (_LONGEST if capital else _LONGEST_LOWER))
            joined = 0
            for end in range(begin, last):
                here = words[end]
                plain = self._inside(here)
                if not plain:
                    joined += 1
                    if here.text not in (self._connectors if capital else self._joiners) and not (
                        capital and here.text in {",", "(", ")"}
                    ):
                        break
                    if not capital and joined > 1:
                        break
                    continue
                if self._ends(here, capital=capital):
                    yield begin, end + 1

    def _begins(self, word: Word) -> bool:
        if word.text in self._openers:
            return False
        return (
            word.text[0].isalnum()
            and (word.capital or (word.pos in _NAMING and word.tag in _TAGS))
            and (not word.text[0].isdigit() or word.capital or word.text.isdigit())
        )

    @staticmethod
    def _inside(word: Word) -> bool:
        return (
            word.text[0].isalnum()
            and (word.capital or word.pos in _NAMING)
            and word.tag not in {"IN", "DT", "CC", "TO"}
        )

    @staticmethod
    def _ends(word: Word, *, capital: bool) -> bool:
        return (
            word.capital
            or word.pos in {"NOUN", "PROPN", "X"}
            or word.tag == "VBG"
            or (capital and word.text[0].isdigit())
            or (word.pos in _ENDING and capital)
        )
