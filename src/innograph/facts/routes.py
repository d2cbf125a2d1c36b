"""Ways through a sentence's tree, from a word to a figure."""

from __future__ import annotations

from collections.abc import Sequence

from innograph.facts.figures import Figure
from innograph.model import Token

_STEPS = 7


class Routes:
    """The tree of a sentence seen from one of its figures.

    `first` and `last` are the numbers of the figure's first and last word.
    """

    def __init__(self, figure: Figure) -> None:
        quantity = figure.quantity
        self._tokens: Sequence[Token] = figure.scene.tokens
        inside = [t for t in self._tokens if t.end > quantity.number and t.begin < quantity.end]
        own = {t.index for t in inside}
        anchor = next((t for t in inside if t.head not in own or t.head == t.index), None)
        self.first = inside[0].index if inside else 0
        self.last = inside[-1].index if inside else 0
        self._above = self._ancestors(anchor) if anchor else []

    def to_figure(self, token: Token) -> str:
        """The way from a word to the figure, up to where they meet and down, as "nsubj^dobj"; else "apart"."""
        up = self._ancestors(token)
        meets = next((at for at in up if at in self._above), None)
        if meets is None:
            return "apart"
        rise = [self._tokens[at].dep for at in up[: up.index(meets)]]
        fall = [self._tokens[at].dep for at in self._above[: self._above.index(meets)]]
        if len(rise) + len(fall) > _STEPS:
            return "long"
        return f"{'/'.join(rise)}^{'/'.join(fall)}"

    def governor(self) -> Token | None:
        """The verb that governs the figure."""
        return next((self._tokens[at] for at in self._above if self._tokens[at].pos in ("VERB", "AUX")), None)

    def _ancestors(self, token: Token) -> list[int]:
        found = [token.index]
        while self._tokens[found[-1]].head != found[-1] and len(found) <= len(self._tokens):
            found.append(self._tokens[found[-1]].head)
        return found
