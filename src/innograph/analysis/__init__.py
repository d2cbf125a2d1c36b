"""The graph's structure: as a NetworkX graph, and what can be computed of it."""

from __future__ import annotations

from innograph.analysis.centrality import centrality
from innograph.analysis.projections import to_networkx

__all__ = ["centrality", "to_networkx"]
