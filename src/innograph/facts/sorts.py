"""Sorts of figures: what their unit and kind have in common for those who look for what they measure."""

from __future__ import annotations

from innograph.model import Kind


def sort_of(unit: str, kind: Kind) -> str:
    """The sort of a figure: "count", "percent", "money", "else", or its kind where that is growth or rank.

    >>> sort_of("CNY/m2", "level"), sort_of("percent", "growth")
    ('money', 'growth')
    """
    if kind in ("growth", "rank"):
        return kind
    if unit.startswith("count"):
        return "count"
    if unit in ("percent", "percentage points"):
        return "percent"
    return "money" if len(unit) > 2 and unit[:3].isupper() else "else"
