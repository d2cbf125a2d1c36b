from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from innograph.documents import lay_out
from innograph.errors import GraphError
from innograph.model import Reading
from innograph.namespaces import INFERRED_GRAPH
from innograph.settings import Settings
from innograph.store import FORMAT, Folder, Manifest, nquads, sorted_quads

QUADS = [Quad(NamedNode("urn:a"), NamedNode("urn:p"), Literal(str(number))) for number in range(5)]
INFERRED = [
    Quad(NamedNode("urn:a"), NamedNode("urn:q"), Literal(str(number)), NamedNode(INFERRED_GRAPH)) for number in range(3)
]
MORE = [*QUADS, Quad(NamedNode("urn:b"), NamedNode("urn:p"), Literal("b"))]


def reading(text: str = "Text of a document.") -> Reading:
    return Reading(lay_out(text, "a.txt", Settings()), (), (), ())


def manifest(*readings: Reading) -> Manifest:
    documents = tuple((r.document.source, r.document.sha256) for r in readings)
    return Manifest(format=FORMAT, store="", digest="", settings={}, documents=documents, counts={"quads": 5})


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A graph of one document and five quads."""
    made = Folder(tmp_path / "kg")
    made.keep_record("key", reading())
    made.write(QUADS, manifest(reading()), ["key"])
    return made


def test_what_is_written_is_there_to_read(folder: Folder):
    assert list(sorted_quads(folder.open_store())) == QUADS
    assert folder.manifest.digest == sha256(nquads(QUADS)).hexdigest()
    assert folder.manifest.documents == (("a.txt", reading().document.sha256),)
    assert folder.text(reading().document.sha256) == "Text of a document."


def test_a_record_comes_back_as_it_was(folder: Folder):
    assert folder.record("key") == reading()
    assert folder.record("other") is None


def test_a_record_that_does_not_fit_the_model_is_none(folder: Folder):
    (folder.path / "records" / "key.json").write_text('{"document": 7}', encoding="utf-8")
    assert folder.record("key") is None


def test_writing_clears_away_what_only_the_graph_before_needed(folder: Folder):
    other = reading("Another text.")
    folder.keep_record("other", other)
    folder.write(MORE, manifest(other), ["other"])
    assert [path.name for path in (folder.path / "records").iterdir()] == ["other.json"]
    assert [path.name for path in (folder.path / "texts").iterdir()] == [f"{other.document.sha256}.txt"]
    assert [path.name for path in folder.path.glob("store-*")] == [folder.manifest.store]
    assert list(sorted_quads(folder.open_store())) == MORE


def test_nothing_but_the_graph_is_left_in_the_folder(folder: Folder):
    assert {path.name for path in folder.path.iterdir()} == {"graph.json", "records", "texts", folder.manifest.store}
    assert list(folder.path.rglob(".*")) == []


def test_a_store_opened_before_is_read_on_while_the_graph_is_written_anew(folder: Folder):
    before = folder.open_store()
    folder.write(MORE, manifest(reading()), ["key"])
    assert len(list(before.quads_for_pattern(NamedNode("urn:a"), None, None, None))) == len(QUADS)


def test_the_same_quads_are_the_same_store(folder: Folder):
    before = folder.manifest
    assert folder.write(QUADS, manifest(reading()), ["key"]) == before


def test_a_folder_that_is_missing_is_named_with_the_remedy(tmp_path: Path):
    with pytest.raises(GraphError, match=r"none' is no folder\. Build a graph there: innograph build SOURCE -o "):
        _ = Folder(tmp_path / "none").manifest


def test_a_folder_that_is_no_graph_is_named_with_the_remedy(tmp_path: Path):
    with pytest.raises(GraphError, match=r"holds no knowledge graph \(graph\.json is missing\)\. Build one: innograph"):
        _ = Folder(tmp_path).manifest


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1}', '{"format": "1"}'])
def test_a_manifest_that_cannot_be_read_is_named(folder: Folder, content: str):
    (folder.path / "graph.json").write_text(content, encoding="utf-8")
    with pytest.raises(GraphError, match=r"graph\.json' cannot be read: .*\. Build the graph again\.$"):
        _ = folder.manifest


def test_a_manifest_of_another_format_is_refused(folder: Folder):
    path = folder.path / "graph.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": FORMAT + 1}), encoding="utf-8")
    with pytest.raises(GraphError, match=rf"has format {FORMAT + 1}, not {FORMAT}\. Build the graph again\.$"):
        folder.open_store()


def test_a_missing_text_is_named(folder: Folder):
    digest = folder.manifest.documents[0][1]
    (folder.path / "texts" / f"{digest}.txt").unlink()
    with pytest.raises(GraphError, match=rf"{digest}\.txt' is missing, so its spans lead nowhere"):
        folder.text(digest)


def test_a_damaged_store_is_named(folder: Folder):
    (folder.path / folder.manifest.store / "CURRENT").unlink()
    with pytest.raises(GraphError, match=r"store-[0-9a-f]{16}' cannot be opened: .* Build the graph again\.$"):
        folder.open_store()


def test_a_damaged_store_is_mended_by_building_again(folder: Folder):
    (folder.path / folder.manifest.store / "CURRENT").unlink()
    folder.write(QUADS, manifest(reading()), ["key"])
    assert list(sorted_quads(folder.open_store())) == QUADS


@pytest.mark.parametrize("made", ["nothing", "folder", "graph", "records"])
def test_a_target_that_is_new_empty_or_a_graph_is_taken(folder: Folder, tmp_path: Path, made: str):
    target = Folder(folder.path if made == "graph" else tmp_path / "new")
    if made == "folder":
        target.path.mkdir()
    if made == "records":
        target.keep_record("key", reading())
    target.check_target()
    target.keep_record("key", reading())
    target.write(QUADS, manifest(reading()), ["key"])
    assert list(sorted_quads(target.open_store())) == QUADS


def test_a_target_that_is_a_file_is_refused(tmp_path: Path):
    path = tmp_path / "file"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(GraphError, match=r"file' is a file\. Give a folder for the graph\.$"):
        Folder(path).check_target()


def test_a_target_with_other_files_is_refused_and_left_alone(tmp_path: Path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(GraphError, match=r"holds files that are no knowledge graph\. Give a new or an empty folder\.$"):
        Folder(tmp_path).check_target()
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_inferences_are_written_beside_what_is_asserted_and_counted(folder: Folder):
    written = folder.write(QUADS, folder.manifest, ["key"], inferred=INFERRED)
    assert written == folder.manifest
    assert (written.reasoned, written.counts) == (True, {"quads": 8, "inferred": 3})
    assert list(sorted_quads(folder.open_store())) == sorted([*QUADS, *INFERRED], key=str)
    assert written.digest == sha256(nquads(sorted([*QUADS, *INFERRED], key=str))).hexdigest()


def test_what_is_asserted_can_be_told_from_what_is_inferred(folder: Folder):
    folder.write(QUADS, folder.manifest, ["key"], inferred=INFERRED)
    assert folder.asserted_quads() == QUADS


def test_writing_without_inferences_takes_them_out(folder: Folder):
    before = folder.manifest
    folder.write(QUADS, before, ["key"], inferred=INFERRED)
    assert folder.write(QUADS, folder.manifest, ["key"]) == before
    assert list(sorted_quads(folder.open_store())) == QUADS


def test_a_graph_from_which_nothing_follows_is_reasoned_over_all_the_same(folder: Folder):
    before = folder.manifest
    written = folder.write(QUADS, before, ["key"], inferred=[])
    assert folder.is_reasoned()
    assert (written.digest, written.counts["inferred"]) == (before.digest, 0)


def test_a_folder_is_reasoned_over_only_if_its_graph_is(folder: Folder, tmp_path: Path):
    assert not Folder(tmp_path / "none").is_reasoned()
    assert not folder.is_reasoned()
    folder.write(QUADS, folder.manifest, ["key"], inferred=INFERRED)
    assert folder.is_reasoned()


def test_a_manifest_from_before_there_was_reasoning_is_not_reasoned(folder: Folder):
    path = folder.path / "graph.json"
    content = json.loads(path.read_text())
    assert content.pop("reasoned") is False
    path.write_text(json.dumps(content), encoding="utf-8")
    assert folder.manifest.reasoned is False


def test_the_keys_of_records_are_told_sorted(folder: Folder):
    for key in ("other", "another"):
        folder.keep_record(key, reading())
    assert folder.record_keys() == ["another", "key", "other"]
    assert Folder(folder.path / "texts").record_keys() == []
