"""What the finders of facts look at: a parsed sentence with its names resolved, and what governs it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from innograph.lexicon import Lexicon
from innograph.model import Document, Entity, Mention, MentionKind, Parse, Token
from innograph.ontology import Ontology

_TELLS = re.compile(r"[\"”’']?\s*(?:\([^)]{1,40}\)\s*)?(?::|[-–—]\s)")


@dataclass(frozen=True, slots=True)
class Name:
    """A mention in a sentence, with the entity it names and that entity's class of the annotation guide."""

    begin: int
    end: int
    entity: int
    type: str
    core: str
    kind: MentionKind
    text: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence and what is needed to understand it.

    `place` is the entity of the document's own place and `topic` the one its title names (or -1), `headings` are the
    titles above the sentence, outermost first, `heading_place` the place that the nearest of them names, `where` the
    words of the document for its place, `titled` the entities of any class that its `title` names.
    """

    parse: Parse
    names: tuple[Name, ...]
    headings: tuple[str, ...]
    place: int
    heading_place: int
    topic: int
    date: str
    where: str = ""
    titled: tuple[int, ...] = ()
    title: str = ""

    @property
    def text(self) -> str:
        """The sentence's joined text."""
        return self.parse.sentence.text

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The sentence's words."""
        return self.parse.tokens

    def token_at(self, offset: int) -> Token | None:
        """The word that begins at or after a character."""
        return next((token for token in self.tokens if token.end > offset), None)

    def clause(self, offset: int) -> tuple[int, int]:
        """Where the part of the sentence between semicolons that a character stands in begins and ends."""
        begin = max((self.text.rfind(mark, 0, offset) + 1 for mark in ";；:"), default=0)
        ends = [at for mark in ";；" if (at := self.text.find(mark, offset)) >= 0]
        return begin, min(ends, default=len(self.text))


class _Pronouns:
    """Follows a document's subjects from sentence to sentence, so that "it" and "she" find theirs."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("references")["pronoun"]
        self._thing, self._person = frozenset(table["thing"]), frozenset(table["person"])
        self._empty = re.compile(table["empty"])
        self._last: dict[str, Name] = {}
        self._section = -2

    def with_names(self, parse: Parse, names: Sequence[Name]) -> list[Name]:
        """The names of a sentence and its pronouns, in order; its subject is what the next pronoun stands for."""
        if parse.sentence.section != self._section:
            self._section = parse.sentence.section
            self._last.clear()
        found = list(names)
        for token in parse.tokens:
            word = token.text.lower()
            sort = "thing" if word in self._thing else "person" if word in self._person else ""
            meant = self._last.get(sort)
            here = next((n for n in names if n.end <= token.begin and is_subject(parse, n)), None)
            if here is None and token.dep == "poss":
                here = next((n for n in names if is_subject(parse, n)), None)
            if here and sort == "thing" and here.core != "Person":
                meant = here
            if meant and not self._empty.match(parse.sentence.text, token.end):
                found.append(replace(meant, begin=token.begin, end=token.end, kind="reference", text=token.text))
        for name in names:
            if is_subject(parse, name):
                self._last["person" if name.core == "Person" else "thing"] = name
        return sorted(found, key=lambda n: n.begin)


def _topic(document: Document, entities: Sequence[Entity], eligible: Sequence[bool], place: int) -> int:
    """The actor, policy, programme or platform that the document's title names, else the document's place.

    A document that speaks of no place is about what it names most.
    """
    title = f" {document.title.casefold()} "
    named = [
        (max(title.find(form.casefold()) for form in (entity.label, *entity.aliases) if len(form) > 2), number)
        for number, entity in enumerate(entities)
        if eligible[number] and any(len(form) > 2 for form in (entity.label, *entity.aliases))
    ]
    found = [(at, number) for at, number in named if at >= 0]
    if found or place >= 0:
        return min(found)[1] if found else place
    spoken_of = [(-len(entity.mentions), number) for number, entity in enumerate(entities) if eligible[number]]
    return min(spoken_of, default=(0, -1))[1]


def _titled(document: Document, entities: Sequence[Entity]) -> Iterator[int]:
    """The entities that the document's title names."""
    title = f" {document.title.casefold()} "
    for number, entity in enumerate(entities):
        if any(len(form) > 2 and form.casefold() in title for form in (entity.label, *entity.aliases)):
            yield number


def is_headword(parse: Parse, name: Name) -> bool:
    """Whether a sentence or list item begins with a name that the rest of it tells of: "The Hub: trains founders"."""
    text = parse.sentence.text
    return len(text[: name.begin].split()) < 2 and bool(_TELLS.match(text, name.end))


def is_subject(parse: Parse, name: Name) -> bool:
    """Whether a name is a subject, or owns one ("the city's firms"), or a headword."""
    subjects = ("nsubj", "nsubjpass")
    if is_headword(parse, name):
        return True
    for token in parse.tokens:
        if name.begin <= token.begin < name.end:
            owner = token.dep == "poss" and parse.tokens[token.head].dep in subjects
            if token.dep in subjects or owner:
                return True
    return False


def scenes(
    document: Document,
    parses: Sequence[Parse],
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    place: int,
    ontology: Ontology,
    lexicon: Lexicon,
) -> list[Scene]:
    """The scenes of a document, one a sentence; pronouns stand among the names, for the last subject that fits."""
    of_mention = {at: number for number, entity in enumerate(entities) for at in entity.mentions}
    cores = [ontology.core(entity.type) for entity in entities]
    names: dict[int, list[Name]] = {}
    for at, mention in enumerate(mentions):
        number = of_mention[at]
        core, kind = cores[number], entities[number].type
        name = Name(mention.begin, mention.end, number, kind, core, mention.kind, mention.text)
        names.setdefault(mention.sentence, []).append(name)
    by_heading = {
        parse.sentence.section: next((n.entity for n in names.get(parse.sentence.index, ()) if n.core == "Place"), -1)
        for parse in parses
        if parse.sentence.kind == "heading"
    }
    topics = frozenset(lexicon.table("references")["topic"]["classes"])
    topic = _topic(document, entities, [core in topics for core in cores], place)
    titled = tuple(_titled(document, entities))
    pronouns = _Pronouns(lexicon)
    result = []
    for parse in parses:
        named = pronouns.with_names(parse, names.get(parse.sentence.index, []))
        section = parse.sentence.section
        above = section
        while above >= 0 and by_heading.get(above, -1) < 0:
            above = document.sections[above].parent
        heading_place = by_heading.get(above, -1) if above >= 0 else -1
        result.append(
            Scene(
                parse,
                tuple(named),
                document.headings(section),
                place,
                heading_place,
                topic,
                document.date,
                document.place,
                titled,
                document.title,
            )
        )
    return result
