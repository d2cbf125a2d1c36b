"""Time projections, measures and intervals at several sizes, against plain NetworkX and bare igraph, in one run.

python benchmarks/analysis/run.py                   prints the tables
python benchmarks/analysis/run.py --write-readme    also writes them into the README beside this file
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
from pyoxigraph import RdfFormat, Store

from innograph.analysis import centrality, measures, rank_intervals, to_networkx
from innograph.dataset import ontology_quads
from innograph.namespaces import INNO, sparql_prefixes

HERE = Path(__file__).parent
BASE = "https://w3id.org/innograph/entity/enterprise/"
TIES = 4
# NetworkX takes minutes and more for these; a dash stands for what was not tried.
PLAIN = {"betweenness": 5_000, "closeness": 5_000, "constraint": 1_000, "eigenvector": 10_000}
ALL_PAIRS = {"betweenness": 10_000, "closeness": 10_000}
MEASURES: dict[str, tuple[Callable[[Any], Any], Callable[[nx.Graph], Any], Callable[[igraph.Graph], Any]]] = {
    "degree": (measures.degree, lambda g: dict(g.degree()), lambda g: g.degree()),
    "betweenness": (measures.betweenness, nx.betweenness_centrality, lambda g: g.betweenness()),
    "closeness": (measures.closeness, nx.closeness_centrality, lambda g: g.closeness(normalized=True)),
    "eigenvector": (
        measures.eigenvector,
        lambda g: nx.eigenvector_centrality(g, weight="weight", max_iter=1000, tol=1e-9),
        lambda g: g.eigenvector_centrality(weights="weight"),
    ),
    "pagerank": (
        measures.pagerank,
        lambda g: nx.pagerank(g, tol=1e-10, max_iter=1000),
        lambda g: g.pagerank(weights="weight"),
    ),
    "core_number": (measures.core_number, nx.core_number, lambda g: g.coreness()),
    "clustering": (measures.clustering, nx.clustering, lambda g: g.transitivity_local_undirected(mode="zero")),
    "constraint": (
        measures.constraint,
        lambda g: nx.constraint(g, weight="weight"),
        lambda g: g.constraint(weights="weight"),
    ),
}


def clock(task: Callable[[], Any], *, least: float = 0.5) -> float:
    """Seconds of the processor in the fastest of some turns: as many as fit into half a second, one at least."""
    fastest, begin = float("inf"), time.process_time()
    while True:
        start = time.process_time()
        task()
        fastest = min(fastest, time.process_time() - start)
        if time.process_time() - begin > least:
            return fastest


def make_network(size: int) -> tuple[nx.Graph, igraph.Graph]:
    """A network in which who has ties gets more (Barabási and Albert 1999), as NetworkX and as igraph."""
    igraph.set_random_number_generator(random.Random(size))
    bare = igraph.Graph.Barabasi(size, TIES)
    bare.simplify()
    draw = random.Random(1)
    bare.es["weight"] = [draw.choice([0.35, 0.5, 0.64, 0.8]) for _ in range(bare.ecount())]
    graph = nx.Graph()
    graph.add_nodes_from((f"{BASE}{at}", {"label": f"Firm {at}", "core": "Enterprise"}) for at in range(size))
    graph.add_weighted_edges_from(
        (f"{BASE}{one}", f"{BASE}{other}", weight)
        for (one, other), weight in zip(bare.get_edgelist(), bare.es["weight"], strict=True)
    )
    return graph, bare


def make_store(size: int) -> tuple[Store, list[tuple[int, int]]]:
    """A graph in memory of as many claims as entities, two sentences a claim, some ten statements a claim."""
    draw = random.Random(size)
    edges = [(draw.randrange(size), draw.randrange(size)) for _ in range(size)]
    store = Store()
    store.extend(ontology_quads())
    store.bulk_load("".join(_write_graph(size, edges)).encode(), format=RdfFormat.TURTLE)
    return store, edges


def _write_graph(size: int, edges: list[tuple[int, int]]) -> Iterator[str]:
    yield re.sub(r"PREFIX (\S+ <.+>)", r"@prefix \1 .", sparql_prefixes())
    yield "<urn:d> a inno:Document ; dcterms:source 'report.txt' .\n"
    for at in range(size):
        yield f"<{BASE}{at}> a inno:Enterprise ; skos:prefLabel 'Firm {at}'@en .\n"
        yield f"<urn:d#char={40 * at},{40 * at + 39}> a nif:Sentence .\n"
    for at, (one, other) in enumerate(edges):
        place = 40 * at
        yield f"<urn:d#char={place},{place + 5}> itsrdf:taIdentRef <{BASE}{one}> .\n"
        yield f"<urn:d#char={place + 9},{place + 15}> itsrdf:taIdentRef <{BASE}{other}> .\n"
        yield (
            f"<urn:k{at}> a rdf:Statement ; rdf:subject <{BASE}{one}> ; rdf:predicate inno:cooperatesWith ; "
            f"rdf:object <{BASE}{other}> ; inno:confidence 0.64 ; inno:status inno:Stated ; "
            f"prov:wasDerivedFrom <urn:d#char={place},{place + 39}> ; prov:wasGeneratedBy <{INNO}rule> .\n"
        )


def time_projections(sizes: list[int]) -> Iterator[tuple[str, ...]]:
    for size in sizes:
        store, edges = make_store(size)
        data = [(f"{BASE}{one}", f"{BASE}{other}", {"weight": 0.64}) for one, other in edges]
        plain = clock(lambda data=data: nx.MultiDiGraph(data))
        bare = clock(lambda size=size, edges=edges: igraph.Graph(size, edges, directed=True))
        for kind in ("relations", "actors", "mentions"):
            own = clock(lambda store=store, kind=kind: to_networkx(store, kind))
            yield kind, f"{size:,}", _seconds(own), _seconds(plain), _seconds(bare)


def time_measures(sizes: list[int]) -> Iterator[tuple[str, ...]]:
    for size in sizes:
        graph, bare = make_network(size)
        for name, (own, plain, fast) in MEASURES.items():
            if size > ALL_PAIRS.get(name, size):
                continue
            took = clock(lambda own=own, graph=graph: own(graph))
            least = clock(lambda fast=fast, bare=bare: fast(bare))
            beside = None
            if size <= PLAIN.get(name, size):
                beside = clock(lambda plain=plain, graph=graph: plain(graph))
            times = "" if beside is None else f"{beside / took:.3g}"
            yield name, f"{size:,}", _seconds(took), _seconds(beside), _seconds(least), times, f"{took / least:.2f}"


def time_intervals(sizes: list[int]) -> Iterator[tuple[str, ...]]:
    for size in sizes:
        graph, _ = make_network(size)
        for by in ("degree", "betweenness", "pagerank"):
            took = clock(lambda graph=graph, by=by: rank_intervals(graph, measures.MEASURES[by]))
            yield by, f"{size:,}", _seconds(took)
        nx.set_node_attributes(graph, {node: {"mentions": 1, "type": "Enterprise"} for node in graph})
        yield "the table of centrality", f"{size:,}", _seconds(clock(lambda graph=graph: centrality(graph)))


def _seconds(took: float | None) -> str:
    return "–" if took is None else f"{took:.3g}"


def write_table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [" | ".join(heads), " | ".join(["---", *["---:"] * (len(heads) - 1)]), *(" | ".join(row) for row in rows)]
    return "".join(f"| {line} |\n" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the analysis of graphs.")
    parser.add_argument("--write-readme", action="store_true", help="write the tables into the README")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 5_000, 10_000, 100_000])
    chosen = parser.parse_args()
    heads = ("nodes", "innograph, s", "NetworkX, s", "igraph, s")
    sections = {
        "measures": write_table(
            ("measure", *heads, "times NetworkX", "of bare igraph"), list(time_measures(chosen.sizes))
        ),
        "projections": write_table(
            ("projection", *heads), list(time_projections([size for size in chosen.sizes if size != 5_000]))
        ),
        "intervals": write_table(("intervals of", "nodes", "seconds"), list(time_intervals([300]))),
    }
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, igraph {igraph.__version__}"
    sections["run"] = f"{datetime.now(UTC):%Y-%m-%d}, {machine}, NetworkX {nx.__version__}.\n"
    readme = HERE / "README.md"
    text = readme.read_text(encoding="utf-8")
    for name, body in sections.items():
        print(f"{name}\n\n{body}")
        text = re.sub(
            rf"(<!-- {name} -->\n).*?(<!-- end -->)", lambda m, body=body: m[1] + body + m[2], text, flags=re.S
        )
    if chosen.write_readme:
        readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
