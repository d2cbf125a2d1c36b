"""Rows of tables to cells."""

from __future__ import annotations

from dataclasses import dataclass

from innograph.model import Sentence


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a row between two bars or wide blanks, and where in the row's sentence."""

    begin: int
    end: int
    text: str


def split_cells(sentence: Sentence) -> list[Cell]:
    """The cells of a row, parted by bars, or else by more than one blank in the document."""
    text, offsets = sentence.text, sentence.offsets
    if text.startswith("|"):
        bounds = [at for at, character in enumerate(text) if character == "|"]
        spans = [(low + 1, high) for low, high in zip(bounds, bounds[1:], strict=False)]
    else:
        gaps = [at for at in range(len(text) - 1) if text[at] == " " and offsets[at + 1] - offsets[at] > 1]
        spans = list(zip([0, *(at + 1 for at in gaps)], [*gaps, len(text)], strict=True))
    cells = []
    for low, high in spans:
        inner = text[low:high].strip()
        begin = low + len(text[low:high]) - len(text[low:high].lstrip())
        cells.append(Cell(begin, begin + len(inner), inner))
    return cells
