"""Terms as people write and read them: a label, a name with its prefix, an IRI in angle brackets, a quoted text."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from innograph.errors import QueryError, suggestion
from innograph.namespaces import INNO, ONTOLOGY_GRAPH, PREFIXES, RDF, shorten, sparql_prefixes

_LABELLED = """SELECT DISTINCT ?node WHERE {
  ?node skos:prefLabel|skos:altLabel ?label . FILTER(LCASE(STR(?label)) = LCASE(%s)) } ORDER BY ?node"""
_LABEL = "SELECT ?label WHERE { <%s> skos:prefLabel ?label } ORDER BY (LANG(?label) != 'en') ?label LIMIT 1"
_LITERAL = re.compile(r'("(?:[^"\\]|\\.)*")')
_PREFIXED = re.compile(r"([a-z][a-z-]*):([\w.-]+)")


def read_node(store: Store, text: str) -> str:
    """The node that is meant, written as in N-Triples.

    Args:
        store: the graph, whose labels are looked up.
        text: a label in any case, a prefixed name, an IRI, or a text in double quotes.

    Raises:
        QueryError: nothing, or more than one thing, is called so.
    """
    named = _read_name(text)
    if named:
        return named
    if len(text) > 1 and text[0] == text[-1] == '"':
        return str(Literal(text[1:-1]))
    nodes = _ask(store, _LABELLED % Literal(text))
    if len(nodes) > 1:
        raise QueryError(f"{len(nodes)} things are called {text!r}. Say which, by its IRI: {' '.join(nodes)}.")
    if not nodes:
        raise QueryError(f"Nothing in the graph is called {text!r}.{suggestion(text, _labels(store))}")
    return nodes[0]


def read_property(store: Store, text: str) -> str:
    """The property that is meant, written as in N-Triples: `a`, a name of the ontology, a prefixed name or an IRI.

    Raises:
        QueryError: neither the ontology nor the graph has such a property.
    """
    if text == "a":
        return f"<{RDF}type>"
    named = _read_name(text) or f"<{INNO}{text}>"
    if named.startswith(f"<{INNO}"):
        properties = _properties(store)
        name = named[len(INNO) + 1 : -1]
        if name not in properties:
            raise QueryError(
                f"Property 'inno:{name}' is not in ontology/innograph.ttl.{suggestion(name, sorted(properties))}"
            )
    return named


def show_term(store: Store, term: str) -> str:
    """A term as a reader knows it: the label of a thing, the text of a literal, else its name with a prefix."""
    literal = _LITERAL.match(term)
    if literal:
        return literal[1]
    if term == f"<{RDF}type>":
        return "is a"
    answer = store.query(sparql_prefixes() + _LABEL % term[1:-1])
    assert isinstance(answer, QuerySolutions)
    label = next(iter(answer), None)
    return shorten(term[1:-1]) if label is None else str(label["label"].value)


def _read_name(text: str) -> str:
    """An IRI or a prefixed name as an IRI in angle brackets; nothing if the text is neither."""
    if text.startswith("<") and text.endswith(">"):
        return _iri(text[1:-1])
    if text.startswith(("http://", "https://", "urn:")) and " " not in text:
        return _iri(text)
    found = _PREFIXED.fullmatch(text)
    return f"<{PREFIXES[found[1]]}{found[2]}>" if found and found[1] in PREFIXES else ""


def _iri(text: str) -> str:
    try:
        return str(NamedNode(text))
    except ValueError as error:
        raise QueryError(f"{text!r} is no IRI: {error}. Correct it, or give a label or prefixed name.") from error


def _labels(store: Store) -> list[str]:
    answer = store.query(
        sparql_prefixes() + "SELECT DISTINCT ?label WHERE { ?node skos:prefLabel|skos:altLabel ?label }"
    )
    assert isinstance(answer, QuerySolutions)
    return sorted({row["label"].value for row in answer})


def _properties(store: Store) -> set[str]:
    query = (
        f"SELECT ?node WHERE {{ GRAPH <{ONTOLOGY_GRAPH}> {{ VALUES ?kind {{ owl:ObjectProperty owl:DatatypeProperty "
        "owl:AnnotationProperty } ?node a ?kind } }"
    )
    return {node[len(INNO) + 1 : -1] for node in _ask(store, query) if node.startswith(f"<{INNO}")}


def _ask(store: Store, query: str) -> list[str]:
    answer = store.query(sparql_prefixes() + query)
    assert isinstance(answer, QuerySolutions)
    name = answer.variables[0].value
    return [str(row[name]) for row in answer]
