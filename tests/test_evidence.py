from __future__ import annotations

import pytest
from pyoxigraph import Store

import innograph as ig
from innograph.evidence import Evidence, find_evidence
from innograph.namespaces import INNO, RDF, sparql_prefixes
from innograph.store import Folder

# A claim that is stated twice and proposed once, one that is denied, a figure, and an entity that is named.
DATA = """
<urn:plan> a inno:Document ; dcterms:source "plan.md" .
<urn:review> a inno:Document ; dcterms:source "review.md" .
<urn:s1> nif:anchorOf "A set up B." ; nif:beginIndex 0 ; nif:endIndex 11 ; nif:referenceContext <urn:review> .
<urn:s2> nif:anchorOf "A founded B." ; nif:beginIndex 12 ; nif:endIndex 24 ; nif:referenceContext <urn:review> .
<urn:s3> nif:anchorOf "A should set up B." ; nif:beginIndex 0 ; nif:endIndex 18 ; nif:referenceContext <urn:plan> .
<urn:s4> nif:anchorOf "A never ran B." ; nif:beginIndex 19 ; nif:endIndex 33 ; nif:referenceContext <urn:plan> .
<urn:w1> nif:anchorOf "A" ; nif:beginIndex 0 ; nif:endIndex 1 ; nif:referenceContext <urn:review> ;
  itsrdf:taIdentRef <urn:a> .
<urn:rule> rdfs:label "relation: establishes 1"@en .
<urn:a> a inno:City ; inno:establishes <urn:b> ; skos:prefLabel "A"@en .
<urn:c1> rdf:subject <urn:a> ; rdf:predicate inno:establishes ; rdf:object <urn:b> ; inno:status inno:Stated ;
  inno:confidence 0.8 ; prov:wasDerivedFrom <urn:s1> , <urn:s2> ; prov:wasGeneratedBy <urn:rule> .
<urn:c2> rdf:subject <urn:a> ; rdf:predicate inno:establishes ; rdf:object <urn:b> ; inno:status inno:Proposed ;
  inno:confidence 0.4 ; prov:wasDerivedFrom <urn:s3> .
<urn:c3> rdf:subject <urn:a> ; rdf:predicate inno:operates ; rdf:object <urn:b> ; inno:status inno:Denied ;
  inno:confidence 0.6 ; prov:wasDerivedFrom <urn:s4> .
<urn:c4> rdf:subject <urn:a> ; rdf:predicate inno:funds ; rdf:object <urn:b> ; inno:status inno:Planned ;
  inno:confidence 0.5 ; prov:wasDerivedFrom <urn:s2> .
<urn:o> a inno:Observation ; inno:about <urn:a> ; inno:value 7 ; prov:wasDerivedFrom <urn:s2> .
"""
STATED = Evidence("review.md", 0, 11, "A set up B.", 0.8, "relation: establishes 1")
FOUNDED = Evidence("review.md", 12, 24, "A founded B.", 0.8, "relation: establishes 1")


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    made.update(f"{sparql_prefixes()} INSERT DATA {{ {DATA} }}")
    return made


@pytest.mark.parametrize(
    ("predicate", "object_", "found"),
    [
        (f"<{INNO}establishes>", "<urn:b>", (STATED, FOUNDED)),
        (f"<{INNO}funds>", "<urn:b>", (Evidence("review.md", 12, 24, "A founded B.", 0.5),)),
        (f"<{INNO}operates>", "<urn:b>", ()),
        (f"<{INNO}establishes>", "<urn:c>", ()),
        (f"<{RDF}type>", f"<{INNO}City>", (Evidence("review.md", 0, 1, "A"),)),
        ("<http://www.w3.org/2004/02/skos/core#prefLabel>", '"A"@en', ()),
    ],
)
def test_the_evidence_of_a_triple_is_what_states_it_or_names_its_subject(
    store: Store, predicate: str, object_: str, found: tuple[Evidence, ...]
):
    assert find_evidence(store, ("<urn:a>", predicate, object_)) == found


@pytest.mark.parametrize("said", [(f"<{RDF}type>", f"<{INNO}Observation>"), (f"<{INNO}value>", "7")])
def test_the_evidence_of_a_fact_is_what_it_was_derived_from(store: Store, said: tuple[str, str]):
    assert find_evidence(store, ("<urn:o>", *said)) == (Evidence("review.md", 12, 24, "A founded B."),)


def test_a_proposed_relation_has_no_evidence_as_a_plain_one(tiny_graph: ig.KnowledgeGraph):
    rows = tiny_graph.query(
        "SELECT (STR(?s) AS ?a) (STR(?p) AS ?b) (STR(?o) AS ?c) WHERE { ?claim inno:status inno:Proposed ; "
        "rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"
    ).rows
    assert len(rows) > 0
    for row in rows:
        subject, predicate, object_ = (f"<{term}>" for term in row)
        assert find_evidence(tiny_graph.store, (subject, predicate, object_)) == ()


def test_the_class_of_a_place_in_the_front_matter_leads_to_all_that_names_it(tiny_graph: ig.KnowledgeGraph):
    ((shenzhen,),) = tiny_graph.query("SELECT (STR(?e) AS ?iri) WHERE { ?e skos:prefLabel 'Shenzhen'@en }").rows
    found = find_evidence(tiny_graph.store, (f"<{shenzhen}>", f"<{RDF}type>", f"<{INNO}City>"))
    assert {evidence.document for evidence in found} == {"makers.md", "more/funds.md"}


def relations(graph: ig.KnowledgeGraph) -> list[tuple[str, str, str]]:
    """The plain triples between named entities, their terms as in N-Triples."""
    query = """SELECT DISTINCT (STR(?s) AS ?a) (STR(?p) AS ?b) (STR(?o) AS ?c) WHERE {
        ?one itsrdf:taIdentRef ?s . ?other itsrdf:taIdentRef ?o . ?s ?p ?o }"""
    return [(f"<{s}>", f"<{p}>", f"<{o}>") for s, p, o in graph.query(query, inferred=False)]


def test_the_evidence_of_every_relation_is_what_the_kept_texts_say(corpus_graph: ig.KnowledgeGraph):
    folder = Folder(corpus_graph.path)
    texts = {source: folder.text(digest) for source, digest in corpus_graph.manifest.documents}
    triples = relations(corpus_graph)
    assert len(triples) > 100
    for triple in triples:
        found = find_evidence(corpus_graph.store, triple)
        assert found, triple
        assert list(found) == sorted(found, key=lambda e: (e.document, e.begin, e.end, e.rule))
        for evidence in found:
            assert texts[evidence.document][evidence.begin : evidence.end] == evidence.quote
            assert evidence.confidence is not None
            assert 0 < evidence.confidence <= 1
            assert evidence.rule.startswith("relation: ")


def test_the_class_of_every_entity_leads_to_where_it_is_named(tiny_graph: ig.KnowledgeGraph):
    folder = Folder(tiny_graph.path)
    texts = {source: folder.text(digest) for source, digest in tiny_graph.manifest.documents}
    query = "SELECT DISTINCT (STR(?e) AS ?a) (STR(?c) AS ?b) WHERE { ?phrase itsrdf:taIdentRef ?e . ?e a ?c }"
    rows = tiny_graph.query(query, inferred=False).rows
    assert len(rows) == tiny_graph.manifest.counts["entities"]
    for entity, class_ in rows:
        found = find_evidence(tiny_graph.store, (f"<{entity}>", f"<{RDF}type>", f"<{class_}>"))
        assert found, entity
        assert all(texts[e.document][e.begin : e.end] == e.quote for e in found)
