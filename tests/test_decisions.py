from __future__ import annotations

from pathlib import Path

import pytest

import innograph as ig
from innograph.curation import rebuild
from innograph.decisions import NAME, SOURCE, Decision, parse_decisions, read_decisions
from innograph.errors import DecisionError, GraphError, OntologyError, QueryError
from innograph.store import Folder, nquads, sorted_quads

WHEN = "2026-11-23T09:30:00Z"
HELD = "ASK { ?s inno:cooperatesWith ?o }"
RECORD = """SELECT ?verdict ?who ?why ?when ?what WHERE {{ GRAPH <https://w3id.org/innograph/graph/decisions> {{
  ?c a inno:Curation ; inno:verdict ?verdict ; dcterms:creator ?who ; inno:because ?why ; dcterms:created ?when .
  OPTIONAL {{ ?c inno:judges ?node }} }}
  OPTIONAL {{ {{ ?node a ?what }} UNION {{ GRAPH ?g {{ ?node a ?what }} }} }} {} }} ORDER BY ?when"""
MORE = {
    "makers.md": "In 2016, Shenzhen had 1,643 makerspaces.",
    "partners.txt": "The lack of talent is a serious problem for Huawei.",
}


@pytest.fixture
def kg(tiny: Path, tmp_path: Path) -> ig.KnowledgeGraph:
    """The graph of the three tiny documents, to decide about."""
    return ig.build(tiny, out=tmp_path / "kg")


def decide(kg: ig.KnowledgeGraph, kind: str, *terms: str, when: str = WHEN) -> Decision:
    return kg.decide(kind, *terms, why="seen on site", who="anna", when=when).decision


def change(tiny: Path, name: str, text: str) -> Path:
    """Add a paragraph to a document, so that it is read anew."""
    path = tiny / name
    path.write_text(f"{path.read_text(encoding='utf-8')}\n\n{text}\n", encoding="utf-8")
    return path


def again(kg: ig.KnowledgeGraph, tiny: Path) -> ig.KnowledgeGraph:
    """The graph built again after every document was changed."""
    for name in ("makers.md", "partners.txt", "more/funds.md"):
        change(tiny, name, "Baidu is located in Beijing.")
    fresh = ig.build(tiny, out=kg.path)
    assert fresh.build_report is not None
    assert len(fresh.build_report.read) == 3
    assert fresh.verify().faults == ()
    return fresh


def conflicts(kg: ig.KnowledgeGraph) -> list[str]:
    assert kg.build_report is not None
    return [conflict.what for conflict in kg.build_report.conflicts]


def yes(kg: ig.KnowledgeGraph, ask: str) -> bool:
    return kg.query(ask).rows == (("yes",),)


def entity(kg: ig.KnowledgeGraph, label: str) -> tuple[object, ...]:
    """The class and the other names of the entity of a label."""
    rows = kg.query(
        f'SELECT ?class ?alias {{ ?e skos:prefLabel "{label}"@en ; a ?class . OPTIONAL {{ ?e skos:altLabel ?alias }} }}'
        " ORDER BY ?alias"
    ).rows
    return (rows[0][0], *(alias for _, alias in rows if alias)) if rows else ()


def nq(path: Path) -> bytes:
    return nquads(list(sorted_quads(Folder(path).open_store())))


def test_a_rejected_relation_has_no_triple_and_stays_with_what_was_decided(kg: ig.KnowledgeGraph, tiny: Path):
    assert yes(kg, HELD)
    relations = kg.manifest.counts["relations"]
    made = decide(kg, "reject", "huawei", "cooperatesWith", "Tsinghua University")
    assert (made.number, made.said, made.documents) == (
        1,
        "Huawei cooperatesWith Tsinghua University",
        ("partners.txt",),
    )
    for graph in (kg, again(kg, tiny)):
        assert not yes(graph, HELD)
        assert not yes(graph, "ASK { ?c rdf:predicate inno:cooperatesWith }")
        (row,) = graph.query(RECORD.format("?q nif:anchorOf ?text")).rows[:1]
        assert row == ("inno:Rejected", "anna", "seen on site", WHEN, "rdf:Statement")
        quoted = "GRAPH ?g { ?c rdf:predicate inno:cooperatesWith ; prov:wasDerivedFrom ?s } ?s nif:anchorOf ?quote"
        ((quote,),) = graph.query(f"SELECT ?quote {{ {quoted} }}").rows
        assert str(quote).startswith("Huawei cooperates with")
        assert not any("cooperates" in str(row) for row in graph.ask("cooperation"))
        assert all(data["relation"] != "cooperatesWith" for _, _, data in graph.to_networkx().edges(data=True))
    assert kg.manifest.counts["relations"] == relations - 1
    told = (
        "does not hold 'Huawei inno:cooperatesWith Tsinghua University': rejected by anna on 2026-11-23: seen on site"
    )
    with pytest.raises(QueryError, match=told):
        kg.why("Huawei", "cooperatesWith", "Tsinghua University")


def test_an_accepted_relation_is_certain(kg: ig.KnowledgeGraph, tiny: Path):
    sure = "SELECT ?sure { ?c rdf:predicate inno:cooperatesWith ; inno:confidence ?sure }"
    assert kg.query(sure).rows[0][0] < 1
    decide(kg, "accept", "Tsinghua University", "inno:cooperatesWith", "Huawei")
    for graph in (kg, again(kg, tiny)):
        assert graph.query(sure).rows == ((1,),)
        assert graph.query(RECORD.format("")).rows == (
            ("inno:Confirmed", "anna", "seen on site", WHEN, "rdf:Statement"),
        )
        assert conflicts(graph) == []


def test_a_rejected_figure_is_left_out_of_questions_and_audit(kg: ig.KnowledgeGraph, tiny: Path):
    asked = {"place": "Shenzhen", "indicator": "makerspaces"}
    assert len(kg.ask("indicator-over-time", **asked)) == 1
    decide(kg, "reject", "Shenzhen", "makerspaces", "1,643")
    for graph in (kg, again(kg, tiny)):
        assert len(graph.ask("indicator-over-time", **asked)) == 0
        assert graph.manifest.counts["observations"] == 0
        assert graph.query(RECORD.format("")).rows == (
            ("inno:Rejected", "anna", "seen on site", WHEN, "inno:Observation"),
        )
        assert graph.validate().conforms


def test_a_statement_is_accepted_and_rejected_by_its_label_or_address(kg: ig.KnowledgeGraph, tiny: Path):
    ((label, iri),) = kg.query("SELECT ?label (STR(?c) AS ?iri) { ?c a inno:Challenge ; skos:prefLabel ?label }").rows
    decide(kg, "accept", str(label))
    assert yes(kg, "ASK { ?c a inno:Challenge ; inno:confidence 1.0 }")
    made = kg.decide("reject", str(iri), why="no longer so", who="bo", when="2026-11-24")
    assert [conflict.decisions for conflict in made.conflicts] == [(1, 2)]
    graph = again(kg, tiny)
    assert not yes(graph, "ASK { ?c a inno:Challenge }")
    assert len(conflicts(graph)) == 1
    assert "contradict each other. The later holds." in conflicts(graph)[0]


def test_two_entities_become_one(kg: ig.KnowledgeGraph, tiny: Path):
    entities = kg.manifest.counts["entities"]
    decide(kg, "merge", "Tencent", "Huawei")
    for graph in (kg, again(kg, tiny)):
        assert entity(graph, "Huawei") == ()
        assert entity(graph, "Tencent") == ("inno:Enterprise", "Huawei")
        assert yes(graph, 'ASK { ?a skos:prefLabel "Tencent"@en ; inno:cooperatesWith ?b }')
        ((note,),) = graph.query('SELECT ?n { ?e skos:prefLabel "Tencent"@en ; skos:changeNote ?n }').rows
        assert note == "'Huawei' is 'Tencent', anna decided: seen on site"
        assert graph.validate().conforms
    assert kg.manifest.counts["entities"] == entities - 1


def test_a_name_becomes_an_entity_of_its_own_with_what_is_said_of_it(kg: ig.KnowledgeGraph, tiny: Path):
    decide(kg, "merge", "Tencent", "Huawei")
    decide(kg, "split", "Tencent", "Huawei", "University")
    for graph in (kg, again(kg, tiny)):
        assert entity(graph, "Tencent") == ("inno:Enterprise",)
        assert entity(graph, "Huawei") == ("inno:University",)
        assert yes(graph, 'ASK { ?a skos:prefLabel "Huawei"@en . ?a inno:cooperatesWith|^inno:cooperatesWith ?b }')
        assert not yes(graph, 'ASK { ?a skos:prefLabel "Tencent"@en . ?a inno:cooperatesWith|^inno:cooperatesWith ?b }')
        assert yes(graph, 'ASK { ?p itsrdf:taIdentRef/skos:prefLabel "Huawei"@en ; nif:anchorOf "Huawei" }')
        assert graph.validate().conforms
    assert any("contradict each other" in what for what in conflicts(again(kg, tiny)))


def test_a_name_is_split_off_within_a_document(tiny: Path, tmp_path: Path):
    names = "Huawei (HW) is located in Shenzhen.\n\nHW cooperates with Peking University."
    change(tiny, "partners.txt", names)
    kg = ig.build(tiny, out=tmp_path / "kg")
    assert "HW" in entity(kg, "Huawei")
    decide(kg, "split", "Huawei", "HW")
    assert entity(kg, "HW") == ("inno:Enterprise",)
    assert "HW" not in entity(kg, "Huawei")
    partners = """SELECT ?one ?two { ?c rdf:subject/skos:prefLabel ?one ; rdf:predicate inno:cooperatesWith ;
        rdf:object/skos:prefLabel ?two } ORDER BY ?one"""
    assert kg.query(partners).rows == (("HW", "Peking University"), ("Huawei", "Tsinghua University"))


def test_an_entity_that_nothing_else_calls_is_gone_when_its_name_is_split_off(kg: ig.KnowledgeGraph):
    decide(kg, "rename", "Huawei", "Tencent Phones")
    decide(kg, "split", "Tencent Phones", "Huawei")
    assert entity(kg, "Tencent Phones") == ()
    assert entity(kg, "Huawei") == ("inno:Enterprise",)
    assert yes(kg, HELD)


def test_an_entity_is_renamed_and_keeps_its_address(kg: ig.KnowledgeGraph, tiny: Path):
    address = 'SELECT ?e {{ ?e skos:prefLabel "{}"@en }}'
    before = kg.query(address.format("Huawei")).rows
    decide(kg, "rename", "Huawei", "Huawei Technologies")
    for graph in (kg, again(kg, tiny)):
        assert entity(graph, "Huawei Technologies") == ("inno:Enterprise", "Huawei")
        assert graph.query(address.format("Huawei Technologies")).rows == before


def test_an_entity_of_another_class_keeps_what_that_class_allows(kg: ig.KnowledgeGraph, tiny: Path):
    assert yes(kg, 'ASK { ?e skos:prefLabel "Tencent"@en ; inno:locatedIn ?place }')
    decide(kg, "retype", "Tencent", "inno:Technology")
    graph = again(kg, tiny)
    assert entity(graph, "Tencent") == ("inno:Technology",)
    assert not yes(graph, 'ASK { ?e skos:prefLabel "Tencent"@en ; inno:locatedIn ?place }')
    assert ["do not allow 'Tencent locatedIn Shenzhen'" in what for what in conflicts(graph)] == [True]
    assert graph.validate().conforms


def test_an_added_relation_has_its_line_for_a_sentence(kg: ig.KnowledgeGraph, tiny: Path):
    decide(kg, "add", "DJI", "cooperatesWith", "Tencent")
    for graph in (kg, again(kg, tiny)):
        assert yes(graph, 'ASK { ?a skos:prefLabel "DJI"@en ; inno:cooperatesWith/skos:prefLabel "Tencent"@en }')
        (row,) = [row for row in graph.ask("cooperation") if "DJI" in row]
        assert SOURCE in row
        assert any("anna\tadd\tDJI cooperatesWith Tencent\tseen on site" in str(cell) for cell in row)
        rule = graph.query("SELECT ?rule { ?c inno:confidence 1.0 ; prov:wasGeneratedBy/rdfs:label ?rule }").rows
        assert rule == (("relation: added by a person",),)
        assert graph.query(RECORD.format("")).rows == (("inno:Added", "anna", "seen on site", WHEN, "rdf:Statement"),)
        assert graph.verify().faults == ()
        assert graph.validate().conforms
    assert kg.why("DJI", "cooperatesWith", "Tencent").how == "stated; added by anna on 2026-11-23: seen on site"


def test_an_addition_may_be_rejected_later(kg: ig.KnowledgeGraph):
    decide(kg, "add", "DJI", "cooperatesWith", "Tencent")
    decide(kg, "reject", "DJI", "cooperatesWith", "Tencent")
    assert not yes(kg, 'ASK { ?a skos:prefLabel "DJI"@en ; inno:cooperatesWith ?b }')
    decide(kg, "undo")
    assert yes(kg, 'ASK { ?a skos:prefLabel "DJI"@en ; inno:cooperatesWith ?b }')


def test_a_decision_is_taken_back_and_nothing_is_lost(kg: ig.KnowledgeGraph):
    before = nq(kg.path)
    decide(kg, "reject", "Huawei", "cooperatesWith", "Tsinghua University")
    decide(kg, "rename", "Huawei", "HW")
    after = nq(kg.path)
    kg.decide("undo", "1", who="anna", when=WHEN)
    assert yes(kg, HELD)
    kg.decide("undo", who="anna", when=WHEN)
    assert nq(kg.path) == before
    assert [(d.number, d.kind, d.in_force) for d in kg.decisions()] == [
        (1, "reject", False),
        (2, "rename", False),
        (3, "undo", True),
        (4, "undo", True),
    ]
    kg.decide("undo", "3", who="anna", when=WHEN)
    kg.decide("undo", "4", who="anna", when=WHEN)
    assert nq(kg.path) == after
    with pytest.raises(DecisionError, match=r"There is no decision 4 in force to undo\."):
        kg.decide("undo", "4")


def test_what_is_rejected_and_said_anew_stays_rejected_and_is_told(kg: ig.KnowledgeGraph, tiny: Path):
    decide(kg, "reject", "Huawei", "cooperatesWith", "Tsinghua University")
    (tiny / "news.txt").write_text("Huawei cooperates with Tsinghua University.\n", encoding="utf-8")
    graph = ig.build(tiny, out=kg.path)
    assert not yes(graph, HELD)
    (told,) = conflicts(graph)
    assert told.startswith("'news.txt' says anew what decision 1 (reject Huawei cooperatesWith Tsinghua University)")


@pytest.mark.parametrize(
    ("kind", "terms", "gone"),
    [
        ("reject", ("Huawei", "cooperatesWith", "Tsinghua University"), "the entities"),
        ("rename", ("Huawei", "HW"), "the entity"),
        ("merge", ("Tencent", "Huawei"), "the second entity"),
        ("add", ("Huawei", "cooperatesWith", "Tencent"), "one of the entities"),
    ],
)
def test_a_decision_about_what_is_gone_is_told(
    kg: ig.KnowledgeGraph, tiny: Path, kind: str, terms: tuple[str, ...], gone: str
):
    decide(kg, kind, *terms)
    (tiny / "partners.txt").unlink()
    graph = ig.build(tiny, out=kg.path)
    (told,) = conflicts(graph)
    assert told.startswith("Decision 1 (")
    assert told.endswith(f"no longer finds {gone}.")


def test_a_fact_that_no_document_states_any_more_is_told(kg: ig.KnowledgeGraph, tiny: Path):
    decide(kg, "accept", "Huawei", "cooperatesWith", "Tsinghua University")
    path = tiny / "partners.txt"
    path.write_text("Huawei is located in Shenzhen.\n\nTsinghua University is located in Beijing.\n", encoding="utf-8")
    (told,) = conflicts(ig.build(tiny, out=kg.path))
    assert told.endswith("no longer finds anything in the documents that says so.")


def test_an_entity_is_found_again_by_its_name(kg: ig.KnowledgeGraph, tiny: Path):
    decide(kg, "rename", "Huawei", "HW Technologies")
    path = kg.path / NAME
    path.write_text(path.read_text(encoding="utf-8").replace("enterprise/huawei", "enterprise/old"), encoding="utf-8")
    graph = ig.build(tiny, out=kg.path)
    assert conflicts(graph) == []
    assert entity(graph, "HW Technologies") != ()


def test_the_same_documents_and_decisions_make_the_same_graph(kg: ig.KnowledgeGraph, tiny: Path, tmp_path: Path):
    decide(kg, "reject", "Huawei", "cooperatesWith", "Tsinghua University")
    decide(kg, "merge", "Tencent", "Sequoia Capital")
    decide(kg, "add", "DJI", "cooperatesWith", "Tencent")
    assert nq(rebuilt := kg.path) == nq(rebuilt)
    before = nq(kg.path)
    rebuild(kg.path)
    assert nq(kg.path) == before
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / NAME).write_bytes((kg.path / NAME).read_bytes())
    ig.build(tiny, out=tmp_path / "other")
    assert nq(tmp_path / "other") == before


def test_a_graph_without_its_records_is_not_rebuilt(kg: ig.KnowledgeGraph):
    next((kg.path / "records").iterdir()).unlink()
    with pytest.raises(GraphError, match=r"The record of '.*' is missing or of another version\. Build the graph"):
        rebuild(kg.path)


@pytest.mark.parametrize(
    ("kind", "terms", "said"),
    [
        ("reject", ("Huawei", "cooperatesWith", "DJI"), "The graph does not say 'Huawei cooperatesWith DJI'."),
        ("reject", ("Huawei", "cooperateWith", "DJI"), "Did you mean 'cooperatesWith'?"),
        ("reject", ("Huwaei", "cooperatesWith", "DJI"), "No entity of the graph is called 'Huwaei'. Did you mean"),
        ("reject", ("Shenzhen", "makerspaces", "1,644"), "Did you mean"),
        ("reject", ("no such statement",), "The graph does not say 'no such statement'."),
        ("reject", ("Huawei", "DJI"), "is about SUBJECT RELATION OBJECT"),
        ("add", ("Huawei", "locatedIn", "DJI"), "does not hold between 'Huawei' (inno:Enterprise) and 'DJI'"),
        ("add", ("Tsinghua University", "cooperatesWith", "Huawei"), "already. To confirm it, accept it."),
        ("merge", ("Huawei", "huawei"), "are one entity already"),
        ("split", ("Huawei", "Huawei"), "is what 'Huawei' itself is called"),
        ("split", ("Huawei", "HW"), "No place in the documents calls 'Huawei' 'HW'."),
        ("rename", ("Huawei", "Huawei"), "needs another name"),
        ("retype", ("Huawei", "Enterprize"), "Did you mean 'Enterprise'?"),
        ("undo", ("7",), "There is no decision 7 in force"),
        ("undo", ("x",), "takes a number"),
        ("judge", ("Huawei",), "'judge' is no kind of decision."),
    ],
)
def test_what_cannot_be_decided_is_refused_with_the_remedy(
    tiny_graph: ig.KnowledgeGraph, kind: str, terms: tuple[str, ...], said: str
):
    with pytest.raises((DecisionError, OntologyError)) as raised:
        decide(tiny_graph, kind, *terms)
    assert said in str(raised.value)
    assert not (tiny_graph.path / NAME).exists()


def test_a_decision_needs_a_reason_and_a_time_that_is_one(tiny_graph: ig.KnowledgeGraph):
    with pytest.raises(DecisionError, match="needs a reason"):
        tiny_graph.decide("rename", "Huawei", "HW", why=" ")
    with pytest.raises(DecisionError, match="'yesterday' is no time"):
        tiny_graph.decide("rename", "Huawei", "HW", why="so", when="yesterday")


LINE = f'1\t{WHEN}\tanna\trename\tA to B\tso\t{{"entity": "A <urn:a>", "name": "B"}}\n'


def test_a_line_is_read_as_it_is_written():
    file = parse_decisions(f"# heading\n\n{LINE}")
    (found,) = file.decisions
    assert found.line() == LINE
    assert found.span is not None
    assert file.text[found.span.begin : found.span.end] == "anna\trename\tA to B\tso"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (LINE.replace("\tso", ""), "Line 1 of decisions.txt cannot be applied: it has 6 columns, not 7"),
        (LINE.replace("rename", "name"), "'name' is no kind of decision"),
        (LINE.replace("T09", " 09"), "must begin with a number and a time"),
        (LINE.replace("}", ""), "its last column is no JSON"),
        (LINE.replace("entity", "thing"), "is a JSON object with entity, name"),
        (LINE + LINE, "Line 2 of decisions.txt cannot be applied: there is a decision 1 already"),
        (f'1\t{WHEN}\ta\tundo\t3\t\t{{"undoes": 3}}\n', "there is no decision 3 above to undo"),
    ],
)
def test_a_line_that_cannot_be_applied_is_refused_with_its_number(tmp_path: Path, line: str, said: str):
    (tmp_path / NAME).write_text(line, encoding="utf-8")
    with pytest.raises(GraphError) as raised:
        read_decisions(tmp_path)
    assert said in str(raised.value)
