"""Communities: which entities are tied among themselves more than to others, and how sure that is.

Traag, V. A., Waltman, L., van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing well-connected communities.
Scientific Reports 9, 5233.
Newman, M. E. J., Girvan, M. (2004). Finding and evaluating community structure. Physical Review E 69, 026113.
Danon, L. et al. (2005). Comparing community structure identification. Journal of Statistical Mechanics P09008.
Hubert, L., Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193-218.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby
from operator import itemgetter
from statistics import fmean
from typing import TYPE_CHECKING

from innograph.analysis.networks import describe, read_ties, seeded, tally
from innograph.analysis.records import Record
from innograph.analysis.uncertainty import resample
from innograph.errors import AnalysisError
from innograph.query import Cell, Table

if TYPE_CHECKING:
    import igraph
    import networkx

MEMBERS = ("community", "entity", "class", "sector", "strength", "inside", "stability", "support", "iri")
GROUPS = (
    *("community", "size", "ties inside", "ties outside", "stability", "support"),
    *("top members", "classes", "sectors"),
)
_SHOWN = 5


@dataclass(frozen=True, slots=True, repr=False)
class Communities(Record):
    """The communities of a graph.

    Attributes:
        members: one row an entity with a tie: its community (1 is the largest), the weight of its ties, the share of it
            that stays inside the community, and the entity's stability and support.
        groups: one row a community.
        whole: the number of communities, the modularity, and how much the partitions of the runs agree.
    """

    members: Table
    groups: Table
    whole: Table


def find_communities(
    graph: networkx.Graph, *, resolution: float = 1.0, seeds: int = 20, resamples: int = 20
) -> Communities:
    """The communities that Leiden finds by weighted modularity, and how stable they are over its random choices.

    Relations count without direction, several between two entities as one tie of their summed weight. Of the runs
    (with the seeds 0, 1, ...) the partition of the greatest modularity is taken, of equals the first. An entity's
    stability is the mean share of runs in which it is with each of the others of its community; 1 is always with all.
    Its support is the same over networks in which claims and documents are drawn anew
    (`innograph.analysis.uncertainty`): how much of the community would be there if some of the claims were wrong.
    Agreement of the runs is the mean over all pairs of them, by normalised mutual information (Danon et al. 2005) and
    by the adjusted Rand index (Hubert and Arabie 1985): 1 where all runs find the same.

    Args:
        graph: from `to_networkx`.
        resolution: above 1 for more and smaller communities, below for fewer and larger.
        seeds: how many runs.
        resamples: how many networks for the support; 0 for none, then it is empty.

    Raises:
        AnalysisError: the resolution is not above 0, there is no run, or the number of resamples is below 0.
    """
    if resolution <= 0:
        raise AnalysisError(f"Resolution {resolution:g} finds no communities. Give one above 0; 1 is usual.")
    if seeds < 1:
        raise AnalysisError(f"{seeds} runs find no communities. Give at least 1; stability needs several.")
    if resamples < 0:
        raise AnalysisError(f"Claims cannot be drawn anew {resamples} times. Give 0 or more.")
    ties = read_ties(graph)
    runs = [_order_by_size(found) for found in _run(ties, resolution, seeds)] if ties.vcount() else [[]]
    qualities = [_modularity(ties, run, resolution) for run in runs]
    best = runs[qualities.index(max(qualities))]
    stability = _co_assign(best, runs)
    support = _co_assign(best, _resample(graph, ties, resolution, resamples)) if resamples else [None] * len(best)
    members = _members(graph, ties, best, stability, support)
    told = f"Stability is over {seeds} runs, support over {resamples} resamples of claims and documents."
    groups = replace(_groups(ties, best, members), note=told)
    return Communities(replace(members, note=told), groups, _whole(best, max(qualities), runs))


def _run(ties: igraph.Graph, resolution: float, seeds: int) -> list[list[int]]:
    """The partition of each run."""
    nodes, found = ties.vs["name"], []
    for seed in range(seeds):
        of = _part(ties, resolution, seed)
        found.append([of[node] for node in nodes])
    return found


def _part(ties: igraph.Graph, resolution: float, seed: int) -> dict[Hashable, int]:
    """A partition; vertices are shuffled before, for what is equal is decided by their order, which is chance too."""
    with seeded(seed) as generator:
        shuffled = ties.permute_vertices(generator.sample(range(ties.vcount()), ties.vcount()))
        clusters = shuffled.community_leiden(
            objective_function="modularity", weights="weight", resolution=resolution, n_iterations=10
        )
    return dict(zip(shuffled.vs["name"], clusters.membership, strict=True))


def _resample(graph: networkx.Graph, ties: igraph.Graph, resolution: float, resamples: int) -> list[list[int]]:
    """The partitions of networks of the same entities; who has no tie in one is alone in it."""
    nodes, found = ties.vs["name"] if ties.vcount() else [], []
    for seed, drawn in enumerate(resample(graph, directed=False, resamples=resamples)):
        left = drawn.igraph
        left.vs["name"] = drawn.nodes
        of = _part(left, resolution, seed) if left.vcount() else {}
        found.append([of[node] for node in nodes])
    return found


def _order_by_size(membership: Sequence[int]) -> list[int]:
    """The same partition with the largest community as 0; of equals the one of the first entity."""
    sizes = Counter(membership)
    new = {old: number for number, old in enumerate(sorted(sizes, key=lambda one: -sizes[one]))}
    return [new[number] for number in membership]


def _modularity(ties: igraph.Graph, membership: Sequence[int], resolution: float) -> float:
    return round(ties.modularity(membership, weights="weight", resolution=resolution), 12) if ties.ecount() else 0.0


def _co_assign(best: Sequence[int], runs: Sequence[Sequence[int]]) -> list[float]:
    """For each entity the mean share of runs in which it is with each other one of its community."""
    sizes = Counter(best)
    together = [0] * len(best)
    for run in runs:
        met = Counter(zip(best, run, strict=True))
        for number, pair in enumerate(zip(best, run, strict=True)):
            together[number] += met[pair] - 1
    return [
        count / (len(runs) * (sizes[own] - 1)) if sizes[own] > 1 else 1.0
        for count, own in zip(together, best, strict=True)
    ]


def _members(
    graph: networkx.Graph,
    ties: igraph.Graph,
    best: Sequence[int],
    stability: Sequence[float],
    support: Sequence[float | None],
) -> Table:
    strength, inside = [0.0] * len(best), [0.0] * len(best)
    for (one, other), weight in zip(ties.get_edgelist(), ties.es["weight"] if best else [], strict=True):
        for end in (one, other):
            strength[end] += weight
            inside[end] += weight * (best[one] == best[other])
    nodes = ties.vs["name"] if best else []
    rows = (
        (
            best[at] + 1,
            *describe(graph, nodes[at]),
            strength[at],
            inside[at] / (strength[at] or 1.0),
            stability[at],
            support[at],
            nodes[at],
        )
        for at in sorted(range(len(best)), key=lambda at: (best[at], -strength[at], at))
    )
    return Table(MEMBERS, tuple(rows))


def _groups(ties: igraph.Graph, best: Sequence[int], members: Table) -> Table:
    inside: Counter[int] = Counter()
    outside: Counter[int] = Counter()
    for one, other in ties.get_edgelist():
        if best[one] == best[other]:
            inside[best[one]] += 1
        else:
            outside.update((best[one], best[other]))
    shown = [dict(zip(members.columns, row, strict=True)) for row in members]
    rows = []
    for number, found in groupby(shown, key=itemgetter("community")):
        of = list(found)
        rows.append(
            (
                number,
                len(of),
                inside[int(number or 0) - 1],
                outside[int(number or 0) - 1],
                *(_mean([one[name] for one in of]) for name in ("stability", "support")),
                ", ".join(str(one["entity"]) for one in of[:_SHOWN]),
                tally([str(one["class"]) for one in of]),
                tally([str(one["sector"]) for one in of]),
            )
        )
    return Table(GROUPS, tuple(rows))


def _mean(values: Sequence[Cell]) -> float | None:
    known = [float(value) for value in values if value is not None]
    return fmean(known) if known else None


def _whole(best: Sequence[int], modularity: float, runs: Sequence[Sequence[int]]) -> Table:
    pairs = list(combinations(runs, 2))
    rows = (
        ("communities", len(set(best))),
        ("entities", len(best)),
        ("modularity", modularity),
        ("runs", len(runs)),
        ("normalised mutual information of runs", _agreement(pairs, "nmi")),
        ("adjusted Rand index of runs", _agreement(pairs, "adjusted_rand")),
    )
    return Table(("measure", "value"), rows)


def _agreement(pairs: Sequence[tuple[Sequence[int], Sequence[int]]], method: str) -> float | None:
    import igraph

    if not pairs:
        return None
    return fmean(
        1.0 if one == other else igraph.compare_communities(list(one), list(other), method=method)
        for one, other in pairs
    )
