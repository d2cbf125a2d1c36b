"""Tables in HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from innograph.query import Cell, Table
from innograph.views.charts import write_number


class Markup(str):
    """What is HTML already."""


def write_table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table in HTML that scrolls where the page is narrow; cells are escaped but for `Markup`."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>\n" for row in rows)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table></div>'


def _cell(cell: Cell) -> str:
    kind = ' class="number"' if isinstance(cell, int | float) else ""
    return f"<td{kind}>{show_cell(cell)}</td>"


def show_cell(cell: Cell) -> str:
    """A cell in HTML."""
    if isinstance(cell, Markup):
        return cell
    if isinstance(cell, int | float):
        return write_number(cell if isinstance(cell, int) or abs(cell) >= 1e4 else float(f"{cell:.4g}"))
    return "" if cell is None else escape(" ".join(str(cell).split()))


def read_number(cell: Cell) -> float:
    """A cell as a number; an empty one is 0."""
    return float(cell or 0)


def read_rows(table: Table) -> list[dict[str, Cell]]:
    """The rows of a table by the names of its columns."""
    return [dict(zip(table.columns, row, strict=True)) for row in table]
