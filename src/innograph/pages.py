"""The pages of a graph, for which analysis measures and views draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.errors import QueryError

if TYPE_CHECKING:
    import networkx
    from pyoxigraph import Store

    from innograph.query import Table

MEASURES = ("strength", "betweenness", "pagerank")


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
