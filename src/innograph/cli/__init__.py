"""The command: one file a command, thin over a callable of the same name."""

from __future__ import annotations

import gc
import sys
from importlib import import_module

import typer

from innograph.errors import InnographError

COMMANDS = {
    "build": "Read documents and make of them a knowledge graph.",
    "info": "What a graph holds.",
    "verify": "Read every span again against the kept text.",
    "validate": "Check the graph against the shapes.",
    "audit": "Set the figures against each other.",
    "reason": "Infer what follows from the graph.",
    "why": "Say why a statement holds.",
    "explain": "Print what is told of an entity.",
    "decide": "Accept, reject, add, merge, split, rename, retype.",
    "query": "Answer a SPARQL query.",
    "questions": "List the named questions.",
    "ask": "Answer a named question.",
    "analyze": "Measure the graph's structure.",
    "view": "Write the graph as one HTML page.",
    "report": "Tell of the ecosystem at a glance, as one HTML page.",
    "export": "Write the graph in another format.",
}


def make_app() -> typer.Typer:
    """The application with all its commands."""
    app = typer.Typer(
        name="innograph",
        help="From reports on innovation ecosystems to a knowledge graph whose every statement leads to the text.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    app.callback()(_version)
    for name, summary in COMMANDS.items():
        module = import_module(f"innograph.cli.{name}")
        settings = getattr(module, "CONTEXT", {})
        app.command(name, help=module.__doc__, short_help=summary, context_settings=settings)(getattr(module, name))
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        from innograph import __version__

        typer.echo(__version__)
        raise typer.Exit


def _version(
    version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Print the version and stop."
    ),
) -> None:
    """Options of the command itself."""
    del version


def main() -> None:
    """Run the command; what a user's input can cause is one line on standard error and exit status 2."""
    # A build makes millions of small records that live until it ends: to look for rubbish among them takes a twentieth.
    gc.set_threshold(100_000, 50, 50)
    try:
        make_app()()
    except InnographError as error:
        typer.echo(f"innograph: {' '.join(str(error).split())}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(0)
