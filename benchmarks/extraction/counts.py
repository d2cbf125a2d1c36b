#!/usr/bin/env python3
"""Count what a graph holds of an annotated passage, by kind and by type.

    PYTHONHASHSEED=0 python benchmarks/extraction/counts.py SCORER GRAPH.nq GOLD.json ONTOLOGY SOURCES

The pairs are those of the scorer, of whose lists of what was missed and what was wrong the items are taken instead of
the words that show them. A pair counts for the type that the annotation gives it, an item of the graph without a
partner for its own. Printed is JSON: of each kind, and of each type of the four main kinds, how many items the
annotation holds, the graph holds, and both hold. run.py starts this once for each passage, in a process of its own,
because the scorer pairs greedily in the order of sets, and that order hangs on the hash seed with which Python starts.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

# The field of an annotated item that tells its type.
TYPES = {"entities": "type", "relations": "predicate", "observations": "kind", "statements": "type"}


def load_scorer(path: Path) -> ModuleType:
    """The scorer as a module; what it missed and what was wrong it then lists as items."""
    specification = importlib.util.spec_from_file_location("scorer", path)
    if specification is None or specification.loader is None:
        raise SystemExit(f"{path} is no Python module")
    scorer = importlib.util.module_from_spec(specification)
    sys.modules["scorer"] = scorer
    specification.loader.exec_module(scorer)
    pair = scorer.match
    vars(scorer)["match"] = lambda gold, found, same, _show=str: pair(gold, found, same, lambda item: item)
    return scorer


def type_of(kind: str, item: Any) -> str:
    """The type of an item of the annotation or, in the forms that the scorer gives them, of the graph."""
    if isinstance(item, tuple):
        return str(item[1])
    return "/".join(sorted(item["types"])) if "types" in item else str(item[TYPES[kind]])


def by_type(kind: str, gold: list[Any], missed: list[Any], wrong: list[Any]) -> dict[str, tuple[int, int, int]]:
    """Of each type of a kind how many items are in the annotation, in the graph, and in both."""
    annotated, lost, strange = (Counter(type_of(kind, item) for item in items) for items in (gold, missed, wrong))
    right = annotated - lost
    return {name: (annotated[name], right[name] + strange[name], right[name]) for name in sorted(annotated | strange)}


def count(scorer: ModuleType, graph: Path, gold: Path, ontology: Path, sources: Path) -> dict[str, Any]:
    """The counts by kind, and by type of the main kinds, of a passage."""
    annotation = json.loads(gold.read_text(encoding="utf-8"))
    tallies = scorer.score_passage(scorer.Built(graph, ontology), annotation, sources)
    kinds = {kind: (tally.gold, tally.found, tally.hit) for kind, tally in tallies.items()}
    types = {k: by_type(k, annotation[k], tallies[k].missed, tallies[k].wrong) for k in TYPES}
    for kind, counts in types.items():
        if tuple(map(sum, zip(*counts.values(), strict=True))) not in (kinds[kind], ()):
            raise SystemExit(f"{gold}: the types of the {kind} do not add up to {kinds[kind]}: {counts}")
    return {"kinds": kinds, "types": types}


def main() -> None:
    sys.dont_write_bytecode = True  # nothing is left beside the scorer
    scorer, *paths = map(Path, sys.argv[1:])
    print(json.dumps(count(load_scorer(scorer), *paths)))


if __name__ == "__main__":
    main()
