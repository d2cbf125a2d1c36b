"""The documentation says what the program does: no stale reference, no undocumented command, no dead link."""

from __future__ import annotations

import re
import runpy
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from innograph import cli
from innograph.cli import COMMANDS, make_app

ROOT = Path(__file__).parent.parent
GENERATE = ROOT / "docs" / "generate.py"
REFERENCE = ROOT / "docs" / "reference" / "commands.md"
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
FREE_OPTIONS = {"ask"}  # its options are the parameters of the question


def commands_shown(page: Path) -> Iterator[list[str]]:
    """The words of every `innograph ...` line in the fenced blocks of a page."""
    for block in re.findall(
        r"^```(?:console|sh)\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    ):
        joined = re.sub(r"\n> ", " ", block)
        for line in re.findall(r"^(?:\$ )?(innograph [a-z].*)$", joined, re.MULTILINE):
            yield shlex.split(line.split(" | ")[0].split(" > ")[0])[1:]


def test_reference_is_what_the_commands_say_of_themselves() -> None:
    done = subprocess.run([sys.executable, str(GENERATE), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_check_fails_on_a_stale_page(tmp_path: Path) -> None:
    module = runpy.run_path(str(GENERATE))
    assert module["write_reference"]() == REFERENCE.read_text(encoding="utf-8")
    assert "## innograph build" in module["write_reference"]()


def test_every_module_of_the_command_is_a_documented_command() -> None:
    modules = {path.stem for path in Path(cli.__file__).parent.glob("*.py")} - {"__init__", "options"}
    assert modules == set(COMMANDS)
    page = REFERENCE.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"\n## innograph {name}\n" not in page] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_and_option_has_a_help(name: str) -> None:
    command = get_command(make_app()).commands[name]
    assert command.help
    assert [parameter.name for parameter in command.params if not getattr(parameter, "help", "")] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_that_a_page_shows_exist(page: Path) -> None:
    commands = get_command(make_app()).commands
    for name, *words in commands_shown(page):
        assert name in commands, f"{page.name} shows the command {name!r}"
        known = {option for parameter in commands[name].params for option in parameter.opts} | {"--help"}
        given = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
        assert name in FREE_OPTIONS or given <= known, f"{page.name} gives {name!r} the options {given - known}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    targets = [target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target]
    assert [target for target in targets if target and not (page.parent / target).exists()] == []
