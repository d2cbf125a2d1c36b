"""What governs a word: the verb it is the object of, the preposition it stands after, and that one's governor."""

from __future__ import annotations

from collections.abc import Sequence

from innograph.model import Token

_SIDE_BY_SIDE = frozenset({"conj", "appos"})
_FARTHEST = 6


class Governors:
    """Finds what governs the words of one sentence."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._ending = {token.end: token for token in tokens}

    def of(self, end: int) -> tuple[str, str, str]:
        """What the word that ends at a character is, what governs it, and what governs that (lemmas; may be empty).

        A word that stands beside another by "and" or as apposition is governed as the first one is.
        """
        token = self._ending.get(end)
        if token is None:
            return "", "", ""
        for _ in range(_FARTHEST):
            if token.dep not in _SIDE_BY_SIDE:
                break
            token = self._tokens[token.head]
        head = self._tokens[token.head]
        return token.dep, head.lemma, self._tokens[head.head].lemma
