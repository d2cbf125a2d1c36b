"""Write the graph in the folder KG in the format that FILE's suffix tells.

.nq, .trig and .jsonld hold the whole dataset, .ttl its default graph; .graphml and .gexf the entities and relations;
a FILE without suffix is a folder of CSV tables (entities, relations, observations, statements).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from innograph.cli.options import Graph


def export(
    graph: Graph,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What to write; the suffix tells the format.")],
) -> None:
    """Write the graph in another format."""
    from innograph.graph import open_graph

    for path in open_graph(graph).export(file):
        typer.echo(f"Wrote {path}.")
