"""Set the figures of the graph in the folder KG against each other, and say which do not agree and why.

Shares are checked against parts and wholes, totals against their parts, changes against the levels before and after,
months against years, ratios against what they divide, ranks against levels and names, and figures that are told twice.
The checks are made when a graph is built; this shows what they found, each with its sentences side by side. No figure
is ever changed.
"""

from __future__ import annotations

from itertools import groupby
from typing import Annotated

import typer

from innograph.cli.options import Format, Graph, print_table


def audit(
    graph: Graph,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print the findings.")] = Format.table,
) -> None:
    """Show what the audit of the figures found."""
    from innograph.graph import open_graph

    opened = open_graph(graph)
    findings = opened.ask("audit-findings")
    if form is not Format.table:
        print_table(findings, form)
        return
    counts = opened.manifest.counts
    typer.echo(f"{counts['checked']} figures cross-checked, {counts['agreeing']} agree. {counts['findings']} findings.")
    rows = [dict(zip(findings.columns, row, strict=True)) for row in findings]
    for number, (_, group) in enumerate(groupby(rows, key=lambda row: (row["because"], row["written"])), 1):
        sentences = list(group)
        first = sentences[0]
        time = f", {first['time']}" if first["time"] else ""
        typer.echo(
            f"\n{number}. {first['severity']}: {first['measured']} of {first['about']}{time}: {first['written']}"
        )
        typer.echo(f"   {first['because']}")
        for row in sentences:
            typer.echo(f"   {row['document']}: {' '.join(str(row['quote']).split())!r}")
