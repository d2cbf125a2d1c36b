"""The records that the stages of the river hand to each other: frozen, typed, free of any engine.

Offsets are code points. Those of a `Span` count from the beginning of the document's text; those of a `Token` and the
`begin` and `end` of a `Mention` count from the beginning of the sentence's joined text, and `Sentence.span` leads back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "row"]
MentionKind = Literal["name", "reference"]
Kind = Literal["level", "share", "growth", "rank", "ratio", "target"]
Bound = Literal["", "min", "max", "approx"]
Severity = Literal["doubt", "contradiction"]
Concern = Literal["observation", "claim", "entity"]
Status = Literal["stated", "planned", "proposed", "denied", "done"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters `begin` to `end` (half open) of a document's text."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; `parent` is the index of the section it belongs to, or -1."""

    title: str
    level: int
    span: Span
    parent: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, heading or table row: its pieces of text in reading order, page furniture left out."""

    kind: BlockKind
    pieces: tuple[Span, ...]
    section: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A reviewer's remark on the text: who made it, what it says, and the text it stands on."""

    author: str
    author_span: Span
    span: Span
    on: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: its text exactly as the graph's folder keeps it, and how it is laid out."""

    iri: str
    source: str
    sha256: str
    text: str
    title: str
    place: str
    date: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...]
    place_span: Span | None = None

    def headings(self, section: int) -> tuple[str, ...]:
        """The titles above a section, its own last."""
        titles: list[str] = []
        while section >= 0:
            titles.append(self.sections[section].title)
            section = self.sections[section].parent
        return tuple(reversed(titles))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with lines joined; `offsets[i]` is where character `i` of `text` stands in the document.

    `lines` are the characters of `text` with which lines of the document begin.
    """

    index: int
    text: str
    offsets: tuple[int, ...]
    section: int
    block: int
    kind: BlockKind
    lines: tuple[int, ...] = ()

    def span(self, begin: int = 0, end: int | None = None) -> Span:
        """The document's characters behind the sentence's characters `begin` to `end`."""
        last = len(self.text) if end is None else end
        return Span(self.offsets[begin], self.offsets[last - 1] + 1)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a parsed sentence; `head` is the index of the word it depends on (itself for a root)."""

    index: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    begin: int
    end: int
    name_type: str


@dataclass(frozen=True, slots=True)
class Parse:
    """A sentence and its words."""

    sentence: Sentence
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters of a sentence that name an entity, or refer to one ("our city").

    `type` is a class of the ontology, `known` the canonical name of the gazetteer's entry, `rule` what found it,
    `number` the document number that stands after a policy's title. A mention outside of any sentence (the author of a
    comment, the place in the front matter) has sentence -1.
    """

    sentence: int
    begin: int
    end: int
    span: Span
    text: str
    type: str
    rule: str
    known: str = ""
    kind: MentionKind = "name"
    number: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """What a document's mentions of one thing were resolved to; `merges` says why they are one."""

    type: str
    label: str
    aliases: tuple[str, ...]
    mentions: tuple[int, ...]
    known: str = ""
    number: str = ""
    merges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation that sentences state between two entities (indices into the reading's entities)."""

    subject: int
    predicate: str
    object: int
    sentences: tuple[int, ...]
    rule: str
    confidence: float
    status: Status = "stated"
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """A number with a meaning: whom and what it measures, how, when, and the characters it was read from.

    `confidence` is the chance that all of this is right, where one is known.
    """

    about: int
    indicator: str
    kind: Kind
    value: Decimal
    unit: str
    sentence: int
    span: Span
    rule: str
    bound: Bound = ""
    start: str = ""
    end: str = ""
    whole: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A challenge, strength or measure that a sentence states; `addresses` are indices of the challenges it answers."""

    type: str
    label: str
    about: int
    sentence: int
    span: Span
    rule: str
    status: Status = "stated"
    addresses: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence as the graph keeps it: its characters in the document and the headings above it."""

    span: Span
    section: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document: the record that the graph's folder keeps."""

    document: Document
    sentences: tuple[Quote, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    place: int = -1
    claims: tuple[Claim, ...] = ()
    observations: tuple[Observation, ...] = ()
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A reason to doubt a figure, claims that do not agree, or entities, and what speaks against them.

    `concerns` are observations, claims or entities, by `kind`, each as the number of its reading and its number there;
    `sentences` are those that the finding rests on, each as the number of a reading and of a sentence there.
    """

    rule: str
    kind: Concern
    concerns: tuple[tuple[int, int], ...]
    because: str
    severity: Severity
    sentences: tuple[tuple[int, int], ...]
    expected: Decimal | None = None
    slip: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where people's decisions (by their numbers) and the documents, or two decisions, do not go together."""

    decisions: tuple[int, ...]
    what: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build read, what it could not read, what came of it and how long it took (seconds)."""

    read: tuple[str, ...]
    kept: tuple[str, ...]
    failures: tuple[Failure, ...]
    counts: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    conflicts: tuple[Conflict, ...] = ()
