"""The pages of a graph, for which analysis measures and views draw."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.errors import ExportError, QueryError

if TYPE_CHECKING:
    from typing import Unpack

    import networkx
    from pyoxigraph import Store

    from innograph.analysis import Part
    from innograph.query import Table
    from innograph.store import Folder, Manifest

# Measures that are done or denied need no owner any more.
GAPS: Mapping[str, Mapping[str, str]] = {
    "unaddressed-challenges": {},
    "measures-without-owner": {"only": "planned|proposed", "word": ""},
    "policies-without-target": {},
    "programmes-without-funder": {},
    "missed-targets": {},
    "targets-without-level": {},
}
FINDINGS = ("audit-findings", "contradicting-statements")
MEASURES = ("strength", "betweenness", "pagerank")


class Pages:
    """The pages of a graph that has a folder and a store."""

    _folder: Folder
    store: Store
    manifest: Manifest

    def view(
        self,
        path: str | Path | None = None,
        *,
        title: str = "",
        focus: str = "",
        hops: int = 1,
        query: str = "",
        **part: Unpack[Part],
    ) -> str:
        """One HTML page that shows the graph and asks no host for anything; see `make_view`.

        Args:
            path: where to write the page, if it is to be written.
            title: the page's title; the folder's name where not given.
            focus: only this entity, by its label or IRI, and what is near it.
            hops: how many relations away from it is near.
            query: only the entities that this SELECT answers, or the triples of this CONSTRUCT.
            part: the part of the graph; see `innograph.analyses.Analyses`.

        Returns:
            The page.

        Raises:
            AnalysisError: no such place, class, relation, document or time.
            ExportError: the page cannot be written.
            QueryError: there is no such entity, or the query does not parse or names none.
        """
        from innograph.analysis import to_networkx

        graph = to_networkx(self.store, **part)
        shown = title or f"innograph: {self._folder.path.resolve().name}"
        page = make_view(self.store, graph, title=shown, focus=focus, hops=hops, query=query)
        if path is not None:
            write_file(Path(path), page.encode("utf-8"))
        return page

    def report(self, path: str | Path | None = None, *, title: str = "") -> str:
        """One HTML page that tells of the ecosystem at a glance; see `make_report`.

        Args:
            path: where to write the page, if it is to be written.
            title: the page's title; the folder's name where not given.

        Returns:
            The page.

        Raises:
            ExportError: the page cannot be written.
        """
        page = make_report(
            self.store, self.manifest.counts, title=title or f"innograph: {self._folder.path.resolve().name}"
        )
        if path is not None:
            write_file(Path(path), page.encode("utf-8"))
        return page


def make_view(
    store: Store, graph: networkx.MultiDiGraph, *, title: str, focus: str = "", hops: int = 1, query: str = ""
) -> str:
    """One HTML page that shows a graph, or a part of it, and asks no host for anything.

    Sizes and communities are of the part that is shown.

    Args:
        store: the graph's store.
        graph: from `innograph.analysis.to_networkx`.
        title: the page's title.
        focus: show only this entity, by its label or IRI, and what is near it.
        hops: how many relations away from it is near.
        query: show only what this SELECT or CONSTRUCT query answers.

    Raises:
        QueryError: there is no such entity, or the query does not parse or names none.
    """
    from innograph.analysis import centrality
    from innograph.analysis.communities import find_communities
    from innograph.views import make_scene, render_html, select_answer, select_surroundings

    if query:
        from innograph.query import run_query

        graph = select_answer(graph, run_query(store, query, inferred=True))
    if focus:
        graph = select_surroundings(graph, _find_entity(store, graph, focus), hops=hops)
    ranks = centrality(graph, measures=MEASURES, resamples=0)
    measures = {name: _column(ranks, name) for name in MEASURES}
    parts = _column(find_communities(graph).members, "community")
    communities = {entity: int(number) for entity, number in parts.items()}
    scene = make_scene(store, graph, measures=measures, communities=communities, alone=bool(query or focus))
    return render_html(scene, title=title)


def make_report(store: Store, counts: Mapping[str, int], *, title: str) -> str:
    """One HTML page that tells of the ecosystem at a glance; see `innograph.views.report`.

    Key actors are those of the ontology's actors who have relations, ranked among all of these by betweenness;
    communities are of the relations, too. The ties of university, industry and government are those of organisations
    that a sentence names together, for few relations between them are stated.

    Args:
        store: the graph's store.
        counts: those of the graph's manifest.
        title: the page's title.
    """
    from innograph.analysis import centrality, to_networkx
    from innograph.analysis.coherence import count_gaps
    from innograph.analysis.communities import find_communities
    from innograph.analysis.helix import measure_helix
    from innograph.analysis.hierarchies import find_cores, read_classes
    from innograph.analysis.synergies import count_units, measure_synergy
    from innograph.analysis.units import read_units
    from innograph.query import ask, questions
    from innograph.views import Overview, render_report

    classes = read_classes(store)
    acting = sorted({core for core in find_cores(classes).values() if "Actor" in classes[core]})
    relations, mentions = to_networkx(store), to_networkx(store, "mentions")
    parts, helix = find_communities(relations), measure_helix(mentions)
    overview = Overview(
        counts=counts,
        documents=ask(store, "documents"),
        actors=centrality(relations, classes=acting),
        communities=parts.groups,
        modularity=next(float(value or 0) for name, value in parts.whole if name == "modularity"),
        helix=helix.whole,
        pairs=helix.pairs,
        synergy=measure_synergy(count_units(read_units(store).values())),
        gaps=count_gaps(store, by="document"),
        questions=[(questions()[name].title, name, ask(store, name, narrowed)) for name, narrowed in GAPS.items()],
        findings=[(questions()[name].title, ask(store, name)) for name in FINDINGS],
        evidence={
            **_gather_claims(relations, _column(parts.members, "community")),
            **_gather_meetings(mentions),
        },
    )
    return render_report(store, overview, title=title)


def _gather_claims(graph: networkx.MultiDiGraph, communities: Mapping[str, float]) -> dict[str, list[str]]:
    """The claims of each entity, and those inside each community, the surest first."""
    gathered: dict[str, list[str]] = {}
    for one, other, data in sorted(graph.edges(data=True), key=lambda e: (-e[2]["confidence"], e[2]["claim"])):
        inside = [f"community {communities[one]:g}"] if one != other and communities[one] == communities[other] else []
        for name in (*dict.fromkeys((one, other)), *inside):
            gathered.setdefault(name, []).append(data["claim"])
    return gathered


def _gather_meetings(graph: networkx.Graph) -> dict[str, list[str]]:
    """The sentences that name two of each pair of sectors, the pairs named most often first."""
    gathered: dict[str, list[str]] = {}
    for one, other, data in sorted(graph.edges(data=True), key=lambda e: (-e[2]["weight"], e[2]["evidence"])):
        sectors = [graph.nodes[end]["sector"] for end in (one, other)]
        for name in dict.fromkeys((", ".join(sectors), ", ".join(reversed(sectors)))):
            gathered.setdefault(name, []).extend(data["evidence"])
    return gathered


def _column(table: Table, name: str) -> dict[str, float]:
    """The numbers of a column by the IRIs of the rows."""
    at, entity = table.columns.index(name), table.columns.index("iri")
    return {str(row[entity]): float(row[at] or 0) for row in table}


def _find_entity(store: Store, graph: networkx.MultiDiGraph, name: str) -> str:
    from innograph.terms import read_node

    entity = read_node(store, name)[1:-1]
    if entity not in graph:
        raise QueryError(f"{name!r} is no entity among the {len(graph)} of this view. Name another, or widen the view.")
    return entity


def write_file(path: Path, content: bytes) -> None:
    """Write a file and the folders above it.

    Raises:
        ExportError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise ExportError(f"File {str(path)!r} cannot be written: {error.strerror}.") from error
