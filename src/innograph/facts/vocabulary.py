"""Groups of words and phrases, found in a text in one pass over its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_WORD = re.compile(r"\w+|%")


class Vocabulary:
    """Groups of phrases; a star at the end of a word stands for any ending.

    >>> Vocabulary({"lack": ["shortage*", "short of"]}).find("Short of money, and shortages of staff")
    {'lack': ['short of', 'shortages']}
    """

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        phrases = [(group, self._parts(phrase)) for group, listed in groups.items() for phrase in sorted(set(listed))]
        self._exact: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._stems: list[tuple[str, str, tuple[str, ...]]] = []
        for group, parts in phrases:
            if parts[0].endswith("*"):
                self._stems.append((parts[0][:-1], group, parts[1:]))
            else:
                self._exact.setdefault(parts[0], []).append((group, parts[1:]))
        self._known: dict[str, list[tuple[str, tuple[str, ...]]]] = {}

    def find(self, text: str) -> dict[str, list[str]]:
        """What of each group stands in the text, in order; a phrase of a group counts once where it begins."""
        words = _WORD.findall(text.lower())
        found: dict[str, list[str]] = {}
        for at in range(len(words)):
            for group, phrase in self._at(words, at):
                found.setdefault(group, []).append(phrase)
        return found

    def begins(self, text: str) -> dict[str, str]:
        """What of each group the text begins with."""
        words = _WORD.findall(text.lower())
        return dict(self._at(words, 0)) if words else {}

    def _at(self, words: Sequence[str], at: int) -> list[tuple[str, str]]:
        """The groups that have a phrase at a word, each with its longest."""
        longest: dict[str, int] = {}
        for group, rest in self._candidates(words[at]):
            length = len(rest)
            here = words[at + 1 : at + 1 + length]
            if len(here) == length and all(map(_fits, rest, here)):
                longest[group] = max(length, longest.get(group, 0))
        return [(group, " ".join(words[at : at + 1 + length])) for group, length in longest.items()]

    def _candidates(self, word: str) -> list[tuple[str, tuple[str, ...]]]:
        """The phrases that a word may begin, kept for the next time the word is met."""
        if word not in self._known:
            stems = [(group, rest) for stem, group, rest in self._stems if word.startswith(stem)]
            self._known[word] = self._exact.get(word, []) + stems
        return self._known[word]

    @staticmethod
    def _parts(phrase: str) -> tuple[str, ...]:
        return tuple(re.findall(r"\w+\*?|%", phrase.lower()))


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
