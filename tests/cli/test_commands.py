from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

import innograph as ig
from innograph import cli
from innograph.query import questions

HEAVY = ("spacy", "rdflib", "pyoxigraph", "networkx", "pandas", "igraph", "pyvis", "ahocorasick_rs", "numpy")


@pytest.fixture(scope="module")
def kg(tiny_graph: ig.KnowledgeGraph) -> Path:
    return tiny_graph.path


def loaded(code: str) -> set[str]:
    """Which heavy libraries a program of its own loads."""
    told = f"{code}\nimport sys; print(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


HELP = """
import sys
from innograph.cli import main
sys.argv = ["innograph", "--help"]
try:
    main()
except SystemExit:
    pass
"""


@pytest.mark.parametrize("code", [HELP, "import innograph"], ids=["help", "import"])
def test_help_and_import_load_no_heavy_library(code: str):
    assert loaded(code) - {"pyoxigraph"} == set()


@pytest.mark.parametrize("code", [HELP, "import innograph"], ids=["help", "import"])
def test_help_and_import_load_no_store(code: str):
    assert "pyoxigraph" not in loaded(code)


def test_help_names_every_command(run):
    result = run("--help")
    assert result.status == 0
    assert all(name in result.out for name in cli.COMMANDS)


def test_the_version_is_the_packages(run):
    result = run("--version")
    assert (result.status, result.out) == (0, ig.__version__ + "\n")


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_has_help(run, name: str):
    result = run(name, "--help")
    assert result.status == 0
    assert "Usage: innograph " + name in result.out


def test_build_reports_and_builds_again_from_records(run, tiny: Path, tmp_path: Path):
    (tiny / "broken.md").write_bytes(b"\0")
    result = run("build", tiny, "-o", tmp_path / "kg")
    assert result.status == 0
    assert result.out.startswith("Read 3 documents, 1 not read in ")
    assert result.out.endswith(f"The graph is in {tmp_path / 'kg'}.\n")
    assert "Not read: " in result.err
    assert "broken.md' is binary" in result.err
    again = run("build", tiny, "-o", tmp_path / "kg")
    assert again.out.startswith("Read 0 documents, 3 unchanged, 1 not read in ")


def test_build_takes_settings_and_options(run, tiny: Path, tmp_path: Path):
    (tmp_path / "my.toml").write_text('base = "https://example.org/"\nplace = "Espoo"\n', encoding="utf-8")
    out = tmp_path / "kg"
    result = run("build", tiny / "partners.txt", "--out", out, "--settings", tmp_path / "my.toml", "--place", "Turku")
    assert result.status == 0
    assert result.out.startswith("Read 1 document in ")
    settings = ig.open_graph(out).manifest.settings
    assert (settings["base"], settings["place"]) == ("https://example.org/", "Turku")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("build", "NONE/none.md", "-o", "NEW"),
            "No document could be read. 'NONE/none.md' does not exist. Check the path.",
        ),
        (("build", "TINY", "-o", "TINY"), "'TINY' holds files that are no knowledge graph."),
        (("build", "TINY", "-o", "TINY/makers.md"), "'TINY/makers.md' is a file."),
        (("build", "BROKEN", "TINY", "-o", "NEW", "--strict"), "'BROKEN' is binary, not text."),
        (
            ("build", "TINY", "-o", "NEW", "--settings", "TINY/makers.md"),
            "Settings file 'TINY/makers.md' cannot be read",
        ),
        (
            ("build", "TINY", "-o", "NEW", "--settings", "WRONG"),
            "Setting 'plaice' does not exist. Did you mean 'place'?",
        ),
        (("build", "TINY", "-o", "NEW", "--model", "none_such"), "spaCy model 'none_such' is not installed."),
        (("info", "NONE"), "'NONE' is no folder. Build a graph there: innograph build SOURCE -o NONE"),
        (("info", "TINY"), "'TINY' holds no knowledge graph (graph.json is missing)."),
        (("verify", "NONE"), "'NONE' is no folder."),
        (("query", "NONE", "ASK {}"), "'NONE' is no folder."),
        (("query", "KG", "SELECT ?s WHERE { oops }"), "The query does not parse: error at 1:"),
        (("query", "KG", "NONE.rq"), "Query file 'NONE.rq' cannot be read: "),
        (("query", "KG", "ASK {}", "-f", "ttl"), "Format 'ttl' needs triples, and this query makes rows."),
        (("ask", "KG", "no-such-question"), "There is no question 'no-such-question'."),
        (
            ("ask", "KG", "cooperation", "--actr", "x"),
            "Question 'cooperation' has no parameter 'actr'. Did you mean 'actor'?",
        ),
        (("ask", "KG", "cooperation", "--actor"), "Parameter 'actor' has no value. Write --actor VALUE."),
        (("ask", "KG", "cooperation", "actor"), "'actor' is no parameter. Write parameters as --name value."),
        (("analyze", "NONE"), "'NONE' is no folder."),
        (("view", "NONE"), "'NONE' is no folder."),
        (("export", "NONE", "NEW.nq"), "'NONE' is no folder."),
        (("export", "KG", "NEW.xlsx"), "'NEW.xlsx' has the unknown suffix '.xlsx'."),
        (("export", "KG", "TINY/makers.md/x.nq"), "File 'TINY/makers.md/x.nq' cannot be written: "),
        (("view", "KG", "-o", "TINY"), "File 'TINY' cannot be written: "),
        (("view", "KG", "--focus", "Huawai"), "Nothing in the graph is called 'Huawai'. Did you mean 'Huawei'?"),
        (("view", "KG", "--query", "NONE.rq"), "Query file 'NONE.rq' cannot be read: "),
        (("view", "KG", "--place", "Nowhere"), "Place 'Nowhere' is not in the graph."),
        (("view", "KG", "--since", "soon"), "since is 'soon', no time."),
        (("report", "NONE"), "'NONE' is no folder."),
        (("report", "KG", "-o", "TINY"), "File 'TINY' cannot be written: "),
    ],
)
def test_what_a_user_can_do_wrong_is_one_line_and_status_2(
    run, kg: Path, tiny: Path, tmp_path: Path, words: tuple[str, ...], said: str
):
    (tmp_path / "broken.md").write_bytes(b"\0")
    (tmp_path / "wrong.toml").write_text('plaice = "x"\n', encoding="utf-8")
    paths = {
        "NONE": tmp_path / "none", "NEW": tmp_path / "new", "TINY": tiny, "BROKEN": tmp_path / "broken.md",
        "WRONG": tmp_path / "wrong.toml", "KG": kg,
    }  # fmt: skip

    def filled(text: str) -> str:
        for name, path in paths.items():
            text = text.replace(name, str(path))
        return text

    result = run(*map(filled, words))
    assert (result.status, result.out) == (2, "")
    (line,) = [line for line in result.err.splitlines() if line]
    assert line.startswith(f"innograph: {filled(said)}")


def test_an_error_of_a_build_is_one_line_and_no_more(run, tmp_path: Path):
    result = run("build", tmp_path / "none.md", "-o", tmp_path / "kg")
    assert result.err.count("\n") == 1


def test_a_query_that_does_not_parse_is_one_line_whatever_the_parser_says(run, kg: Path):
    result = run("query", kg, "SELECT ?s WHERE {")
    assert result.err.count("\n") == 1


def test_what_typer_finds_wrong_has_status_2_too(run, kg: Path):
    for words in (("build",), ("info", kg, "-f", "pdf"), ("analyze", kg, "--min-confidence", "7"), ("nonsense",)):
        result = run(*words)
        assert result.status == 2
        assert result.err


def test_info_names_documents_counts_and_classes(run, kg: Path, tiny_graph: ig.KnowledgeGraph):
    result = run("info", kg)
    assert result.status == 0
    for source, digest in tiny_graph.manifest.documents:
        assert f"{source}  (SHA-256 {digest[:12]}…)" in result.out
    assert tiny_graph.manifest.digest in result.out
    assert "inno:Enterprise" in result.out
    rows = json.loads(run("info", kg, "-f", "json").out)
    assert {"class": "inno:University", "entities": 1, "mentions": 1} in rows


def test_verify_says_that_all_is_well(run, kg: Path, tiny_graph: ig.KnowledgeGraph):
    result = run("verify", kg)
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith(f"{tiny_graph.verify().spans:,} spans read again: all match")


def test_verify_names_faults_and_has_status_1(run, tiny: Path, tmp_path: Path):
    ig.build(tiny / "partners.txt", out=tmp_path / "kg")
    (text,) = (tmp_path / "kg" / "texts").iterdir()
    text.write_text("X" + text.read_text(encoding="utf-8"), encoding="utf-8")
    result = run("verify", tmp_path / "kg")
    assert (result.status, result.out) == (1, "")
    assert f"{text.stem}: the kept text is not the text that was read" in result.err
    assert result.err.splitlines()[-1].endswith(" spans.")


QUERY = "SELECT ?label ?n WHERE { ?x a inno:University ; skos:prefLabel ?label BIND(10000.5 AS ?n) }"


def test_a_query_is_answered_in_each_format(run, kg: Path):
    assert list(csv.reader(io.StringIO(run("query", kg, QUERY, "-f", "csv").out))) == [
        ["label", "n"], ["Tsinghua University", "10000.5"],
    ]  # fmt: skip
    assert json.loads(run("query", kg, QUERY, "-f", "json").out) == [{"label": "Tsinghua University", "n": 10000.5}]
    shown = run("query", kg, QUERY).out
    assert "Tsinghua University" in shown
    assert "10,000.5" in shown
    assert "1 row" in shown


def test_triples_are_turtle(run, kg: Path):
    query = "CONSTRUCT { ?x skos:prefLabel ?label } WHERE { ?x a inno:University ; skos:prefLabel ?label }"
    graph = rdflib.Graph().parse(data=run("query", kg, query, "-f", "ttl").out, format="turtle")
    assert [str(label) for label in graph.objects()] == ["Tsinghua University"]
    empty = run("query", kg, query.replace("University", "Award"), "-f", "ttl")
    assert empty.status == 0
    assert len(rdflib.Graph().parse(data=empty.out, format="turtle")) == 0


def test_a_query_may_be_a_file(run, kg: Path, tmp_path: Path):
    (tmp_path / "q.rq").write_text(QUERY, encoding="utf-8")
    assert run("query", kg, tmp_path / "q.rq", "-f", "csv").out == run("query", kg, QUERY, "-f", "csv").out


def test_questions_are_listed_with_their_parameters(run):
    rows = json.loads(run("questions", "-f", "json").out)
    assert [row["question"] for row in rows] == [question.title for question in questions().values()]
    assert {"name", "question", "parameters"} == set(rows[0])
    assert next(iter(questions())) in run("questions").out


@pytest.mark.parametrize("words", [("--actor", "Huawei"), ("--actor=Huawei",), ("-f", "json", "--actor", "Huawei")])
def test_a_question_takes_its_parameters(run, kg: Path, words: tuple[str, ...]):
    result = run("ask", kg, "cooperation", *words, *(() if "-f" in words else ("--format", "json")))
    assert result.status == 0
    (row,) = json.loads(result.out)
    assert {row["one"], row["other"]} == {"Huawei", "Tsinghua University"}
    assert json.loads(run("ask", kg, "cooperation", "--actor", "Nobody", "-f", "json").out) == []


def test_analyze_shows_the_most_central(run, kg: Path):
    rows = list(csv.DictReader(io.StringIO(run("analyze", kg, "-f", "csv").out)))
    assert rows[0]["entity"] == "Shenzhen"
    assert {"rank", "betweenness", "pagerank", "iri"} <= set(rows[0])
    places = list(csv.DictReader(io.StringIO(run("analyze", kg, "--class", "Place", "--top", "1", "-f", "csv").out)))
    assert [row["class"] for row in places] == ["Place"]
    assert "Shenzhen" in run("analyze", kg, "centrality").out


def test_view_writes_a_page(run, kg: Path, tmp_path: Path):
    result = run("view", kg, "-o", tmp_path / "page.html", "--title", "My makers")
    assert (result.status, result.out) == (0, f"Wrote {tmp_path / 'page.html'}.\n")
    assert "My makers" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_view_shows_a_part(run, kg: Path, tmp_path: Path):
    query = tmp_path / "places.rq"
    query.write_text("SELECT ?place WHERE { ?place a/rdfs:subClassOf* inno:City }", encoding="utf-8")
    choices = (
        ("--focus", "Huawei"),
        ("--place", "Shenzhen"),
        ("--since", "2016", "--until", "2016"),
        ("--query", query),
    )
    pages = []
    for words in ((), *choices):
        assert run("view", kg, "-o", tmp_path / "page.html", *words).status == 0
        pages.append((tmp_path / "page.html").read_text(encoding="utf-8"))
    assert len(set(pages)) == len(pages)


def test_report_writes_a_page(run, kg: Path, tmp_path: Path):
    result = run("report", kg, "-o", tmp_path / "report.html", "--title", "My makers")
    assert (result.status, result.out) == (0, f"Wrote {tmp_path / 'report.html'}.\n")
    assert "<title>My makers</title>" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_export_writes_what_the_suffix_tells(run, kg: Path, tmp_path: Path):
    result = run("export", kg, tmp_path / "graph.ttl")
    assert (result.status, result.out) == (0, f"Wrote {tmp_path / 'graph.ttl'}.\n")
    assert len(rdflib.Graph().parse(tmp_path / "graph.ttl")) > 100
    assert run("export", kg, tmp_path / "tables").out.count("Wrote ") == 4


def test_the_command_is_installed():
    command = Path(sys.executable).with_name("innograph")
    done = subprocess.run([command, "info", "none"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == ("innograph: 'none' is no folder. Build a graph there: innograph build SOURCE -o none\n")
