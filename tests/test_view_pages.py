"""The view as its reader has it: in a browser, with mouse and keys."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import CHROMIUM, Browser
from test_views import AWKWARD, BREAKING, hostile_scene

import innograph as ig
from innograph.views import Scene, make_scene, render_html

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed to open the page with"),
]
SHOWN = "return network.body.nodeIndices;"
NAME = "Nanshan District"


@pytest.fixture(scope="module")
def scene(corpus_graph: ig.KnowledgeGraph) -> Scene:
    graph = corpus_graph.to_networkx()
    parts = {node: number % 3 for number, node in enumerate(sorted(graph))}
    weights = {node: float(number) for number, node in enumerate(sorted(graph))}
    return make_scene(corpus_graph.store, graph, measures={"weight": weights}, communities=parts)


@pytest.fixture(scope="module")
def file(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "graph.html"
    file.write_text(render_html(scene, title="Shenzhen"), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("browser")) as started:
        yield started


@pytest.fixture
def browser(started: Browser, file: Path) -> Iterator[Browser]:
    """The page just opened; after each test it must have logged no error and asked for nothing but itself."""
    started.prefer()
    started.errors.clear()
    started.requests.clear()
    started.open(file)
    started.run("")
    yield started
    assert started.errors == []
    assert [address for address in started.requests if not address.startswith("blob:")] == [file.as_uri()]


def number_of(scene: Scene, name: str) -> int:
    (number,) = (node["id"] for node in scene.nodes if node["name"] == name)
    return number


def text(browser: Browser, selector: str) -> str:
    shown: str = browser.run(f"return document.querySelector('{selector}').textContent;")
    return shown


def saved(browser: Browser, name: str) -> Path:
    path = browser.downloads / name
    for _ in range(200):
        if path.exists() and path.stat().st_size:
            return path
        time.sleep(0.05)
    raise AssertionError(f"{name} was not saved.")


def test_a_search_leads_to_the_entity_and_its_facts_with_quotes(browser: Browser, scene: Scene):
    browser.press("/")
    browser.type(NAME.lower())
    assert "found" in text(browser, "#found")
    browser.press("Enter")
    number = number_of(scene, NAME)
    assert text(browser, "#name") == NAME
    assert browser.run("return network.getSelectedNodes();") == [number]
    assert browser.run("return document.querySelectorAll('.fact').length;") == len(scene.telling.of[str(number)])
    first = scene.telling.facts[scene.telling.of[str(number)][0]]["quotes"][0]
    assert text(browser, ".fact blockquote") == scene.telling.sentences[first]["quote"]


def test_a_click_tells_of_the_entity_and_dims_what_is_not_its_neighbour(browser: Browser, scene: Scene):
    number = number_of(scene, NAME)
    x, y = browser.run(
        f"""const at = network.canvasToDOM(network.getPosition({number}));
        const box = document.getElementById("mynetwork").getBoundingClientRect();
        return [box.x + at.x, box.y + at.y];"""
    )
    browser.click_at(x, y)
    browser.run("await new Promise((done) => setTimeout(done, 500));")
    assert text(browser, "#name") == NAME
    bright = "return network.body.nodeIndices.filter((id) => network.body.nodes[id].options.opacity === 1);"
    ties = [edge for edge in scene.edges if number in (edge["from"], edge["to"])]
    assert set(browser.run(bright)) == {end for edge in ties for end in (edge["from"], edge["to"])}
    browser.click("#list .link")
    assert text(browser, "#name") != NAME
    browser.press("Escape")
    assert browser.run("return document.getElementById('facts').hidden;")
    assert set(browser.run(bright)) == {node["id"] for node in scene.nodes}


def test_a_click_on_a_line_tells_the_sentence_of_its_relation(browser: Browser, scene: Scene):
    place = """const at = network.getPositions(%s), [one, other] = Object.values(at);
        const middle = { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 }, on = network.canvasToDOM(middle);
        const box = document.getElementById("mynetwork").getBoundingClientRect();
        const meets = (id) => network.body.edges[id].isOverlappingWith({ left: middle.x, top: middle.y });
        return [network.getNodeAt(on), network.body.edgeIndices.filter(meets), box.x + on.x, box.y + on.y];"""
    for edge in scene.edges:
        node, found, x, y = browser.run(place % [edge["from"], edge["to"]])
        if node is None and found == [edge["id"]]:
            break
    browser.click_at(x, y)
    browser.run("await new Promise((done) => setTimeout(done, 500));")
    assert text(browser, "#name") == edge["relation"]
    quote = scene.telling.sentences[scene.telling.facts[edge["fact"]]["quotes"][0]]
    assert text(browser, ".fact blockquote") == quote["quote"]
    assert quote["where"] in text(browser, ".fact blockquote + small")


def test_filters_hide_classes_relations_years_and_the_unsure(browser: Browser, scene: Scene):
    browser.click("#classes input[name='Place']")
    places = {node["id"] for node in scene.nodes if node["kind"] == "Place"}
    assert not places & set(browser.run(SHOWN))
    assert " of " in text(browser, "#summary")
    browser.click("#classes input[name='Place']")
    assert len(browser.run(SHOWN)) == len(scene.nodes)

    browser.run("for (const part of document.querySelectorAll('details')) part.open = true;")
    browser.click("#relations .switch")
    assert browser.run(SHOWN) == []
    browser.click("#relations input[name='locatedIn']")
    located = [edge for edge in scene.edges if edge["relation"] == "locatedIn"]
    assert set(browser.run(SHOWN)) == {end for edge in located for end in (edge["from"], edge["to"])}
    browser.click("#relations .switch")
    browser.click("#relations .switch")

    browser.click("#since")
    browser.type("2015")
    browser.click("#undated")
    dated = [edge for edge in scene.edges if edge["start"] or edge["end"]]
    late = [edge for edge in dated if edge["end"] is None or edge["end"] >= 2015]
    assert set(browser.run(SHOWN)) == {end for edge in late for end in (edge["from"], edge["to"])} != set()
    browser.click("#undated")
    browser.run("const box = document.getElementById('since'); box.value = ''; box.dispatchEvent(new Event('input'));")
    browser.run("const box = document.getElementById('least'); box.value = 0.8; box.dispatchEvent(new Event('input'));")
    sure = [edge for edge in scene.edges if edge["confidence"] >= 0.8]
    assert set(browser.run(SHOWN)) == {end for edge in sure for end in (edge["from"], edge["to"])} != set()


def test_the_neighbourhood_alone_can_be_shown(browser: Browser, scene: Scene):
    browser.press("/")
    browser.type(NAME)
    browser.press("Enter")
    browser.run("const box = document.getElementById('steps'); box.value = 1; box.dispatchEvent(new Event('change'));")
    number = number_of(scene, NAME)
    ties = [edge for edge in scene.edges if number in (edge["from"], edge["to"])]
    assert set(browser.run(SHOWN)) == {end for edge in ties for end in (edge["from"], edge["to"])}
    browser.press("Escape")
    assert len(browser.run(SHOWN)) == len(scene.nodes)


def test_colours_and_sizes_follow_the_switches(browser: Browser, scene: Scene):
    drawn = "return nodes.get().map((node) => [node.id, node.group, node.size]);"
    before = browser.run(drawn)
    switch = "const box = document.getElementById('%s'); box.value = '%s'; box.dispatchEvent(new Event('change'));"
    browser.run(switch % ("colour", "community"))
    assert {number: group for number, group, _ in browser.run(drawn)} == {
        node["id"]: f"k{node['community']}" for node in scene.nodes
    }
    assert browser.run("return document.getElementById('parts').open;")
    browser.run(switch % ("size", "weight"))
    sizes = {number: size for number, _, size in browser.run(drawn)}
    assert sorted(sizes, key=lambda number: (sizes[number], number)) == sorted(sizes)
    browser.run(switch % ("colour", "class"))
    browser.run(switch % ("size", "degree"))
    assert browser.run(drawn) == before


def test_tables_can_be_sorted_and_lead_to_the_facts(browser: Browser, scene: Scene):
    browser.click("#tab-entities")
    column = "return [...document.querySelectorAll('tbody tr')].map((row) => row.cells[%d].textContent);"
    assert len(browser.run(column % 0)) == len(scene.nodes) + len(scene.undrawn)
    browser.click("th:nth-child(4) button")
    degrees = [int(cell) for cell in browser.run(column % 3)]
    assert degrees == sorted(degrees, reverse=True)
    assert browser.run("return document.querySelector('th:nth-child(4)').ariaSort;") == "descending"
    assert browser.run("return document.activeElement.closest('th')?.cellIndex;") == 3
    browser.press("Enter")
    assert [int(cell) for cell in browser.run(column % 3)] == sorted(degrees)
    name = browser.run(column % 0)[0]
    browser.click("tbody .link")
    assert text(browser, "#name") == name
    browser.click("#tab-facts")
    told = [fact for fact in scene.telling.facts if fact["sort"] != "relation"]
    assert text(browser, "tbody tr td:nth-child(5)") in {sentence["quote"] for sentence in scene.telling.sentences}
    about = sum(not scene.telling.facts[number].get("ends") for of in scene.telling.of.values() for number in of)
    assert len(browser.run(column % 0)) == min(500, about) <= len(told)


def test_what_is_seen_is_saved_as_picture_and_table(browser: Browser, scene: Scene):
    browser.click("#classes input[name='Place']")
    browser.click("#png")
    picture = saved(browser, "Shenzhen-graph.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    browser.click("#csv")
    places = {node["id"] for node in scene.nodes if node["kind"] == "Place"}
    with saved(browser, "Shenzhen-relations.csv").open(encoding="utf-8-sig", newline="") as shown:
        rows = list(csv.DictReader(shown))
    left = [edge for edge in scene.edges if not {edge["from"], edge["to"]} & places]
    known = {node["id"]: node["name"] for node in scene.nodes}
    assert [(row["subject"], row["relation"], row["object"]) for row in rows] == [
        (known[edge["from"]], edge["relation"], known[edge["to"]]) for edge in left
    ]
    quotes = {sentence["quote"] for sentence in scene.telling.sentences}
    assert all(row["quote"] in quotes or " … " in row["quote"] for row in rows)
    browser.click("#tab-entities")
    browser.click("#csv")
    with saved(browser, "Shenzhen-entities.csv").open(encoding="utf-8-sig", newline="") as shown:
        classes = {row["class"] for row in csv.DictReader(shown)}
    assert "Place" not in classes
    assert "Enterprise" in classes


def test_the_page_works_with_keys_alone(browser: Browser, scene: Scene):
    browser.press("Tab")
    assert browser.run("return document.activeElement.id;") == "tab-graph"
    browser.press("ArrowRight")
    assert browser.run("return document.activeElement.id;") == "tab-entities"
    assert browser.run("return document.querySelectorAll('tbody tr').length;") > 0
    browser.press("ArrowLeft")
    browser.press("Tab")
    assert browser.run("return document.activeElement.id;") == "mynetwork"
    browser.press("ArrowRight")
    first = browser.run("return network.getSelectedNodes()[0];")
    browser.press("ArrowRight")
    second = browser.run("return network.getSelectedNodes()[0];")
    at = {node["id"]: node["x"] for node in scene.nodes}
    assert at[second] > at[first]
    before = browser.run("return network.getScale();")
    browser.press("+")
    assert browser.run("return network.getScale();") > before
    browser.press("Enter")
    assert text(browser, "#name") == next(node["name"] for node in scene.nodes if node["id"] == second)
    assert browser.run("return document.activeElement.id;") == "facts"
    browser.press("Tab")
    assert browser.run("return document.activeElement.id;") == "close"
    browser.press("Escape")
    reached = set()
    for _ in range(60):
        browser.press("Tab")
        reached.add(browser.run("return document.activeElement.id || document.activeElement.className;"))
    assert {"search", "colour", "size", "png", "csv", "paper"} <= reached


def test_names_do_not_cover_each_other_at_first_sight(browser: Browser):
    covered = browser.run(
        """const drawn = [], canvas = document.querySelector("#mynetwork canvas"), pen = canvas.getContext("2d");
        const draw = pen.fillText.bind(pen);
        pen.fillText = (text, x, y) => {
          const wide = pen.measureText(text).width, high = parseFloat(pen.font);
          drawn.push([x - wide / 2, y, x + wide / 2, y + high]);
          draw(text, x, y);
        };
        network.redraw();
        await new Promise((done) => setTimeout(done, 100));
        const cover = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
        const isCovered = (one, at) => drawn.slice(at + 1).some((other) => cover(one, other));
        return [drawn.length, drawn.filter(isCovered).length];"""
    )
    assert covered[0] > 20
    assert covered[1] == 0


def test_it_is_light_or_dark_as_the_reader_likes_and_prints_light(browser: Browser, tmp_path: Path):
    paper = "return getComputedStyle(document.body).backgroundColor;"
    light = browser.run(paper)
    browser.prefer(dark=True)
    dark = browser.run(paper)
    assert dark != light == "rgb(255, 255, 255)"
    browser.click("#paper")
    assert browser.run(paper) == light
    browser.print(tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


def test_names_from_documents_are_shown_as_text(started: Browser, tmp_path: Path):
    file = tmp_path / "hostile.html"
    file.write_text(render_html(hostile_scene(), title=BREAKING), encoding="utf-8")
    started.errors.clear()
    started.requests.clear()
    started.open(file)
    started.press("/")
    started.type("img")
    started.press("Enter")
    assert text(started, "#name") == BREAKING
    assert AWKWARD in text(started, ".fact p")
    for tab in ("entities", "relations", "facts"):
        started.click(f"#tab-{tab}")
    started.run(
        "const box = document.getElementById('colour'); box.value = 'community';box.dispatchEvent(new Event('change'));"
    )
    assert started.run("return document.querySelectorAll('img').length;") == 0
    assert started.errors == []
    assert started.requests == [file.as_uri()]
