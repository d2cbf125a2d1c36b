"""Sentences to mentions: who and what is named, found by gazetteer, heads, quotation, neighbours and model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from innograph.encoder import PARSER, Hint, Tagged, Tagger
from innograph.gazetteer import Gazetteer
from innograph.lexicon import Lexicon, one_of
from innograph.mentions.blends import Blender
from innograph.mentions.candidates import OWN_PLACE, Candidate, choose, free, words_of
from innograph.mentions.echoes import echo
from innograph.mentions.governors import Governors
from innograph.mentions.heads import HeadFinder
from innograph.mentions.lists import ListFinder
from innograph.mentions.numbered import NumberedFinder
from innograph.mentions.people import PeopleFinder
from innograph.mentions.phrases import PhraseFinder
from innograph.mentions.quoted import QuotedFinder
from innograph.mentions.references import ReferenceFinder
from innograph.mentions.rows import RowFinder
from innograph.mentions.sights import Sight
from innograph.model import Document, Mention, Parse, Span

_LEVELS = frozenset({"District", "City", "Province", "Zone", "Region"})
_PLACES = frozenset({"Place", "Country", "Province", "City", "District", "Region"})
_COARSE = dict.fromkeys(_PLACES | {"Zone"}, "Place")
_HYPHENS = frozenset({"-", "–"})
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)


class MentionFinder:
    """Finds the mentions of sentences; made once per lexicon and gazetteer."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._possessives = frozenset(lexicon.table("names")["possessives"])
        self._heads = HeadFinder(lexicon)
        self._quoted = QuotedFinder(lexicon, self._heads)
        self._phrases = PhraseFinder(lexicon)
        self._numbered = NumberedFinder(lexicon)
        self._lists = ListFinder(lexicon)
        self._people = PeopleFinder(lexicon)
        self._rows = RowFinder(lexicon)
        self._references = ReferenceFinder(lexicon)
        self.coarse = _COARSE
        self._blender = Blender(lexicon, self.coarse)
        directions = lexicon.table("names")["directions"]
        self._direction = re.compile(rf"({one_of([*directions, *(word.capitalize() for word in directions)])})\s+$")
        self._number = re.compile(lexicon.table("policies")["number"])
        joiners, articles = (one_of(lexicon.table("names")[group]) for group in ("joiners", "articles"))
        self._joiner = re.compile(rf"\s*{joiners}\s+(?:{articles}\s+)?")
        currencies = lexicon.table("numbers")["currency"].values()
        self._currency = re.compile(one_of(name for row in currencies for name in row["after"] if " " in name))

    def find(self, document: Document, parses: Sequence[Parse], tagger: Tagger | None = None) -> list[Mention]:
        """All mentions of a document, in order; the authors of its comments at the end, outside of any sentence.

        Args:
            document: the document.
            parses: its sentences with their words.
            tagger: of the document, where there is an encoder; it is told what the rules and the parser find.
        """
        own = self._own_place(document)
        sights = self.look(document, parses)
        rows = self._rows.find(parses)
        chosen = self._blended(sights, tagger) if tagger else [sight.chosen for sight in sights]
        mentions = [
            mention
            for sight, names in zip(sights, chosen, strict=True)
            for mention in self._mentions(sight, self._with_row(sight, names, rows))
        ]
        for comment in document.comments:
            span = comment.author_span
            mentions.append(Mention(-1, 0, 0, span, comment.author, "Person", "comment"))
        return [*mentions, own] if own else mentions

    def hints(self, sights: Sequence[Sight]) -> dict[int, list[Hint]]:
        """What the rules and the parser find in each sentence, as hints to the encoder."""
        found: dict[int, list[Hint]] = {}
        for sight in sights:
            hints = found.setdefault(sight.parse.sentence.index, [])
            for name in sight.chosen:
                sort = self.coarse.get(name.type, name.type)
                hints.append(Hint(name.begin, name.end, f"known {sort}" if name.known else sort))
            hints.extend(_recognised(sight.parse))
        return found

    def _blended(self, sights: Sequence[Sight], tagger: Tagger) -> list[list[Candidate]]:
        """The names of each sentence by the encoder and the rules together."""
        of: dict[int, list[Tagged]] = {}
        for name in tagger.tag(self.hints(sights)):
            of.setdefault(name.sentence, []).append(name)
        known = frozenset(tagger.classes)
        trust = self._blender.trust(len(sights))
        chosen = [self._blender.choose(sight, of.get(sight.parse.sentence.index, ()), known, trust) for sight in sights]
        return echo(sights, chosen)

    def look(self, document: Document, parses: Sequence[Parse]) -> list[Sight]:
        """What the rules see in each sentence of a document."""
        own = self._own_place(document)
        return [self._look(parse, own) for parse in parses]

    def references(self, text: str) -> list[Candidate]:
        """The words of a sentence that refer to what is named elsewhere."""
        return list(self._references.find(text))

    def core(self, text: str, begin: int, end: int, kind: str) -> int:
        """Where a name of a class begins without the article, or the title of a person, before it."""
        article = _ARTICLE.match(text, begin, end)
        begin = article.end() if article else begin
        title = self._people.title.match(text, begin, end) if kind == "Person" else None
        return title.end() if title and title.end() < end else begin

    def _own_place(self, document: Document) -> Mention | None:
        """The place that the front matter says the document is about."""
        span = document.place_span
        name = re.split(r"[,(（]", document.place)[0].strip()
        if span is None or not name:
            return None
        entry = self._gazetteer.look_up(name)
        kind = entry.type if entry else self._heads.type_of(name)
        level = kind if entry or kind in _LEVELS else "Place"
        first = Span(span.begin, span.begin + len(name))
        return Mention(-1, 0, 0, first, name, level, "front matter", known=entry.name if entry else "")

    def _mentions(self, sight: Sight, names: Sequence[Candidate]) -> Iterator[Mention]:
        """The names of a sentence, and its references where no name stands, as mentions."""
        sentence = sight.parse.sentence
        numbers = {found.start(): found for found in self._number.finditer(sentence.text)}
        for chosen in choose([*names, *self._untouched(self._references.find(sentence.text), names)]):
            number = next((n["number"] for at, n in numbers.items() if 0 <= at - chosen.end <= 4), "")
            text = sentence.text[chosen.begin : chosen.end]
            article = _ARTICLE.match(text) if chosen.rule != "reference" else None
            begin = chosen.begin + (article.end() if article else 0)
            yield Mention(
                sentence=sentence.index,
                begin=begin,
                end=chosen.end,
                span=sentence.span(begin, chosen.end),
                text=chosen.label or sentence.text[begin : chosen.end],
                type=chosen.type,
                rule=chosen.rule,
                known=chosen.known,
                kind="reference" if chosen.rule == "reference" else "name",
                number=number if chosen.type == "Policy" else "",
            )

    def _with_row(self, sight: Sight, names: Sequence[Candidate], rows: Mapping[int, Candidate]) -> Sequence[Candidate]:
        """The names of a row of a table with the one that it is of, unless that is known or has a head of its own."""
        row = rows.get(sight.parse.sentence.index)
        if row is None:
            return names
        whole = next((name for name in names if (name.begin, name.end) == (row.begin, row.end)), None)
        if whole and (whole.known or self._heads.type_of(sight.parse.sentence.text[row.begin : row.end])):
            return names
        return sorted([*(n for n in names if n.end <= row.begin or n.begin >= row.end), row], key=lambda n: n.begin)

    def _named_place(self, text: str, own: Mention | None) -> Iterator[Candidate]:
        """Where the document's own place is named, with or without the word for its level."""
        if own is None or own.known:
            return
        words = own.text.split()
        short = " ".join(words[:-1]) if self._heads.type_of(own.text) in _LEVELS and len(words) > 1 else own.text
        for found in re.finditer(rf"(?<!\w)(?:{re.escape(short)}|{re.escape(short.upper())})(?!\w)", text):
            yield Candidate(*found.span(), own.type, OWN_PLACE, priority=10)

    def _look(self, parse: Parse, own: Mention | None) -> Sight:
        """What the rules see in a sentence."""
        text = parse.sentence.text
        words = words_of(parse, self._possessives)
        known = [
            Candidate(m.begin, m.end, m.entry.type, "gazetteer", priority=280, known=m.entry.name)
            for m in self._gazetteer.find(text)
            if not any(money.start() <= m.begin < money.end() for money in self._currency.finditer(text))
        ]
        no_names = [
            Candidate(*m.span(), "", "") for part in (self._number, self._currency) for m in part.finditer(text)
        ]
        headed = self._untouched(self._heads.find(words), no_names)
        headed = [candidate for candidate in headed if not self._two(candidate, known, text)]
        known = [self._directed(name, text) for name in _hyphened(known, text)]
        place = Governors(parse.tokens)
        known = [c for c in known if c.type != "StakeholderGroup" or not self._phrases.groups.counted(c.end, place)]
        phrases = self._phrases.find(words, known, place)
        strong = [*known, *self._quoted.find(text), *self._numbered.find(text), *headed, *phrases]
        strong += self._phrases.awards(text)
        found = choose(strong)
        people = list(self._people.find(parse))
        found = choose([*found, *self._untouched(self._named_place(text, own), found)])
        found = choose([*found, *self._untouched(people, found)])
        listed = list(self._lists.find(text, words, found))
        found = choose([*found, *listed])
        return Sight(parse, words, [*strong, *people, *listed], found)

    def _two(self, candidate: Candidate, known: Sequence[Candidate], text: str) -> bool:
        """Whether a name is two known ones with "and" between: "Rolls-Royce and Nanyang Technological University"."""
        firsts = [name.end for name in known if name.begin == candidate.begin]
        seconds = [name.begin for name in known if name.end == candidate.end]
        return any(self._joiner.fullmatch(text, end, begin) for end in firsts for begin in seconds if end < begin)

    def _directed(self, name: Candidate, text: str) -> Candidate:
        """A name, of a place with the direction before it: "northern Finland" is no Finland."""
        direction = self._direction.search(text, 0, name.begin) if name.type in _PLACES else None
        if direction is None:
            return name
        return replace(name, begin=direction.start(1), type="Region", known="")

    @staticmethod
    def _untouched(candidates: Iterable[Candidate], taken: Sequence[Candidate]) -> list[Candidate]:
        """Weaker candidates only where no stronger one has a say."""
        return [c for c in candidates if free(c.begin, c.end, taken)]


def _recognised(parse: Parse) -> Iterator[Hint]:
    """The names that the parser's model recognises."""
    begin = end = -1
    kind = ""
    for token in (*parse.tokens, None):
        name = token.name_type if token else ""
        if begin >= 0 and not name.startswith("I-"):
            yield Hint(begin, end, f"{PARSER}{kind}")
            begin = -1
        if token and name:
            begin, end, kind = token.begin if begin < 0 else begin, token.end, name[2:]


def _hyphened(known: Sequence[Candidate], text: str) -> Iterator[Candidate]:
    """The names, places that hyphens join as one ("Tokyo-Yokohama")."""
    chain: list[Candidate] = []
    for name in [*known, None]:
        if chain and (name is None or name.type not in _PLACES or text[chain[-1].end : name.begin] not in _HYPHENS):
            joined = Candidate(chain[0].begin, chain[-1].end, "Place", "gazetteer", priority=280)
            yield joined if len(chain) > 1 else chain[0]
            chain = []
        if name is not None and (name.type in _PLACES):
            chain.append(name)
        elif name is not None:
            yield name


__all__ = ["MentionFinder"]
