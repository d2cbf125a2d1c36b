"""The graph's structure: as a NetworkX graph, and what can be computed of it."""

from __future__ import annotations

from innograph.analysis.centrality import SHOWN, centrality
from innograph.analysis.comparisons import Comparison, compare_networks
from innograph.analysis.projections import KINDS, to_networkx
from innograph.analysis.selections import Choices, Part, Selection, split_period

__all__ = [
    "KINDS",
    "SHOWN",
    "Choices",
    "Comparison",
    "Part",
    "Selection",
    "centrality",
    "compare_networks",
    "split_period",
    "to_networkx",
]
