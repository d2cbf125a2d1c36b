from __future__ import annotations

import re
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import BlankNode, DefaultGraph, RdfFormat, Store
from rdflib import RDF, SH, BNode, Graph, Literal

import innograph as ig
from innograph.namespaces import INFERRED_GRAPH, INNO, NIF, SKOS, XSD, sparql_prefixes
from innograph.validate import ValidationReport, Violation, validate_graph

SHARED = Path(__file__).parents[2] / "shared"
REPORT = SHARED / "documents" / "shenzhen-ecosystem.txt"
SHAPE = "https://w3id.org/innograph/shapes#"

# Faults of many kinds: in what a node lacks, in values with a language, a type or quotes, and in nodes themselves.
FAULTY = """
<urn:named> a inno:City ; skos:prefLabel "A"@en ; skos:altLabel "B" .
<urn:nameless> a inno:City ; inno:locatedIn <urn:fund> .
<urn:plain> a inno:City ; skos:prefLabel "no language,\\none \\"quote\\"" .
<urn:twice> a inno:City ; skos:prefLabel "One"@en , "Another"@en .
<urn:mapped> a inno:City ; skos:prefLabel "Mapped"@en ; skos:exactMatch "Q15174"@zh , 7 ; skos:altLabel "" .
<urn:fund> a inno:Fund ; skos:prefLabel "Fund"@en ; inno:date "last year" , "2016"^^xsd:gYear .
<urn:grant> a inno:Instrument ; skos:prefLabel "Grant"@en ; inno:fundingAmount [ a inno:Unit ; skos:notation "CNY" ] .
<urn:claim> a rdf:Statement ; rdf:subject <urn:named> , <urn:fund> ; rdf:predicate inno:establishes ;
  rdf:object <urn:fund> ; inno:status inno:Done ; inno:confidence 1.8 ; prov:wasDerivedFrom <urn:sentence> .
<urn:sentence> a nif:Sentence ; nif:beginIndex 9 ; nif:endIndex 7 ; nif:anchorOf "two\\nlines" .
"""


def made(turtle: str) -> Store:
    store = Store()
    store.update(f"{sparql_prefixes()} INSERT DATA {{ {turtle} }}")
    return store


@pytest.fixture(scope="module")
def faulty() -> Store:
    return made(FAULTY)


@pytest.fixture(scope="module")
def report(faulty: Store) -> ValidationReport:
    return validate_graph(faulty)


@pytest.mark.slow
def test_the_graph_of_the_corpus_conforms(corpus_graph: ig.KnowledgeGraph):
    asserted = corpus_graph.store.quads_for_pattern(None, None, None, DefaultGraph())
    assert sum(1 for _ in asserted) > 10_000
    assert corpus_graph.validate().violations == ()


@pytest.mark.slow
@pytest.mark.skipif(not REPORT.exists(), reason="the report lies in ../shared, which is not here")
def test_the_graph_of_the_real_report_conforms(tmp_path: Path):
    assert ig.build(REPORT, out=tmp_path / "kg").validate().violations == ()


def test_a_graph_that_conforms_has_a_report_that_says_so(tiny_graph: ig.KnowledgeGraph):
    report = tiny_graph.validate()
    assert report == ValidationReport(())
    assert report.conforms
    graph = Graph().parse(data=report.to_turtle(), format="turtle")
    (node,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(node, SH.conforms) == Literal(True)
    assert list(graph.objects(node, SH.result)) == []


def test_a_fault_is_told_in_words_with_node_path_value_and_remedy(report: ValidationReport):
    assert not report.conforms
    (found,) = [violation for violation in report.violations if violation.node == "<urn:plain>"]
    assert found == Violation(
        node="<urn:plain>",
        path=f"<{SKOS}prefLabel>",
        value='"no language,\\none \\"quote\\""',
        why="An entity needs a skos:prefLabel with a language tag, one for each language and not empty.",
        remedy="Add one, or make the further ones skos:altLabel.",
        component=f"{SH}DatatypeConstraintComponent",
        shape=f"{SHAPE}Entity",
    )


@pytest.mark.parametrize(
    ("node", "path", "value", "component", "shape", "why"),
    [
        ("<urn:nameless>", f"<{SKOS}prefLabel>", "", "MinCount", "Entity", "An entity needs a skos:prefLabel"),
        ("<urn:twice>", f"<{SKOS}prefLabel>", "", "UniqueLang", "Entity", "An entity needs a skos:prefLabel"),
        ("<urn:mapped>", f"<{SKOS}exactMatch>", '"Q15174"@zh', "NodeKind", "Entity", "skos:exactMatch leads to"),
        ("<urn:mapped>", f"<{SKOS}exactMatch>", f'"7"^^<{XSD}integer>', "NodeKind", "Entity", "skos:exactMatch leads"),
        ("<urn:mapped>", f"<{SKOS}altLabel>", '""', "MinLength", "Entity", "Another name of an entity"),
        ("<urn:fund>", f"<{INNO}date>", '"last year"', "Or", "Date", "inno:date is a year, month or day"),
        ("<urn:fund>", "", "<urn:fund>", "Class", "locatedInObject", "What stands after inno:locatedIn must be"),
        (
            "<urn:sentence>",
            f"<{NIF}beginIndex>",
            f'"9"^^<{XSD}integer>',
            "LessThan",
            "Sentence",
            "A sentence has exactly",
        ),
        ("<urn:claim>", f"<{RDF}subject>", "", "MaxCount", "Claim", "A claim has exactly one rdf:subject"),
        ("<urn:claim>", f"<{INNO}status>", f"<{INNO}Done>", "In", "Claim", "A claim has exactly one inno:status"),
        (
            "<urn:claim>",
            f"<{INNO}confidence>",
            f'"1.8"^^<{XSD}decimal>',
            "MaxInclusive",
            "Claim",
            "A claim has exactly",
        ),
    ],
)
def test_each_kind_of_fault_is_found(
    report: ValidationReport, node: str, path: str, value: str, component: str, shape: str, why: str
):
    component = f"{SH}{component}ConstraintComponent"
    (found,) = [
        v for v in report.violations if (v.node, v.path, v.value, v.component) == (node, path, value, component)
    ]
    assert found.shape == SHAPE + shape
    assert found.why.startswith(why)
    assert found.remedy.endswith(".")


def test_what_has_no_fault_is_not_told(report: ValidationReport):
    assert "<urn:named>" not in {violation.node for violation in report.violations}


def results(graph: Graph) -> list[tuple[str, ...]]:
    """The results of a SHACL validation report, sorted; blank nodes all alike."""
    parts = (SH.focusNode, SH.resultPath, SH.value, SH.resultMessage, SH.sourceConstraintComponent, SH.resultSeverity)
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    return sorted(
        tuple("_" if isinstance(term, BNode) else term.n3() if term else "" for term in found)
        for found in ([graph.value(result, part) for part in parts] for result in graph.objects(report, SH.result))
    )


def test_the_report_holds_the_results_of_pyshacl(faulty: Store, report: ValidationReport, ontology_folder: Path):
    data = Graph().parse(data=faulty.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()), format="nt")
    shapes, ontology = (Graph().parse(ontology_folder / f"{name}.ttl") for name in ("shapes", "innograph"))
    conforms, theirs, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology)
    ours = Graph().parse(data=report.to_turtle(), format="turtle")
    assert not conforms
    assert list(ours.objects(None, SH.conforms)) == [Literal(False)]
    assert len(list(ours.subjects(RDF.type, SH.ValidationResult))) == len(report.violations) > 10
    assert results(ours) == results(theirs)


def test_the_report_conforms_to_what_the_recommendation_asks_of_reports(report: ValidationReport):
    """SHACL, section 3.6: each result has these, once, and all belong to the one report."""
    graph = Graph().parse(data=report.to_turtle(), format="turtle")
    (head,) = graph.subjects(RDF.type, SH.ValidationReport)
    for result in graph.subjects(RDF.type, SH.ValidationResult):
        assert (head, SH.result, result) in graph
        for part in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent, SH.sourceShape):
            assert len(list(graph.objects(result, part))) == 1
        for part in (SH.resultPath, SH.value, SH.resultMessage):
            assert len(list(graph.objects(result, part))) <= 1


def test_the_report_does_not_hang_on_the_order_of_the_data(faulty: Store, report: ValidationReport):
    ground = [quad for quad in faulty if not any(isinstance(term, BlankNode) for term in quad)]
    one, other = Store(), Store()
    one.extend(sorted(ground, key=str))
    other.extend(sorted(ground, key=str, reverse=True))
    first, second = validate_graph(one), validate_graph(other)
    assert first.violations == second.violations == tuple(v for v in report.violations if not v.node.startswith("_"))
    assert first.to_turtle() == second.to_turtle()


def test_what_is_inferred_is_not_checked():
    store = made(f"<urn:a> a inno:City ; skos:prefLabel 'A'@en GRAPH <{INFERRED_GRAPH}> {{ <urn:x> a inno:City }}")
    assert validate_graph(store).conforms


def test_every_message_of_the_shapes_says_why_and_what_to_do(ontology_folder: Path):
    shapes = Graph().parse(ontology_folder / "shapes.ttl")
    messages = {str(message) for message in shapes.objects(None, SH.message)}
    assert len(messages) > 50
    assert [message for message in messages if not re.fullmatch(r".+[^.]\. .+\.", message)] == []


def test_a_claim_without_source_is_told_in_the_words_of_the_shape():
    claim = "<urn:c> a rdf:Statement ; rdf:subject <urn:c> ; rdf:predicate <urn:c> ; rdf:object <urn:c>"
    found = validate_graph(made(f"{claim} ; inno:status inno:Stated ; inno:confidence 0.5"))
    (violation,) = found.violations
    assert violation.why.startswith("A claim must lead to the text it comes from")
    assert ".." not in found.to_turtle()
