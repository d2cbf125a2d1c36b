"""When a figure holds: of the times in and around its sentence, the one that most speaks for, or none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from innograph.facts.figures import Figure
from innograph.facts.preferences import Preferences
from innograph.facts.scenes import Scene
from innograph.facts.times import Time, TimeFinder
from innograph.lexicon import Lexicon, one_of
from innograph.model import Kind

Moment = tuple[str, str]
_CLOSE = 25
_CHANGES: tuple[Kind, ...] = ("growth", "ratio")
NEVER: Moment = ("", "")
_WORD = re.compile(r"([\w-]+)\W*$")


@dataclass(slots=True)
class Memory:
    """The times of a document so far: the last in the block, the last of all, those of headings, a figure's last."""

    block: int = -1
    section: int = -1
    in_block: Time | None = None
    in_section: Time | None = None
    told: Moment | None = None
    told_block: int = -1
    told_sentence: int = -1
    years: Counter[str] = field(default_factory=Counter)
    titled: tuple[str, ...] = ()


@dataclass
class MomentFinder:
    """Finds when figures hold; made once per lexicon."""

    lexicon: Lexicon
    times: TimeFinder
    _headings: dict[str, list[Time]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        table = self.lexicon.table("observations")["time"]
        self._behind = re.compile(table["behind"])
        self._reporting = re.compile(one_of(table["reporting"]), re.IGNORECASE)
        self._base = re.compile(table["base"], re.IGNORECASE)
        self._preferences = Preferences(self.lexicon.table("preferences")["time"])
        self._blend: Mapping[str, Any] = self.lexicon.table("blend")["time"]

    def begin(self, scenes: Sequence[Scene], times: Mapping[int, Sequence[Time]]) -> Memory:
        """The memory of a document at its beginning: which years it names, and how often."""
        years = Counter(time.start[:4] for at in sorted(times) for time in times[at])
        title = self.times.find(scenes[0].title) if scenes else []
        return Memory(years=years, titled=tuple(time.start for time in title))

    def find(self, figure: Figure, kind: Kind, memory: Memory) -> Moment:
        """The start and end of the time a figure holds, empty where none is told."""
        if figure.context:
            best: Moment | None = self._in_context(figure, kind, memory)
        else:
            best = self._preferences.best(self.candidates(figure, kind, memory))
        found = NEVER if best is None else self._from_base(figure, kind, best)
        sentence = figure.scene.parse.sentence
        memory.told, memory.told_block, memory.told_sentence = found, sentence.block, sentence.index
        return found

    def _from_base(self, figure: Figure, kind: Kind, moment: Moment) -> Moment:
        """A time, or where it is the year that a change is measured against, all from there to the year it is of."""
        start, _ = moment
        text = figure.scene.text
        based = any(t.start == start and self._base.search(text[: t.begin]) for t in figure.times)
        later = [t for t in figure.times if t.start > start and not self._base.search(text[: t.begin])]
        if kind not in _CHANGES or not based or not later:
            return moment
        return start, max(later, key=lambda time: (time.begin < figure.quantity.begin, time.begin)).stop

    def _in_context(self, figure: Figure, kind: Kind, memory: Memory) -> Moment:
        """The time that the encoder and the traits together speak for."""
        logs = figure.context.dated(*figure.place) if figure.context else {}
        ordered = self._by_order(figure, memory)
        found = self.candidates(figure, kind, memory)
        near = {start[:4] for start, _ in found}
        # The encoder also knows years that stand too far off to be weighed by their traits.
        found |= {(year, year): [] for year in logs if year not in near}
        weights = {
            moment: self._blend["traits"] * self._preferences.weight(traits)
            + self._blend["encoder"] * max(logs.get(moment[0][:4], self._blend["floor"]), self._blend["floor"])
            + (self._blend["ordered"] if moment == ordered else 0.0)
            for moment, traits in found.items()
        }
        return max(weights, key=lambda moment: weights[moment], default=ordered)

    def _by_order(self, figure: Figure, memory: Memory) -> Moment:
        """The time right behind a figure, the last before it, the only one after it, or that of the section."""
        scene, quantity = figure.scene, figure.quantity
        low, high = scene.clause(quantity.begin)
        inside = [t for t in figure.times if low <= t.begin < high] or list(figure.times)
        behind = [t for t in inside if 0 <= t.begin - quantity.end < _CLOSE]
        before = [t for t in inside if t.end <= quantity.begin]
        if behind and self._behind.match(scene.text[quantity.end : behind[0].begin]):
            return behind[0].start, behind[0].stop
        if inside:
            chosen = before[-1] if before else inside[0]
            return chosen.start, chosen.stop
        last = memory.in_section if memory.section == scene.parse.sentence.section else None
        if last and not self.times.is_present(scene.text) and _tense(scene) != "present":
            return last.start, last.stop
        return NEVER

    def leave(self, scene: Scene, times: Sequence[Time], memory: Memory) -> None:
        """Keep the last time of a sentence for those that follow."""
        sentence = scene.parse.sentence
        if sentence.block != memory.block:
            memory.block, memory.in_block = sentence.block, None
        if sentence.section != memory.section:
            memory.section, memory.in_section = sentence.section, None
        if times:
            memory.in_block = memory.in_section = times[-1]
        elif self.times.is_present(scene.text):
            memory.in_block = None

    def candidates(self, figure: Figure, kind: Kind, memory: Memory) -> dict[Moment, list[str]]:
        """The times that a figure may hold, each with what speaks for and against it; none is one of them."""
        scene, sentence = figure.scene, figure.scene.parse.sentence
        tense = _tense(scene)
        present = self.times.is_present(scene.text)
        none = ["none", f"none {kind}", f"none {tense}", f"none with {min(len(figure.times), 2)} times"]
        found: dict[Moment, list[str]] = {NEVER: [*none, *(["none at present"] if present else [])]}

        def add(moment: Moment, trait: str) -> None:
            traits = found.setdefault(moment, [])
            traits += [trait, f"{trait} {kind}", f"{trait} {tense}"]
            if present:
                traits.append(f"{trait} at present")

        for time in figure.times:
            found.setdefault((time.start, time.stop), []).extend(self._here(figure, time, kind))
        if memory.in_block and memory.block == sentence.block:
            add((memory.in_block.start, memory.in_block.stop), "in block")
        elif memory.in_section and memory.section == sentence.section:
            add((memory.in_section.start, memory.in_section.stop), "in section")
        if memory.told is not None and memory.told_block == sentence.block:
            same = memory.told_sentence == sentence.index
            traits = found.setdefault(memory.told, [])
            traits.append(f"told in {'sentence' if same else 'block'}{'' if memory.told != NEVER else ' none'}")
        for depth, title in enumerate(reversed(scene.headings)):
            for time in self._titled(title)[-1:]:
                add((time.start, time.stop), "in heading" if depth == 0 else "in heading above")
        for year in memory.titled:
            add((year, year), "title")
        for year, _ in memory.years.most_common(2):
            add((year, year), "named often")
        if dated := re.match(r"\d{4}", scene.date):
            reporting = "of a report" if self._reporting.search(scene.title) else "of a text"
            add((dated[0], dated[0]), f"date {reporting}")
            before = str(int(dated[0]) - 1)
            add((before, before), f"year before the date {reporting}")
        self._add_years(found, scene, memory)
        return found

    @staticmethod
    def _add_years(found: Mapping[Moment, list[str]], scene: Scene, memory: Memory) -> None:
        """What the whole document says for a year: how often it stands there, and how far it is from its date."""
        most = max(memory.years.values(), default=0)
        date = int(scene.date[:4]) if scene.date[:4].isdigit() else 0
        for (start, _), traits in found.items():
            if not start:
                traits.append(f"none in a text with {min(len(memory.years), 4)} years")
                continue
            often = memory.years[start[:4]]
            traits.append("year named most" if often == most else "year named" if often else "year not named")
            if date:
                traits.append(f"year at {max(-3, min(3, int(start[:4]) - date))} from the date")

    def _titled(self, title: str) -> list[Time]:
        if title not in self._headings:
            self._headings = {title: self.times.find(title)}
        return self._headings[title]

    def _here(self, figure: Figure, time: Time, kind: Kind) -> Iterator[str]:
        """What the sentence says for or against one of its times."""
        scene, quantity, text = figure.scene, figure.quantity, figure.scene.text
        ahead = time.end <= quantity.begin
        side = "before" if ahead else "behind"
        low, high = (time.end, quantity.begin) if ahead else (quantity.end, time.begin)
        between = text[low:high]
        yield side
        yield f"{side} {kind}"
        others = sum(1 for t in figure.times if t is not time and low <= t.begin < high)
        yield f"{side} past {min(others, 2)} times"
        figures = sum(1 for q in figure.quantities if q is not quantity and low <= q.number < high)
        yield f"{side} past {min(figures, 3)} figures"
        if any(mark in between for mark in ";"):
            yield f"{side} past a semicolon"
        elif "," in between:
            yield f"{side} past a comma"
        if len(between) < 4:
            yield f"{side} at once"
        if not ahead and self._behind.match(between):
            yield "right behind"
        if time.begin < 12:
            yield "begins the sentence"
        if word := _WORD.search(text[: time.begin]):
            yield f"after {word[1].lower()}"
            yield f"{side} {kind} after {word[1].lower()}"
        if time.start != time.stop:
            yield "a span"
        if len(figure.times) == 1:
            yield "the only time"
        if scene.date and time.start[:4] > scene.date[:4]:
            yield f"to come {kind}"


def _tense(scene: Scene) -> str:
    """The tense of the main verb: "past", "present", "future" or "none"."""
    root = next((t for t in scene.tokens if t.dep == "ROOT"), None)
    if root is None:
        return "none"
    around = [root, *(t for t in scene.tokens if t.head == root.index and t.dep in ("aux", "auxpass"))]
    if any(t.tag == "MD" for t in around):
        return "future"
    if any(t.tag in ("VBD",) for t in around):
        return "past"
    return "present" if any(t.tag in ("VBZ", "VBP") for t in around) else "none"
