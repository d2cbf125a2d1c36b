"""The graph's structure: as a NetworkX graph, and what can be computed of it."""

from __future__ import annotations

from innograph.analysis.centrality import centrality
from innograph.analysis.projections import KINDS, to_networkx
from innograph.analysis.selections import Choices, Selection

__all__ = ["KINDS", "Choices", "Selection", "centrality", "to_networkx"]
