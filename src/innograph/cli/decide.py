"""Decide about the graph in the folder KG: what is right, wrong, missing or the same.

A decision is written into the folder's decisions.txt, with who decided it, when and why; the graph is written again at
once, and builds apply it from then on. Entities go by label or IRI.

accept, reject SUBJECT RELATION OBJECT, or ENTITY INDICATOR FIGURE, or the label or IRI of a STATEMENT: it is right,
or wrong and so set aside. add SUBJECT RELATION OBJECT: it is so, though no document says it. merge ENTITY OTHER: the
second is the first. split ENTITY NAME [CLASS]: what goes by that name is another. rename ENTITY NAME. retype ENTITY
CLASS. undo [N]: take back the last decision, or number N. list: show all.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from innograph.cli.options import Format, Graph, print_table


class Kind(StrEnum):
    """What can be decided, and `list`."""

    accept = "accept"
    reject = "reject"
    add = "add"
    merge = "merge"
    part = "split"
    rename = "rename"
    retype = "retype"
    undo = "undo"
    show = "list"


def decide(
    graph: Graph,
    kind: Annotated[Kind, typer.Argument(help="What to decide.")],
    terms: Annotated[list[str] | None, typer.Argument(metavar="[TERM]...", help="What it is about.")] = None,
    why: Annotated[str, typer.Option(help="The reason; all but undo and list need one.")] = "",
    who: Annotated[str, typer.Option(help="Who decides; the user of the computer where not given.")] = "",
    when: Annotated[str, typer.Option(metavar="TIME", help="When, in ISO 8601; now where not given.")] = "",
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print the list.")] = Format.table,
) -> None:
    """Decide about a graph."""
    from innograph.graph import open_graph

    opened = open_graph(graph)
    if kind is Kind.show:
        from innograph.query import Table

        columns = ("number", "in force", "kind", "what", "why", "who", "when")
        rows = tuple(
            (d.number, "yes" if d.in_force else "no", d.kind, d.said, d.why, d.who, _minute(d.when))
            for d in opened.decisions()
        )
        print_table(Table(columns, rows), form, title="Decisions")
        return
    decided = opened.decide(kind.value, *(terms or ()), why=why, who=who, when=when)
    typer.echo(f"Decision {decided.decision}. Written to {opened.path / 'decisions.txt'}.")
    for conflict in decided.conflicts:
        if decided.decision.number in conflict.decisions:
            typer.echo(f"Conflict: {conflict.what}", err=True)


def _minute(when: str) -> str:
    """A time to the minute, in UTC."""
    return when[:16].replace("T", " ")
