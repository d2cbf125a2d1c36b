"""The graph's structure: as a NetworkX graph, and what can be computed of it."""

from __future__ import annotations

from innograph.analysis.bridging import Bridging, measure_bridging
from innograph.analysis.brokerage import Brokerage, measure_brokerage
from innograph.analysis.centrality import SHOWN, centrality
from innograph.analysis.communities import Communities, find_communities
from innograph.analysis.comparisons import Comparison, compare_networks
from innograph.analysis.cores import Core, find_core
from innograph.analysis.helix import Helix, measure_helix
from innograph.analysis.mixing import Mixing, measure_mixing
from innograph.analysis.projections import KINDS, to_networkx
from innograph.analysis.robustness import Robustness, measure_robustness
from innograph.analysis.selections import Choices, Part, Selection, split_period
from innograph.analysis.small_worlds import measure_small_world
from innograph.analysis.structures import measure_structure
from innograph.analysis.synergies import QUADRUPLE, TRIPLE, count_units, measure_synergy
from innograph.analysis.uncertainty import rank_intervals
from innograph.analysis.units import read_units

__all__ = [
    "KINDS",
    "QUADRUPLE",
    "SHOWN",
    "TRIPLE",
    "Bridging",
    "Brokerage",
    "Choices",
    "Communities",
    "Comparison",
    "Core",
    "Helix",
    "Mixing",
    "Part",
    "Robustness",
    "Selection",
    "centrality",
    "compare_networks",
    "count_units",
    "find_communities",
    "find_core",
    "measure_bridging",
    "measure_brokerage",
    "measure_helix",
    "measure_mixing",
    "measure_robustness",
    "measure_small_world",
    "measure_structure",
    "measure_synergy",
    "rank_intervals",
    "read_units",
    "split_period",
    "to_networkx",
]
