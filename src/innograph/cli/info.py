"""What the graph in the folder KG holds: its documents and counts, and its entities by class."""

from __future__ import annotations

from typing import Annotated

import typer

from innograph.cli.options import Format, Graph, print_table

ENTITIES = """
SELECT ?class (COUNT(DISTINCT ?entity) AS ?entities) (COUNT(?phrase) AS ?mentions) WHERE {
  ?phrase itsrdf:taIdentRef ?entity . ?entity a ?class .
} GROUP BY ?class ORDER BY DESC(?entities) ?class"""


def info(
    graph: Graph,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print the classes.")] = Format.table,
) -> None:
    """Say what a graph holds."""
    from innograph.graph import open_graph

    opened = open_graph(graph)
    if form is Format.table:
        typer.echo(f"Graph {graph}, made of {len(opened.manifest.documents)} documents:")
        for source, digest in opened.manifest.documents:
            typer.echo(f"  {source}  (SHA-256 {digest[:12]}…)")
        for name, count in opened.manifest.counts.items():
            typer.echo(f"  {name:<14}{count:>9,}")
        typer.echo(f"  SHA-256 of the graph as N-Quads: {opened.manifest.digest}")
    print_table(opened.query(ENTITIES, inferred=False), form, title="Entities by class")
