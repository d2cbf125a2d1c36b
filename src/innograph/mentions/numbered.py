"""Laws and decrees named by their number: "Decree 118 of 2016", "Decision No. 844/QD-TTg", "Law 27.506"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from innograph.lexicon import Lexicon, one_of
from innograph.mentions.candidates import Candidate

_DATE = r"\s+(?:of|on|dated)\s+(?:\d{1,2}\s+[A-Z][a-z]+\s+)?(?:19|20)\d\d"
_CODE = r"\d[\w/.-]*[\w/-]"


class NumberedFinder:
    """Finds policies by number; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("policies")
        word, sign = one_of(table["numbered"]), one_of(table["number_signs"], bound=False)
        signed = rf"(?:{sign})\s*{_CODE}(?:{_DATE})?"
        plain = rf"\(?(?:[A-Z]{{2,4}}\)\s*)?(?:{_CODE}{_DATE}|\d+[./-][\w/.-]*\w|\d{{3,}})"
        self._pattern = re.compile(rf"(?P<before>[A-Z][a-z]+ )?{word}\s+(?:{signed}|{plain})")
        self._openers = frozenset(lexicon.table("names")["openers"])

    def find(self, text: str) -> Iterator[Candidate]:
        """The policies of a sentence that bear a number."""
        for found in self._pattern.finditer(text):
            before = found["before"] or ""
            begin = found.start() + (len(before) if before.strip() in self._openers else 0)
            yield Candidate(begin, found.end(), "Policy", "numbered", priority=200)
