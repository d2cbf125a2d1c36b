"""How large the annotated corpus is: Markdown tables for README.md, printed by `check.py --table`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from passages import LISTS, SPLITS, annotation_files, body_start, read_annotation, read_places, read_texts

COLUMNS = ("passages", "words", "entities", "mentions", "relations", "observations", "statements")
TITLES = {
    "entities": ("Type", "type"),
    "relations": ("Relation", "predicate"),
    "observations": ("Kind of number", "kind"),
    "statements": ("Statement", "type"),
}


def tables() -> str:
    """All tables, one below the other."""
    places = read_places()
    groups: dict[str, Callable[[dict[str, str]], str]] = {
        "Split": lambda front: front["split"],
        "Genre": lambda front: front["genre"],
        "Register": lambda front: front["register"],
        "Place in": lambda front: places[front["place"]]["region"],
        "Content": lambda front: "fictional" if front["fictional"] == "true" else "real",
    }
    parts = [passages_table(title, group) for title, group in groups.items()]
    return "\n\n".join([*parts, *(items_table(kind) for kind in LISTS)])


def passages_table(title: str, group: Callable[[dict[str, str]], str]) -> str:
    """How much is annotated in each group of passages."""
    counts: dict[str, Counter[str]] = {}
    for path in annotation_files("gold"):
        gold = read_annotation(path)
        text, front = read_texts()[gold["document"]]
        counted = counts.setdefault(group(front), Counter())
        counted.update(passages=1, words=len(text[body_start(text) :].split()))
        counted.update({kind: len(gold[kind]) for kind in LISTS})
        counted.update(mentions=sum(len(e["mentions"]) for e in gold["entities"]))
    names = [name for name in SPLITS if name in counts] or sorted(counts, key=lambda n: (-counts[n]["passages"], n))
    rows = [[name, *(f"{counts[name][column]:,}" for column in COLUMNS)] for name in names]
    total = sum(counts.values(), Counter())
    return markdown([title, *COLUMNS], [*rows, ["all", *(f"{total[column]:,}" for column in COLUMNS)]])


def items_table(kind: str) -> str:
    """How many items of each type a list holds, per split."""
    title, field = TITLES[kind]
    counts = {split: Counter[str]() for split in SPLITS}
    for path in annotation_files("gold"):
        gold = read_annotation(path)
        counts[read_texts()[gold["document"]][1]["split"]].update(item[field] for item in gold[kind])
    total = sum(counts.values(), Counter())
    rows = [[name, *(f"{counts[split][name]:,}" for split in SPLITS), f"{n:,}"] for name, n in total.most_common()]
    return markdown([title, *SPLITS, "all"], rows)


def markdown(head: list[str], rows: Iterable[list[str]]) -> str:
    """A table, its first column to the left and the others to the right."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))
