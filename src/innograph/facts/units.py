"""The units that the encoder reads where the text writes none beside the number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from innograph.encoder import OTHER, Context
from innograph.facts.numerals import Quantity
from innograph.lexicon import Lexicon, one_of
from innograph.model import Sentence

_CURRENCY = re.compile(r"[A-Z]{3}(?:/|$)")
_UNRATED = frozenset({"percent", "percentage points", "times", "rank", "points"})
_WORD = 4
"""From how many letters on a unit is a word, which is not written for what an amount is per: "kg", but not "acres"."""
_SORTS = {"rank": "rank", "times": "multiple"}


class UnitFinder:
    """Completes the units of a sentence's quantities by what the encoder reads; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("blend")["units"]
        self._of: Mapping[str, float] = table["of"]
        self._per: Mapping[str, float] = table["per"]
        numbers = lexicon.table("numbers")
        many = numbers["many"]
        self._counts, self._groups = many["counts"], many["groups"]
        self._many = re.compile(
            rf"(?P<count>{one_of(self._counts)})\s+(?P<group>{one_of(self._groups)})", re.IGNORECASE
        )
        signs = {unit: words for unit, words in numbers["units"].items() if unit not in words or len(unit) < _WORD}
        self._nouns = {word.lower(): unit for unit, words in signs.items() for word in words}
        self._nouns |= {w.removeprefix("per "): unit for unit, words in numbers["per"].items() for w in words}
        nouns = rf"{one_of(self._nouns, bound=False)}|[a-z][\w-]{{2,}}"
        self._each = re.compile(rf"{one_of(numbers['within']['each'])}\s+(?P<per>{nouns})(?!\w)", re.IGNORECASE)

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
        if unit not in _UNRATED and (rate := self._rate(sentence.text, quantity, per)):
            unit = f"{unit}/{rate}"
        return replace(quantity, unit=unit, sort=_SORTS.get(unit, quantity.sort))

    def _rate(self, text: str, quantity: Quantity, chances: Mapping[str, float]) -> str:
        """What an amount is likely per; of so many people or of anything else only where the sentence says of what."""
        rate = _likely(chances, self._per)
        if rate == OTHER:
            return self._named_rate(text, quantity)
        if rate != "many":
            return rate
        found = self._many.search(text)
        if found is None:
            return ""
        count, group = (" ".join(found[part].lower().split()) for part in ("count", "group"))
        return f"{self._counts[count]} {self._groups[group]}"

    def _named_rate(self, text: str, quantity: Quantity) -> str:
        """The noun beside a quantity that a word like "per" or "each" stands before, the nearest one; none without."""
        nearest: tuple[int, str] | None = None
        for found in self._each.finditer(text):
            if found.start() >= quantity.end:
                away = found.start() - quantity.end
            elif found.end() <= quantity.begin:
                away = quantity.begin - found.end()
            else:
                continue
            if nearest is None or away < nearest[0]:
                nearest = away, " ".join(found["per"].lower().split())
        return self._nouns.get(nearest[1], nearest[1]) if nearest else ""


def _likely(chances: Mapping[str, float], least: Mapping[str, float]) -> str:
    """The likeliest class if it is likely enough; none where that is one of which nothing is to be said."""
    best = max(chances, key=chances.__getitem__, default="")
    return best if best in least and chances[best] >= least[best] else ""
