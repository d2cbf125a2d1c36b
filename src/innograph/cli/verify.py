"""Read every span of the graph in the folder KG again against the kept text; exit with 1 if one does not match."""

from __future__ import annotations

import typer

from innograph.cli.options import Graph

_SHOWN = 20


def verify(graph: Graph) -> None:
    """Check that every statement leads to the characters it came from."""
    from innograph.graph import open_graph

    result = open_graph(graph).verify()
    for fault in result.faults[:_SHOWN]:
        typer.echo(f"{fault.node}: {fault.what}", err=True)
    if result.faults:
        typer.echo(f"{len(result.faults)} faults in {result.spans:,} spans.", err=True)
        raise typer.Exit(1)
    typer.echo(f"{result.spans:,} spans read again: all match the kept text, and every fact leads to one.")
