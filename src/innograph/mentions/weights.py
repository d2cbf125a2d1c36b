"""What each clue weighs: for a stretch being a name at all, and for its class; fitted on annotated texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from innograph.errors import LexiconError
from innograph.resources import ontology_folder

FILE = "mention-weights.tsv"
_OUTSIDE_TYPE = ("f=", "pos=", "roots=", "offroot", "cl=", "cr=", "cutl=", "cutr=", "dt=", "dl")


class Weights:
    """Two log-linear models over clues: whether a stretch is a name, and of which class.

    Args:
        classes: the classes, in the order of the columns.
        rows: for each clue its weight for being a name, and those for the classes by their number.

    McCullagh, P. and Nelder, J. A. (1989). Generalized linear models, chapters 4 and 5.
    """

    def __init__(self, classes: Sequence[str], rows: Iterable[tuple[str, float, dict[int, float]]]) -> None:
        self.classes = tuple(classes)
        self._number: dict[str, int] = {}
        names, types = [0.0], [np.zeros(len(self.classes))]
        for clue, name, by_class in rows:
            self._number[clue] = len(names)
            names.append(name)
            weights = np.zeros(len(self.classes))
            for at, weight in by_class.items():
                weights[at] = weight
            types.append(weights)
        self._names = np.array(names)
        self._types = np.array(types)

    def name_scores(self, clues: Sequence[Sequence[str]]) -> NDArray[np.float64]:
        """For each stretch's clues the logarithm of the odds that it is a name."""
        numbers = [self._number.get(clue, 0) for own in clues for clue in own]
        lengths = [len(own) for own in clues]
        starts = np.cumsum([0, *lengths[:-1]])
        return np.add.reduceat(self._names[numbers], starts) if numbers else np.zeros(0)

    def type_scores(self, clues: Iterable[str]) -> NDArray[np.float64]:
        """For a stretch's clues the weight that speaks for each class."""
        numbers = sorted({self._number.get(clue, 0) for clue in clues if tells_type(clue)})
        scores: NDArray[np.float64] = self._types[numbers].sum(axis=0)
        return scores


def tells_type(clue: str) -> bool:
    """Whether a clue may speak for a class, and not only for where a name begins and ends."""
    return not clue.startswith(_OUTSIDE_TYPE)


@cache
def read_weights(language: str, folder: Path | None = None) -> Weights | None:
    """The weights of a language's lexicon; nothing where it has none: then the rules alone choose.

    Args:
        language: of the lexicon.
        folder: of the ontology; the package's own where none is given.

    Raises:
        LexiconError: a line is no clue with its weights.
    """
    path = (folder or ontology_folder()) / "lexicon" / language / FILE
    if not path.is_file():
        return None
    header, *lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("# "))
    return Weights(header.split("\t")[2:], [_row(path, line) for line in lines])


def _row(path: Path, line: str) -> tuple[str, float, dict[int, float]]:
    try:
        clue, name, *types = line.split("\t")
        by_class = {int(number): float(weight) for number, weight in (part.split(":") for part in types)}
        return clue, float(name), by_class
    except ValueError as error:
        remedy = "Write it again by benchmarks/extraction/mentions.py."
        raise LexiconError(f"{path.name}: {line!r} is no clue with its weights. {remedy}") from error
