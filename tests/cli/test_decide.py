from __future__ import annotations

import getpass
import json
import sys
from pathlib import Path

import pytest

import innograph as ig
from innograph import cli

WHO = ("--who", "anna", "--when", "2026-11-23T09:30:00Z")
WHY = ("--why", "seen on site")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Runs the command as its entry point does, and gives its exit status and what it wrote."""

    def command(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["innograph", *map(str, words)])
        monkeypatch.setenv("COLUMNS", "200")
        status: object = 0
        try:
            cli.main()
        except SystemExit as stop:
            status = stop.code
        captured = capsys.readouterr()
        return int(str(status or 0)), captured.out, captured.err

    return command


@pytest.fixture
def kg(tiny: Path, tmp_path: Path) -> Path:
    """The folder of the graph of the three tiny documents."""
    return ig.build(tiny, out=tmp_path / "kg").path


def test_a_decision_is_written_applied_listed_and_taken_back(run, kg: Path):
    status, out, err = run("decide", kg, "reject", "Huawei", "cooperatesWith", "Tsinghua University", *WHY, *WHO)
    assert (status, err) == (0, "")
    written = f"Written to {kg / 'decisions.txt'}."
    assert out == f"Decision 1 (reject Huawei cooperatesWith Tsinghua University). {written}\n"
    assert "Tsinghua" not in run("ask", kg, "cooperation")[1]
    assert run("decide", kg, "undo", *WHO)[1].startswith("Decision 2 (undo 1 (reject Huawei cooperatesWith")
    assert "Tsinghua" in run("ask", kg, "cooperation")[1]
    rows = json.loads(run("decide", kg, "list", "--format", "json")[1])
    assert [(row["number"], row["in force"], row["kind"], row["who"]) for row in rows] == [
        (1, "no", "reject", "anna"),
        (2, "yes", "undo", "anna"),
    ]


def test_who_decides_is_the_user_where_it_is_not_said(run, kg: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LOGNAME", "bo")
    run("decide", kg, "rename", "Huawei", "HW", *WHY)
    assert ig.open_graph(kg).decisions()[0].who == getpass.getuser() == "bo"


def test_a_conflict_is_told_at_once_and_by_builds(run, kg: Path, tiny: Path):
    run("decide", kg, "rename", "Huawei", "HW", *WHY, *WHO)
    status, _, err = run("decide", kg, "rename", "HW", "Huawei Technologies", *WHY, *WHO)
    told = "Conflict: Decisions 1 (rename Huawei to HW) and 2 (rename HW to Huawei Technologies) contradict each other."
    assert status == 0
    assert err.startswith(told)
    status, _, err = run("build", tiny, "-o", kg)
    assert status == 0
    assert err.startswith(told)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rename", "Huawei", "HW"), "innograph: A decision to rename needs a reason. Say why: --why REASON."),
        (("rename", "Huwaei", "HW", *WHY), "innograph: No entity of the graph is called 'Huwaei'."),
        (("undo",), "innograph: There is no decision in force to undo."),
        (("judge",), "Usage: innograph decide"),
    ],
)
def test_what_is_wrong_is_one_line_and_status_2(run, tiny_graph: ig.KnowledgeGraph, words: tuple[str, ...], said: str):
    status, out, err = run("decide", tiny_graph.path, *words)
    assert (status, out) == (2, "")
    assert err.startswith(said)
