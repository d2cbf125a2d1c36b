"""Readers that other packages bring, found by entry points of the group `innograph.readers`.

An entry point's name is a file suffix (".odt"); its value a function from a path to the text that the graph's folder
keeps and the offsets count in.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

TextReader = Callable[[Path], str]


@cache
def text_readers() -> dict[str, TextReader]:
    """The installed readers by file suffix."""
    return {point.name: point.load() for point in entry_points(group="innograph.readers")}
