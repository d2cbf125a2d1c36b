"""Mentions to entities, within a document and across documents."""

from __future__ import annotations

from innograph.entities.across import Thing, merge_entities
from innograph.entities.within import EntityResolver

__all__ = ["EntityResolver", "Thing", "merge_entities"]
