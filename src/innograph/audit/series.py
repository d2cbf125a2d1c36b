"""What all documents tell of one thing and indicator, so that their figures can be set against each other."""

from __future__ import annotations

from collections.abc import Iterable

from innograph.audit.figures import Figure, words_of

Key = tuple[int, frozenset[str]]


class Series:
    """Figures by thing and indicator; made once of the figures of all documents.

    Args:
        figures: of all documents, in the order of the documents and their texts.
        idle: words that make no difference between two indicators: "the total exports of the city", "exports".
    """

    def __init__(self, figures: Iterable[Figure], idle: frozenset[str]) -> None:
        self._idle = idle
        self._figures: dict[Key, list[Figure]] = {}
        for figure in figures:
            key = self._key(figure.thing, figure.words)
            if key:
                self._figures.setdefault(key, []).append(figure)

    def beside(self, figure: Figure) -> list[Figure]:
        """All other figures of the thing and indicator of a figure, in any document."""
        key = self._key(figure.thing, figure.words)
        return [other for other in self._figures[key] if other.at != figure.at] if key else []

    def wholes(self, share: Figure) -> list[Figure]:
        """The levels of what a share is said to be of: of its thing and year, in any document."""
        key = self._key(share.thing, words_of(share.found.whole))
        levels = self._figures.get(key, []) if key else []
        return [level for level in levels if level.is_level() and level.year and level.year == share.year]

    def _key(self, thing: int, words: frozenset[str]) -> Key | None:
        told = words - self._idle
        return (thing, told) if thing >= 0 and told else None


def is_apart(one: Figure, other: Figure) -> bool:
    """Whether two figures do not stand in one sentence or in two that follow each other."""
    return one.at[0] != other.at[0] or abs(one.found.sentence - other.found.sentence) > 1
