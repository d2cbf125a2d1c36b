from __future__ import annotations

import csv
import io
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Store
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

import innograph as ig
from innograph.errors import ExportError, GraphError
from innograph.namespaces import INFERRED_GRAPH, ONTOLOGY_GRAPH, XSD
from innograph.query import questions

# rdflib's own parsers still use what rdflib deprecates.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]


def ground(store: Store) -> set[tuple[str, ...]]:
    """The quads of a store without blank nodes, each term as N-Triples write it."""
    return {
        tuple("" if term == DefaultGraph() else str(term) for term in quad)
        for quad in store
        if not any(isinstance(term, BlankNode) for term in quad)
    }


def ground_in(dataset: rdflib.Dataset) -> set[tuple[str, ...]]:
    """The same of an rdflib dataset."""
    return {
        (*(term.n3() for term in (s, p, o)), "" if graph in (None, DATASET_DEFAULT_GRAPH_ID) else graph.n3())
        for s, p, o, graph in dataset.quads()
        if not any(isinstance(term, rdflib.BNode) for term in (s, p, o))
    }


def unquoted(rows: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Terms as rdflib's own parser of N-Triples understands them, so that ways of escaping do not matter."""
    return {tuple(rdflib.util.from_n3(term).n3() if term else "" for term in row) for row in rows}


@pytest.mark.parametrize(("suffix", "form"), [(".nq", "nquads"), (".trig", "trig"), (".jsonld", "json-ld")])
def test_a_dataset_format_holds_every_quad(tiny_graph: ig.KnowledgeGraph, tmp_path: Path, suffix: str, form: str):
    (path,) = tiny_graph.export(tmp_path / f"graph{suffix}")
    dataset = rdflib.Dataset()
    dataset.parse(path, format=form)
    assert len(list(dataset.quads())) == len(tiny_graph.store)
    expected = unquoted(ground(tiny_graph.store))
    assert len(expected) > 1000
    assert ground_in(dataset) == expected


def test_turtle_holds_the_default_graph(tiny_graph: ig.KnowledgeGraph, tmp_path: Path):
    (path,) = tiny_graph.export(tmp_path / "graph.ttl")
    graph = rdflib.Graph().parse(path)
    expected = {row[:3] for row in unquoted(ground(tiny_graph.store)) if not row[3]}
    assert {tuple(term.n3() for term in triple) for triple in graph} == expected
    assert "@prefix inno:" in path.read_text(encoding="utf-8")


def masked(triples: Iterable[tuple[rdflib.term.Node, ...]]) -> Counter[tuple[str, ...]]:
    """Triples with their blank nodes all alike, texts without datatype, integers of one, and how often each stands."""
    plain = f"^^<{XSD}string>"

    def shown(term: rdflib.term.Node) -> str:
        if isinstance(term, rdflib.BNode):
            return "_"
        return term.n3().removesuffix(plain).replace(f"^^<{XSD}nonNegativeInteger>", f"^^<{XSD}integer>")

    return Counter(tuple(shown(term) for term in triple[:3]) for triple in triples)


def test_the_ontology_in_the_graph_is_the_ontology(tiny_graph: ig.KnowledgeGraph, ontology_folder: Path):
    kept = tiny_graph.to_rdflib().quads((None, None, None, rdflib.URIRef(ONTOLOGY_GRAPH)))
    files = rdflib.Graph().parse(ontology_folder / "innograph.ttl").parse(ontology_folder / "alignments.ttl")
    assert masked(kept) == masked(files)


@pytest.mark.parametrize("suffix", [".nq", ".trig", ".ttl", ".jsonld", ".graphml"])
def test_an_export_is_the_same_each_time(tiny_graph: ig.KnowledgeGraph, tmp_path: Path, suffix: str):
    (one,), (two,) = (tiny_graph.export(tmp_path / f"{name}{suffix}") for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes() != b""


def test_gexf_has_no_clock(tiny_graph: ig.KnowledgeGraph, tmp_path: Path):
    (path,) = tiny_graph.export(tmp_path / "graph.gexf")
    assert "lastmodifieddate" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("suffix", "read"), [(".graphml", nx.read_graphml), (".gexf", nx.read_gexf)])
def test_a_network_format_holds_entities_and_relations(
    tiny_graph: ig.KnowledgeGraph, tmp_path: Path, suffix: str, read
):
    (path,) = tiny_graph.export(tmp_path / f"graph{suffix}")
    found, expected = read(path), tiny_graph.to_networkx()
    assert expected.number_of_edges() > 2
    for name in ("label", "core", "type", "mentions"):
        assert nx.get_node_attributes(found, name) == nx.get_node_attributes(expected, name)

    def edges(graph: nx.Graph) -> list[tuple[object, ...]]:
        names = ("relation", "status", "confidence", "claim", "start", "end")
        return sorted((one, other, *(data.get(n, "") for n in names)) for one, other, data in graph.edges(data=True))

    assert edges(found) == edges(expected)


def test_a_path_without_suffix_is_a_folder_of_tables(tiny_graph: ig.KnowledgeGraph, tmp_path: Path):
    paths = tiny_graph.export(tmp_path / "new" / "tables")
    tables = {path.stem: list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline=""))) for path in paths}
    assert set(tables) == {"entities", "relations", "observations", "statements"}
    assert {path.suffix for path in paths} == {".csv"}
    entities = {row["label"]: row for row in tables["entities"]}
    assert entities["Huawei"]["class"] == "inno:Enterprise"
    (cooperation,) = [row for row in tables["relations"] if row["relation"] == "inno:cooperatesWith"]
    assert {cooperation["subject"], cooperation["object"]} == {"Huawei", "Tsinghua University"}
    assert cooperation["source"] == "partners.txt"
    assert cooperation["quote"].startswith("Huawei cooperates with")
    assert [row["value"] for row in tables["observations"] if row["source"] == "makers.md"] == ["1643"]


@pytest.mark.parametrize("name", ["graph.xlsx", "graph.NQ", "graph.nt"])
def test_an_unknown_suffix_is_refused_with_those_known(tiny_graph: ig.KnowledgeGraph, tmp_path: Path, name: str):
    with pytest.raises(ExportError) as raised:
        tiny_graph.export(tmp_path / name)
    message = str(raised.value)
    assert f"has the unknown suffix '{Path(name).suffix}'" in message
    assert all(suffix in message for suffix in (".nq", ".trig", ".ttl", ".jsonld", ".graphml", ".gexf", "CSV"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".nq", ".graphml", ""])
def test_a_path_that_cannot_be_written_is_named(tiny_graph: ig.KnowledgeGraph, tmp_path: Path, suffix: str):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match=r"cannot be written: "):
        tiny_graph.export(tmp_path / "file" / f"graph{suffix}")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_rdflib_answers_over_the_same_store(tiny_graph: ig.KnowledgeGraph):
    dataset = tiny_graph.to_rdflib()
    rows = list(dataset.query(
        """PREFIX inno: <https://w3id.org/innograph/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?one ?other WHERE { ?a inno:cooperatesWith ?b . ?a skos:prefLabel ?one . ?b skos:prefLabel ?other }"""
    ))  # fmt: skip
    assert [{str(row.one), str(row.other)} for row in rows] == [{"Huawei", "Tsinghua University"}]


def test_a_graph_is_opened_where_it_was_built(tiny_graph: ig.KnowledgeGraph):
    opened = ig.open_graph(str(tiny_graph.path))
    assert opened.manifest == tiny_graph.manifest
    assert opened.build_report is None
    assert tiny_graph.build_report is not None
    assert tiny_graph.build_report.counts == opened.manifest.counts


def test_a_folder_that_is_no_graph_is_refused(tmp_path: Path):
    with pytest.raises(GraphError, match="holds no knowledge graph"):
        ig.open_graph(tmp_path)


def test_a_graph_shows_its_counts(tiny_graph: ig.KnowledgeGraph):
    shown = repr(tiny_graph)
    for name in ("documents", "entities", "relations", "observations"):
        assert f"{tiny_graph.manifest.counts[name]} {name}" in shown
    assert "<th>documents</th><td>3</td>" in tiny_graph._repr_html_()


def test_a_graph_shows_which_documents_could_not_be_read(tiny: Path, tmp_path: Path):
    (tiny / "scan<1>.txt").write_bytes(b"\xff\xfe\xff")
    shown = ig.build(tiny, out=tmp_path / "kg")._repr_html_()
    assert "<th>not read</th><td>scan&lt;1&gt;.txt: " in shown


def test_the_facts_of_an_entity_are_a_table_in_which_sentences_and_arguments_can_be_seen(
    tiny_graph: ig.KnowledgeGraph,
):
    accounts = tiny_graph.accounts("Huawei")
    shown = accounts._repr_html_()
    assert f"<caption>Huawei (enterprise): {len(accounts)} facts</caption>" in shown
    assert "<mark>Huawei</mark> cooperates with <mark>Tsinghua University</mark>." in shown
    assert shown.count("<tr>") == len(accounts) + 1
    assert "[Huawei] cooperates with [Tsinghua University]." in {account.marked for account in accounts}


def test_a_page_holds_the_entities_and_asks_no_host(tiny_graph: ig.KnowledgeGraph, tmp_path: Path):
    page = tiny_graph.view(tmp_path / "new" / "graph.html", title="A <title>")
    assert (tmp_path / "new" / "graph.html").read_text(encoding="utf-8") == page
    assert "A &lt;title&gt;" in page
    assert "Huawei" in page
    for loading in ('src="http', "src='http", 'href="http', "url(http", "@import"):
        assert loading not in page


def reasoned_copy(graph: ig.KnowledgeGraph, path: Path) -> ig.KnowledgeGraph:
    """A copy of a graph with what follows from it."""
    copy = ig.open_graph(shutil.copytree(graph.path, path))
    copy.reason()
    return copy


@pytest.fixture(scope="module")
def reasoned(tiny_graph: ig.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> ig.KnowledgeGraph:
    """The tiny graph with what follows from it, to read only."""
    return reasoned_copy(tiny_graph, tmp_path_factory.mktemp("reasoned") / "kg")


@pytest.mark.parametrize(
    ("class_", "ours"),
    [
        ("org:Organization", {"Tencent", "Huawei", "DJI", "Tsinghua University", "Sequoia Capital"}),
        ("foaf:Agent", {"Tencent", "Huawei", "DJI", "Tsinghua University", "Sequoia Capital", "Anna Lee"}),
        ("prov:Agent", {"Tencent", "Huawei", "DJI", "Tsinghua University", "Sequoia Capital", "Anna Lee"}),
        ("schema:CollegeOrUniversity", {"Tsinghua University"}),
        ("schema:Place", {"Shenzhen"}),
        ("inno:Actor", {"Tencent", "Huawei", "Anna Lee"}),
    ],
)
def test_data_is_read_through_other_vocabularies(reasoned: ig.KnowledgeGraph, class_: str, ours: set[str]):
    query = f"SELECT DISTINCT ?label WHERE {{ ?x a {class_} ; skos:prefLabel ?label }}"
    assert {label for (label,) in reasoned.query(query)} >= ours
    assert reasoned.query(query, inferred=False).rows == ()


def test_relations_are_read_from_either_end(reasoned: ig.KnowledgeGraph):
    query = "SELECT ?label WHERE { ?x %s ?y . ?x skos:prefLabel 'Shenzhen'@en . ?y skos:prefLabel ?label }"
    assert ("Tencent",) in reasoned.query(query % "inno:locationOf").rows
    assert reasoned.query(query % "inno:locationOf", inferred=False).rows == ()
    assert reasoned.query(query % "^inno:locatedIn") == reasoned.query(query % "inno:locationOf")


def test_what_a_place_establishes_is_not_thereby_located_there(tiny_graph: ig.KnowledgeGraph):
    located = "SELECT ?label WHERE { ?x skos:prefLabel 'Qianhai Seed Fund'@en ; inno:locatedIn/skos:prefLabel ?label }"
    assert tiny_graph.query(located) == tiny_graph.query(located, inferred=False)


def test_a_graph_reasons_and_forgets_in_place(tiny_graph: ig.KnowledgeGraph, tmp_path: Path):
    graph = reasoned_copy(tiny_graph, tmp_path / "kg")
    actors = "SELECT ?x WHERE { ?x a org:Organization }"
    assert len(graph.query(actors)) > 0
    assert graph.manifest.reasoned
    graph.forget_inferences()
    assert len(graph.query(actors)) == 0
    assert graph.manifest == tiny_graph.manifest


def test_no_count_changes_by_reasoning(reasoned: ig.KnowledgeGraph):
    """A thing that is asserted is not inferred too, so that nothing is counted twice."""
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s a inno:Enterprise }"
    assert reasoned.query(query) == reasoned.query(query, inferred=False)


@pytest.mark.slow
def test_every_question_is_answered_as_before_reasoning(corpus_graph: ig.KnowledgeGraph, tmp_path: Path):
    graph = reasoned_copy(corpus_graph, tmp_path / "kg")
    assert graph.manifest.counts["inferred"] > 1_000
    changed = [name for name in questions() if graph.ask(name) != corpus_graph.ask(name)]
    assert changed == []


def test_what_is_shown_and_measured_does_not_change_by_reasoning(
    tiny_graph: ig.KnowledgeGraph, reasoned: ig.KnowledgeGraph, tmp_path: Path
):
    def made(graph: ig.KnowledgeGraph, name: str) -> Iterator[bytes]:
        for target in (f"{name}.ttl", f"{name}.graphml", f"{name}"):
            for path in graph.export(tmp_path / target):
                yield path.read_bytes()
        yield graph.view(title="A title").encode()
        yield graph.centrality().to_csv().encode()

    assert list(made(reasoned, "reasoned")) == list(made(tiny_graph, "tiny"))
    assert reasoned.verify() == tiny_graph.verify()
    assert reasoned.validate() == tiny_graph.validate()


def test_an_export_of_all_quads_keeps_the_inferences_apart(reasoned: ig.KnowledgeGraph, tmp_path: Path):
    (path,) = reasoned.export(tmp_path / "graph.nq")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sum(line.endswith(f"<{INFERRED_GRAPH}> .") for line in lines) == reasoned.manifest.counts["inferred"]
