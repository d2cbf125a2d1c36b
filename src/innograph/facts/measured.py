"""What a figure measures, put together: its label, noun phrase or subject, and what the clause says of it."""

from __future__ import annotations

import re

from innograph.facts.counted import NOMINAL
from innograph.facts.figures import Figure, Focus
from innograph.facts.indicators import IndicatorFinder
from innograph.facts.kinds import KindFinder
from innograph.facts.numerals import Quantity
from innograph.facts.scenes import Scene
from innograph.lexicon import Lexicon, one_of
from innograph.model import Kind, Observation

_INHERITING = ("growth", "share", "rank", "ratio")
_FARTHEST = 16
_BEGINNING = 50
_FULL = 5
_SHORT = 6
_LONGEST = 12


class MeasuredFinder:
    """Finds what figures measure; made once per lexicon."""

    def __init__(self, lexicon: Lexicon, kinds: KindFinder) -> None:
        table = lexicon.table("observations")
        self._kinds = kinds
        self._indicators = IndicatorFinder(lexicon)
        self._fragment = re.compile(one_of(table["fragment"]["begins"]), re.IGNORECASE)
        phrase = table["phrase"]
        self._label = re.compile(phrase["label"])
        self._end = re.compile(phrase["end"])
        self._auxiliary = re.compile(phrase["auxiliary"])
        self._of_them = re.compile(phrase["of_them"])
        self._onward = re.compile(phrase["onward"])
        self._units = frozenset(phrase["units"])
        self._copulas = frozenset(table["counted"]["light_verbs"])
        self._bracketed = re.compile(phrase["bracketed"])

    def find(self, figure: Figure, kind: Kind, focus: Focus, last: Observation | None, last_end: int) -> str:
        """What a figure measures: what the one before it does, what its sentence says, or the last sentence's."""
        scene, quantity = figure.scene, figure.quantity
        if last is None and focus.indicator and quantity.begin < _BEGINNING and self._fragment.match(scene.text):
            return focus.indicator
        if last and self.inherits(figure, kind, last, last_end):
            found = last.indicator
        elif label := self._labelled(figure):
            found = label
        elif (since := figure.before[last_end:] if last else "") and last and self._of_them.search(since):
            found = f"{last.indicator} {self._tail(figure)}".strip()
        else:
            found = self._whole(figure, kind)
        focus.indicator = found or (last.indicator if last else focus.indicator)
        among = self._indicators.among(scene, quantity) if kind == "rank" and focus.indicator else ""
        return _shortened(f"{focus.indicator} {among}")

    def _whole(self, figure: Figure, kind: Kind) -> str:
        """The noun phrase that a figure measures, and where that is short what the clause goes on to say of it."""
        found = self._said(figure, kind)
        if not found or kind in ("growth", "rank") or len(found.split()) >= _FULL:
            return found
        tail = self._tail(figure)
        first = found.split()[0]
        if tail.startswith(first):
            words = tail.split()
            return " ".join([*words, *(word for word in found.split() if word not in words)])
        if found in tail:
            return tail
        return f"{found} {tail}".strip()

    def _tail(self, figure: Figure) -> str:
        """What follows a figure up to a mark, the next figure or a time: "earmarked for construction"."""
        scene, quantity = figure.scene, figure.quantity
        high = min(
            [len(scene.text), *(q.begin for q in figure.quantities if q.begin >= quantity.end)]
            + [t.begin for t in figure.times if t.begin >= quantity.end]
        )
        text = scene.text[quantity.end : high]
        if end := self._end.search(text):
            text = text[: end.start()]
        return self._indicators.clean(self._auxiliary.sub("", text), scene)

    def _labelled(self, figure: Figure) -> str:
        """The label before a figure: "Technology contract deal: 18.9 billion"."""
        found = self._label.search(figure.before)
        text = self._indicators.clean(found["label"], figure.scene) if found else ""
        return text if self._indicators.says(text, figure.scene) else ""

    def _said(self, figure: Figure, kind: Kind) -> str:
        """The indicator that the sentence itself gives, looked for where a figure of the kind has it first."""
        scene, quantity, find = figure.scene, figure.quantity, self._indicators
        starts = _starts_clause(figure)
        if quantity.unit.startswith("count") or (quantity.unit == "percent" and kind != "growth" and starts):
            ways = [self._numbered, find.before_of, find.subject, find.preceding]
        elif kind == "rank":
            ways = [find.subject, find.preceding]
        elif kind == "share":
            ways = [find.before_of, find.subject, find.preceding, find.following]
        elif starts:
            ways = [find.before_of, self._beside, find.subject, find.doing, find.following, find.preceding]
        elif kind != "growth" and (doing := find.doing(scene, quantity)) and not find.before_of(scene, quantity):
            return doing
        else:
            ways = [find.before_of, find.subject, find.following, find.preceding]
        for way in ways:
            text = way(scene, quantity)
            if way == find.subject and find.is_empty(text):
                return find.main_subject(scene, quantity)
            if find.says(text, scene) and not self._kinds.is_change(text):
                return text
        listing = find.listing(scene) if kind == "rank" else ""
        return listing or find.main_subject(scene, quantity)

    def _numbered(self, scene: Scene, quantity: Quantity) -> str:
        """What is counted; where that is a unit of counting, with the subject: "researchers people"."""
        counted = self._indicators.following(scene, quantity)
        if counted.split(" ", 1)[0].lower() not in self._units or counted.count(" ") > 1:
            return counted
        verb = next((t for t in reversed(scene.tokens) if t.end <= quantity.begin and t.pos in ("VERB", "AUX")), None)
        if verb is None or verb.lemma not in self._copulas or quantity.begin - verb.end > _FARTHEST:
            return counted
        subject = self._indicators.subject(scene, quantity)
        return f"{subject} {counted}" if self._indicators.says(subject, scene) else counted

    def _beside(self, scene: Scene, quantity: Quantity) -> str:
        """The noun phrase right before a figure, since the last mark: "total income 112.6 billion yuan"."""
        low = max(scene.text.rfind(mark, 0, quantity.begin) for mark in ",;:()[]") + 1
        tokens = [t for t in scene.tokens if low <= t.begin and t.end <= quantity.begin]
        nouns = any(t.pos in ("NOUN", "PROPN") for t in tokens)
        if not nouns or not low or len(tokens) > _SHORT or tokens[0].pos not in (*NOMINAL, "DET", "VERB"):
            return ""
        return self._indicators.clean(scene.text[tokens[0].begin : tokens[-1].end], scene)

    def inherits(self, figure: Figure, kind: Kind, last: Observation, last_end: int) -> bool:
        """Whether a figure speaks of what the one before it measures.

        So does a change, share or rank with no subject of its own in between, what stands in brackets right behind a
        figure, and a bare number after a number of things.
        """
        tokens = figure.scene.tokens
        between = [t for t in tokens if last_end <= t.begin < figure.quantity.begin]
        if any(t.dep in ("nsubj", "nsubjpass") or t.text in (";", ".") for t in between):
            return False
        apart = figure.before[last_end:]
        if self._of_them.search(apart):
            return False
        if self._bracketed.fullmatch(apart) or self._onward.fullmatch(apart):
            return True
        if figure.quantity.unit == last.unit and not self._label.search(apart):
            following = next((t for t in tokens if t.begin >= figure.quantity.end), None)
            if following is None or following.pos in ("PUNCT", "CCONJ", "SCONJ"):
                return True
        return kind in _INHERITING and len(between) < _FARTHEST


def _shortened(text: str) -> str:
    return " ".join(text.split()[:_LONGEST])


def _starts_clause(figure: Figure) -> bool:
    """Whether no verb stands before the quantity since the last mark."""
    begin = figure.quantity.begin
    low = max(figure.scene.text.rfind(mark, 0, begin) for mark in ",;:(") + 1
    return not any(low <= t.begin < begin and t.pos in ("VERB", "AUX") for t in figure.scene.tokens)
