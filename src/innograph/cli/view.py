"""Write the graph in the folder KG as one HTML page that opens from disk and asks no host for anything."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from innograph.cli.options import Graph, MinConfidence


def view(
    graph: Graph,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE.html", help="The page to write.")] = Path(
        "graph.html"
    ),
    title: Annotated[str, typer.Option(help="The page's title.")] = "",
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Write the graph as a page."""
    from innograph.graph import open_graph

    open_graph(graph).view(out, title=title, min_confidence=min_confidence)
    typer.echo(f"Wrote {out}.")
