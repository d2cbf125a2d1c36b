from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from innograph.errors import OntologyError
from innograph.ontology import ENTITY_CLASSES, Ontology, read_ontology

ONTOLOGY = read_ontology()
CLASSES = sorted(ONTOLOGY.classes)
ENTITIES = sorted(name for name in CLASSES if any(core in ONTOLOGY.ancestors(name) for core in ENTITY_CLASSES))
SMALL = """
@prefix inno: <https://w3id.org/innograph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
inno:Entity a owl:Class .
inno:Place a owl:Class ; rdfs:subClassOf inno:Entity .
inno:City a owl:Class ; rdfs:subClassOf inno:Place .
inno:Fund a owl:Class ; rdfs:subClassOf inno:Entity .
inno:Note a owl:Class .
inno:involves a owl:ObjectProperty ; rdfs:domain inno:Entity ; rdfs:range inno:Entity .
inno:pays a owl:ObjectProperty ; rdfs:subPropertyOf inno:involves ; rdfs:domain inno:Fund ;
  rdfs:range [ owl:unionOf ( inno:City inno:Fund ) ] .
inno:paidBy a owl:ObjectProperty ; owl:inverseOf inno:pays ; rdfs:domain inno:City ; rdfs:range inno:Fund .
inno:twin a owl:ObjectProperty , owl:SymmetricProperty ; rdfs:domain inno:Place ; rdfs:range inno:Place .
inno:within a owl:ObjectProperty , owl:TransitiveProperty ; rdfs:domain inno:Place ; rdfs:range inno:Place ;
  rdfs:label "lies in"@en , "位于"@zh ; inno:atMostOneOf inno:City ; inno:atMostOneFor inno:Place .
inno:founds a owl:ObjectProperty , owl:AsymmetricProperty ; rdfs:domain inno:Place ; rdfs:range inno:Fund ;
  inno:happensOnceTo inno:Fund .
inno:seat a owl:ObjectProperty , owl:FunctionalProperty ; rdfs:domain inno:Fund ; rdfs:range inno:City .
inno:notes a owl:ObjectProperty ; rdfs:domain inno:Entity ; rdfs:range inno:Note .
inno:loose a owl:ObjectProperty .
"""


@pytest.fixture
def small() -> Ontology:
    return Ontology(Graph().parse(data=SMALL, format="turtle"))


def test_relations_are_the_finest_between_entities_that_are_no_inverse(small: Ontology):
    assert set(small.relations) == {"pays", "twin", "within", "founds", "seat"}
    assert small.relations["pays"].range == {"City", "Fund"}
    assert small.relations["twin"].symmetric
    assert not small.relations["pays"].symmetric


def test_a_relation_says_what_may_hold_once_or_one_way(small: Ontology):
    within, founds, seat, twin = (small.relations[name] for name in ("within", "founds", "seat", "twin"))
    assert (within.label, within.transitive, within.one_way) == ("lies in", True, True)
    assert (within.one_of, within.one_for, within.once) == ({"City"}, {"Place"}, frozenset())
    assert (founds.label, founds.one_way, founds.once, founds.one_of) == ("founds", True, {"Fund"}, frozenset())
    assert (seat.one_of, seat.one_for, seat.one_way) == ({"City"}, {"Fund"}, False)
    assert not twin.one_way
    assert small.functional == {"seat"}


@pytest.mark.parametrize(
    ("subject", "predicate", "object_", "allowed"),
    [
        ("Fund", "pays", "City", True),
        ("Fund", "pays", "Fund", True),
        ("Fund", "pays", "Place", False),
        ("City", "pays", "Fund", False),
        ("City", "twin", "Place", True),
        ("Note", "twin", "City", False),
    ],
)
def test_a_relation_holds_between_its_classes_and_finer_ones(
    small: Ontology, subject: str, predicate: str, object_: str, allowed: bool
):
    assert small.allows(subject, predicate, object_) is allowed


@given(st.sampled_from(CLASSES))
def test_a_class_is_among_its_ancestors_and_has_all_of_theirs(name: str):
    above = ONTOLOGY.ancestors(name)
    assert name in above
    assert above <= ONTOLOGY.classes
    for higher in above:
        assert ONTOLOGY.ancestors(higher) <= above


@given(st.sampled_from(ENTITIES))
def test_the_core_of_a_class_is_one_of_its_ancestors(name: str):
    core = ONTOLOGY.core(name)
    assert core in ENTITY_CLASSES
    assert core in ONTOLOGY.ancestors(name)
    assert ONTOLOGY.core(core) == core


def test_every_class_of_the_guide_is_an_entity():
    assert all("Entity" in ONTOLOGY.ancestors(name) for name in ENTITY_CLASSES)


@given(st.sampled_from(ENTITIES), st.sampled_from(sorted(ONTOLOGY.relations)), st.sampled_from(ENTITIES))
def test_what_is_allowed_is_allowed_to_finer_classes(subject: str, predicate: str, object_: str):
    if ONTOLOGY.allows(ONTOLOGY.core(subject), predicate, ONTOLOGY.core(object_)):
        assert ONTOLOGY.allows(subject, predicate, object_)


@given(st.sampled_from(sorted(name for name, relation in ONTOLOGY.relations.items() if relation.symmetric)), st.data())
def test_a_symmetric_relation_is_allowed_both_ways(predicate: str, data: st.DataObject):
    one, other = data.draw(st.sampled_from(ENTITIES)), data.draw(st.sampled_from(ENTITIES))
    assert ONTOLOGY.allows(one, predicate, other) == ONTOLOGY.allows(other, predicate, one)


def test_the_finest_classes_have_their_core():
    assert ONTOLOGY.core("City") == "Place"
    assert ONTOLOGY.core("VentureCapitalFirm") == "Fund"


def test_an_unknown_class_is_named_with_the_nearest():
    with pytest.raises(OntologyError, match=r"Class 'inno:Enterprize' is not in .*Did you mean 'Enterprise'\?"):
        ONTOLOGY.ancestors("Enterprize")


def test_an_unknown_relation_is_named_with_the_nearest():
    with pytest.raises(OntologyError, match=r"Relation 'inno:locatedIm' is not in .*Did you mean 'locatedIn'\?"):
        ONTOLOGY.allows("City", "locatedIm", "City")


@pytest.mark.parametrize("name", ["Observation", "Measure", "Unit"])
def test_what_is_no_entity_has_no_core(name: str):
    with pytest.raises(OntologyError, match=r"is not the class of an entity\. Use one below inno:Entity"):
        ONTOLOGY.core(name)


def test_a_file_that_is_not_turtle_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "innograph.ttl").write_text("inno:Entity a", encoding="utf-8")
    monkeypatch.setattr("innograph.ontology.ontology_folder", lambda: tmp_path)
    with pytest.raises(OntologyError, match=r"innograph\.ttl cannot be read as Turtle"):
        read_ontology.__wrapped__()


def test_a_missing_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("innograph.ontology.ontology_folder", lambda: tmp_path)
    with pytest.raises(OntologyError, match=r"innograph\.ttl cannot be read as Turtle"):
        read_ontology.__wrapped__()
