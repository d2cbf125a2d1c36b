"""Results that are several tables."""

from __future__ import annotations

from dataclasses import fields
from html import escape

from innograph.query import Table


class Record:
    """A frozen dataclass whose fields are tables: it shows them in a notebook, each under its name."""

    __slots__ = ()

    @property
    def tables(self) -> dict[str, Table]:
        """The tables by the names of the fields."""
        return {field.name: getattr(self, field.name) for field in fields(self)}  # type: ignore[arg-type]

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}: {len(table)} row{'s' * (len(table) != 1)}" for name, table in self.tables.items())
        return f"<{type(self).__name__} {shown}>"

    def _repr_html_(self) -> str:
        return "".join(f"<h4>{escape(name)}</h4>{table._repr_html_()}" for name, table in self.tables.items())
