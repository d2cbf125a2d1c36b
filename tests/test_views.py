from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import innograph as ig
from innograph.errors import QueryError
from innograph.views import Scene, Telling, make_scene, render_html

CORPUS = Path(__file__).parent.parent / "data" / "corpus"
BREAKING = "</script><img src=x onerror=alert(1)>"
AWKWARD = "<!-- <script> \u2028 ' \" {{ 7 * 7 }} &lt; //# sourceMappingURL=x.map"


@pytest.fixture(scope="module")
def scene(corpus_graph: ig.KnowledgeGraph) -> Scene:
    return make_scene(corpus_graph.store, corpus_graph.to_networkx())


@pytest.fixture(scope="module")
def page(scene: Scene) -> str:
    return render_html(scene, title="Shenzhen")


def hostile_scene() -> Scene:
    node = {"size": 9, "community": 1, "by": [1]}
    quote = {"quote": BREAKING, "where": BREAKING, "section": BREAKING}
    fact = {"sort": "relation", "text": BREAKING, "note": BREAKING, "ends": [0, 1], "quotes": [0]}
    tie = {"relation": BREAKING, "status": "planned", "confidence": 0.5, "start": None, "end": None}
    return Scene(
        nodes=[
            {**node, "id": 0, "name": BREAKING, "kind": "Place", "x": 0, "y": 0},
            {**node, "id": 1, "name": AWKWARD, "kind": BREAKING, "x": 90, "y": 50},
        ],
        edges=[{**tie, "id": 0, "from": 0, "to": 1, "fact": 0}],
        undrawn=[{"id": 2, "name": BREAKING, "kind": "Award", "community": None, "by": [0]}],
        telling=Telling([fact], [quote], {"0": [0], "1": [0]}),
        measures=["degree"],
        communities=[{"id": 1, "name": BREAKING, "count": 2}],
    )


def embedded(page: str) -> dict[str, Any]:
    """What the page gives its panel."""
    (shown,) = re.findall(r'<script type="application/json" id="told">(.*)</script>\n', page)
    data: dict[str, Any] = json.loads(shown)
    return data


def names(page: str) -> set[str]:
    """The entities that a page draws."""
    return {node["name"] for node in embedded(page)["nodes"]}


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
    facts, sentences = scene.telling.facts, scene.telling.sentences
    told = [(entity, facts[number]["sort"]) for entity, numbers in scene.telling.of.items() for number in numbers]
    for kind in ("Observation", "Challenge", "Strength", "Measure"):
        sort = "figure" if kind == "Observation" else kind.lower()
        known = asked(
            corpus_graph,
            f"""SELECT DISTINCT ?fact ?entity WHERE {{
              ?fact a inno:{kind} ; inno:about ?entity . ?phrase itsrdf:taIdentRef ?entity }}""",
        )
        assert len([one for one in told if one[1] == sort]) == len(known) > 0
    ends = [end for one, other, _ in corpus_graph.to_networkx().edges for end in {one, other}]
    assert len([one for one in told if one[1] == "relation"]) == len(ends)
    assert {entity for entity, _ in told} <= {str(entity["id"]) for entity in (*scene.nodes, *scene.undrawn)}
    assert len({json.dumps(sentence) for sentence in sentences}) == len(sentences)
    texts = {path.name: path.read_text(encoding="utf-8") for path in CORPUS.glob("*.md")}
    for fact in facts:
        assert fact["quotes"], fact
        for quote in (sentences[number] for number in fact["quotes"]):
            source, begin, end = re.fullmatch(r"(.+), characters (\d+)–(\d+)", quote["where"]).groups()
            assert " ".join(texts[source][int(begin) : int(end)].split()) == quote["quote"]


def test_every_edge_leads_to_the_fact_of_its_relation(scene: Scene):
    for edge in scene.edges:
        fact = scene.telling.facts[edge["fact"]]
        assert (fact["ends"], fact["text"]) == ([edge["from"], edge["to"]], edge["relation"])
        assert fact["note"].startswith(edge["status"])


def test_places_are_whole_numbers_that_leave_every_entity_its_own(scene: Scene):
    places = [(node["x"], node["y"]) for node in scene.nodes]
    assert len(set(places)) == len(places)
    assert all(isinstance(number, int) for place in places for number in place)


def test_communities_are_called_by_their_largest_members_the_largest_first(corpus_graph: ig.KnowledgeGraph):
    graph = corpus_graph.to_networkx()
    hub = max(sorted(graph), key=lambda node: len({*graph.pred[node], *graph.succ[node]} - {node}))
    scene = make_scene(corpus_graph.store, graph, communities={node: int(node == hub) for node in graph})
    assert [part["id"] for part in scene.communities] == [0, 1]
    assert [part["count"] for part in scene.communities] == [len(scene.nodes) - 1, 1]
    assert scene.communities[1]["name"] == graph.nodes[hub]["label"]
    assert len(scene.communities[0]["name"].split(", ")) == 3


def test_entities_carry_what_was_measured_of_them(corpus_graph: ig.KnowledgeGraph):
    graph = corpus_graph.to_networkx()
    node = min(graph)
    scene = make_scene(corpus_graph.store, graph, measures={"weight": {node: 1 / 3}})
    assert scene.measures == ["degree", "weight", "mentions"]
    told = {
        entity["id"]: dict(zip(scene.measures, entity["by"], strict=True)) for entity in scene.nodes + scene.undrawn
    }
    assert told[0]["weight"] == 0.333333
    assert {values["weight"] for number, values in told.items() if number} == {0}
    assert told[0]["mentions"] == graph.nodes[node]["mentions"]


def test_a_page_asks_no_host_for_anything(page: str):
    tags = re.findall(r"<(?:script|link|img|iframe|source|object|embed)\b[^>]*>", re.sub(r'"<script>"', "", page))
    assert tags
    assert set(tags) == {"<script>", '<script type="text/javascript">', '<script type="application/json" id="told">'}
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
    assert data["title"] == data["undrawn"][0]["name"] == data["facts"][0]["text"] == BREAKING
    assert [node["name"] for node in data["nodes"]] == [BREAKING, AWKWARD]


def test_the_same_graph_gives_the_same_page_byte_for_byte(corpus_graph: ig.KnowledgeGraph, tmp_path: Path):
    first = corpus_graph.view(tmp_path / "one.html", title="Shenzhen")
    assert ig.open_graph(corpus_graph.path).view(title="Shenzhen") == first
    assert (tmp_path / "one.html").read_bytes() == first.encode("utf-8")


def test_a_graph_of_nothing_gives_a_page(tmp_path: Path):
    (tmp_path / "nothing.txt").write_text("Nothing happened.\n", encoding="utf-8")
    graph = ig.build(tmp_path / "nothing.txt", out=tmp_path / "kg")
    shown = embedded(graph.view(title="Nothing"))
    assert (shown["nodes"], shown["edges"], shown["undrawn"], shown["classes"]) == ([], [], [], [])


def test_relations_below_the_least_confidence_are_left_out(corpus_graph: ig.KnowledgeGraph):
    sure = embedded(corpus_graph.view(min_confidence=0.7))
    assert sure["edges"]
    assert min(edge["confidence"] for edge in sure["edges"]) >= 0.7
    assert len(sure["edges"]) < len(embedded(corpus_graph.view())["edges"])


@pytest.mark.parametrize("hops", [0, 1, 2])
def test_a_focus_shows_an_entity_and_what_is_so_many_hops_away(corpus_graph: ig.KnowledgeGraph, hops: int):
    graph = corpus_graph.to_networkx()
    focus = next(node for node, label in graph.nodes(data="label") if label == "Nanshan District")
    near = nx.ego_graph(graph.to_undirected(), focus, radius=hops)
    page = corpus_graph.view(focus="nanshan district", hops=hops)
    assert names(page) == {label for _, label in near.nodes(data="label")}
    assert embedded(page)["undrawn"] == []


def test_a_query_of_entities_shows_them_and_the_relations_between_them(corpus_graph: ig.KnowledgeGraph):
    query = "SELECT ?name ?one WHERE { ?one a inno:University ; skos:prefLabel ?name }"
    wanted = {name for name, _ in asked(corpus_graph, query)}
    shown = embedded(corpus_graph.view(query=query))
    assert {node["name"] for node in shown["nodes"]} == wanted != set()
    assert {node["kind"] for node in shown["nodes"]} == {"University"}


def test_a_query_of_triples_shows_these_relations_only(corpus_graph: ig.KnowledgeGraph):
    query = "CONSTRUCT { ?one inno:locatedIn ?place } WHERE { ?one inno:locatedIn ?place . ?one a inno:Enterprise }"
    shown = embedded(corpus_graph.view(query=query))
    named = {node["id"]: node["name"] for node in shown["nodes"]}
    pairs = asked(
        corpus_graph,
        """SELECT ?a ?b WHERE { ?one inno:locatedIn ?place . ?one a inno:Enterprise ; skos:prefLabel ?a .
          ?place skos:prefLabel ?b }""",
    )
    assert {edge["relation"] for edge in shown["edges"]} == {"locatedIn"}
    assert {(named[edge["from"]], named[edge["to"]]) for edge in shown["edges"]} == set(pairs)


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"focus": "Nowhere at all"}, "Nothing in the graph is called 'Nowhere at all'"),
        ({"query": "SELECT ?label WHERE { ?e skos:prefLabel ?label } LIMIT 2"}, "Select a variable"),
        ({"query": "SELECT"}, "does not parse"),
        (
            {"query": "SELECT ?e { ?e a inno:University }", "focus": "Shenzhen"},
            "'Shenzhen' is no entity among the",
        ),
    ],
)
def test_a_wrong_choice_is_told(corpus_graph: ig.KnowledgeGraph, choice: dict[str, str], told: str):
    with pytest.raises(QueryError, match=re.escape(told)):
        corpus_graph.view(**choice)
