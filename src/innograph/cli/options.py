"""Arguments and output that commands share."""

from __future__ import annotations

from collections.abc import Sequence
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


def print_table(table: Table, form: Format, *, title: str = "", digits: int = 6) -> None:
    """Print an answer; on a screen fractions have so many digits.

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
        _print_rich(table, title, digits)


def _print_rich(table: Table, title: str, digits: int) -> None:
    from rich.cells import cell_len
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table as Grid

    console = Console()
    cells = [[_shown(cell, digits) for cell in row] for row in table.rows]
    right = [_are_numbers([row[at] for row in table.rows]) for at in range(len(table.columns))]
    longest = [max((cell_len(row[at]) for row in cells), default=0) for at in range(len(table.columns))]
    widths = _fit(table.columns, longest, right, console.width)
    grid = Grid(title=title or None, title_justify="left", header_style="bold", expand=False)
    for name, number, width in zip(table.columns, right, widths, strict=False):
        justify: Literal["right", "left"] = "right" if number else "left"
        grid.add_column(name, justify=justify, overflow="fold", width=width)
    for row in cells:
        grid.add_row(*(escape(cell) for cell in row[: len(widths)]))
    console.print(grid)
    console.print(f"{len(table)} row{'s' * (len(table) != 1)}", style="dim")
    hidden = table.columns[len(widths) :]
    note = f"{table.note} No room for: {', '.join(hidden)}." if hidden else table.note
    if note:
        console.print(escape(note.strip()), style="dim", highlight=False)


def _are_numbers(column: Sequence[Cell]) -> bool:
    return bool(column) and all(isinstance(cell, int | float) or cell is None for cell in column)


def _fit(names: Sequence[str], longest: Sequence[int], numbers: Sequence[bool], room: int) -> list[int]:
    """The widths of the columns that have room, from the first on; text and heads are folded before one is left out."""
    widths = [max(len(name), size, 1) for name, size in zip(names, longest, strict=True)]
    least = [
        max(size, min(len(name), 6)) if number else min(width, 9)
        for name, size, number, width in zip(names, longest, numbers, widths, strict=True)
    ]
    while len(least) > 2 and sum(least) + 3 * len(least) + 1 > room:
        least.pop()
    del widths[len(least) :]
    while sum(widths) + 3 * len(widths) + 1 > room and widths != least:
        at = max(range(len(widths)), key=lambda column: (widths[column] - least[column], column))
        widths[at] -= 1
    return widths


def _shown(cell: Cell, digits: int) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:,.{digits}g}"
    if isinstance(cell, int) and abs(cell) >= 10_000:
        return f"{cell:,}"
    return " ".join(str(cell).split())
