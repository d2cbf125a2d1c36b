"""What the parts of an observation are found from: a quantity in its sentence, and what the paragraph was about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from innograph.facts.numerals import Quantity
from innograph.facts.scenes import Scene
from innograph.facts.times import Time


@dataclass(frozen=True, slots=True)
class Figure:
    """The quantity number `at` of a sentence's quantities, among the sentence's times."""

    scene: Scene
    quantities: Sequence[Quantity]
    at: int
    times: Sequence[Time]

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
