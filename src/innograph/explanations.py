"""Why a statement holds, told to a person: the inference's steps down to the sentences it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from pyoxigraph import Store

from innograph.errors import QueryError
from innograph.evidence import Evidence, find_evidence
from innograph.namespaces import DECISIONS_GRAPH, ONTOLOGY_GRAPH, shorten, sparql_prefixes
from innograph.reason import Contradiction, Proof, Prover
from innograph.terms import read_node, read_property, show_term

_QUOTES = 3
_VERDICTS = f"""SELECT DISTINCT ?verdict ?who ?when ?why WHERE {{
  GRAPH <{DECISIONS_GRAPH}> {{ ?curation inno:judges ?claim ; inno:verdict ?decided ; dcterms:creator ?who ;
    dcterms:created ?when ; inno:because ?why }}
  GRAPH <{ONTOLOGY_GRAPH}> {{ ?decided rdfs:label ?verdict FILTER (lang(?verdict) = "en") }}
  {{ ?claim rdf:subject %s ; rdf:predicate %s ; rdf:object %s }} UNION
  {{ GRAPH <{DECISIONS_GRAPH}> {{ ?claim rdf:subject %s ; rdf:predicate %s ; rdf:object %s }} }}
}} ORDER BY ?when"""
# What is decided of a claim itself; other decisions set aside what no longer fits them.
_OF_CLAIMS = ("confirmed", "added", "rejected")


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a statement holds: `how` in words, the evidence if it is asserted, else what it follows from."""

    statement: str
    how: str
    evidence: tuple[Evidence, ...] = ()
    premises: tuple[Explanation, ...] = ()

    def lines(self, depth: int = 0) -> Iterator[str]:
        """The explanation as an outline."""
        indent = "  " * depth
        yield f"{indent}{self.statement}"
        yield f"{indent}  {self.how}"
        for found in self.evidence[:_QUOTES]:
            sure = "" if found.confidence is None else f", confidence {found.confidence:g}"
            rule = f", {found.rule}" if found.rule else ""
            where = f"{found.document}, characters {found.begin}-{found.end}{rule}{sure}"
            yield f"{indent}    {_short(found.quote)!r} ({where})"
        if len(self.evidence) > _QUOTES:
            yield f"{indent}    and at {len(self.evidence) - _QUOTES} more places"
        for premise in self.premises:
            yield from premise.lines(depth + 1)

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= 160 else f"{words[:157]}..."


def explain_statement(store: Store, subject: str, predicate: str, object_: str) -> Explanation:
    """Why a triple holds: its evidence if it is asserted, else the axioms and asserted triples it follows from.

    Args:
        store: the graph with its ontology and, if it was reasoned over, its inferences.
        subject: a label, a prefixed name or an IRI.
        predicate: a property, by its name in the ontology, with a prefix, as IRI, or `a`.
        object_: as the subject, or a text in double quotes.

    Raises:
        QueryError: a term is not known, or the triple does not hold.
    """
    triple = (read_node(store, subject), read_property(store, predicate), read_node(store, object_))
    proof = Prover(store).prove(triple)
    if proof is None:
        said = " ".join(show_term(store, term) for term in triple)
        for verdict in _verdicts(store, triple):
            raise QueryError(f"The graph does not hold {said!r}: {verdict}.")
        raise QueryError(
            f"The graph does not say {said!r}, nor does it follow. If it should follow from others, let the "
            "graph be reasoned over first: innograph reason KG."
        )
    return _told(store, proof)


def explain_contradictions(store: Store, contradictions: Iterable[Contradiction]) -> Iterator[Explanation]:
    """What cannot be, with why each of the triples that meet holds, in a graph that was reasoned over."""
    prover = Prover(store)
    for contradiction in contradictions:
        proofs = (prover.prove(triple) for triple in contradiction.triples)
        premises = tuple(_told(store, proof) for proof in proofs if proof)
        yield Explanation(f"Contradiction: {contradiction.what}", f"by the rule {contradiction.rule}", (), premises)


def _verdicts(store: Store, triple: tuple[str, str, str]) -> Iterator[str]:
    """What people decided of a relation, in words."""
    answer = store.query(sparql_prefixes() + _VERDICTS % (*triple, *triple))
    for row in answer:  # type: ignore[union-attr]
        verdict, who, when, why = (row[name].value for name in ("verdict", "who", "when", "why"))
        told = verdict if verdict in _OF_CLAIMS else f"set aside by what was decided of an end ({verdict})"
        yield f"{told} by {who} on {when[:10]}: {why}"


def _told(store: Store, proof: Proof) -> Explanation:
    statement = " ".join(show_term(store, term) for term in proof.triple)
    if proof.asserted:
        how = "; ".join(["says the ontology" if proof.graph else "stated", *_verdicts(store, proof.triple)])
        return Explanation(statement, how, find_evidence(store, proof.triple))
    axiom = re.sub(r"<([^>]*)>", lambda found: shorten(found[1]), proof.axiom)
    how = f"follows by {proof.rule} from {axiom} and" if axiom else f"follows by {proof.rule} from"
    return Explanation(statement, how, (), tuple(_told(store, premise) for premise in proof.premises))
