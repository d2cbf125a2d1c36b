"""Fit the preferences between the entities a figure may be about, and between the times it may hold.

    python benchmarks/extraction/preferences.py
    python benchmarks/extraction/preferences.py --passages 6 --out FILE    a trial on the first passages

Each training passage is read twice: with the entities found in it, and with those annotated. The candidates of each
observation made are labelled by the annotated observation that has its value, in or near its evidence: right are the
entities with a name like that of the annotated one, and the times of the same year. Where some are right and some are
not, a softmax ranker (ridge, AdaGrad, from nought: the same weights every time on one machine) raises the chance of the
right ones. A trait of fewer than six candidates has no weight. Written is ontology/lexicon/en/preferences.toml.

What stands near a figure includes what the figures before it were taken for; so the passages are read with the weights
that are in the lexicon, and fitting again after a change of them gives slightly other ones.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from innograph.documents import read_document
from innograph.facts import ObservationFinder, Scene, scenes
from innograph.facts.abouts import AboutFinder
from innograph.facts.discourse import Discourse
from innograph.facts.figures import Figure
from innograph.facts.moments import Memory, Moment, MomentFinder
from innograph.lexicon import Lexicon
from innograph.model import Entity, Kind, Mention, Observation, Span
from innograph.parses import parse_sentences
from innograph.pipeline import Reader
from innograph.sentences import Sentence, split_sentences
from innograph.settings import Settings

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "data" / "annotated"))

from agreement import alike, meet

ROOT = Path(__file__).resolve().parents[2]
ANNOTATED = ROOT / "data" / "annotated"
PREFERENCES = ROOT / "ontology" / "lexicon" / "en" / "preferences.toml"
RIDGES = {"about": 2.0, "time": 3.0}
ROUNDS, RATE, FEWEST, LEAST = 120, 0.5, 6, 0.05
NEAR = 3
"""How many characters beside its evidence a figure may stand."""
HEAD = """\
# The weights of a candidate's traits are summed, and the greatest sum is taken; a trait not here counts nothing.
# Fitted on the training passages of data/annotated by benchmarks/extraction/preferences.py.
"""

Choice = tuple[list[list[str]], list[bool]]
"""The traits of each candidate, and which candidates are right."""


@dataclass
class Record:
    """The candidates for one figure, and the observation that was made of it."""

    abouts: dict[int, list[str]] = field(default_factory=dict)
    moments: dict[Moment, list[str]] = field(default_factory=dict)
    made: Observation | None = None


class _Abouts(AboutFinder):
    """Keeps the last candidates."""

    last: dict[int, list[str]]

    def candidates(self, figure: Figure, kind: Kind, indicator: str, discourse: Discourse) -> dict[int, list[str]]:
        self.last = super().candidates(figure, kind, indicator, discourse)
        return self.last


class _Moments(MomentFinder):
    """Keeps the last candidates."""

    last: dict[Moment, list[str]]

    def candidates(self, figure: Figure, kind: Kind, memory: Memory) -> dict[Moment, list[str]]:
        self.last = super().candidates(figure, kind, memory)
        return self.last


class Recorder(ObservationFinder):
    """Finds observations, and records between which candidates it chose."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        self._abouts: _Abouts = _Abouts(lexicon)
        self._moments: _Moments = _Moments(lexicon, self._times)
        self._records: list[Record] = []

    def record(self, setting: Sequence[Scene]) -> list[Record]:
        """The choices made in a document, in order."""
        self._records = []
        self.find(setting)
        return self._records

    def _observation(self, *given: Any) -> Observation | None:
        self._abouts.last, self._moments.last = {}, {}
        made = super()._observation(*given)
        if made is not None:
            self._records.append(Record(self._abouts.last, self._moments.last, made))
        return made


def choices(reader: Reader, recorder: Recorder, number: str) -> Iterator[tuple[str, Choice]]:
    """The choices of a passage, with what is chosen: "about" or "time"."""
    path = next((ANNOTATED / "texts").glob(f"{number}-*.txt"))
    gold = json.loads((ANNOTATED / "gold" / f"{number}.json").read_text(encoding="utf-8"))
    document = read_document(path, source=path.name, settings=reader.settings)
    sentences = split_sentences(document, reader.lexicon)
    parses = list(parse_sentences(sentences, reader.settings))
    found = reader._entities.resolve(sentences, reader._mentions.find(document, parses), document.place)
    for mentions, entities, place in (found, annotated(gold["entities"], sentences, document.place)):
        setting = scenes(document, parses, mentions, entities, place, reader.ontology, reader.lexicon)
        names = [_names(entity, mentions) for entity in entities]
        yield from _labelled(recorder.record(setting), gold, names)


def annotated(
    items: Sequence[dict], sentences: Sequence[Sentence], place: str
) -> tuple[list[Mention], list[Entity], int]:
    """The mentions and entities of an annotation, and which of them is the place of the document."""
    mentions: list[Mention] = []
    entities: list[Entity] = []
    for item in items:
        first = len(mentions)
        for begin, end in item.get("mentions", []):
            mentions.extend(_mention(sentences, begin, end, item["type"]))
        own = tuple(range(first, len(mentions)))
        entities.append(Entity(item["type"], item["label"], tuple(item.get("aliases", [])), own))
    at = next((n for n, entity in enumerate(entities) if place and alike(entity.label, place)), -1)
    return mentions, entities, at


def _mention(sentences: Sequence[Sentence], begin: int, end: int, kind: str) -> Iterator[Mention]:
    """The mention at some characters of the document, if they stand in a sentence."""
    for sentence in sentences:
        inside = [at for at, offset in enumerate(sentence.offsets) if begin <= offset < end]
        if inside and sentence.offsets[0] <= begin:
            low, high = inside[0], inside[-1] + 1
            yield Mention(sentence.index, low, high, Span(begin, end), sentence.text[low:high], kind, "annotated")
            return


def _names(entity: Entity, mentions: Sequence[Mention]) -> list[str]:
    """All that an entity is called."""
    called = (entity.label, *entity.aliases, *(mentions[at].text for at in entity.mentions), entity.known)
    return [name for name in dict.fromkeys(called) if name]


def _labelled(records: list[Record], gold: dict, names: Sequence[Sequence[str]]) -> Iterator[tuple[str, Choice]]:
    """The choices for the figures that are annotated; each annotated observation takes one figure."""
    called = {item["label"]: [item["label"], *item.get("aliases", [])] for item in gold["entities"]}
    for wanted in gold["observations"]:
        record = _record_of(wanted, records)
        if record is None:
            continue
        records.remove(record)
        own = called.get(wanted["about"], [wanted["about"]])
        year = _year(wanted.get("start"))
        for sort, candidates, right in (
            ("about", record.abouts, [meet(own, names[entity]) for entity in record.abouts]),
            ("time", record.moments, [_year(start) == year for start, _ in record.moments]),
        ):
            if any(right) and not all(right):
                yield sort, (list(candidates.values()), right)


def _record_of(wanted: Mapping[str, Any], records: Sequence[Record]) -> Record | None:
    """The figure of an annotated observation: of those with its value, whatever the sign, one near its evidence."""
    value = abs(wanted["value"])
    same = [r for r in records if r.made and _is_close(abs(float(r.made.value)), value)]
    if evidence := wanted.get("evidence"):
        begin, end = evidence[0] - NEAR, evidence[1] + NEAR
        same = [r for r in same if r.made and r.made.span.begin < end and r.made.span.end > begin] or same
    return same[0] if same else None


def _is_close(one: float, other: float) -> bool:
    return abs(one - other) <= 0.005 * max(one, other, 1e-12)


def _year(time: str | None) -> str:
    """The year of a time, empty where there is none."""
    found = re.search(r"\d{4}", str(time or ""))
    return found[0] if found else ""


def fit(data: Sequence[Choice], ridge: float) -> dict[str, float]:
    """The weight of each trait, so that the chance of the right candidates is greatest."""
    candidates = [(at, traits, good) for at, choice in enumerate(data) for traits, good in zip(*choice, strict=True)]
    counts = Counter(trait for _, traits, _ in candidates for trait in set(traits))
    names = sorted(trait for trait, count in counts.items() if count >= FEWEST)
    column = {name: at for at, name in enumerate(names)}
    pairs = [(row, column[t]) for row, (_, traits, _) in enumerate(candidates) for t in traits if t in column]
    rows, columns = np.array(pairs, dtype=int).reshape(-1, 2).T
    choice = np.array([at for at, _, _ in candidates], dtype=int)
    right = np.array([good for _, _, good in candidates], dtype=bool)
    firsts = np.flatnonzero(np.diff(choice, prepend=-1))
    weights, squares = np.zeros(len(names)), np.full(len(names), 1e-6)
    for _ in range(ROUNDS if data else 0):
        sums = np.bincount(rows, weights=weights[columns], minlength=len(candidates))
        powers = np.exp(sums - np.maximum.reduceat(sums, firsts)[choice])
        chances = powers / np.add.reduceat(powers, firsts)[choice]
        powers = np.where(right, powers, 0.0)
        error = chances - powers / np.add.reduceat(powers, firsts)[choice]
        slope = np.bincount(columns, weights=error[rows], minlength=len(names)) + ridge * weights
        squares += slope**2
        weights -= RATE * slope / np.sqrt(squares)
    return {name: float(weight) for name, weight in zip(names, weights, strict=True) if abs(weight) >= LEAST}


def main() -> None:
    """Read the training passages, fit, write."""
    parser = argparse.ArgumentParser(description="Fit the preferences on the training passages.")
    parser.add_argument("--out", type=Path, default=PREFERENCES, help="the file to write (default: the lexicon's)")
    parser.add_argument("--passages", type=int, help="read the first N passages only")
    options = parser.parse_args()
    reader = Reader(Settings())
    recorder = Recorder(reader.lexicon)
    numbers = json.loads((ANNOTATED / "splits.json").read_text(encoding="utf-8"))["train"][: options.passages]
    found = [choice for number in numbers for choice in choices(reader, recorder, number)]
    lines = [HEAD.rstrip("\n")]
    for sort, ridge in RIDGES.items():
        weights = fit([choice for own, choice in found if own == sort], ridge)
        lines += ["", f"[{sort}]", *(f'"{trait}" = {round(weight, 2)}' for trait, weight in weights.items())]
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
