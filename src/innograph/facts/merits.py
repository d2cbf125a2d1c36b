"""Whether a number is a figure that the text means to tell, and how sure what was made of it is: fitted chances."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import exp

from innograph.facts.figures import Figure
from innograph.facts.preferences import Preferences
from innograph.facts.routes import Routes
from innograph.facts.sorts import sort_of
from innograph.lexicon import Lexicon
from innograph.model import Kind, Observation, Token

_BESIDE = 3
_LATEST = 2


class MeritFinder:
    """Weighs figures; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("merits")
        self._told, self._right = Preferences(table["told"]), Preferences(table["right"])
        self._blend: Mapping[str, float] = lexicon.table("blend")["told"]
        self._bar: float = lexicon.table("observations")["merit"]["bar"]

    def is_told(self, traits: Sequence[str], figure: Figure) -> bool:
        """Whether a number is likely enough to be one that the text tells as a figure."""
        weight = self._told.weight(traits)
        odds = figure.context.told(*figure.place) if figure.context else None
        if odds is not None:
            weight = self._blend["rules"] * weight + self._blend["encoder"] * odds
        return _chance(weight) >= self._bar

    def confidence(self, traits: Sequence[str]) -> float:
        """The chance that all of an observation is right: whom it is of, what is measured, how and when."""
        return round(_chance(self._right.weight(traits)), 2)

    def traits(self, figure: Figure, kind: Kind, indicator: str) -> list[str]:
        """What speaks for a number's being a figure of the text, and against it."""
        return list(dict.fromkeys(_traits(figure, kind, indicator)))


def settled(made: Observation, traits: Sequence[str], margin: float | None) -> list[str]:
    """The traits with those of what was made; `margin` is by how much whom it is of won, if that was weighed."""
    when = "dated" if made.start else "undated"
    won = [] if margin is None else [f"won by {min(int(margin), 4)}", f"won by {min(int(margin), 4)} {made.kind}"]
    return [*traits, *won, when, f"{when} {made.kind}"]


def _traits(figure: Figure, kind: Kind, indicator: str) -> Iterator[str]:
    quantity, scene, tokens = figure.quantity, figure.scene, figure.scene.tokens
    paths, sort = Routes(figure), sort_of(figure.quantity.unit, kind)
    shape = _shape(scene.text[quantity.number : quantity.end])
    yield "any"
    yield f"{sort}"
    yield f"{kind}"
    yield f"unit {quantity.unit}"
    yield f"{shape} {sort}"
    yield f"{quantity.sort} {quantity.bound}"
    if quantity.scaled:
        yield "scaled"
    before = [t for t in tokens if t.end <= quantity.begin][-_BESIDE:]
    after = [t for t in tokens if t.begin >= quantity.end][:_BESIDE]
    for side, beside in (("before", before[::-1]), ("behind", after)):
        for at, token in enumerate(beside):
            yield f"{side} {token.lemma.lower()}"
            if at < _LATEST:
                yield f"{side} {at} {token.lemma.lower()} {sort}"
                yield f"{side} {at} {token.pos} {shape}"
        if not beside:
            yield f"{side} nothing"
    verb = paths.governor()
    yield f"verb {verb.lemma.lower()} {sort}" if verb else f"no verb {sort}"
    yield f"verb {verb.tag} {shape}" if verb else f"no verb {shape}"
    anchor = next((t for t in tokens if t.end > quantity.number), None)
    if anchor:
        yield f"part {anchor.dep} {shape}"
        yield f"under {tokens[anchor.head].lemma.lower()}"
    yield f"block {scene.parse.sentence.kind} {shape}"
    yield f"begins {shape}" if quantity.begin < _BESIDE else f"within {shape}"
    yield f"of {min(len(indicator.split()), 6)} words"
    yield f"among {min(len(figure.quantities), 4)} figures"
    yield f"with {min(len(figure.times), 2)} times"
    yield from _context(figure, tokens)


def _context(figure: Figure, tokens: tuple[Token, ...]) -> Iterator[str]:
    finite = any(t.tag in ("VBZ", "VBD", "VBP", "MD") for t in tokens)
    yield "a sentence" if finite else "no sentence"
    yield f"long {min(len(tokens) // 10, 5)}"
    if any(n.begin <= figure.quantity.begin < n.end for n in figure.scene.names):
        yield "in a name"


def _shape(text: str) -> str:
    """How a number is written: by a word, in one figure, four, with a point, or others."""
    figures = re.sub(r"\D", "", text)
    if not figures:
        return "word"
    if re.search(r"\d[.,]\d", text):
        return "pointed"
    return {1: "one", 2: "two", 4: "four"}.get(len(figures), "more")


def _chance(weight: float) -> float:
    return 1 / (1 + exp(-weight))
