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
        encoded = self.windows[stretches[0].window]
        hidden = np.stack([encoded.hidden[s.first : s.last].mean(0) for s in stretches])
        attention = np.stack([encoded.attention[s.first : s.last].mean(0) for s in stretches])
        return hidden, attention
