from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import innograph as ig


@pytest.fixture(scope="module")
def reasoned(tiny_graph: ig.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny graph with what follows from it, to read only."""
    path = Path(shutil.copytree(tiny_graph.path, tmp_path_factory.mktemp("reasoned") / "kg"))
    ig.open_graph(path).reason()
    return path


@pytest.mark.parametrize(
    "statement",
    [
        ("Tencent", "locatedIn", "Shenzhen"),
        ("tencent", "a", "org:Organization"),
        ("huawei", "inno:involvedWith", "TSINGHUA UNIVERSITY"),
        ("inno:City", "rdfs:subClassOf", "schema:Place"),
    ],
)
def test_why_prints_what_the_library_explains(run, reasoned: Path, statement: tuple[str, str, str]):
    result = run("why", reasoned, *statement)
    assert (result.status, result.err) == (0, "")
    assert result.out == f"{ig.open_graph(reasoned).why(*statement)}\n"
    assert len(result.out.splitlines()) > 1


def test_why_quotes_the_sentence(run, reasoned: Path):
    told = run("why", reasoned, "Huawei", "cooperatesWith", "Tsinghua University").out.splitlines()
    assert told[0] == "Huawei inno:cooperatesWith Tsinghua University"
    assert told[1] == "  stated"
    assert told[2].startswith("    'Huawei cooperates with Tsinghua University.' (partners.txt, characters 22-65, ")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (("Nobody", "a", "inno:Person"), "Nothing in the graph is called 'Nobody'."),
        (
            ("Tencent", "locatdIn", "Shenzhen"),
            "Property 'inno:locatdIn' is not in ontology/innograph.ttl. Did you mean 'locatedIn'?",
        ),
        (("Tencent", "locatedIn", "Huawei"), "The graph does not say 'Tencent inno:locatedIn Huawei'"),
        (("Tencent", "a", "inno:City"), "The graph does not say 'Tencent is a inno:City'"),
    ],
)
def test_what_does_not_hold_is_one_line_and_status_2(run, reasoned: Path, statement: tuple[str, str, str], said: str):
    result = run("why", reasoned, *statement)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"innograph: {said}")
    assert result.err.count("\n") == 1


def test_a_folder_that_is_no_graph_is_one_line_and_status_2(run, tmp_path: Path):
    result = run("why", tmp_path / "none", "a", "a", "a")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"innograph: '{tmp_path / 'none'}' is no folder.")
