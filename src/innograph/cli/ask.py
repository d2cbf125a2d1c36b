"""Answer a named question, its parameters given as --name value; `innograph questions` lists them."""

from __future__ import annotations

from typing import Annotated

import typer

from innograph.cli.options import Format, Graph, print_table
from innograph.errors import QueryError

CONTEXT = {"allow_extra_args": True, "ignore_unknown_options": True}


def ask(
    context: typer.Context,
    graph: Graph,
    name: Annotated[str, typer.Argument(help="The name of the question.")],
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print the answer.")] = Format.table,
) -> None:
    """Answer a named question."""
    from innograph.graph import open_graph
    from innograph.query import questions

    parameters = read_parameters(context.args)
    table = open_graph(graph).ask(name, **parameters)
    print_table(table, form, title=questions()[name].title)


def read_parameters(words: list[str]) -> dict[str, str]:
    """The parameters among a command's further words: --name value or --name=value.

    Raises:
        QueryError: a word is no parameter, or a parameter has no value.
    """
    parameters: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            raise QueryError(f"{word!r} is no parameter. Write parameters as --name value.")
        name, equals, value = word[2:].partition("=")
        if not equals:
            value = next(rest, "--")
            if value.startswith("--"):
                raise QueryError(f"Parameter {name!r} has no value. Write --{name} VALUE.")
        parameters[name.replace("-", "_")] = value
    return parameters
