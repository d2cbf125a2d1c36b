"""Readings to RDF: the quads of the graph, in one order, the same for the same readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from innograph.dataset.curations import name_fact, ruling_quads, set_aside_quads
from innograph.dataset.facts import (
    Words,
    claim_quads,
    indicator_quads,
    observation_quads,
    statement_quads,
)
from innograph.dataset.findings import finding_quads
from innograph.dataset.terms import TYPE, count, inno
from innograph.dataset.texts import document_quads
from innograph.decisions import Ruling
from innograph.entities import Thing
from innograph.model import Finding, Reading
from innograph.namespaces import ONTOLOGY_GRAPH, RDF, SKOS, WIKIDATA, XSD
from innograph.resources import ontology_folder
from innograph.settings import Settings

_PREF, _ALT = NamedNode(SKOS + "prefLabel"), NamedNode(SKOS + "altLabel")
_EXACT, _NOTATION = NamedNode(SKOS + "exactMatch"), NamedNode(SKOS + "notation")
_CARDINALITY = NamedNode(XSD + "nonNegativeInteger")
_CHANGE_NOTE = NamedNode(SKOS + "changeNote")


def build_quads(
    readings: Sequence[Reading],
    things: Sequence[Thing],
    thing_of: dict[tuple[int, int], int],
    findings: Sequence[Finding],
    settings: Settings,
    *,
    aside: Sequence[Reading] = (),
    rulings: Sequence[Ruling] = (),
) -> list[Quad]:
    """All quads of a graph, sorted, none twice.

    Args:
        readings: what was read, one a document.
        things: the things that the documents' entities are.
        thing_of: for each (reading, entity) the number of its thing.
        findings: what the audit found of them.
        settings: the base of IRIs and the language of labels.
        aside: the same documents with nothing but the facts that people's decisions set aside.
        rulings: the decisions in force with what they are about.
    """
    iris = [NamedNode(thing.iri) for thing in things]
    nodes = [
        [iris[thing_of[at, number]] for number in range(len(reading.entities))] for at, reading in enumerate(readings)
    ]
    ontology = list(ontology_quads())
    words = Words(settings.base, settings.language, _units(ontology))
    quads = {*ontology, *claim_quads(readings, nodes, words), *indicator_quads([*readings, *aside], words)}
    for node, thing in zip(iris, things, strict=True):
        quads.update(_thing_quads(node, thing, settings.language))
    for reading, entities in zip(readings, nodes, strict=True):
        quads.update(document_quads(reading, entities, settings.language))
        quads.update(observation_quads(reading, entities, words))
        quads.update(statement_quads(reading, entities, words))
    quads.update(finding_quads(readings, findings, nodes, words))
    quads.update(set_aside_quads(aside, nodes, words))
    quads.update(ruling_quads(rulings, readings, nodes, words))
    return sorted(quads, key=str)


def count_facts(quads: Sequence[Quad]) -> dict[str, int]:
    """How many relations, observations, challenges, strengths and measures the default graph holds."""
    counted = {
        "relations": NamedNode(RDF + "Statement"),
        "observations": inno("Observation"),
        "challenges": inno("Challenge"),
        "strengths": inno("Strength"),
        "measures": inno("Measure"),
    }
    types = Counter(q.object for q in quads if q.predicate == TYPE and q.graph_name == DefaultGraph())
    return {name: types[kind] for name, kind in counted.items()}


def _thing_quads(node: NamedNode, thing: Thing, language: str) -> Iterator[Quad]:
    yield Quad(node, TYPE, inno(thing.type))
    yield Quad(node, _PREF, Literal(thing.label, language=language))
    for alias in thing.aliases:
        yield Quad(node, _ALT, Literal(alias, language=language))
    if thing.number:
        yield Quad(node, inno("documentNumber"), Literal(thing.number))
    if thing.wikidata:
        yield Quad(node, _EXACT, NamedNode(WIKIDATA + thing.wikidata))
    for reason in thing.reasons:
        yield Quad(node, _CHANGE_NOTE, Literal(reason, language=language))


def ontology_quads() -> Iterator[Quad]:
    """The ontology and its alignments in their named graph, blank nodes named by their place in the file."""
    graph = NamedNode(ONTOLOGY_GRAPH)
    for name in ("innograph", "alignments"):
        data = (ontology_folder() / f"{name}.ttl").read_bytes()
        names: dict[BlankNode, BlankNode] = {}
        for quad in parse(data, RdfFormat.TURTLE):
            terms = [
                names.setdefault(term, BlankNode(f"{name}{len(names)}")) if isinstance(term, BlankNode) else term
                for term in (quad.subject, quad.object)
            ]
            object_ = terms[1]
            if isinstance(object_, Literal) and object_.datatype == _CARDINALITY:
                object_ = count(int(object_.value))
            yield Quad(terms[0], quad.predicate, object_, graph)


def _units(ontology: Sequence[Quad]) -> dict[str, NamedNode]:
    units = {q.subject for q in ontology if q.predicate == TYPE and q.object == inno("Unit")}
    return {
        quad.object.value: quad.subject
        for quad in ontology
        if quad.predicate == _NOTATION
        and quad.subject in units
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
    }


__all__ = ["build_quads", "count_facts", "name_fact", "ontology_quads"]
