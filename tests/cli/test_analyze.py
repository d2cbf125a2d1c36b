"""The command `analyze`: what it measures, of which part, how it prints and draws."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import innograph as ig
from innograph.analysis import KINDS
from innograph.analysis.measures import MEASURES
from innograph.cli import analyze
from innograph.cli.measures import Measure


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def kg(corpus_graph: ig.KnowledgeGraph) -> Path:
    return corpus_graph.path


@pytest.mark.parametrize("measure", Measure)
def test_every_measure_prints_and_draws(run, kg: Path, tiny_graph: ig.KnowledgeGraph, tmp_path: Path, measure: Measure):
    with_ = ["--with", tiny_graph.path] if measure is Measure.compare else []
    words = ["analyze", kg, measure.value, "--resamples", "10", *with_]
    shown = run(*words, "--top", "3", "--plot", tmp_path / "plot.svg")
    assert shown.status == 0
    assert f"{measure.value}: " in shown.out
    assert shown.err == f"Wrote {tmp_path / 'plot.svg'}.\n"
    assert (tmp_path / "plot.svg").read_bytes().startswith(b"<?xml")
    first = json.loads(run(*words, "-f", "json").out)
    assert first == json.loads(run(*words, "-f", "json").out)
    assert first


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_network_can_be_ranked(run, kg: Path, kind: str):
    found = rows(
        run("analyze", kg, "--kind", kind, "--by", "degree", "--resamples", "5", "-f", "csv", "--top", "0").out
    )
    values = [float(row["degree"]) for row in found]
    assert values == sorted(values, reverse=True)
    assert all(int(row["low"]) <= int(row["high"]) for row in found)


def test_the_help_names_all_kinds_measures_and_analyses():
    said = analyze.__doc__ or ""
    for name in (*KINDS, *MEASURES, *Measure):
        assert name in said


def test_the_part_of_the_graph_can_be_chosen(run, kg: Path):
    def labels(*words: str) -> set[str]:
        result = run("analyze", kg, "--by", "degree", "--resamples", "0", "--top", "0", "-f", "csv", *words)
        assert result.status == 0
        return {row["entity"] for row in rows(result.out)}

    whole = labels()
    for words in (
        ("--place", "Nanshan District"),
        ("--min-confidence", "0.7"),
        ("--since", "2012", "--dated"),
        ("--until", "2010", "--dated"),
        ("--relation", "activeIn", "--relation", "targets"),
        ("--document", "01-nanshan-model.md"),
        ("--class", "Enterprise"),
    ):
        assert set() < labels(*words) < whole, words
    assert labels("--since", "2012") > labels("--since", "2012", "--dated")


def test_of_several_tables_one_can_be_chosen(run, kg: Path):
    words = ("analyze", kg, "brokers", "--resamples", "5", "-f", "csv")
    assert {"gatekeeper", "liaison"} <= set(rows(run(*words).out)[0])
    assert {"kind", "cut off"} <= set(rows(run(*words, "--table", "bridges").out)[0])
    wrong = run(*words, "--table", "bridge")
    assert wrong.status == 2
    assert "There is no table 'bridge' here. Did you mean 'bridges'? Known: brokers, bridging" in wrong.err


def test_latex_is_a_whole_table(run, kg: Path):
    out = run("analyze", kg, "--top", "3", "--resamples", "5", "--class", "Policy", "-f", "latex").out
    assert out.startswith("\\begin{table}\n")
    assert out.endswith("\\end{table}\n")
    assert "w3id.org" not in out
    assert len([line for line in out.splitlines() if line.endswith(r"\\")]) == 4


def test_two_periods_are_compared(run, kg: Path):
    result = run("analyze", kg, "compare", "--at", "2012", "--table", "whole", "-f", "json")
    entities, ties = json.loads(result.out)
    assert (entities["what"], ties["what"]) == ("entities", "ties")
    assert entities["before"] == entities["kept"] + entities["went"]
    assert ties["after"] == ties["kept"] + ties["came"] > 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--place", "Shenzen"], "Place 'Shenzen' is not in the graph. Did you mean 'Shenzhen'?"),
        (["--kind", "actor"], "There is no kind of network 'actor'. Did you mean 'actors'?"),
        (["--by", "rank"], "There is no measure 'rank'."),
        (["--class", "Firm"], "Class 'Firm' is not in the ontology."),
        (["--since", "2012", "--until", "2011"], "The period ends (2011) before it begins (2012)."),
        (["compare"], "A graph is compared with another or with itself at another time: give one of the two."),
        (["robustness", "--strategy", "luck"], "There is no strategy 'luck'."),
        (["helix", "--unit", "page"], "There is no unit 'page'."),
        (["communities", "--resolution", "0"], "Resolution 0 finds no communities."),
        (["--plot", "plot.pdf"], "has the unknown suffix '.pdf'. A plot can be: .svg, .png."),
    ],
)
def test_what_is_wrong_is_said_in_one_line(run, kg: Path, words: list[str], message: str):
    result = run("analyze", kg, "--resamples", "1", *words)
    assert result.status == 2
    assert message in result.err
    assert result.err.count("\n") == 1
