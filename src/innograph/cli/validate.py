"""Check the graph in the folder KG against ontology/shapes.ttl, and say in words what fails; exit with 1 if it does.

Of each violation: the node, the path and value, why it fails and what to do. With --report also the report of the SHACL
recommendation, as Turtle.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from innograph.cli.options import Graph

_SHOWN = 50


def validate(
    graph: Graph,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE.ttl", help="Write the standard report here.")
    ] = None,
) -> None:
    """Check a graph against the shapes."""
    from innograph.graph import open_graph
    from innograph.pages import write_file
    from innograph.terms import show_term

    opened = open_graph(graph)
    result = opened.validate()
    if report is not None:
        write_file(report, result.to_turtle().encode())
    for found in result.violations[:_SHOWN]:
        parts = [show_term(opened.store, term) for term in (found.node, found.path, found.value) if term]
        typer.echo(f"{' '.join(parts)}\n  {found.why}\n  {found.remedy}", err=True)
    if not result.conforms:
        number = len(result.violations)
        typer.echo(f"{number} violation{'s' * (number != 1)}.", err=True)
        raise typer.Exit(1)
    typer.echo("The graph conforms to the shapes.")
