"""Measures of the nodes of a network: each a function from a NetworkX graph to the value of each node.

A self-loop is no tie, and several edges between the same two are one tie, whose weight is the sum of theirs. A measure
says where direction or weights do not count. What is undefined is NaN; the empty network has no values.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from innograph.analysis.measures.cohesion import clustering, core_number
from innograph.analysis.measures.degrees import degree, strength
from innograph.analysis.measures.holes import constraint, effective_size
from innograph.analysis.measures.paths import betweenness, closeness
from innograph.analysis.measures.spectra import authority, eigenvector, hits, hub, pagerank

MEASURES: dict[str, Callable[[Any], dict[Any, float]]] = {
    "degree": degree,
    "strength": strength,
    "betweenness": betweenness,
    "closeness": closeness,
    "eigenvector": eigenvector,
    "pagerank": pagerank,
    "hub": hub,
    "authority": authority,
    "core_number": core_number,
    "clustering": clustering,
    "constraint": constraint,
    "effective_size": effective_size,
}

__all__ = [
    "MEASURES",
    "authority",
    "betweenness",
    "closeness",
    "clustering",
    "constraint",
    "core_number",
    "degree",
    "effective_size",
    "eigenvector",
    "hits",
    "hub",
    "pagerank",
    "strength",
]
