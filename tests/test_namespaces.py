from __future__ import annotations

import rdflib
from hypothesis import given
from hypothesis import strategies as st

from innograph import namespaces
from innograph.namespaces import PREFIXES, shorten, sparql_prefixes


@given(st.sampled_from(sorted(PREFIXES)), st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,12}", fullmatch=True))
def test_an_iri_is_shortened_by_its_prefix(prefix: str, name: str):
    assert shorten(PREFIXES[prefix] + name) == f"{prefix}:{name}"


def test_an_iri_without_prefix_stays():
    assert shorten("https://example.org/a") == "https://example.org/a"


def test_prefixes_are_declared_as_sparql_understands_them():
    query = f"{sparql_prefixes()} ASK {{ FILTER(STR(inno:Place) = '{namespaces.INNO}Place') }}"
    answer = rdflib.Graph().query(query)
    assert answer.askAnswer


def test_no_two_prefixes_name_one_vocabulary():
    assert len(set(PREFIXES.values())) == len(PREFIXES)


def test_prefixes_are_those_of_the_ontology_file(ontology_folder):
    declared = dict(rdflib.Graph().parse(ontology_folder / "innograph.ttl").namespaces())
    for prefix, iri in PREFIXES.items():
        assert str(declared.get(prefix, iri)) == iri
