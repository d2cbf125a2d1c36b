"""What people decided as RDF: the record of decisions, and in it the facts that were set aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from innograph.dataset.facts import (
    Words,
    claim_node,
    claim_quads,
    observation_node,
    observation_quads,
    statement_node,
    statement_quads,
)
from innograph.dataset.terms import TYPE, count, decimal, hashed, inno
from innograph.decisions import Decision, Ruling
from innograph.model import Claim, Observation, Reading, Statement
from innograph.namespaces import DCTERMS, DECISIONS_GRAPH, RDF, SKOS, XSD

_DECISIONS = NamedNode(DECISIONS_GRAPH)
_FACTS = frozenset([NamedNode(RDF + "Statement"), *map(inno, ("Observation", "Challenge", "Strength", "Measure"))])
_CREATOR, _CREATED = NamedNode(DCTERMS + "creator"), NamedNode(DCTERMS + "created")
_PREF, _NOTATION = NamedNode(SKOS + "prefLabel"), NamedNode(SKOS + "notation")
_VERDICTS = {
    "accept": "Confirmed",
    "reject": "Rejected",
    "add": "Added",
    "merge": "Same",
    "split": "Different",
    "rename": "Renamed",
    "retype": "Retyped",
}
_DATE_TIME = NamedNode(XSD + "dateTime")


def set_aside_quads(aside: Sequence[Reading], nodes: Sequence[Sequence[NamedNode]], words: Words) -> Iterator[Quad]:
    """Facts that were set aside, in the graph of decisions.

    What they lead to, such as their characters in the text, is in the default graph, as that of the others; the plain
    triple of a relation that was set aside is nowhere.

    Args:
        aside: the documents with nothing but these facts.
        nodes: the entities of each reading.
        words: the base of IRIs, the language of labels, the units.
    """
    entities = {node for some in nodes for node in some}
    quads = set(claim_quads(aside, nodes[: len(aside)], words))
    for reading, some in zip(aside, nodes, strict=False):
        quads.update(observation_quads(reading, some, words))
        quads.update(statement_quads(reading, some, words))
    facts = {quad.subject for quad in quads if quad.predicate == TYPE and quad.object in _FACTS}
    for quad in quads:
        if quad.subject in facts:
            yield Quad(quad.subject, quad.predicate, quad.object, _DECISIONS)
        elif quad.subject not in entities:
            yield quad


def ruling_quads(
    rulings: Sequence[Ruling], readings: Sequence[Reading], nodes: Sequence[Sequence[NamedNode]], words: Words
) -> Iterator[Quad]:
    """The decisions in force, in their graph; a figure or statement that was accepted is certain.

    A decision that no longer finds what it is about judges nothing: it stands in the file only.
    """
    for ruling in rulings:
        about = {NamedNode(iri) for iri in ruling.things}
        for at, fact in ruling.facts:
            found = _fact_node(readings[at], fact, nodes[at], words)
            about.add(found)
            if ruling.decision.kind == "accept" and not isinstance(fact, Claim):
                yield Quad(found, inno("confidence"), decimal(1.0))
        if about:
            yield from _record(ruling.decision, about, words)


def name_fact(reading: Reading, fact: Claim | Observation | Statement, iris: Sequence[str], base: str) -> str:
    """The IRI of a fact of a reading, given the IRIs of the reading's entities and the base of all IRIs."""
    return _fact_node(reading, fact, [NamedNode(iri) for iri in iris], Words(base, "", {})).value


def _fact_node(
    reading: Reading, fact: Claim | Observation | Statement, nodes: Sequence[NamedNode], words: Words
) -> NamedNode:
    if isinstance(fact, Claim):
        return claim_node(fact, nodes, words)
    if isinstance(fact, Observation):
        return observation_node(reading, fact, nodes[fact.about], words)
    return statement_node(reading, fact, words)


def _record(decision: Decision, about: Iterable[NamedNode], words: Words) -> Iterator[Quad]:
    node = hashed(words.base, "curation", decision.line())
    record: list[tuple[NamedNode, NamedNode | Literal]] = [
        (TYPE, inno("Curation")),
        (_NOTATION, count(decision.number)),
        (_PREF, Literal(decision.said)),
        (inno("verdict"), inno(_VERDICTS[decision.kind])),
        (inno("because"), Literal(decision.why)),
        (_CREATOR, Literal(decision.who)),
        (_CREATED, Literal(decision.when, datatype=_DATE_TIME)),
        *((inno("judges"), thing) for thing in sorted(about, key=str)),
    ]
    for predicate, value in record:
        yield Quad(node, predicate, value, _DECISIONS)
