from __future__ import annotations

import pytest
from pyoxigraph import Store

import innograph as ig
from innograph.analysis import to_networkx
from innograph.analysis.projections import core_classes
from innograph.dataset import ontology_quads
from innograph.namespaces import sparql_prefixes
from innograph.ontology import ENTITY_CLASSES, read_ontology


@pytest.fixture(scope="module")
def store() -> Store:
    """Three mentioned entities, one that is not, and four claims."""
    made = Store()
    made.extend(ontology_quads())
    made.update(
        f"""{sparql_prefixes()} INSERT DATA {{
        <urn:a> a inno:City ; skos:prefLabel "A"@en . <urn:b> a inno:GuideFund ; skos:prefLabel "B"@en .
        <urn:c> a inno:Enterprise ; skos:prefLabel "C"@en . <urn:silent> a inno:City ; skos:prefLabel "S"@en .
        <urn:1> itsrdf:taIdentRef <urn:a> . <urn:2> itsrdf:taIdentRef <urn:a> . <urn:3> itsrdf:taIdentRef <urn:b> .
        <urn:4> itsrdf:taIdentRef <urn:c> .
        <urn:k1> a rdf:Statement ; rdf:subject <urn:a> ; rdf:predicate inno:establishes ; rdf:object <urn:b> ;
          inno:confidence 0.8 ; inno:status inno:Stated ; inno:start "2016"^^xsd:gYear .
        <urn:k2> a rdf:Statement ; rdf:subject <urn:a> ; rdf:predicate inno:establishes ; rdf:object <urn:b> ;
          inno:confidence 0.4 ; inno:status inno:Proposed .
        <urn:k3> a rdf:Statement ; rdf:subject <urn:b> ; rdf:predicate inno:funds ; rdf:object <urn:c> ;
          inno:confidence 0.9 ; inno:status inno:Denied .
        <urn:k4> a rdf:Statement ; rdf:subject <urn:b> ; rdf:predicate inno:funds ; rdf:object <urn:silent> ;
          inno:confidence 0.9 ; inno:status inno:Stated . }}"""
    )
    return made


def test_nodes_are_the_mentioned_entities(store: Store):
    assert dict(to_networkx(store).nodes(data=True)) == {
        "urn:a": {"label": "A", "type": "City", "core": "Place", "sector": "none", "mentions": 2},
        "urn:b": {"label": "B", "type": "GuideFund", "core": "Fund", "sector": "government", "mentions": 1},
        "urn:c": {"label": "C", "type": "Enterprise", "core": "Enterprise", "sector": "industry", "mentions": 1},
    }


def test_edges_are_the_claims_that_are_not_denied(store: Store):
    edges = sorted(to_networkx(store).edges(data=True), key=lambda edge: edge[2]["claim"])
    stated = {"relation": "establishes", "status": "stated", "confidence": 0.8, "claim": "urn:k1", "start": "2016"}
    proposed = {"relation": "establishes", "status": "proposed", "confidence": 0.4, "claim": "urn:k2"}
    assert edges == [("urn:a", "urn:b", stated), ("urn:a", "urn:b", proposed)]


@pytest.mark.parametrize(("least", "edges"), [(0.0, 2), (0.4, 2), (0.5, 1), (0.8, 1), (0.81, 0)])
def test_claims_below_a_confidence_are_left_out(store: Store, least: float, edges: int):
    graph = to_networkx(store, min_confidence=least)
    assert graph.number_of_edges() == edges
    assert graph.number_of_nodes() == 3


def test_core_classes_are_those_of_the_guide(store: Store):
    ontology, cores = read_ontology(), core_classes(store)
    entities = {name for name in ontology.classes if ontology.ancestors(name) & set(ENTITY_CLASSES)}
    assert {name: cores[name] for name in entities} == {name: ontology.core(name) for name in entities}


def test_an_empty_store_is_an_empty_graph():
    graph = to_networkx(Store())
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (0, 0)


def test_a_claim_leads_to_its_sentence(tiny_graph: ig.KnowledgeGraph):
    edges = list(tiny_graph.to_networkx().edges(data=True))
    assert edges
    for _, _, data in edges:
        table = tiny_graph.query(f"SELECT ?quote WHERE {{ <{data['claim']}> prov:wasDerivedFrom/nif:anchorOf ?quote }}")
        assert len(table) >= 1
