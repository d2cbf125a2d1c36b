from __future__ import annotations

from collections.abc import Sequence

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF

import innograph as ig
from innograph.audit import Auditor
from innograph.gazetteer import read_gazetteer
from innograph.lexicon import read_lexicon
from innograph.model import Claim, Document, Entity, Finding, Mention, Quote, Reading, Span, Status
from innograph.namespaces import INNO
from innograph.ontology import Ontology, read_ontology
from innograph.resources import ontology_folder

ONTOLOGY = read_ontology()
# Name, class, name in the gazetteer and number of the entities that claims are made of.
ENTITIES = {
    "lab": ("Laboratory", "Platform", "", ""),
    "firm": ("Huawei", "Enterprise", "Huawei", ""),
    "other": ("Tencent", "Enterprise", "Tencent", ""),
    "fund": ("Seed Fund", "Fund", "", ""),
    "park": ("Park", "Place", "", ""),
    "town": ("Town", "City", "", ""),
    "shenzhen": ("Shenzhen", "City", "Shenzhen", ""),
    "guangzhou": ("Guangzhou", "City", "Guangzhou", ""),
    "guangdong": ("Guangdong", "Province", "Guangdong", ""),
}
NAMES = list(ENTITIES)


def claim(
    subject: str,
    predicate: str,
    object_: str,
    sentence: int,
    status: Status = "stated",
    start: str = "",
    end: str = "",
    confidence: float = 0.7,
) -> Claim:
    ends = NAMES.index(subject), NAMES.index(object_)
    return Claim(ends[0], predicate, ends[1], (sentence,), "by hand", confidence, status, start, end)


def reading(claims: Sequence[Claim] = (), entities: Sequence[Entity] = (), mentions: Sequence[Mention] = ()) -> Reading:
    document = Document("https://example.org/d", "d.md", "0", "A. B. C.", "D", "", "2020", (), (), ())
    known = [Entity(kind, label, (), (), known, number) for label, kind, known, number in ENTITIES.values()]
    quotes = tuple(Quote(Span(at, at + 2), -1) for at in (0, 3, 6))
    return Reading(document, quotes, tuple(mentions), tuple(entities or known), claims=tuple(claims))


def contradictions(*readings: Reading, same: bool = True, ontology: Ontology = ONTOLOGY) -> list[Finding]:
    """What the audit finds; with `same` the entities of equal numbers are one thing in all readings."""
    things = {
        (at, number): number if same else number + 100 * at
        for at, one in enumerate(readings)
        for number in range(len(one.entities))
    }
    auditor = Auditor(read_lexicon("en"), ontology, read_gazetteer())
    return list(auditor.audit(readings, things).contradictions)


def doubted(*claims: Claim) -> list[tuple[str, str]]:
    return [(found.rule, found.severity) for found in contradictions(reading(claims))]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (("firm", "develops", "fund", 0), ("firm", "develops", "fund", 1, "denied"), "stated and denied"),
        (("firm", "cooperatesWith", "other", 0), ("other", "cooperatesWith", "firm", 1, "denied"), "stated and denied"),
        (("lab", "locatedIn", "shenzhen", 0), ("lab", "locatedIn", "guangzhou", 1), "two objects"),
        (("park", "locatedIn", "shenzhen", 0), ("park", "locatedIn", "guangzhou", 1), "two objects"),
        (("shenzhen", "partOf", "park", 0), ("park", "partOf", "shenzhen", 1), "both ways"),
        (("firm", "establishes", "fund", 0, "stated", "2014"), ("other", "establishes", "fund", 1, "stated", "2016"),
         "two times"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[1],
)  # fmt: skip
def test_claims_that_exclude_each_other_are_found(one: tuple[str, ...], other: tuple[str, ...], found: str):
    assert doubted(claim(*one), claim(*other)) == [(found, "contradiction")]


@pytest.mark.parametrize(
    "claims",
    [
        [("firm", "develops", "fund", 0), ("firm", "develops", "fund", 0, "denied")],
        [("firm", "develops", "fund", 0), ("firm", "develops", "lab", 1, "denied")],
        [("firm", "develops", "fund", 0, "planned"), ("firm", "develops", "fund", 1, "denied")],
        [("firm", "develops", "fund", 0, "stated", "2019"), ("firm", "develops", "fund", 1, "denied", "2015", "2017")],
        [("firm", "locatedIn", "shenzhen", 0), ("firm", "locatedIn", "guangzhou", 1)],
        [("lab", "locatedIn", "shenzhen", 0), ("lab", "locatedIn", "guangdong", 1)],
        [("lab", "locatedIn", "shenzhen", 0), ("lab", "locatedIn", "town", 1)],
        [("lab", "locatedIn", "shenzhen", 0), ("lab", "locatedIn", "park", 1), ("park", "partOf", "shenzhen", 2)],
        [("lab", "locatedIn", "shenzhen", 0, "stated", "2012"), ("lab", "locatedIn", "guangzhou", 1, "stated", "2018")],
        [("firm", "cooperatesWith", "other", 0), ("other", "cooperatesWith", "firm", 1)],
        [("firm", "establishes", "fund", 0, "stated", "2014-03"), ("firm", "establishes", "fund", 1, "stated", "2014")],
        [("firm", "establishes", "fund", 0, "planned", "2014"), ("firm", "establishes", "fund", 1, "stated", "2016")],
    ],
    ids=[
        "one sentence", "another object", "a plan that was dropped", "other years", "a firm in two cities",
        "a city and its province", "a place that nobody knows", "a place within the other", "moved", "both ways is one",
        "month and year", "planned for another year",
    ],
)  # fmt: skip
def test_claims_that_may_both_be_right_are_not_doubted(claims: list[tuple[str, ...]]):
    assert doubted(*(claim(*one) for one in claims)) == []


def test_a_functional_property_of_the_ontology_leads_to_one_object():
    graph = Graph().parse(ontology_folder() / "innograph.ttl", format="turtle")
    graph.add((URIRef(INNO + "operates"), RDF.type, OWL.FunctionalProperty))
    read = reading([claim("firm", "operates", "lab", 0), claim("firm", "operates", "fund", 1)])
    assert contradictions(read) == []
    (found,) = contradictions(read, ontology=Ontology(graph))
    assert found.because == "'Huawei operates Laboratory' and 'Huawei operates Seed Fund': only one can hold"


def test_what_is_read_from_names_side_by_side_contradicts_nothing():
    first = claim("lab", "locatedIn", "shenzhen", 0)
    assert doubted(first, claim("lab", "locatedIn", "guangzhou", 1, confidence=0.5)) == []
    assert (
        doubted(claim("firm", "develops", "fund", 0), claim("firm", "develops", "fund", 1, "denied", confidence=0.4))
        == []
    )


def test_where_only_one_claim_has_a_time_there_is_a_doubt():
    dated = claim("firm", "develops", "fund", 1, "denied", "2016")
    assert doubted(claim("firm", "develops", "fund", 0), dated) == [("stated and denied", "doubt")]


def test_a_contradiction_names_both_claims_and_both_sentences():
    one, other = (reading([claim("lab", "locatedIn", city, 2)]) for city in ("shenzhen", "guangzhou"))
    (found,) = contradictions(one, other)
    assert (
        found.because
        == "'Laboratory located in Shenzhen' and 'Laboratory located in Guangzhou': neither lies in the other"
    )
    assert (found.kind, found.concerns, found.sentences) == ("claim", ((0, 0), (1, 0)), ((0, 2), (1, 2)))


def entity_of(*names: tuple[str, str, str], label: str = "", kind: str = "", number: str = "") -> Reading:
    """A reading of one entity that is named so: text, class, and the rule that found it."""
    mentions = [
        Mention(at, 0, 1, Span(3 * at, 3 * at + 1), text, type_, rule, number=number)
        for at, (text, type_, rule) in enumerate(names)
    ]
    entity = Entity(kind or names[0][1], label or names[0][0], (), tuple(range(len(names))), number=number)
    return reading(entities=[entity], mentions=mentions)


def test_names_of_two_classes_in_one_entity_are_doubted():
    mixed = entity_of(("Ashbourne Institute", "ResearchInstitute", "head"), ("Ashbourne", "Place", "own place"))
    (found,) = contradictions(mixed)
    said = "'Ashbourne' (Place) and 'Ashbourne Institute' (ResearchInstitute)"
    assert found.because == f"{said} are taken for one thing, 'Ashbourne Institute'"
    assert (found.kind, found.concerns, found.sentences) == ("entity", ((0, 0),), ((0, 0), (0, 1)))


@pytest.mark.parametrize(
    "names",
    [
        [("Ashbourne Council", "GovernmentBody", "head"), ("Ashbourne", "Place", "own place")],
        [("Ashbourne Institute", "ResearchInstitute", "head"), ("Ashbourne", "Place", "model")],
        [("Ashbourne Lab", "Platform", "head"), ("Ashbourne Lab", "ResearchInstitute", "title")],
        [("Ashbourne Institute", "ResearchInstitute", "head"), ("Ashbourne", "ResearchInstitute", "short form")],
    ],
    ids=["a town and its council", "a guess", "one name", "one class"],
)
def test_names_that_may_be_of_one_entity_are_not_doubted(names: list[tuple[str, str, str]]):
    assert contradictions(entity_of(*names)) == []


def test_one_name_for_two_classes_is_doubted():
    one, other = entity_of(("Torch  Plan", "Policy", "head")), entity_of(("Torch Plan", "Programme", "head"))
    (found,) = contradictions(one, other, same=False)
    assert (found.rule, found.concerns) == ("one name, two classes", ((0, 0), (1, 0)))
    city, council = entity_of(("Tarnow", "Place", "head")), entity_of(("Tarnow", "GovernmentBody", "head"))
    assert contradictions(city, council, same=False) == []


def test_two_numbers_of_one_policy_are_doubted():
    one, other = (entity_of(("Blue Plan", "Policy", "head"), number=f"No. {number}") for number in (7, 12))
    (found,) = contradictions(one, other)
    assert found.because == "'Blue Plan' has the number 'No. 7' and the number 'No. 12'"
    assert contradictions(one, one) == []


def test_the_graph_holds_the_contradictions_with_both_sentences(audited):
    graph = audited(
        yearbook="The Hongxing Quantum Laboratory is located in Shenzhen.",
        review="The Hongxing Quantum Laboratory is located in Guangzhou.",
    )
    assert graph.manifest.counts["contradictions"] == 1
    rows = graph.ask("contradicting-statements", word="quantum").rows
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("contradiction", "two objects", "review.md"), ("contradiction", "two objects", "yearbook.md"),
    ]  # fmt: skip
    concerned = (
        "ASK { ?f a inno:AuditFinding ; inno:concerns ?a , ?b . ?a rdf:object ?c . ?b rdf:object ?d FILTER(?c != ?d) }"
    )
    assert graph.query(concerned).rows == (("yes",),)
    assert len(graph.ask("audit-findings")) == 0
    assert graph.validate().conforms
    assert graph.verify().faults == ()


def test_the_sample_documents_do_not_contradict_each_other(corpus_graph: ig.KnowledgeGraph):
    assert corpus_graph.manifest.counts["contradictions"] == 0
