from __future__ import annotations

import pytest
from pyoxigraph import Store

import innograph as ig
from innograph.dataset import ontology_quads
from innograph.errors import QueryError
from innograph.namespaces import INNO, PREFIXES, RDF, sparql_prefixes
from innograph.terms import read_node, read_property, show_term

DATA = """
<urn:shenzhen> a inno:City ; skos:prefLabel "Shenzhen"@en , "深圳"@zh ; skos:altLabel "Shum Chun"@en .
<urn:bay> a inno:Region ; skos:prefLabel "Bay Area"@en .
<urn:bank> a inno:Bank ; skos:prefLabel "Bank of the Bay"@en ; skos:altLabel "Bay Area"@en .
<urn:odd> a inno:Policy ; skos:prefLabel "The \\"1+6\\" (policy) documents?"@en .
<urn:only> a inno:City ; skos:prefLabel "上海"@zh .
"""


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    made.extend(ontology_quads())
    made.update(f"{sparql_prefixes()} INSERT DATA {{ {DATA} }}")
    return made


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("Shenzhen", "<urn:shenzhen>"),
        ("SHENZHEN", "<urn:shenzhen>"),
        ("深圳", "<urn:shenzhen>"),
        ("shum chun", "<urn:shenzhen>"),
        ('the "1+6" (POLICY) documents?', "<urn:odd>"),
        ("urn:nowhere", "<urn:nowhere>"),
        ("<urn:nowhere>", "<urn:nowhere>"),
        ("https://example.org/a?b=c#d", "<https://example.org/a?b=c#d>"),
        ("inno:City", f"<{INNO}City>"),
        ("org:Organization", f"<{PREFIXES['org']}Organization>"),
        ("sdmx-measure:obsValue", f"<{PREFIXES['sdmx-measure']}obsValue>"),
        ('"Shenfu [2015] No. 165"', '"Shenfu [2015] No. 165"'),
        ('"a "quote" \\ in it"', '"a \\"quote\\" \\\\ in it"'),
        ('""', '""'),
    ],
)
def test_a_node_is_meant_by_label_alias_prefixed_name_iri_or_quoted_text(store: Store, text: str, node: str):
    assert read_node(store, text) == node


def test_a_name_that_two_things_have_is_told_with_both(store: Store):
    with pytest.raises(QueryError) as raised:
        read_node(store, "bay area")
    assert str(raised.value) == ("2 things are called 'bay area'. Say which, by its IRI: <urn:bank> <urn:bay>.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Shenzen", "Nothing in the graph is called 'Shenzen'. Did you mean 'Shenzhen'?"),
        ("Shum Chum", "Nothing in the graph is called 'Shum Chum'. Did you mean 'Shum Chun'?"),
        ("xyzzy", "Nothing in the graph is called 'xyzzy'."),
        ("", "Nothing in the graph is called ''."),
        ("nonsense:City", "Nothing in the graph is called 'nonsense:City'."),
        ('"', "Nothing in the graph is called '\"'."),
    ],
)
def test_a_name_that_nothing_has_is_told_with_the_nearest(store: Store, text: str, told: str):
    with pytest.raises(QueryError) as raised:
        read_node(store, text)
    assert str(raised.value) == told


@pytest.mark.parametrize(
    ("text", "property_"),
    [
        ("a", f"<{RDF}type>"),
        ("rdf:type", f"<{RDF}type>"),
        ("locatedIn", f"<{INNO}locatedIn>"),
        ("inno:locatedIn", f"<{INNO}locatedIn>"),
        (f"<{INNO}locatedIn>", f"<{INNO}locatedIn>"),
        (f"{INNO}locatedIn", f"<{INNO}locatedIn>"),
        ("writtenAs", f"<{INNO}writtenAs>"),
        ("skos:prefLabel", f"<{PREFIXES['skos']}prefLabel>"),
        ("urn:mine", "<urn:mine>"),
    ],
)
def test_a_property_is_meant_by_name_prefixed_name_iri_or_a(store: Store, text: str, property_: str):
    assert read_property(store, text) == property_


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("locatdIn", "Property 'inno:locatdIn' is not in ontology/innograph.ttl. Did you mean 'locatedIn'?"),
        ("inno:locatdIn", "Property 'inno:locatdIn' is not in ontology/innograph.ttl. Did you mean 'locatedIn'?"),
        (f"<{INNO}City>", "Property 'inno:City' is not in ontology/innograph.ttl."),
        ("xyzzy", "Property 'inno:xyzzy' is not in ontology/innograph.ttl."),
    ],
)
def test_a_property_that_the_ontology_has_not_is_told_with_the_nearest(store: Store, text: str, told: str):
    with pytest.raises(QueryError) as raised:
        read_property(store, text)
    assert str(raised.value).startswith(told)
    assert str(raised.value).count("Did you mean") <= 1


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        ("<urn:shenzhen>", "Shenzhen"),
        ("<urn:only>", "上海"),
        ("<urn:nowhere>", "urn:nowhere"),
        (f"<{INNO}locatedIn>", "inno:locatedIn"),
        (f"<{RDF}type>", "is a"),
        ('"seven"', '"seven"'),
        ('"seven"@en', '"seven"'),
        (f'"7"^^<{PREFIXES["xsd"]}decimal>', '"7"'),
    ],
)
def test_a_term_is_shown_as_a_reader_knows_it(store: Store, term: str, shown: str):
    assert show_term(store, term) == shown


def test_a_label_is_shown_as_it_is_written(store: Store):
    assert show_term(store, "<urn:odd>") == 'The "1+6" (policy) documents?'


def test_the_nearest_name_is_told_as_it_is_written(store: Store):
    with pytest.raises(QueryError, match=r"""Did you mean 'The "1\+6" \(policy\) documents\?'\?$"""):
        read_node(store, 'The "1+6" (policy) document')


def test_every_label_of_a_graph_leads_to_what_it_names(tiny_graph: ig.KnowledgeGraph):
    rows = tiny_graph.query(
        "SELECT ?label (STR(?e) AS ?iri) WHERE { ?phrase itsrdf:taIdentRef ?e . ?e skos:prefLabel ?label }"
    ).rows
    assert len(rows) > 5
    for label, iri in rows:
        assert read_node(tiny_graph.store, str(label).swapcase()) == f"<{iri}>"
        assert show_term(tiny_graph.store, f"<{iri}>") == label


@pytest.mark.parametrize("text", ["<a b>", "<no iri>", "http://a{b}", "<a> <b> <c> . <d>"])
def test_what_is_no_iri_is_refused_in_words(store: Store, text: str):
    with pytest.raises(QueryError):
        read_node(store, text)
