"""What the rules see in a sentence: its words, and what they take for names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from innograph.mentions.candidates import Candidate, Word
from innograph.model import Parse


@dataclass(frozen=True, slots=True)
class Sight:
    """A sentence before the choice: its words, all that the rules propose, and what they choose of it."""

    parse: Parse
    words: Sequence[Word]
    proposed: Sequence[Candidate]
    chosen: Sequence[Candidate]
