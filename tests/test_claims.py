from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad, Store

import innograph as ig
from innograph.namespaces import INNO, RDF
from innograph.ontology import read_ontology

TYPE, STATEMENT, STATUS = NamedNode(RDF + "type"), NamedNode(RDF + "Statement"), NamedNode(INNO + "status")
PARTS = tuple(NamedNode(RDF + name) for name in ("subject", "predicate", "object"))


def value(store: Store, node: NamedNode, predicate: NamedNode) -> NamedNode:
    """The one value of a property."""
    (quad,) = store.quads_for_pattern(node, predicate, None, None)
    assert isinstance(quad.object, NamedNode)
    return quad.object


def claims(store: Store) -> dict[tuple[NamedNode, ...], set[str]]:
    """The statuses in which each triple is claimed."""
    found: dict[tuple[NamedNode, ...], set[str]] = {}
    for quad in store.quads_for_pattern(None, TYPE, STATEMENT, None):
        triple = tuple(value(store, quad.subject, part) for part in PARTS)
        found.setdefault(triple, set()).add(value(store, quad.subject, STATUS).value.removeprefix(INNO))
    return found


def local(node: NamedNode) -> str:
    return node.value.removeprefix(INNO)


def assert_claims_hold_together(store: Store) -> None:
    """Claims fit the ontology; those that are stated or planned, and no others, have their plain triple."""
    ontology = read_ontology()
    for triple, statuses in claims(store).items():
        subject, predicate, object_ = triple
        plain = Quad(subject, predicate, object_) in store
        assert plain == bool(statuses & {"Stated", "Planned"}), (triple, statuses)
        kinds = [local(value(store, end, TYPE)) for end in (subject, object_)]
        assert ontology.allows(kinds[0], local(predicate), kinds[1]), (triple, kinds)
    relations = {NamedNode(INNO + name) for name in ontology.relations}
    asserted = {(q.subject, q.predicate, q.object) for q in store if q.predicate in relations}
    assert asserted <= set(claims(store)), "no relation without the claim that leads to its sentence"


def test_the_claims_of_tiny_documents(tiny_graph: ig.KnowledgeGraph):
    assert set().union(*claims(tiny_graph.store).values()) >= {"Stated", "Planned", "Proposed"}
    assert_claims_hold_together(tiny_graph.store)


@pytest.mark.slow
def test_the_claims_of_the_corpus(corpus_graph: ig.KnowledgeGraph):
    assert len(claims(corpus_graph.store)) > 50
    assert_claims_hold_together(corpus_graph.store)
    assert corpus_graph.verify().faults == ()
