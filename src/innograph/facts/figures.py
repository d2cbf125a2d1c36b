"""What the parts of an observation are found from: a quantity in its sentence, and what the paragraph was about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from innograph.encoder import Context
from innograph.facts.numerals import Quantity
from innograph.facts.scenes import Scene
from innograph.facts.times import Time


@dataclass(frozen=True, slots=True)
class Figure:
    """The quantity number `at` of a sentence's quantities, among the sentence's times.

    `context` is what the encoder says of the document, where there is an encoder.
    """

    scene: Scene
    quantities: Sequence[Quantity]
    at: int
    times: Sequence[Time]
    context: Context | None = None

    @property
    def place(self) -> tuple[int, int, int]:
        """The number of the sentence, and the characters of the quantity in it."""
        return self.scene.parse.sentence.index, self.quantity.begin, self.quantity.end

    @property
    def quantity(self) -> Quantity:
        """The quantity itself."""
        return self.quantities[self.at]

    @property
    def before(self) -> str:
        """The sentence up to the quantity."""
        return self.scene.text[: self.quantity.begin]

    @property
    def after(self) -> str:
        """The sentence behind the quantity."""
        return self.scene.text[self.quantity.end :]


@dataclass(slots=True)
class Focus:
    """What the paragraph so far is about: kept from sentence to sentence."""

    indicator: str = ""
    currency: str = ""
    block: int = -1
    shared: Mapping[str, str] = field(default_factory=dict)
