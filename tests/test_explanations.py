from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from confidences import without_confidences
from pyoxigraph import NamedNode, Quad, Store

import innograph as ig
from innograph.dataset import ontology_quads
from innograph.errors import QueryError
from innograph.evidence import Evidence
from innograph.explanations import Explanation, explain_contradictions, explain_statement
from innograph.namespaces import INNO, ONTOLOGY_GRAPH, RDF, sparql_prefixes
from innograph.reason import infer
from innograph.store import Folder, sorted_quads

ORGANISATION = """\
Tencent is a org:Organization
  follows by cax-sco from inno:Organisation rdfs:subClassOf org:Organization and
  Tencent is a inno:Organisation
    follows by cax-sco from inno:Enterprise rdfs:subClassOf inno:Organisation and
    Tencent is a inno:Enterprise
      stated
        'Tencent' (makers.md, characters 87-94)"""
LOCATION = """\
Shenzhen inno:locationOf Tencent
  follows by prp-inv2 from inno:locationOf owl:inverseOf inno:locatedIn and
  Tencent inno:locatedIn Shenzhen
    stated
      'Tencent is located in Shenzhen.' (makers.md, characters 87-118, relation: locatedIn 1, confidence ...)"""
ACTORS = """\
inno:University rdfs:subClassOf inno:Actor
  follows by scm-sco from
  inno:University rdfs:subClassOf inno:Organisation
    says the ontology
  inno:Organisation rdfs:subClassOf inno:Actor
    says the ontology"""
ANNA = """\
Contradiction: {anna} is of the classes inno:Person and inno:Policy, which exclude each other
  by the rule cax-adc
  Anna Lee is a inno:Person
    stated
      'Anna Lee' (partners.txt, characters 78-86)
  Anna Lee is a inno:Policy
    follows by cax-sco from inno:Law rdfs:subClassOf inno:Policy and
    Anna Lee is a inno:Law
      stated
        'Anna Lee' (partners.txt, characters 78-86)"""


@pytest.fixture(scope="module")
def reasoned(tiny_graph: ig.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> ig.KnowledgeGraph:
    """The tiny graph with what follows from it, to read only."""
    path = tmp_path_factory.mktemp("reasoned") / "kg"
    shutil.copytree(tiny_graph.path, path)
    graph = ig.open_graph(path)
    graph.reason()
    return graph


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (("tencent", "a", "org:Organization"), ORGANISATION),
        (("Shenzhen", "locationOf", "Tencent"), LOCATION),
        (("inno:University", "rdfs:subClassOf", "inno:Actor"), ACTORS),
    ],
)
def test_an_inference_is_told_down_to_the_sentences(
    reasoned: ig.KnowledgeGraph, statement: tuple[str, str, str], told: str
):
    assert without_confidences(str(reasoned.why(*statement))) == told


def test_what_is_stated_is_told_without_reasoning(tiny_graph: ig.KnowledgeGraph):
    told = tiny_graph.why("Tencent", "locatedIn", "Shenzhen")
    assert without_confidences(str(told)) == "\n".join(line[2:] for line in LOCATION.splitlines()[2:])
    assert told.premises == ()
    assert [(found.document, found.begin, found.end) for found in told.evidence] == [("makers.md", 87, 118)]


@pytest.mark.parametrize(
    "statement",
    [
        ("Tencent", "locatedIn", "Huawei"),
        ("Tencent", "a", "org:Organization"),
        ("Shenzhen", "establishes", "Pingshan Gene Laboratory"),
    ],
    ids=["unsaid", "not inferred", "proposed"],
)
def test_what_does_not_hold_is_refused_with_a_remedy(tiny_graph: ig.KnowledgeGraph, statement: tuple[str, str, str]):
    with pytest.raises(QueryError) as raised:
        tiny_graph.why(*statement)
    assert statement[0] in str(raised.value)
    assert "innograph reason" in str(raised.value)


def test_an_explanation_shows_three_quotes_each_short_and_on_one_line():
    long = Evidence("a.md", 0, 300, "All  is\nwell. " + "x" * 300)
    evidence = (long, Evidence("a.md", 5, 8, "two", 0.5), Evidence("b.md", 1, 2, "three", None, "rule 3"), long, long)
    told = str(Explanation("A is B", "stated", evidence)).splitlines()
    assert told == [
        "A is B",
        "  stated",
        f"    'All is well. {'x' * 144}...' (a.md, characters 0-300)",
        "    'two' (a.md, characters 5-8, confidence 0.5)",
        "    'three' (b.md, characters 1-2, rule 3)",
        "    and at 2 more places",
    ]


def test_an_explanation_is_a_page_that_shows_what_it_says():
    shown = Explanation("A < B", "stated")._repr_html_()
    assert shown == "<pre>A &lt; B\n  stated</pre>"


def contradictory(tiny_graph: ig.KnowledgeGraph, path: Path) -> tuple[ig.KnowledgeGraph, str]:
    """The tiny graph where Anna Lee, a reviewer, is a law too; and her address."""
    shutil.copytree(tiny_graph.path, path)
    folder = Folder(path)
    ((anna,),) = tiny_graph.query("SELECT (STR(?e) AS ?iri) WHERE { ?e skos:prefLabel 'Anna Lee'@en }").rows
    wrong = Quad(NamedNode(str(anna)), NamedNode(RDF + "type"), NamedNode(INNO + "Law"))
    quads = sorted([*sorted_quads(folder.open_store()), wrong], key=str)
    folder.write(quads, folder.manifest, folder.record_keys())
    return ig.open_graph(path), str(anna)


def test_a_contradiction_is_told_with_its_sources(tiny_graph: ig.KnowledgeGraph, tmp_path: Path):
    graph, anna = contradictory(tiny_graph, tmp_path / "kg")
    reasoning = graph.reason()
    told = [str(found) for found in graph.explain(reasoning.contradictions)]
    assert told == [ANNA.format(anna=anna)]


@pytest.mark.parametrize(
    ("ontology", "data"),
    [
        ("<urn:C> rdfs:subClassOf owl:Nothing .", "<urn:x> a <urn:C> ."),
        (
            "<urn:p> a owl:IrreflexiveProperty , owl:TransitiveProperty .",
            "<urn:x> <urn:p> <urn:y> . <urn:y> <urn:p> <urn:x> .",
        ),
    ],
    ids=["nothing", "itself"],
)
@pytest.mark.xfail(reason="that a thing is of owl:Nothing, or related to itself, is left out and so has no proof")
def test_every_triple_of_a_contradiction_is_told(ontology: str, data: str):
    store = Store()
    store.update(f"{sparql_prefixes()} INSERT DATA {{ {data} GRAPH <{ONTOLOGY_GRAPH}> {{ {ontology} }} }}")
    inference = infer(store)
    store.extend(inference.quads)
    told = list(explain_contradictions(store, inference.contradictions))
    assert len(told) > 0
    assert [found for found in told if not found.premises] == []


def test_a_class_without_a_name_is_passed_through():
    store = Store()
    store.extend(ontology_quads())
    data = f"<urn:x> inno:locatedIn <urn:y> GRAPH <{ONTOLOGY_GRAPH}> {{ inno:Place rdfs:subClassOf <urn:Spot> }}"
    store.update(f"{sparql_prefixes()} INSERT DATA {{ {data} }}")
    store.extend(infer(store).quads)
    told = explain_statement(store, "<urn:y>", "a", "<urn:Spot>")
    assert "inno:locatedIn rdfs:range inno:Place" in str(told)
