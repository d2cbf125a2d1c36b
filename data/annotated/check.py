#!/usr/bin/env python3
"""Check the annotated corpus, and tell how large it is.

    python data/annotated/check.py              the faults, one a line; nothing and exit status 0 where there are none
    python data/annotated/check.py --table      the sizes, as Markdown tables
    python data/annotated/check.py --splits     write splits.json again from the front matter of the texts
    python data/annotated/check.py --doubts     relations between types for which the ontology has no place
                                                (needs innograph; they are no faults, but worth a second look)
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from pathlib import Path

from anchor import FRONT_MATTER, HERE, check

SPLITS = ("train", "dev", "test")
REGISTERS = ("clean", "dense", "rough")
GENRES = (
    *("bullets", "company-profile", "government-page", "minutes", "news", "policy", "press-release"),
    *("programme-description", "research-digest", "strategy", "table", "yearbook"),
)
FIELDS = {
    "id": re.compile(r"\d{3}"),
    "title": re.compile(r".+"),
    "place": re.compile(r".+"),
    "date": re.compile(r"\d{4}(-\d\d)?(-\d\d)?"),
    "genre": re.compile("|".join(GENRES)),
    "register": re.compile("|".join(REGISTERS)),
    "language-of-origin": re.compile(r"[a-z]{2}"),
    "fictional": re.compile("true|false"),
    "split": re.compile("|".join(SPLITS)),
}
TIME = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
LISTS = ("entities", "relations", "observations", "statements")
# What may stand for an entity instead of its name: "our province", "such companies", "large ones"; and, for what bears
# a proper name, any description in small letters ("district finance").
REFERENCE = re.compile(r"(the|this|our|such|following) .*|.* ones", re.IGNORECASE)
COMMON = ("StakeholderGroup", "Industry", "Technology")


def read_front_matter(text: str) -> dict[str, str]:
    """The fields of the block before a text; none where there is no block."""
    block = FRONT_MATTER.match(text)
    pairs = (line.partition(":")[::2] for line in block[0].splitlines()[1:-1]) if block else ()
    return {key: value.strip().strip('"') for key, value in pairs}


@cache
def texts() -> dict[str, tuple[str, dict[str, str]]]:
    """Of each file of texts/, by its name, the text and its front matter."""
    read = {path.name: path.read_text(encoding="utf-8") for path in sorted((HERE / "texts").glob("*.txt"))}
    return {name: (text, read_front_matter(text)) for name, text in read.items()}


def annotations() -> list[Path]:
    """The files that hold annotations, the first ones before the second ones."""
    return [*sorted((HERE / "gold").glob("*.json")), *sorted((HERE / "second").glob("*.json"))]


def read_splits() -> dict[str, list[str]]:
    """The ids of each split, by the front matter of the texts."""
    ids = [(front.get("split"), front.get("id", "")) for _, front in texts().values()]
    return {split: [i for s, i in ids if s == split] for split in SPLITS}


def front_matter_faults(name: str) -> Iterator[str]:
    """What is wrong with the block before a text."""
    front = texts()[name][1]
    if tuple(front) != tuple(FIELDS):
        yield f"its front matter has the fields {', '.join(front) or 'none'}, not {', '.join(FIELDS)}"
    for field, form in FIELDS.items():
        if not form.fullmatch(front.get(field, "")):
            yield f"its {field} is {front.get(field)!r}"
    if not name.startswith(f"{front.get('id')}-"):
        yield f"its id is {front.get('id')!r}"


def stands_for(read: str, form: str) -> bool:
    """Whether what a text reads is a form of a name: in other letters, quotation marks or line breaks, or its part."""
    a, b = letters(read), letters(form)
    part = min(len(a), len(b)) > 2 and (a in b or b in a)
    return a == b or part or SequenceMatcher(None, a, b).ratio() > 0.6


@cache
def letters(words: str) -> str:
    """The letters and digits of words, in small letters: what is left when line breaks and torn words are mended."""
    return re.sub(r"[\W_]", "", words.casefold())


def mention_faults(entities: Iterable[dict], text: str, body: int) -> Iterator[str]:
    """What is wrong with the places where entities are named; `body` is where the text begins."""
    taken = sorted((*span, e["label"]) for e in entities for span in e["mentions"])
    for (_, end, first), (begin, _, second) in pairwise(taken):
        if begin < end:
            yield f"mentions of {first!r} and {second!r} overlap at {begin}"
    for begin, end, label in taken:
        if not body <= begin < end <= len(text):
            yield f"a mention of {label!r} reaches from {begin} to {end}, outside the text"
        elif not (text[begin:end] == text[begin:end].strip() and stands_alone(text, begin, end)):
            yield f"a mention of {label!r} at {begin} cuts through a word: {text[begin:end]!r}"
    for entity in entities:
        forms = [entity["label"], *entity["aliases"]]
        if not entity["mentions"]:
            yield f"{entity['label']!r} has no mention"
        for begin, end in entity["mentions"]:
            read = text[begin:end]
            described = REFERENCE.fullmatch(read) or (read.islower() and entity["type"] not in COMMON)
            if not (described or any(stands_for(read, form) for form in forms)):
                yield f"a mention of {entity['label']!r} reads {read!r}"


def stands_alone(text: str, begin: int, end: int) -> bool:
    """Whether characters begin and end where words do; scripts without spaces have no such places."""
    inside = lambda at: text[at - 1 : at + 1].isalnum() and text[at - 1 : at + 1].isascii() and 0 < at < len(text)  # noqa: E731
    return not inside(begin) and not inside(end)


def observation_faults(observation: dict) -> Iterator[str]:
    """What is wrong with a number's fields, beyond its names."""
    for side in ("start", "end"):
        if observation[side] is not None and not TIME.fullmatch(str(observation[side])):
            yield f"its {side} is {observation[side]!r}"
    start, end = (str(observation[side] or "") for side in ("start", "end"))
    if start and end and end[: len(start)] < start[: len(end)]:
        yield f"it ends in {end}, before it starts in {start}"
    if not (isinstance(observation["unit"], str) and observation["unit"].strip()):
        yield "it has no unit"
    if observation.get("bound", "min") not in ("min", "max", "approx"):
        yield f"its bound is {observation['bound']!r}"
    if not observation["indicator"].strip():
        yield "it has no indicator"
    if "suspect" in observation and not observation["suspect"].get("why"):
        yield "why it is suspect is not said"


def item_faults(gold: dict, text: str, body: int) -> Iterator[str]:
    """What is wrong with relations, observations and statements, beyond their names."""
    for kind in ("relations", "observations", "statements"):
        for number, item in enumerate(gold[kind], 1):
            begin, end = item["evidence"]
            if not body <= begin < end <= len(text):
                yield f"{kind} {number}: its evidence reaches from {begin} to {end}, outside the text"
    for number, observation in enumerate(gold["observations"], 1):
        yield from (f"observations {number}: {fault}" for fault in observation_faults(observation))
    claims = Counter((r["subject"], r["predicate"], r["object"]) for r in gold["relations"])
    yield from (f"the relation {' '.join(claim)} stands {n} times" for claim, n in claims.items() if n > 1)
    yield from (f"the relation {' '.join(claim)} is of a thing with itself" for claim in claims if claim[0] == claim[2])
    challenges = {s["text"] for s in gold["statements"] if s["type"] == "Challenge"}
    for number, statement in enumerate(gold["statements"], 1):
        if not statement["text"].strip():
            yield f"statements {number}: it has no text"
        if statement.get("status", "done") not in ("done", "proposed"):
            yield f"statements {number}: its status is {statement['status']!r}"
        if statement.get("addresses") and statement["addresses"] not in challenges:
            yield f"statements {number}: it addresses no challenge of the passage: {statement['addresses']!r}"


def annotation_faults(path: Path) -> Iterator[str]:
    """What is wrong with a file of annotations."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    name = gold["document"]
    if name not in texts() or name[:3] != path.stem:
        yield f"its document is {name!r}"
        return
    text, _ = texts()[name]
    body = FRONT_MATTER.match(text).end()
    yield from check(gold)
    labels = Counter(e["label"] for e in gold["entities"])
    yield from (f"{label!r} is the label of {n} entities" for label, n in labels.items() if n > 1)
    yield from mention_faults(gold["entities"], text, body)
    yield from item_faults(gold, text, body)


def corpus_faults() -> Iterator[str]:
    """What is wrong with the lists of files and of splits."""
    ids = [name[:3] for name in texts()]
    for missing in sorted(set(ids) ^ {path.stem for path in annotations() if path.parent.name == "gold"}):
        yield f"{missing} has a text or an annotation, not both"
    if json.loads((HERE / "splits.json").read_text(encoding="utf-8")) != read_splits():
        yield "splits.json is not what the front matter says; write it again with --splits"
    for place in sorted({front["place"] for _, front in texts().values()} ^ set(read_places())):
        yield f"places.csv and the front matter do not agree on {place!r}"


def read_places() -> dict[str, dict[str, str]]:
    """The country and the region of each place of the front matter."""
    with (HERE / "places.csv").open(encoding="utf-8", newline="") as file:
        return {row["place"]: row for row in csv.DictReader(file)}


def faults() -> list[str]:
    """All that is wrong with the corpus."""
    found = [f"texts/{name}: {fault}" for name in texts() for fault in front_matter_faults(name)]
    found += [f"{p.parent.name}/{p.name}: {fault}" for p in annotations() for fault in annotation_faults(p)]
    return found + list(corpus_faults())


def main() -> None:
    """Run what the options ask for."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--splits", action="store_true", help="write splits.json again")
    args = cli.parse_args()
    if args.splits:
        rows = ",\n ".join(f'"{split}": {json.dumps(ids)}' for split, ids in read_splits().items())
        (HERE / "splits.json").write_text(f"{{{rows}}}\n", encoding="utf-8")
    found = faults()
    print(*found, sep="\n", end="\n" * bool(found))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
