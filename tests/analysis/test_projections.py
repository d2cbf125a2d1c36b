from __future__ import annotations

import networkx as nx
import pytest
from pyoxigraph import Store

import innograph as ig
from innograph.analysis import KINDS, to_networkx
from innograph.analysis.hierarchies import find_cores, read_classes
from innograph.analysis.modes import project
from innograph.errors import AnalysisError
from innograph.ontology import ENTITY_CLASSES, read_ontology

TOLD = {f"k{number:02}" for number in range(1, 16)} - {"k14"}


def pairs(graph: nx.Graph) -> set[tuple[str, str]]:
    """The edges by the short names of their ends, those without direction in alphabetical order."""
    ends = [(one.removeprefix("urn:"), other.removeprefix("urn:")) for one, other in graph.edges()]
    return set(ends) if graph.is_directed() else {(min(pair), max(pair)) for pair in ends}


def claims(graph: nx.Graph) -> set[str]:
    return {iri.removeprefix("urn:") for *_, data in graph.edges(data=True) for iri in data["evidence"]}


def names(graph: nx.Graph) -> set[str]:
    return {node.removeprefix("urn:") for node in graph}


def test_relations_are_the_claims_that_are_not_denied(ecosystem: Store):
    graph = to_networkx(ecosystem)
    assert isinstance(graph, nx.MultiDiGraph)
    assert len(graph) == 13
    assert "unnamed" not in names(graph)
    assert claims(graph) == TOLD
    assert graph.nodes["urn:lab"] == {
        "label": "Gene Lab", "type": "Laboratory", "core": "Platform", "sector": "none", "mentions": 1
    }  # fmt: skip
    assert graph.nodes["urn:bgi"]["sector"] == "industry"
    assert graph.nodes["urn:bgi"]["mentions"] == 5
    (edge,) = [data for *_, data in graph.edges(data=True) if data["claim"] == "urn:k02"]
    assert edge == {
        "relation": "cooperatesWith", "status": "planned", "weight": 0.5, "confidence": 0.5, "claim": "urn:k02",
        "evidence": ("urn:k02",), "documents": ("a.txt", "b.txt"), "start": "2014-03", "end": "2014-03",
    }  # fmt: skip


def test_actors_are_organisations_people_and_places_that_act(ecosystem: Store):
    graph = to_networkx(ecosystem, "actors")
    assert pairs(graph) == {("bgi", "sustech"), ("ma", "bgi"), ("shenzhen", "beijing")}
    assert graph.edges["urn:bgi", "urn:sustech"] == {
        "relations": ("cooperatesWith",), "weight": 1.25, "confidence": 0.75, "evidence": ("urn:k01", "urn:k02"),
        "documents": ("a.txt", "b.txt"), "start": "2012", "end": "2014-03",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "edges", "second"),
    [
        ("platforms", {("bgi", "lab"), ("lab", "sustech"), ("lab", "tsinghua")}, {"lab"}),
        ("events", {("fair", "shenzhen"), ("bgi", "fair")}, {"fair"}),
        ("policies", {("plan", "makers"), ("plan", "genomics"), ("peacock", "makers")}, {"makers", "genomics"}),
    ],
)
def test_two_mode_networks_tie_actors_to_what_they_share(ecosystem: Store, kind: str, edges: set, second: set):
    graph = to_networkx(ecosystem, kind)
    assert pairs(graph) == edges
    assert {node for node in names(graph) if graph.nodes[f"urn:{node}"]["bipartite"]} == second
    assert graph.is_directed() == (kind == "policies")


def test_actors_that_share_a_platform_are_tied_by_the_chance_that_both_have_part(ecosystem: Store):
    graph = to_networkx(ecosystem, "actors-by-platforms")
    assert pairs(graph) == {("bgi", "sustech"), ("bgi", "tsinghua"), ("sustech", "tsinghua")}
    edge = graph.edges["urn:bgi", "urn:tsinghua"]
    assert edge["weight"] == edge["confidence"] == pytest.approx(0.36)
    assert edge["shared"] == ("urn:lab",)
    assert edge["evidence"] == ("urn:k03", "urn:k05")
    assert edge["documents"] == ("a.txt", "b.txt")


@pytest.mark.parametrize(
    ("kind", "edges"),
    [("actors-by-events", {("bgi", "shenzhen")}), ("platforms-by-actors", set()), ("events-by-actors", set())],
)
def test_one_mode_networks_of_little(ecosystem: Store, kind: str, edges: set):
    assert pairs(to_networkx(ecosystem, kind)) == edges


def test_projecting_is_that_of_networkx(ecosystem: Store):
    two_mode = to_networkx(ecosystem, "platforms")
    for mode in (0, 1):
        chosen = [node for node, data in two_mode.nodes(data=True) if data["bipartite"] == mode]
        expected = nx.bipartite.weighted_projected_graph(two_mode, chosen)
        found = project(two_mode, mode)
        assert set(found) == set(expected)
        assert {frozenset(edge): len(found.edges[edge]["shared"]) for edge in found.edges} == {
            frozenset(edge): expected.edges[edge]["weight"] for edge in expected.edges
        }


def test_mentions_tie_what_a_sentence_names(ecosystem: Store):
    graph = to_networkx(ecosystem, "mentions")
    edge = graph.edges["urn:bgi", "urn:sustech"]
    assert edge["weight"] == 3
    assert edge["evidence"] == ("urn:doc/a#char=0,40", "urn:doc/a#char=41,80", "urn:doc/b#char=31,70")
    assert edge["documents"] == ("a.txt", "b.txt")
    assert graph.edges["urn:beijing", "urn:tsinghua"]["weight"] == 1
    assert not graph.has_edge("urn:bgi", "urn:beijing")
    assert not graph.has_edge("urn:bgi", "urn:bgi")
    assert graph.number_of_edges() == 15 + 15 + 1 + 3 - 2


def test_layers_hold_each_claim_once_and_the_mentions(ecosystem: Store):
    graph = to_networkx(ecosystem, "multilayer")
    layers = {
        data["claim"].removeprefix("urn:"): data["layer"] for *_, data in graph.edges(data=True) if "claim" in data
    }
    assert layers == {
        "k01": "actors", "k02": "actors", "k03": "platforms", "k04": "platforms", "k05": "platforms", "k06": "events",
        "k07": "events", "k08": "others", "k09": "policies", "k10": "policies", "k11": "policies", "k12": "places",
        "k13": "actors", "k15": "actors",
    }  # fmt: skip
    mentions = [data for *_, data in graph.edges(data=True) if data["layer"] == "mentions"]
    assert len(mentions) == to_networkx(ecosystem, "mentions").number_of_edges()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_what_its_edges_rest_on(ecosystem: Store, kind: str):
    graph = to_networkx(ecosystem, kind)
    assert graph.graph["kind"] == kind
    sources = graph.graph["sources"]
    for *_, data in graph.edges(data=True):
        assert data["evidence"]
        assert set(data["evidence"]) <= set(sources)
        assert set(data["documents"]) == {name for iri in data["evidence"] for name in sources[iri].documents}
        assert 0 < data["confidence"] <= 1
        assert data["weight"] > 0


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_store_is_an_empty_graph(kind: str):
    graph = to_networkx(Store(), kind)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (0, 0)


@pytest.mark.parametrize(
    ("choices", "left"),
    [
        ({"min_confidence": 0.75}, {"k01", "k03", "k08", "k09", "k12"}),
        ({"relations": ["targets"]}, {"k09", "k10", "k11"}),
        ({"relations": ["involvedWith"], "documents": ["b.txt"]}, {"k02"}),
        ({"classes": ["University", "Enterprise", "Platform"]}, {"k01", "k02", "k03", "k04", "k05"}),
        ({"classes": ["Actor"]}, {"k01", "k02", "k13"}),
        ({"since": 2013, "undated": False}, {"k02", "k07", "k08"}),
        ({"since": "2012-12", "until": "2014", "undated": False}, {"k01", "k02", "k07"}),
        ({"until": "2012-10", "undated": False}, {"k01"}),
        ({"since": "2014-04"}, TOLD - {"k01", "k02", "k06", "k07"}),
        ({"places": ["Beijing"]}, set()),
        ({"places": ["nanshan district"]}, {"k07", "k12", "k13"}),
        ({"places": ["SZ"]}, {"k01", "k02", "k03", "k04", "k06", "k07", "k08", "k09", "k10", "k12", "k13"}),
        ({"places": ["urn:shenzhen", "Beijing"], "relations": ["participatesIn"]}, {"k04", "k05", "k07"}),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_a_selection_leaves_the_claims_that_fit(ecosystem: Store, choices: dict, left: set[str]):
    assert claims(to_networkx(ecosystem, **choices)) == left


def test_a_document_chosen_counts_only_its_own(ecosystem: Store):
    graph = to_networkx(ecosystem, documents=["b.txt"])
    assert names(graph) == {"tsinghua", "beijing", "bgi", "sustech", "genomics"}
    assert graph.nodes["urn:bgi"]["mentions"] == 2
    assert {name for *_, data in graph.edges(data=True) for name in data["documents"]} == {"b.txt"}
    met = to_networkx(ecosystem, "mentions", documents=["b.txt"])
    assert met.edges["urn:bgi", "urn:sustech"]["weight"] == 1


def test_classes_choose_the_first_mode_only(ecosystem: Store):
    assert pairs(to_networkx(ecosystem, "platforms", classes=["University"])) == {
        ("lab", "sustech"),
        ("lab", "tsinghua"),
    }
    assert pairs(to_networkx(ecosystem, "policies", classes=["Programme"])) == {("peacock", "makers")}


def test_sentences_have_no_time(ecosystem: Store):
    assert to_networkx(ecosystem, "mentions", since=2012).number_of_edges() == 32
    assert to_networkx(ecosystem, "mentions", since=2012, undated=False).number_of_edges() == 0


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"kind": "actor"}, r"no kind of network 'actor'. Did you mean 'actors'\? Known: relations, actors, "),
        ({"places": ["Shenzen"]}, r"Place 'Shenzen' .* Did you mean 'Shenzhen'\? Known: Beijing, Nanshan District"),
        ({"places": ["BGI"]}, "Place 'BGI' is not in the graph"),
        ({"classes": ["Firm"]}, "Class 'Firm' is not in the ontology.* Known: Award, Enterprise"),
        ({"classes": ["Claim"]}, "Class 'Claim' is not in the ontology"),
        ({"relations": ["invests"]}, "'invests' .* mean 'investsIn'.* Known: affiliatedWith, cooperatesWith"),
        ({"documents": ["c.txt"]}, "Document 'c.txt' .* Known: a.txt, b.txt"),
        ({"since": "soon"}, "since is 'soon', no time. Give a year, a month or a day"),
        ({"until": "2012-13"}, "until is '2012-13', no time"),
        ({"since": 2013, "until": "2012-05"}, "ends .2012-05. before it begins .2013."),
        ({"min_confidence": 1.5}, "min_confidence is 1.5; it must be from 0 to 1"),
        ({"places": "Shenzhen"}, "places is 'Shenzhen', one word. Give a list"),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_what_does_not_exist_is_named_with_what_does(ecosystem: Store, choices: dict, message: str):
    with pytest.raises(AnalysisError, match=message):
        to_networkx(ecosystem, **choices)


def test_places_of_one_name_must_be_told_apart(ecosystem: Store):
    store = Store()
    store.extend(ecosystem)
    store.update(
        "PREFIX inno: <https://w3id.org/innograph/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
        "INSERT DATA { <urn:other> a inno:City ; skos:prefLabel 'Beijing'@en . "
        "<urn:doc/a#char=90,95> <http://www.w3.org/2005/11/its/rdf#taIdentRef> <urn:other> }"
    )
    with pytest.raises(AnalysisError, match=r"2 places are called 'beijing'. Say which: urn:beijing urn:other"):
        to_networkx(store, places=["beijing"])
    assert "tsinghua" in names(to_networkx(store, places=["urn:beijing"]))


def test_core_classes_are_those_of_the_guide(ecosystem: Store):
    ontology, cores = read_ontology(), find_cores(read_classes(ecosystem))
    entities = {name for name in ontology.classes if ontology.ancestors(name) & set(ENTITY_CLASSES)}
    assert {name: cores[name] for name in entities} == {name: ontology.core(name) for name in entities}


@pytest.mark.parametrize("kind", ["relations", "mentions"])
def test_evidence_leads_to_sentences(tiny_graph: ig.KnowledgeGraph, kind: str):
    edges = list(tiny_graph.to_networkx(kind).edges(data=True))
    assert edges
    path = "prov:wasDerivedFrom/nif:anchorOf" if kind == "relations" else "nif:anchorOf"
    for _, _, data in edges:
        for iri in data["evidence"]:
            assert len(tiny_graph.query(f"SELECT ?quote WHERE {{ <{iri}> {path} ?quote }}")) == 1
