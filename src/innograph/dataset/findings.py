"""What the audit found, as RDF: each finding with what it concerns, why, and the sentences it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from innograph.dataset.facts import Words, claim_node, observation_node, rule_quads
from innograph.dataset.terms import DERIVED, TYPE, decimal, hashed, inno, span_iri
from innograph.model import Finding, Reading


def finding_quads(
    readings: Sequence[Reading], findings: Sequence[Finding], nodes: Sequence[Sequence[NamedNode]], words: Words
) -> Iterator[Quad]:
    """The findings of the audit.

    Args:
        readings: what was read, one a document.
        findings: what the audit found of it.
        nodes: for each reading the things that its entities are.
        words: what terms are made of.
    """
    for found in findings:
        concerned = [_concerned(readings[at], number, found, nodes[at], words) for at, number in found.concerns]
        node = hashed(words.base, "finding", *(term.value for term in concerned), found.rule, found.because)
        because = f"{found.because} ({found.slip})" if found.slip else found.because
        yield Quad(node, TYPE, inno("AuditFinding"))
        for term in concerned:
            yield Quad(node, inno("concerns"), term)
        yield Quad(node, inno("because"), Literal(because))
        yield Quad(node, inno("severity"), inno(found.severity.capitalize()))
        if found.expected is not None:
            yield Quad(node, inno("expectedValue"), decimal(Decimal(f"{found.expected:.12g}")))
        for document, sentence in found.sentences:
            quote = readings[document].sentences[sentence].span
            yield Quad(node, DERIVED, span_iri(readings[document].document.iri, quote))
        yield from rule_quads(node, f"audit: {found.rule}", words)


def _concerned(reading: Reading, number: int, found: Finding, entities: Sequence[NamedNode], words: Words) -> NamedNode:
    if found.kind == "observation":
        observation = reading.observations[number]
        return observation_node(reading, observation, entities[observation.about], words)
    if found.kind == "claim":
        claim = reading.claims[number]
        return claim_node(claim, entities, words)
    return entities[number]
