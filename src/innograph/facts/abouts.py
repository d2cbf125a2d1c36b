"""Whom a figure is about: of the names around it, the one that most speaks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from innograph.facts.discourse import Discourse
from innograph.facts.figures import Figure
from innograph.facts.orders import OrderFinder
from innograph.facts.preferences import Preferences
from innograph.facts.scenes import Name, Scene
from innograph.facts.ties import TieReader
from innograph.lexicon import Lexicon
from innograph.model import Kind, Token

_OWNER = re.compile(r"['’]s?\s")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_CLIMB = 6
_BY_KIND = (
    "subject",
    "in subject",
    "told",
    "topic",
    "place",
    "in title",
    "owner",
    "in indicator",
    "introduces",
    "focus",
    "expected",
)


class AboutFinder:
    """Finds whom figures are about; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("observations")["about"]
        self._measured = frozenset(table["measured"])
        self._adjacent = re.compile(table["adjacent"])
        self._right_behind = re.compile(table["right_behind"])
        self._located = re.compile(table["located"])
        self._compared = re.compile(table["compared"])
        self._there = re.compile(table["there"])
        self._joined = re.compile(table["joined"])
        self._numbers_joined = re.compile(table["numbers_joined"])
        self._orders = OrderFinder(lexicon)
        self._blend: Mapping[str, Any] = lexicon.table("blend")["about"]
        self._preferences = Preferences(lexicon.table("preferences")["about"])

    def find(self, figure: Figure, kind: Kind, indicator: str, discourse: Discourse) -> tuple[int, float | None]:
        """The entity that a figure is about, or -1, and by how much it outweighs the next, if they are weighed."""
        if figure.context:
            return self._in_context(figure, kind, indicator, discourse)
        if discourse.long:
            return self._orders.find(figure, kind, self.respective(figure), discourse), None
        found = self.candidates(figure, kind, indicator, discourse)
        best = self._preferences.best(found)
        if best is None:
            return -1, 0.0
        weights = sorted((self._preferences.weight(traits) for traits in found.values()), reverse=True)
        return best, weights[0] - weights[1] if len(weights) > 1 else weights[0]

    def _in_context(self, figure: Figure, kind: Kind, indicator: str, discourse: Discourse) -> tuple[int, float | None]:
        """The entity that the encoder and the traits together speak for, and by how much it outweighs the next."""
        logs = figure.context.about(*figure.place) if figure.context else {}
        ordered = self._orders.find(figure, kind, self.respective(figure), discourse)
        found = self.candidates(figure, kind, indicator, discourse)
        # The encoder also knows names that stand too far off to be weighed by their traits.
        far = (entity for entity in logs if discourse.cores.get(entity) in self._measured)
        found |= {entity: [] for entity in far if entity not in found}
        weights = {
            entity: self._blend["traits"] * self._preferences.weight(traits)
            + self._blend["encoder"] * max(logs.get(entity, self._blend["floor"]), self._blend["floor"])
            + (self._blend["ordered"]["long" if discourse.long else "passage"] if entity == ordered else 0.0)
            for entity, traits in found.items()
        }
        if not weights:
            return -1, 0.0
        best = max(weights, key=lambda entity: weights[entity])
        others = [weight for entity, weight in weights.items() if entity != best]
        return best, weights[best] - max(others) if others else 9.0

    def candidates(self, figure: Figure, kind: Kind, indicator: str, discourse: Discourse) -> dict[int, list[str]]:
        """The entities that a figure may be about, each with what speaks for and against it."""
        scene = figure.scene
        measured = self._names(scene)
        names = {name.entity: name for name in self._by_distance(figure, measured)}
        other = self.respective(figure)
        ordered = self._orders.find(figure, kind, other, discourse)
        cores = {name.entity: name.core for name in measured}
        found: dict[int, list[str]] = {}
        located = any(
            n.core == "Place" and n.begin >= figure.quantity.end and self._located.search(scene.text[: n.begin])
            for n in measured
        )
        ties = TieReader(figure, kind, indicator, measured, discourse)
        for entity in dict.fromkeys((*(n.entity for n in measured), *discourse.near(scene))):
            core = cores.get(entity) or discourse.cores.get(entity, "Unnamed")
            if core != "Unnamed" and core not in self._measured:
                continue
            near = discourse.traits(entity, scene)
            if entity in names:
                here = list(self._here(figure, names[entity], measured, kind))
                if names[entity].text in indicator:
                    here += ["in indicator", f"in indicator {core}"]
                here += [f"{trait} {kind}" for trait in here if trait.startswith(_BY_KIND)]
                found[entity] = [*here, f"here {core}", *(f"here {trait}" for trait in near)]
                if other and other.entity == entity:
                    found[entity].append("respective")
            else:
                found[entity] = [f"away {core}", f"away from {min(len(names), 3)} names"]
                found[entity] += [f"away {trait}" for trait in near]
                if located:
                    found[entity].append("away from a place in which")
            if entity == ordered:
                found[entity] += ["by order", f"by order {kind}", f"by order {core}"]
            found[entity] += ties.traits(entity, core, names.get(entity))
            found[entity] += [f"{trait} {kind}" for trait in near if trait.startswith(_BY_KIND)]
        return found

    def _here(self, figure: Figure, name: Name, names: Sequence[Name], kind: Kind) -> Iterator[str]:
        """What the sentence itself says for or against a name."""
        scene, quantity, text = figure.scene, figure.quantity, figure.scene.text
        ahead = name.end <= quantity.begin
        side = "before" if ahead else "behind"
        low, high = (name.end, quantity.begin) if ahead else (quantity.end, name.begin)
        between = text[low:high]
        yield side
        apart = sum(1 for n in names if n is not name and low <= n.begin < high and n.entity != name.entity)
        yield f"{side} past {min(apart, 3)} names"
        figures = sum(1 for q in figure.quantities if q is not quantity and low <= q.number < max(low, high))
        yield f"{side} past {min(figures, 2)} figures"
        words = len(between.split())
        yield f"{side} {'near' if words < 3 else 'by' if words < 8 else 'off' if words < 18 else 'far off'}"
        if any(mark in between for mark in ";:"):
            yield f"{side} past a colon"
        elif "," in between:
            yield f"{side} past a comma"
        if ahead and self._adjacent.fullmatch(between):
            yield f"adjacent {name.core}"
            yield "adjacent"
        if not ahead and self._right_behind.fullmatch(between):
            yield f"right behind {kind if quantity.unit == 'percent' or kind == 'rank' else ''}"
        if name.begin < 3:
            yield "begins the sentence"
        if self._compared.search(text[: name.begin]):
            yield "compared"
        if name.kind == "reference":
            yield "country of" if name.type == "Country" else "reference"
        yield from self._syntax(scene, name, figure, side)

    def _syntax(self, scene: Scene, name: Name, figure: Figure, side: str) -> Iterator[str]:
        """What part of the sentence a name is, and how it stands to the verb that governs the figure."""
        last = next((t for t in reversed(scene.tokens) if name.begin <= t.begin < name.end), None)
        if last is None:
            return
        if _OWNER.match(scene.text[name.end :]):
            yield "owner"
        elif last.index + 1 < len(scene.tokens) and scene.tokens[last.index + 1].pos in ("NOUN", "PROPN"):
            yield "compound"
        head = scene.tokens[last.head]
        yield f"{side} as {last.dep}"
        if last.dep == "pobj":
            yield f"{side} after {head.text.lower()}"
        subject = _subject_of(scene, last)
        verb = _verb_of(scene, scene.token_at(figure.quantity.number))
        if subject is not None:
            own = verb is not None and subject.head == verb.index
            direct = "subject" if subject.index == last.index else "in subject"
            yield f"{direct} {'of the verb' if own else 'elsewhere'}"
        there = next((t.begin for t in scene.tokens if t.dep == "expl" and t.begin < figure.quantity.begin), -1)
        if there > name.end and self._there.fullmatch(scene.text[name.end : there]):
            yield "where there are"

    def own(self, figure: Figure, last_end: int) -> bool:
        """Whether a figure has a name of its own since the last one: "Beijing (52,720) and Shanghai (37,139)"."""
        if self.respective(figure):
            return True
        since = [n for n in self._names(figure.scene, end=figure.quantity.begin) if n.begin >= last_end]
        return any(self._adjacent.match(figure.before[n.end :]) for n in since)

    def respective(self, figure: Figure) -> Name | None:
        """The name in the same place of its list as the quantity in its own: "A and B ... 4 and 5, respectively"."""
        run = self._run(figure)
        if len(run) < 2:
            return None
        before = self._names(figure.scene, end=figure.quantities[run[0]].begin)
        for first in range(len(before) - len(run), -1, -1):
            listed = before[first : first + len(run)]
            if all(self._side_by_side(figure.scene, one, other) for one, other in pairwise(listed)):
                return listed[run.index(figure.at)]
        return None

    def joint(self, figure: Figure, about: int) -> list[int]:
        """The other entities that share a rank as one list: "India, Russia and Brazil are in the top 10"."""
        return [entity for entity in dict.fromkeys(self._listed_with(figure, about)) if entity != about]

    def _listed_with(self, figure: Figure, about: int) -> Iterator[int]:
        if self.respective(figure):
            return
        names = self._names(figure.scene, end=figure.quantity.begin)
        mine = next((at for at, name in enumerate(names) if name.entity == about), None)
        if mine is None:
            return
        for step in (-1, 1):
            here = mine
            while 0 <= here + step < len(names):
                one, other = sorted((here, here + step))
                if not self._side_by_side(figure.scene, names[one], names[other]):
                    break
                here += step
                yield names[here].entity

    def _names(self, scene: Scene, end: int | None = None) -> list[Name]:
        """The names that figures may be about, up to a character."""
        return [n for n in scene.names if n.core in self._measured and (end is None or n.end <= end)]

    @staticmethod
    def _by_distance(figure: Figure, names: Sequence[Name]) -> list[Name]:
        """The names, farthest from the figure first, so that the nearest mention of each entity counts."""
        return sorted(names, key=lambda n: -abs(n.begin - figure.quantity.begin))

    def _run(self, figure: Figure) -> list[int]:
        """The numbers of the quantities that are listed side by side with this one, in order."""
        quantities, run = figure.quantities, [figure.at]
        for step in (-1, 1):
            other = figure.at + step
            while 0 <= other < len(quantities):
                one, two = sorted((other, other - step))
                apart = figure.scene.text[quantities[one].end : quantities[two].begin]
                if quantities[other].unit != figure.quantity.unit or not self._numbers_joined.fullmatch(apart):
                    break
                run.append(other)
                other += step
        return sorted(run)

    def _side_by_side(self, scene: Scene, one: Name, other: Name) -> bool:
        apart = scene.text[one.end : other.begin]
        return one.core == other.core and bool(apart.strip()) and bool(self._joined.fullmatch(apart))


def _verb_of(scene: Scene, token: Token | None) -> Token | None:
    """The verb that governs a word, or the root."""
    for _ in range(2 * _CLIMB):
        if token is None or token.pos in ("VERB", "AUX") or token.head == token.index:
            return token
        token = scene.tokens[token.head]
    return token


def _subject_of(scene: Scene, token: Token) -> Token | None:
    """The subject that a word is, or is part of."""
    for _ in range(_CLIMB):
        if token.dep in _SUBJECTS:
            return token
        if token.head == token.index or token.pos in ("VERB", "AUX"):
            return None
        token = scene.tokens[token.head]
    return None
