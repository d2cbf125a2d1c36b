"""What the network makes of a document: of each window vectors, attention, and the chances of classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from innograph.encoder.windows import Window

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A window as the network reads it.

    `hidden` has shape (pieces, width), `attention` (pieces, pieces): how much each piece looks at each other one in the
    last layer, the mean of its heads. `clauses` has shape (words, classes): the logarithms of the chances of the
    classes of statements.
    """

    window: Window
    hidden: Floats
    attention: Floats
    clauses: Floats


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces of a window: `first` to before `last`."""

    window: int
    first: int
    last: int


@dataclass(frozen=True)
class Encoding:
    """The windows of a document, and in which of them each sentence stands."""

    windows: Sequence[Encoded]
    _windows_of: Mapping[int, Sequence[int]] = field(default_factory=dict)
    _means: dict[Stretch, tuple[Floats, Floats]] = field(default_factory=dict)
    _projected: dict[tuple[int, str], Floats] = field(default_factory=dict)

    @classmethod
    def of(cls, windows: Sequence[Encoded]) -> Encoding:
        """The encoding of a document with the windows in order."""
        places: dict[int, list[int]] = {}
        for number, encoded in enumerate(windows):
            for sentence in np.unique(encoded.window.sentences):
                places.setdefault(int(sentence), []).append(number)
        return cls(windows, places)

    def stretch(self, sentence: int, begin: int, end: int) -> Stretch | None:
        """Where the characters of a sentence stand; none for a place outside of sentences."""
        for number in self._windows_of.get(sentence, ()) if sentence >= 0 else ():
            found = self.windows[number].window.pieces(sentence, begin, end)
            if found:
                return Stretch(number, *found)
        return None

    def pooled(self, stretches: Sequence[Stretch]) -> tuple[Floats, Floats]:
        """The mean vector and the mean attention of stretches of one window: shapes (n, width) and (n, pieces)."""
        hidden, attention = zip(*(self._mean(stretch) for stretch in stretches), strict=True)
        return np.stack(hidden), np.stack(attention)

    def _mean(self, stretch: Stretch) -> tuple[Floats, Floats]:
        if stretch not in self._means:
            encoded, pieces = self.windows[stretch.window], slice(stretch.first, stretch.last)
            self._means[stretch] = encoded.hidden[pieces].mean(0), encoded.attention[pieces].mean(0)
        return self._means[stretch]

    def projected(self, window: int, name: str, matrix: Floats) -> Floats:
        """The vectors of a window times a matrix, which is told from others by its name; made once."""
        if (window, name) not in self._projected:
            self._projected[window, name] = self.windows[window].hidden @ matrix
        return self._projected[window, name]
