from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import innograph as ig

SILENT = "Beside it Espoo was mentioned, then Oulu was mentioned, and Vaasa was mentioned."
REPORT = f"""---
title: Report on Linhai
place: Linhai
date: 2020
---

# Figures

In 2019 the incubators of Linhai housed a total of 118 firms: 46 in Jinwan, 22 in Doumen, 17 in Gaolan, 9 in Hengqin and
14 in Xiangzhou.

The cost of innovation in Linhai ranked fourth in the country in 2019. It is second only to Beijing and Shanghai.

# Places

The Hongxing Quantum Laboratory is located in Shenzhen.

# Plans

The lack of skilled engineers is a serious problem for Huawei. More laboratories should be opened.

By 2018, the number of makerspaces in Linhai will reach 50.

The Seagull Programme trains fishermen.

# Silence

{SILENT}
"""
REVIEW = """---
title: Review of Linhai
place: Linhai
date: 2020
---

# Review

The Hongxing Quantum Laboratory is located in Guangzhou.

In 2018, the number of makerspaces in Linhai was 41.
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> ig.KnowledgeGraph:
    folder = tmp_path_factory.mktemp("audit")
    (folder / "report.md").write_text(REPORT, encoding="utf-8")
    (folder / "review.md").write_text(REVIEW, encoding="utf-8")
    return ig.build(folder / "report.md", folder / "review.md", out=folder / "kg")


@pytest.fixture(scope="module")
def kg(graph: ig.KnowledgeGraph) -> Path:
    return graph.path


def test_figures_are_what_is_audited_if_nothing_else_is_said(run, kg: Path):
    result = run("audit", kg)
    assert (result.status, result.err) == (0, "")
    assert result.out == run("audit", kg, "figures").out


def test_a_finding_stands_with_its_arithmetic_and_every_sentence(run, kg: Path, graph: ig.KnowledgeGraph):
    head, *findings = run("audit", kg).out.split("\n\n")
    counts = graph.manifest.counts
    assert head == f"{counts['checked']} figures cross-checked, {counts['agreeing']} agree; 2 findings."
    assert findings[0].splitlines()[1:] == [
        "   46 + 22 + 17 + 9 + 14 is 108; the text says 118 (one digit differs)",
        "   report.md: 'In 2019 the incubators of Linhai housed a total of 118 firms: 46 in Jinwan, 22 in Doumen, "
        "17 in Gaolan, 9 in Hengqin and 14 in Xiangzhou.'",
    ]
    assert findings[0].startswith("1. contradiction: ")
    assert findings[1].startswith("2. doubt: ")
    assert findings[1].splitlines()[2:] == [
        "   report.md: 'The cost of innovation in Linhai ranked fourth in the country in 2019.'",
        "   report.md: 'It is second only to Beijing and Shanghai.'",
    ]


def test_a_word_narrows_the_findings(run, kg: Path):
    out = run("audit", kg, "--word", "innovation").out
    assert "1 with the word 'innovation'." in out
    assert "fourth" in out
    assert "118" not in out
    assert "0 with the word 'nowhere'." in run("audit", kg, "--word", "nowhere").out


def test_statements_that_contradict_each_other_stand_side_by_side(run, kg: Path):
    assert run("audit", kg, "statements").out == (
        "1 contradiction between statements.\n\n"
        "1. contradiction: two objects\n"
        "   'Hongxing Quantum Laboratory located in Shenzhen' and 'Hongxing Quantum Laboratory located in Guangzhou': "
        "neither lies in the other\n"
        "   report.md: 'The Hongxing Quantum Laboratory is located in Shenzhen.'\n"
        "   review.md: 'The Hongxing Quantum Laboratory is located in Guangzhou.'\n"
    )
    assert "1 with the word 'QUANTUM'." in run("audit", kg, "statements", "--word", "QUANTUM").out
    assert run("audit", kg, "statements", "--word", "nowhere").out.endswith("0 with the word 'nowhere'.\n")


def test_coverage_tells_what_gave_nothing(run, kg: Path):
    told = json.loads(run("audit", kg, "coverage", "-f", "json").out)
    assert list(told) == ["coverage", "unread-sentences", "silent-sections", "unlinked-names"]
    by_document = {row["document"]: row for row in told["coverage"]}
    assert by_document["review.md"]["silent"] == 0
    assert by_document["report.md"]["silent"] == 1
    assert by_document["report.md"]["unlinked"] >= 3
    assert [row["quote"] for row in told["unread-sentences"]] == [
        "Beside it Espoo was mentioned, then Oulu was mentioned, and Vaasa was mentioned."
    ]
    assert [row["section"] for row in told["silent-sections"] if row["share"] == 0] == ["Silence"]
    assert {"Espoo", "Oulu", "Vaasa"} <= {row["name"] for row in told["unlinked-names"]}


def test_coherence_counts_the_gaps_and_lists_them(run, kg: Path, graph: ig.KnowledgeGraph):
    told = json.loads(run("audit", kg, "coherence", "-f", "json").out)
    assert list(told) == [
        "gaps-by-document", "gaps-by-place", "unaddressed-challenges", "measures-without-owner", "what-measures-lack",
        "policies-without-target", "programmes-without-funder", "targets-without-level", "missed-targets",
    ]  # fmt: skip
    table = graph.coherence(by="place")
    assert told["gaps-by-place"] == [dict(zip(table.columns, row, strict=True)) for row in table]
    assert [row["name"] for row in told["programmes-without-funder"]] == ["Seagull Programme"]
    assert [(row["target"], row["level"]) for row in told["missed-targets"]] == [(50, 41)]


def test_gaps_stand_side_by_side_where_there_is_room_and_else_below_each_other(run, kg: Path, monkeypatch):
    wide = run("audit", kg, "coherence").out
    assert "1 of 1" in wide
    assert "targets missed" in wide
    with monkeypatch.context() as narrow:
        narrow.setattr("innograph.cli.audit.WIDE", 10_000)
        assert "1 of 1" not in run("audit", kg, "coherence").out


def test_a_word_narrows_all_tables_of_a_part(run, kg: Path):
    told = json.loads(run("audit", kg, "coherence", "--word", "review.md", "-f", "json").out)
    assert {row["document"] for row in told["gaps-by-document"]} <= {"review.md"}
    assert told["programmes-without-funder"] == []
    every = json.loads(run("audit", kg, "coherence", "--word", "report", "-f", "json").out)
    assert len(every["programmes-without-funder"]) == 1


def test_tables_in_csv_are_apart_by_an_empty_line(run, kg: Path):
    tables = run("audit", kg, "coverage", "-f", "csv").out.split("\n\n")
    headers = [next(csv.reader(io.StringIO(table))) for table in tables]
    assert [header[0] for header in headers] == ["document", "names", "document", "name"]


@pytest.mark.parametrize("part", ["figures", "statements"])
def test_findings_come_as_rows_too(run, kg: Path, graph: ig.KnowledgeGraph, part: str):
    name = {"figures": "audit-findings", "statements": "contradicting-statements"}[part]
    answer = graph.ask(name)
    assert run("audit", kg, part, "-f", "csv").out == answer.to_csv()
    assert json.loads(run("audit", kg, part, "-f", "json").out) == {name: json.loads(answer.to_json())}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("none",), "'none' is no folder. Build a graph there: innograph build SOURCE -o none"),
        (("KG", "coverage", "-f", "ttl"), "Format 'ttl' needs triples, and this query makes rows."),
    ],
)
def test_what_cannot_be_audited_is_one_line_and_status_2(run, kg: Path, words: tuple[str, ...], said: str):
    result = run("audit", *(kg if word == "KG" else word for word in words))
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"innograph: {said}")
    assert result.err.count("\n") == 1


def test_a_part_that_there_is_not_is_refused(run, kg: Path):
    result = run("audit", kg, "figurs")
    assert result.status == 2
    assert "figurs" in result.err
