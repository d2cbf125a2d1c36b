#!/usr/bin/env python3
"""Measure what innograph reads in the annotated corpus.

    python benchmarks/extraction/run.py                      the dev split
    python benchmarks/extraction/run.py --split train
    python benchmarks/extraction/run.py --keep out/graphs    keep the graphs, to see what was missed

The texts of the split are built into a graph, the graph is exported as N-Quads, and the scorer of the annotation guide,
which lies beside this repository in ../shared/evaluation, compares it with the annotations passage by passage; where
it lies there, the report on Shenzhen beside it is measured too. Printed are precision, recall and F1 of each kind with
the 95 % interval of F1 (percentiles of 1,000 resamples of the passages, fixed seed), F1 by register and by passage.
Each run appends a line to results.csv.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CORPUS = ROOT / "data" / "annotated"
SHARED = ROOT.parent / "shared"
RESAMPLES, SEED = 1_000, 2024
DERIVED = "<http://www.w3.org/ns/prov#wasDerivedFrom>"
ENTITY = "/innograph/entity/"
ONTOLOGY = "<https://w3id.org/innograph/graph/ontology> .\n"
SOURCE = re.compile(r'(<[^>]+>) <http://purl\.org/dc/terms/source> "([^"]+)"')


@dataclass(frozen=True)
class Tally:
    """How many items the annotation holds, the graph holds, and both hold."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.gold + other.gold, self.found + other.found, self.right + other.right)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


@dataclass(frozen=True)
class Passage:
    """An annotated passage, and how well it was read, by kind."""

    gold: Path
    document: Path
    register: str
    tallies: dict[str, Tally]


def total(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def interval(tallies: Sequence[Tally]) -> tuple[float, float]:
    """The 2.5th and the 97.5th percentile of F1 over resamples of the passages (Efron's percentile bootstrap)."""
    draw = random.Random(SEED)
    scores = sorted(total(draw.choices(tallies, k=len(tallies))).f1 for _ in range(RESAMPLES))
    return scores[int(0.025 * RESAMPLES)], scores[int(0.975 * RESAMPLES) - 1]


def split_passages(split: str) -> list[Passage]:
    """The passages of a split, not yet read."""
    passages = []
    for number in json.loads((CORPUS / "splits.json").read_text(encoding="utf-8"))[split]:
        gold = CORPUS / "gold" / f"{number}.json"
        document = CORPUS / "texts" / json.loads(gold.read_text(encoding="utf-8"))["document"]
        register = re.search(r"^register: (\w+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
        passages.append(Passage(gold, document, register[1] if register else "", {}))
    return passages


def report_passages() -> list[Passage]:
    """The passages of the report that lies beside the scorer."""
    golds = sorted((SHARED / "evaluation" / "gold").glob("*.json"))
    names = [json.loads(gold.read_text(encoding="utf-8"))["document"] for gold in golds]
    return [Passage(g, SHARED / "documents" / name, "report", {}) for g, name in zip(golds, names, strict=True)]


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
    command = [sys.executable, str(SHARED / "evaluation" / "score.py"), str(quads), str(passage.gold), "--json"]
    command += ["--ontology", str(ROOT / "ontology"), "--sources", str(passage.document.parent)]
    # The scorer pairs greedily in the order of sets, so its figures hang on how strings are hashed.
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout)
    tallies = {k: Tally(n["gold"], n["found"], round(n["recall"] * n["gold"])) for k, n in answer.items()}
    return Passage(passage.gold, passage.document, passage.register, tallies)


def measure(passages: Sequence[Passage], folder: Path) -> list[Passage]:
    """The passages with their tallies; the graph is left in the folder."""
    parts = cut(build(sorted({p.document for p in passages}), folder), folder.with_name(f"{folder.name}-parts"))
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(lambda p: score(p, parts[p.document.name]), passages))


def print_tables(name: str, passages: Sequence[Passage]) -> None:
    """The tables by kind, by register and by passage."""
    kinds = list(passages[0].tallies)
    print(f"\n{name}: {len(passages)} passages")
    print(f"\n{'':30}{'gold':>6}{'found':>7}{'right':>7}{'prec.':>8}{'recall':>8}{'F1':>8}   95 % interval")
    for kind in kinds:
        tallies = [p.tallies[kind] for p in passages]
        all_, (low, high) = total(tallies), interval(tallies)
        print(f"{kind:30}{all_.gold:6}{all_.found:7}{all_.right:7}", end="")
        print(f"{all_.precision:8.3f}{all_.recall:8.3f}{all_.f1:8.3f}   {low:.3f} to {high:.3f}")
    main_kinds = [kind for kind in kinds if "," not in kind and kind != "audit findings"]
    print("\n" + f"{'F1':46}" + "".join(f"{kind:>14}" for kind in main_kinds))
    for register in sorted({p.register for p in passages}):
        print_row(f"register: {register}", [p for p in passages if p.register == register], main_kinds)
    for passage in passages:
        print_row(passage.gold.stem + " " + passage.document.stem.partition("-")[2], [passage], main_kinds)


def print_row(name: str, passages: Sequence[Passage], kinds: Sequence[str]) -> None:
    scores = [total(p.tallies[kind] for p in passages) for kind in kinds]
    print(f"{name[:45]:46}" + "".join(f"{s.f1:14.3f}" if s.gold + s.found else f"{'-':>14}" for s in scores))


def record(name: str, passages: Sequence[Passage], file: Path) -> None:
    """Append a line for this run."""
    line: dict[str, object] = {"date": datetime.date.today().isoformat(), "commit": commit()}
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
    cli.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the graphs in this new folder")
    args = cli.parse_args()
    if args.split == "test" and not args.yes_score_the_test_split:
        cli.error("the test split is for the figures that are published: add --yes-score-the-test-split to score it")
    if not (SHARED / "evaluation" / "score.py").exists():
        print("Nothing was measured: the scorer, ../shared/evaluation/score.py, does not lie beside this repository.")
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name, passages in ((args.split, split_passages(args.split)), ("report", report_passages())):
            if passages:
                measured = measure(passages, folder / name)
                print_tables(name, measured)
                record(name, measured, HERE / "results.csv")


if __name__ == "__main__":
    main()
