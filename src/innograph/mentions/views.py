"""A sentence as the clues see it: its words with their roles, and what the rules and the parser take for names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from innograph.mentions.candidates import Candidate, Word
from innograph.model import Parse

_TITLED, _SOME = 0.35, 0.2
_CAPITALS = 0.6
_FARTHEST = 5
_SIDE_BY_SIDE = frozenset({"conj", "appos"})


@dataclass(frozen=True, slots=True)
class Sight:
    """A sentence before the choice: its words, all that the rules propose, and what they choose of it."""

    parse: Parse
    words: Sequence[Word]
    proposed: Sequence[Candidate]
    chosen: Sequence[Candidate]


@dataclass(frozen=True, slots=True)
class Found:
    """Words, by their numbers, that a rule or the parser takes for a name of a class."""

    begin: int
    end: int
    rule: str
    type: str

    def beside(self, begin: int, end: int) -> str:
        """How it lies to other words: it may hold them ("in"), lie in them ("has"), cross them, or not touch them."""
        if self.end <= begin or end <= self.begin:
            return ""
        if self.begin <= begin and end <= self.end:
            return "in"
        return "has" if begin <= self.begin and self.end <= end else "cross"


class View:
    """The words of a sentence with their lemmas, roles and governors, by number."""

    def __init__(self, sight: Sight, coarse: Mapping[str, str], articles: frozenset[str]) -> None:
        self.words = sight.words
        self.text = sight.parse.sentence.text
        self.lower = [word.text.lower() for word in sight.words]
        count = len(sight.words)
        self.head, self.dep, self.lemma = [-1] * count, [""] * count, list(self.lower)
        self._names = [""] * count
        self._read(sight.parse)
        self.children: list[list[int]] = [[] for _ in range(count)]
        for number, head in enumerate(self.head):
            if head >= 0:
                self.children[head].append(number)
        self._begins = {word.begin: at for at, word in enumerate(sight.words)}
        self._ends = {word.end: at + 1 for at, word in enumerate(sight.words)}
        self.recognised = [self._without(Found(*found), articles) for found in self._recognised()]
        self.chosen = [self._without(self._found(c, coarse), articles) for c in sight.chosen]
        self.proposed = [self._without(self._found(c, coarse), articles) for c in sight.proposed]
        letters = sum(word.text[0].isalpha() for word in sight.words)
        titled = sum(word.capital for word in sight.words) > _CAPITALS * letters
        self.frame = sight.parse.sentence.kind + ("T" if titled else "")

    def _read(self, parse: Parse) -> None:
        at_char = {char: at for at, word in enumerate(self.words) for char in range(word.begin, word.end)}
        word_of = [at_char.get(token.begin, -1) for token in parse.tokens]
        for token, number in zip(parse.tokens, word_of, strict=True):
            if number < 0:
                continue
            self._names[number] = token.name_type or self._names[number]
            target = word_of[token.head]
            if target != number or token.head == token.index:
                self.head[number] = target if target != number else -1
                self.dep[number], self.lemma[number] = token.dep, token.lemma

    def _recognised(self) -> Iterator[tuple[int, int, str, str]]:
        """The names that the parser's model recognises."""
        begin = -1
        for number, name in enumerate([*self._names, ""]):
            if begin >= 0 and not name.startswith("I-"):
                yield begin, number, "model", self._names[begin][2:]
                begin = -1
            if name and begin < 0:
                begin = number

    def _found(self, candidate: Candidate, coarse: Mapping[str, str]) -> Found:
        begin, end = self._begins.get(candidate.begin, -1), self._ends.get(candidate.end, -1)
        return Found(begin, end, candidate.rule, coarse.get(candidate.type, candidate.type))

    def _without(self, found: Found, articles: frozenset[str]) -> Found:
        """What was found without an article before it."""
        article = found.begin >= 0 and self.lower[found.begin] in articles
        return Found(found.begin + article, found.end, found.rule, found.type)

    def role(self, number: int) -> tuple[str, int, int]:
        """What a word is to what governs it, the number of that (or -1), and how many words stand beside it before."""
        dep, governor, hops = self.dep[number], self.head[number], 0
        while dep in _SIDE_BY_SIDE and governor >= 0 and hops < _FARTHEST:
            dep, governor, hops = self.dep[governor], self.head[governor], hops + 1
        return dep, governor, hops


@dataclass(slots=True)
class Echoes:
    """How the words of a document are written elsewhere in it, and of which class the rules take its names to be."""

    capitals: Counter[str] = field(default_factory=Counter)
    lower: Counter[str] = field(default_factory=Counter)
    types: dict[str, Counter[str]] = field(default_factory=dict)
    titled: str = ""

    @classmethod
    def of(cls, sights: Sequence[Sight], coarse: Mapping[str, str]) -> Echoes:
        """Those of a document's sentences."""
        echoes = cls()
        letters = 0
        for sight in sights:
            for word in sight.words[1:]:
                (echoes.capitals if word.capital else echoes.lower)[word.text.lower()] += 1
                letters += word.text[0].isalpha()
            for found in sight.chosen:
                text = sight.parse.sentence.text[found.begin : found.end].lower()
                echoes.types.setdefault(text, Counter())[coarse.get(found.type, found.type)] += 1
        share = sum(echoes.capitals.values()) / letters if letters else 0.0
        echoes.titled = "high" if share > _TITLED else "some" if share > _SOME else "low"
        return echoes
