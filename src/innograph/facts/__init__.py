"""Parsed sentences and entities to facts: relations, observations and statements."""

from __future__ import annotations

from innograph.facts.observations import ObservationFinder
from innograph.facts.scenes import Scene, scenes
from innograph.facts.statements import StatementFinder
from innograph.facts.weighed import WeighedRelationFinder

__all__ = ["ObservationFinder", "Scene", "StatementFinder", "WeighedRelationFinder", "scenes"]
