from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, SH, Graph

pytestmark = pytest.mark.slow

PREFIXES = """
@prefix inno: <https://w3id.org/innograph/ontology#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
NAMED = '<urn:a> a inno:City ; skos:prefLabel "A"@en . <urn:b> a inno:Fund ; skos:prefLabel "B"@en .'
TEXT = """
<urn:d> a inno:Document , nif:Context ; inno:sha256 "0000000000000000000000000000000000000000000000000000000000000000" .
<urn:d#char=0,5> a nif:Sentence ; nif:referenceContext <urn:d> ; nif:anchorOf "A pay" ;
  nif:beginIndex "0"^^xsd:nonNegativeInteger ; nif:endIndex "5"^^xsd:nonNegativeInteger .
"""
CLAIM = """
<urn:c> a rdf:Statement ; rdf:subject <urn:a> ; rdf:predicate inno:establishes ; rdf:object <urn:b> ;
  inno:status inno:Stated ; inno:confidence 0.8 ; prov:wasDerivedFrom <urn:d#char=0,5> .
"""


@pytest.fixture(scope="module")
def ontology(ontology_folder: Path) -> Graph:
    return Graph().parse(ontology_folder / "innograph.ttl")


@pytest.fixture(scope="module")
def shapes(ontology_folder: Path) -> Graph:
    return Graph().parse(ontology_folder / "shapes.ttl")


def faults(data: Graph, ontology: Graph, shapes: Graph) -> list[str]:
    """What does not conform: the node, the path and the shapes' own message."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology, inference="none", inplace=True)
    return [
        " ".join(str(report.value(result, part)) for part in (SH.focusNode, SH.resultPath, SH.resultMessage))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    ]


def test_a_claim_of_two_entities_with_its_sentence_conforms(ontology: Graph, shapes: Graph):
    data = Graph().parse(data=PREFIXES + NAMED + TEXT + CLAIM, format="turtle")
    assert [fault for fault in faults(data, ontology, shapes) if fault.startswith(("urn:a", "urn:b", "urn:c"))] == []


# What is changed in a claim that conforms, what it is changed to, and what the shapes then say of it.
FAULTS = [
    ("inno:confidence 0.8", "inno:confidence 1.8", "from 0 to 1"),
    ("inno:confidence 0.8 ;", "", "exactly one inno:confidence"),
    ("inno:Stated", "inno:Done", "exactly one inno:status"),
    ("; prov:wasDerivedFrom <urn:d#char=0,5>", "", "must lead to the text"),
    ("rdf:object <urn:b> ;", "rdf:object <urn:b> , <urn:a> ;", "exactly one rdf:object"),
    ("inno:Stated ;", 'inno:Stated ; inno:start "2016" ;', "at most one inno:start"),
]


def test_each_fault_of_a_claim_is_found_with_the_remedy(ontology: Graph, shapes: Graph):
    claims = ""
    for number, (found, wrong, _) in enumerate(FAULTS):
        assert CLAIM.count(found) == 1
        claims += CLAIM.replace(found, wrong).replace("<urn:c>", f"<urn:c{number}>")
    nameless = '<urn:e> a inno:City ; skos:altLabel "E" .'
    messages = faults(
        Graph().parse(data=PREFIXES + NAMED + nameless + TEXT + claims, format="turtle"), ontology, shapes
    )
    for number, (_, _, said) in enumerate(FAULTS):
        assert any(message.startswith(f"urn:c{number} ") and said in message for message in messages), said
    assert any(message.startswith("urn:e ") and "needs a skos:prefLabel" in message for message in messages)
