"""Print all that the graph in the folder KG tells of an entity.

For each fact: what it says, its status, the rule that found it, how sure that is, and the sentence with its arguments
in brackets.
"""

from __future__ import annotations

from typing import Annotated

import typer

from innograph.cli.options import Graph


def explain(graph: Graph, entity: Annotated[str, typer.Argument(help="The entity: a name of it, or its IRI.")]) -> None:
    """Explain what is told of an entity."""
    from innograph.graph import open_graph

    accounts = open_graph(graph).accounts(entity)
    for account in accounts:
        typer.echo(f"{account}\n")
    typer.echo(f"{len(accounts)} fact{'s' * (len(accounts) != 1)}.")
