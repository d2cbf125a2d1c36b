"""What a knowledge graph measures of itself: the methods of `KnowledgeGraph` that draw networks and analyse them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from innograph.errors import AnalysisError

if TYPE_CHECKING:
    from typing import Unpack

    import networkx
    from pyoxigraph import Store

    from innograph.analysis import Choices, Comparison, Part
    from innograph.query import Table


class Analyses:
    """The analyses of a graph that has a store.

    Each takes the part of the graph that is wanted, by the fields of `innograph.analysis.Selection`: places, since,
    until, undated, classes, relations, min_confidence, documents.
    """

    store: Store

    def to_networkx(self, kind: str = "relations", **choices: Unpack[Choices]) -> networkx.Graph:
        """A network of what documents state; see `innograph.analysis.to_networkx` for kinds and attributes.

        Raises:
            AnalysisError: there is no such kind, or no such place, class, relation, document or time.
        """
        from innograph.analysis import to_networkx

        return to_networkx(self.store, kind, **choices)

    def centrality(
        self,
        *,
        kind: str = "relations",
        by: str = "betweenness",
        measures: Sequence[str] = (),
        top: int = 0,
        classes: Sequence[str] = (),
        resamples: int | None = None,
        **part: Unpack[Part],
    ) -> Table:
        """The entities by how central they are; see `innograph.analysis.centrality`.

        Args:
            kind: the kind of network.
            by: the measure that ranks.
            measures: those shown; degree, strength, betweenness, closeness and PageRank where not given.
            top: how many rows; 0 for all.
            classes: only entities of these classes, core classes or finest, are ranked and shown; all count.
            resamples: how many for the intervals of the ranks.
            part: the part of the graph.

        Raises:
            AnalysisError: something that was chosen does not exist.
        """
        from innograph.analysis import SHOWN, centrality
        from innograph.analysis.hierarchies import check_classes, read_classes

        check_classes(read_classes(self.store), classes)
        graph = self.to_networkx(kind, **part)
        return centrality(graph, by=by, measures=measures or SHOWN, top=top, classes=classes, resamples=resamples)

    def compare(
        self,
        other: Analyses | None = None,
        *,
        at: str | int = "",
        kind: str = "relations",
        by: str = "betweenness",
        resamples: int | None = None,
        **part: Unpack[Part],
    ) -> Comparison:
        """What came, went and moved from this graph to another, or from before a time to it and later.

        See `innograph.analysis.compare_networks`. By time, relations without a time are left out unless `undated` is
        said to be true, and what spans the time is in both.

        Args:
            other: the later graph.
            at: the year, month or day at which the second period begins, where there is no other graph.
            kind: the kind of network.
            by: the measure of the ranks.
            resamples: how many for the intervals of the ranks.
            part: the part of the graph.

        Raises:
            AnalysisError: neither or both of `other` and `at` are given, or something chosen does not exist.
        """
        from innograph.analysis import compare_networks, split_period

        if (other is None) == (at == ""):
            raise AnalysisError("A graph is compared with another or with itself at another time: give one of the two.")
        if other is None:
            periods = split_period(at, part)
            networks = [self.to_networkx(kind, **period) for period in periods]
        else:
            networks = [graph.to_networkx(kind, **part) for graph in (self, other)]
        return compare_networks(*networks, by=by, resamples=resamples)
