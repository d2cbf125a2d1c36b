"""Confidences, which differ a little from one kind of processor to another."""

from __future__ import annotations

import re


def without_confidences(text: str) -> str:
    """A text that tells facts, each with dots for its confidence."""
    return re.sub(r"\bconfidence [01]\.\d+", "confidence ...", text)
