"""Numbers in a sentence, multiplied out, with unit and bound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from innograph.facts.mending import mend_figures
from innograph.facts.numerals import DIGITS, Quantity, figure_value
from innograph.facts.ranks import rank_patterns
from innograph.facts.series import SeriesFinder
from innograph.facts.times import Time
from innograph.lexicon import Lexicon, one_of
from innograph.model import Bound

_MILLION = 10**6
_MOST_PARTS = 20
_SPANS = ("years", "months", "days", "weeks")
_UNRATED = ("percent", "times", "years", "percentage points")


class QuantityFinder:
    """Finds quantities; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("numbers")
        self._series = SeriesFinder(lexicon)
        self._words: Mapping[str, int] = table["words"]
        scales: Mapping[str, int] = table["scales"]
        self._scales = {**scales, **{name.capitalize(): value for name, value in scales.items() if len(name) > 4}}
        self._ordinals: Mapping[str, int] = table["ordinals"]
        self._fractions: Mapping[str, float] = table["fractions"]
        self._multiples: Mapping[str, int] = table["multiples"]
        self._before = {sign: code for code, row in table["currency"].items() for sign in row["before"]}
        self._after = {sign: code for code, row in table["currency"].items() for sign in row["after"]}
        self._units = {word.lower(): unit for unit, words in table["units"].items() for word in words}
        self._per = {word.lower(): unit for unit, words in table["per"].items() for word in words}
        bounds = table["bounds"]
        self._bounds: dict[str, Bound] = {}
        for bound in ("max", "min", "approx"):
            self._bounds |= dict.fromkeys(bounds[bound], bound)
        bound_words = one_of(self._bounds)
        self._bound = re.compile(
            rf"({bound_words})\s+(?:the\s+|a\s+|an\s+|of\s+|by\s+)?(?:total\s+of\s+)?$", re.IGNORECASE
        )
        self._negated = re.compile(r"\b(?:not|never|n't)\s+(?:yet\s+)?$", re.IGNORECASE)
        self._bound_after: list[tuple[re.Pattern[str], Bound]] = [
            (re.compile(rf"\s*(?:{one_of(bounds['after_min'], bound=False)})(?!\w)"), "min"),
            (re.compile(rf"\s*(?:{one_of(bounds['after_max'], bound=False)})(?!\w)"), "max"),
            (re.compile(rf"\s*(?:{one_of(bounds['after_approx'], bound=False)})(?!\w)"), "approx"),
        ]
        scale = one_of(self._scales, bound=False)
        joined = table["within"]["joined"]
        word = "|".join(sorted(self._words, key=len, reverse=True))
        self._number = re.compile(
            rf"(?:(?<!\w)(?P<sign>{one_of(self._before, bound=False)})\s?|(?<![\w.,]))(?P<digits>{DIGITS})(?!\d)"
            rf"(?:\s?(?P<scale>(?:{scale})(?!\w)|{joined}))?(?:\s(?P<scale2>{scale})(?!\w))?"
            rf"|(?<![\w-])(?P<word>(?i:(?:{word})(?:[- ](?:{word}))?))(?![\w-])(?:\s(?P<wscale>{scale})(?!\w))?"
        )
        self._lower = re.compile(rf"\s(?:and\s)?(?P<digits>{DIGITS})\s(?P<scale>{scale})(?!\w)")
        of = table["within"]["of"]
        self._currency = re.compile(rf"\s?{of}(?P<code>{one_of(self._after, bound=False)})(?!\w)")
        self._percent = re.compile(rf"\s?(?:{one_of(table['units']['percent'], bound=False)})")
        self._unit = re.compile(
            rf"\s?-?(?:(?:{one_of(table['within']['words'])})\s+)?(?P<unit>{one_of(self._units, bound=False)})(?!\w)",
            re.IGNORECASE,
        )
        self._rate = re.compile(rf"\s?(?P<per>{one_of(self._per, bound=False)})(?!\w)", re.IGNORECASE)
        spoken = [word for word in self._per if word.startswith(tuple(table["within"]["spoken"]))]
        self._per_after = re.compile(
            rf"(?:\s[\w-]+){{1,4}}?\s(?P<per>{one_of(spoken, bound=False)})(?!\w)", re.IGNORECASE
        )
        self._any_rate = re.compile(table["within"]["any_rate"])
        self._ones = {**self._words, **table["within"]["ones"]}
        self._later = re.compile(table["within"]["later"])
        self._of_so_many = re.compile(table["within"]["of_so_many"], re.IGNORECASE)
        self._fraction = re.compile(
            rf"{one_of(self._fractions)}|(?<![\d/.])(?P<top>\d{{1,2}})/(?P<low>\d{{1,3}})(?![\d/])", re.IGNORECASE
        )
        self._multiple = re.compile(one_of(self._multiples), re.IGNORECASE)
        not_ = table["not"]
        self._of_time, self._has_part = re.compile(not_["of_time"]), re.compile(not_["has_part"])
        self._half_of = re.compile(not_["half_of"], re.IGNORECASE)
        self._no_figure_before = re.compile(rf"(?:{one_of(not_['before'])})\s*\.?$")
        self._no_figure_after = re.compile(rf"\s+(?:[\w-]+\s+)?{one_of(not_['after'])}", re.IGNORECASE)
        self._part_before = re.compile(rf"(?:{one_of(not_['part'])})\s+$", re.IGNORECASE)
        months = rf"(?:{'|'.join(f'{name}|{name[:3]}' for name in table['time']['months'])})"
        self._day_before = re.compile(rf"\b{months}\.?\s+(?:\d{{1,2}}\s*[-–]\s*)?$", re.IGNORECASE)
        self._day_after = re.compile(
            rf"(?:st|nd|rd|th)?\s*(?:[-–]\s*\d{{1,2}}\s*)?(?:of\s+)?{months}\b(?!\s+(?:also|not|be)\b)", re.IGNORECASE
        )
        self._numbering, self._numbered, self._dotted = (
            re.compile(not_[key]) for key in ("numbering", "numbered", "dotted")
        )
        self._bounding, self._apart, self._spanning = (
            re.compile(not_[key], re.IGNORECASE) for key in ("bounding", "apart", "spanning")
        )
        self._rank = rank_patterns(lexicon)

    def find(self, text: str, taken: Sequence[tuple[int, int]], times: Sequence[Time]) -> list[Quantity]:
        """The quantities of a sentence in order, none of which overlaps a name (`taken`) or a time."""
        text = mend_figures(text)
        spans = [*taken, *((t.begin, t.end) for t in times)]
        found: list[Quantity] = []
        for finder in (self._ranks, self._percent_parts, self._ones_in, self._many_times, self._numbers):
            for quantity in finder(text):
                if all(quantity.end <= b or quantity.number >= e for b, e in spans):
                    found.append(quantity)
                    spans.append((quantity.number, quantity.end))
        ordered = sorted(found, key=lambda q: q.number)
        return [q for q in self._series.settle(text, ordered) if not self._is_threshold(text, q)]

    def _is_threshold(self, text: str, quantity: Quantity) -> bool:
        """Whether a quantity only bounds what is counted ("firms with sales of more than ...") or spans a time."""
        before = text[: quantity.begin]
        if quantity.bound in ("min", "max") and self._bounding.search(before):
            return True
        if quantity.unit not in _SPANS:
            return False
        spans = self._spanning.search(before) or self._spanning.search(text[: quantity.number])
        return bool(spans) or bool(self._apart.match(text, quantity.end))

    def _ranks(self, text: str) -> Iterator[Quantity]:
        for pattern in self._rank:
            for found in pattern.finditer(text):
                parts = found.groupdict()
                if ordinal := parts.get("ordinal"):
                    number = self._ordinals.get(ordinal.lower()) or int(re.sub(r"\D", "", ordinal))
                    begin, end = found.span("ordinal")
                    yield Quantity(begin, end, begin, Decimal(number), "rank", "", "rank")
                elif place := parts.get("number"):
                    begin, end = found.span("number")
                    yield Quantity(begin, end, begin, Decimal(place), "rank", "", "rank")
                elif top := parts.get("top"):
                    begin, end = found.span("top")
                    number = self._words.get(top.lower()) or int(top)
                    yield Quantity(begin, end, begin, Decimal(number), "rank", "max", "rank")
                elif parts.get("best"):
                    begin, end = found.span("best")
                    yield Quantity(begin, end, begin, Decimal(1), "rank", "", "rank")

    def _percent_parts(self, text: str) -> Iterator[Quantity]:
        for found in self._fraction.finditer(text):
            if found["top"]:
                top, low = int(found["top"]), int(found["low"])
                if not 0 < top < low:
                    continue
                value = round(Decimal(100 * top) / low, 2)
            else:
                value = Decimal(str(self._fractions[" ".join(found[0].lower().split())]))
                if not self._is_part(text, found):
                    continue
            yield self._bounded(
                text, Quantity(*found.span(), found.start(), value.normalize() + 0, "percent", "", "fraction")
            )

    def _is_part(self, text: str, found: re.Match[str]) -> bool:
        """Whether a fraction is a part of something, and no half of a year or first half of a match."""
        whole = self._of_time.match(text, found.end()) or self._half_of.search(text, 0, found.start())
        return not whole and bool(" " in found[0].strip() or "-" in found[0] or self._has_part.match(text, found.end()))

    def _ones_in(self, text: str) -> Iterator[Quantity]:
        """Parts told as so many of so many: "one in five", "seven of each ten"."""
        for found in self._of_so_many.finditer(text):
            top, low = (self._ones.get(n.lower()) or int(n) for n in (found["top"], found["low"]))
            if 0 < top < low <= _MOST_PARTS:
                value = round(Decimal(100 * top) / low, 2).normalize() + 0
                yield self._bounded(text, Quantity(*found.span(), found.start(), value, "percent", "", "fraction"))

    def _many_times(self, text: str) -> Iterator[Quantity]:
        for found in self._multiple.finditer(text):
            value = Decimal(self._multiples[found[0].lower()])
            yield self._bounded(text, Quantity(*found.span(), found.start(), value, "times", "", "multiple"))

    def _numbers(self, text: str) -> Iterator[Quantity]:
        at = 0
        while found := self._number.search(text, at):
            at = max(found.end(), at + 1)
            if quantity := self._quantity(text, found):
                yield quantity
                at = max(at, quantity.end)

    def _quantity(self, text: str, found: re.Match[str]) -> Quantity | None:
        parts = found.groupdict()
        word, digits = parts.get("word"), parts.get("digits")
        number = found.start("word" if word else "digits")
        before = text[: found.start()] if not parts.get("sign") else text[: found.start("sign")]
        if self._no_figure_before.search(before.rstrip()) or (before.endswith(("-", "–")) and before[-2:-1].isalpha()):
            return None
        if self._part_before.search(before) or self._marks(text, before, found.group(), found.end()):
            return None
        value = self._spelled(word) if word else self._plain(digits or "0", parts.get("scale") or "", text, found.end())
        for scale in (parts.get("scale"), parts.get("scale2"), parts.get("wscale")):
            value *= self._scales.get(" ".join(scale.split()), 1) if scale else 1
        last = found.end()
        if parts.get("scale") and (lower := self._lower.match(text, last)):
            scale = self._scales[" ".join(lower["scale"].split())]
            if figure_value(lower["digits"]) * scale < value and scale < self._scales[" ".join(parts["scale"].split())]:
                value += figure_value(lower["digits"]) * scale
                last = lower.end()
        unit, end = self._unit_after(text, last, self._before.get(parts.get("sign") or "", ""))
        if unit == "count" and self._no_figure_after.match(text, end):
            return None
        if unit == "count" and re.match(r"[-–]?[^\W\d_]", text[end:]):
            return None
        begin = found.start("sign") if parts.get("sign") else number
        scaled = last > found.end() or value >= _MILLION
        return self._bounded(text, Quantity(begin, end, begin, value, unit, "", "number", scaled=scaled))

    def _marks(self, text: str, before: str, number: str, end: int) -> bool:
        """Whether a number only marks something: a place in a list, a day of a month, part of a file's number.

        So does a number in brackets that repeats the word before it: "two (2)".
        """
        follows = self._dotted if "." in number else self._numbered
        if self._numbering.search(before) and follows.match(text, end):
            return True
        if self._day_before.search(before) or self._day_after.match(text, end):
            return True
        words = before.split()
        return before.endswith("(") and len(words) > 1 and self._words.get(words[-2].lower()) == _whole(number)

    def _plain(self, digits: str, scale: str, text: str, end: int) -> Decimal:
        """The value of figures: a point parts thousands where three follow, unless a scale or a percent sign does."""
        return figure_value(digits, scaled=bool(scale or self._percent.match(text, end)))

    def _spelled(self, words: str) -> Decimal:
        whole = " ".join(words.lower().split())
        if whole in self._words:
            return Decimal(self._words[whole])
        return Decimal(sum(self._words[part] for part in re.split(r"[- ]", whole)))

    def _unit_after(self, text: str, end: int, currency: str) -> tuple[str, int]:
        unit = currency
        if found := self._currency.match(text, end):
            unit, end = currency or self._after[found["code"]], found.end()
        elif not currency and (found := self._unit.match(text, end)):
            unit, end = self._units[found["unit"].lower()], found.end()
        rate = self._rate.match(text, end)
        if rate and self._later.match(text, rate.end()):
            rate = None
        if rate is None and unit and unit not in _UNRATED and (rate := self._any_rate.match(text, end)):
            return f"{unit}/{rate['per'].lower()}", rate.end()
        distant = self._per_after.match(text, end) if rate is None and not unit else None
        if distant and not self._later.match(text, distant.end()):
            return f"count/{self._per[' '.join(distant['per'].lower().split())]}", end
        if rate and unit not in _UNRATED:
            unit, end = f"{unit or 'count'}/{self._per[' '.join(rate['per'].lower().split())]}", rate.end()
            if again := self._rate.match(text, end):
                return f"{unit}/{self._per[' '.join(again['per'].lower().split())]}", again.end()
            return unit, end
        return unit or "count", end

    def _bounded(self, text: str, quantity: Quantity) -> Quantity:
        before = text[max(0, quantity.begin - 40) : quantity.begin]
        if found := self._bound.search(before):
            bound = self._bounds[" ".join(found[1].lower().split())]
            if bound == "min" and self._negated.search(before[: found.start(1)]):
                bound = "max"
            begin = quantity.begin - len(before) + found.start(1)
            return replace(quantity, begin=begin, bound=bound)
        for pattern, bound in self._bound_after:
            if found := pattern.match(text, quantity.end):
                return replace(quantity, end=found.end(), bound=bound)
        return quantity


def _whole(number: str) -> int:
    return int(number) if number.isdigit() else -1
