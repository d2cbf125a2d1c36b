"""Fit how the forest and the encoder are weighed together for relations.

    python benchmarks/extraction/joint.py

Each passage of the dev split, which neither was fitted on, is read with the entities that are found in it. Of every
relation that either of the two takes for possible the logarithms of both odds are recorded, and whether it is
annotated; a logistic regression weighs them. Printed are the weights, and for several bars how many relations are
found and right; [relations] in ontology/lexicon/en/blend.toml has them, and the bar of the best F1. It takes a minute.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from readings import ANNOTATED, _names, same_relation, unfold
from sklearn.linear_model import LogisticRegression

from innograph.documents import read_document
from innograph.facts import scenes
from innograph.facts.weighed import log_odds
from innograph.parses import parse_sentences
from innograph.reader import Reader
from innograph.sentences import split_sentences
from innograph.settings import Settings

BARS = np.arange(0.1, 0.4, 0.02)


@dataclass(frozen=True)
class Seen:
    """A relation that may hold: what forest and encoder take it for, and which annotated ones of its passage it is."""

    forest: float
    encoder: float
    right: frozenset[int]


def seen_in(reader: Reader, number: str) -> tuple[list[Seen], int]:
    """The relations that may hold in a passage, and how many are annotated."""
    path = next((ANNOTATED / "texts").glob(f"{number}-*.txt"))
    gold = json.loads((ANNOTATED / "gold" / f"{number}.json").read_text(encoding="utf-8"))
    document = read_document(path, source=path.name, settings=reader.settings)
    sentences = split_sentences(document, reader.lexicon)
    parses = list(parse_sentences(sentences, reader.settings))
    encoding = reader._encoder.encode(sentences)
    found = reader._mentions.find(document, parses, reader._encoder.tagger(encoding))
    mentions, entities, place = reader._entities.resolve(sentences, found, document.place)
    setting = scenes(document, parses, mentions, entities, place, reader.ontology, reader.lexicon)
    context = reader._context(encoding, sentences, mentions, entities)
    names = [_names(entity, mentions) for entity in entities]
    wanted = unfold(gold)["relations"]
    return [
        Seen(forest, encoder, frozenset(_right(triple, names, wanted)))
        for triple, (forest, encoder) in reader._relations.chances(setting, entities, context).items()
    ], len(wanted)


def _right(
    triple: tuple[int, str, int], names: Sequence[Sequence[str]], wanted: Sequence[dict[str, Any]]
) -> Iterator[int]:
    """Which annotated relations a relation is."""
    one, predicate, other = triple
    made = {"subject": names[one], "predicate": predicate, "object": names[other]}
    yield from (number for number, item in enumerate(wanted) if same_relation(item, made))


def main() -> None:
    """Read, fit, print."""
    reader = Reader(Settings())
    numbers = json.loads((ANNOTATED / "splits.json").read_text(encoding="utf-8"))["dev"]
    passages = [seen_in(reader, number) for number in numbers]
    seen = [one for found, _ in passages for one in found]
    table = np.array([[log_odds(one.forest), log_odds(one.encoder)] for one in seen])
    right = np.array([bool(one.right) for one in seen])
    fitted = LogisticRegression(C=10.0).fit(table, right)
    base, (forest, encoder) = fitted.intercept_[0], fitted.coef_[0]
    print(f"base = {base:.2f}\nforest = {forest:.2f}\nencoder = {encoder:.2f}")
    chances = iter(fitted.predict_proba(table)[:, 1])
    sure = [[next(chances) for _ in found] for found, _ in passages]
    annotated = sum(gold for _, gold in passages)
    for bar in BARS:
        made = sum(chance >= bar for own in sure for chance in own)
        hit = sum(len(_told(found, own, bar)) for (found, _), own in zip(passages, sure, strict=True))
        print(f"bar {bar:.2f}: {hit} of {made} right, {annotated} annotated, F1 {2 * hit / (made + annotated):.3f}")


def _told(found: Sequence[Seen], sure: Sequence[float], bar: float) -> set[int]:
    """The annotated relations of a passage that are found at a bar."""
    return {number for one, chance in zip(found, sure, strict=True) if chance >= bar for number in one.right}


if __name__ == "__main__":
    main()
