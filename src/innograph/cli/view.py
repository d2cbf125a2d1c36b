"""Write the graph in the folder KG, or a part of it, as one HTML page.

The page opens from disk and asks no host for anything.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from innograph.cli.options import Graph, MinConfidence, read_query

if TYPE_CHECKING:
    from innograph.analysis import Part


def view(
    graph: Graph,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE.html", help="The page to write.")] = Path(
        "graph.html"
    ),
    title: Annotated[str, typer.Option(help="The page's title.")] = "",
    focus: Annotated[str, typer.Option(metavar="ENTITY", help="Only this entity and what is near it.")] = "",
    hops: Annotated[int, typer.Option(min=0, help="How many relations away from it is near.")] = 1,
    query: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.rq", help="Only the entities of this SELECT query, or the triples of this CONSTRUCT."
        ),
    ] = None,
    place: Annotated[list[str] | None, typer.Option(help="Only what is in this place; may be repeated.")] = None,
    since: Annotated[str, typer.Option(help="Only relations of this year, month or day, or later.")] = "",
    until: Annotated[str, typer.Option(help="Only relations of this year, month or day, or earlier.")] = "",
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Write the graph as a page."""
    from innograph.graph import open_graph

    sparql = read_query(query) if query else ""
    part: Part = {"places": place or (), "since": since, "until": until, "min_confidence": min_confidence}
    open_graph(graph).view(out, title=title, focus=focus, hops=hops, query=sparql, **part)
    typer.echo(f"Wrote {out}.")
