"""Readings of the annotated training passages, with the entities found and with those annotated."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from innograph.documents import read_document
from innograph.facts import Scene, scenes
from innograph.model import Entity, Mention, Span
from innograph.parses import parse_sentences
from innograph.reader import Reader
from innograph.sentences import Sentence, split_sentences

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "data" / "annotated"))

from agreement import STOP, alike, meet, plain, same_relation, unfold

ROOT = Path(__file__).resolve().parents[2]
ANNOTATED = ROOT / "data" / "annotated"
LEXICON = ROOT / "ontology" / "lexicon" / "en"

__all__ = [
    "ANNOTATED",
    "LEXICON",
    "Passage",
    "measured_words",
    "meet",
    "read_passages",
    "same_relation",
    "stems",
    "training",
    "unfold",
    "year_of",
]


@dataclass
class Passage:
    """A passage as the finders of facts see it; `found` says whether the entities are found or annotated."""

    number: str
    found: bool
    scenes: list[Scene]
    names: list[list[str]]
    gold: dict[str, Any]


def training(first: int | None = None) -> list[str]:
    """The numbers of the passages to fit on: those of the split train, then those of the split extra.

    Args:
        first: take the first so many only, those of train and then the oldest of extra.
    """
    splits: dict[str, list[str]] = json.loads((ANNOTATED / "splits.json").read_text(encoding="utf-8"))
    wanted = set([*splits["train"], *sorted(splits["extra"], key=int)][:first])
    return [number for split in ("train", "extra") for number in splits[split] if number in wanted]


def read_passages(reader: Reader, numbers: Sequence[str]) -> Iterator[Passage]:
    """Each passage twice: with the entities that are found in it, and with those that are annotated."""
    for number in numbers:
        path = next((ANNOTATED / "texts").glob(f"{number}-*.txt"))
        gold = json.loads((ANNOTATED / "gold" / f"{number}.json").read_text(encoding="utf-8"))
        document = read_document(path, source=path.name, settings=reader.settings)
        sentences = split_sentences(document, reader.lexicon)
        parses = list(parse_sentences(sentences, reader.settings))
        found = reader._entities.resolve(sentences, reader._mentions.find(document, parses), document.place)
        both = (found, annotated(gold["entities"], sentences, document.place))
        for (mentions, entities, place), own in zip(both, (True, False), strict=True):
            setting = scenes(document, parses, mentions, entities, place, reader.ontology, reader.lexicon)
            yield Passage(number, own, setting, [_names(entity, mentions) for entity in entities], gold)


def stems(text: str) -> set[str]:
    """The words of an indicator by which two are compared: small ones left out, a plural taken as its singular."""
    stop = STOP.split()
    return {word.rstrip("s") for word in plain(text).split() if word not in stop and len(word) > 1}


def measured_words(text: str) -> set[str]:
    """The same, and words that "&" joins, as "R&D", which leave no stem."""
    joined = re.findall(r"\w+(?:&\w+)+", text.casefold())
    return stems(text) | set(joined)


def year_of(time: str | None) -> str:
    """The year of a time, empty where there is none."""
    found = re.search(r"\d{4}", str(time or ""))
    return found[0] if found else ""


def annotated(
    items: Sequence[dict[str, Any]], sentences: Sequence[Sentence], place: str
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
