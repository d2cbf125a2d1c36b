from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import RDF, SH

import innograph as ig
from innograph.namespaces import INNO, SKOS
from innograph.store import Folder, sorted_quads


@pytest.fixture
def kg(tiny_graph: ig.KnowledgeGraph, tmp_path: Path) -> Path:
    """A graph to damage."""
    return Path(shutil.copytree(tiny_graph.path, tmp_path / "kg"))


def plant(path: Path, *more: Quad) -> None:
    folder = Folder(path)
    quads = sorted([*sorted_quads(folder.open_store()), *more], key=str)
    folder.write(quads, folder.manifest, folder.record_keys())


def test_a_graph_that_conforms_is_said_to(run, kg: Path):
    result = run("validate", kg)
    assert (result.status, result.out, result.err) == (0, "The graph conforms to the shapes.\n", "")


def test_a_fault_is_told_in_words_and_has_status_1(run, kg: Path):
    tencent = NamedNode("https://w3id.org/innograph/entity/enterprise/tencent")
    plant(kg, Quad(tencent, NamedNode(SKOS + "exactMatch"), Literal("Q860580")))
    result = run("validate", kg)
    assert (result.status, result.out) == (1, "")
    assert result.err.splitlines()[:3] == [
        'Tencent skos:exactMatch "Q860580"',
        "  skos:exactMatch leads to the address (IRI) of the same thing elsewhere, such as Wikidata.",
        "  Write it as an IRI.",
    ]


def test_one_violation_is_told_in_the_singular(run, kg: Path):
    tencent = NamedNode("https://w3id.org/innograph/entity/enterprise/tencent")
    plant(kg, Quad(tencent, NamedNode(SKOS + "exactMatch"), Literal("Q860580")))
    assert run("validate", kg).err.splitlines()[-1] == "1 violation."


def test_of_many_faults_fifty_are_told_and_all_are_reported(run, kg: Path, tmp_path: Path):
    nodes = [NamedNode(f"urn:nameless:{number}") for number in range(60)]
    plant(kg, *(Quad(node, NamedNode(str(RDF.type)), NamedNode(INNO + "City")) for node in nodes))
    result = run("validate", kg, "--report", tmp_path / "new" / "report.ttl")
    assert (result.status, result.out) == (1, "")
    assert result.err.count("An entity needs a skos:prefLabel") == 50
    assert result.err.splitlines()[-1] == "60 violations."
    report = rdflib.Graph().parse(tmp_path / "new" / "report.ttl")
    assert {str(node) for node in report.objects(None, SH.focusNode)} == {node.value for node in nodes}


def test_a_report_is_written_of_a_graph_that_conforms_too(run, kg: Path, tmp_path: Path):
    assert run("validate", kg, "--report", tmp_path / "report.ttl").status == 0
    report = rdflib.Graph().parse(tmp_path / "report.ttl")
    assert [str(value) for value in report.objects(None, SH.conforms)] == ["true"]


def test_a_report_that_cannot_be_written_is_one_line_and_status_2(run, kg: Path, tmp_path: Path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    result = run("validate", kg, "--report", tmp_path / "file" / "report.ttl")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"innograph: File '{tmp_path / 'file' / 'report.ttl'}' cannot be written: ")


def test_a_folder_that_is_no_graph_is_one_line_and_status_2(run, tmp_path: Path):
    result = run("validate", tmp_path / "none")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"innograph: '{tmp_path / 'none'}' is no folder.")
