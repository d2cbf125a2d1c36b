"""What a knowledge graph measures of itself: the methods of `KnowledgeGraph` that draw networks and analyse them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from innograph.errors import AnalysisError

if TYPE_CHECKING:
    from typing import Unpack

    import networkx
    from pyoxigraph import Store

    from innograph import analysis
    from innograph.analysis import Choices, Part
    from innograph.query import Table


class Analyses:
    """The analyses of a graph that has a store.

    Each takes the `kind` of network (see `to_networkx`) and, as `choices`, the part of the graph: places, since, until,
    undated, classes, relations, min_confidence, documents (see `innograph.analysis.Selection`). What does not exist is
    refused with an AnalysisError that names what does. Ranks come with intervals from `resamples` of what the network
    rests on: 200 where not given, fewer in large networks (see `innograph.analysis.uncertainty`).
    """

    store: Store

    def to_networkx(self, kind: str = "relations", **choices: Unpack[Choices]) -> networkx.Graph:
        """A network of what documents state; see `innograph.analysis.to_networkx` for kinds and attributes."""
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
            resamples: how many.
            part: the part of the graph.
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
        **choices: Unpack[Choices],
    ) -> analysis.Comparison:
        """What came, went and moved from this graph to another, or from before a time to it and later.

        See `innograph.analysis.compare_networks`. By time, relations without a time are left out unless `undated` is
        said to be true, and what spans the time is in both.

        Args:
            other: the later graph.
            at: the year, month or day at which the second period begins, where there is no other graph.
            kind: the kind of network.
            by: the measure of the ranks.
            resamples: how many.
            choices: the part of the graph.
        """
        from innograph.analysis import compare_networks, split_period

        if (other is None) == (at == ""):
            raise AnalysisError("A graph is compared with another or with itself at another time: give one of the two.")
        if other is None:
            networks = [self.to_networkx(kind, **period) for period in split_period(at, choices)]
        else:
            networks = [graph.to_networkx(kind, **choices) for graph in (self, other)]
        return compare_networks(*networks, by=by, resamples=resamples)

    def communities(
        self, *, kind: str = "relations", resolution: float = 1.0, seeds: int = 20, **choices: Unpack[Choices]
    ) -> analysis.Communities:
        """Who is tied among themselves more than to others; see `innograph.analysis.find_communities`."""
        from innograph.analysis import find_communities

        return find_communities(self.to_networkx(kind, **choices), resolution=resolution, seeds=seeds)

    def brokers(
        self,
        *,
        kind: str = "mentions",
        by: str = "sector",
        permutations: int = 1000,
        resamples: int | None = None,
        **choices: Unpack[Choices],
    ) -> analysis.Brokerage:
        """Who stands between whom, by groups; see `innograph.analysis.measure_brokerage`.

        Few relations are stated between entities that have a sector, so who is named together counts as tied where no
        other kind of network is given.
        """
        from innograph.analysis import measure_brokerage
        from innograph.analysis.uncertainty import add_intervals

        graph = self.to_networkx(kind, **choices)
        found = measure_brokerage(graph, by=by, permutations=permutations)
        ranked = add_intervals(
            found.brokers,
            graph,
            lambda made: measure_brokerage(made, by=by, permutations=0).brokers,
            by="all roles",
            directed=True,
            resamples=resamples,
        )
        return replace(found, brokers=ranked)

    def bridges(
        self, *, kind: str = "relations", resamples: int | None = None, **choices: Unpack[Choices]
    ) -> analysis.Bridging:
        """Which entities and ties hold parts together; see `innograph.analysis.measure_bridging`."""
        from innograph.analysis import measure_bridging
        from innograph.analysis.uncertainty import add_intervals

        graph = self.to_networkx(kind, **choices)
        found = measure_bridging(graph)
        ranked = add_intervals(
            found.entities,
            graph,
            lambda made: measure_bridging(made).entities,
            by="bridging centrality",
            effort="paths",
            resamples=resamples,
        )
        return replace(found, entities=ranked)

    def helix(
        self,
        *,
        kind: str = "mentions",
        helices: Sequence[str] = (),
        resamples: int | None = None,
        **choices: Unpack[Choices],
    ) -> analysis.Helix:
        """How university, industry and government (or others) are tied; see `innograph.analysis.measure_helix`."""
        from innograph.analysis import TRIPLE, measure_helix
        from innograph.analysis.intervals import bound_values
        from innograph.analysis.uncertainty import add_intervals

        graph = self.to_networkx(kind, **choices)
        found = measure_helix(graph, helices=helices or TRIPLE)
        whole = bound_values(
            graph, lambda made: measure_helix(made, helices=helices or TRIPLE).whole, resamples=resamples
        )
        ranked = add_intervals(
            found.brokers,
            graph,
            lambda made: measure_helix(made, helices=helices or TRIPLE).brokers,
            by="all pairs",
            resamples=resamples,
        )
        return replace(found, whole=whole, brokers=ranked)

    def synergy(
        self, *, unit: str = "sentence", helices: Sequence[str] = (), silent: bool = False, **choices: Unpack[Choices]
    ) -> Table:
        """How far the helices occur together; see `innograph.analysis.measure_synergy` and `read_units`."""
        from innograph.analysis import TRIPLE, count_units, measure_synergy, read_units

        units = read_units(self.store, unit=unit, **choices)
        counts = count_units(units.values(), helices=helices or TRIPLE, silent=silent)
        return measure_synergy(counts, helices=helices or TRIPLE)

    def structure(self, *, kind: str = "relations", resamples: int | None = None, **choices: Unpack[Choices]) -> Table:
        """Size, density, components, reciprocity and transitivity; see `innograph.analysis.measure_structure`."""
        from innograph.analysis import measure_structure
        from innograph.analysis.intervals import bound_values

        graph = self.to_networkx(kind, **choices)
        return bound_values(graph, measure_structure, effort="paths", resamples=resamples)

    def mixing(
        self, *, kind: str = "relations", by: str = "sector", resamples: int | None = None, **choices: Unpack[Choices]
    ) -> analysis.Mixing:
        """How many ties lie inside groups and between them; see `innograph.analysis.measure_mixing`."""
        from innograph.analysis import measure_mixing
        from innograph.analysis.intervals import bound_values

        graph = self.to_networkx(kind, **choices)
        whole = bound_values(graph, lambda made: measure_mixing(made, by=by).whole, resamples=resamples)
        return replace(measure_mixing(graph, by=by), whole=whole)

    def small_world(self, *, kind: str = "relations", samples: int = 100, **choices: Unpack[Choices]) -> Table:
        """Clustering and distance against chance; see `innograph.analysis.measure_small_world`."""
        from innograph.analysis import measure_small_world

        return measure_small_world(self.to_networkx(kind, **choices), samples=samples)

    def core(self, *, kind: str = "relations", **choices: Unpack[Choices]) -> analysis.Core:
        """Who is the core and who the periphery; see `innograph.analysis.find_core`."""
        from innograph.analysis import find_core

        return find_core(self.to_networkx(kind, **choices))

    def robustness(
        self,
        *,
        kind: str = "relations",
        strategy: str = "degree",
        runs: int = 100,
        resamples: int | None = None,
        **choices: Unpack[Choices],
    ) -> analysis.Robustness:
        """How the network falls apart as entities go; see `innograph.analysis.measure_robustness`."""
        from innograph.analysis import measure_robustness
        from innograph.analysis.robustness import find_splitters
        from innograph.analysis.uncertainty import add_intervals

        graph = self.to_networkx(kind, **choices)
        found = measure_robustness(graph, strategy=strategy, runs=runs)
        ranked = add_intervals(
            found.splitters,
            graph,
            find_splitters,
            by="cut off",
            resamples=resamples,
        )
        return replace(found, splitters=ranked)
