from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from innograph.dataset import build_quads, ontology_quads
from innograph.dataset.terms import decimal, hashed, span_iri, time
from innograph.documents import lay_out
from innograph.entities import merge_entities
from innograph.gazetteer import read_gazetteer
from innograph.lexicon import read_lexicon
from innograph.model import Claim, Entity, Mention, Observation, Quote, Reading, Span, Statement, Status
from innograph.namespaces import INNO, ONTOLOGY_GRAPH, XSD, sparql_prefixes
from innograph.ontology import read_ontology
from innograph.sentences import split_sentences
from innograph.settings import Settings

SETTINGS = Settings()
TEXT = """\
Makers of Tinytown

Alpha Labs set up the Beta Fund in 2016. It has 1,643 makers. Talent is scarce.  Comment by Bo: style
Alpha Labs should train them.
"""
STATUSES: tuple[Status, ...] = ("stated", "planned", "proposed", "denied")


def mention(text: str, name: str, sentence: int, kind: str) -> Mention:
    begin = text.index(name)
    return Mention(sentence, 0, len(name), Span(begin, begin + len(name)), name, kind, "test")


def reading(*claims: Claim, text: str = TEXT, source: str = "makers.txt") -> Reading:
    """A reading made by hand: two entities, a comment's author, a figure, a challenge and the measure against it."""
    document = lay_out(text, source, SETTINGS)
    sentences = split_sentences(document, read_lexicon("en"))
    number = text.index("1,643")
    return Reading(
        document=document,
        sentences=tuple(Quote(sentence.span(), sentence.section) for sentence in sentences),
        mentions=(
            mention(text, "Alpha Labs", 1, "Enterprise"),
            mention(text, "Beta Fund", 1, "Fund"),
            Mention(-1, 0, 0, document.comments[0].author_span, "Bo", "Person", "comment"),
        ),
        entities=(
            Entity("Enterprise", "Alpha Labs", ("AL",), (0,)),
            Entity("Fund", "Beta Fund", (), (1,)),
            Entity("Person", "Bo", (), (2,)),
        ),
        claims=claims,
        observations=(
            Observation(
                1, "makers", "level", Decimal("1643.0"), "count", 2, Span(number, number + 5), "test", "min", "2016"
            ),
        ),
        statements=(
            Statement("Challenge", "Talent is scarce", 0, 3, sentences[3].span(), "test"),
            Statement("Measure", "Train them", -1, 4, sentences[4].span(), "test", "proposed", (0,)),
        ),
    )


def claim(status: Status = "stated", *, confidence: float = 0.8, start: str = "") -> Claim:
    return Claim(0, "establishes", 1, (1,), "test", confidence, status, start, start)


def quads(*readings: Reading) -> list[Quad]:
    things, thing_of = merge_entities(readings, read_ontology(), read_gazetteer(), SETTINGS.base)
    return build_quads(readings, things, thing_of, (), SETTINGS)


def ask(made: list[Quad], sparql: str) -> list[tuple[str, ...]]:
    """The rows that a query finds in quads, as the terms' values."""
    store = Store()
    store.extend(made)
    rows = store.query(sparql_prefixes() + sparql)
    return sorted(tuple(term.value for term in row) for row in rows)


def test_quads_are_sorted_and_none_stands_twice():
    made = quads(reading(claim()))
    assert [str(quad) for quad in made] == sorted({str(quad) for quad in made})


def test_the_same_readings_make_the_same_quads():
    assert quads(reading(claim())) == quads(reading(claim()))


def test_nothing_but_the_ontology_is_in_a_named_graph():
    named = [quad for quad in quads(reading(claim())) if quad.graph_name != DefaultGraph()]
    assert set(named) == set(ontology_quads())
    assert {quad.graph_name for quad in named} == {NamedNode(ONTOLOGY_GRAPH)}


@pytest.mark.parametrize("status", STATUSES)
def test_only_what_is_stated_or_planned_has_a_plain_triple(status: Status):
    made = quads(reading(claim(status)))
    plain = ask(made, "SELECT ?s ?o WHERE { ?s inno:establishes ?o }")
    assert len(plain) == (status in ("stated", "planned"))
    kept = ask(
        made, "SELECT ?s ?o ?how WHERE { ?c rdf:subject ?s ; rdf:object ?o ; inno:status ?how ; a rdf:Statement }"
    )
    assert kept == [
        (
            "https://w3id.org/innograph/entity/enterprise/alpha-labs",
            "https://w3id.org/innograph/entity/fund/beta-fund",
            INNO + status.capitalize(),
        )
    ]


def test_a_claim_that_one_document_proposes_and_another_states_stands_twice():
    other = reading(claim("proposed"), text=TEXT + "More.", source="other.txt")
    made = quads(reading(claim("stated")), other)
    assert len(ask(made, "SELECT ?c ?how WHERE { ?c inno:status ?how ; a rdf:Statement }")) == 2
    assert len(ask(made, "SELECT ?s ?o WHERE { ?s inno:establishes ?o }")) == 1


def test_a_claim_that_two_documents_state_stands_once_with_both_sentences_and_the_greater_confidence():
    other = reading(claim(confidence=0.9), text=TEXT + "More.", source="other.txt")
    made = quads(reading(claim(confidence=0.6)), other)
    assert ask(made, "SELECT ?x WHERE { ?c inno:confidence ?x }") == [("0.9",)]
    found = ask(
        made,
        "SELECT ?source WHERE { ?c a rdf:Statement ; prov:wasDerivedFrom/nif:referenceContext/dcterms:source ?source }",
    )
    assert found == [("makers.txt",), ("other.txt",)]


def test_claims_of_different_times_are_different_claims():
    made = quads(reading(claim(start="2015"), claim(start="2016-08")))
    times = ask(made, "SELECT ?start (DATATYPE(?start) AS ?kind) WHERE { ?c inno:start ?start ; a rdf:Statement }")
    assert times == [("2015", XSD + "gYear"), ("2016-08", XSD + "gYearMonth")]


def test_a_claim_of_a_thing_with_itself_is_left_out():
    made = quads(reading(Claim(0, "cooperatesWith", 0, (1,), "test", 0.8)))
    assert ask(made, "SELECT ?c WHERE { ?c a rdf:Statement }") == []


def test_every_span_quotes_the_characters_between_its_offsets():
    made = quads(reading(claim()))
    rows = ask(
        made,
        "SELECT ?s ?begin ?end ?quote WHERE { ?s nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?quote }",
    )
    assert len(rows) > 8
    for span, begin, end, quote in rows:
        assert TEXT[int(begin) : int(end)] == quote
        assert span.endswith(f"#char={begin},{end}")


def test_an_observation_carries_what_was_read():
    made = quads(reading())
    assert ask(
        made,
        """SELECT ?about ?indicator ?kind ?value ?notation ?bound ?start ?written WHERE {
          ?o a inno:Observation ; inno:about/skos:prefLabel ?about ; inno:indicator/skos:prefLabel ?indicator ;
            inno:kind ?kind ; inno:value ?value ; inno:unit/^skos:notation? ?unit ; inno:bound ?bound ;
            inno:start ?start ; inno:writtenAs ?written . ?o inno:unit ?u .
          GRAPH <https://w3id.org/innograph/graph/ontology> { ?u skos:notation ?notation } FILTER(?unit = ?u)
        }""",
    ) == [("Beta Fund", "makers", INNO + "Level", "1643", "count", INNO + "Min", "2016", "1,643")]


def test_a_unit_that_the_ontology_lacks_is_made():
    plain = reading()
    strange = replace(plain, observations=(replace(plain.observations[0], unit="furlongs/person"),))
    found = ask(quads(strange), "SELECT ?unit ?n WHERE { ?o inno:unit ?unit . ?unit a inno:Unit ; skos:notation ?n }")
    assert found == [("https://w3id.org/innograph/unit/furlongs-per-person", "furlongs/person")]


def test_a_measure_addresses_its_challenge_and_has_a_status():
    found = ask(
        quads(reading()),
        "SELECT ?measure ?how ?challenge WHERE { ?m inno:addresses/skos:prefLabel ?challenge ; inno:status ?how ;"
        " skos:prefLabel ?measure }",
    )
    assert found == [("Train them", INNO + "Proposed", "Talent is scarce")]


def test_a_comment_has_its_author_and_what_it_remarks_on():
    found = ask(
        quads(reading()),
        """SELECT ?who ?said ?on WHERE { ?c a inno:ReviewComment ; dcterms:creator/skos:prefLabel ?who ;
        prov:wasDerivedFrom/nif:anchorOf ?said ; inno:remarksOn/nif:anchorOf ?on }""",
    )
    ((who, said, on),) = found
    assert (who, said.strip()) == ("Bo", "Comment by Bo: style")
    assert on.startswith("Alpha Labs set up")


def test_a_document_has_its_text_s_digest_and_its_sentences_the_headings_above():
    made = quads(reading())
    document = reading().document
    assert ask(made, "SELECT ?d ?sha WHERE { ?d a inno:Document ; inno:sha256 ?sha }") == [
        (document.iri, document.sha256)
    ]
    assert ask(made, "SELECT DISTINCT ?section WHERE { ?s inno:section ?section }") == [("Makers of Tinytown",)]


def test_every_term_of_the_vocabulary_that_is_used_is_defined():
    made = quads(*(reading(claim(status)) for status in STATUSES[:1]))
    defined = {quad.subject for quad in ontology_quads()}
    used = {
        t
        for q in made
        for t in (q.subject, q.predicate, q.object)
        if isinstance(t, NamedNode) and t.value.startswith(INNO)
    }
    assert used <= defined


@pytest.mark.parametrize(
    ("written", "kind"), [("2016", "gYear"), ("2016-08", "gYearMonth"), ("2016-08-31", "date"), ("spring", "string")]
)
def test_a_time_is_as_precise_as_it_is_written(written: str, kind: str):
    assert time(written) == Literal(written, datatype=NamedNode(XSD + kind))


@given(st.decimals(-(10**18), 10**18, places=6) | st.floats(0, 1))
def test_a_decimal_is_written_without_exponent_in_its_shortest_form(value: Decimal | float):
    term = decimal(value)
    assert term.datatype == NamedNode(XSD + "decimal")
    assert Decimal(term.value) == Decimal(str(value))
    assert "E" not in term.value
    assert term.value != "-0"
    assert "." not in term.value or not term.value.endswith(("0", "."))


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_an_iri_minted_from_content_tells_contents_apart(one: list[str], other: list[str]):
    same = hashed("urn:", "kind", *one) == hashed("urn:", "kind", *other)
    assert same == ("\x1f".join(one) == "\x1f".join(other))


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_span_is_named_by_its_offsets(begin: int, end: int):
    assert span_iri("urn:d", Span(begin, end)).value == f"urn:d#char={begin},{end}"
