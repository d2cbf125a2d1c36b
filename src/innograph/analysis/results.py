"""Results: several tables that belong together, and how a notebook shows them."""

from __future__ import annotations

from dataclasses import fields
from html import escape

from innograph.query import Table


class Results:
    """A dataclass of tables; a notebook shows each of them below its name."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        shown = []
        for field in fields(self):  # type: ignore[arg-type]
            table = getattr(self, field.name)
            if isinstance(table, Table):
                shown.append(f"<h4>{escape(field.name)}</h4>{table._repr_html_()}")
        return "".join(shown)
