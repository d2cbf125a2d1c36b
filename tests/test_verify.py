from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

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


def rewrite(folder: Folder, change) -> None:
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


def test_every_claim_fits_the_ontology_and_only_what_is_asserted_has_a_plain_triple(tiny_graph: ig.KnowledgeGraph):
    check_claims(tiny_graph, least=3)


@pytest.mark.slow
def test_every_claim_of_the_corpus_fits_the_ontology(corpus_graph: ig.KnowledgeGraph):
    check_claims(corpus_graph, least=50)
    assert corpus_graph.verify().faults == ()


def check_claims(graph: ig.KnowledgeGraph, *, least: int) -> None:
    from innograph.ontology import read_ontology

    ontology = read_ontology()
    store: Store = graph.store
    kind = NamedNode(RDF + "type")
    rows = graph.query(
        "SELECT ?s ?p ?o ?status WHERE { ?c a rdf:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;"
        " inno:status ?status }"
    ).rows
    assert len(rows) >= least
    del rows
    claimed: dict[tuple[NamedNode, NamedNode, NamedNode], set[str]] = {}
    part = {name: NamedNode(RDF + name) for name in ("subject", "predicate", "object")}
    for quad in store.quads_for_pattern(None, kind, NamedNode(RDF + "Statement"), None):
        triple = tuple(next(store.quads_for_pattern(quad.subject, part[name], None, None)).object for name in part)
        status = next(store.quads_for_pattern(quad.subject, NamedNode(INNO + "status"), None, None)).object
        claimed.setdefault(triple, set()).add(status.value.removeprefix(INNO))
    for (subject, predicate, object_), statuses in claimed.items():
        plain = any(store.quads_for_pattern(subject, predicate, object_, None))
        assert plain == bool(statuses & {"Stated", "Planned"}), (subject, predicate, object_, statuses)
        kinds = [next(store.quads_for_pattern(end, kind, None, None)).object.value for end in (subject, object_)]
        names = [name.removeprefix(INNO) for name in kinds]
        assert ontology.allows(names[0], predicate.value.removeprefix(INNO), names[1]), (names, predicate)
