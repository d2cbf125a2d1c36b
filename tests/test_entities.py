from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.documents import lay_out
from innograph.entities import Thing, merge_entities
from innograph.entities.names import initials, normal, singular, slug
from innograph.gazetteer import Entry, Gazetteer
from innograph.model import Entity, Reading
from innograph.ontology import read_ontology
from innograph.settings import Settings

SMALL, JOINERS = frozenset({"of", "and"}), frozenset({"and"})
KNOWN = Gazetteer(iter([(Entry("Shenzhen", "City", ("深圳",), "Guangdong", "Q15174"), False)]))
BASE = "https://w3id.org/innograph/"


def reading(*entities: Entity, text: str = "Text.") -> Reading:
    return Reading(lay_out(text, "a.txt", Settings()), (), (), entities)


def entity(kind: str, label: str, *aliases: str, known: str = "", number: str = "") -> Entity:
    return Entity(kind, label, aliases, (), known, number)


def merge(*readings: Reading) -> tuple[list[Thing], dict[tuple[int, int], int]]:
    return merge_entities(readings, read_ontology(), KNOWN, BASE)


def test_entities_that_the_gazetteer_knows_by_one_name_are_one_thing():
    things, thing_of = merge(
        reading(entity("City", "Shenzhen City", known="Shenzhen")), reading(entity("City", "深圳", known="Shenzhen"))
    )
    (thing,) = things
    assert (thing.label, thing.type, thing.wikidata) == ("Shenzhen", "City", "Q15174")
    assert thing.iri == BASE + "entity/place/shenzhen"
    assert thing.aliases == ("Shenzhen City", "深圳")
    assert thing_of == {(0, 0): 0, (1, 0): 0}


def test_entities_of_one_class_and_name_are_one_thing_whatever_its_capitals():
    things, _ = merge(
        reading(entity("Fund", "The Beta Fund")),
        reading(entity("GuideFund", "BETA FUND")),
        reading(entity("Fund", "Beta fund")),
    )
    (thing,) = things
    assert thing.type == "GuideFund", "the finest class that was found"


def test_entities_of_different_classes_are_never_merged():
    things, thing_of = merge(reading(entity("Fund", "Beta"), entity("Platform", "Beta")))
    assert sorted(thing.iri for thing in things) == [BASE + "entity/fund/beta", BASE + "entity/platform/beta"]
    assert thing_of[0, 0] != thing_of[0, 1]


def test_an_alias_joins_two_documents_and_says_so():
    things, thing_of = merge(reading(entity("Fund", "Great Beta Fund", "GBF")), reading(entity("Fund", "GBF")))
    (thing,) = things
    assert thing.label == "Great Beta Fund"
    assert thing.reasons == ("'GBF' is an alias of 'Great Beta Fund'",)
    assert thing_of == {(0, 0): 0, (1, 0): 0}


def test_an_alias_that_two_things_bear_joins_nothing():
    things, _ = merge(
        reading(entity("Fund", "Great Beta Fund", "GBF"), entity("Fund", "Green Banana Fund", "GBF")),
        reading(entity("Fund", "GBF")),
    )
    assert len(things) == 3


def test_industries_are_the_same_in_both_numbers_and_firms_are_not():
    things, _ = merge(
        reading(entity("Industry", "new industries"), entity("Enterprise", "Sensors")),
        reading(entity("Industry", "new industry"), entity("Enterprise", "Sensor")),
    )
    assert sorted(thing.type for thing in things) == ["Enterprise", "Enterprise", "Industry"]


def test_two_names_with_one_slug_have_two_iris():
    things, _ = merge(
        reading(entity("Fund", "Beta+"), entity("Fund", "Beta x"), entity("Fund", "Betá"), entity("Fund", "beta-x y"))
    )
    assert len({thing.iri for thing in things}) == len(things) == 4


ENTITIES = st.lists(
    st.builds(
        entity,
        st.sampled_from(["Fund", "GuideFund", "Enterprise", "City", "Industry"]),
        st.sampled_from(
            ["Beta", "beta", "The Beta", "Beta Fund", "GBF", "Gamma (A)", "Gamma A", "sensors", "sensor", "深圳"]
        ),
        st.sampled_from(["GBF", "Beta Labs", "Gamma"]),
    ),
    max_size=5,
)


@given(ENTITIES, ENTITIES)
def test_every_entity_is_one_thing_of_its_class(one: list[Entity], other: list[Entity]):
    ontology = read_ontology()
    things, thing_of = merge(reading(*one), reading(*other))
    assert set(thing_of) == {(at, n) for at, entities in enumerate((one, other)) for n in range(len(entities))}
    assert sorted(set(thing_of.values())) == list(range(len(things)))
    assert [thing.iri for thing in things] == sorted({thing.iri for thing in things})
    for (at, number), place in thing_of.items():
        found = (one, other)[at][number]
        assert ontology.core(found.type) == ontology.core(things[place].type)
        assert found.label in (things[place].label, *things[place].aliases)


@given(ENTITIES, ENTITIES)
def test_things_do_not_hang_on_the_order_of_documents(one: list[Entity], other: list[Entity]):
    things, reversed_ = merge(reading(*one), reading(*other))[0], merge(reading(*other), reading(*one))[0]
    assert [replace(thing, reasons=()) for thing in things] == [replace(thing, reasons=()) for thing in reversed_]


def test_reasons_do_not_hang_on_the_order_of_documents():
    one = reading(entity("Fund", "Beta Fund", "GBF"))
    other = reading(entity("Fund", "beta fund", "GBF"), entity("Fund", "GBF"))
    assert merge(one, other)[0] == merge(other, one)[0]


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("The Bank of R&D", "bank of r and d"),
        ("Bank  of R & D", "BANK OF R AND D"),
        ("ＤＪＩ", "dji"),
        ("A.B. Ltd.", "a b ltd"),
    ],
)
def test_ways_of_writing_a_name_are_one_name(name: str, same: str):
    assert normal(name) == normal(same)


@given(st.text(max_size=30))
def test_a_normal_name_is_normal(name: str):
    assert normal(normal(name)) == normal(name) or normal(name).split(" ")[0] in ("the", "a", "an")


@given(st.text(max_size=120))
def test_a_slug_is_short_not_empty_and_fit_for_an_iri(name: str):
    made = slug(name)
    assert 0 < len(made) <= 80
    assert all(character.isalnum() or character == "-" for character in made)
    assert not made.startswith("-")
    assert not made.endswith("-")


@pytest.mark.parametrize(
    ("make", "name", "made"),
    [
        (singular, "industries", "industry"),
        (singular, "glass", "glass"),
        (slug, "Measures (Trial)", "measures-trial"),
        (slug, "深圳大学", "深圳大学"),
        (slug, "!!", "unnamed"),
    ],
)
def test_forms_of_names(make: Callable[[str], str], name: str, made: str):
    assert make(name) == made


def test_initials_with_and_without_small_words():
    assert {"MOST", "MST"} <= initials("Ministry of Science and Technology", SMALL, JOINERS)
    assert initials("Huawei", SMALL, JOINERS) == frozenset()
