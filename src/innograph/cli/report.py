"""Tell of the ecosystem in the graph in the folder KG at a glance, as one HTML page without any script.

Counts, key actors with how sure their ranks are, communities, the ties of university, industry and government, figures
over time and across places, what policy leaves open, what the audit found, and the sentences that all this rests on.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from innograph.cli.options import Graph


def report(
    graph: Graph,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE.html", help="The page to write.")] = Path(
        "report.html"
    ),
    title: Annotated[str, typer.Option(help="The page's title.")] = "",
) -> None:
    """Write a report."""
    from innograph.graph import open_graph

    open_graph(graph).report(out, title=title)
    typer.echo(f"Wrote {out}.")
