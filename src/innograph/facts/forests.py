"""What was fitted, as files: weights of traits for each relation, and a forest of decision trees; applied by numpy."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from innograph.errors import LexiconError

Numbers = NDArray[np.float64]
_CHUNK = 2000


class Weights:
    """The weights of traits, for each class a column; a trait that has no weight counts nothing."""

    def __init__(self, base: Mapping[str, float], rows: Mapping[str, Mapping[str, float]]) -> None:
        self.classes = tuple(base)
        column = {name: number for number, name in enumerate(self.classes)}
        self._base = np.array(list(base.values()))
        self._row = {trait: number for number, trait in enumerate(rows)}
        self._table = np.zeros((len(rows) + 1, len(column)))
        for number, weights in enumerate(rows.values()):
            for name, weight in weights.items():
                self._table[number, column[name]] = weight

    def chances(self, described: Sequence[Iterable[str]]) -> Numbers:
        """For each thing that traits describe, and each class, the chance that it is of the class.

        >>> Weights({"leads": 0.0}, {"head": {"leads": 2.0}}).chances([["head", "other"], []]).round(2).tolist()
        [[0.88], [0.5]]
        """
        parts = [self._sums(described[at : at + _CHUNK]) for at in range(0, len(described), _CHUNK)]
        sums = np.vstack([np.empty((0, len(self.classes))), *parts])
        return np.asarray(1.0 / (1.0 + np.exp(-sums)), dtype=np.float64)

    def _sums(self, described: Sequence[Iterable[str]]) -> Numbers:
        none = len(self._row)
        # Each has one row of noughts at its beginning, so that none is empty.
        rows = [[none, *(self._row[t] for t in dict.fromkeys(traits) if t in self._row)] for traits in described]
        begins = np.cumsum([0, *(len(row) for row in rows[:-1])])
        flat = np.fromiter((number for row in rows for number in row), dtype=np.intp)
        return np.asarray(np.add.reduceat(self._table[flat], begins, axis=0) + self._base, dtype=np.float64)


def read_weights(path: Path) -> Weights:
    """The weights of a file: a line a trait, then the weights as "class=number", all set apart by tabs; "" is the base.

    Raises:
        LexiconError: a line is none of these.
    """
    rows: dict[str, dict[str, float]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        trait, *cells = line.split("\t")
        try:
            rows[trait] = {name: float(value) for name, value in (cell.rsplit("=", 1) for cell in cells)}
        except ValueError:
            raise LexiconError(
                f"Line {number} of {path.name} is no trait with weights: {line!r}. Fit it anew."
            ) from None
    if "" not in rows:
        raise LexiconError(f"{path.name} has no line without a trait, that of the base. Fit it anew.")
    return Weights(rows.pop(""), rows)


class Forest:
    """Decision trees whose leaves are summed to the logarithm of the odds (gradient boosting, Friedman 2001)."""

    def __init__(self, base: float, trees: Sequence[Mapping[str, Sequence[Any]]]) -> None:
        """Take the trees: for each node the number it asks of, and the bound up to which one goes left.

        `at` and `bound` ask; `left` and `right` are nodes, 0 at a leaf; `value` is what a leaf adds; `codes` holds for
        the nodes that ask which of some things a number stands for those that go left, else null.
        """
        self._base = base
        self._trees = [_Tree(tree) for tree in trees]

    def chances(self, table: Numbers) -> Numbers:
        """The chance of each row of numbers.

        >>> stump = {"at": [0, 0, 0], "bound": [1.5, 0, 0], "left": [1, 0, 0], "right": [2, 0, 0]}
        >>> forest = Forest(0.0, [stump | {"value": [0, -2.0, 2.0], "codes": [None, None, None]}])
        >>> forest.chances(np.array([[1.0], [2.0]])).round(2).tolist()
        [0.12, 0.88]
        """
        sums = np.full(len(table), self._base)
        for tree in self._trees:
            sums += tree.values(table)
        return np.asarray(1.0 / (1.0 + np.exp(-sums)), dtype=np.float64)


class _Tree:
    """One tree."""

    def __init__(self, tree: Mapping[str, Sequence[Any]]) -> None:
        self._at = np.array(tree["at"], dtype=np.intp)
        self._bound = np.array(tree["bound"], dtype=np.float64)
        self._left = np.array(tree["left"], dtype=np.intp)
        self._right = np.array(tree["right"], dtype=np.intp)
        self._value = np.array(tree["value"], dtype=np.float64)
        self._coded = np.array([codes is not None for codes in tree["codes"]])
        most = max((max(codes, default=0) for codes in tree["codes"] if codes is not None), default=0)
        self._goes_left = np.zeros((len(self._at), most + 2), dtype=bool)
        for node, codes in enumerate(tree["codes"]):
            self._goes_left[node, list(codes or ())] = True

    def values(self, table: Numbers) -> Numbers:
        """What the tree adds for each row."""
        node = np.zeros(len(table), dtype=np.intp)
        rows = np.arange(len(table))
        while len(rows):
            here = node[rows]
            asked = table[rows, self._at[here]]
            codes = np.clip(asked, 0, self._goes_left.shape[1] - 1).astype(np.intp)
            left = np.where(self._coded[here], self._goes_left[here, codes], asked <= self._bound[here])
            node[rows] = np.where(left, self._left[here], self._right[here])
            rows = rows[self._left[node[rows]] > 0]
        return self._value[node]


def read_forest(path: Path) -> tuple[Forest, Mapping[str, Any]]:
    """The forest of a JSON file, and the settings that it was fitted with.

    Raises:
        LexiconError: the file holds no forest.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return Forest(held["base"], held["trees"]), held["settings"]
    except (ValueError, KeyError) as error:
        raise LexiconError(f"{path.name} holds no forest: {error}. Fit it anew.") from error
