"""The real report that the project began with, where the shared folder beside the checkout has it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import innograph as ig

SHARED = Path(__file__).parents[2] / "shared"
REPORT = SHARED / "documents" / "shenzhen-ecosystem.txt"
SCORE = SHARED / "evaluation" / "score.py"
# Below what was measured when they were set (0.72, 0.31, 0.45, 0.61): they stop a fall, they are no goals.
FLOORS = {"entities": 0.65, "relations": 0.27, "observations": 0.40, "statements": 0.55}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not REPORT.exists(), reason="the report lies in ../shared, which is not here"),
]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ig.KnowledgeGraph:
    return ig.build(REPORT, out=tmp_path_factory.mktemp("report") / "kg")


def test_every_span_of_the_report_verifies(report: ig.KnowledgeGraph):
    assert report.verify().faults == ()


def test_the_report_is_read_no_worse_than_before(report: ig.KnowledgeGraph, tmp_path: Path):
    (graph,) = report.export(tmp_path / "graph.nq")
    gold = sorted((SHARED / "evaluation" / "gold").glob("*.json"))
    ontology = Path(__file__).parents[1] / "ontology"
    command = [sys.executable, SCORE, graph, *gold, "--ontology", ontology.resolve(), "--json"]
    # The scorer pairs sets greedily, in an order that hangs on the seed of string hashes.
    seeded = os.environ | {"PYTHONHASHSEED": "0"}
    scored = subprocess.run(command, check=True, capture_output=True, text=True, env=seeded)
    found = {kind: figures["f1"] for kind, figures in json.loads(scored.stdout).items()}
    assert {kind: found[kind] for kind, floor in FLOORS.items() if found[kind] < floor} == {}
