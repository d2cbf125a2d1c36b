"""Infer what follows from the graph in the folder KG by OWL 2 RL: from its relations and classes, by the ontology.

The inferences go into a named graph of their own and hold nothing that is asserted; `innograph query` takes them in
unless told --no-inferred, `innograph why` says what each follows from. Later builds into the folder infer anew. What
cannot be, such as a person that is a policy, is told with its sources, and the command exits with 1.
"""

from __future__ import annotations

from typing import Annotated

import typer

from innograph.cli.options import Graph


def reason(
    graph: Graph,
    drop: Annotated[bool, typer.Option("--drop", help="Take the inferences out of the graph instead.")] = False,
    hermit: Annotated[
        bool, typer.Option("--hermit", help="Also let HermiT check that the ontology is consistent (needs Java).")
    ] = False,
) -> None:
    """Infer what follows from a graph."""
    from innograph.graph import open_graph

    opened = open_graph(graph)
    if drop:
        opened.forget_inferences()
        typer.echo("The inferences are taken out.")
        return
    if hermit:
        _check_ontology()
    reasoning = opened.reason()
    typer.echo(f"{reasoning.inferred:,} statements inferred in {reasoning.seconds:g} s.")
    for explanation in opened.explain(reasoning.contradictions):
        typer.echo(f"\n{explanation}", err=True)
    if reasoning.contradictions:
        number = len(reasoning.contradictions)
        typer.echo(f"\n{number} contradiction{'s' * (number != 1)}.", err=True)
        raise typer.Exit(1)


def _check_ontology() -> None:
    from innograph.dataset import ontology_quads
    from innograph.errors import OntologyError
    from innograph.namespaces import shorten
    from innograph.reason import unsatisfiable_classes

    classes = unsatisfiable_classes(quad.triple for quad in ontology_quads())
    if classes:
        named = ", ".join(shorten(iri) for iri in classes)
        raise OntologyError(f"Nothing can be of {named}, says HermiT. Correct what the ontology says of it.")
    typer.echo("The ontology is consistent and every class of it satisfiable, says HermiT.")
