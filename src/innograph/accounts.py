"""What a graph tells of an entity: each fact with its sentence, in which the arguments are marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from pyoxigraph import QuerySolutions, Store

from innograph.namespaces import ONTOLOGY_GRAPH, sparql_prefixes
from innograph.terms import read_node, show_term

_SENTENCE = """
  ?sentence a nif:Sentence ; nif:anchorOf ?quote ; nif:beginIndex ?begin ; nif:endIndex ?end ;
    nif:referenceContext ?text .
  ?text dcterms:source ?document .
  OPTIONAL { ?fact prov:wasGeneratedBy/rdfs:label ?rule }
  OPTIONAL { ?fact inno:confidence ?confidence }
  OPTIONAL { ?fact inno:status ?status }
  OPTIONAL { ?fact inno:start ?start }
  OPTIONAL { ?fact inno:end ?end_time }
"""
_RELATIONS = """SELECT * WHERE {
  { ?fact rdf:subject %s } UNION { ?fact rdf:object %s }
  ?fact rdf:subject ?one ; rdf:predicate ?predicate ; rdf:object ?other ; prov:wasDerivedFrom ?sentence . """
_FIGURES = """SELECT * WHERE {
  ?fact a inno:Observation ; inno:about %s ; inno:indicator ?other ; inno:kind ?predicate ; inno:writtenAs ?written ;
    prov:wasDerivedFrom ?sentence , ?one . ?one a nif:Phrase . """
_STATEMENTS = """SELECT * WHERE {
  VALUES ?predicate { inno:Challenge inno:Strength inno:Measure }
  ?fact inno:about %s ; a ?predicate ; skos:prefLabel ?written ; prov:wasDerivedFrom ?sentence .
  OPTIONAL { ?fact prov:wasDerivedFrom ?one . ?one a nif:Phrase } """
_PHRASES = """SELECT DISTINCT ?begin ?end WHERE {
  ?phrase nif:referenceContext %s ; nif:beginIndex ?begin ; nif:endIndex ?end .
  FILTER(?begin >= %s && ?end <= %s) %s }"""
_ORDER = "} ORDER BY ?document ?begin ?predicate ?fact ?one ?rule"

_BLANKS = re.compile(r"\s+")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Account:
    """A fact that a graph tells: what it says, where, and how it was found.

    `parts` is the sentence on one line, in turn what is no argument and what is one; `begin` and `end` are its place
    in the document, in characters.
    """

    kind: str
    said: str
    status: str
    rule: str
    confidence: float | None
    document: str
    begin: int
    end: int
    parts: tuple[str, ...]

    @property
    def marked(self) -> str:
        """The sentence with its arguments in brackets."""
        return "".join(f"[{part}]" if at % 2 else part for at, part in enumerate(self.parts))

    def __str__(self) -> str:
        sure = "" if self.confidence is None else f", confidence {self.confidence:g}"
        how = f"{self.status + ', ' if self.status else ''}{self.rule}{sure}"
        return f"{self.kind}: {self.said} ({how})\n  {self.document} {self.begin}-{self.end}: {self.marked}"


class Accounts(tuple[Account, ...]):
    """The facts of an entity, which a notebook shows as a table with their sentences."""

    entity: str = ""
    kind: str = ""

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{name}</th>" for name in ("kind", "fact", "status", "confidence", "sentence", "where"))
        rows = "".join(f"<tr>{_html(account)}</tr>" for account in self)
        title = f"{escape(self.entity)} ({escape(self.kind)}): {len(self):,} facts"
        return f"<table><caption>{title}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _html(account: Account) -> str:
    """The cells of a fact, the arguments of its sentence marked."""
    sentence = "".join(f"<mark>{escape(p)}</mark>" if at % 2 else escape(p) for at, p in enumerate(account.parts))
    sure = "" if account.confidence is None else f"{account.confidence:g}"
    where = f"{account.document} {account.begin}-{account.end}"
    before = "".join(f"<td>{escape(text)}</td>" for text in (account.kind, account.said, account.status, sure))
    return f'{before}<td style="text-align: left">{sentence}</td><td>{escape(where)}</td>'


def tell_accounts(store: Store, entity: str) -> Accounts:
    """All facts of an entity, relations first, then figures and statements, in the order of the documents.

    Args:
        store: the graph.
        entity: its label, a prefixed name or an IRI.

    Raises:
        QueryError: nothing, or more than one thing, is called so.
    """
    node = read_node(store, entity)
    facts = Accounts((*_relations(store, node), *_about(store, node, _FIGURES), *_about(store, node, _STATEMENTS)))
    facts.entity, facts.kind = show_term(store, node), _kind(store, node)
    return facts


def _relations(store: Store, node: str) -> Iterator[Account]:
    for row in _rows(store, _RELATIONS.replace("%s", node)):
        one, predicate, other = (str(row[name]) for name in ("one", "predicate", "other"))
        verb = _label(store, row["predicate"]) or show_term(store, predicate)
        said = f"{show_term(store, one)} {verb} {show_term(store, other)}"
        named = f"?phrase itsrdf:taIdentRef ?entity . VALUES ?entity {{ {one} {other} }}"
        yield _account(store, row, "relation", said, named)


def _about(store: Store, node: str, query: str) -> Iterator[Account]:
    for row in _rows(store, query.replace("%s", node)):
        kind = _label(store, row["predicate"])
        said = row["written"].value
        if query is _FIGURES:
            said = f"{show_term(store, str(row['other']))}: {' '.join(said.split())}"
        own = f"FILTER(?phrase = {row['one']})" if row["one"] is not None else "FILTER(false)"
        named = f"{{ ?phrase a nif:Phrase . {own} }} UNION {{ ?phrase itsrdf:taIdentRef {node} }}"
        yield _account(store, row, kind, said, named if query is _FIGURES else own)


def _rows(store: Store, query: str) -> list[Row]:
    answer = store.query(f"{sparql_prefixes()}{query} {_SENTENCE} {_ORDER}")
    assert isinstance(answer, QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return [{"one": None, **{name: row[name] for name in names}} for row in answer]


def _label(store: Store, node: object) -> str:
    """The English label of a term of the ontology."""
    query = f"SELECT ?l WHERE {{ GRAPH <{ONTOLOGY_GRAPH}> {{ {node} rdfs:label ?l FILTER(LANG(?l) = 'en') }} }}"
    rows = list(store.query(sparql_prefixes() + query))  # type: ignore[arg-type]
    return str(rows[0]["l"].value) if rows else ""


def _kind(store: Store, node: str) -> str:
    """The English labels of an entity's classes."""
    query = f"SELECT ?class WHERE {{ {node} a ?class }} ORDER BY ?class"
    rows = list(store.query(sparql_prefixes() + query))  # type: ignore[arg-type]
    return ", ".join(filter(None, (_label(store, row["class"]) for row in rows)))


def _account(store: Store, row: Row, kind: str, said: str, named: str) -> Account:
    value = {name: getattr(term, "value", "") for name, term in row.items()}
    begin, end = int(value["begin"]), int(value["end"])
    answer = store.query(sparql_prefixes() + _PHRASES % (row["text"], begin, end, named))
    assert isinstance(answer, QuerySolutions)
    spans = sorted({(int(r["begin"].value) - begin, int(r["end"].value) - begin) for r in answer})
    status = _label(store, row["status"]) if row.get("status") is not None else ""
    confidence = float(value["confidence"]) if value.get("confidence") else None
    parts = tuple(_cut(value["quote"], spans))
    said += _time(value.get("start", ""), value.get("end_time", ""))
    return Account(kind, said, status, value.get("rule", ""), confidence, value["document"], begin, end, parts)


def _time(start: str, end: str) -> str:
    """When a fact is of, to stand behind what it says."""
    times = list(dict.fromkeys(time for time in (start, end) if time))
    return f", {' to '.join(times)}" if times else ""


def _cut(quote: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """A sentence on one line, cut before and after the spans; of two that overlap the first counts."""
    at = 0
    for begin, end in spans:
        if begin >= at:
            yield _BLANKS.sub(" ", quote[at:begin])
            yield _BLANKS.sub(" ", quote[begin:end])
            at = end
    yield _BLANKS.sub(" ", quote[at:])


__all__ = ["Account", "Accounts", "tell_accounts"]
