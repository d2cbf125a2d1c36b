"""Choosing among candidates by what speaks for each: weights of the lexicon, summed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

Choice = TypeVar("Choice")


class Preferences:
    """Weighs what is said of candidates; a trait that has no weight counts nothing."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights

    def weight(self, traits: Iterable[str]) -> float:
        """The sum of the weights of a candidate's traits.

        >>> Preferences({"subject": 1.5, "after": -0.5}).weight(["subject", "after", "other"])
        1.0
        """
        return sum(self._weights.get(trait, 0.0) for trait in traits)

    def best(self, candidates: Mapping[Choice, Iterable[str]]) -> Choice | None:
        """The candidate of the greatest weight, the first of equals; None if there is none.

        >>> Preferences({"subject": 1.5}).best({"Linhai": ["after"], "Nanshan": ["subject"]})
        'Nanshan'
        """
        return max(candidates, key=lambda choice: self.weight(candidates[choice]), default=None)
