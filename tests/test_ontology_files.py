from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.collection import Collection

from innograph.namespaces import INNO

FILES = ("innograph.ttl", "alignments.ttl", "shapes.ttl")
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty)


@pytest.fixture(scope="module")
def graph(ontology_folder: Path) -> Graph:
    return Graph().parse(ontology_folder / "innograph.ttl")


@pytest.fixture(scope="module")
def classes(graph: Graph) -> list[URIRef]:
    return [node for node in graph.subjects(RDF.type, OWL.Class) if str(node).startswith(INNO)]


@pytest.fixture(scope="module")
def properties(graph: Graph) -> list[URIRef]:
    return [node for kind in PROPERTY_KINDS for node in graph.subjects(RDF.type, kind) if str(node).startswith(INNO)]


@pytest.mark.parametrize("name", FILES)
def test_every_file_parses_and_says_something(ontology_folder: Path, name: str):
    assert len(Graph().parse(ontology_folder / name)) > 100


@pytest.mark.parametrize("name", FILES)
def test_every_term_used_is_defined(ontology_folder: Path, graph: Graph, name: str):
    other = Graph().parse(ontology_folder / name)
    used = {term for triple in other for term in triple if isinstance(term, URIRef) and str(term).startswith(INNO)}
    assert len(used) > 20
    assert {term for term in used if (term, RDF.type, None) not in graph} == set()


def test_every_class_and_property_has_one_label_and_definition_in_each_language(
    graph: Graph, classes: list[URIRef], properties: list[URIRef]
):
    assert len(classes) > 50
    assert len(properties) > 50
    for term in (*classes, *properties):
        for part in (RDFS.label, SKOS.definition):
            texts = list(graph.objects(term, part))
            assert sorted(text.language or "" for text in texts) == ["en", "zh"], (term, part)
            assert all(str(text).strip() == str(text) != "" for text in texts), (term, part)


def test_no_two_terms_have_one_label(graph: Graph):
    bearers = defaultdict(set)
    for term, label in graph.subject_objects(RDFS.label):
        bearers[str(label).casefold(), label.language].add(term)
    assert {label: terms for label, terms in bearers.items() if len(terms) > 1} == {}


def test_no_two_concepts_of_a_scheme_have_one_label(graph: Graph):
    bearers = defaultdict(set)
    for term, label in graph.subject_objects(SKOS.prefLabel):
        for scheme in graph.objects(term, SKOS.inScheme):
            bearers[scheme, str(label).casefold(), label.language].add(term)
    assert bearers
    assert {label: terms for label, terms in bearers.items() if len(terms) > 1} == {}


def test_every_property_says_what_it_holds_between_or_why_not(graph: Graph, properties: list[URIRef]):
    silent = [
        term
        for term in properties
        if ((term, RDFS.domain, None) not in graph or (term, RDFS.range, None) not in graph)
        and (term, RDFS.comment, None) not in graph
    ]
    assert silent == []


def test_domains_and_ranges_are_defined_classes_or_datatypes(graph: Graph, properties: list[URIRef]):
    for term in properties:
        for end in (RDFS.domain, RDFS.range):
            for node in graph.objects(term, end):
                union = graph.value(node, OWL.unionOf)
                for member in Collection(graph, union) if union else [node]:
                    assert isinstance(member, URIRef), (term, end)
                    own = str(member).startswith(INNO)
                    assert not own or (member, RDF.type, OWL.Class) in graph, (term, end, member)


@pytest.mark.parametrize(
    "relation", [RDFS.subClassOf, RDFS.subPropertyOf, SKOS.broader], ids=["class", "property", "concept"]
)
def test_nothing_is_below_itself(graph: Graph, relation: URIRef):
    pairs = list(graph.subject_objects(relation))
    assert pairs
    for start, _ in pairs:
        above, reached = list(graph.objects(start, relation)), set()
        while above:
            node = above.pop()
            assert node != start, f"{start} is below itself"
            if node not in reached:
                reached.add(node)
                above.extend(graph.objects(node, relation))


def test_an_inverse_holds_between_the_same_classes_the_other_way_round(graph: Graph):
    def named(node):
        union = graph.value(node, OWL.unionOf)
        return set(Collection(graph, union)) if union else {node}

    pairs = list(graph.subject_objects(OWL.inverseOf))
    assert len(pairs) > 10
    for inverse, forward in pairs:
        assert named(graph.value(inverse, RDFS.domain)) == named(graph.value(forward, RDFS.range)), inverse
        assert named(graph.value(inverse, RDFS.range)) == named(graph.value(forward, RDFS.domain)), inverse


def test_nothing_is_below_two_disjoint_classes(graph: Graph, classes: list[URIRef]):
    disjoint = [set(Collection(graph, members)) for members in graph.objects(None, OWL.members)]
    disjoint += [{one, other} for one, other in graph.subject_objects(OWL.disjointWith)]
    assert disjoint
    for name in classes:
        above = set(graph.transitive_objects(name, RDFS.subClassOf))
        for group in disjoint:
            assert len(above & group) <= 1, (name, above & group)


def test_every_unit_has_one_notation_of_its_own(graph: Graph):
    units = list(graph.subjects(RDF.type, URIRef(INNO + "Unit")))
    notations = [str(notation) for unit in units for notation in graph.objects(unit, SKOS.notation)]
    assert len(units) > 10
    assert len(notations) == len(set(notations)) == len(units)


def test_every_shape_targets_something_and_says_how_to_mend_it(ontology_folder: Path):
    shapes = Graph().parse(ontology_folder / "shapes.ttl")
    nodes = list(shapes.subjects(RDF.type, SH.NodeShape))
    targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
    assert len(nodes) > 10
    assert [node for node in nodes if not any((node, target, None) in shapes for target in targets)] == []
    constraints = list(shapes.subjects(SH.path))
    assert [shapes.value(node, SH.path) for node in constraints if (node, SH.message, None) not in shapes] == []
