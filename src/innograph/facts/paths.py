"""How two names of a sentence hang together in its parse."""

from __future__ import annotations

from innograph.facts.scenes import Name
from innograph.model import Parse, Token

_LONGEST = 30


class Paths:
    """The ways up and down the parse of one sentence."""

    def __init__(self, parse: Parse) -> None:
        self._tokens = parse.tokens
        self._above: dict[int, list[int]] = {}

    def head(self, name: Name) -> Token | None:
        """The word of a name that the others of the name hang on."""
        own = [token for token in self._tokens if name.begin <= token.begin < name.end]
        indices = {token.index for token in own}
        return next((t for t in own if t.head not in indices or t.head == t.index), own[0] if own else None)

    def above(self, token: Token) -> list[int]:
        """A word and the words it hangs on, up to the root."""
        known = self._above.get(token.index)
        if known is None:
            known = [token.index]
            while len(known) < _LONGEST:
                head = self._tokens[known[-1]].head
                if head in known:
                    break
                known.append(head)
            self._above[token.index] = known
        return known

    def between(self, one: Token, other: Token) -> tuple[list[Token], Token | None, list[Token]]:
        """The words from one up to, without it, the word that both hang on; that word; the words down to the other.

        The lists begin and end with the two words themselves, unless one of them is the word that both hang on.
        """
        up, down = self.above(one), self.above(other)
        common = next((index for index in up if index in down), None)
        if common is None:
            return [self._tokens[i] for i in up], None, [self._tokens[i] for i in reversed(down)]
        rising = [self._tokens[i] for i in up[: up.index(common)]]
        falling = [self._tokens[i] for i in reversed(down[: down.index(common)])]
        return rising, self._tokens[common], falling
