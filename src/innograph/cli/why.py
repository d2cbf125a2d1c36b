"""Say why a statement of the graph in the folder KG holds.

A stated one leads to its sentences, an inferred one to the axioms of the ontology and the stated ones it follows from.
A term is a label ("Nanshan District"), a name with its prefix (org:Organization), an IRI, or a text in double quotes;
a property may go without the prefix inno:, and `a` is rdf:type.
"""

from __future__ import annotations

from typing import Annotated

import typer

from innograph.cli.options import Graph


def why(
    graph: Graph,
    subject: Annotated[str, typer.Argument(help="What the statement is about.")],
    predicate: Annotated[str, typer.Argument(help="The property.")],
    object_: Annotated[str, typer.Argument(metavar="OBJECT", help="What the statement says of it.")],
) -> None:
    """Say why a statement holds."""
    from innograph.graph import open_graph

    typer.echo(open_graph(graph).why(subject, predicate, object_))
