from __future__ import annotations

import csv
import io
import json

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

import innograph as ig
from innograph.errors import QueryError
from innograph.namespaces import DECISIONS_GRAPH, INFERRED_GRAPH, ONTOLOGY_GRAPH
from innograph.query import Table, run_query


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    made.update(
        """PREFIX inno: <https://w3id.org/innograph/ontology#>
        INSERT DATA { inno:a inno:value 7, 0.5 , "x"@en , <urn:b> . inno:a inno:place _:node }"""
    )
    return made


def test_a_select_has_columns_and_rows(store: Store):
    table = run_query(store, "SELECT ?v ?none WHERE { inno:a inno:value ?v } ORDER BY STR(?v)")
    assert table.columns == ("v", "none")
    assert list(table) == [(0.5, None), (7, None), ("urn:b", None), ("x", None)]
    assert len(table) == 4


def test_an_ask_is_yes_or_no(store: Store):
    assert run_query(store, "ASK { inno:a inno:value 7 }").rows == (("yes",),)
    assert run_query(store, "ASK { inno:a inno:value 8 }").rows == (("no",),)


@pytest.mark.parametrize("form", ["CONSTRUCT { ?s inno:knows ?v } WHERE", "DESCRIBE ?s WHERE"])
def test_a_construct_and_a_describe_are_triples(store: Store, form: str):
    table = run_query(store, f"{form} {{ ?s inno:value ?v }}")
    assert table.columns == ("subject", "predicate", "object")
    assert {row[0] for row in table} == {"inno:a"}
    assert len(rdflib.Graph().parse(data=table.turtle, format="turtle")) == len(table) > 0


def test_prefixes_may_be_declared_or_not(store: Store):
    query = "SELECT ?v WHERE { inno:a inno:value ?v }"
    declared = "prefix inno: <https://w3id.org/innograph/ontology#>\n" + query
    assert sorted(map(str, run_query(store, declared))) == sorted(map(str, run_query(store, query)))


def test_a_query_that_does_not_parse_is_told_where_in_the_users_own_lines(store: Store):
    with pytest.raises(
        QueryError, match=r"^The query does not parse: error at 2:\d+: .* prefixes known: inno, unit"
    ) as raised:
        run_query(store, "SELECT ?v WHERE {\n  oops }")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "update", ["INSERT DATA { <urn:a> <urn:b> <urn:c> }", "DELETE WHERE { ?s ?p ?o }", "CLEAR ALL", ""]
)
def test_what_is_no_query_is_refused_and_changes_nothing(store: Store, update: str):
    before = len(store)
    with pytest.raises(QueryError):
        run_query(store, update)
    assert len(store) == before


def test_a_service_that_cannot_be_reached_is_a_query_error(store: Store):
    with pytest.raises(QueryError):
        run_query(store, "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")


def test_a_great_integer_keeps_its_figures(store: Store):
    assert run_query(store, "SELECT (9007199254740993 AS ?n) WHERE {}").rows == ((9007199254740993,),)


CELLS = (
    st.none()
    | st.integers(-(10**9), 10**9)
    | st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12)
)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_csv_and_json_hold_every_cell(rows: list[tuple[str | int | None, ...]]):
    table = Table(("one", "other"), tuple(rows))
    read = list(csv.reader(io.StringIO(table.to_csv(), newline="")))
    assert read == [["one", "other"], *(["" if cell is None else str(cell) for cell in row] for row in rows)]
    assert [tuple(row.values()) for row in json.loads(table.to_json())] == rows


def test_a_table_is_a_data_frame_and_a_page(store: Store):
    table = Table(("name", "n"), (("a<b", 1), ("c", None)))
    frame = table.to_pandas()
    assert list(frame.columns) == ["name", "n"]
    assert list(frame["name"]) == ["a<b", "c"]
    assert "<td>a&lt;b</td><td>1</td>" in table._repr_html_()


def test_a_notebook_shows_the_first_rows_of_a_long_table_and_says_so():
    shown = Table(("n",), tuple((number,) for number in range(1500)))._repr_html_()
    assert "<td>59</td>" in shown
    assert "<td>60</td>" not in shown
    assert "the first 60 of 1,500 rows" in shown


def test_a_notebook_shows_triples_as_turtle(tiny_graph: ig.KnowledgeGraph):
    made = tiny_graph.query("CONSTRUCT { ?x a inno:Actor } WHERE { ?x a inno:University }")
    assert made._repr_html_().startswith("<pre>")
    assert "inno:Actor" in made._repr_html_()


def test_a_graph_answers_queries(tiny_graph: ig.KnowledgeGraph):
    table = tiny_graph.query("SELECT ?label WHERE { ?x a inno:University ; skos:prefLabel ?label }")
    assert table.rows == (("Tsinghua University",),)


@pytest.fixture(scope="module")
def reasoned() -> Store:
    """A graph that asserts one thing, infers another, and has an ontology and a decision."""
    made = Store()
    made.update(
        f"""PREFIX inno: <https://w3id.org/innograph/ontology#>
        INSERT DATA {{ inno:a inno:value 1 GRAPH <{INFERRED_GRAPH}> {{ inno:a inno:value 2 }}
          GRAPH <{ONTOLOGY_GRAPH}> {{ inno:a inno:value 3 }} GRAPH <{DECISIONS_GRAPH}> {{ inno:a inno:value 4 }} }}"""
    )
    return made


def values(store: Store, clauses: str = "", pattern: str = "?a inno:value ?v", **options: bool) -> list[object]:
    """What values a query finds."""
    declared = "PREFIX g: <https://w3id.org/innograph/graph/> PREFIX my-g: <https://w3id.org/innograph/graph/> "
    declared += "PREFIX : <https://w3id.org/innograph/graph/> "
    return [
        v for (v,) in run_query(store, f"{declared}SELECT ?v {clauses} WHERE {{ {pattern} }} ORDER BY ?v", **options)
    ]


def test_a_query_takes_in_what_follows_where_that_is_wanted_and_nothing_else(reasoned: Store):
    assert values(reasoned) == values(reasoned, inferred=False) == [1]
    assert values(reasoned, inferred=True) == [1, 2]


@pytest.mark.parametrize("inferred", [True, False])
def test_named_graphs_are_asked_as_they_are(reasoned: Store, inferred: bool):
    assert values(reasoned, pattern="GRAPH g:ontology { ?a inno:value ?v }", inferred=inferred) == [3]
    assert values(reasoned, pattern="GRAPH g:inferred { ?a inno:value ?v }", inferred=inferred) == [2]
    assert values(reasoned, pattern="GRAPH ?g { ?a inno:value ?v }", inferred=inferred) == [2, 3, 4]


@pytest.mark.parametrize("inferred", [True, False])
@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        ("FROM g:ontology", [3]),
        (f"FROM <{ONTOLOGY_GRAPH}>", [3]),
        (f"from\n  <{ONTOLOGY_GRAPH}> FROM g:decisions", [3, 4]),
        ("FROM NAMED g:ontology", []),
    ],
)
def test_from_clauses_win_over_what_is_wanted(reasoned: Store, clauses: str, expected: list[int], inferred: bool):
    assert values(reasoned, clauses, inferred=inferred) == expected


@pytest.mark.parametrize(
    "clauses",
    [
        f"FROM<{ONTOLOGY_GRAPH}>",
        "FROM my-g:ontology",
        "FROM :ontology",
        "FROM # the ontology\n  g:ontology",
        f"FROM NAMED<{ONTOLOGY_GRAPH}>",
    ],
)
def test_from_clauses_win_however_they_are_written(reasoned: Store, clauses: str):
    assert values(reasoned, clauses, inferred=True) == values(reasoned, clauses, inferred=False)


@pytest.mark.parametrize("more", ['FILTER("from a: b" != "")', "# taken from org: the vocabulary\n"])
def test_the_word_from_elsewhere_is_no_clause(reasoned: Store, more: str):
    assert values(reasoned, pattern=f"?a inno:value ?v {more}", inferred=True) == [1, 2]


def test_each_form_of_query_takes_in_what_follows(reasoned: Store):
    ask, construct = "ASK { ?a inno:value 2 }", "CONSTRUCT { ?a inno:unit ?v } WHERE { ?a inno:value ?v }"
    assert [run_query(reasoned, ask, inferred=wanted).rows for wanted in (True, False)] == [(("yes",),), (("no",),)]
    assert [len(run_query(reasoned, construct, inferred=wanted)) for wanted in (True, False)] == [2, 1]
    assert [len(run_query(reasoned, "DESCRIBE inno:a", inferred=wanted)) for wanted in (True, False)] == [2, 1]
