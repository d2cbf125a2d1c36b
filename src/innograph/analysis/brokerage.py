"""Brokerage: who stands between two that are not tied, and whether they are of the broker's group or of others.

Gould, R. V., Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage in transaction networks.
Sociological Methodology 19, 89-126.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from innograph.analysis.networks import describe, read_groups, read_ties
from innograph.analysis.records import Record
from innograph.errors import AnalysisError
from innograph.query import Table

if TYPE_CHECKING:
    import igraph
    import networkx
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[np.int64]]

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
BROKERS = ("rank", "entity", "class", "group", *ROLES, "all roles", "iri")
TESTS = ("entity", "group", "role", "times", "expected", "z", "iri")
GROUP_TESTS = ("group", "role", "times", "expected", "z")
# The role by which of the pairs source-broker, broker-target and source-target are of one group.
_ROLE_OF_PAIRS = {(1, 1, 1): 0, (0, 0, 1): 1, (0, 1, 0): 2, (1, 0, 0): 3, (0, 0, 0): 4}


@dataclass(frozen=True, slots=True, repr=False)
class Brokerage(Record):
    """Who brokers between whom.

    Attributes:
        brokers: one row an entity that brokers: how often in each role; who brokers most comes first.
        tests: one row an entity and role: how often, how often by chance, and how far that is off.
        groups: the same for the members of each group together, and for all.
    """

    brokers: Table
    tests: Table
    groups: Table


def measure_brokerage(
    graph: networkx.Graph, *, by: str = "sector", permutations: int = 1000, seed: int = 0
) -> Brokerage:
    """How often each entity brokers, in each of the five roles of Gould and Fernandez (1989).

    An entity brokers from a source to a target where it is tied from the one and to the other, and the source is not
    tied to the target. By the groups of the three it is then

    - a coordinator: all are of one group;
    - itinerant (a consultant): source and target are of one group, the broker of another;
    - a gatekeeper: broker and target are of one group, the source of another;
    - a representative: source and broker are of one group, the target of another;
    - a liaison: all are of different groups.

    Only entities that have a group count. A tie without direction counts as one each way, so that each pair then
    counts twice, and gatekeepers and representatives are as many.

    What is to be expected is found by dealing out the groups anew among the entities that have ties, the ties staying
    as they are; z is how many standard deviations the count lies above the mean, and empty where nothing can vary.

    Args:
        graph: from `to_networkx`.
        by: the attribute of nodes that is the group: `sector`, `core` or `type`.
        permutations: how often the groups are dealt out; 0 for none, then what is expected is empty.
        seed: of the dealing.

    Raises:
        AnalysisError: nodes have no such attribute, or the number of permutations is below 0.
    """
    if permutations < 0:
        raise AnalysisError(f"Groups cannot be dealt out {permutations} times. Give 0 or more.")
    group_of = read_groups(graph, by)
    ties = read_ties(graph, directed=True, among=tuple(group_of))
    nodes = ties.vs["name"] if ties.vcount() else []
    names = sorted({group_of[node] for node in nodes})
    groups = [names.index(group_of[node]) for node in nodes]
    times, tested = _count_and_test(ties, groups, len(names), permutations, seed)
    told = f"Of the {len(nodes):,} entities that have a {by} and are tied to others that have one."
    chance = f"{told} What is expected, and z, are of {permutations:,} ways to deal out the groups."
    return Brokerage(
        replace(_brokers(graph, nodes, group_of, times), note=told),
        replace(_tests(graph, nodes, group_of, times, tested[0]), note=chance),
        replace(_group_tests(names, groups, times, tested[1]), note=chance),
    )


def _open_paths(ties: igraph.Graph) -> tuple[Numbers, Numbers, Numbers]:
    """Source, broker and target of every path of two ties whose ends are two, and not tied from first to last."""
    import numpy as np

    size = ties.vcount()
    tied = np.array(sorted(one * size + other for one, other in ties.get_edgelist()), dtype=np.int64)
    found: list[list[Numbers]] = [[], [], []]
    for broker in range(size):
        into = np.array(ties.predecessors(broker), dtype=np.int64)
        out = np.array(ties.successors(broker), dtype=np.int64)
        sources, targets = np.repeat(into, len(out)), np.tile(out, len(into))
        ends = sources * size + targets
        open_ = (sources != targets) & (tied[np.minimum(np.searchsorted(tied, ends), len(tied) - 1)] != ends)
        for part, nodes in zip(found, (sources, np.full(len(sources), broker), targets), strict=True):
            part.append(nodes[open_])
    empty = np.array([], dtype=np.int64)
    sources, brokers, targets = (np.concatenate([empty, *part]) for part in found)
    return sources, brokers, targets


def _count_and_test(
    ties: igraph.Graph, groups: Sequence[int], number: int, permutations: int, seed: int
) -> tuple[Numbers, tuple[_Moments, _Moments]]:
    """The roles of each entity, and mean and deviation of them by chance: an entity's, and a group's (all is last)."""
    import numpy as np

    paths = _open_paths(ties)
    size, dealt = len(groups), np.array(groups, dtype=np.int64)
    role_of = np.array([_ROLE_OF_PAIRS.get((code >> 2, code >> 1 & 1, code & 1), 0) for code in range(8)])

    def count(labels: Numbers) -> Numbers:
        source, broker, target = (labels[ends] for ends in paths)
        role = role_of[4 * (source == broker) + 2 * (broker == target) + (source == target)]
        return np.bincount(paths[1] * len(ROLES) + role, minlength=size * len(ROLES)).reshape(size, len(ROLES))

    times = count(dealt)
    generator = np.random.default_rng(seed)
    single, together = _Moments(size), _Moments(number + 1)
    for _ in range(permutations):
        labels = generator.permutation(dealt)
        counted = count(labels)
        single.add(counted)
        together.add(_sum_by_group(counted, labels, number))
    return times, (single, together)


def _sum_by_group(counted: Numbers, labels: Numbers, number: int) -> Numbers:
    import numpy as np

    summed = np.zeros((number + 1, len(ROLES)), dtype=np.int64)
    np.add.at(summed, labels, counted)
    summed[number] = counted.sum(axis=0)
    return summed


class _Moments:
    """Mean and standard deviation of what is added, cell by cell."""

    def __init__(self, rows: int) -> None:
        import numpy as np

        self._number = 0
        self._sum = np.zeros((rows, len(ROLES)))
        self._squares = np.zeros((rows, len(ROLES)))

    def add(self, counted: Numbers) -> None:
        self._number += 1
        self._sum += counted
        self._squares += counted**2

    def test(self, times: int, cell: tuple[int, int]) -> tuple[float | None, float | None]:
        """What is expected in a cell, and how many standard deviations above it a count lies."""
        if not self._number:
            return None, None
        mean = float(self._sum[cell]) / self._number
        spread = max(float(self._squares[cell]) / self._number - mean**2, 0.0) ** 0.5
        return mean, (times - mean) / spread if spread > 1e-9 else None


def _brokers(graph: networkx.Graph, nodes: Sequence[str], group_of: dict[Hashable, str], times: Numbers) -> Table:
    rows: list[tuple[Any, ...]] = [
        (*describe(graph, node)[:2], group_of[node], *map(int, roles), int(roles.sum()), node)
        for node, roles in zip(nodes, times, strict=True)
        if roles.any()
    ]
    rows.sort(key=lambda row: (-row[-2], row[0], row[-1]))
    return Table(BROKERS, tuple((rank, *row) for rank, row in enumerate(rows, 1)))


def _tests(
    graph: networkx.Graph, nodes: Sequence[str], group_of: dict[Hashable, str], times: Numbers, chance: _Moments
) -> Table:
    all_roles = times.sum(axis=1).tolist()
    brokers = sorted((at for at, many in enumerate(all_roles) if many), key=lambda at: (-all_roles[at], at))

    def rows() -> Iterator[tuple[Any, ...]]:
        for at in brokers:
            label = describe(graph, nodes[at])[0]
            for role, name in enumerate(ROLES):
                many = int(times[at, role])
                yield (label, group_of[nodes[at]], name, many, *chance.test(many, (at, role)), nodes[at])

    return Table(TESTS, tuple(rows()))


def _group_tests(names: Sequence[str], groups: Sequence[int], times: Numbers, chance: _Moments) -> Table:
    import numpy as np

    summed = _sum_by_group(times, np.array(groups, dtype=np.int64), len(names))
    return Table(
        GROUP_TESTS,
        tuple(
            (group, role, int(summed[row, at]), *chance.test(int(summed[row, at]), (row, at)))
            for row, group in enumerate([*names, "all"])
            for at, role in enumerate(ROLES)
        ),
    )
