"""Read documents (text and Markdown, files or folders) and make of them a knowledge graph in the folder KG.

Documents that have not changed since the last build into the same folder are taken from its records. A document that
cannot be read is reported, and the rest is built; with --strict the build fails.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from innograph.model import BuildReport

# Each process holds the models for itself, some 300 MB.
_MOST = 4


def build(
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE", help="Files and folders to read.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="KG", help="The folder of the graph.")] = Path("kg"),
    strict: Annotated[bool, typer.Option("--strict", help="Fail on the first document that cannot be read.")] = False,
    settings: Annotated[Path | None, typer.Option(help="A TOML file with settings.")] = None,
    place: Annotated[str | None, typer.Option(help="The place the documents are about, where they name none.")] = None,
    model: Annotated[str | None, typer.Option(help="The spaCy model that parses sentences.")] = None,
    workers: Annotated[
        int,
        typer.Option(min=0, help="The most processes that read documents side by side; 0: one for each core, up to 4."),
    ] = 0,
) -> None:
    """Build a graph, with a progress bar and a report."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from innograph.graph import build as build_graph
    from innograph.settings import read_settings

    chosen = read_settings(settings, place=place, model=model)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Reading", total=None)

        def tell(source: str, number: int, total: int) -> None:
            bar.update(task, completed=number, total=total, description=f"Reading {source[-40:]}")

        many = workers or min(_MOST, _cores())
        graph = build_graph(*sources, out=out, settings=chosen, strict=strict, workers=many, progress=tell)
    if graph.build_report is not None:
        _print_report(graph.build_report, out)


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _print_report(report: BuildReport, out: Path) -> None:
    for failure in report.failures:
        typer.echo(f"Not read: {failure.reason}", err=True)
    for conflict in report.conflicts:
        typer.echo(f"Conflict: {conflict.what}", err=True)
    kept = f", {len(report.kept)} unchanged" if report.kept else ""
    left = f", {len(report.failures)} not read" if report.failures else ""
    typer.echo(f"Read {len(report.read)} document{'s' * (len(report.read) != 1)}{kept}{left} in {report.seconds:g} s.")
    for name, count in report.counts.items():
        typer.echo(f"  {name:<14}{count:>9,}")
    typer.echo(f"The graph is in {out}.")
