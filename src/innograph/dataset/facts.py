"""Claims, observations and statements as RDF, each derived from the characters it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from innograph.dataset.terms import DERIVED, TYPE, decimal, hashed, inno, span_iri, time
from innograph.dataset.texts import span_quads
from innograph.entities.names import normal, slug
from innograph.model import Claim, Observation, Reading, Span, Statement
from innograph.namespaces import PROV, RDF, RDFS, SKOS, UNIT

_STATEMENT = NamedNode(RDF + "Statement")
_SUBJECT, _PREDICATE, _OBJECT = (NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
_GENERATED = NamedNode(PROV + "wasGeneratedBy")
_PREF, _NOTATION = NamedNode(SKOS + "prefLabel"), NamedNode(SKOS + "notation")
_LABEL = NamedNode(RDFS + "label")
_ASSERTED = frozenset({"stated", "planned"})


@dataclass(frozen=True, slots=True)
class Words:
    """What the facts' terms are made of: the base of IRIs, the language of labels, the units that the ontology has."""

    base: str
    language: str
    units: Mapping[str, NamedNode]


def claim_quads(readings: Sequence[Reading], nodes: Sequence[Sequence[NamedNode]], words: Words) -> Iterator[Quad]:
    """The claims of all documents: each once, with all the sentences that state it and the greatest confidence.

    Proposed and denied relations have no plain triple.
    """
    together: dict[NamedNode, list[tuple[Reading, Claim]]] = {}
    ends: dict[NamedNode, tuple[NamedNode, NamedNode]] = {}
    for reading, entities in zip(readings, nodes, strict=True):
        for claim in reading.claims:
            subject, object_ = entities[claim.subject], entities[claim.object]
            if subject == object_:
                continue
            node = claim_node(claim, entities, words)
            together.setdefault(node, []).append((reading, claim))
            ends[node] = (subject, object_)
    for node, stated in together.items():
        subject, object_ = ends[node]
        first = stated[0][1]
        predicate = inno(first.predicate)
        if first.status in _ASSERTED:
            yield Quad(subject, predicate, object_)
        yield Quad(node, TYPE, _STATEMENT)
        yield Quad(node, _SUBJECT, subject)
        yield Quad(node, _PREDICATE, predicate)
        yield Quad(node, _OBJECT, object_)
        yield Quad(node, inno("status"), inno(first.status.capitalize()))
        yield Quad(node, inno("confidence"), decimal(max(claim.confidence for _, claim in stated)))
        yield from _times(node, first.start, first.end)
        for reading, claim in stated:
            yield from rule_quads(node, f"relation: {claim.rule}", words)
            for sentence in claim.sentences:
                yield Quad(node, DERIVED, span_iri(reading.document.iri, reading.sentences[sentence].span))


def claim_node(claim: Claim, entities: Sequence[NamedNode], words: Words) -> NamedNode:
    """What a claim is called: the same claim of two documents is one."""
    ends = entities[claim.subject], entities[claim.object]
    said = ends[0], claim.predicate, ends[1], claim.status, claim.start, claim.end
    return hashed(words.base, "claim", *said)


def observation_quads(reading: Reading, entities: Sequence[NamedNode], words: Words) -> Iterator[Quad]:
    """The observations of a document; one that is said twice is written as it is said first."""
    written: set[NamedNode] = set()
    for found in reading.observations:
        node = observation_node(reading, found, entities[found.about], words)
        yield Quad(node, TYPE, inno("Observation"))
        yield Quad(node, inno("about"), entities[found.about])
        indicator = NamedNode(f"{words.base}indicator/{slug(normal(found.indicator))}")
        yield Quad(node, inno("indicator"), indicator)
        yield Quad(indicator, TYPE, inno("Indicator"))
        yield Quad(node, inno("kind"), inno(found.kind.capitalize()))
        yield Quad(node, inno("value"), decimal(found.value))
        yield from _unit(node, found, words)
        if found.bound:
            yield Quad(node, inno("bound"), inno(found.bound.capitalize()))
        if found.whole:
            yield Quad(node, inno("whole"), Literal(found.whole))
        if node not in written:
            written.add(node)
            yield Quad(node, inno("writtenAs"), Literal(reading.document.text[found.span.begin : found.span.end]))
            if found.confidence is not None:
                yield Quad(node, inno("confidence"), decimal(found.confidence))
        yield from _times(node, found.start, found.end)
        yield from _evidence(node, reading, found.sentence, found.span)
        yield from rule_quads(node, f"observation: {found.rule}", words)


def indicator_quads(readings: Sequence[Reading], words: Words) -> Iterator[Quad]:
    """One label for each indicator, chosen among the ways it is written."""
    labels: dict[str, set[str]] = {}
    for reading in readings:
        for found in reading.observations:
            labels.setdefault(slug(normal(found.indicator)), set()).add(found.indicator)
    for name, written in labels.items():
        label = min(written, key=lambda text: (sum(c.isupper() for c in text), text))
        yield Quad(NamedNode(f"{words.base}indicator/{name}"), _PREF, Literal(label, language=words.language))


def statement_quads(reading: Reading, entities: Sequence[NamedNode], words: Words) -> Iterator[Quad]:
    """The challenges, strengths and measures of a document."""
    nodes = [statement_node(reading, found, words) for found in reading.statements]
    for node, found in zip(nodes, reading.statements, strict=True):
        yield Quad(node, TYPE, inno(found.type))
        yield Quad(node, _PREF, Literal(found.label, language=words.language))
        if found.about >= 0:
            yield Quad(node, inno("about"), entities[found.about])
        if found.type == "Measure":
            yield Quad(node, inno("status"), inno(found.status.capitalize()))
        for challenge in found.addresses:
            yield Quad(node, inno("addresses"), nodes[challenge])
        yield from _evidence(node, reading, found.sentence, found.span)
        yield from rule_quads(node, f"statement: {found.type}", words)


def statement_node(reading: Reading, found: Statement, words: Words) -> NamedNode:
    """What a challenge, strength or measure is called: each place of a text states its own."""
    return hashed(words.base, "statement", reading.document.sha256, found.span.begin, found.span.end, found.type)


def observation_node(reading: Reading, found: Observation, about: NamedNode, words: Words) -> NamedNode:
    """The same figure said twice in a document is one observation, derived from both sentences."""
    said = found.kind, found.value.normalize(), found.unit, found.bound, found.start, found.end, found.whole
    return hashed(words.base, "observation", reading.document.sha256, about, normal(found.indicator), *said)


def _unit(node: NamedNode, found: Observation, words: Words) -> Iterator[Quad]:
    unit = words.units.get(found.unit)
    if unit is None:
        unit = NamedNode(UNIT + slug(found.unit.replace("/", " per ")))
        yield Quad(unit, TYPE, inno("Unit"))
        yield Quad(unit, _NOTATION, Literal(found.unit))
        yield Quad(unit, _PREF, Literal(found.unit, language=words.language))
    yield Quad(node, inno("unit"), unit)


def _times(node: NamedNode, start: str, end: str) -> Iterator[Quad]:
    if start:
        yield Quad(node, inno("start"), time(start))
    if end:
        yield Quad(node, inno("end"), time(end))


def _evidence(node: NamedNode, reading: Reading, sentence: int, span: Span) -> Iterator[Quad]:
    """A fact is derived from its sentence and, more closely, from its own characters in it."""
    whole = reading.sentences[sentence].span
    yield Quad(node, DERIVED, span_iri(reading.document.iri, whole))
    if span != whole:
        yield Quad(node, DERIVED, span_iri(reading.document.iri, span))
        yield from span_quads(reading.document, span)


def rule_quads(node: NamedNode, rule: str, words: Words) -> Iterator[Quad]:
    """What found a fact."""
    maker = NamedNode(f"{words.base}rule/{slug(rule)}")
    yield Quad(node, _GENERATED, maker)
    yield Quad(maker, TYPE, inno("Extraction"))
    yield Quad(maker, _LABEL, Literal(rule, language=words.language))
