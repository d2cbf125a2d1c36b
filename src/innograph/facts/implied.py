"""Units that stand in the words of an indicator: "patents per 10,000 people", "monthly salary", "average age"."""

from __future__ import annotations

import re

from innograph.lexicon import Lexicon, one_of

# What is compared or is a part already, and so of no rate.
_UNRATED = frozenset({"percent", "percentage points", "times", "rank"})


class ImpliedUnits:
    """Completes units by the words of indicators; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        rates, table = lexicon.table("numbers")["per"], lexicon.table("observations")["unit"]
        self._per = {
            word.lower(): unit
            for unit, words in rates.items()
            for word in words
            if word.startswith(table["begin"]) or word in table["rates"]
        }
        self._rate = re.compile(one_of(self._per), re.IGNORECASE)
        self._whole = {unit: re.compile(pattern) for unit, pattern in table["whole"].items()}

    def complete(self, unit: str, indicator: str) -> str:
        """A unit with the rate that its indicator tells, or the unit that it tells of a bare number.

        Args:
            unit: as it stands behind the number, "count" for none.
            indicator: the words of what is measured.
        """
        if unit in _UNRATED or "/" in unit:
            return unit
        if rate := self._rate.search(indicator):
            return f"{unit}/{self._per[' '.join(rate[0].lower().split())]}"
        if unit == "count":
            return next((told for told, pattern in self._whole.items() if pattern.search(indicator)), unit)
        return unit
