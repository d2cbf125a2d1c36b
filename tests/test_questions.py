from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store
from rdflib.plugins.sparql import prepareQuery

import innograph as ig
from innograph.dataset import ontology_quads
from innograph.errors import QueryError
from innograph.query import Cell, ask, fill_question, questions, run_query

COMPETENCY = Path(__file__).parent / "competency"
each_question = pytest.mark.parametrize("name", questions())
each_parameter = pytest.mark.parametrize(
    ("name", "parameter", "default"), [(q.name, p.name, p.default) for q in questions().values() for p in q.parameters]
)

# Questions that the corpus need not answer, and why; the graph of held.ttl answers them.
MAY_BE_EMPTY = {
    "audit-findings": "the figures of the sample documents agree",
    "contradicting-statements": "the sample documents do not contradict each other",
    "missed-targets": "the sample documents tell of no target that was missed",
}


@pytest.fixture(scope="module")
def held() -> Store:
    """A graph by hand of what the corpus does not hold."""
    store = Store()
    store.extend(ontology_quads())
    store.load(path=COMPETENCY / "held.ttl", format=RdfFormat.TURTLE)
    return store


def test_there_are_questions():
    assert len(questions()) >= 40


@each_question
def test_a_question_says_what_it_asks_in_two_languages(name: str):
    question = questions()[name]
    assert question.title.endswith("?")
    assert question.title_zh.endswith("？")
    assert question.description.endswith(".")
    assert all(parameter.about for parameter in question.parameters)


@each_question
def test_a_question_is_standard_sparql_and_declares_its_prefixes(name: str):
    sparql = questions()[name].sparql
    Store().query(sparql)
    prepareQuery(sparql)
    bare = re.sub(r"<[^>\s]*>|\"[^\"]*\"|#.*", "", sparql)
    used = set(re.findall(r"([a-z]+):\w", bare))
    assert used == set(re.findall(r"^PREFIX (\w+):", sparql, re.MULTILINE))


@each_question
def test_a_question_orders_its_rows_and_leaves_graphs_apart(name: str):
    sparql = questions()[name].sparql
    assert re.search(r"^\} ORDER BY .+\n\Z", sparql, re.MULTILINE)
    assert set(re.findall(r"GRAPH (\S+)", sparql)) <= {"<https://w3id.org/innograph/graph/ontology>"}
    assert "FROM" not in sparql


@each_parameter
def test_a_parameter_takes_any_value_of_its_kind(name: str, parameter: str, default: str):
    value = 'a "b" \\ {c} } # parameter: d' if default.startswith('"') else "0.75"
    filled = fill_question(name, {parameter: value})
    assert filled != questions()[name].sparql
    assert run_query(Store(), filled).rows == ()


@each_question
def test_a_question_has_an_answer_in_the_corpus(name: str, corpus_graph: ig.KnowledgeGraph):
    answer = corpus_graph.ask(name)
    assert len(answer) > 0 or name in MAY_BE_EMPTY
    assert answer == corpus_graph.ask(name)
    quotes = [at for at, column in enumerate(answer.columns) if column.endswith("quote")]
    if len(answer) > 0 and quotes:
        assert any(row[at] for row in answer for at in quotes)
    kept = COMPETENCY / f"{name}.csv"
    if kept.exists():
        rows, confidences = parted(answer.to_csv())
        assert (rows, pytest.approx(confidences, abs=0.05)) == parted(kept.read_bytes().decode("utf-8"))


def parted(table: str) -> tuple[list[list[str]], list[float]]:
    """The rows of a table in order of their words, their confidences apart.

    Confidences differ a little from one kind of processor to another, and so does the order that they make.
    """
    head, *rows = csv.reader(io.StringIO(table))
    rated = [at for at, column in enumerate(head) if column in ("confidence", "least", "mean", "greatest")]
    words = [at for at in range(len(head)) if at not in rated]
    ordered = sorted(rows, key=lambda row: [row[at] for at in words])
    return [head, *([row[at] for at in words] for row in ordered)], [
        float(row[at] or 0) for row in ordered for at in rated
    ]


@pytest.mark.parametrize(
    ("name", "given", "columns", "rows"),
    [
        (
            "audit-findings",
            {"only": "contradiction"},
            "severity about value expected because document",
            [("contradiction", "Shenzhen", 44, 54, "34 in 2018 and 20 more", "plan.md")],
        ),
        ("audit-findings", {"only": "doubt"}, "severity", []),
        (
            "contradicting-statements",
            {"word": "several measures"},
            "severity because document",
            [
                ("contradiction", "'Shenzhen issues Several Measures' is stated and denied", "review.md"),
                ("contradiction", "'Shenzhen issues Several Measures' is stated and denied", "review.md"),
            ],
        ),
        (
            "targets-and-levels",
            {},
            "target due level time when difference",
            [
                (50, "2020", 30, "2018", "before its time", -20),
                (50, "2020", 34, "2018", "before its time", -16),
                (50, "2020", 44, "2021", "at its time or later", -6),
                (50, "2020", 45, "2021", "at its time or later", -5),
            ],
        ),
        (
            "missed-targets",
            {},
            "target due level year difference level_document",
            [(50, "2020", 44, "2021", -6, "review.md"), (50, "2020", 45, "2021", -5, "plan.md")],
        ),
        (
            "disagreements",
            {"min_documents": "2"},
            "measured time value other_value document other_document",
            [("laboratories", "2021", 44, 45, "review.md", "plan.md")],
        ),
        (
            "indicators",
            {},
            "measured family figures documents first last",
            [("laboratories", "innovation platforms and carriers", 5, 2, "2018", "2021")],
        ),
        (
            "policies-of-a-place",
            {},
            "number year instrument who status document",
            [
                ("Shenfa [2016] No. 7", "2016", "innovation vouchers", "Shenzhen", "planned", "plan.md"),
                ("Shenfa [2016] No. 7", "2016", "innovation vouchers", "Shenzhen", "stated", "review.md"),
            ],
        ),
        (
            "not-done",
            {},
            "status relation object document",
            [
                ("denied", "issues", "Several Measures", "review.md"),
                ("planned", "operates", "Vouchers", "plan.md"),
            ],
        ),
        (
            "what-policies-lack",
            {},
            "name type lacks mentions document",
            [("Several Measures", "policy", "target", 1, "plan.md"), ("Vouchers", "programme", "target", 1, "plan.md")],
        ),
        ("funding", {}, "giver receiver amount unit", [("Shenzhen", "Vouchers", 2000000, "CNY")]),
        (
            "challenges-by-area",
            {},
            "area by challenges with_measure without_measure",
            [("research careers", "policy area", 1, 1, 0), ("Schools", "heading", 1, 0, 1)],
        ),
        (
            "measures-by-area",
            {"min_measures": "1"},
            "area by measures planned proposed",
            [("research careers", "policy area", 1, 1, 0)],
        ),
        (
            "names-of-an-entity",
            {"word": "shum"},
            "entity name because",
            [
                ("Shenzhen", "Shenzhen", "'Shum Chun' is an older name"),
                ("Shenzhen", "Shum Chun", "'Shum Chun' is an older name"),
            ],
        ),
    ],
)
def test_a_question_answers_what_the_corpus_does_not_hold(
    held: Store, name: str, given: dict[str, str], columns: str, rows: list[tuple[Cell, ...]]
):
    answer = ask(held, name, given)
    kept = [answer.columns.index(column) for column in columns.split()]
    assert [tuple(row[at] for at in kept) for row in answer] == rows


def test_what_may_be_empty_on_the_corpus_is_answered_elsewhere(held: Store):
    assert [name for name in MAY_BE_EMPTY if not len(ask(held, name))] == []


def test_every_kept_answer_is_of_a_question():
    assert {path.stem for path in COMPETENCY.glob("*.csv")} <= set(questions())


def test_a_name_is_matched_by_label_or_alias_in_any_case(corpus_graph: ig.KnowledgeGraph):
    for alias in ("nanshan district", "NANSHAN"):
        assert corpus_graph.ask("actors-of-a-place", place=alias) == corpus_graph.ask("actors-of-a-place")
    assert len(corpus_graph.ask("actors-of-a-place", place="nowhere")) == 0


def test_a_higher_confidence_leaves_fewer_relations(corpus_graph: ig.KnowledgeGraph):
    every = corpus_graph.ask("awards")
    column = every.columns.index("confidence")
    sure = corpus_graph.ask("awards", min_confidence=0.7)
    assert sure.rows == tuple(row for row in every if float(row[column] or 0) >= 0.7)


def test_a_word_narrows_the_answer(corpus_graph: ig.KnowledgeGraph):
    named = [str(row[0]) for row in corpus_graph.ask("events", word="INNOVATION")]
    assert named
    assert all("innovation" in name.lower() for name in named)
    assert len(named) < len(corpus_graph.ask("events"))


def test_places_compare_by_what_two_of_them_have(corpus_graph: ig.KnowledgeGraph):
    answer = corpus_graph.ask("indicator-across-places")
    places: dict[tuple[object, ...], set[object]] = {}
    for measured, kind, unit, place, *_ in answer:
        places.setdefault((measured, kind, unit), set()).add(place)
    assert all(len(found) > 1 for found in places.values())


def test_an_unknown_question_is_named_with_the_nearest_one():
    with pytest.raises(QueryError) as raised:
        fill_question("platform", {})
    assert str(raised.value) == (
        "There is no question 'platform'. Did you mean 'platforms'? "
        f"`innograph questions` lists all {len(questions())}."
    )


@pytest.mark.parametrize(
    ("name", "wrong", "told"),
    [
        ("platforms", "words", "Did you mean 'word'? It has: word, min_confidence."),
        ("ranks", "year", "It has: place."),
    ],
)
def test_an_unknown_parameter_is_named_with_those_there_are(name: str, wrong: str, told: str):
    with pytest.raises(QueryError) as raised:
        fill_question(name, {wrong: "x"})
    assert str(raised.value) == f"Question {name!r} has no parameter {wrong!r}. {told}"


@pytest.mark.parametrize("value", ["high", "", "1,5"])
def test_a_number_that_is_none_is_named_with_what_is_wanted(value: str):
    with pytest.raises(QueryError) as raised:
        fill_question("platforms", {"min_confidence": value})
    assert str(raised.value) == (
        f"Parameter 'min_confidence' is {value!r}; it must be a number "
        "(the least confidence of a relation, from 0 to 1)."
    )


@pytest.mark.parametrize("value", ["nan", "inf", "1_0", "１"])
def test_a_number_is_one_that_sparql_can_write(value: str):
    with pytest.raises(QueryError, match="must be a number"):
        fill_question("platforms", {"min_confidence": value})
