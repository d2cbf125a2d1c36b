"""Parsed sentences and entities to facts: relations, observations and statements."""

from __future__ import annotations

from innograph.facts.observations import ObservationFinder
from innograph.facts.relations import RelationFinder
from innograph.facts.scenes import Scene, scenes
from innograph.facts.statements import StatementFinder

__all__ = ["ObservationFinder", "RelationFinder", "Scene", "StatementFinder", "scenes"]
