"""Measure the structure of the graph in the folder KG.

MEASURE is: centrality (who is central among the stated relations).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from innograph.cli.options import Format, Graph, MinConfidence, print_table


class Measure(StrEnum):
    """What can be measured."""

    centrality = "centrality"


def analyze(
    graph: Graph,
    measure: Annotated[Measure, typer.Argument(help="What to measure.")] = Measure.centrality,
    top: Annotated[int, typer.Option(min=0, help="How many rows; 0 for all.")] = 20,
    kind: Annotated[
        list[str] | None, typer.Option("--class", help="Only entities of this class; may be repeated.")
    ] = None,
    min_confidence: MinConfidence = 0.0,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print the table.")] = Format.table,
) -> None:
    """Measure the graph's structure."""
    from innograph.graph import open_graph
    from innograph.query import Table

    table = open_graph(graph).centrality(top=top, classes=tuple(kind or ()), min_confidence=min_confidence)
    if form is Format.table:
        table = Table(table.columns[:-1], tuple(row[:-1] for row in table.rows))
    print_table(table, form, title=f"{measure.value}, by betweenness")
