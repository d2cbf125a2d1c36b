"""innograph: from reports on an innovation ecosystem to a knowledge graph one can trust.

import innograph as ig

kg = ig.build("reports/", out="kg")
kg.ask("indicator-over-time", place="Shenzhen")
kg.to_networkx()
kg.view("graph.html")
"""

from __future__ import annotations

from innograph.errors import InnographError
from innograph.graph import KnowledgeGraph, build, open_graph
from innograph.settings import Settings, read_settings

__version__ = "0.1.0"

__all__ = ["InnographError", "KnowledgeGraph", "Settings", "__version__", "build", "open_graph", "read_settings"]
