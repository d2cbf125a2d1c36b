from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from innograph.errors import OntologyError
from innograph.namespaces import OWL, RDF
from innograph.reason import infer, rules
from innograph.reason.closures import saturate
from innograph.reason.rules import draw_rules, read_templates, unnamed
from reason.examples import CLASHES, EXAMPLES, Example, each_example, triples, written

# Tables 4 to 9 of section 4.3 of the recommendation, in their order.
TABLES = """
    eq-ref eq-sym eq-trans eq-rep-s eq-rep-p eq-rep-o eq-diff1 eq-diff2 eq-diff3
    prp-ap prp-dom prp-rng prp-fp prp-ifp prp-irp prp-symp prp-asyp prp-trp prp-spo1 prp-spo2 prp-eqp1 prp-eqp2
    prp-pdw prp-adp prp-inv1 prp-inv2 prp-key prp-npa1 prp-npa2
    cls-thing cls-nothing1 cls-nothing2 cls-int1 cls-int2 cls-uni cls-com cls-svf1 cls-svf2 cls-avf cls-hv1 cls-hv2
    cls-maxc1 cls-maxc2 cls-maxqc1 cls-maxqc2 cls-maxqc3 cls-maxqc4 cls-oo
    cax-sco cax-eqc1 cax-eqc2 cax-dw cax-adc
    dt-type1 dt-type2 dt-eq dt-diff dt-not-type
    scm-cls scm-sco scm-eqc1 scm-eqc2 scm-op scm-dp scm-spo scm-eqp1 scm-eqp2 scm-dom1 scm-dom2 scm-rng1 scm-rng2
    scm-hv scm-svf1 scm-svf2 scm-avf1 scm-avf2 scm-int scm-uni
    """.split()
LEFT_OUT = """
    eq-ref prp-ap cls-thing cls-nothing1 dt-type1 dt-type2 dt-eq dt-diff dt-not-type scm-cls scm-op scm-dp
    """.split()
each_clash = pytest.mark.parametrize("example", CLASHES, ids=str)


def follow(rule: str, quads: list[Quad]) -> set[tuple[str, str, str]]:
    """What follows from quads by one rule alone, but for what is related to itself."""
    ontology, store = Store(), Store()
    ontology.extend(unnamed(quad for quad in quads if quad.graph_name != DefaultGraph()))
    store.extend(unnamed(quads))
    drawn = draw_rules(ontology, [template for template in read_templates() if template.name == rule])
    return {written(quad) for quad in saturate(store, drawn) if quad.subject != quad.object}


def without_one(quads: list[Quad]) -> list[list[Quad]]:
    """The quads without one of them, for each that is no link of a list."""
    links = (RDF + "first", RDF + "rest")
    return [[q for q in quads if q != quad] for quad in quads if quad.predicate.value not in links]


def test_the_table_has_every_rule_in_order_but_those_left_out():
    assert [template.name for template in read_templates()] == [name for name in TABLES if name not in LEFT_OUT]


def test_the_head_of_the_table_names_what_is_left_out(ontology_folder: Path):
    head = (ontology_folder / "rules.toml").read_text(encoding="utf-8").split("[[rule]]")[0]
    assert [name for name in LEFT_OUT if name not in head and f"{name.split('-')[0]}-*" not in head] == []


def test_every_rule_has_an_example():
    assert {example.rule for example in (*EXAMPLES, *CLASHES)} == {template.name for template in read_templates()}


@each_example
def test_a_rule_alone_gives_its_conclusion_and_no_more(example: Example):
    assert follow(example.rule, example.quads()) == triples(example.follows)


@each_example
def test_a_rule_needs_all_that_it_asks_for(example: Example):
    expected = triples(example.follows)
    assert expected <= follow(example.rule, example.quads())
    rests = without_one(example.quads())
    assert [rest for rest in rests if expected <= follow(example.rule, rest)] == []


@each_example
def test_what_a_rule_gives_is_among_the_inferences(example: Example):
    inference = infer(example.quads())
    assert triples(example.follows) <= {written(quad) for quad in inference.quads}
    assert inference.contradictions == ()


@each_clash
def test_what_cannot_be_is_told_with_the_triples_that_meet(example: Example):
    contradictions = infer(example.quads()).contradictions
    assert {found.rule for found in contradictions} == {example.rule}
    (told,) = [found for found in contradictions if found.what == example.said]
    assert set(told.triples) == triples(example.given)


@each_clash
def test_nothing_is_told_where_a_part_of_the_clash_is_missing(example: Example):
    assert [rest for rest in without_one(example.quads()) if infer(rest).contradictions] == []


def test_the_steps_of_a_chain_stand_in_the_order_of_its_list_whatever_its_nodes_are_called():
    for number in range(12):
        nodes = [f"<urn:node:{place * 12 + number}>" for place in range(3)]
        cells = zip(nodes, ("urn:q", "urn:r", "urn:s"), [*nodes[1:], f"<{RDF}nil>"], strict=True)
        said = f"<urn:p> <{OWL}propertyChainAxiom> {nodes[0]} ."
        said += "".join(f"{node} <{RDF}first> <{member}> ; <{RDF}rest> {rest} ." for node, member, rest in cells)
        ontology = Store()
        ontology.extend(Quad(t.subject, t.predicate, t.object) for t in parse(said, RdfFormat.TURTLE))
        (rule,) = draw_rules(ontology, [template for template in read_templates() if template.name == "prp-spo2"])
        assert [step[1] for step in rule.premises] == ["<urn:q>", "<urn:r>", "<urn:s>"], nodes


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("[[rule]", r"^rules\.toml cannot be read: .* Correct it\.$"),
        ("", r"^rules\.toml cannot be read: 'rule'\. Correct it\.$"),
        (
            '[[rule]]\nname = "mine"\nif = "?x a ?c"',
            r"^Rule 'mine' of rules\.toml needs `then` or `clash`, one of them\.",
        ),
        (
            '[[rule]]\nname = "mine"\nthen = "?x a ?c"\nclash = "?x"',
            r"^Rule 'mine' of rules\.toml needs `then` or `clash`",
        ),
    ],
)
def test_a_table_that_cannot_be_read_is_named_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, told: str
):
    (tmp_path / "rules.toml").write_text(table, encoding="utf-8")
    monkeypatch.setattr(rules, "ontology_folder", lambda: tmp_path)
    with pytest.raises(OntologyError, match=told) as raised:
        read_templates.__wrapped__()
    assert re.search(r"Correct it\.$", str(raised.value))


def test_a_table_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rules, "ontology_folder", lambda: tmp_path)
    with pytest.raises(OntologyError, match=r"^rules\.toml cannot be read: .*No such file"):
        read_templates.__wrapped__()
