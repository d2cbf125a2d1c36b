from __future__ import annotations

import shutil

import pytest
from pyoxigraph import NamedNode

from innograph.dataset import ontology_quads
from innograph.errors import OntologyError
from innograph.namespaces import ONTOLOGY_GRAPH, OWL, RDF, RDFS
from innograph.reason import infer, unsatisfiable_classes
from reason.examples import PREFIX, read

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, which is not here")


@needs_java
@pytest.mark.slow
def test_nothing_is_wrong_with_the_classes_of_the_ontology_and_its_alignments():
    """The concepts of the schemes, over which HermiT takes long, are left to the test below."""
    quads = list(ontology_quads())
    concepts = {quad.subject for quad in quads if quad.object == NamedNode(OWL + "NamedIndividual")}
    kept = [quad.triple for quad in quads if quad.subject not in concepts]
    assert len(kept) > 1_000
    assert unsatisfiable_classes(kept) == ()


def test_nothing_is_wrong_with_the_concepts_of_the_ontology():
    assert infer(list(ontology_quads())).contradictions == ()


@needs_java
@pytest.mark.slow
def test_a_class_of_what_excludes_each_other_is_found():
    kept = (RDF + "type", RDF + "first", RDF + "rest", RDFS + "subClassOf", OWL + "members")
    hierarchy = [q.triple for q in ontology_quads() if q.predicate.value in kept]
    planted = read(":Both a owl:Class ; rdfs:subClassOf inno:Person , inno:Law . :Below rdfs:subClassOf :Both .")
    found = unsatisfiable_classes([*hierarchy, *(quad.triple for quad in planted)])
    assert found == (f"{PREFIX}Below", f"{PREFIX}Both")


@needs_java
@pytest.mark.slow
def test_a_thing_of_what_excludes_each_other_makes_the_whole_inconsistent():
    wrong = read(":x a inno:Person , inno:Law .")
    found = unsatisfiable_classes([q.triple for q in (*ontology_quads(), *wrong)])
    assert found == (OWL + "Thing",)


@needs_java
@pytest.mark.slow
def test_what_owl_2_rl_does_not_see_is_found():
    said = ":C a owl:Class ; owl:equivalentClass [ a owl:Class ; owl:complementOf :C ] ."
    assert infer(read(said, ONTOLOGY_GRAPH)).contradictions == ()
    assert unsatisfiable_classes(quad.triple for quad in read(said)) == (OWL + "Thing",)


@needs_java
@pytest.mark.slow
def test_data_may_hold_years_months_and_days():
    said = ":C a owl:Class . :when a owl:DatatypeProperty . :x a :C ; :when "
    said += '"2016"^^xsd:gYear , "2016-05"^^xsd:gYearMonth , "2016-05-01"^^xsd:date .'
    assert unsatisfiable_classes(quad.triple for quad in read(said)) == ()


def test_without_java_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(OntologyError, match=r"^Java is not found .* Install a Java runtime \(OpenJDK 11 or newer\)\.$"):
        unsatisfiable_classes([])
