"""Fit what speaks for relations: the weights of traits, and the forest that compares the likely ones.

    python benchmarks/extraction/relations.py
    python benchmarks/extraction/relations.py --passages 10 --folder FOLDER    a trial on the first passages

Each training passage is read twice: with the entities found in it, and with those annotated. Every pair of entities at
every site is labelled with the annotated relations between entities of like names; where the evidence of a relation
stands in another sentence than a site, the site is no example of it, neither for nor against.

First a logistic regression for each relation (ridge, L-BFGS, from nought) weighs the traits; one of fewer than five
sites has no weight. Its chances for passages that it was not fitted on (five folds, by passage) are what the second
step sees: gradient boosted trees that compare a relation with its rivals (a fixed seed, no sampling). Printed is what
both steps find in passages that they were not fitted on, at several bars; of those whose F1 over both readings is near
the best the highest is kept. Written are relation-weights.tsv and relation-forest.json in ontology/lexicon/en. It takes
about twenty minutes and 3 GB.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from readings import training
from related import Example, examples
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier

from innograph.facts.forests import Forest
from innograph.facts.options import Option
from innograph.facts.rivals import Candidate, RivalReader, gather
from innograph.reader import Reader
from innograph.settings import Settings

LEXICON = Path(__file__).resolve().parents[2] / "ontology" / "lexicon" / "en"
FOLDS, RIDGE, ROUNDS, FEWEST = 5, 4.0, 100, 5
LEAST = 0.25
"""Weights nearer nought are not written: the file is an eighth, and what is found in the dev passages is the same."""
TREES = {"max_iter": 150, "learning_rate": 0.06, "max_leaf_nodes": 12, "min_samples_leaf": 20, "l2_regularization": 5.0}
BARS = (0.15, 0.2, 0.22, 0.25, 0.28, 0.3, 0.35, 0.4, 0.5)
FLAT = 0.01
"""Where F1 is as flat as that, fewer claims of which more are right are better."""
NEAR = {"of_best": 0.6, "enough": 0.3}
"""A sentence tells of a relation too where its chance is that part of the best one's, or that great."""

WITNESS = {"confidence": 0.6, "bar": 0.1}
"""What a rule as sure as that finds needs to pass this bar only: no F1 is lost, and words of few examples count."""

Table = NDArray[np.float64]


class TraitWeights:
    """The weights of traits for each relation, fitted to examples."""

    def __init__(self, data: Sequence[Example], predicates: Sequence[str]) -> None:
        self.predicates = predicates
        counts = Counter(t for example in data for option in example.options for t in dict.fromkeys(option.traits))
        self.column = {t: at for at, t in enumerate(sorted(t for t, count in counts.items() if count >= FEWEST))}
        options = [option for example in data for option in example.options]
        right, weighed = self._targets([(o, held) for e in data for o, held in zip(e.options, e.labels, strict=True)])
        self.table = self._fit(self._matrix(options), right, weighed)

    def chances(self, options: Sequence[Option]) -> list[list[float]]:
        """For each option the chance of each of its relations."""
        sums = self._matrix(options) @ self.table[:-1] + self.table[-1]
        at = {name: number for number, name in enumerate(self.predicates)}
        return [
            [float(1 / (1 + np.exp(-row[at[p]]))) for p in option.predicates]
            for option, row in zip(options, sums, strict=True)
        ]

    def lines(self) -> Iterator[str]:
        """The weights as the lines of a file."""
        for trait, row in (("", self.table[-1]), *zip(self.column, self.table[:-1], strict=True)):
            if "\t" in trait or len(trait.splitlines()) > 1:
                continue
            cells = [
                f"{name}={weight:.2f}"
                for name, weight in zip(self.predicates, row, strict=True)
                if not trait or abs(round(weight, 2)) >= LEAST
            ]
            if cells:
                yield "\t".join((trait, *cells))

    def _matrix(self, options: Sequence[Option]) -> csr_matrix:
        rows = [sorted({self.column[t] for t in option.traits if t in self.column}) for option in options]
        ends = np.cumsum([0, *(len(row) for row in rows)])
        flat = np.array([at for row in rows for at in row], dtype=np.int32)
        return csr_matrix((np.ones(len(flat), dtype=np.float32), flat, ends), shape=(len(rows), len(self.column)))

    def _targets(self, labelled: Sequence[tuple[Option, dict[str, bool]]]) -> tuple[Any, Any]:
        """For each option and relation whether it is right, and whether it is an example at all."""
        right = np.zeros((len(labelled), len(self.predicates)), dtype=np.float32)
        weighed = np.zeros_like(right)
        at = {name: number for number, name in enumerate(self.predicates)}
        for row, (option, held) in enumerate(labelled):
            for predicate in option.predicates:
                weighed[row, at[predicate]] = held.get(predicate, True)
                right[row, at[predicate]] = held.get(predicate, False)
        return right, weighed

    def _fit(self, matrix: csr_matrix, right: Any, weighed: Any) -> Table:
        """The weights, a column a relation, the last row the base; each relation sees the options that allow it."""
        table = np.zeros((matrix.shape[1] + 1, len(self.predicates)))
        for number in range(len(self.predicates)):
            rows = np.flatnonzero(weighed[:, number])
            table[:, number] = _logistic(matrix[rows], right[rows, number].astype(np.float64))
        return table


def _logistic(matrix: csr_matrix, right: Table) -> Table:
    """The weights of a logistic regression with a ridge, the last that of the base."""
    turned = matrix.T.tocsr()

    def loss(weights: Table) -> tuple[float, Table]:
        sums = matrix @ weights[:-1] + weights[-1]
        error = 1 / (1 + np.exp(-sums)) - right
        slope = np.append(turned @ error + RIDGE * weights[:-1], error.sum())
        return float((np.logaddexp(0, sums) - right * sums).sum() + RIDGE / 2 * (weights[:-1] ** 2).sum()), slope

    start = np.zeros(matrix.shape[1] + 1)
    start[-1] = np.log((right.sum() + 0.5) / (len(right) + 1))
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x


@dataclass
class Compared:
    """The likely relations of an example as the second step sees them, and which are right."""

    example: Example
    candidates: list[Candidate]
    table: Table
    right: Table


def compared(example: Example, chances: Sequence[Sequence[float]], predicates: Sequence[str]) -> Compared:
    """The likely relations of an example, each with the numbers of the second step."""
    candidates = gather(example.options, chances)
    reader = RivalReader(candidates, example.options, example.scenes, example.entities, example.cores, predicates)
    rows = [[*reader.read(candidate), float(example.found)] for candidate in candidates]
    right = [float(any(example.gold_of(c.subject, c.predicate, c.object))) for c in candidates]
    return Compared(example, candidates, np.array(rows), np.array(right))


def grow(data: Sequence[Compared]) -> HistGradientBoostingClassifier:
    """The forest that the likely relations of some examples give."""
    full = [item for item in data if item.candidates]
    trees = HistGradientBoostingClassifier(
        **TREES, categorical_features=[0, 1, 2], early_stopping=False, random_state=0
    )
    return trees.fit(np.vstack([item.table for item in full]), np.concatenate([item.right for item in full]))


def exported(trees: HistGradientBoostingClassifier) -> dict[str, Any]:
    """A forest as `innograph.facts.forests` reads it."""
    known = trees._preprocessor.named_transformers_["encoder"].categories_
    found = []
    for (tree,) in trees._predictors:
        nodes = tree.nodes
        found.append(
            {
                "at": nodes["feature_idx"].tolist(),
                "bound": [0.0 if node["is_leaf"] else float(node["num_threshold"]) for node in nodes],
                "left": nodes["left"].tolist(),
                "right": nodes["right"].tolist(),
                "value": [float(f"{node['value']:.4g}") if node["is_leaf"] else 0.0 for node in nodes],
                "codes": [
                    _codes(tree.raw_left_cat_bitsets[node["bitset_idx"]], known[node["feature_idx"]])
                    if node["is_categorical"]
                    else None
                    for node in nodes
                ],
            }
        )
    return {"base": float(trees._baseline_prediction.ravel()[0]), "trees": found}


def _codes(bits: Sequence[int], known: Sequence[float]) -> list[int]:
    """The codes among the known ones whose bits are set."""
    return [int(code) for at, code in enumerate(known) if int(bits[at // 32]) >> (at % 32) & 1]


def scores(data: Sequence[Compared], chances: Sequence[Table], bar: float) -> tuple[int, int, int]:
    """How many relations are annotated, how many found at a bar, and how many of these right."""
    gold = found = right = 0
    for item, own in zip(data, chances, strict=True):
        known = item.example.gold
        free = {(s, p, o) for s, p, o in known if s <= o or (o, p, s) not in known}
        gold += len(free)
        order = sorted(range(len(own)), key=lambda at: (-own[at], at))
        for at in order:
            candidate = item.candidates[at]
            if own[at] >= bar:
                found += 1
                keys = item.example.gold_of(candidate.subject, candidate.predicate, candidate.object)
                both = [k for key in keys for k in (key, (key[2], key[1], key[0])) if k in free]
                if both:
                    right += 1
                    free.discard(both[0])
    return gold, found, right


def crossed(data: Sequence[Example], predicates: Sequence[str]) -> tuple[list[Compared], list[Table]]:
    """What the second step sees of each example, and what it finds there, both fitted on other passages."""
    numbers = sorted({example.number for example in data})
    fold = {number: at % FOLDS for at, number in enumerate(numbers)}
    seen: dict[int, Compared] = {}
    chances: dict[int, Table] = {}
    for own in range(FOLDS):
        weights = TraitWeights([e for e in data if fold[e.number] != own], predicates)
        for at, example in enumerate(data):
            if fold[example.number] == own:
                seen[at] = compared(example, weights.chances(example.options), predicates)
    items = [seen[at] for at in range(len(data))]
    for own in range(FOLDS):
        trees = grow([item for item in items if fold[item.example.number] != own])
        for at, item in enumerate(items):
            if fold[item.example.number] == own:
                chances[at] = trees.predict_proba(item.table)[:, 1] if item.candidates else np.empty(0)
    return items, [chances[at] for at in range(len(data))]


def choose_bar(items: Sequence[Compared], chances: Sequence[Table]) -> float:
    """The highest bar whose F1, added up over both readings, is near the best; the figures are printed."""
    summed: dict[float, float] = {}
    for found in (True, False):
        for bar in BARS:
            own = [at for at, item in enumerate(items) if item.example.found == found]
            gold, made, right = scores([items[at] for at in own], [chances[at] for at in own], bar)
            f1 = 2 * right / (gold + made)
            summed[bar] = summed.get(bar, 0.0) + f1
            reading = "found" if found else "annotated"
            print(f"entities {reading:9}  bar {bar:.2f}: {right} of {made} right, {gold} annotated, F1 {f1:.3f}")
    return max(bar for bar in BARS if summed[bar] >= max(summed.values()) - FLAT)


def tell_sureness(items: Sequence[Compared], chances: Sequence[Table]) -> None:
    """Print how many of the claims of a confidence are right, for the entities that are found."""
    own = [at for at, item in enumerate(items) if item.example.found and item.candidates]
    sure = np.concatenate([chances[at] for at in own])
    right = np.concatenate([items[at].right for at in own])
    for low, high in pairwise((0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)):
        within = (sure >= low) & (sure < high)
        print(f"confidence {low} to {high}: {int(right[within].sum())} of {int(within.sum())} right")


def main() -> None:
    """Read the training passages, fit, write."""
    parser = argparse.ArgumentParser(description="Fit what speaks for relations on the training passages.")
    parser.add_argument("--folder", type=Path, default=LEXICON, help="where to write (default: the lexicon)")
    parser.add_argument("--passages", type=int, help="read the first N passages only")
    options = parser.parse_args()
    reader = Reader(Settings())
    predicates = sorted(reader.ontology.relations)
    data = [example for number in training(options.passages) for example in examples(reader, number)]
    items, chances = crossed(data, predicates)
    bar = choose_bar(items, chances)
    tell_sureness(items, chances)
    weights, trees = TraitWeights(data, predicates), grow(items)
    forest = {"settings": {"bar": bar, "near": NEAR, "witness": WITNESS}, **exported(trees)}
    table = np.vstack([item.table for item in items if item.candidates])
    written = Forest(forest["base"], forest["trees"]).chances(table)
    if not np.allclose(written, trees.predict_proba(table)[:, 1], atol=0.001):
        raise SystemExit("The forest as written gives other chances than the one that was grown.")
    texts = {
        "relation-weights.tsv": "\n".join(weights.lines()),
        "relation-forest.json": json.dumps(forest, separators=(",", ":")),
    }
    for name, text in texts.items():
        (options.folder / name).write_text(f"{text}\n", encoding="utf-8")
    print(f"bar {bar}; {len(weights.column)} traits, {len(forest['trees'])} trees")


if __name__ == "__main__":
    main()
