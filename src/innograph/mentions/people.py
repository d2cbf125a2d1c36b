"""Names of people and places that the parser's model recognises, or that a title betrays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from innograph.lexicon import Lexicon, one_of
from innograph.mentions.candidates import Candidate
from innograph.model import Parse, Token

_CAPITALISED = r"[A-ZÀ-Þ][\w’'-]+"
_LAST = r"[A-ZÀ-Þ][a-zà-ÿ'’-][\w'’-]+"


class PeopleFinder:
    """Finds people by title, role and model; places by model; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        names = lexicon.table("names")
        particle, nobiliary = one_of(names["particles"], bound=False), one_of(names["nobiliary"], bound=False)
        name = rf"{_CAPITALISED}(?:\s(?:[A-Z]\.|{particle})){{0,2}}(?:\s{_CAPITALISED}){{1,3}}"
        surname = rf"(?:{nobiliary}\s){{0,2}}{_LAST}"
        self._initials = re.compile(
            rf"(?<![\w.])(?:[A-Z]\.\s?){{1,2}}(?:{nobiliary}\s){{0,2}}(?P<last>{_LAST})(?!\s?[&.]\w|\s[A-Z])"
        )
        self._titled = re.compile(rf"(?:{one_of(names['person_titles'])})\.?,?\s+(?P<name>{name})")
        self._surname = re.compile(rf"(?:{one_of(names['courtesy_titles'])})\.?\s+(?P<name>{surname})(?!\s[A-Z])")
        self._inside = re.compile(rf"(?:{one_of(names['inside'])})\s+$")
        self._role = re.compile(
            rf"(?P<name>{name}),\s+(?:the\s+|its\s+|a\s+)?(?:[a-z]+\s+)?(?:{one_of(names['person_roles'])})"
        )
        self._said = re.compile(
            rf"(?:{one_of(names['said'])})\s+(?P<after>{name})(?=[,.;]|\s+of\b|$)|(?P<before>{name}),?\s+(?:{one_of(names['said'])})(?!\w)"
        )
        self.title = re.compile(rf"(?:{one_of(names['person_titles'])})\.?\s+")
        self._where = re.compile(
            rf"(?:{one_of(names['locatives'])})\s+(?:the\s+|(?:[A-Z]\w+,?\s+(?:and\s+)?){{1,3}})?$"
        )
        self._generic = frozenset(word.lower() for word in names["generic"])
        self._openers = frozenset(names["openers"])
        self._heads = frozenset(p for head in names["head"] for p in head.get("final", ()) if " " not in p)

    def find(self, parse: Parse) -> Iterator[Candidate]:
        """People and places of a sentence."""
        yield from self._titled_people(parse.sentence.text)
        yield from self._speakers(parse.sentence.text)
        yield from self._recognised(parse)

    def _titled_people(self, text: str) -> Iterator[Candidate]:
        """People by a title before, a role behind, or initials."""
        for pattern in (self._titled, self._role, self._surname):
            for found in pattern.finditer(text):
                if self._personal(found["name"]):
                    yield Candidate(*found.span("name"), "Person", "title", priority=40)
        for found in self._initials.finditer(text):
            if found.start() and self._personal(found["last"]):
                yield Candidate(*found.span(), "Person", "title", priority=40)

    def _speakers(self, text: str) -> Iterator[Candidate]:
        """People who say something."""
        for found in self._said.finditer(text):
            begin, end = found.span("after" if found["after"] else "before")
            title = self.title.match(text, begin, end)
            begin = title.end() if title else begin
            if self._personal(text[begin:end]) and " " in text[begin:end]:
                yield Candidate(begin, end, "Person", "title", priority=40)

    def _recognised(self, parse: Parse) -> Iterator[Candidate]:
        """People and places that the parser's model takes for such."""
        text = parse.sentence.text
        for first, last in _named(parse.tokens):
            kind = first.name_type[2:]
            begin, end = first.begin, last.end
            title = self.title.match(text, begin) if kind == "PERSON" else None
            begin = title.end() if title and title.end() < end else begin
            name = text[begin:end]
            if name.endswith(("'s", "’s")):
                end, name = end - 2, name[:-2]
            if kind == "PERSON" and self._inside.search(text, 0, begin):
                if self._placed(name):
                    yield Candidate(begin, end, "Place", "model", priority=5)
            elif kind == "PERSON" and self._personal(name) and len(name.split()) > 1:
                yield Candidate(begin, end, "Person", "model", priority=10)
            elif kind in ("GPE", "LOC") and self._placed(name) and self._where.search(text, 0, begin):
                yield Candidate(begin, end, "Place", "model", priority=5)

    def _personal(self, name: str) -> bool:
        words = name.split()
        ordinary = any(word.lower() in self._generic or word in self._openers | self._heads for word in words)
        return not ordinary and all(word[0].isupper() or len(word) < 4 for word in words) and not name.isupper()

    def _placed(self, name: str) -> bool:
        words = name.split()
        fits = len(name) > 3 and name.istitle() and len(words) < 4 and not any(c.isdigit() for c in name)
        return fits and not any(w.lower() in self._generic or w in self._openers | self._heads for w in words)


def _named(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, Token]]:
    """The first and the last word of each name that the model recognised."""
    first: Token | None = None
    last: Token | None = None
    for token in tokens:
        if first and last and not token.name_type.startswith("I-"):
            yield first, last
            first = None
        if token.name_type.startswith("B-"):
            first = token
        if token.name_type:
            last = token
    if first and last:
        yield first, last
