"""Where a triple comes from: the characters of the documents that say so."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import QuerySolutions, Store

from innograph.namespaces import ONTOLOGY_GRAPH, RDF, sparql_prefixes

_SPAN = """
  ?span nif:anchorOf ?quote ; nif:beginIndex ?begin ; nif:endIndex ?end ;
    nif:referenceContext/dcterms:source ?document .
"""
_CLAIMS = """
  ?fact rdf:subject {s} ; rdf:predicate {p} ; rdf:object {o} ; prov:wasDerivedFrom ?span ; inno:confidence ?confidence ;
    inno:status ?status .
  FILTER(?status NOT IN (inno:Proposed, inno:Denied))
  OPTIONAL { ?fact prov:wasGeneratedBy/rdfs:label ?rule }
"""
# What an entity was derived from speaks for the entity, not for all that is said of it.
_FACTS = """
  {s} prov:wasDerivedFrom ?span .
  FILTER NOT EXISTS {{ {s} a ?kind . GRAPH <{ontology}> {{ ?kind rdfs:subClassOf* inno:Entity }} }}
  OPTIONAL {{ {s} prov:wasGeneratedBy/rdfs:label ?rule }}
  OPTIONAL {{ {s} inno:confidence ?confidence }}
"""
_MENTIONS = "{{ ?span itsrdf:taIdentRef {s} }} UNION {{ {s} prov:wasDerivedFrom ?span }}"

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Characters of a document that say something: from `begin` to before `end`, in code points of its text.

    `confidence` is that of the relation (0 to 1), and `rule` what found it, where that is known.
    """

    document: str
    begin: int
    end: int
    quote: str
    confidence: float | None = None
    rule: str = ""


def find_evidence(store: Store, triple: Triple) -> tuple[Evidence, ...]:
    """The evidence of an asserted triple, in the order of the documents.

    For a relation these are the sentences that state it, for a fact those it was derived from, for the class of an
    entity the places where it is named. What the graph states of itself has none.

    Args:
        store: the graph.
        triple: subject, predicate and object, written as in N-Triples.
    """
    subject, predicate, object_ = triple
    patterns = [_CLAIMS.replace("{s}", subject).replace("{p}", predicate).replace("{o}", object_)]
    patterns.append(_FACTS.format(s=subject, ontology=ONTOLOGY_GRAPH))
    if predicate == f"<{RDF}type>":
        patterns.append(_MENTIONS.format(s=subject))
    for pattern in patterns:
        found = _spans(store, pattern)
        if found:
            return found
    return ()


def _spans(store: Store, pattern: str) -> tuple[Evidence, ...]:
    query = f"SELECT DISTINCT ?document ?begin ?end ?quote ?confidence ?rule WHERE {{ {pattern} {_SPAN} }}"
    answer = store.query(sparql_prefixes() + query + " ORDER BY ?document ?begin ?end ?rule")
    assert isinstance(answer, QuerySolutions)
    return tuple(
        Evidence(
            row["document"].value,
            int(row["begin"].value),
            int(row["end"].value),
            row["quote"].value,
            float(row["confidence"].value) if row["confidence"] is not None else None,
            row["rule"].value if row["rule"] is not None else "",
        )
        for row in answer
    )
