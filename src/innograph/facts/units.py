"""The units that the encoder reads where the text writes none beside the number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from innograph.encoder import Context
from innograph.facts.numerals import Quantity
from innograph.lexicon import Lexicon, one_of
from innograph.model import Sentence

_CURRENCY = re.compile(r"[A-Z]{3}(?:/|$)")
_UNRATED = frozenset({"percent", "percentage points", "times", "rank", "points"})
_SORTS = {"rank": "rank", "times": "multiple"}


class UnitFinder:
    """Completes the units of a sentence's quantities by what the encoder reads; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("blend")["units"]
        self._of: Mapping[str, float] = table["of"]
        self._per: Mapping[str, float] = table["per"]
        many = lexicon.table("numbers")["many"]
        self._counts, self._groups = many["counts"], many["groups"]
        self._many = re.compile(
            rf"(?P<count>{one_of(self._counts)})\s+(?P<group>{one_of(self._groups)})", re.IGNORECASE
        )

    def find(
        self, sentence: Sentence, quantities: Sequence[Quantity], currency: str, context: Context | None
    ) -> list[Quantity]:
        """The quantities of a sentence, bare numbers with the unit, and amounts with the rate, that they likely have.

        Args:
            sentence: in which they stand.
            quantities: as they are written.
            currency: that was written last before.
            context: what the encoder says, if there is one.
        """
        if context is None:
            return list(quantities)
        written = [quantity.unit[:3] for quantity in quantities if _CURRENCY.match(quantity.unit)]
        money = written[0] if written else currency
        return [self._completed(sentence, quantity, money, context) for quantity in quantities]

    def _completed(self, sentence: Sentence, quantity: Quantity, currency: str, context: Context) -> Quantity:
        if quantity.sort != "number" or "/" in quantity.unit:
            return quantity
        of, per = context.units(sentence.index, quantity.begin, quantity.end)
        unit = quantity.unit
        if unit == "count" and (told := _likely(of, self._of)):
            unit = (currency or unit) if told == "money" else told
        if unit not in _UNRATED and (rate := self._rate(sentence.text, per)):
            unit = f"{unit}/{rate}"
        return replace(quantity, unit=unit, sort=_SORTS.get(unit, quantity.sort))

    def _rate(self, text: str, chances: Mapping[str, float]) -> str:
        """What an amount is likely per; of so many people only where the sentence says of how many."""
        rate = _likely(chances, self._per)
        if rate != "many":
            return rate
        found = self._many.search(text)
        if found is None:
            return ""
        count, group = (" ".join(found[part].lower().split()) for part in ("count", "group"))
        return f"{self._counts[count]} {self._groups[group]}"


def _likely(chances: Mapping[str, float], least: Mapping[str, float]) -> str:
    """The likeliest class if it is likely enough; none where that is one of which nothing is to be said."""
    best = max(chances, key=chances.__getitem__, default="")
    return best if best in least and chances[best] >= least[best] else ""
