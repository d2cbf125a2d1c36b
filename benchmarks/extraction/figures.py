"""Precision, recall and F1 of what was read, and their tables for the terminal and for the README."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

RESAMPLES, SEED = 1_000, 2024
TYPES = {
    "entities": "Entities by class",
    "relations": "Relations by predicate",
    "observations": "Observations by kind",
    "statements": "Statements by type",
}
COLUMNS = ("gold", "found", "right", "precision", "recall", "F1", "95 % interval")


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
    """An annotated passage, and how well it was read, by kind and by type of the main kinds."""

    gold: Path
    document: Path
    register: str
    tallies: dict[str, Tally] = field(default_factory=dict)
    types: dict[str, dict[str, Tally]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The id, and what the file of a text that is one passage is named after."""
        number, _, words = self.document.stem.partition("-")
        return f"{number} {words}" if number == self.gold.stem else f"passage {self.gold.stem}"


@dataclass(frozen=True)
class Table:
    """A table of which the first column names the rows."""

    title: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]

    def as_text(self) -> str:
        """The table in columns for the terminal; long names of rows are cut."""
        lines = [(self.title, *self.columns), *((name[:45], *cells) for name, cells in self.rows)]
        first, *others = (max(map(len, column)) for column in zip(*lines, strict=True))
        widths = [width + 3 for width in others]
        return "\n".join(
            name.ljust(first) + "".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True))
            for name, *cells in lines
        )

    def as_markdown(self) -> str:
        lines = [[self.title, *self.columns], ["---", *("---:" for _ in self.columns)]]
        lines += [[name, *cells] for name, cells in self.rows]
        return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def total(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def interval(tallies: Sequence[Tally]) -> tuple[float, float]:
    """The 2.5th and the 97.5th percentile of F1 over resamples of the passages (Efron's percentile bootstrap).

    A resample in which neither the annotation nor the graph holds anything has no F1 and is left out.
    """
    draw = random.Random(SEED)
    resamples = (draw.choices(tallies, k=len(tallies)) for _ in range(RESAMPLES))
    sums = ((sum(t.right for t in drawn), sum(t.gold + t.found for t in drawn)) for drawn in resamples)
    scores = sorted(2 * right / items for right, items in sums if items) or [0.0]
    return scores[int(0.025 * len(scores))], scores[int(0.975 * len(scores)) - 1]


def tables(passages: Sequence[Passage]) -> list[Table]:
    """The tables by kind, by type of each main kind, by register where there are several, and by passage."""
    kinds = {kind: [p.tallies[kind] for p in passages] for kind in passages[0].tallies}
    by_kind = Table("By kind", COLUMNS, [(kind, full_row(tallies)) for kind, tallies in kinds.items()])
    registers = {r: [p for p in passages if p.register == r] for r in sorted({p.register for p in passages})}
    by_register = Table("By register", list(TYPES), [(name, short_row(group, 3)) for name, group in registers.items()])
    by_passage = Table("By passage", list(TYPES), [(p.name, short_row([p], 2)) for p in passages])
    by_type = [type_table(kind, passages) for kind in TYPES]
    return [by_kind, *by_type, *([by_register] if len(registers) > 1 else []), by_passage]


def type_table(kind: str, passages: Sequence[Passage]) -> Table:
    """A row for each type of a kind of which the annotation or the graph holds anything, the most annotated first."""
    names = {name for p in passages for name in p.types[kind]}
    of = {name: [p.types[kind].get(name, Tally()) for p in passages] for name in names}
    order = sorted(names, key=lambda name: (-total(of[name]).gold, name))
    return Table(TYPES[kind], COLUMNS, [(name, full_row(of[name])) for name in order])


def full_row(tallies: Sequence[Tally]) -> list[str]:
    """Counts, precision, recall, F1 and its interval, with a dash where every resample gives the same F1."""
    all_, (low, high) = total(tallies), interval(tallies)
    counts = [f"{number:,}" for number in (all_.gold, all_.found, all_.right)]
    return [*counts, *rates(all_, 3), f"{low:.3f} to {high:.3f}" if low < high else "-"]


def short_row(passages: Sequence[Passage], digits: int) -> list[str]:
    """Precision, recall and F1 of each main kind, in one cell."""
    return [" / ".join(rates(total(p.tallies[kind] for p in passages), digits)) for kind in TYPES]


def rates(tally: Tally, digits: int) -> list[str]:
    """Precision, recall and F1, each a dash where it has nothing to count."""
    values = ((tally.precision, tally.found), (tally.recall, tally.gold), (tally.f1, tally.gold + tally.found))
    return [f"{value:.{digits}f}" if base else "-" for value, base in values]


def markers(name: str) -> tuple[str, str]:
    """What stands before and after the tables of some texts in the README."""
    return f"<!-- {name}: written by run.py --write-readme -->", f"<!-- end of {name} -->"


def write_between(file: Path, name: str, text: str) -> None:
    """Put a text between the markers of a name, in place of what stands there."""
    begin, end = markers(name)
    before, found, rest = file.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"{file} does not hold {begin} and, after it, {end}: add both lines")
    file.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")
