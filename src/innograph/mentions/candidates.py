"""What the finders of mentions share: candidates, and the choice between those that overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from innograph.model import Parse

_WORD = re.compile(r"\w[\w&+/.'’-]*\w|\w|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s?$")
OWN_PLACE = "own place"
"""The rule of what names the place that a document says it is about."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Characters of a sentence that may name something of a class; the higher `priority` wins at equal length."""

    begin: int
    end: int
    type: str
    rule: str
    priority: int = 0
    known: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark of a sentence, with the part of speech and the role that the parser gave to its beginning."""

    text: str
    begin: int
    end: int
    pos: str
    tag: str
    dep: str = ""

    @property
    def capital(self) -> bool:
        """Whether it is written like a part of a name: a capital letter somewhere, or figures with letters."""
        first = self.text[0]
        return first.isupper() or (first.isalnum() and any(c.isupper() for c in self.text[1:]))


def words_of(parse: Parse, possessives: frozenset[str] = frozenset()) -> list[Word]:
    """The words of a sentence, hyphenated ones whole, a possessive ending apart."""
    at: dict[int, tuple[str, str, str]] = {}
    for token in parse.tokens:
        for offset in range(token.begin, token.end):
            at[offset] = (token.pos, token.tag, token.dep)
    words: list[Word] = []
    for found in _WORD.finditer(parse.sentence.text):
        pos, tag, dep = at.get(found.start(), ("X", "", ""))
        begin, end = found.span()
        ending = _POSSESSIVE.search(found[0])
        if ending and ending.start() and found[0] not in possessives:
            words.append(Word(found[0][: ending.start()], begin, begin + ending.start(), pos, tag, dep))
            words.append(Word(ending[0], begin + ending.start(), end, "PART", "POS"))
        else:
            words.append(Word(found[0], begin, end, pos, tag, dep))
    return words


def split_words(text: str) -> tuple[str, ...]:
    """A phrase of the lexicon in the same words as a sentence's."""
    return tuple(_WORD.findall(text))


def choose(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that remain when of two that overlap the longer one stays, at equal length the one of priority."""
    chosen: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.begin - c.end, -c.priority, c.begin, c.type)):
        if free(candidate.begin, candidate.end, chosen):
            chosen.append(candidate)
    return sorted(chosen, key=lambda c: c.begin)


def free(begin: int, end: int, taken: Sequence[Candidate]) -> bool:
    """Whether no taken candidate has any of the characters."""
    return all(end <= other.begin or begin >= other.end for other in taken)
