"""Words that refer to what is named elsewhere: "our city", "the district", "the institute"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from innograph.lexicon import Lexicon, one_of
from innograph.mentions.candidates import Candidate


class ReferenceFinder:
    """Finds references; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("references")
        self._type = {words: kind for part in ("place", "last") for kind, all_ in table[part].items() for words in all_}
        self._pattern = re.compile(rf"{one_of(self._type)}(?!\s?-|\s+(?:(?-i:[A-Z])|of\b))", re.IGNORECASE)

    def find(self, text: str) -> Iterator[Candidate]:
        """The references of a sentence, typed by the level or class of what they refer to."""
        for found in self._pattern.finditer(text):
            words = " ".join(found[0].lower().split())
            yield Candidate(*found.span(), self._type[words], "reference", priority=1)
