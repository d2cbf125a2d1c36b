"""Where the files that ship with the package lie: inside the wheel, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _shipped(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent.parent / name


def ontology_folder() -> Path:
    """The folder of the ontology, its shapes, lexicon and questions."""
    return _shipped("ontology")


def gazetteer_folder() -> Path:
    """The folder of the gazetteer's tables."""
    return _shipped("data") / "gazetteer"
