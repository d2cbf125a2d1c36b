from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from innograph.namespaces import INNO, PREFIXES
from innograph.ontology import read_ontology

FILES = ("innograph.ttl", "alignments.ttl", "shapes.ttl", "examples.ttl")
GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.nq"))
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty)
CARDINALITIES = (
    OWL.cardinality,
    OWL.minCardinality,
    OWL.maxCardinality,
    OWL.qualifiedCardinality,
    OWL.minQualifiedCardinality,
    OWL.maxQualifiedCardinality,
)

# Kinds of policy documents that have a plural for a name.
PLURALS = {"Opinions", "PolicyMeasures"}

# Terms of other vocabularies that ours are linked with, each in an axiom or a mapping of its own.
ALIGNED = """
    Organisation org:Organization     Enterprise org:FormalOrganization   Laboratory org:OrganizationalUnit
    Claim org:Membership              Actor foaf:Agent                    Person foaf:Person
    Actor prov:Agent                  Claim prov:Entity                   Extraction prov:Activity
    value sdmx-measure:obsValue       about sdmx-dimension:refArea        start sdmx-dimension:refPeriod
    unit sdmx-attribute:unitMeasure   Event schema:Event                  Place schema:Place
    Law eli:LegalResource             Policy eli:LegalResource            GovernmentBody eurio:PublicBody
    University eurio:HigherOrSecondaryEducation                           ResearchInstitute eurio:ResearchOrganisation
    Enterprise eurio:ForProfitOrganisation                                FundingScheme eurio:FundingScheme
    Project eurio:Project             GovernmentBody vivo:GovernmentAgency
    University vivo:University        ResearchInstitute vivo:Institute    Laboratory vivo:Laboratory
    Platform inneo:Connector          Event inneo:Event                   InnovationEcosystem inneo:InnovationEcosystem
    Observation qb:Observation        Document nif:Context                Indicator skos:Concept
"""


@pytest.fixture(scope="module")
def graph(ontology_folder: Path) -> Graph:
    return Graph().parse(ontology_folder / "innograph.ttl")


@pytest.fixture(scope="module")
def classes(graph: Graph) -> list[URIRef]:
    return [node for node in graph.subjects(RDF.type, OWL.Class) if str(node).startswith(INNO)]


@pytest.fixture(scope="module")
def properties(graph: Graph) -> list[URIRef]:
    return [node for kind in PROPERTY_KINDS for node in graph.subjects(RDF.type, kind) if str(node).startswith(INNO)]


@pytest.fixture(scope="module")
def shapes(ontology_folder: Path) -> Graph:
    return Graph().parse(ontology_folder / "shapes.ttl")


def local(term: Node) -> str:
    return str(term).removeprefix(INNO)


def members(graph: Graph, node: Node | None) -> set[Node]:
    """The classes of a union, or the one class there is."""
    union = graph.value(node, OWL.unionOf) if node is not None else None
    return set(Collection(graph, union)) if union else {node} - {None}


@pytest.mark.parametrize("name", FILES)
def test_every_file_parses_and_says_something(ontology_folder: Path, name: str):
    assert len(Graph().parse(ontology_folder / name)) > 100


@pytest.mark.parametrize("name", FILES)
def test_every_term_used_is_defined(ontology_folder: Path, graph: Graph, name: str):
    other = Graph().parse(ontology_folder / name)
    used = {term for triple in other for term in triple if isinstance(term, URIRef) and str(term).startswith(INNO)}
    assert len(used) > 20
    assert {term for term in used if (term, RDF.type, None) not in graph} == set()


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_every_term_in_the_data_is_defined(graph: Graph, path: Path):
    used = {URIRef(iri) for iri in re.findall(rf"<({re.escape(INNO)}\w+)>", path.read_text(encoding="utf-8"))}
    assert len(used) > 10
    assert {term for term in used if (term, RDF.type, None) not in graph} == set()


def test_every_class_and_property_has_an_example_and_says_where_it_is_defined(
    graph: Graph, classes: list[URIRef], properties: list[URIRef]
):
    ontology = graph.value(predicate=RDF.type, object=OWL.Ontology)
    for term in (*classes, *properties):
        assert (term, SKOS.example, None) in graph, term
        assert graph.value(term, RDFS.isDefinedBy) == ontology, term


def test_names_follow_one_convention(graph: Graph, classes: list[URIRef], properties: list[URIRef]):
    """Classes are singular nouns in UpperCamelCase, properties lowerCamelCase; labels have the words of the name."""
    for term in classes:
        assert re.fullmatch(r"(?:[A-Z]+[a-z]*)+", local(term)), term
        assert not re.search(r"[^us]s$", local(term)) or local(term) in PLURALS, term
    for term in properties:
        assert re.fullmatch(r"[a-z]+(?:[A-Z][a-z]*|\d+)*", local(term)), term
    for term in (*classes, *properties):
        label = next(str(label) for label in graph.objects(term, RDFS.label) if label.language == "en")
        letters = re.sub(r"[^a-z0-9]", "", label.casefold())
        words = re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z]+", local(term))
        assert [word for word in words if word.casefold() not in letters] == [], (term, label)


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


def test_no_two_concepts_of_a_kind_have_one_label(graph: Graph):
    bearers = defaultdict(set)
    for term, label in graph.subject_objects(SKOS.prefLabel):
        for kind in set(graph.objects(term, RDF.type)) - {OWL.NamedIndividual}:
            bearers[kind, str(label).casefold(), label.language].add(term)
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
                for member in members(graph, node):
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
    def ends(term: Node) -> list[set[Node]]:
        return [members(graph, graph.value(term, end)) for end in (RDFS.domain, RDFS.range)]

    pairs = list(graph.subject_objects(OWL.inverseOf))
    assert len(pairs) > 10
    for inverse, forward in pairs:
        assert ends(inverse) == ends(forward)[::-1], inverse


def test_what_is_only_inferred_is_no_relation_that_a_text_may_state(graph: Graph):
    inferred = {local(term) for term in graph.subjects(RDFS.subPropertyOf, URIRef(INNO + "connectedWith"))}
    assert len(inferred) > 3
    assert not {"connectedWith", "hasScope", "hasMember", *inferred} & set(read_ontology().relations)
    for name in inferred:
        assert (URIRef(INNO + name), OWL.propertyChainAxiom, None) in graph, name


def test_only_simple_properties_are_counted_or_held_to_one_direction(ontology_folder: Path, graph: Graph):
    """OWL 2 Structural Specification, section 11.2: not what is transitive, has a chain, or stands above such."""
    both = graph + Graph().parse(ontology_folder / "alignments.ttl")
    composite = {*both.subjects(RDF.type, OWL.TransitiveProperty), *both.subjects(OWL.propertyChainAxiom)}
    more = set(composite)
    while more:
        above = {q for p in more for q in both.objects(p, RDFS.subPropertyOf)}
        turned = {q for p in more for q in (*both.objects(p, OWL.inverseOf), *both.subjects(OWL.inverseOf, p))}
        more = (above | turned) - composite
        composite |= more
    counted = {both.value(node, OWL.onProperty) for kind in CARDINALITIES for node in both.subjects(kind)}
    for kind in (OWL.FunctionalProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty):
        counted |= set(both.subjects(RDF.type, kind))
    assert len(counted) > 15
    assert counted & composite == set()


def test_no_chain_leads_back_to_its_own_property(ontology_folder: Path, graph: Graph):
    """Regularity, as section 11.2 asks: properties can be ordered so that each chain stands below what it entails."""
    both = graph + Graph().parse(ontology_folder / "alignments.ttl")
    names = {q: p for p, q in both.subject_objects(OWL.inverseOf)}  # a property and its inverse count as one
    below: dict[Node, set[Node]] = defaultdict(set)
    for part, whole in both.subject_objects(RDFS.subPropertyOf):
        below[names.get(whole, whole)].add(names.get(part, part))
    for entailed, chain in both.subject_objects(OWL.propertyChainAxiom):
        links = list(Collection(both, chain))
        assert entailed not in links[1:-1]
        below[names.get(entailed, entailed)] |= {names.get(link, link) for link in links if link != entailed}
    for start in list(below):
        open_ends, reached = list(below[start]), set()
        while open_ends:
            node = open_ends.pop()
            assert node != start, start
            if node not in reached:
                reached.add(node)
                open_ends.extend(below.get(node, ()))


def test_a_figure_has_exactly_one_of_what_it_needs(graph: Graph):
    wanted = {"about": "Entity", "indicator": "Indicator", "kind": "ObservationKind", "unit": "Unit"}
    told = {
        local(graph.value(node, OWL.onProperty)): local(graph.value(node, OWL.onClass))
        for node in graph.objects(URIRef(INNO + "Observation"), RDFS.subClassOf)
        if (node, OWL.qualifiedCardinality, None) in graph
    }
    assert told == wanted


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


def test_the_units_and_currencies_of_the_lexicon_are_known(ontology_folder: Path, graph: Graph):
    """Units without a concept get one in the data, with no name in Chinese and no link: let them be few."""
    notations = {str(notation) for unit, notation in graph.subject_objects(SKOS.notation) if "/unit/" in str(unit)}
    for path in sorted((ontology_folder / "lexicon").glob("*/numbers.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        written = {*table["units"], *(code for code in table["currency"] if re.fullmatch("[A-Z]{3}", code))}
        assert len(written & notations) > 0.8 * len(written), written - notations


def test_every_concept_has_a_place_in_its_scheme_and_labels_in_both_languages(graph: Graph):
    concepts = set(graph.subjects(SKOS.inScheme))
    assert len(concepts) > 200
    for concept in concepts:
        labels = [label.language for label in graph.objects(concept, SKOS.prefLabel)]
        assert sorted(labels) == ["en", "zh"], concept
        top, broader = graph.value(concept, SKOS.topConceptOf), graph.value(concept, SKOS.broader)
        assert (top is None) != (broader is None), concept
        assert broader is None or graph.value(broader, SKOS.inScheme) == graph.value(concept, SKOS.inScheme), concept


def test_industries_are_the_sections_and_divisions_of_isic_revision_4(graph: Graph):
    sections = set(graph.subjects(RDF.type, URIRef(INNO + "IndustrySection")))
    divisions = set(graph.subjects(RDF.type, URIRef(INNO + "IndustryDivision")))
    assert {str(graph.value(section, SKOS.notation)) for section in sections} == set("ABCDEFGHIJKLMNOPQRSTU")
    assert len({str(graph.value(division, SKOS.notation)) for division in divisions}) == 88
    assert {graph.value(division, SKOS.broader) for division in divisions} == sections
    letters = [str(graph.value(graph.value(d, SKOS.broader), SKOS.notation)) for d in sorted(divisions)]
    assert letters == sorted(letters), "divisions are numbered through, section by section"


def test_codes_of_a_scheme_are_unique(graph: Graph):
    codes = defaultdict(list)
    for concept, code in graph.subject_objects(SKOS.notation):
        codes[graph.value(concept, SKOS.inScheme), str(code)].append(concept)
    assert {code: concepts for code, concepts in codes.items() if len(concepts) > 1} == {}


def test_terms_are_linked_with_those_of_other_vocabularies(ontology_folder: Path, graph: Graph):
    both = graph + Graph().parse(ontology_folder / "alignments.ttl")
    words = ALIGNED.split()
    for ours, theirs in zip(words[::2], words[1::2], strict=True):
        prefix, name = theirs.split(":")
        pair = URIRef(INNO + ours), URIRef(PREFIXES[prefix] + name)
        assert any(both.triples((pair[0], None, pair[1]))), (ours, theirs)


def test_every_class_has_a_shape_that_reaches_it(graph: Graph, shapes: Graph, classes: list[URIRef]):
    reached = set(shapes.objects(None, SH.targetClass))
    assert [name for name in classes if not reached & set(graph.transitive_objects(name, RDFS.subClassOf))] == []


def test_the_shapes_of_a_relation_have_its_domain_and_range(graph: Graph, shapes: Graph):
    relations = read_ontology().relations
    assert len(relations) > 10
    for target, end in ((SH.targetSubjectsOf, "domain"), (SH.targetObjectsOf, "range")):
        for name, relation in relations.items():
            (shape,) = shapes.subjects(target, URIRef(INNO + name))
            either = shapes.value(shape, SH["or"])
            options = Collection(shapes, either) if either else [shape]
            named = {local(kind) for option in options for kind in shapes.objects(option, SH["class"])}
            assert named == getattr(relation, end), (name, end)
            said = re.search(rf"inno:{name} must be an? ([^.]*)\.", str(shapes.value(shape, SH.message)))
            assert said, (name, end)
            assert set(re.split(r", | or ", said[1])) == named, (name, end)


def test_every_shape_targets_something_and_says_how_to_mend_it(shapes: Graph):
    nodes = list(shapes.subjects(RDF.type, SH.NodeShape))
    targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
    assert len(nodes) > 10
    assert [node for node in nodes if not any((node, target, None) in shapes for target in targets)] == []
    for node in nodes:
        constraints = list(shapes.objects(node, SH.property))
        assert constraints or (node, SH.message, None) in shapes, node
        assert [shapes.value(part, SH.path) for part in constraints if (part, SH.message, None) not in shapes] == []
