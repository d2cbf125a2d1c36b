"""The passages of the annotated corpus as Python values: texts, front matter, annotations, places."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

from anchor import FRONT_MATTER, HERE

LISTS = ("entities", "relations", "observations", "statements")
SPLITS = ("train", "extra", "dev", "test")
Item = dict[str, Any]


def read_front_matter(text: str) -> dict[str, str]:
    """The fields of the block before a text; none where there is no block."""
    block = FRONT_MATTER.match(text)
    pairs = (line.partition(":")[::2] for line in block[0].splitlines()[1:-1]) if block else ()
    return {key: value.strip().strip('"') for key, value in pairs}


@cache
def read_texts() -> dict[str, tuple[str, dict[str, str]]]:
    """Of each file of texts/, by its name, the text (front matter and all) and the fields of the front matter."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((HERE / "texts").glob("*.txt"))}
    return {name: (text, read_front_matter(text)) for name, text in texts.items()}


def body_start(text: str) -> int:
    """Where the text itself begins, behind its front matter; a code point's number."""
    block = FRONT_MATTER.match(text)
    return block.end() if block else 0


def annotation_files(folder: str) -> list[Path]:
    """The files of annotations in gold/, first/ or second/."""
    return sorted((HERE / folder).glob("*.json"))


def read_annotation(path: Path) -> Item:
    """What a file of annotations holds; the annotation guide says what that is."""
    annotation: Item = json.loads(path.read_text(encoding="utf-8"))
    return annotation


def read_splits() -> dict[str, list[str]]:
    """The ids of the passages of each split, by the front matter of the texts."""
    ids = [(front.get("split"), front.get("id", "")) for _, front in read_texts().values()]
    return {split: [i for s, i in ids if s == split] for split in SPLITS}


def read_places() -> dict[str, dict[str, str]]:
    """The country and the region of the world of each place of the front matter."""
    with (HERE / "places.csv").open(encoding="utf-8", newline="") as file:
        return {row["place"]: row for row in csv.DictReader(file)}
