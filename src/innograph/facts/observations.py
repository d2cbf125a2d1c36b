"""Numbers with a meaning: whom and what a quantity measures, how, when, and of what whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from innograph.facts.indicators import IndicatorFinder
from innograph.facts.quantities import Quantity, QuantityFinder
from innograph.facts.scenes import Name, Scene
from innograph.facts.times import Time, TimeFinder
from innograph.lexicon import Lexicon, one_of
from innograph.model import Kind, Observation, Span

_MEASURED = frozenset(
    """Place GovernmentBody Enterprise University ResearchInstitute Fund FinancialInstitution IntermediaryOrganisation
    Platform Programme Project Event Industry Publication Policy""".split()
)
_TRANSPARENT = frozenset({"Industry", "StakeholderGroup", "Technology"})
_JOINED = re.compile(r"[\s,]*(?:and)?[\s,]*(?:the\s+)?")
_RIGHT_AFTER = re.compile(r"\s*(?:in|for|from|of|by)\s+(?:the\s+)?")
_ADJACENT = re.compile(r"\s*(?:\(|:|,|with|at|in|of|to|=|–|-|had|has|,\s+with|reached|was|made up|accounted for)?\s*(?:a\s+)?$")


@dataclass(slots=True)
class _Focus:
    """What the paragraph so far is about: kept from sentence to sentence."""

    about: int = -1
    indicator: str = ""
    currency: str = ""
    time: Time | None = None
    block: int = -1


class ObservationFinder:
    """Finds observations; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("observations")
        self._quantities = QuantityFinder(lexicon)
        self._times = TimeFinder(lexicon)
        self._indicators = IndicatorFinder(lexicon)
        growth, share, target = table["growth"], table["share"], table["target"]
        link = r"\s+(?:by\s+|of\s+|to\s+|was\s+|reached\s+|at\s+|a\s+|an\s+|the\s+|about\s+|nearly\s+|more\s+than\s+|over\s+|almost\s+|around\s+|some\s+|up\s+)*$"
        self._rise = re.compile(one_of(growth["before"]) + link, re.IGNORECASE)
        self._fall = re.compile(one_of(growth["fall"]) + link, re.IGNORECASE)
        self._rise_after = re.compile(rf"[\s,-]*(?:[\w-]+\s+){{0,2}}?{one_of(growth['after'])}", re.IGNORECASE)
        self._fall_after = re.compile(rf"[\s,-]*(?:[\w-]+\s+){{0,2}}?{one_of(growth['fall_after'])}", re.IGNORECASE)
        self._level_after = re.compile(rf"\b(?:{'|'.join(growth['not_after'])})\s+(?:[a-z]+\s+){{0,2}}$", re.IGNORECASE)
        self._share = re.compile(one_of(share["cues"]), re.IGNORECASE)
        self._whole = re.compile(share["whole"])
        self._whole_before = re.compile(share["whole_before"], re.IGNORECASE)
        self._target = re.compile(one_of(target["cues"]), re.IGNORECASE)
        self._to_be = re.compile(target["after"])
        cues = [*share["cues"][:4], "up", "down", "an increase of", "a decrease of", "ranking", "ranked", "followed by", "the increase was"]
        self._fragment = re.compile(one_of(cues), re.IGNORECASE)
        self._past = re.compile(one_of(target["past"]), re.IGNORECASE)

    def find(self, scenes: Sequence[Scene]) -> list[Observation]:
        """The observations of a document, in order."""
        focus = _Focus()
        found: list[Observation] = []
        for scene in scenes:
            if scene.parse.sentence.block != focus.block:
                focus = _Focus(block=scene.parse.sentence.block, currency=focus.currency)
            found.extend(self._in_sentence(scene, focus))
        return found

    def _in_sentence(self, scene: Scene, focus: _Focus) -> Iterator[Observation]:
        named = [(n.begin, n.end) for n in scene.names if n.core not in _TRANSPARENT or n.kind == "reference"]
        times = [t for t in self._times.find(scene.text, scene.date) if all(t.end <= b or t.begin >= e for b, e in named)]
        if scene.parse.sentence.kind == "heading":
            return
        quantities = self._quantities.find(scene.text, named, times)
        first: Observation | None = None
        last: Observation | None = None
        end = 0
        for at, quantity in enumerate(quantities):
            made = self._observation(scene, quantity, quantities, at, times, focus, last, end)
            if made:
                yield made
                first = first or made
                for other in self._joint(scene, quantity, quantities, at, made):
                    yield replace(made, about=other)
                last, end = made, quantity.end
                if focus.about < 0:
                    focus.about = made.about
        subject = self._subject(scene)
        if subject is not None:
            focus.about = subject.entity
        elif first is not None and any(n.entity == first.about for n in scene.names):
            focus.about = first.about
        if times:
            focus.time = times[-1]
        elif self._times.is_present(scene.text):
            focus.time = None

    def _observation(
        self,
        scene: Scene,
        quantity: Quantity,
        quantities: Sequence[Quantity],
        at: int,
        times: Sequence[Time],
        focus: _Focus,
        last: Observation | None,
        last_end: int,
    ) -> Observation | None:
        kind = self._kind(scene, quantity, times)
        among = self._indicators.among(scene, quantity) if kind == "rank" else ""
        inherits = last is not None and self._inherits(scene, quantity, kind, last_end)
        indicator = last.indicator if inherits and last else self._indicator(scene, quantity, kind)
        indicator = indicator or (last.indicator if last else "") or focus.indicator
        if not indicator:
            return None
        focus.indicator = indicator
        indicator = f"{indicator} {among}".strip()
        if last is None and focus.indicator and self._fragment.match(scene.text) and quantity.begin < 50:
            indicator = focus.indicator
        shared = self._respective(scene, quantity, quantities, at)
        own = shared or self._own_name(scene, quantity, last_end)
        about = last.about if inherits and last and not own else -1
        if about < 0:
            about = self._about(scene, quantity, kind, quantities, at, focus)
        if about < 0:
            return None
        start, stop = self._time(scene, quantity, times, focus)
        unit = self._unit(quantity, indicator, focus)
        if kind == "ratio" and re.match(r"[A-Z]{3}/", unit):
            kind = "level"
        value = quantity.value
        if kind == "growth" and self._falls(scene, quantity):
            value = -value
        sentence = scene.parse.sentence
        return Observation(
            about=about,
            indicator=indicator,
            kind=kind,
            value=value,
            unit=unit,
            sentence=sentence.index,
            span=Span(*_span(scene, quantity)),
            rule=f"{quantity.sort} {kind}",
            bound=quantity.bound,
            start=start,
            end=stop,
            whole=self._whole_of(scene, quantity) if kind == "share" else "",
        )

    @staticmethod
    def _unit(quantity: Quantity, indicator: str, focus: _Focus) -> str:
        """The unit, a month's where the indicator says so, and money where a price names none but those before did."""
        unit = quantity.unit
        if re.fullmatch(r"[A-Z]{3}", unit):
            focus.currency = unit
            return f"{unit}/month" if re.search(r"\bmonthly\b", indicator) else unit
        if unit in ("count/m2", "count/km2", "count/month") and focus.currency:
            return focus.currency + unit.removeprefix("count")
        return unit

    # -- what kind of figure ---------------------------------------------------------------------------------------

    def _kind(self, scene: Scene, quantity: Quantity, times: Sequence[Time]) -> Kind:
        if quantity.sort == "rank":
            return "rank"
        before = scene.text[max(0, quantity.begin - 60) : quantity.begin]
        after = scene.text[quantity.end : quantity.end + 60]
        if self._is_target(scene, quantity, times):
            return "target"
        changed = bool((self._rise.search(before) or self._fall.search(before)) and not self._level_after.search(before))
        if quantity.unit in ("percent", "percentage points"):
            changed |= bool(self._rise_after.match(after) or self._fall_after.match(after))
            return "growth" if changed else "share"
        if quantity.unit == "times" or "/" in quantity.unit:
            return "ratio" if quantity.unit == "times" or "count/" in quantity.unit else "level"
        noun = re.search(r"\b(?:an?|the)\s+(?:increase|rise|growth|decrease|decline|drop|reduction)\s+of\s*(?:[a-z]+\s+){0,2}$", before)
        return "growth" if noun else "level"

    def _is_target(self, scene: Scene, quantity: Quantity, times: Sequence[Time]) -> bool:
        low, _ = scene.clause(quantity.begin)
        before = scene.text[low : quantity.begin]
        cue = max((m.end() for m in self._target.finditer(before)), default=-1)
        if cue >= 0 and any(low + cue <= t.begin < quantity.begin and t.dep in ("nsubj", "nsubjpass", "expl") for t in scene.tokens):
            cue = -1
        past = max((m.end() for m in self._past.finditer(before)), default=-1)
        if past < 0 and self._to_be.match(scene.text, quantity.end):
            return True
        headed = any(self._target.search(title) for title in scene.headings[-1:]) and past < 0
        date = scene.date[:4]
        future = bool(date) and any(t.start[:4] > date and t.begin < quantity.end for t in times) and past < 0
        return cue > past or headed or future

    def _falls(self, scene: Scene, quantity: Quantity) -> bool:
        before = scene.text[max(0, quantity.begin - 60) : quantity.begin]
        after = scene.text[quantity.end : quantity.end + 60]
        return bool(self._fall.search(before) or (self._fall_after.match(after) and not self._rise.search(before)))

    def _whole_of(self, scene: Scene, quantity: Quantity) -> str:
        if found := self._whole.match(scene.text, quantity.end):
            return found["whole"].strip()
        if found := self._whole_before.search(scene.text[: quantity.begin]):
            return found["whole"].strip()
        return ""

    # -- what it measures ------------------------------------------------------------------------------------------

    def _indicator(self, scene: Scene, quantity: Quantity, kind: Kind) -> str:
        find = self._indicators
        if quantity.unit == "count":
            order = [find.following, find.subject, find.preceding]
        elif quantity.unit == "percent" and kind in ("share", "target") and self._starts_clause(scene, quantity):
            order = [find.following, find.subject, find.preceding]
        elif kind == "rank":
            order = [find.subject, find.preceding]
        elif kind == "share":
            order = [find.before_of, find.subject, find.preceding, find.following]
        else:
            order = [find.before_of, find.subject, find.following, find.preceding]
        for way in order:
            text = way(scene, quantity)
            if way == find.subject and find.is_empty(text):
                return find.main_subject(scene, quantity)
            if find.says(text, scene) and not self._rise.search(f"{text} of ") and not self._fall.search(f"{text} of "):
                return text
        listing = [n.text for n in scene.names if n.core == "Publication"] if kind == "rank" else []
        if kind == "rank" and (shown := find.listing(scene)):
            listing.append(shown)
        return listing[-1] if listing else find.main_subject(scene, quantity)

    @staticmethod
    def _starts_clause(scene: Scene, quantity: Quantity) -> bool:
        """Whether no verb stands before the quantity since the last mark."""
        low = max(scene.text.rfind(mark, 0, quantity.begin) for mark in ",;:(") + 1
        return not any(low <= t.begin < quantity.begin and t.pos in ("VERB", "AUX") for t in scene.tokens)

    @staticmethod
    def _inherits(scene: Scene, quantity: Quantity, kind: Kind, last_end: int) -> bool:
        """Whether a change, share or rank speaks of the figure before it: no subject of its own in between."""
        if kind not in ("growth", "share", "rank", "ratio"):
            return False
        between = [t for t in scene.tokens if last_end <= t.begin < quantity.begin]
        semicolon = any(t.text in (";", ".") for t in between)
        return not semicolon and len(between) < 16 and not any(t.dep in ("nsubj", "nsubjpass") for t in between)

    # -- whom it is about ------------------------------------------------------------------------------------------

    @staticmethod
    def _own_name(scene: Scene, quantity: Quantity, last_end: int) -> bool:
        """Whether a name stands right before the quantity: "Beijing (52,720) and Shanghai (37,139)"."""
        return any(
            n.core in _MEASURED and last_end <= n.begin and n.end <= quantity.begin and _ADJACENT.match(scene.text[n.end : quantity.begin])
            for n in scene.names
        )

    def _about(
        self, scene: Scene, quantity: Quantity, kind: Kind, quantities: Sequence[Quantity], at: int, focus: _Focus
    ) -> int:
        names = [n for n in scene.names if n.core in _MEASURED]
        low = quantities[at - 1].end if at else 0
        adjacent = [
            n for n in names if low <= n.begin and n.end <= quantity.begin and _ADJACENT.fullmatch(scene.text[n.end : quantity.begin])
        ]
        if adjacent:
            return adjacent[-1].entity
        if respective := self._respective(scene, quantity, quantities, at):
            return respective.entity
        high = quantities[at + 1].begin if at + 1 < len(quantities) else len(scene.text)
        after = [n for n in names if quantity.end <= n.begin < high and n.core in ("Place", "Industry", "Platform")]
        if after and _RIGHT_AFTER.fullmatch(scene.text[quantity.end : after[0].begin]) and quantity.unit != "percent":
            return after[0].entity
        owned = any(n.begin < quantity.begin and self._heads(scene, n) for n in names)
        if kind not in ("rank", "share") and not owned:
            located = [n for n in after if self._located(scene, n)]
            if located:
                return located[0].entity
        before = [n for n in names if n.end <= quantity.begin and n.core != "Industry"]
        exists = any(t.dep == "expl" and t.begin < quantity.begin for t in scene.tokens)
        if exists and (places := [n for n in before if n.core == "Place"]):
            return places[-1].entity
        heads = [n for n in before if self._heads(scene, n)]
        if heads:
            return heads[-1].entity
        free = [n for n in before if not self._compared(scene, n)]
        if free:
            return free[-1].entity
        if focus.about >= 0 and not (exists and scene.topic >= 0):
            return focus.about
        return scene.heading_place if scene.heading_place >= 0 else scene.topic

    def _joint(
        self, scene: Scene, quantity: Quantity, quantities: Sequence[Quantity], at: int, made: Observation
    ) -> Iterator[int]:
        """The other names that share a rank as one list: "India, Russia and Brazil are in the top 10"."""
        if made.kind != "rank" or self._respective(scene, quantity, quantities, at):
            return
        names = [n for n in scene.names if n.core in _MEASURED and n.end <= quantity.begin]
        mine = next((i for i, n in enumerate(names) if n.entity == made.about), None)
        if mine is None:
            return
        for step in (-1, 1):
            here = mine
            while 0 <= here + step < len(names):
                one, other = sorted((here, here + step))
                apart = scene.text[names[one].end : names[other].begin]
                if names[one].core != names[other].core or not _JOINED.fullmatch(apart) or not apart.strip():
                    break
                here += step
                yield names[here].entity

    @staticmethod
    def _respective(scene: Scene, quantity: Quantity, quantities: Sequence[Quantity], at: int) -> Name | None:
        """The name in the same place of its list as the quantity in its own: "A and B ... 4 and 5, respectively"."""
        run = [at]
        for step in (-1, 1):
            other = at + step
            while 0 <= other < len(quantities):
                pair = sorted((other, other - step))
                apart = scene.text[quantities[pair[0]].end : quantities[pair[1]].begin]
                if not re.fullmatch(r"[\s,]*(?:and)?[\s,]*[^,;.]{0,24}", apart) or quantities[other].unit != quantity.unit:
                    break
                run.append(other)
                other += step
        run.sort()
        if len(run) < 2:
            return None
        before = [n for n in scene.names if n.core in _MEASURED and n.end <= quantities[run[0]].begin]
        for first in range(len(before) - len(run), -1, -1):
            listed = before[first : first + len(run)]
            pairs = zip(listed, listed[1:], strict=False)
            if len({n.core for n in listed}) == 1 and all(_JOINED.fullmatch(scene.text[a.end : b.begin]) for a, b in pairs):
                return listed[run.index(at)]
        return None

    @staticmethod
    def _located(scene: Scene, name: Name) -> bool:
        return bool(re.search(r"\b(?:in|of|from|for|within|across|to)\s+(?:the\s+)?$", scene.text[: name.begin]))

    @staticmethod
    def _heads(scene: Scene, name: Name) -> bool:
        """Whether a name is a subject, or owns one: "Nanshan had", "Nanshan's firms", "the city of Linhai"."""
        if re.match(r"['’]s?\s", scene.text[name.end :]):
            return True
        last = next((t for t in reversed(scene.tokens) if name.begin <= t.begin < name.end), None)
        return last is not None and last.dep in ("nsubj", "nsubjpass")

    @staticmethod
    def _compared(scene: Scene, name: Name) -> bool:
        """Whether a name only stands for comparison or as a source: "after Beijing", "according to the report"."""
        before = scene.text[: name.begin]
        if name.kind == "reference" and name.type == "Country":
            return True
        return bool(re.search(r"\b(?:after|than|behind|among|with|against|according to|by|into|to|and|such as|including|represented by|like)\s+(?:the\s+)?$", before))

    def _subject(self, scene: Scene) -> Name | None:
        """The name that is the subject of the sentence."""
        return next((n for n in scene.names if n.core in _MEASURED and n.core != "Industry" and self._heads(scene, n)), None)

    # -- when ------------------------------------------------------------------------------------------------------

    def _time(self, scene: Scene, quantity: Quantity, times: Sequence[Time], focus: _Focus) -> tuple[str, str]:
        low, high = scene.clause(quantity.begin)
        inside = [t for t in times if low <= t.begin < high] or list(times)
        close = [t for t in inside if 0 <= t.begin - quantity.end < 14]
        before = [t for t in inside if t.end <= quantity.begin]
        if close and re.fullmatch(r"\s*(?:\(|in|by|at|,|for|during|of|as of)*\s*(?:the\s+)?", scene.text[quantity.end : close[0].begin]):
            return close[0].start, close[0].stop
        if before:
            return before[-1].start, before[-1].stop
        if inside:
            return inside[0].start, inside[0].stop
        if focus.time and not self._times.is_present(scene.text) and not self._present(scene):
            return focus.time.start, focus.time.stop
        return "", ""

    @staticmethod
    def _present(scene: Scene) -> bool:
        """Whether the sentence's main verb stands in the present."""
        return any(t.tag in ("VBZ", "VBP") and t.dep in ("ROOT", "aux", "auxpass") for t in scene.tokens)


def _span(scene: Scene, quantity: Quantity) -> tuple[int, int]:
    span = scene.parse.sentence.span(quantity.begin, quantity.end)
    return span.begin, span.end


__all__ = ["ObservationFinder"]
