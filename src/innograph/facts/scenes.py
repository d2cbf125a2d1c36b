"""What the finders of facts look at: a parsed sentence with its names resolved, and what governs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from innograph.model import Document, Entity, Mention, MentionKind, Parse, Token
from innograph.ontology import Ontology


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

    `place` is the entity of the document's own place or -1, `governing` the entity that the paragraph so far is
    about, `headings` the titles above the sentence, outermost first.
    """

    parse: Parse
    names: tuple[Name, ...]
    headings: tuple[str, ...]
    place: int
    heading_place: int
    date: str

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


def scenes(
    document: Document,
    parses: Sequence[Parse],
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    place: int,
    ontology: Ontology,
) -> list[Scene]:
    """The scenes of a document, one a sentence."""
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
    result = []
    for parse in parses:
        section = parse.sentence.section
        above = section
        while above >= 0 and by_heading.get(above, -1) < 0:
            above = document.sections[above].parent
        heading_place = by_heading.get(above, -1) if above >= 0 else -1
        result.append(
            Scene(
                parse,
                tuple(names.get(parse.sentence.index, ())),
                document.headings(section),
                place,
                heading_place,
                document.date,
            )
        )
    return result
