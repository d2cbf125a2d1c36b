#!/usr/bin/env python3
"""Measure what innograph reads in the annotated corpus.

    python benchmarks/extraction/run.py                      the dev split
    python benchmarks/extraction/run.py --split train
    python benchmarks/extraction/run.py --write-readme       write the tables into the README as well
    python benchmarks/extraction/run.py --keep out/graphs    keep the graphs, to see what was missed

The texts of the split are built into a graph, the graph is exported as N-Quads, and the scorer of the annotation guide,
which lies beside this repository in ../shared/evaluation, compares it with the annotations passage by passage; where
it lies there, the report on Shenzhen beside it is measured too. Printed are gold, found and right items, precision,
recall and F1 of each kind and of each type (entities by class, relations by predicate, observations by kind, statements
by type), with the 95 % interval of F1 (percentiles of 1,000 resamples of the passages, fixed seed), then precision,
recall and F1 by register and by passage. Each run appends a line to results.csv.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from figures import Passage, Tally, interval, markers, tables, total, write_between

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CORPUS = ROOT / "data" / "annotated"
SHARED = ROOT.parent / "shared"
README = HERE / "README.md"
DERIVED = "<http://www.w3.org/ns/prov#wasDerivedFrom>"
ENTITY = "/innograph/entity/"
ONTOLOGY = "<https://w3id.org/innograph/graph/ontology> .\n"
SOURCE = re.compile(r'(<[^>]+>) <http://purl\.org/dc/terms/source> "([^"]+)"')


def split_passages(split: str) -> list[Passage]:
    """The passages of a split, not yet read."""
    passages = []
    for number in json.loads((CORPUS / "splits.json").read_text(encoding="utf-8"))[split]:
        gold = CORPUS / "gold" / f"{number}.json"
        document = CORPUS / "texts" / json.loads(gold.read_text(encoding="utf-8"))["document"]
        register = re.search(r"^register: (\w+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
        passages.append(Passage(gold, document, register[1] if register else ""))
    return passages


def report_passages() -> list[Passage]:
    """The passages of the report that lies beside the scorer."""
    golds = sorted((SHARED / "evaluation" / "gold").glob("*.json"))
    names = [json.loads(gold.read_text(encoding="utf-8"))["document"] for gold in golds]
    return [Passage(g, SHARED / "documents" / name, "report") for g, name in zip(golds, names, strict=True)]


def build(documents: Sequence[Path], folder: Path) -> Path:
    """Build the graph of some documents into a folder; the file of its quads."""
    command = [sys.executable, "-c", "from innograph.cli import main; main()"]
    subprocess.run([*command, "build", "--strict", *documents, "-o", folder], check=True, stdout=subprocess.DEVNULL)
    quads = folder.with_suffix(".nq")
    subprocess.run([*command, "export", folder, quads], check=True, stdout=subprocess.DEVNULL)
    return quads


def cut(quads: Path, folder: Path) -> dict[str, Path]:
    """Cut a graph into one file a document, for the scorer reads the whole file for each passage.

    A part holds all that does not come from another document: a sentence, a mention or a fact goes to the documents
    that it stands in or is derived from, entities and units go to each part, the ontology, which the scorer reads from
    its own files, goes to none.
    """
    everything = quads.read_text(encoding="utf-8").splitlines(keepends=True)
    lines = [line for line in everything if not line.endswith(ONTOLOGY)]
    documents = {found[1]: found[2] for line in lines if (found := SOURCE.match(line))}
    home: dict[str, set[str]] = {}
    for line in lines:
        subject, predicate, object_ = line.split(" ", 2)
        if around(subject) in documents:
            home[subject] = {around(subject)}
        elif predicate == DERIVED and ENTITY not in subject:
            home.setdefault(subject, set()).add(around(object_))
    parts: dict[str, list[str]] = {document: [] for document in documents}
    for line in lines:
        for document in home.get(line.partition(" ")[0], documents):
            parts[document].append(line)
    folder.mkdir()
    files = {}
    for number, (document, name) in enumerate(sorted(documents.items())):
        files[name] = folder / f"{number}.nq"
        files[name].write_text("".join(parts[document]), encoding="utf-8")
    return files


def around(term: str) -> str:
    """The document that a term is or lies in, for one that is or does."""
    return term.partition("#")[0].rstrip("> .\n") + ">"


def score(passage: Passage, quads: Path) -> Passage:
    """A passage with its tallies, by the scorer."""
    paths = (SHARED / "evaluation" / "score.py", quads, passage.gold, ROOT / "ontology", passage.document.parent)
    command = [sys.executable, HERE / "counts.py", *paths]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    counts = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment).stdout)
    tallies = {kind: Tally(*numbers) for kind, numbers in counts["kinds"].items()}
    types = {kind: {name: Tally(*n) for name, n in rows.items()} for kind, rows in counts["types"].items()}
    return replace(passage, tallies=tallies, types=types)


def measure(passages: Sequence[Passage], folder: Path) -> list[Passage]:
    """The passages with their tallies; the graph is left in the folder."""
    parts = cut(build(sorted({p.document for p in passages}), folder), folder.with_name(f"{folder.name}-parts"))
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(lambda p: score(p, parts[p.document.name]), passages))


def show(name: str, passages: Sequence[Passage], state: str, write: bool) -> None:
    """Print the tables, and where that is wished write them into the README with the commit that was measured."""
    shown = tables(passages)
    print(f"\n{name}: {len(passages)} passages", *(table.as_text() for table in shown), sep="\n\n")
    if write:
        head = f"{len(passages)} passages, measured on {datetime.date.today().isoformat()} at commit {state}."
        write_between(README, name, "\n\n".join([head, *(table.as_markdown() for table in shown)]))


def record(name: str, passages: Sequence[Passage], state: str, file: Path) -> None:
    """Append a line for this run."""
    line: dict[str, object] = {"date": datetime.date.today().isoformat(), "commit": state}
    line |= {"texts": name, "passages": len(passages)}
    for kind in passages[0].tallies:
        tallies = [p.tallies[kind] for p in passages]
        all_, (low, high) = total(tallies), interval(tallies)
        figures = {"precision": all_.precision, "recall": all_.recall, "F1": all_.f1, "low": low, "high": high}
        line |= {f"{kind}: {figure}": f"{value:.3f}" for figure, value in figures.items()}
    fresh = not file.exists()
    with file.open("a", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(line), lineterminator="\n")
        if fresh:
            writer.writeheader()
        writer.writerow(line)


def commit() -> str:
    """The commit that is measured, with a + where files are changed; nothing outside a repository."""
    ask = ["git", "-C", str(ROOT), "describe", "--always", "--dirty=+", "--exclude=*"]
    return subprocess.run(ask, check=False, capture_output=True, text=True).stdout.strip()


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--split", choices=("train", "dev", "test"), default="dev")
    cli.add_argument("--yes-score-the-test-split", action="store_true", help="what --split test asks for")
    cli.add_argument("--write-readme", action="store_true", help="write the tables into the README as well")
    cli.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the graphs in this new folder")
    args = cli.parse_args()
    if args.split == "test" and not args.yes_score_the_test_split:
        cli.error("the test split is for the figures that are published: add --yes-score-the-test-split to score it")
    if args.write_readme and markers(args.split)[0] not in README.read_text(encoding="utf-8"):
        cli.error(f"README.md has no place for {args.split}: put {' and '.join(markers(args.split))} where it shall be")
    if not (SHARED / "evaluation" / "score.py").exists():
        print("Nothing was measured: the scorer, ../shared/evaluation/score.py, does not lie beside this repository.")
        return
    state = commit()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name, passages in ((args.split, split_passages(args.split)), ("report", report_passages())):
            if passages:
                measured = measure(passages, folder / name)
                show(name, measured, state, args.write_readme)
                record(name, measured, state, HERE / "results.csv")


if __name__ == "__main__":
    main()
