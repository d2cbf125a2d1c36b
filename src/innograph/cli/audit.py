"""Say what does not add up in the graph in the folder KG, what is missing from it, and what nobody owns.

figures: shares against parts and wholes, totals against their parts, changes against the levels before and after,
months against years, ratios against what they divide, ranks against levels and names, and figures that are told twice.
These checks are made when a graph is built; here is what they found, with the sentences side by side. No figure is ever
changed. statements: what is stated and denied, two places or times where one can hold, two classes of one thing.
coverage: how much of each document became facts, sentences and sections that gave few, names linked to nothing.
coherence: challenges without a measure, measures without owner, time, money or figure, policies without target,
programmes without funder, targets that were missed or of which no more is told; counted by document and by place.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated

import typer

from innograph.cli.options import Format, Graph, print_table

if TYPE_CHECKING:
    from innograph.graph import KnowledgeGraph
    from innograph.query import Cell, Table


class Part(StrEnum):
    """What is audited."""

    figures = "figures"
    statements = "statements"
    coverage = "coverage"
    coherence = "coherence"


# Where all gaps stand side by side.
WIDE = 120
# Measures that are done or denied need no owner, time or money any more.
OPEN = {"only": "planned|proposed"}
QUESTIONS = {
    Part.figures: ("audit-findings",),
    Part.statements: ("contradicting-statements",),
    Part.coverage: ("coverage", "unread-sentences", "silent-sections", "unlinked-names"),
    Part.coherence: (
        "unaddressed-challenges",
        "measures-without-owner",
        "what-measures-lack",
        "policies-without-target",
        "programmes-without-funder",
        "targets-without-level",
        "missed-targets",
    ),
}


def audit(
    graph: Graph,
    part: Annotated[Part, typer.Argument(help="What to audit.")] = Part.figures,
    word: Annotated[str, typer.Option(help="Only what has this word in it: a place, a document, a subject.")] = "",
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print what is found.")] = Format.table,
) -> None:
    """Audit a graph."""
    from innograph.graph import open_graph

    opened = open_graph(graph)
    if form is Format.table and part in (Part.figures, Part.statements):
        _print_findings(opened, part, word)
        return
    tables = list(_tables(opened, part, word))
    if form is Format.json:
        told = {name: json.loads(table.to_json()) for name, _, table in tables}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for number, (_, title, table) in enumerate(tables):
        if number:
            typer.echo()
        wide = form is Format.table and get_terminal_size().columns >= WIDE
        shown = _side_by_side(table) if wide and "gap" in table.columns else table
        print_table(shown, form, title=title)


def _tables(graph: KnowledgeGraph, part: Part, word: str) -> Iterator[tuple[str, str, Table]]:
    """The name, title and table of each answer."""
    from innograph.query import questions

    if part is Part.coherence:
        for by in ("document", "place"):
            yield f"gaps-by-{by}", f"How much is lacking, by {by}?", graph.coherence(by=by, word=word)
    for name in QUESTIONS[part]:
        narrowed = OPEN if name in ("measures-without-owner", "what-measures-lack") else {}
        yield name, questions()[name].title, graph.ask(name, word=word, **narrowed)


def _side_by_side(table: Table) -> Table:
    """A row for each document or place, with a column for each gap: "3 of 12"."""
    from innograph.analysis.coherence import GAPS
    from innograph.query import Table as Answer

    told = {row[1] for row in table}
    gaps = [gap.name for gap in GAPS if gap.name in told]
    cells = {(row[0], row[1]): f"{row[2]} of {row[3]}" for row in table}
    names = list(dict.fromkeys(row[0] for row in table))
    rows = tuple((name, *(cells.get((name, gap), "") for gap in gaps)) for name in names)
    return Answer((table.columns[0], *gaps), rows)


def _print_findings(graph: KnowledgeGraph, part: Part, word: str) -> None:
    """The findings one below the other, each with its sentences."""
    table = graph.ask(QUESTIONS[part][0], word=word)
    rows = [dict(zip(table.columns, row, strict=True)) for row in table]
    findings = [list(group) for _, group in groupby(rows, key=_finding)]
    counts = graph.manifest.counts
    if part is Part.figures:
        checked = f"{_many(counts['checked'], 'figure')} cross-checked, {counts['agreeing']} agree"
        typer.echo(f"{checked}; {_many(counts['findings'], 'finding')}.")
    else:
        typer.echo(f"{_many(counts['contradictions'], 'contradiction')} between statements.")
    if word:
        typer.echo(f"{len(findings)} with the word {word!r}.")
    for number, sentences in enumerate(findings, 1):
        first = sentences[0]
        typer.echo(f"\n{number}. {first['severity']}: {_heading(first)}")
        typer.echo(f"   {_line(first['because'])}")
        told = Counter((row["document"], _line(row["quote"])) for row in sentences)
        for (document, quote), times in told.items():
            typer.echo(f"   {document}: {quote!r}" + (f" (told {times} times)" if times > 1 else ""))


def _finding(row: dict[str, Cell]) -> tuple[Cell, ...]:
    """What the rows of one finding share: all but where it is said."""
    return tuple(cell for name, cell in row.items() if name not in ("document", "quote"))


def _heading(row: dict[str, Cell]) -> str:
    if "written" not in row:
        return str(row["kind"])
    what = f"{row['measured']} of {row['about']}" + (f", {row['time']}" if row["time"] else "")
    return f"{what}: {_line(row['written'])}"


def _line(cell: Cell) -> str:
    return " ".join(str(cell).split())


def _many(number: int, name: str) -> str:
    return f"{number} {name}{'s' * (number != 1)}"
