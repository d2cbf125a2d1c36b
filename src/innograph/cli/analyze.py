"""Measure the structure of the graph in the folder KG.

MEASURE is one of

centrality: who is central, ranked by a measure (--by);

communities: who is tied among themselves more than to others (--resolution);

helix: how university, industry and government are tied, and how far they occur together in the units of --unit;

brokers: who stands between the groups of --group, and which entities and ties are bridges;

robustness: how the network falls apart as entities go, in the order of --strategy;

structure: size, density, mixing of the groups of --group, small world, core and periphery;

compare: what came, what went and who moved, from KG to another graph (--with) or from before a time to later (--at).

A rank has an interval: the 2.5th and the 97.5th percentile in resamples of the claims by their confidence and of the
documents. --place, --since, --until, --relation, --document and --min-confidence choose the part of the graph.

--kind is the network: relations, actors, platforms, events, actors-by-platforms, platforms-by-actors, actors-by-events,
events-by-actors, policies, mentions or multilayer.

--by is the measure: degree, strength, betweenness, closeness, eigenvector, pagerank, hub, authority, core_number,
clustering, constraint or effective_size.

Several tables are printed one after the other; in a format for programs the first, or the one of --table.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from innograph.cli.measures import Measure, Options, Tables, draw_tables, measure_graph
from innograph.cli.options import Format, Graph, MinConfidence, print_table
from innograph.errors import AnalysisError, suggestion

if TYPE_CHECKING:
    from innograph.analysis import Part
    from innograph.query import Table

Words = list[str] | None
_READ = (Format.table, Format.latex)


def analyze(
    graph: Graph,
    measure: Annotated[Measure, typer.Argument(help="What to measure.")] = Measure.centrality,
    kind: Annotated[
        str, typer.Option(help="The network; mentions for helix, else relations.", show_default=False)
    ] = "",
    by: Annotated[str, typer.Option(help="centrality, compare: the measure of the ranks.")] = "betweenness",
    top: Annotated[int, typer.Option(min=0, help="How many rows of a table; 0 for all.")] = 20,
    classes: Annotated[
        Words,
        typer.Option("--class", help="Only entities of this class; of centrality all count. May be repeated."),
    ] = None,
    place: Annotated[Words, typer.Option(help="Only what is in this place; may be repeated.")] = None,
    since: Annotated[str, typer.Option(help="Only relations of this year, month or day, or later.")] = "",
    until: Annotated[str, typer.Option(help="Only relations of this year, month or day, or earlier.")] = "",
    dated: Annotated[bool, typer.Option("--dated", help="With a time: leave out relations without one.")] = False,
    relation: Annotated[Words, typer.Option(help="Only this relation or finer ones; may be repeated.")] = None,
    document: Annotated[Words, typer.Option(help="Only what this file says; may be repeated.")] = None,
    min_confidence: MinConfidence = 0.0,
    resamples: Annotated[int | None, typer.Option(min=0, help="How many; 200 or fewer where not given.")] = None,
    group: Annotated[str, typer.Option(help="brokers, structure: sector, core or type.")] = "sector",
    unit: Annotated[str, typer.Option(help="helix: sentence, document, event or platform.")] = "sentence",
    strategy: Annotated[str, typer.Option(help="robustness: degree, betweenness or random.")] = "degree",
    resolution: Annotated[float, typer.Option(help="communities: above 1 for more and smaller ones.")] = 1.0,
    at: Annotated[str, typer.Option(help="compare: when the second period begins.")] = "",
    other: Annotated[Path | None, typer.Option("--with", help="compare: the folder of the other graph.")] = None,
    table: Annotated[str, typer.Option(help="Print only this table.")] = "",
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print the table.")] = Format.table,
    plot: Annotated[Path | None, typer.Option(help="Draw it, too, into this file: .svg or .png.")] = None,
) -> None:
    """Measure the graph's structure."""
    from innograph.graph import open_graph

    part: Part = {
        "places": place or (),
        "since": since,
        "until": until,
        "relations": relation or (),
        "min_confidence": min_confidence,
        "documents": document or (),
    }
    if dated:
        part["undated"] = False
    network = kind or ("mentions" if measure is Measure.helix else "relations")
    options = Options(part, network, by, classes or (), resamples, group, unit, strategy, resolution, at, other)
    tables = measure_graph(open_graph(graph), measure, options)
    print_tables(tables, form, title=measure.value, only=table, top=top)
    if plot:
        from innograph.analysis.plots import write_plot

        typer.echo(f"Wrote {write_plot(draw_tables(measure, tables, top=top), plot)}.", err=True)


def print_tables(tables: Tables, form: Format, *, title: str, only: str, top: int) -> None:
    """Print the tables on a screen, or in a format for programs the first; or only the one that is wanted.

    Raises:
        AnalysisError: there is no table of that name.
    """
    if only and only not in tables:
        near = suggestion(only, tables)
        raise AnalysisError(f"There is no table {only!r} here.{near} Known: {', '.join(tables)}.")
    names = [only] if only else list(tables) if form is Format.table else list(tables)[:1]
    for name in names:
        print_table(_cut(tables[name], top, form), form, title=f"{title}: {name}", digits=4)


def _cut(table: Table, top: int, form: Format) -> Table:
    """The first rows of a table, but all of a list of measures; for readers without IRIs, which are for programs."""
    from innograph.query import Table

    top = 0 if table.columns[0] == "measure" else top
    kept = [at for at, name in enumerate(table.columns) if form not in _READ or not name.endswith("iri")]
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows[: top or None])
    left = f" Of {len(table):,} rows; --top 0 shows all." if len(rows) < len(table) and form is Format.table else ""
    return Table(tuple(table.columns[at] for at in kept), rows, note=f"{table.note}{left}".strip())
