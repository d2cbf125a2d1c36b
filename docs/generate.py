"""Write the parts of the documentation that the program itself can tell.

    python docs/generate.py              the reference of the command, from its own help
    python docs/generate.py --check      change nothing; exit with 1 if the reference is stale
    python docs/generate.py --examples   also run the examples of the pages and write down what they print (a minute)

Examples are fenced blocks: what follows `$ ` (and `> `) in a block marked console is run by bash, what follows `>>> `
(and `... `) in a block marked pycon by Python. Those of one page share a folder, in which `data` is the repository's
and `out/kg` the graph of data/corpus. A line `…` in an output stands for lines left out, and stays where it is.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from doctest import DocTestParser
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from typer.testing import CliRunner

from innograph import build
from innograph.cli import COMMANDS, make_app

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference" / "commands.md"
PAGES = (ROOT / "README.md", ROOT / "docs" / "tutorial.md", *sorted((ROOT / "docs" / "how-to").glob("*.md")))
WIDTH = 110
LEFT_OUT = "…\n"
_BLOCK = re.compile(r"^```(?P<kind>console|pycon)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"(?P<shown>\$ .*\n(?:>(?: .*)?\n)*)(?P<printed>(?:(?!\$ ).*\n)*)")
_TIME = re.compile(r"\bin \d+(?:\.\d+)? s\b")
_INTRODUCTION = """# Commands

This page is what each command says of itself; `docs/generate.py` writes it. A command exits with 0 when all went well,
with 1 when `verify` found a fault, and with 2 and one line on standard error when what it was given is wrong.
"""


def write_reference() -> str:
    """The page of all commands: each with the help that it prints."""
    sections = [("innograph", _help()), *((f"innograph {name}", _help(name)) for name in COMMANDS)]
    return "\n".join([_INTRODUCTION, *(f"## {title}\n\n```text\n{text}\n```\n" for title, text in sections)])


def _help(*words: str) -> str:
    """What `innograph WORDS --help` prints, without boxes and colours."""
    app = make_app()
    app.rich_markup_mode = None
    result = CliRunner().invoke(app, [*words, "--help"], prog_name="innograph", terminal_width=WIDTH)
    if result.exception:
        raise result.exception
    return result.output.strip()


def renew_examples(page: str, folder: Path) -> str:
    """A page with its examples run anew, in order, in a folder."""
    names: dict[str, object] = {}

    def renewed(block: re.Match[str]) -> str:
        if block["kind"] == "console":
            commands = _COMMAND.finditer(block["body"])
            examples = [_run_bash(found["shown"], found["printed"], folder) for found in commands]
        else:
            examples = list(_run_python(block["body"], names, folder))
        return f"```{block['kind']}\n{''.join(examples)}```"

    return _BLOCK.sub(renewed, page)


def _run_bash(shown: str, printed: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", "\n".join(line[2:] for line in shown.splitlines())],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": str(WIDTH), "NO_COLOR": "1", "TERM": "dumb"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return shown + _fitted(done.stdout, printed)


def _run_python(body: str, names: dict[str, object], folder: Path) -> Iterator[str]:
    for example in DocTestParser().get_examples(body):
        with StringIO() as output, redirect_stdout(output), chdir(folder):
            exec(compile(example.source, "<example>", "single"), names)
            printed = output.getvalue()
        first, *rest = example.source.splitlines()
        yield "\n".join([f">>> {first}", *(f"... {line}".rstrip() for line in rest), ""])
        yield _fitted(printed, example.want)


def _fitted(output: str, before: str) -> str:
    """An output, without the lines left out before, and with the times printed before if all else is the same."""
    lines = [f"{line.rstrip()}\n" for line in output.lstrip("\n").splitlines()]
    old = before.splitlines(keepends=True)
    if LEFT_OUT in old:
        head, tail = old.index(LEFT_OUT), len(old) - old.index(LEFT_OUT) - 1
        if head + tail < len(lines):
            lines = [*lines[:head], LEFT_OUT, *lines[len(lines) - tail :]]
    new = "".join(lines)
    return before if _TIME.sub("", new) == _TIME.sub("", before) else new


def _write_examples() -> None:
    with TemporaryDirectory() as scratch:
        ready = Path(scratch, "ready")
        build(ROOT / "data" / "corpus", out=ready)
        for page in PAGES:
            folder = Path(scratch, page.stem)
            shutil.copytree(ready, folder / "out" / "kg")
            (folder / "data").symlink_to(ROOT / "data")
            page.write_text(renew_examples(page.read_text(encoding="utf-8"), folder), encoding="utf-8")


def main() -> int:
    """Write the pages, or check them; the exit status."""
    parser = argparse.ArgumentParser(description="Write the generated parts of the documentation.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if the reference is stale")
    parser.add_argument("--examples", action="store_true", help="also run the examples of the pages")
    chosen = parser.parse_args()
    fresh = write_reference()
    if chosen.check:
        if not REFERENCE.is_file() or REFERENCE.read_text(encoding="utf-8") != fresh:
            print(f"{REFERENCE.relative_to(ROOT)} is stale. Run: make docs", file=sys.stderr)
            return 1
        return 0
    REFERENCE.write_text(fresh, encoding="utf-8")
    if chosen.examples:
        _write_examples()
    return 0


if __name__ == "__main__":
    sys.exit(main())
