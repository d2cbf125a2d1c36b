"""The training passages as examples of relations: each read twice, with what is annotated of every pair of entities."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from innograph.documents import read_document
from innograph.facts import Scene, scenes
from innograph.facts.options import Option, OptionFinder
from innograph.facts.relations import RelationFinder
from innograph.model import Entity, Mention
from innograph.parses import parse_sentences
from innograph.reader import Reader
from innograph.sentences import split_sentences

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "data" / "annotated"))

from agreement import meet
from readings import annotated

ANNOTATED = Path(__file__).resolve().parents[2] / "data" / "annotated"


@dataclass
class Example:
    """A passage read with the entities found in it, or with those annotated; its options, and what is right of them.

    `gold` are the annotated relations, `ends` the annotated entities that each entity may be; `labels` tell for each
    option the relations that hold at its site (True) or hold, but are told elsewhere (False).
    """

    number: str
    found: bool
    scenes: Sequence[Scene]
    entities: Sequence[Entity]
    options: Sequence[Option]
    cores: list[str]
    ends: list[set[str]]
    gold: dict[tuple[str, str, str], tuple[int, int]]
    labels: list[dict[str, bool]] = field(default_factory=list)

    def gold_of(self, subject: int, predicate: str, object_: int) -> Iterator[tuple[str, str, str]]:
        """The annotated relations that a relation of two entities may be."""
        for one in sorted(self.ends[subject]):
            for other in sorted(self.ends[object_]):
                if (one, predicate, other) in self.gold:
                    yield one, predicate, other


def examples(reader: Reader, number: str) -> Iterator[Example]:
    """The two examples that a passage gives."""
    path = next((ANNOTATED / "texts").glob(f"{number}-*.txt"))
    gold = json.loads((ANNOTATED / "gold" / f"{number}.json").read_text(encoding="utf-8"))
    document = read_document(path, source=path.name, settings=reader.settings)
    sentences = split_sentences(document, reader.lexicon)
    parses = list(parse_sentences(sentences, reader.settings))
    rules = RelationFinder(reader.lexicon, reader.ontology, reader.gazetteer)
    options = OptionFinder(reader.lexicon, reader.ontology, reader.gazetteer)
    read = reader._entities.resolve(sentences, reader._mentions.find(document, parses), document.place)
    for found, (mentions, entities, place) in (
        (True, read),
        (False, annotated(gold["entities"], sentences, document.place)),
    ):
        setting = scenes(document, parses, mentions, entities, place, reader.ontology, reader.lexicon)
        ruled = [claim for claim in rules.find(setting, entities) if reader._allowed(claim, entities)]
        example = Example(
            number=number,
            found=found,
            scenes=setting,
            entities=entities,
            options=options.find(setting, entities, ruled),
            cores=[reader.ontology.core(entity.type) for entity in entities],
            ends=[_ends(entity, mentions, gold) for entity in entities],
            gold=_relations(gold, reader),
        )
        example.labels = list(_labels(example))
        yield example


def _ends(entity: Entity, mentions: Sequence[Mention], gold: dict) -> set[str]:
    """The annotated entities with a name like one of an entity's."""
    own = [entity.label, *entity.aliases, *(mentions[at].text for at in entity.mentions), entity.known]
    names = [name for name in dict.fromkeys(own) if name]
    return {item["id"] for item in gold["entities"] if meet([item["label"], *item.get("aliases", [])], names)}


def _relations(gold: dict, reader: Reader) -> dict[tuple[str, str, str], tuple[int, int]]:
    """The annotated relations with their evidence, those without a direction both ways."""
    found = {}
    for item in gold["relations"]:
        begin, end = item["evidence"]
        found[item["subject"], item["predicate"], item["object"]] = begin, end
        if reader.ontology.relations[item["predicate"]].symmetric:
            found[item["object"], item["predicate"], item["subject"]] = begin, end
    return found


def _labels(example: Example) -> Iterator[dict[str, bool]]:
    """For each option the relations that hold; where no site has the evidence of a relation, all its sites have it."""
    told: list[dict[str, bool]] = []
    somewhere: set[tuple[int, str, int]] = set()
    for option in example.options:
        span = example.scenes[option.site.at].parse.sentence.span()
        held: dict[str, bool] = {}
        for predicate in option.predicates:
            for key in example.gold_of(option.subject, predicate, option.object):
                begin, end = example.gold[key]
                held[predicate] = held.get(predicate, False) or (span.begin < end and span.end > begin)
        told.append(held)
        somewhere |= {(option.subject, p, option.object) for p, here in held.items() if here}
    for option, held in zip(example.options, told, strict=True):
        yield {p: here or (option.subject, p, option.object) not in somewhere for p, here in held.items()}
