from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Triple

import innograph as ig
from innograph import store
from innograph.errors import DocumentError, GraphError
from innograph.namespaces import INFERRED_GRAPH
from innograph.pipeline import build_graph, forget_inferences, reading_digest, reason_graph
from innograph.settings import Settings
from innograph.store import Folder, nquads, sorted_quads


def quads(target: Path) -> bytes:
    """A graph as N-Quads."""
    return nquads(list(sorted_quads(Folder(target).open_store())))


def test_a_build_reports_what_it_read_and_what_came_of_it(tiny: Path, tmp_path: Path):
    told: list[tuple[str, int, int]] = []
    report = build_graph([tiny], tmp_path / "kg", progress=lambda *step: told.append(step))
    assert report.read == ("makers.md", "more/funds.md", "partners.txt")
    assert report.kept == report.failures == ()
    assert told == [("makers.md", 1, 3), ("more/funds.md", 2, 3), ("partners.txt", 3, 3)]
    assert report.counts["documents"] == 3
    assert all(report.counts[name] > 0 for name in ("sentences", "mentions", "entities", "relations", "observations"))
    assert report.counts["quads"] == len(Folder(tmp_path / "kg").open_store())
    assert report.seconds > 0


def test_two_builds_write_the_same_bytes(tiny: Path, tmp_path: Path):
    for name in ("one", "two"):
        ig.build(tiny, out=tmp_path / name).export(tmp_path / f"{name}.nq")
    assert (tmp_path / "one.nq").read_bytes() == (tmp_path / "two.nq").read_bytes()
    assert Folder(tmp_path / "one").manifest == Folder(tmp_path / "two").manifest


def test_the_graph_does_not_hang_on_the_order_of_its_sources(tiny: Path, tmp_path: Path):
    files = [tiny / "makers.md", tiny / "more" / "funds.md", tiny / "partners.txt"]
    build_graph(files, tmp_path / "one")
    build_graph(files[::-1], tmp_path / "two")
    assert quads(tmp_path / "one") == quads(tmp_path / "two")


@pytest.mark.slow
def test_the_graph_does_not_hang_on_the_order_of_hashes(tiny: Path, tmp_path: Path, tiny_graph: ig.KnowledgeGraph):
    code = "import sys, innograph; print(innograph.build(sys.argv[1], out=sys.argv[2]).manifest.digest)"
    command = [sys.executable, "-c", code, str(tiny), str(tmp_path / "kg")]
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    done = subprocess.run(
        command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == tiny_graph.manifest.digest


def test_a_rebuild_takes_what_has_not_changed_from_its_records(tiny: Path, tmp_path: Path):
    target = tmp_path / "kg"
    build_graph([tiny], target)
    before = quads(target)
    report = build_graph([tiny], target)
    assert report.read == ()
    assert report.kept == ("makers.md", "more/funds.md", "partners.txt")
    assert quads(target) == before


def test_a_changed_document_is_read_anew_and_its_old_text_forgotten(tiny: Path, tmp_path: Path):
    target = tmp_path / "kg"
    build_graph([tiny], target)
    path = tiny / "partners.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("Tsinghua", "Peking"), encoding="utf-8")
    report = build_graph([tiny], target)
    assert report.read == ("partners.txt",)
    assert report.kept == ("makers.md", "more/funds.md")
    graph = quads(target).decode()
    assert "Peking University" in graph
    assert "Tsinghua University" not in graph
    assert len(list((target / "texts").iterdir())) == len(list((target / "records").iterdir())) == 3
    build_graph([tiny], tmp_path / "fresh")
    assert quads(tmp_path / "fresh") == quads(target)


def test_a_document_that_is_gone_leaves_the_graph(tiny: Path, tmp_path: Path):
    target = tmp_path / "kg"
    build_graph([tiny], target)
    (tiny / "partners.txt").unlink()
    report = build_graph([tiny], target)
    assert report.counts["documents"] == 2
    assert b"Tsinghua University" not in quads(target)


def test_other_settings_read_every_document_anew(tiny: Path, tmp_path: Path):
    target = tmp_path / "kg"
    build_graph([tiny], target)
    report = build_graph([tiny], target, settings=Settings(base="https://example.org/"))
    assert len(report.read) == 3
    assert b"<https://example.org/entity/" in quads(target)
    assert b"<https://w3id.org/innograph/entity/" not in quads(target)


def test_what_documents_are_read_by_has_a_digest():
    assert reading_digest(Settings()) == reading_digest(Settings())
    assert len(reading_digest(Settings())) == 16


@pytest.mark.parametrize("step", ["Store", "_write"])
def test_a_build_that_dies_leaves_the_old_graph_whole(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
):
    target = tmp_path / "kg"
    build_graph([tiny], target)
    before, manifest = quads(target), Folder(target).manifest
    (tiny / "partners.txt").write_text("DJI is located in Shenzhen.\n", encoding="utf-8")
    working = getattr(store, step)

    def die(*arguments: object, **options: object) -> object:
        if step == "_write" and Path(str(arguments[0])).name != "graph.json":
            return working(*arguments, **options)
        raise RuntimeError("the lights went out")

    with monkeypatch.context() as patch:
        patch.setattr(store, step, die)
        with pytest.raises(RuntimeError, match="the lights went out"):
            build_graph([tiny], target)
    assert Folder(target).manifest == manifest
    assert quads(target) == before
    assert ig.open_graph(target).verify().faults == ()
    build_graph([tiny], target)
    assert b"DJI" in quads(target)
    assert [path.name for path in target.glob("store-*")] == [Folder(target).manifest.store]


def test_a_first_build_that_dies_can_be_run_again(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    working = store._write

    def die(path: Path, content: bytes) -> None:
        if path.name == "graph.json":
            raise RuntimeError("the lights went out")
        working(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(store, "_write", die)
        with pytest.raises(RuntimeError, match="the lights went out"):
            build_graph([tiny], tmp_path / "kg")
    report = build_graph([tiny], tmp_path / "kg")
    assert len(report.kept) == 3


def test_a_missing_text_is_mended_by_building_again(tiny: Path, tmp_path: Path):
    target = tmp_path / "kg"
    build_graph([tiny], target)
    next((target / "texts").iterdir()).unlink()
    build_graph([tiny], target)
    assert ig.open_graph(target).verify().faults == ()


def test_a_graph_inside_its_own_source_is_no_source(tiny: Path):
    build_graph([tiny], tiny / "kg")
    assert build_graph([tiny], tiny / "kg").failures == ()


def test_a_bad_document_among_good_ones_is_reported(tiny: Path, tmp_path: Path):
    (tiny / "broken.md").write_bytes(b"\x89PNG\0")
    (tiny / "notes.xyz").write_bytes(b"text")
    report = build_graph([tiny, tmp_path / "none.md"], tmp_path / "kg")
    assert [failure.source for failure in report.failures] == ["broken.md", "notes.xyz", "none.md"]
    assert ["binary" in report.failures[0].reason, "unknown format" in report.failures[1].reason] == [True, True]
    assert "does not exist" in report.failures[2].reason
    assert report.counts["documents"] == 3


def test_one_text_under_two_names_is_read_once_and_reported(tiny: Path, tmp_path: Path):
    (tiny / "copy.md").write_bytes((tiny / "makers.md").read_bytes())
    report = build_graph([tiny], tmp_path / "kg")
    assert report.counts["documents"] == 3
    (failure,) = report.failures
    assert failure.source == "makers.md"
    assert failure.reason == "'makers.md' has the same text as 'copy.md'. It is read once."


def test_strict_fails_on_the_first_bad_document_and_writes_no_graph(tiny: Path, tmp_path: Path):
    (tiny / "broken.md").write_bytes(b"\x89PNG\0")
    with pytest.raises(DocumentError, match=r"broken\.md' is binary"):
        build_graph([tiny], tmp_path / "kg", strict=True)
    assert not (tmp_path / "kg" / "graph.json").exists()


def test_sources_with_nothing_to_read_are_refused_with_each_reason(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(DocumentError, match=r"^No document could be read\. The sources hold no files\.$"):
        build_graph([tmp_path / "empty"], tmp_path / "kg")
    with pytest.raises(
        DocumentError, match=r"^No document could be read\. .*none\.md' does not exist\. Check the path\.$"
    ):
        build_graph([tmp_path / "none.md"], tmp_path / "kg")
    assert not (tmp_path / "kg").exists()


def test_a_failed_build_leaves_the_old_graph(tiny: Path, tmp_path: Path):
    target = tmp_path / "kg"
    build_graph([tiny], target)
    before = quads(target)
    with pytest.raises(DocumentError):
        build_graph([tmp_path / "none.md"], target)
    assert quads(target) == before


def test_a_target_that_is_a_file_or_foreign_is_refused_before_reading(tiny: Path, tmp_path: Path):
    with pytest.raises(GraphError, match=r"makers\.md' is a file"):
        build_graph([tiny], tiny / "makers.md")
    with pytest.raises(GraphError, match="holds files that are no knowledge graph"):
        build_graph([tiny / "makers.md"], tiny / "more")
    assert [path.name for path in (tiny / "more").iterdir()] == ["funds.md"]


def test_an_unknown_model_is_refused(tiny: Path, tmp_path: Path):
    with pytest.raises(ig.InnographError, match=r"spaCy model 'none_such' is not installed\. Install its package"):
        build_graph([tiny], tmp_path / "kg", settings=replace(Settings(), model="none_such"))


@pytest.fixture
def built(tiny_graph: ig.KnowledgeGraph, tmp_path: Path) -> Folder:
    """The graph of the tiny documents, to reason over."""
    return Folder(Path(shutil.copytree(tiny_graph.path, tmp_path / "kg")))


def triples(folder: Folder, graph: NamedNode | DefaultGraph) -> set[Triple]:
    return {quad.triple for quad in folder.open_store().quads_for_pattern(None, None, None, graph)}


def test_reasoning_adds_what_follows_in_a_graph_of_its_own_and_takes_nothing(built: Folder):
    before, records = built.asserted_quads(), built.record_keys()
    reasoning = reason_graph(built)
    assert built.asserted_quads() == before
    assert built.record_keys() == records
    inferred = triples(built, NamedNode(INFERRED_GRAPH))
    assert len(inferred) == reasoning.inferred == built.manifest.counts["inferred"] > 500
    assert inferred & {quad.triple for quad in before} == set()
    assert len(built.open_store()) == built.manifest.counts["quads"] == len(before) + len(inferred)
    assert reasoning.contradictions == ()
    assert reasoning.seconds >= 0
    assert ig.open_graph(built.path).verify().faults == ()


def test_reasoning_swaps_the_store_and_leaves_no_other(built: Folder):
    before = built.manifest.store
    reason_graph(built)
    assert built.manifest.store != before
    assert [path.name for path in built.path.glob("store-*")] == [built.manifest.store]


def test_reasoning_twice_is_reasoning_once(built: Folder):
    once = reason_graph(built)
    manifest = built.manifest
    twice = reason_graph(built)
    assert built.manifest == manifest
    assert (twice.inferred, twice.contradictions) == (once.inferred, once.contradictions)


def test_two_graphs_of_the_same_documents_have_the_same_inferences(built: Folder, tiny: Path, tmp_path: Path):
    build_graph([tiny], tmp_path / "other")
    reason_graph(built)
    reason_graph(Folder(tmp_path / "other"))
    assert quads(tmp_path / "other") == quads(built.path)


def test_inferences_forgotten_leave_the_graph_as_it_was_byte_for_byte(built: Folder):
    before, manifest = quads(built.path), (built.path / "graph.json").read_bytes()
    reason_graph(built)
    assert quads(built.path) != before
    forget_inferences(built)
    assert quads(built.path) == before
    assert (built.path / "graph.json").read_bytes() == manifest


def test_a_graph_that_was_reasoned_over_is_when_built_again_and_no_document_is_read_anew(built: Folder, tiny: Path):
    reason_graph(built)
    before = built.manifest
    report = build_graph([tiny], built.path)
    assert (report.read, len(report.kept)) == ((), 3)
    assert built.manifest == before
    assert report.counts == before.counts
    forget_inferences(built)
    build_graph([tiny], built.path)
    assert not built.manifest.reasoned
    assert triples(built, NamedNode(INFERRED_GRAPH)) == set()


def test_what_a_changed_document_says_no_more_does_not_follow_any_more(built: Folder, tiny: Path, tmp_path: Path):
    reason_graph(built)
    text = (tiny / "partners.txt").read_text(encoding="utf-8")
    (tiny / "partners.txt").write_text(text.replace("Tsinghua", "Peking"), encoding="utf-8")
    build_graph([tiny], built.path)
    build_graph([tiny], tmp_path / "fresh")
    reason_graph(Folder(tmp_path / "fresh"))
    assert quads(built.path) == quads(tmp_path / "fresh")
    assert b"tsinghua" not in quads(built.path)


def test_a_store_opened_before_reasoning_is_read_on(built: Folder):
    before = built.open_store()
    count = len(before)
    reason_graph(built)
    assert len(list(before)) == count


@pytest.mark.parametrize("work", [reason_graph, forget_inferences])
def test_what_is_no_graph_is_not_reasoned_over(tmp_path: Path, work: Callable[[Folder], object]):
    with pytest.raises(GraphError, match="holds no knowledge graph"):
        work(Folder(tmp_path))
    assert list(tmp_path.iterdir()) == []
