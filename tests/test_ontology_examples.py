from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef
from rdflib.term import Node

from innograph.dataset import ontology_quads
from innograph.namespaces import DCTERMS, INNO, NIF, UNIT
from innograph.ontology import read_ontology
from innograph.reason import infer

EXAMPLE = "https://w3id.org/innograph/example/"
ENDS = (RDF.subject, RDF.predicate, RDF.object)
# What stands in the examples because it follows, beside inverses and what is above or inferred from other relations.
ENTAILED = {"involvedWith", "connectedWith", "hasMember", "inIndustrySection"}
FIGURE = URIRef(EXAMPLE + "observation-grant")

Triple = tuple[Node, ...]


@pytest.fixture(scope="module")
def graph(ontology_folder: Path) -> Graph:
    return Graph().parse(ontology_folder / "innograph.ttl")


@pytest.fixture(scope="module")
def examples(ontology_folder: Path) -> Graph:
    return Graph().parse(ontology_folder / "examples.ttl")


def inno(name: str) -> URIRef:
    return URIRef(INNO + name)


def quads(triples: Iterable[Triple]) -> list[ox.Quad]:
    """Triples of rdflib as quads of the default graph."""
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return list(ox.parse(graph.serialize(format="nt"), ox.RdfFormat.N_TRIPLES))


def claims(examples: Graph) -> dict[Triple, str]:
    """The relations that claims are about, with the status of each."""
    return {
        tuple(examples.value(claim, end) for end in ENDS): str(examples.value(claim, inno("status"))).removeprefix(INNO)
        for claim in examples.subjects(RDF.type, RDF.Statement)
    }


def entailed(graph: Graph, examples: Graph) -> set[Triple]:
    """The triples of the examples that nobody asserts: they are to follow from the others."""
    properties = {inno(name) for name in ENTAILED} | set(graph.subjects(OWL.inverseOf))
    properties |= set(graph.subjects(RDFS.subPropertyOf, inno("connectedWith")))
    relations, told = {inno(name) for name in read_ontology().relations}, claims(examples)
    return {triple for triple in examples if triple[1] in properties or (triple[1] in relations and triple not in told)}


def test_every_class_has_an_instance(graph: Graph, examples: Graph):
    kinds = set(examples.objects(None, RDF.type))
    kinds |= {kind for thing in set(examples.objects()) for kind in graph.objects(thing, RDF.type)}
    met = {above for kind in kinds for above in graph.transitive_objects(kind, RDFS.subClassOf)}
    classes = {term for term in graph.subjects(RDF.type, OWL.Class) if str(term).startswith(INNO)}
    assert RDF.Statement in kinds
    assert classes - met == {inno("Claim")}, "in the data a claim is an rdf:Statement"


def test_every_finest_class_has_an_instance_of_its_own(graph: Graph, examples: Graph):
    classes = {term for term in graph.subjects(RDF.type, OWL.Class) if str(term).startswith(INNO)}
    finest = {term for term in classes if (None, RDFS.subClassOf, term) not in graph} - {inno("Claim")}
    used = set(examples.objects()) | set(examples.subjects())
    instances = set(examples.objects(None, RDF.type))
    instances |= {kind for thing in used for kind in graph.objects(thing, RDF.type)}
    assert len(finest) > 60
    assert finest - instances == set()


def test_every_property_has_a_use(graph: Graph, examples: Graph):
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    properties = {term for kind in kinds for term in graph.subjects(RDF.type, kind) if str(term).startswith(INNO)}
    assert len(properties) > 70
    assert properties - set(examples.predicates()) == set()


def test_every_name_is_below_the_base_and_every_thing_named_is_there(examples: Graph):
    own = {term for triple in examples for term in triple if isinstance(term, URIRef) and str(term).startswith(EXAMPLE)}
    assert set(examples.subjects()) <= own
    assert {term for term in own if (term, RDF.type, None) not in examples} == set()


def test_every_quote_is_what_the_document_has_there(examples: Graph):
    (document,) = examples.subjects(RDF.type, inno("Document"))
    text = str(examples.value(document, URIRef(NIF + "isString")))
    assert sha256(text.encode()).hexdigest() == str(examples.value(document, inno("sha256")))
    spans = [span for kind in ("Sentence", "Phrase") for span in examples.subjects(RDF.type, URIRef(NIF + kind))]
    assert len(spans) > 30
    for span in spans:
        begin, end = (int(examples.value(span, URIRef(NIF + name))) for name in ("beginIndex", "endIndex"))
        assert str(examples.value(span, URIRef(NIF + "anchorOf"))) == text[begin:end]
        assert str(span) == f"{document}#char={begin},{end}"
    for figure, written in examples.subject_objects(inno("writtenAs")):
        assert str(written) in text, figure
    assert examples.value(document, URIRef(DCTERMS + "source"))


def test_what_is_stated_or_planned_stands_as_a_plain_triple_and_nothing_else_does(graph: Graph, examples: Graph):
    told = claims(examples)
    assert set(told.values()) == {"Stated", "Planned", "Proposed", "Denied"}
    for triple, status in told.items():
        assert (triple in examples) == (status in {"Stated", "Planned"}), triple
    ontology = read_ontology()
    for subject, predicate, object_ in told:
        kinds = [str(examples.value(end, RDF.type)).removeprefix(INNO) for end in (subject, object_)]
        assert ontology.allows(kinds[0], str(predicate).removeprefix(INNO), kinds[1]), (subject, predicate, object_)


def test_what_follows_does_follow_and_nothing_contradicts_itself(graph: Graph, examples: Graph):
    derived = entailed(graph, examples)
    assert len(derived) > 30
    result = infer([*quads(triple for triple in examples if triple not in derived), *ontology_quads()])
    assert result.contradictions == ()
    found = {(quad.subject, quad.predicate, quad.object) for quad in result.quads}
    assert {(q.subject, q.predicate, q.object) for q in quads(derived)} - found == set()


def test_all_of_it_together_contradicts_nothing_and_makes_no_two_things_one(examples: Graph):
    result = infer([*quads(examples), *ontology_quads()])
    assert result.contradictions == ()
    assert [quad for quad in result.quads if quad.predicate.value == str(OWL.sameAs)] == []


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ((FIGURE, inno("kind"), inno("Share")), "inno:Level and inno:Share"),
        ((URIRef(EXAMPLE + "finding-1"), inno("severity"), inno("Doubt")), "inno:Contradiction and inno:Doubt"),
        ((URIRef(EXAMPLE + "slipway"), inno("establishes"), URIRef(EXAMPLE + "harbourside")), "inno:establishes"),
        ((URIRef(EXAMPLE + "keel-ventures"), inno("investsIn"), URIRef(EXAMPLE + "keel-ventures")), "inno:investsIn"),
        ((URIRef(EXAMPLE + "mira-holt"), RDF.type, inno("Policy")), "inno:Person and inno:Policy"),
    ],
    ids=["two kinds", "two severities", "founded by its own work", "a share in itself", "a person that is a policy"],
)
def test_what_cannot_be_is_a_contradiction(examples: Graph, wrong: Triple, what: str):
    result = infer([*quads([*examples, wrong]), *ontology_quads()])
    assert any(what in contradiction.what for contradiction in result.contradictions)


def test_two_subjects_of_a_figure_are_not_taken_for_one(examples: Graph):
    wrong = [(FIGURE, inno("about"), URIRef(EXAMPLE + "lumen-optics")), (FIGURE, inno("unit"), URIRef(UNIT + "CNY"))]
    result = infer([*quads([*examples, *wrong]), *ontology_quads()])
    assert [quad for quad in result.quads if quad.predicate.value == str(OWL.sameAs)] == []


@pytest.mark.slow
def test_the_examples_conform_to_the_shapes(ontology_folder: Path, graph: Graph, examples: Graph):
    shapes = Graph().parse(ontology_folder / "shapes.ttl")
    conforms, report, text = pyshacl.validate(examples, shacl_graph=shapes, ont_graph=graph, inference="none")
    assert conforms, text
    assert not list(report.subjects(RDF.type, SH.ValidationResult))
