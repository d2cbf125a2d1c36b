"""Arguments and output that commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from innograph.errors import QueryError

if TYPE_CHECKING:
    from innograph.query import Cell, Table

Graph = Annotated[Path, typer.Argument(metavar="KG", help="The folder of a graph.")]
MinConfidence = Annotated[float, typer.Option(min=0.0, max=1.0, help="Leave out relations below this confidence.")]


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"
    ttl = "ttl"
    latex = "latex"


def print_table(table: Table, form: Format, *, title: str = "") -> None:
    """Print an answer.

    Raises:
        QueryError: Turtle is wanted of an answer that has no triples.
    """
    if form is Format.csv:
        typer.echo(table.to_csv(), nl=False)
    elif form is Format.json:
        typer.echo(table.to_json())
    elif form is Format.ttl:
        if not table.turtle and table.columns != ("subject", "predicate", "object"):
            raise QueryError("Format 'ttl' needs triples, and this query makes rows. Use CONSTRUCT, or another format.")
        typer.echo(table.turtle, nl=False)
    elif form is Format.latex:
        typer.echo(table.to_latex(caption=title), nl=False)
    else:
        _print_rich(table, title)


def _print_rich(table: Table, title: str) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table as Grid

    grid = Grid(title=title or None, title_justify="left", header_style="bold", expand=False)
    for name in table.columns:
        numbers = [row[table.columns.index(name)] for row in table.rows]
        right = bool(numbers) and all(isinstance(cell, int | float) or cell is None for cell in numbers)
        longest = max((len(_shown(cell)) for cell in numbers), default=0)
        wide = min(longest, 24 if len(table.columns) < 8 else 14)
        justify: Literal["right", "left"] = "right" if right else "left"
        grid.add_column(name, justify=justify, no_wrap=right, overflow="fold", min_width=0 if right else wide)
    for row in table.rows:
        grid.add_row(*(escape(_shown(cell)) for cell in row))
    console = Console()
    console.print(grid)
    console.print(f"{len(table)} row{'s' * (len(table) != 1)}", style="dim")
    if table.note:
        console.print(escape(table.note), style="dim", highlight=False)


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:,.6g}"
    if isinstance(cell, int) and abs(cell) >= 10_000:
        return f"{cell:,}"
    return " ".join(str(cell).split())
