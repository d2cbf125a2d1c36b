from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

import innograph as ig
from innograph.accounts import Account, tell_accounts
from innograph.dataset import ontology_quads
from innograph.errors import QueryError

# A sentence over two lines that names the Lab three times, twice in the same place.
HELD = """
@prefix inno: <https://w3id.org/innograph/ontology#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix itsrdf: <http://www.w3.org/2005/11/its/rdf#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix : <https://example.org/> .
:doc dcterms:source "a.txt" .
:ada skos:prefLabel "Ada"@en . :lab skos:prefLabel "Lab"@en . :other skos:prefLabel "Lab"@de .
:s a nif:Sentence ; nif:referenceContext :doc ; nif:beginIndex 10 ; nif:endIndex 37 ;
    nif:anchorOf "Ada leads\\n the Lab, her Lab" .
:p1 itsrdf:taIdentRef :ada ; nif:referenceContext :doc ; nif:beginIndex 10 ; nif:endIndex 13 .
:p2 itsrdf:taIdentRef :lab ; nif:referenceContext :doc ; nif:beginIndex 25 ; nif:endIndex 28 .
:p3 itsrdf:taIdentRef :lab ; nif:referenceContext :doc ; nif:beginIndex 21 ; nif:endIndex 28 .
:p4 itsrdf:taIdentRef :lab ; nif:referenceContext :doc ; nif:beginIndex 34 ; nif:endIndex 37 .
:far itsrdf:taIdentRef :lab ; nif:referenceContext :doc ; nif:beginIndex 80 ; nif:endIndex 83 .
:c a rdf:Statement ; rdf:subject :ada ; rdf:predicate inno:leads ; rdf:object :lab ; inno:status inno:Denied ;
    inno:confidence 0.65 ; inno:start "2015"^^xsd:gYear ; inno:end "2017"^^xsd:gYear ; prov:wasDerivedFrom :s ;
    prov:wasGeneratedBy :rule .
:rule rdfs:label "relation: leads 1"@en .
"""


@pytest.fixture(scope="module")
def held() -> Store:
    store = Store()
    store.extend(ontology_quads())
    store.load(HELD.encode(), format=RdfFormat.TURTLE)
    return store


def told(kg: ig.KnowledgeGraph, entity: str) -> list[tuple[str, str, str]]:
    return [(account.kind, account.said, account.marked) for account in kg.accounts(entity)]


def test_a_relation_is_told_from_both_ends_with_both_names_marked(tiny_graph: ig.KnowledgeGraph):
    (account,) = tiny_graph.accounts("DJI")
    assert account == tiny_graph.accounts("Sequoia Capital")[0]
    assert account.confidence is not None
    assert 0 < account.confidence < 1
    assert account == Account(
        kind="relation",
        said="Sequoia Capital invests in DJI, 2015",
        status="stated",
        rule="relation: investsIn 1",
        confidence=account.confidence,
        document="more/funds.md",
        begin=9,
        end=49,
        parts=("", "Sequoia Capital", " invested in ", "DJI", " in 2015."),
    )


def test_relations_come_first_then_figures_then_statements(tiny_graph: ig.KnowledgeGraph):
    kinds = [kind for kind, _, _ in told(tiny_graph, "Shenzhen")]
    order = ["relation", "level", "measure"]
    assert set(kinds) == set(order)
    assert kinds == sorted(kinds, key=order.index)


def test_a_figure_is_marked_with_what_it_is_about(tiny_graph: ig.KnowledgeGraph):
    figure = ("level", "makerspaces: 1,643, 2016", "In 2016, [Shenzhen] had [1,643] makerspaces.")
    assert figure in told(tiny_graph, "shenzhen")


def test_a_statement_is_marked_as_a_whole(tiny_graph: ig.KnowledgeGraph):
    said = "The lack of talent is a serious problem for Huawei"
    assert told(tiny_graph, "Huawei")[-1] == ("challenge", said, f"[{said}].")


def test_what_is_not_done_says_so(tiny_graph: ig.KnowledgeGraph):
    statuses = {account.said: account.status for account in tiny_graph.accounts("Shenzhen")}
    assert statuses["Shenzhen establishes Pingshan Gene Laboratory"] == "proposed"
    assert statuses["Shenzhen establishes Qianhai Seed Fund, 2020-12"] == "planned"


def test_an_account_leads_to_the_characters_of_its_sentence(tiny_graph: ig.KnowledgeGraph):
    for account in tiny_graph.accounts("Shenzhen"):
        quote = f"SELECT ?q {{ ?s nif:beginIndex {account.begin} ; nif:endIndex {account.end} ; nif:anchorOf ?q ; "
        quote += f'nif:referenceContext/dcterms:source "{account.document}" }}'
        assert (account.marked.replace("[", "").replace("]", ""),) in tiny_graph.query(quote).rows


def test_of_names_that_overlap_the_first_is_marked_and_lines_are_joined(held: Store):
    (account,) = tell_accounts(held, "Ada")
    assert account.marked == "[Ada] leads [the Lab], her [Lab]"


def test_an_account_in_words_has_its_status_rule_and_confidence(held: Store):
    (account,) = tell_accounts(held, "https://example.org/lab")
    assert str(account) == (
        "relation: Ada leads Lab, 2015 to 2017 (denied, relation: leads 1, confidence 0.65)\n"
        "  a.txt 10-37: [Ada] leads [the Lab], her [Lab]"
    )


def test_what_nothing_is_told_of_has_no_accounts(held: Store):
    assert tell_accounts(held, "https://example.org/other") == ()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Adda", "Nothing in the graph is called 'Adda'. Did you mean 'Ada'?"),
        (
            "lab",
            "2 things are called 'lab'. Say which, by its IRI: <https://example.org/lab> <https://example.org/other>.",
        ),
    ],
)
def test_a_name_that_leads_nowhere_or_to_two_is_refused(held: Store, name: str, said: str):
    with pytest.raises(QueryError) as raised:
        tell_accounts(held, name)
    assert str(raised.value) == said
