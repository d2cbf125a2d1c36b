from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import innograph as ig
from innograph.errors import GraphError
from innograph.namespaces import INNO, NIF, RDF
from innograph.store import Folder, sorted_quads
from innograph.verify import verify_graph


@pytest.fixture
def folder(tiny: Path, tmp_path: Path) -> Folder:
    """A graph to damage."""
    ig.build(tiny, out=tmp_path / "kg")
    return Folder(tmp_path / "kg")


def rewrite(folder: Folder, change: Callable[[list[Quad]], list[Quad]]) -> None:
    """Make a graph of changed quads."""
    quads = sorted(change(list(sorted_quads(folder.open_store()))), key=str)
    folder.write(quads, folder.manifest, [path.stem for path in (folder.path / "records").iterdir()])


def test_a_graph_as_built_has_no_fault_and_all_its_spans_are_read(tiny_graph: ig.KnowledgeGraph):
    result = tiny_graph.verify()
    assert result.faults == ()
    ((spans,),) = tiny_graph.query("SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s nif:anchorOf ?quote }").rows
    assert result.spans == spans > 10


def test_a_changed_text_is_found_and_the_spans_it_moves(folder: Folder):
    path = next(path for path in (folder.path / "texts").iterdir() if "Huawei" in path.read_text(encoding="utf-8"))
    path.write_text("X" + path.read_text(encoding="utf-8"), encoding="utf-8")
    faults = verify_graph(folder).faults
    assert [fault.what for fault in faults if fault.node == path.stem] == [
        "the kept text is not the text that was read: its SHA-256 differs"
    ]
    assert any("#char=" in fault.node and "the graph quotes 'Huawei" in fault.what for fault in faults)


def test_a_change_that_moves_nothing_is_found_too(folder: Folder):
    path = next((folder.path / "texts").iterdir())
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert [fault.node for fault in verify_graph(folder).faults] == [path.stem]


def test_a_missing_text_is_an_error(folder: Folder):
    next((folder.path / "texts").iterdir()).unlink()
    with pytest.raises(GraphError, match="is missing, so its spans lead nowhere"):
        verify_graph(folder)


def test_a_quote_that_the_text_has_not_is_found(folder: Folder):
    anchor = NamedNode(NIF + "anchorOf")

    def change(quads: list[Quad]) -> list[Quad]:
        wrong = next(quad for quad in quads if quad.predicate == anchor and quad.object.value == "Huawei")
        return [*(quad for quad in quads if quad != wrong), Quad(wrong.subject, anchor, Literal("Tencent"))]

    rewrite(folder, change)
    (fault,) = verify_graph(folder).faults
    assert fault.what == "the graph quotes 'Tencent', the text has 'Huawei'"


@pytest.mark.parametrize(
    "kind", [RDF + "Statement", INNO + "Observation", INNO + "Challenge", INNO + "Strength", INNO + "Measure"]
)
def test_a_fact_without_a_sentence_is_found(folder: Folder, kind: str):
    rewrite(folder, lambda quads: [*quads, Quad(NamedNode("urn:unfounded"), NamedNode(RDF + "type"), NamedNode(kind))])
    (fault,) = verify_graph(folder).faults
    assert (fault.node, fault.what) == ("urn:unfounded", "no sentence of the text is given for this fact")
