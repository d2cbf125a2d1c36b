"""List the named questions that `innograph ask` answers, with their parameters and defaults."""

from __future__ import annotations

from typing import Annotated

import typer

from innograph.cli.options import Format, print_table


def questions(
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print the list.")] = Format.table,
) -> None:
    """List the named questions."""
    from innograph.query import Table
    from innograph.query import questions as named

    rows = tuple((q.name, q.title, ", ".join(f"{p.name}={p.default}" for p in q.parameters)) for q in named().values())
    print_table(Table(("name", "question", "parameters"), rows), form)
