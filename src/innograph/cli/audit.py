"""Say what does not add up in the graph in the folder KG, what is missing from it, and what nobody owns.

figures: shares against parts and wholes, totals against their parts, changes against the levels before and after,
months against years, ratios against what they divide, ranks against levels and names, and figures that are told twice.
These checks are made when a graph is built; here is what they found, with the sentences side by side. No figure is ever
changed. statements: what contradicts what. coverage: sentences and sections that gave few facts. coherence: challenges
without a measure, measures without owner, time, money or figure, policies without target, targets that were missed.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from innograph.cli.options import Format, Graph, print_table

if TYPE_CHECKING:
    from innograph.graph import KnowledgeGraph
    from innograph.query import Cell


class Part(StrEnum):
    """What is audited."""

    figures = "figures"
    statements = "statements"
    coverage = "coverage"
    coherence = "coherence"


QUESTIONS = {
    Part.figures: ("audit-findings",),
    Part.statements: ("contradicting-statements",),
    Part.coverage: ("unread-sentences", "silent-sections"),
    Part.coherence: (
        "unaddressed-challenges",
        "measures-without-owner",
        "what-measures-lack",
        "what-policies-lack",
        "targets-and-levels",
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
    from innograph.query import questions

    opened = open_graph(graph)
    if part is Part.figures and form is Format.table:
        _print_findings(opened, word)
        return
    for name in QUESTIONS[part]:
        print_table(opened.ask(name, word=word), form, title=questions()[name].title)


def _print_findings(graph: KnowledgeGraph, word: str) -> None:
    counts = graph.manifest.counts
    typer.echo(f"{counts['checked']} figures cross-checked, {counts['agreeing']} agree; {counts['findings']} findings.")
    table = graph.ask("audit-findings", word=word)
    rows = [dict(zip(table.columns, row, strict=True)) for row in table]
    for number, (_, group) in enumerate(groupby(rows, key=lambda row: (row["because"], row["written"])), 1):
        sentences = list(group)
        first = sentences[0]
        what = f"{first['measured']} of {first['about']}" + (f", {first['time']}" if first["time"] else "")
        typer.echo(f"\n{number}. {first['severity']}: {what}: {_line(first['written'])}")
        typer.echo(f"   {_line(first['because'])}")
        for row in sentences:
            typer.echo(f"   {row['document']}: {_line(row['quote'])!r}")


def _line(cell: Cell) -> str:
    return " ".join(str(cell).split())
