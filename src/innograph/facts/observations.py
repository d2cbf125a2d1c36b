"""Numbers with a meaning: whom and what a quantity measures, how, when, and of what whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from innograph.cells import split_cells
from innograph.encoder import Context
from innograph.facts.abouts import AboutFinder
from innograph.facts.currencies import CurrencyFinder
from innograph.facts.discourse import Discourse
from innograph.facts.figures import Figure, Focus
from innograph.facts.implied import ImpliedUnits
from innograph.facts.kinds import KindFinder
from innograph.facts.measured import MeasuredFinder
from innograph.facts.merits import MeritFinder, settled
from innograph.facts.moments import Memory, MomentFinder
from innograph.facts.quantities import QuantityFinder
from innograph.facts.scenes import Scene
from innograph.facts.tables import TableFinder
from innograph.facts.times import Time, TimeFinder
from innograph.facts.units import UnitFinder
from innograph.facts.wordings import WordingFinder
from innograph.lexicon import Lexicon
from innograph.model import Observation

_CURRENCY = re.compile(r"[A-Z]{3}")
_LISTED = re.compile(r"\s*(?:,|and|,\s*and)\s*")
_STUB = 40
_FINITE = ("VBZ", "VBD", "VBP")
_HEADED = 3
_YEARS = re.compile(r"(?:\s*(?:19|20)\d\d)+\s*")
_PRICED = ("count/m2", "count/km2", "count/month")


class ObservationFinder:
    """Finds observations; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("observations")
        self._quantities = QuantityFinder(lexicon)
        self._times = TimeFinder(lexicon)
        self._currencies = CurrencyFinder(lexicon)
        self._implied = ImpliedUnits(lexicon)
        self._units = UnitFinder(lexicon)
        self._kinds = KindFinder(lexicon)
        self._measured = MeasuredFinder(lexicon, self._kinds)
        self._moments = MomentFinder(lexicon, self._times)
        self._tables = TableFinder(lexicon, self._quantities, self._times)
        self._abouts = AboutFinder(lexicon)
        self._wordings = WordingFinder(lexicon)
        self._merits = MeritFinder(lexicon)
        self._long: int = lexicon.table("blend")["long"]
        self._transparent = frozenset(table["about"]["transparent"])

    def find(self, scenes: Sequence[Scene], context: Context | None = None) -> list[Observation]:
        """The observations of a document, in order; `context` is what the encoder says of it."""
        focus = Focus(block=-2)
        discourse = Discourse.of(scenes, long=len(scenes) > self._long)
        times = {scene.parse.sentence.index: self._times.find(scene.text, scene.date) for scene in scenes}
        memory = self._moments.begin(scenes, times)
        shared = self._currencies.find(scenes)
        found: list[Observation] = []
        rows: list[Scene] = []
        previous: Scene | None = None
        for scene in scenes:
            discourse.enter(scene)
            if scene.parse.sentence.block != focus.block:
                focus = Focus(block=scene.parse.sentence.block, currency=focus.currency, shared=shared)
            if rows and not (scene.parse.sentence.kind == "row" or _is_stub(scene)):
                found.extend(self._in_table(rows, discourse, memory, shared))
                rows = []
            if scene.parse.sentence.kind == "row":
                rows.extend([previous] if previous and not rows and _may_head(previous, scene) else [])
                rows.append(scene)
            elif not (_is_title(scene) or (rows and _is_stub(scene))):
                told = times[scene.parse.sentence.index]
                found.extend(self._in_sentence(scene, told, focus, discourse, memory, context))
            discourse.leave(scene)
            previous = previous if _is_stub(scene) and _cells(scene) < _HEADED - 1 else scene
        found.extend(self._in_table(rows, discourse, memory, shared))
        return found

    def _in_table(
        self, rows: Sequence[Scene], discourse: Discourse, memory: Memory, shared: Mapping[str, str]
    ) -> Iterator[Observation]:
        """The observations of a table."""
        for made in self._tables.find(rows, discourse, memory, shared):
            yield self._rated(made, (made.rule,))

    def _in_sentence(
        self,
        scene: Scene,
        told: Sequence[Time],
        focus: Focus,
        discourse: Discourse,
        memory: Memory,
        context: Context | None,
    ) -> Iterator[Observation]:
        """The observations of a sentence; the focus is moved on to what it is about."""
        names = [n for n in scene.names if n.core not in self._transparent or n.kind == "reference"]
        taken = [(n.begin, n.end) for n in names]
        times = [t for t in told if all(t.end <= b or t.begin >= e for b, e in taken)]
        written = self._quantities.find(scene.text, taken, times)
        quantities = self._units.find(scene.parse.sentence, written, focus.currency, context)
        last: Observation | None = None
        last_end = 0
        for at in range(len(quantities)):
            figure = Figure(scene, quantities, at, times, context)
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
        goes_with = last if last and _is_listed(figure, last, last_end) else None
        kind = goes_with.kind if goes_with and not self._kinds.is_change_by(figure) else self._kinds.find(figure)
        ruled = self._measured.find(figure, kind, focus, last, last_end)
        whole = self._kinds.whole(figure) if kind == "share" else ""
        worded, short = self._wordings.find(figure, kind, ruled, last.indicator if last else "", whole)
        indicator, label = worded or ruled, short or ruled
        # In a long text a change, share or rank is taken to be of whom the figure before it is of.
        goes_on = (
            discourse.long and not figure.context and last and self._measured.inherits(figure, kind, last, last_end)
        )
        if goes_on and last and not self._abouts.own(figure, last_end):
            about, margin = last.about, None
        else:
            about, margin = self._abouts.find(figure, kind, indicator, discourse)
        traits = self._merits.traits(figure, kind, ruled)
        if not label or about < 0 or not self._merits.is_told(traits, figure):
            return None
        start, stop = self._moments.find(figure, kind, memory)
        unit = self._unit(figure, indicator, focus)
        falls = kind == "growth" and self._kinds.falls(figure)
        made = Observation(
            about=about,
            indicator=label,
            kind="level" if kind == "ratio" and _CURRENCY.match(unit) else kind,
            value=-quantity.value if falls else quantity.value,
            unit=unit,
            sentence=sentence.index,
            span=sentence.span(quantity.begin, quantity.end),
            rule=f"{quantity.sort} {kind}",
            bound=quantity.bound,
            start=start,
            end=stop,
            whole=whole,
        )
        return self._rated(made, settled(made, traits, margin))

    def _rated(self, made: Observation, traits: Sequence[str]) -> Observation:
        """An observation with the chance that it is right."""
        return replace(made, confidence=self._merits.confidence(traits))

    def _unit(self, figure: Figure, indicator: str, focus: Focus) -> str:
        """The unit: with the rate that the indicator tells, money where a price or sum names none but others did."""
        sign, slash, per = figure.quantity.unit.partition("/")
        unit = f"{focus.shared.get(sign, sign)}{slash}{per}"
        if _CURRENCY.match(unit):
            focus.currency = unit[:3]
            return self._implied.complete(unit, indicator)
        if focus.currency and (
            unit in _PRICED or (figure.quantity.scaled and unit == "count" and _stands_bare(figure))
        ):
            return focus.currency + unit.removeprefix("count")
        return self._implied.complete(unit, indicator)


def _is_listed(figure: Figure, last: Observation, last_end: int) -> bool:
    """Whether a figure goes on with the list of the one before it: "by 4.4, 11.2 and 6.5 percent"."""
    return figure.quantity.unit == last.unit and bool(_LISTED.fullmatch(figure.before[last_end:]))


def _is_stub(scene: Scene) -> bool:
    """Whether a sentence is a few words without an end, as a label that was wrapped in a table."""
    return len(scene.text) < _STUB and not scene.text.endswith((".", ":", ";"))


def _may_head(scene: Scene, row: Scene) -> bool:
    """Whether a line may be the heads of a table: three cells and more, or two, of years or over a row of three."""
    cells = _cells(scene)
    two = cells == _HEADED - 1 and _is_stub(scene)
    return cells >= _HEADED or (two and (_cells(row) == _HEADED or bool(_YEARS.fullmatch(scene.text))))


def _cells(scene: Scene) -> int:
    return len(split_cells(scene.parse.sentence))


def _is_title(scene: Scene) -> bool:
    """Whether a sentence is a heading, and no line of a broken text that has a verb of its own."""
    return scene.parse.sentence.kind == "heading" and not any(t.tag in _FINITE for t in scene.tokens)


def _stands_bare(figure: Figure) -> bool:
    """Whether no noun follows a quantity that it could count."""
    following = next((t for t in figure.scene.tokens if t.begin >= figure.quantity.end), None)
    return following is None or following.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "VERB", "SYM")
