"""Numbers with a meaning: whom and what a quantity measures, how, when, and of what whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from innograph.facts.abouts import AboutFinder
from innograph.facts.discourse import Discourse
from innograph.facts.figures import Figure, Focus
from innograph.facts.indicators import IndicatorFinder
from innograph.facts.kinds import KindFinder
from innograph.facts.moments import Memory, MomentFinder
from innograph.facts.quantities import QuantityFinder
from innograph.facts.scenes import Scene
from innograph.facts.times import TimeFinder
from innograph.lexicon import Lexicon, one_of
from innograph.model import Kind, Observation

_CURRENCY = re.compile(r"[A-Z]{3}")
_MONTHLY = re.compile(r"\bmonthly\b")
_PRICED = ("count/m2", "count/km2", "count/month")
_INHERITING = ("growth", "share", "rank", "ratio")
_FARTHEST = 16
_BEGINNING = 50


class ObservationFinder:
    """Finds observations; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("observations")
        self._quantities = QuantityFinder(lexicon)
        self._times = TimeFinder(lexicon)
        self._kinds = KindFinder(lexicon)
        self._indicators = IndicatorFinder(lexicon)
        self._moments = MomentFinder(lexicon, self._times)
        self._abouts = AboutFinder(lexicon)
        self._transparent = frozenset(table["about"]["transparent"])
        self._fragment = re.compile(one_of(table["fragment"]["begins"]), re.IGNORECASE)

    def find(self, scenes: Sequence[Scene]) -> list[Observation]:
        """The observations of a document, in order."""
        focus = Focus()
        discourse, memory = Discourse.of(scenes), Memory()
        found: list[Observation] = []
        for scene in scenes:
            discourse.enter(scene)
            if scene.parse.sentence.block != focus.block:
                focus = Focus(block=scene.parse.sentence.block, currency=focus.currency)
            if scene.parse.sentence.kind not in ("heading", "row"):
                found.extend(self._in_sentence(scene, focus, discourse, memory))
            discourse.leave(scene)
        return found

    def _in_sentence(self, scene: Scene, focus: Focus, discourse: Discourse, memory: Memory) -> Iterator[Observation]:
        """The observations of a sentence; the focus is moved on to what it is about."""
        names = [n for n in scene.names if n.core not in self._transparent or n.kind == "reference"]
        taken = [(n.begin, n.end) for n in names]
        times = [
            t for t in self._times.find(scene.text, scene.date) if all(t.end <= b or t.begin >= e for b, e in taken)
        ]
        quantities = self._quantities.find(scene.text, taken, times)
        last: Observation | None = None
        last_end = 0
        for at in range(len(quantities)):
            figure = Figure(scene, quantities, at, times)
            made = self._observation(figure, focus, discourse, memory, last, last_end)
            if made is None:
                continue
            yield made
            if made.kind == "rank":
                yield from (replace(made, about=other) for other in self._abouts.joint(figure, made.about))
            last, last_end = made, figure.quantity.end
            discourse.tell(made.about, scene)
        self._moments.leave(scene, times, memory)

    def _observation(
        self,
        figure: Figure,
        focus: Focus,
        discourse: Discourse,
        memory: Memory,
        last: Observation | None,
        last_end: int,
    ) -> Observation | None:
        quantity, sentence = figure.quantity, figure.scene.parse.sentence
        kind = self._kinds.find(figure)
        inherited = last if last and self._inherits(figure, kind, last_end) else None
        indicator = self._indicator(figure, kind, focus, last, inherited)
        about = self._abouts.find(figure, kind, discourse)
        if not indicator or about < 0:
            return None
        start, stop = self._moments.find(figure, kind, memory)
        unit = self._unit(quantity.unit, indicator, focus)
        falls = kind == "growth" and self._kinds.falls(figure)
        return Observation(
            about=about,
            indicator=indicator,
            kind="level" if kind == "ratio" and _CURRENCY.match(unit) else kind,
            value=-quantity.value if falls else quantity.value,
            unit=unit,
            sentence=sentence.index,
            span=sentence.span(quantity.begin, quantity.end),
            rule=f"{quantity.sort} {kind}",
            bound=quantity.bound,
            start=start,
            end=stop,
            whole=self._kinds.whole(figure) if kind == "share" else "",
        )

    def _indicator(
        self, figure: Figure, kind: Kind, focus: Focus, last: Observation | None, inherited: Observation | None
    ) -> str:
        """What a figure measures: what the one before it does, what its sentence says, or the last sentence's."""
        scene, quantity = figure.scene, figure.quantity
        goes_on = last is None and bool(focus.indicator) and quantity.begin < _BEGINNING
        if goes_on and self._fragment.match(scene.text):
            return focus.indicator
        found = inherited.indicator if inherited else self._said(figure, kind)
        focus.indicator = found or (last.indicator if last else focus.indicator)
        among = self._indicators.among(scene, quantity) if kind == "rank" and focus.indicator else ""
        return f"{focus.indicator} {among}".strip()

    def _said(self, figure: Figure, kind: Kind) -> str:
        """The indicator that the sentence itself gives, looked for where a figure of the kind has it first."""
        scene, quantity, find = figure.scene, figure.quantity, self._indicators
        if quantity.unit.startswith("count") or (
            quantity.unit == "percent" and kind != "growth" and _starts_clause(figure)
        ):
            ways = [find.following, find.subject, find.preceding]
        elif kind == "rank":
            ways = [find.subject, find.preceding]
        elif kind == "share":
            ways = [find.before_of, find.subject, find.preceding, find.following]
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

    @staticmethod
    def _inherits(figure: Figure, kind: Kind, last_end: int) -> bool:
        """Whether a change, share or rank speaks of the figure before it: no subject of its own in between."""
        between = [t for t in figure.scene.tokens if last_end <= t.begin < figure.quantity.begin]
        near = kind in _INHERITING and len(between) < _FARTHEST
        return near and not any(t.dep in ("nsubj", "nsubjpass") or t.text in (";", ".") for t in between)

    @staticmethod
    def _unit(unit: str, indicator: str, focus: Focus) -> str:
        """The unit, a month's where the indicator says so, and money where a price names none but those before did."""
        if _CURRENCY.fullmatch(unit):
            focus.currency = unit
            return f"{unit}/month" if _MONTHLY.search(indicator) else unit
        return focus.currency + unit.removeprefix("count") if unit in _PRICED and focus.currency else unit


def _starts_clause(figure: Figure) -> bool:
    """Whether no verb stands before the quantity since the last mark."""
    begin = figure.quantity.begin
    low = max(figure.scene.text.rfind(mark, 0, begin) for mark in ",;:(") + 1
    return not any(low <= t.begin < begin and t.pos in ("VERB", "AUX") for t in figure.scene.tokens)
