#!/usr/bin/env python3
"""Check the annotated corpus, and tell how large it is.

    python data/annotated/check.py             the faults, one a line, and exit status 1 where there are any
    python data/annotated/check.py --table     the sizes, as Markdown tables
    python data/annotated/check.py --splits    write splits.json again from the front matter of the texts
    python data/annotated/check.py --doubts    relations between types for which the ontology has no place

Only --doubts needs innograph; what it lists are no faults, but worth a second look.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from anchor import HERE, check
from passages import (
    LISTS,
    SPLITS,
    Item,
    annotation_files,
    body_start,
    read_annotation,
    read_places,
    read_splits,
    read_texts,
)
from sizes import tables

GENRES = """bullets company-profile government-page minutes news policy press-release programme-description
    research-digest strategy table yearbook"""
FIELDS = {
    "id": r"\d{3,4}",
    "title": ".+",
    "place": ".+",
    "date": r"\d{4}(-\d\d)?(-\d\d)?",
    "genre": "|".join(GENRES.split()),
    "register": "clean|dense|rough",
    "language-of-origin": "[a-z]{2}",
    "fictional": "true|false",
    "split": "|".join(SPLITS),
}
# A colon or a hash that YAML takes for a sign of its own, since no quotation marks are around.
MISREAD = re.compile(r"[\w-]+: (?![\"']).*(: | #).*")
TIME = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
# What may stand for an entity instead of its name: "our province", "such companies", "large ones"; and, for what bears
# a proper name, any description in small letters ("district finance").
REFERENCE = re.compile(r"(the|this|our|such|following) .*|.* ones", re.IGNORECASE)
COMMON = ("StakeholderGroup", "Industry", "Technology")


def faults() -> list[str]:
    """All that is wrong with the corpus."""
    found = [f"texts/{name}: {fault}" for name in read_texts() for fault in front_matter_faults(name)]
    for folder in ("gold", "first", "second"):
        for path in annotation_files(folder):
            annotation = read_annotation(path)
            found += [f"{folder}/{path.name}: {fault}" for fault in annotation_faults(annotation)]
            if not annotation["document"].startswith(f"{path.stem}-"):
                found.append(f"{folder}/{path.name}: its document is {annotation['document']!r}")
    return found + list(corpus_faults())


def corpus_faults() -> Iterator[str]:
    """What is wrong with the lists of files, of splits and of places."""
    texts, golds = ({name.split("-")[0] for name in read_texts()}, {path.stem for path in annotation_files("gold")})
    yield from (f"{lonely} has a text or an annotation, not both" for lonely in sorted(texts ^ golds))
    if json.loads((HERE / "splits.json").read_text(encoding="utf-8")) != read_splits():
        yield "splits.json is not what the front matter says; write it again with --splits"
    for place in sorted({front["place"] for _, front in read_texts().values()} ^ set(read_places())):
        yield f"places.csv and the front matter do not agree on {place!r}"


def front_matter_faults(name: str) -> Iterator[str]:
    """What is wrong with the block before a text."""
    text, front = read_texts()[name]
    if tuple(front) != tuple(FIELDS):
        yield f"its front matter has the fields {', '.join(front) or 'none'}, not {', '.join(FIELDS)}"
    for field, form in FIELDS.items():
        if not re.fullmatch(form, front.get(field, "")):
            yield f"its {field} is {front.get(field)!r}"
    if not name.startswith(f"{front.get('id')}-"):
        yield f"its id is {front.get('id')!r}"
    for line in filter(MISREAD.fullmatch, text[: body_start(text)].splitlines()):
        yield f"its front matter needs quotation marks in {line!r}"


def annotation_faults(gold: Item) -> Iterator[str]:
    """What is wrong with the annotations of a passage."""
    text = read_texts()[gold["document"]][0]
    labels = Counter(e["label"] for e in gold["entities"])
    yield from check(gold)
    yield from (f"{label!r} is the label of {n} entities" for label, n in labels.items() if n > 1)
    yield from mention_faults(gold["entities"], text)
    for kind in LISTS[1:]:
        for number, item in enumerate(gold[kind], 1):
            if not body_start(text) <= item["evidence"][0] < item["evidence"][1] <= len(text):
                yield f"{kind} {number}: its evidence {item['evidence']} is outside the text"
    yield from relation_faults(gold["relations"])
    for number, observation in enumerate(gold["observations"], 1):
        yield from (f"observations {number}: {fault}" for fault in observation_faults(observation))
    challenges = {s["text"] for s in gold["statements"] if s["type"] == "Challenge"}
    for number, statement in enumerate(gold["statements"], 1):
        yield from (f"statements {number}: {fault}" for fault in statement_faults(statement, challenges))


def mention_faults(entities: Iterable[Item], text: str) -> Iterator[str]:
    """What is wrong with the places where entities are named."""
    taken = sorted((*span, e["label"]) for e in entities for span in e["mentions"])
    for (_, end, first), (begin, _, second) in pairwise(taken):
        if begin < end:
            yield f"mentions of {first!r} and {second!r} overlap at {begin}"
    for entity in entities:
        if not entity["mentions"]:
            yield f"{entity['label']!r} has no mention"
        for begin, end in entity["mentions"]:
            if not body_start(text) <= begin < end <= len(text):
                yield f"a mention of {entity['label']!r} reaches from {begin} to {end}, outside the text"
            elif in_word(text, begin) or in_word(text, end):
                yield f"a mention of {entity['label']!r} cuts through a word: {text[begin - 1 : end + 1]!r}"
            elif not stands_for(text[begin:end], entity):
                yield f"a mention of {entity['label']!r} reads {text[begin:end]!r}"


def in_word(text: str, at: int) -> bool:
    """Whether a place lies between two letters or digits of ASCII; some other scripts have no spaces."""
    around = text[at - 1 : at + 1]
    return 0 < at < len(text) and around.isascii() and around.isalnum()


def stands_for(read: str, entity: Item) -> bool:
    """Whether what the text reads is a form of an entity's name, a part of one, or a reference to it.

    What is torn, in capitals or quoted is the form still; a form that the annotator has mended is like what is read.
    """
    if REFERENCE.fullmatch(read) or (read.islower() and entity["type"] not in COMMON):
        return True
    a = letters(read)
    for b in map(letters, [entity["label"], *entity["aliases"]]):
        if a == b or (min(len(a), len(b)) > 2 and (a in b or b in a)) or SequenceMatcher(None, a, b).ratio() > 0.6:
            return True
    return False


@cache
def letters(words: str) -> str:
    """The letters and digits of words, in small letters."""
    return re.sub(r"[\W_]", "", words.casefold())


def relation_faults(relations: list[Item]) -> Iterator[str]:
    """What is wrong with relations, beyond their names."""
    claims = Counter((r["subject"], r["predicate"], r["object"]) for r in relations)
    yield from (f"the relation {' '.join(claim)} stands {n} times" for claim, n in claims.items() if n > 1)
    yield from (f"the relation {' '.join(claim)} is of a thing with itself" for claim in claims if claim[0] == claim[2])


def observation_faults(observation: Item) -> Iterator[str]:
    """What is wrong with a number, beyond its names."""
    start, end = observation["start"], observation["end"]
    for side in (start, end):
        if side is not None and not (isinstance(side, str) and TIME.fullmatch(side)):
            yield f"its time is {side!r}"
    if start and end and end[: len(start)] < start[: len(end)]:
        yield f"it ends in {end}, before it starts in {start}"
    if isinstance(observation["value"], bool):
        yield f"its value is {observation['value']}"
    if not (isinstance(observation["unit"], str) and observation["unit"].strip()):
        yield "it has no unit"
    if not observation["indicator"].strip():
        yield "it has no indicator"
    if observation.get("bound", "min") not in ("min", "max", "approx"):
        yield f"its bound is {observation['bound']!r}"
    if "suspect" in observation and not observation["suspect"].get("why"):
        yield "why it is suspect is not said"


def statement_faults(statement: Item, challenges: set[str]) -> Iterator[str]:
    """What is wrong with a statement, beyond its names, in a passage with these challenges."""
    if not 0 < len(statement["text"].split()) <= 20:
        yield f"its text has {len(statement['text'].split())} words"
    if ("status" in statement) != (statement["type"] == "Measure"):
        yield f"a {statement['type']} has the status {statement.get('status')!r}"
    if statement.get("status", "done") not in ("done", "proposed"):
        yield f"its status is {statement['status']!r}"
    if statement.get("addresses") and statement["addresses"] not in challenges:
        yield f"it addresses what is no challenge of the passage: {statement['addresses']!r}"


def doubts() -> Iterator[str]:
    """The relations of gold/ between types for which the ontology has no place."""
    from innograph.ontology import read_ontology

    ontology = read_ontology()
    for path in annotation_files("gold"):
        gold = read_annotation(path)
        named = {e["id"]: e for e in gold["entities"]}
        for relation in gold["relations"]:
            ends = named[relation["subject"]], named[relation["object"]]
            if not ontology.allows(ends[0]["type"], relation["predicate"], ends[1]["type"]):
                shown = [f"{end['label']} ({end['type']})" for end in ends]
                yield f"gold/{path.name}: {shown[0]} {relation['predicate']} {shown[1]}"


def main() -> None:
    """Do what the options ask for."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    modes = cli.add_mutually_exclusive_group()
    for mode in ("table", "splits", "doubts"):
        modes.add_argument(f"--{mode}", action="store_true")
    args = cli.parse_args()
    if args.table:
        print(tables())
    elif args.splits:
        rows = ",\n ".join(f'"{split}": {json.dumps(ids)}' for split, ids in read_splits().items())
        (HERE / "splits.json").write_text(f"{{{rows}}}\n", encoding="utf-8")
    else:
        found = list(doubts()) if args.doubts else faults()
        print(*found, sep="\n", end="\n" * bool(found))
        sys.exit(bool(found) and not args.doubts)


if __name__ == "__main__":
    main()
