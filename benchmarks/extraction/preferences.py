"""Fit what observations are found by: whom a figure is of, when, by which words it is measured, and whether it is one.

    python benchmarks/extraction/preferences.py
    python benchmarks/extraction/preferences.py --passages 6 --out FOLDER   a trial on the first passages

Each training passage is read with the entities found in it, and with those annotated. Of each figure is recorded
between what was chosen, with the traits of each choice. The annotated observation that has the figure's value, in or
near its evidence, labels them: right are the entities with a name like that of the annotated one, the times of the same
year, and the words of the sentence that stand in the annotated indicator. A figure that no annotation has is none, and
an observation that differs from the annotated one in any of these is not right. A log-linear model (ridge, AdaGrad,
from nought: the same weights every time on one machine) raises the chance of the right choices.

What speaks for a choice includes what the figures before it were taken for. So that these are as often wrong as they
will be in other texts, the passages are parted into folds by their order and each fold is read with weights fitted on
the others, twice; the last reading gives the weights that are written, and beforehand how often the choices of a fold
are right by the weights of the others. Written are preferences.toml, wordings.toml and merits.toml in
ontology/lexicon/en. It takes about half an hour and 4 GB.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from readings import LEXICON, Passage, measured_words, meet, read_passages, stems, training, year_of

from innograph.facts import ObservationFinder
from innograph.facts.preferences import Preferences
from innograph.lexicon import Lexicon
from innograph.model import Observation, Token
from innograph.reader import Reader
from innograph.settings import Settings

RIDGES = {"about": 20.0, "time": 3.0, "word": 10.0, "told": 5.0, "right": 10.0}
TABLES = {
    "preferences": {"about": "about", "time": "time"},
    "wordings": {"weights": "word"},
    "merits": {"told": "told", "right": "right"},
}
FOLDS, READINGS = 4, 2
ROUNDS, RATE, FEWEST, LEAST = 120, 0.5, 5, 0.02
WRITTEN = 0.2
"""Weights nearer nought are not written: the files are a seventh, and the dev passages are read no worse."""
NEAR = 3
"""How many characters beside its evidence a figure may stand."""
HEADS = {
    "preferences": "# The weights of a candidate's traits are summed, and the greatest sum is taken.",
    "wordings": "# How much each trait of a word speaks for its being part of the indicator of a figure.",
    "merits": "# How much each trait of a number speaks for its being a figure that the text tells.",
}
FITTED = "# Fitted on the training passages of data/annotated by benchmarks/extraction/preferences.py."

Choice = tuple[list[list[str]], list[bool]]
"""The traits of each candidate, and which candidates are right."""
Weights = Mapping[str, Mapping[str, float]]


@dataclass
class Record:
    """The candidates for what one figure may mean, and the observation that was made of it."""

    made: Observation
    about: dict[Any, list[str]] = field(default_factory=dict)
    time: dict[Any, list[str]] = field(default_factory=dict)
    words: list[tuple[Token, list[str]]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)


class Recorder(ObservationFinder):
    """Finds observations by given weights, leaves out no figure, and records between which candidates it chose."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        self._records: list[Record] = []
        self._last: dict[str, Any] = {}
        self._merits._bar = 0.0
        for name, finder, method in (
            ("about", self._abouts, "candidates"),
            ("time", self._moments, "candidates"),
            ("words", self._wordings, "words"),
            ("told", self._merits, "traits"),
        ):
            setattr(finder, method, self._kept(name, getattr(finder, method)))

    def _kept(self, name: str, function: Any) -> Any:
        def keep(*given: Any) -> Any:
            found = function(*given)
            self._last[name] = list(found) if name == "words" else found
            return self._last[name]

        return keep

    def _rated(self, made: Observation, traits: Sequence[str]) -> Observation:
        self._last["right"] = list(traits)
        if made.rule.startswith("table"):
            self._records.append(Record(made, right=list(traits)))
        return made

    def record(self, passage: Passage, weights: Weights) -> list[Record]:
        """The choices made in a passage, in order."""
        self._abouts._preferences = Preferences(weights.get("about", {}))
        self._moments._preferences = Preferences(weights.get("time", {}))
        self._wordings._weights = Preferences(weights.get("word", {}))
        self._records = []
        self.find(passage.scenes)
        return self._records

    def _observation(self, *given: Any) -> Observation | None:
        self._last = {}
        made = super()._observation(*given)
        if made is not None:
            self._records.append(Record(made, **self._last))
        return made


def choices(records: Sequence[Record], passage: Passage) -> Iterator[tuple[str, Choice]]:
    """The choices of a passage, labelled, each with its sort; each annotated observation takes one figure."""
    called = {item["label"]: [item["label"], *item.get("aliases", [])] for item in passage.gold["entities"]}
    free = list(records)
    for wanted in passage.gold["observations"]:
        record = _record_of(wanted, free)
        if record is None:
            continue
        free.remove(record)
        own = called.get(wanted["about"], [wanted["about"]])
        year = year_of(wanted.get("start"))
        for sort, candidates, right in (
            ("about", record.about, [meet(own, passage.names[entity]) for entity in record.about]),
            ("time", record.time, [year_of(start) == year for start, _ in record.time]),
        ):
            if any(right) and not all(right):
                yield sort, (list(candidates.values()), right)
        measured = measured_words(wanted["indicator"])
        for token, traits in record.words:
            yield "word", _yes_or_no(traits, bool(measured_words(token.text) & measured))
        yield "told", _yes_or_no(record.told, True)
        yield "right", _yes_or_no(record.right, _is_right(record.made, wanted, own, passage))
    for record in free:
        yield "told", _yes_or_no(record.told, False)
        yield "right", _yes_or_no(record.right, False)


def _is_right(made: Observation, wanted: Mapping[str, Any], about: Sequence[str], passage: Passage) -> bool:
    """Whether an observation agrees with the annotated one in all that is compared."""
    measured = stems(wanted["indicator"])
    return (
        _is_close(float(made.value), wanted["value"])
        and (made.unit, made.kind) == (wanted["unit"], wanted["kind"])
        and meet(about, passage.names[made.about])
        and year_of(wanted.get("start")) in ("", year_of(made.start))
        and 2 * len(measured & stems(made.indicator)) >= len(measured)
    )


def _yes_or_no(traits: list[str], right: bool) -> Choice:
    """A choice between something and nothing."""
    return [traits, []], [right, not right]


def _record_of(wanted: Mapping[str, Any], records: Sequence[Record]) -> Record | None:
    """The figure of an annotated observation: the first with its value, whatever the sign, near its evidence."""
    begin, end = wanted["evidence"][0] - NEAR, wanted["evidence"][1] + NEAR
    value = abs(wanted["value"])
    near = (r for r in records if r.made.span.begin < end and r.made.span.end > begin)
    return next((r for r in near if _is_close(abs(float(r.made.value)), value)), None)


def _is_close(one: float, other: float) -> bool:
    return abs(one - other) <= 0.005 * max(abs(one), abs(other), 1e-12)


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


def fit_all(passages: Sequence[Passage], recorder: Recorder) -> dict[str, dict[str, float]]:
    """The weights of each sort of choice."""
    order = {number: at for at, number in enumerate(sorted({passage.number for passage in passages}))}
    folds = [order[passage.number] % FOLDS for passage in passages]
    weights: list[Weights] = [{} for _ in range(FOLDS)]
    for reading in range(READINGS + 1):
        data: dict[str, list[tuple[int, bool, Choice]]] = defaultdict(list)
        for passage, fold in zip(passages, folds, strict=True):
            for sort, choice in choices(recorder.record(passage, weights[fold]), passage):
                data[sort].append((fold, passage.found, choice))
        if reading:
            tell(data, weights)
        if reading < READINGS:
            weights = [
                {sort: fit([c for f, _, c in data[sort] if f != fold], ridge) for sort, ridge in RIDGES.items()}
                for fold in range(FOLDS)
            ]
    return {sort: fit([choice for _, _, choice in data[sort]], ridge) for sort, ridge in RIDGES.items()}


def tell(data: Mapping[str, Sequence[tuple[int, bool, Choice]]], weights: Sequence[Weights]) -> None:
    """Print how often the first choices are right where the entities are found, by weights from the other folds."""
    for sort in RIDGES:
        judges = [Preferences(own.get(sort, {})) for own in weights]
        own = [(judges[fold], choice) for fold, found, choice in data[sort] if found]
        right = [good[int(np.argmax([judge.weight(one) for one in traits]))] for judge, (traits, good) in own]
        print(f"{sort}: {len(right)} choices, {sum(right) / max(1, len(right)):.3f} right")


def main() -> None:
    """Read the training passages, fit, write."""
    parser = argparse.ArgumentParser(description="Fit what observations are found by on the training passages.")
    parser.add_argument("--out", type=Path, default=LEXICON, help="the folder to write into (default: the lexicon)")
    parser.add_argument("--passages", type=int, help="read the first N passages only")
    options = parser.parse_args()
    reader = Reader(Settings())
    passages = list(read_passages(reader, training(options.passages)))
    found = fit_all(passages, Recorder(reader.lexicon))
    options.out.mkdir(parents=True, exist_ok=True)
    for name, tables in TABLES.items():
        lines = [HEADS[name], FITTED]
        for table, sort in tables.items():
            rounded = {trait: round(weight, 2) for trait, weight in found[sort].items()}
            rounded = {trait: weight for trait, weight in rounded.items() if abs(weight) >= WRITTEN}
            lines += ["", f"[{table}]"]
            lines += [f"{json.dumps(trait, ensure_ascii=False)} = {weight}" for trait, weight in rounded.items()]
        (options.out / f"{name}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
