"""How long a view takes to be written and to open, by its size; see the README beside it."""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import networkx as nx
from pyoxigraph import Store

from innograph.views import make_scene, render_html
from innograph.views.colours import CLASSES

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browser import Browser  # noqa: E402

SIZES = (500, 2_000, 10_000)
WATCH = """<script>
  const opened = new Promise((done) => addEventListener("load", () => requestAnimationFrame(() =>
    requestAnimationFrame(() => done(performance.now())))));
</script>"""
CLICK = """const start = performance.now(), box = document.getElementById("search");
  box.value = "actor 0"; box.dispatchEvent(new Event("input"));
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - start;"""


def make_graph(size: int) -> nx.MultiDiGraph:
    """A graph as reports give it: a few hubs, many with one tie or two, two and a half relations an entity."""
    chance = random.Random(size)
    sparse = nx.barabasi_albert_graph(size, 2, seed=size)
    graph = nx.MultiDiGraph()
    for node in sparse:
        kind = chance.choice(sorted(CLASSES))
        graph.add_node(f"n{node}", label=f"actor {node} of the ecosystem", type=kind, core=kind, mentions=1)
    more = [(chance.randrange(size), chance.randrange(size)) for _ in range(size // 2)]
    for number, (one, other) in enumerate([*sparse.edges, *more]):
        told = {"relation": chance.choice(("locatedIn", "cooperatesWith", "issues")), "status": "stated"}
        graph.add_edge(f"n{one}", f"n{other}", **told, confidence=0.7, claim=f"c{number}", start="2015")
    return graph


def measure(size: int, folder: Path, times: int, picture: Path | None) -> list[float]:
    """Seconds to write the page, its megabytes, seconds to open it, of the processor, and to choose an entity."""
    graph = make_graph(size)
    parts = {node: number % 20 for number, node in enumerate(graph)}
    start = time.perf_counter()
    page = render_html(make_scene(Store(), graph, communities=parts), title=f"{size} entities")
    written = time.perf_counter() - start
    file = folder / f"{size}.html"
    file.write_text(page.replace("<head>", f"<head>{WATCH}", 1), encoding="utf-8")
    opened, busy, chosen = [], [], []
    for number in range(times):
        with Browser(folder / f"{size}-{number}") as browser:
            browser.send("Performance.enable", timeDomain="threadTicks")
            browser.open(file)
            opened.append(browser.run("return await opened;") / 1000)
            told = browser.send("Performance.getMetrics")["metrics"]
            busy.append(next(metric["value"] for metric in told if metric["name"] == "TaskDuration"))
            if picture and not number:
                browser.look(picture / f"{size}.png")
            chosen.append(browser.run(CLICK) / 1000)
            assert not browser.errors, browser.errors
    return [written, len(page.encode()) / 1e6, *(statistics.median(taken) for taken in (opened, busy, chosen))]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="how often each page is opened")
    parser.add_argument("--pictures", type=Path, help="a folder for a picture of each page")
    options = parser.parse_args()
    columns = ["entities", "relations", "written, s", "page, MB", "opened, s", "of the processor, s", "chosen, s"]
    print(f"| {' | '.join(columns)} |\n{'| ---: ' * len(columns)}|")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            measured = measure(size, Path(folder), options.times, options.pictures)
            counts = f"{size:,} | {make_graph(size).number_of_edges():,}"
            print(f"| {counts} | {' | '.join(f'{value:.2f}' for value in measured)} |", flush=True)


if __name__ == "__main__":
    main()
