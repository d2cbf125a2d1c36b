from __future__ import annotations

from pathlib import Path

import pytest
from confidences import without_confidences

import innograph as ig


@pytest.fixture(scope="module")
def kg(tiny_graph: ig.KnowledgeGraph) -> Path:
    return tiny_graph.path


def test_explain_prints_each_fact_with_its_sentence_rule_and_confidence(run, kg: Path):
    result = run("explain", kg, "Sequoia Capital")
    assert (result.status, result.err) == (0, "")
    assert without_confidences(result.out) == (
        "relation: Sequoia Capital invests in DJI, 2015 (stated, relation: investsIn 1, confidence ...)\n"
        "  more/funds.md 9-49: [Sequoia Capital] invested in [DJI] in 2015.\n\n"
        "1 fact.\n"
    )


def test_explain_prints_what_the_library_tells(run, kg: Path, tiny_graph: ig.KnowledgeGraph):
    accounts = tiny_graph.accounts("Shenzhen")
    out = run("explain", kg, "SHENZHEN").out
    assert out == "".join(f"{account}\n\n" for account in accounts) + f"{len(accounts)} facts.\n"


def test_an_entity_may_be_named_by_its_iri(run, kg: Path, tiny_graph: ig.KnowledgeGraph):
    ((iri,),) = tiny_graph.query('SELECT (STR(?e) AS ?iri) { ?e skos:prefLabel "DJI"@en }').rows
    assert run("explain", kg, iri).out == run("explain", kg, "DJI").out


@pytest.mark.parametrize(
    ("folder", "name", "said"),
    [
        ("KG", "Huawai", "Nothing in the graph is called 'Huawai'. Did you mean 'Huawei'?"),
        ("none", "Huawei", "'none' is no folder. Build a graph there: innograph build SOURCE -o none"),
    ],
)
def test_what_cannot_be_explained_is_one_line_and_status_2(run, kg: Path, folder: str, name: str, said: str):
    result = run("explain", kg if folder == "KG" else folder, name)
    assert (result.status, result.out, result.err) == (2, "", f"innograph: {said}\n")
