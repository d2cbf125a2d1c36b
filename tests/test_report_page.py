"""The report on an ecosystem: one page whose every figure and finding leads to its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from browser import CHROMIUM, Browser
from files import write_files

import innograph as ig

CORPUS = Path(__file__).parent.parent / "data" / "corpus"
BREAKING = "<img src=x onerror=alert(1)>"
YEARBOOK = f"""In 2018 the total exports of Shenzhen were 180 billion yuan.

In 2019 the total exports of Shenzhen were 210 billion yuan.

In 2019 the total exports of Beijing were 150 billion yuan. In 2019 the total exports of Shanghai were 190 billion yuan.

The lack of {BREAKING} talent is a serious problem for Huawei.
"""
REVIEW = """In 2019 the high-tech exports of Shenzhen were 84 billion yuan.

High-tech exports of Shenzhen made up 65 percent of the total exports in 2019.
"""
NOTE = re.compile(r'href="#s(\d+)"')
SENTENCE = re.compile(r'<li id="s(\d+)"><q>(.*?)</q> <cite>(.*?), characters (\d+)–(\d+)(?: · .*?)?</cite></li>')


@pytest.fixture(scope="module")
def page(corpus_graph: ig.KnowledgeGraph) -> str:
    return corpus_graph.report(title="Shenzhen")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> ig.KnowledgeGraph:
    folder = write_files(tmp_path_factory.mktemp("small"), {"yearbook.txt": YEARBOOK, "review.txt": REVIEW})
    return ig.build(folder, out=folder / "kg")


def section(page: str, name: str) -> str:
    (found,) = re.findall(rf'<section id="{name}">.*?</section>', page, re.DOTALL)
    return str(found)


def cells(page: str, name: str) -> list[list[str]]:
    """The rows of the first table of a section, as text."""
    body = section(page, name).partition("<tbody>")[2].partition("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [[unescape(re.sub(r"<[^>]+>", "", c)) for c in re.findall(r"<td.*?>(.*?)</td>", row)] for row in rows]


def test_every_note_leads_to_a_sentence_that_stands_in_its_document(page: str):
    sentences = SENTENCE.findall(page)
    numbers = [int(number) for number, *_ in sentences]
    assert numbers == list(range(1, len(sentences) + 1))
    assert {int(number) for number in NOTE.findall(page)} == set(numbers) != set()
    for _, quote, document, begin, end in sentences:
        text = (CORPUS / unescape(document)).read_text(encoding="utf-8")
        assert " ".join(text[int(begin) : int(end)].split()) == unescape(quote)


def test_counts_are_those_of_the_graph(page: str, corpus_graph: ig.KnowledgeGraph):
    told = dict(re.findall(r"<dt>(\w+)</dt><dd>([\d,]+)</dd>", section(page, "glance")))
    counts = corpus_graph.manifest.counts
    assert told == {name: f"{counts[name]:,}" for name in told}
    assert {"documents", "entities", "relations", "observations", "challenges", "measures"} <= set(told)


def test_key_actors_have_ranks_with_intervals_and_sentences_that_name_them(page: str, corpus_graph: ig.KnowledgeGraph):
    rows = cells(page, "actors")
    table = corpus_graph.centrality()
    ranks = {row[3]: row for row in table}
    order = [ranks[row[2]][0] for row in rows]
    assert order == sorted(order)
    assert {row[3] for row in rows}.isdisjoint({"Place", "Policy", "Industry", "Technology"})
    assert all(re.fullmatch(r"\d+–\d+", row[1]) and row[-1].strip() for row in rows)
    assert section(page, "actors").count('class="span"') == len(rows)


def test_every_mark_of_a_chart_and_every_value_leads_to_a_sentence(small: ig.KnowledgeGraph):
    page = small.report()
    for name in ("time", "places"):
        charts = section(page, name)
        marks = len(re.findall(r'<(?:circle class="dot"|rect class="bar")', charts))
        assert marks == len(re.findall(r'<a href="#s\d+"><(?:circle|rect)', charts)) > 0
        assert marks == charts.count('class="note"')


def test_figures_of_one_thing_over_time_and_of_places_in_one_year_are_drawn(small: ig.KnowledgeGraph):
    page = small.report()
    over_time, places = (re.sub(r"<[^>]+>", "", section(page, name)) for name in ("time", "places"))
    assert "2018: 180,000,000,000" in over_time
    assert "2019: 210,000,000,000" in over_time
    assert re.search(r"Shenzhen: 210,000,000,000.*Shanghai: 190,000,000,000.*Beijing: 150,000,000,000", places)


def test_a_finding_of_the_audit_stands_with_its_reason_and_sentences(small: ig.KnowledgeGraph):
    found = unescape(section(small.report(), "audit"))
    assert "84 billion yuan of 210 billion yuan is 40 percent; the text says 65 percent" in found
    assert (
        "<blockquote>High-tech exports of Shenzhen made up 65 percent of the total exports in 2019.</blockquote>"
        in found
    )
    assert "<blockquote>In 2019 the total exports of Shenzhen were 210 billion yuan.</blockquote>" in found


def test_gaps_are_counted_as_coherence_counts_them(page: str, corpus_graph: ig.KnowledgeGraph):
    told = [cell for row in cells(page, "coherence") for cell in row[1:] if cell]
    assert sorted(told) == sorted(f"{row[2]} of {row[3]}" for row in corpus_graph.coherence())
    assert "innograph ask KG unaddressed-challenges" in page


def test_each_gap_that_is_counted_is_told_below_whatever_the_document_is_called(tmp_path: Path):
    plan = write_files(tmp_path, {"plan.txt": "More laboratories should be set up by 2025."})
    told = section(ig.build(plan, out=tmp_path / "kg").report(), "coherence")
    assert "1 of 1" in told
    assert "laboratories should be set up" in told.partition("Which measures name nobody")[2].partition("<h3")[0]


def test_what_documents_say_is_shown_as_text(small: ig.KnowledgeGraph):
    page = small.report(title=BREAKING)
    assert "<img" not in page
    assert "&lt;img" in page


def test_the_same_graph_gives_the_same_report_byte_for_byte(page: str, corpus_graph: ig.KnowledgeGraph, tmp_path: Path):
    assert ig.open_graph(corpus_graph.path).report(tmp_path / "report.html", title="Shenzhen") == page
    assert (tmp_path / "report.html").read_bytes() == page.encode("utf-8")


def test_a_report_has_no_script_and_names_no_host(page: str):
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "url(" not in page
    assert "default-src 'none'" in page


def test_a_graph_of_nothing_gives_a_report(tmp_path: Path):
    (tmp_path / "nothing.txt").write_text("Nothing happened.\n", encoding="utf-8")
    page = ig.build(tmp_path / "nothing.txt", out=tmp_path / "kg").report()
    assert "No relation of an actor is told." in page
    assert "nothing.txt" in section(page, "sources")


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    with Browser(tmp_path / "browser") as browser:
        yield browser


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed to open the page with")
def test_a_browser_shows_it_on_screens_of_any_size_and_paper(page: str, browser: Browser, tmp_path: Path):
    file = tmp_path / "report.html"
    file.write_text(page, encoding="utf-8")
    browser.open(file)
    wide = "return [document.documentElement.scrollWidth, innerWidth];"
    for width in (1280, 390):
        browser.resize(width, 800)
        assert browser.run(wide) == [width, width]
    paper = "return getComputedStyle(document.body).backgroundColor;"
    light = browser.run(paper)
    browser.prefer(dark=True)
    assert browser.run(paper) != light
    browser.prefer(dark=True, printed=True)
    assert browser.run(paper) == light
    browser.prefer()
    browser.click("#actors .note")
    number = browser.run("return location.hash.slice(2);")
    box = "const box = document.querySelector(':target').getBoundingClientRect(); return [box.top, box.bottom];"
    top, bottom = browser.run(box)
    assert number
    assert -1 <= top < bottom <= 801
    assert browser.errors == []
    assert set(browser.requests) == {file.as_uri()}
