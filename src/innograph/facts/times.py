"""Times in a sentence: years, months, halves, quarters and spans of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from innograph.facts.mending import mend_figures
from innograph.lexicon import Lexicon, one_of

_YEAR = r"(?:19[5-9]\d|20[0-6]\d)"


@dataclass(frozen=True, slots=True)
class Time:
    """A time that the characters `begin` to `end` tell, as precise as they tell it ("2016" or "2016-08")."""

    begin: int
    end: int
    start: str
    stop: str
    until: bool = False


class TimeFinder:
    """Finds times; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("numbers")["time"]
        self._months = {name[:3].lower(): number for number, name in enumerate(table["months"], 1)}
        month = rf"(?P<month>{'|'.join(table['months'])}|{'|'.join(name[:3] for name in table['months'])})\.?"
        end_of = one_of(table["end_of"], bound=False)
        self._patterns = [
            re.compile(pattern, re.IGNORECASE)
            for pattern in (
                rf"(?P<end>{end_of}\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{month}(?:\s+\d{{1,2}},)?(?:\s+of)?,?\s+(?P<year>{_YEAR})",
                rf"(?P<year>{_YEAR})\s+in\s+{month}",
                rf"(?<![\d.])\d{{1,2}}(?P<mark>[./-])(?P<number>0?[1-9]|1[0-2])(?P=mark)(?P<year>{_YEAR})(?![\d])",
                rf"(?<![\d.])(?P<year>{_YEAR})-(?P<number>0[1-9]|1[0-2])-\d\d(?!\d)",
                rf"(?P<half>first|second)\s+half\s+of\s+(?P<year>{_YEAR})",
                rf"(?P<quarter>first|second|third|fourth|last)\s+quarter\s+of\s+(?P<year>{_YEAR})",
                rf"(?P<first>{_YEAR})\s*(?:-|–|—|/|to|until)\s*(?P<second>{_YEAR})(?!-)",
                rf"between\s+(?P<first>{_YEAR})\s+and\s+(?P<second>{_YEAR})",
                rf"(?P<first>{_YEAR})[-–/](?P<second>\d\d)(?![\d-])",
                rf"(?P<end>{end_of}\s*)(?:the\s+year\s+)?(?P<year>{_YEAR})",
                rf"(?<![\d.,/-])(?P<year>{_YEAR})(?![\ds/]|,\d|-\d|\.\d|\s?%)",
            )
        ]
        self._present = re.compile(one_of(table["present"]), re.IGNORECASE)
        self._last = re.compile(one_of(table["last_year"]), re.IGNORECASE)
        self._compared = re.compile(table["compared"], re.IGNORECASE)
        self._next = re.compile(one_of(table["next_year"]), re.IGNORECASE)
        self._before = re.compile(one_of(table["year_before"]), re.IGNORECASE)
        self._this = re.compile(one_of(table["this_year"]), re.IGNORECASE)

    def find(self, text: str, date: str = "") -> list[Time]:
        """The times of a sentence in order; "last year" and "this year" where the document's date tells them.

        "The year before" is that before the year which the sentence names.
        """
        text = mend_figures(text)
        times: list[Time] = []
        for pattern in self._patterns:
            for found in pattern.finditer(text):
                if all(found.end() <= t.begin or found.start() >= t.end for t in times):
                    times.append(self._time(found))
        named = [time.stop[:4] for time in times]
        told = re.match(r"\d{4}", date)
        for pattern, back, year in (
            (self._last, 1, told[0] if told else ""),
            (self._this, 0, told[0] if told else ""),
            (self._next, -1, told[0] if told else ""),
            (self._before, 1, named[-1] if named else told[0] if told else ""),
        ):
            shown = str(int(year) - back) if year else ""
            times += [Time(m.start(), m.end(), shown, shown) for m in self._own(pattern, text) if shown]
        return sorted(times, key=lambda t: t.begin)

    def _own(self, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        """Where a pattern stands, but not as what another year is compared with: "over the previous year"."""
        for found in pattern.finditer(text):
            if pattern is not self._before or not self._compared.search(text, 0, found.start()):
                yield found

    def is_present(self, text: str) -> bool:
        """Whether a text speaks of the present, of which no year is told."""
        return bool(self._present.search(text))

    def _time(self, found: re.Match[str]) -> Time:
        parts = found.groupdict()
        begin, end = found.span()
        year = parts.get("year") or ""
        if parts.get("month"):
            shown = f"{year}-{self._months[parts['month'][:3].lower()]:02}"
            return Time(begin, end, shown, shown, bool(parts.get("end")))
        if parts.get("number"):
            shown = f"{year}-{int(parts['number']):02}"
            return Time(begin, end, shown, shown)
        if parts.get("half"):
            months = ("01", "06") if parts["half"].lower() == "first" else ("07", "12")
            return Time(begin, end, f"{year}-{months[0]}", f"{year}-{months[1]}")
        if parts.get("quarter"):
            number = {"first": 0, "second": 1, "third": 2}.get(parts["quarter"].lower(), 3)
            return Time(begin, end, f"{year}-{3 * number + 1:02}", f"{year}-{3 * number + 3:02}")
        if parts.get("first"):
            short = parts["second"] if len(parts["second"]) == 2 else ""
            if short and int(short) <= 12 and int(short) <= int(parts["first"][2:]):
                shown = f"{parts['first']}-{short}"
                return Time(begin, end, shown, shown)
            second = parts["second"] if len(parts["second"]) == 4 else parts["first"][:2] + parts["second"]
            return Time(begin, end, parts["first"], second)
        shown = f"{year}-12" if parts.get("end") else year
        return Time(begin, end, shown, shown, bool(parts.get("end")))
