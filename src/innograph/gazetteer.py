"""The names that are known beforehand: the tables under data/gazetteer, found in text by Aho-Corasick.

Aho, A. V. and Corasick, M. J. (1975). Efficient string matching. Communications of the ACM 18(6), 333-340.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from innograph.errors import LexiconError
from innograph.resources import gazetteer_folder

COLUMNS = ("name", "type", "aliases", "within", "wikidata", "case")
_WORD = re.compile(r"\w", re.UNICODE)
_CAPITAL_AFTER = re.compile(r"[ -][A-Z][a-z]")
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w&]+[ -]$")
# Letters with which no word or surname begins: where these are all, "Byd" and "Zte" can be nothing but BYD and ZTE.
_UNSPOKEN = re.compile(r"(?!.[HLRW]|S[CKMNPQTYZ]|NG|MC)[B-DF-HJ-NP-TV-Z]{2,}[AEIOU]?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A known thing: its canonical name, class, other names, what it lies within, and its Wikidata id if sure."""

    name: str
    type: str
    aliases: tuple[str, ...] = ()
    within: str = ""
    wikidata: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write an entry's name; `exact` where capitals must match."""

    text: str
    entry: Entry
    exact: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A name of the gazetteer in a text, from `begin` to `end`."""

    begin: int
    end: int
    entry: Entry


class Gazetteer:
    """Known names and where they stand in a text."""

    def __init__(self, rows: Iterator[tuple[Entry, bool]]) -> None:
        self.entries: dict[str, Entry] = {}
        forms: dict[str, list[Form]] = {}
        for entry, exact in rows:
            self.entries.setdefault(entry.name, entry)
            for form in _forms(entry, exact):
                known = forms.setdefault(_lower(form.text), [])
                if all(form.entry.name != other.entry.name for other in known):
                    known.append(form)
        self._forms = [tuple(same) for same in forms.values()]
        self._by_form = dict(zip(forms, self._forms, strict=True))
        self._automaton = AhoCorasick(list(forms), matchkind=MatchKind.Standard)

    def find(self, text: str) -> list[Match]:
        """The names in a text, longest first where they overlap, in order of their beginning.

        A name counts where it stands as whole words; a name with capitals only where the text has capitals too.
        """
        lowered = _lower(text)
        matches = [
            Match(begin, end, form.entry)
            for number, begin, end in self._automaton.find_matches_as_indexes(lowered, overlapping=True)
            if _whole_words(text, begin, end)
            if (form := _fitting(text[begin:end], self._forms[number])) and not _part_of_name(text, begin, end, form)
        ]
        return list(_longest(matches))

    def around(self, name: str) -> list[str]:
        """The places that an entry lies in, by canonical name, from the smallest on."""
        around: list[str] = []
        entry = self.entries.get(name)
        while entry and entry.within and entry.within not in around:
            around.append(entry.within)
            entry = self.entries.get(entry.within)
        return around

    def look_up(self, name: str) -> Entry | None:
        """The entry of a canonical name or alias, if it is the whole of one."""
        form = _fitting(name, self._by_form.get(_lower(name), ())) if name else None
        return form.entry if form else None


def _forms(entry: Entry, exact: bool) -> Iterator[Form]:
    for text in (entry.name, *entry.aliases):
        marked = text.endswith("!")
        form = Form(text.rstrip("!"), entry, exact or marked)
        yield form
        if form.text.islower() and form.text.isascii() and entry.type != "StakeholderGroup":
            yield from (Form(other, entry, False) for other in _numbers(form.text))


def _numbers(term: str) -> Iterator[str]:
    """The singular of a plural term and the plural of a singular one, by its last word."""
    if term.endswith("ies") and len(term) > 5:
        yield term[:-3] + "y"
    elif term.endswith(("ses", "xes", "ches", "shes")):
        yield term[:-2]
    elif term.endswith("s") and not term.endswith(("ss", "us", "is", "ics")):
        yield term[:-1]
    elif term.endswith("y") and term[-2:-1] not in "aeiou":
        yield term[:-1] + "ies"
    elif term[-1:].isalpha() and not term.endswith(("s", "ing", "ware")):
        yield term + "s"


def _lower(text: str) -> str:
    """Lower case, character for character, so that offsets stay."""
    if text.isascii():
        return text.lower()
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


def _whole_words(text: str, begin: int, end: int) -> bool:
    """Whether a name does not break off inside a word; names in scripts without blanks never do."""
    edges = ((text[begin - 1 : begin], text[begin]), (text[end : end + 1], text[end - 1]))
    return not any(_WORD.match(outer) and _WORD.match(inner) and inner.isascii() for outer, inner in edges)


def _fitting(surface: str, forms: tuple[Form, ...]) -> Form | None:
    """The form whose capitals the surface has: exact ones first, then those that need a capital, then any."""
    for form in forms:
        if form.exact and (surface == form.text or _spelt_as_word(surface, form.text)):
            return form
    for form in forms:
        if not form.exact and (
            form.text.islower()
            or surface == form.text
            or surface[0].isupper()
            or " " in surface
            or not surface.isascii()
        ):
            return form
    return None


def _spelt_as_word(surface: str, acronym: str) -> bool:
    """Whether an acronym that cannot be spoken is written like a word: "Byd"."""
    return surface == acronym.capitalize() and len(acronym) > 2 and _UNSPOKEN.fullmatch(acronym) is not None


def _part_of_name(text: str, begin: int, end: int, form: Form) -> bool:
    """Whether an ordinary word that is also a name begins the sentence or stands beside another with a capital."""
    if not form.exact or " " in form.text or form.text.isupper():
        return False
    return bool(
        begin == 0 or _CAPITAL_AFTER.match(text, end) or _CAPITAL_BEFORE.search(text[max(0, begin - 30) : begin])
    )


def _longest(matches: list[Match]) -> Iterator[Match]:
    taken: list[Match] = []
    for match in sorted(matches, key=lambda m: (m.begin - m.end, m.begin, m.entry.name)):
        if all(match.end <= other.begin or match.begin >= other.end for other in taken):
            taken.append(match)
    yield from sorted(taken, key=lambda m: m.begin)


def read_table(path: Path) -> Iterator[tuple[Entry, bool]]:
    """The entries of one table, each with whether its capitals must match.

    Raises:
        LexiconError: the header or a row does not have the columns of a gazetteer's table.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(next(rows, ())) != COLUMNS:
            raise LexiconError(f"Gazetteer table {path.name} must begin with the columns {', '.join(COLUMNS)}.")
        for number, row in enumerate(rows, 2):
            if len(row) != len(COLUMNS) or not row[0] or not row[1]:
                raise LexiconError(f"Gazetteer table {path.name}, line {number}: {row!r} is not a row of six columns.")
            name, kind, aliases, within, wikidata, case = (cell.strip() for cell in row)
            others = tuple(alias.strip() for alias in aliases.split("|") if alias.strip())
            yield Entry(name, kind, others, within, wikidata), case == "exact"


@cache
def read_gazetteer(folder: Path | None = None) -> Gazetteer:
    """The gazetteer of a folder's tables (the package's own where none is given), read once."""
    tables = sorted((folder or gazetteer_folder()).glob("*.tsv"))
    return Gazetteer(row for table in tables for row in read_table(table))
