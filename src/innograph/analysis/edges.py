"""The edges of projections: what a claim, or several between the same two, become."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any, NamedTuple

from innograph.analysis.claims import Claim
from innograph.analysis.scopes import Scope

Pairs = dict[tuple[str, str], list[Claim]]


class Source(NamedTuple):
    """What a tie rests on: how sure it is (0 to 1) and the names of the documents that say so.

    `sampled` are sentences: sure themselves, but others could have been written.
    """

    confidence: float
    documents: tuple[str, ...]
    sampled: bool = False


def tie_pairs(graph: Any, scope: Scope, pairs: Pairs) -> Any:
    """Fill an empty network with pairs of entities and the claims between them, and give it back."""
    ends = sorted({end for pair in pairs for end in pair})
    graph.add_nodes_from((name, scope.nodes[name]) for name in ends)
    for pair, claims in sorted(pairs.items()):
        graph.add_edge(*pair, **describe_claims(claims))
    graph.graph["sources"] = list_sources(claim for claims in pairs.values() for claim in claims)
    return graph


def describe_claim(claim: Claim) -> dict[str, Any]:
    """The attributes of an edge that is one claim."""
    times = {name: time for name, time in (("start", claim.start), ("end", claim.end)) if time}
    return {
        "relation": claim.relation,
        "status": claim.status,
        "weight": claim.confidence,
        "confidence": claim.confidence,
        "claim": claim.iri,
        "evidence": (claim.iri,),
        "documents": claim.documents,
        **times,
    }


def describe_claims(claims: list[Claim]) -> dict[str, Any]:
    """The attributes of an edge that several claims make."""
    starts, ends = sorted(c.start for c in claims if c.start), sorted(c.end for c in claims if c.end)
    return {
        "relations": tuple(sorted({claim.relation for claim in claims})),
        "weight": sum(claim.confidence for claim in claims),
        "confidence": max(claim.confidence for claim in claims),
        "evidence": tuple(claim.iri for claim in claims),
        "documents": join_names(*(claim.documents for claim in claims)),
        **({"start": starts[0]} if starts else {}),
        **({"end": ends[-1]} if ends else {}),
    }


def list_sources(claims: Iterable[Claim]) -> dict[str, Source]:
    """What each claim, by its IRI, rests on."""
    return {claim.iri: Source(claim.confidence, claim.documents) for claim in claims}


def join_names(*names: Iterable[str]) -> tuple[str, ...]:
    """All the names, sorted, each once."""
    return tuple(sorted(set(chain.from_iterable(names))))
