from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

import innograph as ig
from innograph import dataset
from innograph.namespaces import INNO, ONTOLOGY_GRAPH, RDF, RDFS
from innograph.store import Folder, sorted_quads

ACTORS = "SELECT ?label WHERE { ?x a org:Organization ; skos:prefLabel ?label }"


@pytest.fixture
def kg(tiny_graph: ig.KnowledgeGraph, tmp_path: Path) -> Path:
    """A graph to reason over."""
    return Path(shutil.copytree(tiny_graph.path, tmp_path / "kg"))


def plant(path: Path, *classes: str) -> None:
    """Say of Tsinghua University, which a sentence names, that it is of further classes."""
    folder = Folder(path)
    node = NamedNode("https://w3id.org/innograph/entity/university/tsinghua-university")
    quads = list(sorted_quads(folder.open_store()))
    assert any(quad.subject == node for quad in quads)
    quads += [Quad(node, NamedNode(RDF + "type"), NamedNode(INNO + name)) for name in classes]
    folder.write(sorted(quads, key=str), folder.manifest, folder.record_keys())


def test_reason_tells_how_much_it_inferred(run, kg: Path):
    result = run("reason", kg)
    assert (result.status, result.err) == (0, "")
    manifest = ig.open_graph(kg).manifest
    assert manifest.reasoned
    assert manifest.counts["inferred"] > 500
    assert re.fullmatch(rf"{manifest.counts['inferred']:,} statements inferred in [0-9.]+ s\.\n", result.out)


def test_a_query_takes_inferences_in_unless_told_not_to(run, kg: Path):
    def actors(*options: str) -> set[str]:
        return {row["label"] for row in json.loads(run("query", kg, ACTORS, "-f", "json", *options).out)}

    assert actors() == set()
    run("reason", kg)
    assert {"Tencent", "Huawei", "Tsinghua University"} <= actors() == actors("--inferred")
    assert actors("--no-inferred") == set()


def test_the_inferences_can_be_taken_out(run, kg: Path):
    before = Folder(kg).manifest
    run("reason", kg)
    result = run("reason", kg, "--drop")
    assert (result.status, result.out, result.err) == (0, "The inferences are taken out.\n", "")
    assert Folder(kg).manifest == before


def test_what_cannot_be_is_told_with_its_sources_and_has_status_1(run, kg: Path):
    plant(kg, "Person", "Policy")
    result = run("reason", kg)
    assert result.status == 1
    assert " statements inferred in " in result.out
    assert "is of the classes inno:Organisation and inno:Person, which exclude each other" in result.err
    assert "is of the classes inno:Person and inno:Policy, which exclude each other" in result.err
    assert "'Tsinghua University' (partners.txt, characters 45-64)" in result.err
    assert result.err.splitlines()[-1] == "3 contradictions."
    assert result.err.count("Contradiction: ") == 3
    assert Folder(kg).manifest.reasoned


def test_one_contradiction_is_told_in_the_singular(run, kg: Path):
    plant(kg, "Policy")
    result = run("reason", kg)
    assert result.err.count("Contradiction: ") == 1
    assert result.err.splitlines()[-1] == "1 contradiction."


@pytest.mark.parametrize("option", ["--drop", "--hermit", ""])
def test_a_folder_that_is_no_graph_is_one_line_and_status_2(run, tmp_path: Path, option: str):
    result = run("reason", tmp_path / "none", *([option] if option else []))
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"innograph: '{tmp_path / 'none'}' is no folder.")


def test_hermit_without_java_is_one_line_and_status_2(run, kg: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    result = run("reason", kg, "--hermit")
    assert (result.status, result.out) == (2, "")
    assert re.fullmatch(
        r"innograph: Java is not found .* Install a Java runtime \(OpenJDK 11 or newer\)\.\n", result.err
    )
    assert not Folder(kg).manifest.reasoned


def ontology(*more: str) -> Callable[[], list[Quad]]:
    """A small ontology in place of the real one, for HermiT takes its time."""
    head = f"@prefix rdfs: <{RDFS}> . @prefix owl: <http://www.w3.org/2002/07/owl#> ."
    said = f"{head} <urn:A> a owl:Class ; owl:disjointWith <urn:B> . <urn:B> a owl:Class . {' '.join(more)}"
    place = NamedNode(ONTOLOGY_GRAPH)
    return lambda: [Quad(t.subject, t.predicate, t.object, place) for t in parse(said, RdfFormat.TURTLE)]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, which is not here")
def test_hermit_finds_the_ontology_consistent(run, kg: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dataset, "ontology_quads", ontology())
    result = run("reason", kg, "--hermit")
    assert result.status == 0
    assert result.out.startswith("The ontology is consistent and every class of it satisfiable, says HermiT.\n")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, which is not here")
def test_hermit_names_the_classes_that_nothing_can_be_of(run, kg: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dataset, "ontology_quads", ontology("<urn:C> rdfs:subClassOf <urn:A> , <urn:B> ."))
    result = run("reason", kg, "--hermit")
    assert (result.status, result.out) == (2, "")
    assert result.err == "innograph: Nothing can be of urn:C, says HermiT. Correct what the ontology says of it.\n"
    assert not Folder(kg).manifest.reasoned
