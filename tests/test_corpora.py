"""The sample documents are what their READMEs say, and a reader finds in the graph of the second what it tells."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import innograph as ig

DATA = Path(__file__).parent.parent / "data"
CORPORA = [DATA / "corpus", DATA / "singapore"]
DOCUMENTS = sorted(path for corpus in CORPORA for path in corpus.glob("[0-9]*.md"))


@pytest.fixture(params=CORPORA, ids=lambda path: path.name)
def corpus(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_a_readme_lists_each_document_with_its_place_and_date(corpus: Path):
    readme = (corpus / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[(.+?)\]\((.+?)\) \| .+ \| (.+?) \| (.+?) \|$", readme, re.MULTILINE)
    documents = sorted(path for path in corpus.iterdir() if path.name != "README.md")
    told = [(path.name, front_matter(path)) for path in documents]
    assert rows == [(name, name, front["place"], str(front["date"])) for name, front in told]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_document_names_its_source_and_is_of_a_few_pages(path: Path):
    front = front_matter(path)
    assert set(front) == {"title", "place", "date", "source"}
    assert front["source"].startswith("Written for innograph from")
    body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    assert body.lstrip().startswith(f"# {front['title']}\n")
    assert 300 < len(body.split()) < 1500


def front_matter(path: Path) -> dict[str, str]:
    return yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])


@pytest.mark.slow
def test_the_graph_of_singapore_is_sound(singapore_graph: ig.KnowledgeGraph):
    assert singapore_graph.verify().faults == ()
    assert singapore_graph.validate().violations == ()
    counts = singapore_graph.manifest.counts
    assert counts["findings"] == 0
    assert counts["checked"] == counts["agreeing"] > 0


@pytest.mark.slow
def test_a_table_of_years_is_a_series(singapore_graph: ig.KnowledgeGraph):
    rows = singapore_graph.query("""
        SELECT ?start ?value WHERE {
          ?figure inno:about/skos:prefLabel "Singapore"@en ; inno:indicator/skos:prefLabel ?indicator ;
            inno:kind inno:Level ; inno:unit unit:SGD ; inno:start ?start ; inno:value ?value .
          FILTER(LCASE(STR(?indicator)) = "gross expenditure on r&d") } ORDER BY ?start""")
    years = dict(rows)
    table = {
        "2006": 5.01,
        "2007": 6.34,
        "2008": 7.13,
        "2009": 6.04,
        "2010": 6.49,
        "2011": 7.45,
        "2012": 7.24,
        "2014": 8.5,
    }
    assert {year: years.get(year) for year in table} == {year: round(value * 1e9) for year, value in table.items()}


@pytest.mark.slow
def test_each_plan_has_its_budget_and_its_years(singapore_graph: ig.KnowledgeGraph):
    rows = singapore_graph.query("""
        SELECT ?start ?end ?value WHERE {
          ?figure inno:about ?plan ; inno:indicator/skos:prefLabel ?indicator ; inno:unit unit:SGD ;
            inno:start ?start ; inno:end ?end ; inno:value ?value .
          ?plan a ?class . VALUES ?class { inno:Policy inno:Programme } FILTER(LCASE(STR(?indicator)) = "budget") }
        ORDER BY ?start""")
    plans = {(start, end, round(value / 1e9, 1)) for start, end, value in rows if start != end}
    assert plans == {
        ("1991", "1995", 2),
        ("1996", "2000", 4),
        ("2001", "2005", 6),
        ("2006", "2010", 13.5),
        ("2011", "2015", 16.1),
        ("2016", "2020", 19),
        ("2021", "2025", 25),
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("who", "what"),
    [
        ("Massachusetts Institute of Technology", "Singapore-MIT Alliance for Research and Technology"),
        ("Nanyang Technological University", "Nanofilm-NTU Corporate Laboratory"),
        ("Keppel Corporation", "Keppel-NUS Corporate Laboratory"),
        ("Duke University", "Duke-NUS Medical School"),
        ("JTC Corporation", "JTC LaunchPad"),
    ],
)
def test_who_set_up_what_is_found(who: str, what: str, singapore_graph: ig.KnowledgeGraph):
    asked = f'ASK {{ ?who skos:prefLabel "{who}"@en ; inno:establishes ?what . ?what skos:prefLabel "{what}"@en }}'
    assert singapore_graph.query(asked).rows == (("yes",),)
