"""Mixing: whether like is tied to like, by class or sector and by number of ties.

Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.
Krackhardt, D., Stern, R. N. (1988). Informal networks and organizational crises: an experimental simulation. Social
Psychology Quarterly 51, 123-140.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, isnan, perm
from typing import TYPE_CHECKING

from innograph.analysis.networks import read_groups, read_ties
from innograph.analysis.records import Record
from innograph.query import Cell, Table

if TYPE_CHECKING:
    import igraph
    import networkx

PAIRS = ("from", "to", "ties", "share", "expected share", "ratio")
GROUPS = ("group", "entities", "internal ties", "external ties", "E-I index")


@dataclass(frozen=True, slots=True, repr=False)
class Mixing(Record):
    """How groups mix.

    Attributes:
        matrix: one row a group, one column a group: how many ties go from the row's to the column's.
        pairs: the same in rows, with the share of all ties, that by chance and the ratio of the two.
        groups: one row a group: its entities, its ties inside and to others, its E-I index.
        whole: the assortativities, and the E-I index with what is expected by chance.
    """

    matrix: Table
    pairs: Table
    groups: Table
    whole: Table


def measure_mixing(graph: networkx.Graph, *, by: str = "sector") -> Mixing:
    """How many ties lie inside groups and between them, and how far that is from chance.

    Only entities that have a group count; several relations from one entity to another are one tie. In an undirected
    graph each tie counts once each way, as in `networkx.attribute_mixing_matrix`.

    - Assortativity (Newman 2003, eq. 2) is 1 where all ties are inside groups, 0 where groups do not matter, and
      negative where ties avoid their own group; its error is that of the jackknife over ties. By degree it is
      the correlation of the degrees of the ends of ties: out-degree of the first and in-degree of the second where
      ties have a direction.
    - The share expected by chance is the product of the shares of ties that begin and that end in the two groups.
    - The E-I index (Krackhardt and Stern 1988) is external less internal ties over all, without direction: -1 where all
      are internal, 1 where all are external. By chance: its mean and z when the groups are dealt out anew among the
      entities that have ties, which is computed exactly.

    Args:
        graph: from `to_networkx`.
        by: the attribute of nodes that is the group: `sector`, `core` or `type`.

    Raises:
        AnalysisError: nodes have no such attribute.
    """
    group_of = read_groups(graph, by)
    directed = graph.is_directed()
    ties = read_ties(graph, directed=directed, among=tuple(group_of))
    nodes = ties.vs["name"] if ties.vcount() else []
    names = sorted({group_of[node] for node in nodes})
    groups = [names.index(group_of[node]) for node in nodes]
    matrix = [[0] * len(names) for _ in names]
    for one, other in ties.get_edgelist():
        matrix[groups[one]][groups[other]] += 1
        if not directed:
            matrix[groups[other]][groups[one]] += 1
    rows: tuple[tuple[Cell, ...], ...] = tuple((name, *row) for name, row in zip(names, matrix, strict=True))
    single = ties.as_undirected(mode="collapse")
    assorted = _assort(matrix, 1 if directed else 2)
    degree = ties.assortativity_degree(directed=directed) if ties.ecount() else float("nan")
    whole: tuple[tuple[Cell, ...], ...] = (
        ("ties", single.ecount()),
        (f"assortativity by {by}", assorted[0]),
        (f"error of assortativity by {by}", assorted[1]),
        ("assortativity by degree", None if isnan(degree) else degree),
        *_contrast(single, groups),
    )
    table = Table((by, *names), rows)
    return Mixing(table, _pairs(names, matrix), _groups(names, groups, single), Table(("measure", "value"), whole))


def _assort(matrix: Sequence[Sequence[int]], ways: int) -> tuple[float | None, float | None]:
    """Newman's coefficient and its jackknife error; a tie that counts both ways leaves both its cells together."""
    total = sum(map(sum, matrix))
    size = range(len(matrix))
    begin = [sum(row) for row in matrix]
    end = [sum(row[at] for row in matrix) for at in size]
    inside, meet = sum(matrix[at][at] for at in size), sum(begin[at] * end[at] for at in size)
    whole = _coefficient(inside, meet, total)
    if whole is None:
        return None, None
    squares = 0.0
    for one in size:
        for other in size:
            if not matrix[one][other]:
                continue
            lost = ways if one == other else 0
            without = _coefficient(inside - lost, meet + _drop(begin, end, one, other, ways), total - ways)
            squares += matrix[one][other] / ways * ((whole if without is None else without) - whole) ** 2
    return whole, squares**0.5


def _drop(begin: Sequence[int], end: Sequence[int], one: int, other: int, ways: int) -> int:
    """By how much the sum of products of begins and ends changes when a tie from one to other is taken away."""
    moved = [(one, other), (other, one)][:ways]
    touched = {one, other}
    before = sum(begin[at] * end[at] for at in touched)
    after = sum(
        (begin[at] - sum(pair[0] == at for pair in moved)) * (end[at] - sum(pair[1] == at for pair in moved))
        for at in touched
    )
    return after - before


def _coefficient(inside: int, meet: int, total: int) -> float | None:
    if not total or meet == total**2:
        return None
    return (inside / total - meet / total**2) / (1 - meet / total**2)


def _contrast(ties: igraph.Graph, groups: Sequence[int]) -> tuple[tuple[str, Cell], ...]:
    """The E-I index, and its mean and z where groups are dealt out by chance."""
    external = sum(groups[one] != groups[other] for one, other in ties.get_edgelist())
    mean, spread = _internal_by_chance(ties, groups)
    many = ties.ecount()
    index = (2 * external - many) / many if many else None
    expected = 1 - 2 * mean / many if many else None
    z = (mean - (many - external)) / spread if spread > 1e-9 else None
    return ("E-I index", index), ("expected E-I index", expected), ("z of E-I index", z)


def _internal_by_chance(ties: igraph.Graph, groups: Sequence[int]) -> tuple[float, float]:
    """Mean and deviation of the number of internal ties over all ways to deal out the groups.

    Two ties are both internal with one chance where they share an entity (three of one group), and with another where
    they do not (four of one group, or two and two).
    """
    size, many = len(groups), ties.ecount()
    if size < 2:
        return 0.0, 0.0
    counts = Counter(groups).values()
    two, three, four = (sum(perm(n, k) for n in counts) for k in (2, 3, 4))
    twos = two**2 - sum(perm(n, 2) ** 2 for n in counts)
    single = two / perm(size, 2)
    sharing = sum(comb(degree, 2) for degree in ties.degree())
    apart = comb(many, 2) - sharing
    both = 2 * sharing * three / max(perm(size, 3), 1) + 2 * apart * (four + twos) / max(perm(size, 4), 1)
    variance = many * single + both - (many * single) ** 2
    return many * single, max(variance, 0.0) ** 0.5


def _pairs(names: Sequence[str], matrix: Sequence[Sequence[int]]) -> Table:
    total = sum(map(sum, matrix)) or 1
    rows = []
    for one, first in enumerate(names):
        for other, second in enumerate(names):
            share = matrix[one][other] / total
            expected = sum(matrix[one]) * sum(row[other] for row in matrix) / total**2
            rows.append((first, second, matrix[one][other], share, expected, share / expected if expected else None))
    return Table(PAIRS, tuple(rows))


def _groups(names: Sequence[str], groups: Sequence[int], ties: igraph.Graph) -> Table:
    internal, external, sizes = Counter[int](), Counter[int](), Counter(groups)
    for one, other in ties.get_edgelist():
        if groups[one] == groups[other]:
            internal[groups[one]] += 1
        else:
            external.update((groups[one], groups[other]))
    rows = (
        (name, sizes[at], internal[at], external[at], (external[at] - internal[at]) / (external[at] + internal[at]))
        for at, name in enumerate(names)
    )
    return Table(GROUPS, tuple(rows))
