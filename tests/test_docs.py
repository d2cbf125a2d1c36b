"""The documentation says what the program does: no stale reference, no undocumented command, no dead link."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from typer.main import get_command

from innograph import __version__, cli
from innograph.cli import COMMANDS, make_app
from innograph.query import questions

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def commands_shown(page: Path) -> Iterator[list[str]]:
    """The words after `innograph` of every command in the fenced blocks of a page."""
    text = page.read_text(encoding="utf-8")
    for block in re.findall(r"^```(?:console|sh)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        joined = re.sub(r"\n> ", " ", block)
        for command in re.findall(r"(?:^\$ |^|&& )(innograph [a-z].*)$", joined, re.MULTILINE):
            words = shlex.split(command, comments=True)
            ends = [at for at, word in enumerate(words) if word in {"|", "&&", ">"}]
            yield words[1 : ends[0] if ends else None]


def test_reference_is_what_the_commands_say_of_themselves(
    generate: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("sys.argv", ["generate.py", "--check"])
    assert generate.main() == 0, capsys.readouterr().err


def test_check_fails_on_a_stale_reference(
    generate: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    stale = tmp_path / "commands.md"
    stale.write_text(generate.write_reference() + "\n", encoding="utf-8")
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    monkeypatch.setattr(generate, "REFERENCE", stale)
    monkeypatch.setattr("sys.argv", ["generate.py", "--check"])
    assert generate.main() == 1
    assert capsys.readouterr().err == "commands.md is stale. Run: make docs\n"


def test_every_module_of_the_command_is_a_documented_command(generate: ModuleType):
    modules = {path.stem for path in Path(cli.__file__).parent.glob("*.py")} - {"__init__", "measures", "options"}
    assert modules == set(COMMANDS)
    page = generate.REFERENCE.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"\n## innograph {name}\n" not in page] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_and_option_has_a_help(name: str):
    command = get_command(make_app()).commands[name]
    assert command.help
    assert [parameter.name for parameter in command.params if not getattr(parameter, "help", "")] == []


@each_page
def test_commands_that_a_page_shows_exist(page: Path):
    commands = get_command(make_app()).commands
    for name, *words in commands_shown(page):
        if name.startswith("-"):
            continue
        assert name in commands
        parameters = commands[name].params
        known = {option for p in parameters for option in (*p.opts, *p.secondary_opts)} | {"--help"}
        if name == "ask":
            known |= {f"--{parameter.name.replace('_', '-')}" for parameter in questions()[words[1]].parameters}
        assert {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)} <= known


@each_page
def test_links_within_the_repository_lead_somewhere(page: Path):
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    targets = [target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target]
    assert [target for target in targets if target and not (page.parent / target).exists()] == []


def test_the_citation_is_of_this_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == __version__


def test_examples_are_run_and_written_down(generate: ModuleType, tmp_path: Path):
    page = "A page.\n\n```console\n$ echo one &&\n> echo two\n$ seq 5\nx\n…\ny\n```\n\n```pycon\n>>> 1 + 1\n3\n```\n"
    renewed = generate.renew_examples(page, tmp_path)
    assert "$ echo one &&\n> echo two\none\ntwo\n$ seq 5\n1\n…\n5\n```" in renewed
    assert ">>> 1 + 1\n2\n```" in renewed


def test_an_example_keeps_its_time_where_all_else_is_the_same(generate: ModuleType, tmp_path: Path):
    same = "```console\n$ echo Read 1 document in 2.5 s.\nRead 1 document in 1.5 s.\n```\n"
    assert generate.renew_examples(same, tmp_path) == same
