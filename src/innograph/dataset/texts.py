"""Documents, sentences, mentions and comments as NIF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from innograph.dataset.terms import DERIVED, TYPE, count, hashed, inno, span_iri
from innograph.model import Document, Reading, Span
from innograph.namespaces import DCTERMS, ITSRDF, NIF

_BEGIN, _END = NamedNode(NIF + "beginIndex"), NamedNode(NIF + "endIndex")
_ANCHOR, _CONTEXT = NamedNode(NIF + "anchorOf"), NamedNode(NIF + "referenceContext")
_SENTENCE, _PHRASE = NamedNode(NIF + "Sentence"), NamedNode(NIF + "Phrase")
_REFERS = NamedNode(ITSRDF + "taIdentRef")
_CREATOR = NamedNode(DCTERMS + "creator")


def document_quads(reading: Reading, entities: Sequence[NamedNode], language: str) -> Iterator[Quad]:
    """A document and every sentence and mention of it."""
    document = reading.document
    node = NamedNode(document.iri)
    yield Quad(node, TYPE, inno("Document"))
    yield Quad(node, TYPE, NamedNode(NIF + "Context"))
    yield Quad(node, NamedNode(DCTERMS + "source"), Literal(document.source))
    yield Quad(node, NamedNode(DCTERMS + "title"), Literal(document.title, language=language))
    yield Quad(node, inno("sha256"), Literal(document.sha256))
    if document.date:
        yield Quad(node, NamedNode(DCTERMS + "date"), Literal(document.date))
    if reading.place >= 0:
        yield Quad(node, inno("place"), entities[reading.place])
    for quote in reading.sentences:
        sentence = span_iri(document.iri, quote.span)
        yield from span_quads(document, quote.span, sentence=True)
        if titles := document.headings(quote.section):
            yield Quad(sentence, inno("section"), Literal(" › ".join(titles)))
    for entity, of in zip(entities, reading.entities, strict=True):
        for at in of.mentions:
            mention = reading.mentions[at]
            phrase = span_iri(document.iri, mention.span)
            yield from span_quads(document, mention.span)
            if mention.rule == "front matter":
                yield Quad(entity, DERIVED, phrase)
            else:
                yield Quad(phrase, _REFERS, entity)
    yield from _comment_quads(reading, entities)


def span_quads(document: Document, span: Span, *, sentence: bool = False) -> Iterator[Quad]:
    """A span of a document's text: where it begins and ends, and its characters."""
    node = span_iri(document.iri, span)
    yield Quad(node, TYPE, _SENTENCE if sentence else _PHRASE)
    yield Quad(node, _CONTEXT, NamedNode(document.iri))
    yield Quad(node, _BEGIN, count(span.begin))
    yield Quad(node, _END, count(span.end))
    yield Quad(node, _ANCHOR, Literal(document.text[span.begin : span.end]))


def _comment_quads(reading: Reading, entities: Sequence[NamedNode]) -> Iterator[Quad]:
    document = reading.document
    authors = {
        reading.mentions[at].span: node
        for node, of in zip(entities, reading.entities, strict=True)
        for at in of.mentions
    }
    for comment in document.comments:
        node = hashed(document.iri, "#comment", comment.span.begin, comment.span.end)
        yield Quad(node, TYPE, inno("ReviewComment"))
        yield from span_quads(document, comment.span)
        yield Quad(node, DERIVED, span_iri(document.iri, comment.span))
        if comment.author_span in authors:
            yield Quad(node, _CREATOR, authors[comment.author_span])
        on = comment.on if comment.on.end > comment.on.begin else comment.span
        yield from span_quads(document, on)
        yield Quad(node, inno("remarksOn"), span_iri(document.iri, on))
