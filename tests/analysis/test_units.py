from __future__ import annotations

from itertools import pairwise

import pytest
from pyoxigraph import Store

import innograph as ig
from innograph.analysis.synergies import compare_synergies, count_units, measure_synergy
from innograph.analysis.units import UNITS, read_units
from innograph.dataset import ontology_quads
from innograph.errors import AnalysisError
from innograph.namespaces import sparql_prefixes

ENTITIES = {
    "uni": "University", "firm": "Enterprise", "office": "GovernmentBody", "city": "City", "town": "City",
    "fair": "Event", "lab": "Platform", "group": "StakeholderGroup",
}  # fmt: skip
# Sentences of ten characters: who is named in each.
SENTENCES = {
    "a": [("uni", "firm"), ("firm",), ("city", "uni"), ("fair", "lab")],
    "b": [("office", "firm", "uni"), ("town", "group")],
}
CLAIMS = [
    ("uni", "participatesIn", "fair", "2012"), ("firm", "participatesIn", "fair", "2014"),
    ("office", "operates", "lab", ""), ("firm", "locatedIn", "city", ""), ("lab", "locatedIn", "town", ""),
]  # fmt: skip
ALL = {"university", "industry", "government"}


@pytest.fixture(scope="module")
def store() -> Store:
    """Two documents, the second with a date; the second sentence of the first tells a figure of 2016."""
    triples = [f"<urn:{name}> a inno:{kind} ; skos:prefLabel '{name}'@en ." for name, kind in ENTITIES.items()]
    for document, sentences in SENTENCES.items():
        triples.append(f"<urn:{document}> a inno:Document ; dcterms:source '{document}.txt' .")
        for at, named in enumerate(sentences):
            triples.append(f"<urn:{document}#char={at * 10},{at * 10 + 10}> a nif:Sentence .")
            triples += [
                f"<urn:{document}#char={at * 10 + n},{at * 10 + n + 1}> itsrdf:taIdentRef <urn:{name}> ."
                for n, name in enumerate(named)
            ]
    triples.append("<urn:b> dcterms:date '2017-03' .")
    triples.append("<urn:f> prov:wasDerivedFrom <urn:a#char=10,20> ; inno:start '2016' ; inno:end '2016' .")
    for n, (subject, relation, object_, year) in enumerate(CLAIMS):
        time = f"; inno:start '{year}' ; inno:end '{year}'" if year else ""
        triples.append(
            f"<urn:k{n}> a rdf:Statement ; rdf:subject <urn:{subject}> ; rdf:predicate inno:{relation} ; "
            f"rdf:object <urn:{object_}> ; inno:confidence 0.5 ; inno:status inno:Stated ; "
            f"prov:wasDerivedFrom <urn:a#char=30,40> {time} . <urn:{subject}> inno:{relation} <urn:{object_}> ."
        )
    made = Store()
    made.extend(ontology_quads())
    made.update(f"{sparql_prefixes()} INSERT DATA {{ {' '.join(triples)} }}")
    return made


def sentences(*names: str) -> list[str]:
    """The IRIs of sentences: a0 is the first of document a."""
    return [f"urn:{name[0]}#char={int(name[1]) * 10},{int(name[1]) * 10 + 10}" for name in names]


def test_a_sentence_has_the_sectors_of_those_it_names(store: Store):
    assert list(read_units(store).values()) == [
        {"university", "industry"}, {"industry"}, {"university"}, set(), ALL, {"society"},
    ]  # fmt: skip
    assert list(read_units(store)) == sentences("a0", "a1", "a2", "a3", "b0", "b1")


def test_a_document_has_all_its_sectors(store: Store):
    assert read_units(store, unit="document") == {"urn:a": {"university", "industry"}, "urn:b": {*ALL, "society"}}


def test_events_and_platforms_have_the_sectors_of_those_related_to_them(store: Store):
    assert read_units(store, unit="event") == {"urn:fair": {"university", "industry"}}
    assert read_units(store, unit="platform") == {"urn:lab": {"government"}}


def test_of_a_place_are_the_units_with_the_place_or_who_is_in_it(store: Store):
    """The firm is in the city and takes part in the fair; the laboratory is in the town, which the last one names."""
    assert list(read_units(store, places=["city"])) == sentences("a0", "a1", "a2", "a3", "b0")
    assert list(read_units(store, places=["town"])) == sentences("a3", "b1")
    assert list(read_units(store, unit="platform", places=["town"])) == ["urn:lab"]
    assert read_units(store, unit="platform", places=["city"]) == {}


def test_the_time_of_a_sentence_is_that_of_its_figures_or_its_document(store: Store):
    assert list(read_units(store, until=2013, undated=False)) == sentences("a3")
    assert list(read_units(store, since=2016, until=2016, undated=False)) == sentences("a1")
    assert list(read_units(store, since=2017, undated=False)) == sentences("b0", "b1")
    assert list(read_units(store, since=2017)) == sentences("a0", "a2", "b0", "b1")
    assert list(read_units(store, unit="document", until=2016, undated=False)) == []


def test_only_relations_of_the_time_bring_who_takes_part(store: Store):
    assert read_units(store, unit="event", until=2013) == {"urn:fair": {"university"}}
    assert read_units(store, unit="event", since=2015) == {}


def test_classes_and_documents_choose(store: Store):
    assert set(read_units(store, classes=["Enterprise"]).values()) == {frozenset({"industry"}), frozenset()}
    assert list(read_units(store, documents=["b.txt"])) == sentences("b0", "b1")
    assert list(read_units(store, unit="document", documents=["b.txt"])) == ["urn:b"]


def test_places_can_be_compared(store: Store):
    units = {place: read_units(store, places=[place]).values() for place in ("city", "town")}
    table = compare_synergies(units, resamples=10)
    assert [row[:6] for row in table] == [("city", 4, 3, 3, 1, 1), ("town", 0, 0, 0, 0, 0)]
    assert table.rows[0][6] == measure_synergy(count_units(units["city"])).rows[-1][1]
    assert table.rows[1][6:] == (None, None, None, None)


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_an_empty_graph_has_no_units(unit: str):
    assert read_units(Store(), unit=unit) == {}


def test_an_unknown_unit_is_named(store: Store):
    with pytest.raises(AnalysisError, match=r"'sentences'.*Did you mean 'sentence'"):
        read_units(store, unit="sentences")


def test_units_lead_to_the_characters(tiny_graph: ig.KnowledgeGraph):
    units = read_units(tiny_graph.store)
    assert units
    assert all(one < other for one, other in pairwise(units))
    for iri in units:
        assert len(tiny_graph.query(f"SELECT ?quote WHERE {{ <{iri}> nif:anchorOf ?quote }}")) == 1
