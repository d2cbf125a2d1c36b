"""How two stretches of a text stand to each other: a small network over their vectors and what both look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from innograph.encoder.encodings import Encoding, Floats, Stretch

NEAR = 4
FAR = 9
AMONG = 6


@dataclass(frozen=True, slots=True)
class LinearHead:
    """Scores stretches by their vectors alone."""

    out: Floats
    bias: Floats

    def scores(self, encoding: Encoding, stretches: Sequence[Stretch]) -> Floats:
        """The logits of stretches of one window: shape (stretches, classes)."""
        scores: Floats = encoding.pooled(stretches)[0] @ self.out + self.bias
        return scores


@dataclass(frozen=True, slots=True)
class PairHead:
    """Scores pairs of stretches of one window.

    A pair is seen as its two vectors and the product of what is alike in them, the mean of the vectors at which both
    look (localised context pooling: Zhou, W. et al. (2021). Document-level relation extraction with adaptive
    thresholding and localized context pooling. AAAI), how many pieces apart they stand, how many sentences, and how
    many of the second stretches stand between.
    """

    name: str
    first: Floats
    second: Floats
    left: Floats
    right: Floats
    context: Floats
    apart: Floats
    between: Floats
    sentences: Floats
    out: Floats
    bias: Floats

    @classmethod
    def read(cls, arrays: Mapping[str, NDArray[np.generic]], name: str) -> PairHead:
        """The head of a name from the arrays of the file of heads."""
        parts = ("first", "second", "left", "right", "context", "apart", "between", "sentences", "out", "bias")
        return cls(name, *(np.asarray(arrays[f"{name}.{part}"], dtype=np.float32) for part in parts))

    def scores(
        self,
        encoding: Encoding,
        ones: Sequence[Stretch],
        others: Sequence[Stretch],
        extra: tuple[Floats, Floats] | None = None,
    ) -> Floats:
        """The logits of each of `ones` with each of `others`, all of one window: shape (ones, others, classes).

        Args:
            encoding: of the document.
            ones: the first stretches of the pairs.
            others: the second ones.
            extra: vectors to be added to those of the first and of the second stretches, as those of their classes.
        """
        window = ones[0].window
        x, look = encoding.pooled(ones)
        y, other_look = encoding.pooled(others)
        if extra:
            x, y = x + extra[0], y + extra[1]
        shared = look[:, None] * other_look[None]
        shared /= shared.sum(-1, keepdims=True) + 1e-6
        sums = (
            (x @ self.first)[:, None]
            + (y @ self.second)[None]
            + shared @ encoding.projected(window, self.name, self.context)
        )
        sums += (x @ self.left)[:, None] * (y @ self.right)[None]
        places = _places(ones), _places(others)
        sums += self.apart[steps(*places)] + self.between[between(*places)]
        sentences = encoding.windows[window].window.sentences
        one, other = (sentences[place] for place in places)
        sums += self.sentences[np.clip(other[None] - one[:, None], -NEAR, NEAR) + NEAR]
        scores: Floats = np.maximum(sums, 0) @ self.out + self.bias
        return scores


def _places(stretches: Sequence[Stretch]) -> NDArray[np.int64]:
    return np.array([stretch.first for stretch in stretches], dtype=np.int64)


def steps(ones: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.int64]:
    """How far apart, in steps that grow with the distance; ten and more where the second stands first."""
    distance = others[None] - ones[:, None]
    far = np.abs(distance)
    steps = np.where(far < NEAR, far, np.minimum(NEAR - 1 + _halvings(far), FAR))
    return np.where(distance < 0, FAR + 1 + steps, steps)


def between(ones: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many of the others stand between, six at most, on either side; six where none does."""
    ordered = np.sort(others)
    one, other = (np.searchsorted(ordered, places) for places in (ones, others))
    among: NDArray[np.int64] = np.clip(other[None] - one[:, None], -AMONG, AMONG) + AMONG
    return among


def _halvings(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """How often a distance can be halved, from two on."""
    return np.frexp(np.maximum(distance // 2, 1).astype(np.float64))[1].astype(np.int64) - 1
