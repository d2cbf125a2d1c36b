"""Fit the votes of the signs of statements on the training passages.

    python benchmarks/extraction/votes.py

Each clause of a training passage is labelled with the class of the statement whose evidence it shares most characters
with, or none; a multinomial logistic regression (ridge, Adam, from nought: the same votes every time on one machine)
weighs the signs for and against each class, a second one a measure's status. A sign in fewer than five clauses has
no vote. Written is ontology/lexicon/en/statement-votes.toml.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from readings import training

from innograph.documents import read_document
from innograph.facts import scenes
from innograph.facts.clauses import split_clauses
from innograph.facts.leads import find_leads
from innograph.facts.signs import SignReader, Signs
from innograph.parses import parse_sentences
from innograph.reader import Reader
from innograph.sentences import split_sentences
from innograph.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
VOTES = ROOT / "ontology" / "lexicon" / "en" / "statement-votes.toml"
CLASSES = ("none", "Challenge", "Strength", "Measure")
RIDGE, ROUNDS, RATE, FEWEST = 6.0, 300, 0.05, 5
LEANINGS = (0.65, 1.0, 0.65)
"""What is added to each class: by cross-validation on the training passages F1 is flat from 0.6 to 1.0; strengths, of
which few are annotated, are found as often as they are right with more."""
HEAD = """\
# How much each sign of statements.toml speaks for a class, or against it; `done` for a measure done, or (negative)
# proposed. Fitted on the training passages of data/annotated by benchmarks/extraction/votes.py; a class wins by the
# highest sum, if that is above nought.
"""

Example = tuple[Signs, str, str]


def examples(reader: Reader, signs: SignReader, number: str) -> Iterator[Example]:
    """The clauses of a passage with their signs, their class and, for a measure, its status."""
    path = next((ROOT / "data" / "annotated" / "texts").glob(f"{number}-*.txt"))
    gold = json.loads((ROOT / "data" / "annotated" / "gold" / f"{number}.json").read_text(encoding="utf-8"))
    document = read_document(path, source=path.name, settings=reader.settings)
    sentences = split_sentences(document, reader.lexicon)
    parses = list(parse_sentences(sentences, reader.settings))
    mentions, entities, place = reader._entities.resolve(
        sentences, reader._mentions.find(document, parses), document.place
    )
    setting = scenes(document, parses, mentions, entities, place, reader.ontology, reader.lexicon)
    clauses: list[tuple[set[int], Signs]] = []
    for scene, lead in zip(setting, find_leads(setting), strict=True):
        sentence = scene.parse.sentence
        if sentence.kind in ("heading", "row") or not scene.tokens:
            continue
        parts = split_clauses(scene.tokens, scene.text)
        for part, found in zip(parts, signs.read(scene, parts, lead), strict=True):
            clauses.append(({at for word in part.words for at in sentence.offsets[word.begin : word.end]}, found))
    labels = _labels([characters for characters, _ in clauses], gold["statements"])
    for at, (_, found) in enumerate(clauses):
        statement = labels.get(at, {"type": "none"})
        yield found, statement["type"], statement.get("status", "")


def _labels(clauses: Sequence[set[int]], statements: Sequence[dict]) -> dict[int, dict]:
    """For each statement the free clause that shares most characters with its evidence, or next to most."""
    labels: dict[int, dict] = {}
    for statement in statements:
        evidence = set(range(*statement["evidence"]))
        ranked = sorted(((len(evidence & own), -len(own), at) for at, own in enumerate(clauses)), reverse=True)
        for shared, _, at in ranked:
            if shared and at not in labels and shared >= 0.25 * ranked[0][0]:
                labels[at] = statement
                break
    return labels


def fit(matrix: np.ndarray, labels: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights (signs by classes) and offsets of a multinomial logistic regression."""
    rows = len(matrix)
    wanted = np.eye(count)[labels]
    values = [np.zeros((matrix.shape[1], count)), np.zeros(count)]
    means, squares = [np.zeros_like(v) for v in values], [np.zeros_like(v) for v in values]
    for turn in range(1, ROUNDS + 1):
        scores = matrix @ values[0] + values[1]
        chances = np.exp(scores - scores.max(1, keepdims=True))
        error = (chances / chances.sum(1, keepdims=True) - wanted) / rows
        for at, slope in enumerate((matrix.T @ error + RIDGE * values[0] / rows, error.sum(0))):
            means[at] = 0.9 * means[at] + 0.1 * slope
            squares[at] = 0.99 * squares[at] + 0.01 * slope**2
            step = means[at] / (1 - 0.9**turn) / (np.sqrt(squares[at] / (1 - 0.99**turn)) + 1e-8)
            values[at] = values[at] - RATE * step
    return values[0], values[1]


def main() -> None:
    """Read the training passages, fit, write."""
    reader = Reader(Settings())
    signs = SignReader(reader.lexicon)
    found = [example for number in training() for example in examples(reader, signs, number)]
    counts = Counter(name for own, _, _ in found for name in own.strengths)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    matrix = np.array([[own.strengths.get(name, 0.0) for name in names] for own, _, _ in found])
    weights, offsets = fit(matrix, np.array([CLASSES.index(kind) for _, kind, _ in found]), len(CLASSES))
    measures = [at for at, (_, kind, _) in enumerate(found) if kind == "Measure"]
    done = np.array([int(found[at][2] == "done") for at in measures])
    status, lean = fit(matrix[measures], done, 2)
    votes = np.column_stack([weights[:, 1:] - weights[:, :1], status[:, 1] - status[:, 0]])
    base = [*(offsets[1:] - offsets[0] + np.array(LEANINGS)), lean[1] - lean[0]]
    columns = (*CLASSES[1:], "done")
    lines = [
        HEAD,
        "[base]",
        *(f"{name} = {value:.2f}" for name, value in zip(columns, base, strict=True)),
        "",
        "[votes]",
    ]
    for name, row in zip(names, votes, strict=True):
        told = ", ".join(
            f"{column} = {round(float(v), 2):g}" for column, v in zip(columns, row, strict=True) if abs(v) >= 0.05
        )
        if told:
            lines.append(f'"{name}" = {{ {told} }}')
    VOTES.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
