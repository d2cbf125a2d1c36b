from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import innograph as ig
from innograph.views import Scene, make_scene, render_html

CORPUS = Path(__file__).parent.parent / "data" / "corpus"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
BREAKING = "</script><img src=x onerror=alert(1)>"
AWKWARD = "<!-- <script> \u2028 ' \" {{ 7 * 7 }} &lt; //# sourceMappingURL=x.map"


@pytest.fixture(scope="module")
def scene(corpus_graph: ig.KnowledgeGraph) -> Scene:
    return make_scene(corpus_graph.store, corpus_graph.to_networkx())


@pytest.fixture(scope="module")
def page(scene: Scene) -> str:
    return render_html(scene, title="Shenzhen")


def hostile_scene() -> Scene:
    quote = {"quote": BREAKING, "where": BREAKING, "section": BREAKING}
    fact = {"sort": "relation", "text": BREAKING, "note": BREAKING, "quotes": [quote]}
    return Scene(
        nodes=[
            {"id": 0, "name": BREAKING, "kind": "Place", "size": 9, "x": 0, "y": 0},
            {"id": 1, "name": AWKWARD, "kind": BREAKING, "size": 9, "x": 90, "y": 50},
        ],
        edges=[{"id": 0, "from": 0, "to": 1, "relation": BREAKING, "dashes": True}],
        facts={"0": [fact]},
        undrawn=[{"id": 2, "name": BREAKING, "kind": "Award"}],
    )


def embedded(page: str) -> dict[str, Any]:
    """What the page gives its panel."""
    (shown,) = re.findall(r"<script>const innograph = (.*);\n", page)
    data: dict[str, Any] = json.loads(shown)
    return data


def asked(graph: ig.KnowledgeGraph, sparql: str) -> list[tuple[Any, ...]]:
    return list(graph.query(sparql))


def test_every_entity_with_a_relation_is_drawn_and_the_rest_can_be_found(scene: Scene, corpus_graph: ig.KnowledgeGraph):
    tied = asked(
        corpus_graph,
        """SELECT DISTINCT ?name WHERE {
          { ?claim rdf:subject ?entity ; rdf:object ?other } UNION { ?claim rdf:object ?entity ; rdf:subject ?other }
          ?claim a rdf:Statement ; inno:status ?status . ?entity skos:prefLabel ?name
          FILTER(?entity != ?other && ?status != inno:Denied) }""",
    )
    assert {node["name"] for node in scene.nodes} == {name for (name,) in tied}
    assert len(scene.nodes) + len(scene.undrawn) == len(corpus_graph.to_networkx())
    assert not {node["id"] for node in scene.nodes} & {entity["id"] for entity in scene.undrawn}
    assert {end for edge in scene.edges for end in (edge["from"], edge["to"])} == {node["id"] for node in scene.nodes}


def test_every_fact_stands_with_its_entity_and_is_quoted(scene: Scene, corpus_graph: ig.KnowledgeGraph):
    told = [(entity, fact["sort"]) for entity, facts in scene.facts.items() for fact in facts]
    for kind in ("Observation", "Challenge", "Strength", "Measure"):
        sort = "figure" if kind == "Observation" else kind.lower()
        facts = asked(
            corpus_graph,
            f"""SELECT DISTINCT ?fact ?entity WHERE {{
              ?fact a inno:{kind} ; inno:about ?entity . ?phrase itsrdf:taIdentRef ?entity }}""",
        )
        assert len([one for one in told if one[1] == sort]) == len(facts) > 0
    ends = [end for one, other, _ in corpus_graph.to_networkx().edges for end in {one, other}]
    assert len([one for one in told if one[1] == "relation"]) == len(ends)
    known = {str(entity["id"]) for entity in (*scene.nodes, *scene.undrawn)}
    assert {entity for entity, _ in told} <= known
    texts = {path.name: path.read_text(encoding="utf-8") for path in CORPUS.glob("*.md")}
    for fact in (fact for facts in scene.facts.values() for fact in facts):
        assert fact["quotes"], fact
        for quote in fact["quotes"]:
            source, begin, end = re.fullmatch(r"(.+), characters (\d+)–(\d+)", quote["where"]).groups()
            assert " ".join(texts[source][int(begin) : int(end)].split()) == quote["quote"]


def test_places_are_whole_numbers_that_leave_every_entity_its_own(scene: Scene):
    places = [(node["x"], node["y"]) for node in scene.nodes]
    assert len(set(places)) == len(places)
    assert all(isinstance(number, int) for place in places for number in place)


def test_a_page_asks_no_host_for_anything(page: str):
    tags = re.findall(r"<(?:script|link|img|iframe|source|object|embed)\b[^>]*>", re.sub(r'"<script>"', "", page))
    assert tags
    assert set(tags) <= {"<script>", '<script type="text/javascript">'}
    assert "sourceMappingURL" not in page
    assert "@import" not in page
    assert "url(" not in page.partition("</style>")[0]
    assert "default-src 'none'" in page


def test_labels_that_would_end_the_script_are_escaped():
    page = render_html(hostile_scene(), title=BREAKING)
    assert "<img" not in page
    assert "<!--" not in page
    assert page.count("</script>") == page.count("\n<script") + page.count("<body>\n<script")
    data = embedded(page)
    assert data["title"] == data["undrawn"][0]["name"] == data["facts"]["0"][0]["text"] == BREAKING
    (nodes,) = re.findall(r"new vis\.DataSet\((\[.+\])\);", page)[:1]
    assert [node["name"] for node in json.loads(nodes)] == [BREAKING, AWKWARD]


def test_the_same_graph_gives_the_same_page_byte_for_byte(corpus_graph: ig.KnowledgeGraph, tmp_path: Path):
    first = corpus_graph.view(tmp_path / "one.html", title="Shenzhen")
    assert ig.open_graph(corpus_graph.path).view(title="Shenzhen") == first
    assert (tmp_path / "one.html").read_bytes() == first.encode("utf-8")


def test_a_graph_of_nothing_gives_a_page(tmp_path: Path):
    (tmp_path / "nothing.txt").write_text("Nothing happened.\n", encoding="utf-8")
    graph = ig.build(tmp_path / "nothing.txt", out=tmp_path / "kg")
    scene = make_scene(graph.store, graph.to_networkx())
    assert scene == Scene([], [], {}, [])
    assert embedded(graph.view(title="Nothing"))["classes"] == []


def test_relations_below_the_least_confidence_are_left_out(corpus_graph: ig.KnowledgeGraph):
    sure = make_scene(corpus_graph.store, corpus_graph.to_networkx(min_confidence=0.7))
    notes = [fact["note"] for facts in sure.facts.values() for fact in facts if fact["sort"] == "relation"]
    assert notes
    assert min(float(re.search(r"confidence ([\d.]+)", note)[1]) for note in notes) >= 0.7


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed to open the page with")
@pytest.mark.parametrize("hostile", [False, True])
def test_a_browser_draws_the_page_finds_an_entity_and_tells_its_facts(page: str, tmp_path: Path, hostile: bool):
    name = BREAKING if hostile else "Nanshan District"
    shown = render_html(hostile_scene(), title=name) if hostile else page
    watch = "<script>addEventListener('error', (event) => { document.title = 'error: ' + event.message; });</script>"
    act = """<script>
      const box = document.getElementById("search");
      box.value = %s;
      box.dispatchEvent(new Event("input"));
      box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
      document.body.dataset.drawn = document.querySelectorAll("#mynetwork canvas").length;
      document.body.dataset.focus = network.getSelectedNodes().map((id) => nodes.get(id).name).join();
    </script>"""
    act %= json.dumps(name).replace("<", "\\u003c")
    file = tmp_path / "graph.html"
    file.write_text(shown.replace("<head>", f"<head>{watch}", 1).replace("</html>", f"{act}</html>"), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom"]
    ran = subprocess.run([CHROMIUM, *flags, file.as_uri()], capture_output=True, text=True, timeout=60, check=True)
    body = ran.stdout.rpartition("<body")[2]
    escaped = name.replace("<", "&lt;").replace(">", "&gt;")
    assert "<title>error" not in ran.stdout
    assert 'data-drawn="1"' in body
    assert f'data-focus="{name}"' in body or f'data-focus="{escaped}"' in body
    assert f'<h2 id="name">{escaped}</h2>' in body
    assert re.search(r'<div class="fact"><p>.+?</p><small>.+?</small><blockquote>.+?</blockquote><small>.+?<', body)
    assert "<img" not in body.replace(f'data-focus="{name}"', "")
