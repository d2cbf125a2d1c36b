"""Helix: how university, industry and government are tied to each other, and who ties them.

Etzkowitz, H., Leydesdorff, L. (2000). The dynamics of innovation: from National Systems and "Mode 2" to a Triple Helix
of university-industry-government relations. Research Policy 29, 109-123.
Howells, J. (2006). Intermediation and the role of intermediaries in innovation. Research Policy 35, 715-728.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement
from typing import TYPE_CHECKING

from innograph.analysis.networks import describe, read_groups, read_ties
from innograph.analysis.records import Record
from innograph.analysis.synergies import TRIPLE
from innograph.errors import AnalysisError
from innograph.query import Cell, Table

if TYPE_CHECKING:
    import igraph
    import networkx

PAIRS = ("sector", "other sector", "ties", "weight", "share of ties", "possible ties", "density")
CLOSED = ("helices", "one", "another", "third", "least weight", "one iri", "another iri", "third iri")


@dataclass(frozen=True, slots=True, repr=False)
class Helix(Record):
    """How the helices are tied.

    Attributes:
        whole: the share of ties across helices with that by chance, the triads, and what part of the brokerage between
            helices is the intermediaries'.
        pairs: one row a pair of sectors: ties, their weight, and how many of the possible ties there are.
        triads: one row a kind of triad: closed, or open with a helix in the middle; how many.
        closed: one row a closed triad, that with the greatest least weight first.
        brokers: one row an entity, of whatever class, through which entities of two helices are linked that are not
            tied themselves: how many pairs, by helices.
    """

    whole: Table
    pairs: Table
    triads: Table
    closed: Table
    brokers: Table


def measure_helix(graph: networkx.Graph, *, helices: Sequence[str] = TRIPLE) -> Helix:
    """The ties between the sectors of society; without direction, several relations between two as one tie.

    - Cross-helix share: of the ties whose two ends are of the helices, the share with ends of different ones. By chance
      it is what it would be if the helices were dealt out anew among the same entities.
    - Triads: one entity of each of three helices. Closed are those all three of which are tied; open are those with
      two ties, which have a helix in the middle. The share closed is of both.
    - Brokerage: an entity links two of different helices that are tied to it, and not to each other. Intermediaries
      (Howells 2006) are here who is of the sector `intermediary`; all others that broker are listed, too.

    Args:
        graph: from `to_networkx`; of kind `mentions` where few relations are stated between actors.
        helices: three or more sectors; with `society` as the fourth, the quadruple helix.

    Raises:
        AnalysisError: fewer than three helices, or one twice.
    """
    if len(set(helices)) < 3 or len(set(helices)) < len(helices):
        raise AnalysisError(f"Helices {', '.join(helices)!r} make no triads. Give three or more, each once.")
    sector_of = read_groups(graph, "sector")
    ties = read_ties(graph)
    names = ties.vs["name"] if ties.vcount() else []
    sectors = [sector_of.get(name, "") for name in names]
    triads, closed = _triads(graph, ties, sectors, helices)
    brokers = _brokers(graph, ties, sectors, helices)
    members = Counter(sector for sector in sector_of.values() if sector in helices)
    pairs = _pairs(ties, sectors, helices, members)
    return Helix(_whole(pairs, triads, brokers, Counter(sectors), helices), pairs, triads, closed, brokers)


def _pairs(ties: igraph.Graph, sectors: Sequence[str], helices: Sequence[str], members: Counter[str]) -> Table:
    many, weight = Counter[frozenset[str]](), dict[frozenset[str], float]()
    for (one, other), strength in zip(ties.get_edgelist(), ties.es["weight"] if ties.ecount() else [], strict=True):
        key = frozenset((sectors[one], sectors[other]))
        many[key] += 1
        weight[key] = weight.get(key, 0.0) + strength
    all_ = sum(count for key, count in many.items() if key <= set(helices))
    rows = []
    for one, other in combinations_with_replacement(helices, 2):
        key = frozenset((one, other))
        possible = members[one] * (members[one] - 1) // 2 if one == other else members[one] * members[other]
        share = many[key] / all_ if all_ else None
        density = many[key] / possible if possible else None
        rows.append((one, other, many[key], weight.get(key, 0.0), share, possible, density))
    return Table(PAIRS, tuple(rows))


def _triads(
    graph: networkx.Graph, ties: igraph.Graph, sectors: Sequence[str], helices: Sequence[str]
) -> tuple[Table, Table]:
    """Each pair of neighbours of a middle makes a triad; a closed one has three middles, and is met three times."""
    neighbours = [frozenset(near) for near in ties.get_adjlist()]
    closed, middles = set[tuple[int, ...]](), Counter[tuple[str, frozenset[str]]]()
    for middle, one, other in _links(neighbours, sectors, helices):
        if sectors[middle] not in (*{sectors[one], sectors[other]}, "") and sectors[middle] in helices:
            if other in neighbours[one]:
                closed.add(tuple(sorted((middle, one, other), key=lambda at: helices.index(sectors[at]))))
            else:
                middles[sectors[middle], frozenset((sectors[middle], sectors[one], sectors[other]))] += 1
    rows: list[tuple[Cell, ...]] = []
    for three in combinations(helices, 3):
        kind = ", ".join(three)
        rows.append((kind, "closed", sum({sectors[at] for at in triad} == set(three) for triad in closed)))
        rows += [(kind, f"open, {middle} in the middle", middles[middle, frozenset(three)]) for middle in three]
    return Table(("helices", "triad", "number"), tuple(rows)), _closed(graph, ties, sectors, closed)


def _links(
    neighbours: Sequence[frozenset[int]], sectors: Sequence[str], helices: Sequence[str]
) -> Iterator[tuple[int, int, int]]:
    """Every entity with two of its neighbours that are of different helices."""
    for middle, near in enumerate(neighbours):
        ends = sorted(at for at in near if sectors[at] in helices)
        yield from ((middle, one, other) for one, other in combinations(ends, 2) if sectors[one] != sectors[other])


def _closed(graph: networkx.Graph, ties: igraph.Graph, sectors: Sequence[str], closed: set[tuple[int, ...]]) -> Table:
    rows = []
    for triad in closed:
        names: list[Hashable] = [ties.vs[at]["name"] for at in triad]
        edges = ties.get_eids(list(combinations(triad, 2)))
        least = min(ties.es[edge]["weight"] for edge in edges)
        kind = ", ".join(sectors[at] for at in triad)
        rows.append((kind, *(describe(graph, name)[0] for name in names), least, *names))
    rows.sort(key=lambda row: (-row[4], row[:4], row[5:]))
    return Table(CLOSED, tuple(rows))


def _brokers(graph: networkx.Graph, ties: igraph.Graph, sectors: Sequence[str], helices: Sequence[str]) -> Table:
    neighbours = [frozenset(near) for near in ties.get_adjlist()]
    pairs = list(combinations(helices, 2))
    linked: dict[int, Counter[frozenset[str]]] = {}
    for middle, one, other in _links(neighbours, sectors, helices):
        if other not in neighbours[one]:
            linked.setdefault(middle, Counter())[frozenset((sectors[one], sectors[other]))] += 1
    rows = []
    for middle, counted in linked.items():
        name = ties.vs[middle]["name"]
        rows.append((*describe(graph, name), *(counted[frozenset(pair)] for pair in pairs), counted.total(), name))
    rows.sort(key=lambda row: (-row[-2], row[0], row[-1]))
    columns = ("rank", "entity", "class", "sector", *(" and ".join(pair) for pair in pairs), "all pairs", "iri")
    return Table(columns, tuple((rank, *row) for rank, row in enumerate(rows, 1)))


def _whole(pairs: Table, triads: Table, brokers: Table, members: Counter[str], helices: Sequence[str]) -> Table:
    inside = sum(int(row[2] or 0) for row in pairs if row[0] == row[1])
    across = sum(int(row[2] or 0) for row in pairs if row[0] != row[1])
    counts = [members[helix] for helix in helices]
    size = sum(counts)
    alike = sum(count * (count - 1) for count in counts) / (size * (size - 1)) if size > 1 else None
    closed = sum(int(row[2] or 0) for row in triads if row[1] == "closed")
    open_ = sum(int(row[2] or 0) for row in triads if row[1] != "closed")
    links = sum(int(row[-2] or 0) for row in brokers)
    by_intermediaries = sum(int(row[-2] or 0) for row in brokers if row[3] == "intermediary")
    rows: tuple[tuple[Cell, ...], ...] = (
        ("ties between entities of the helices", inside + across),
        ("cross-helix share", across / (inside + across) if inside + across else None),
        ("cross-helix share by chance", None if alike is None else 1 - alike),
        ("closed triads", closed),
        ("open triads", open_),
        ("share of triads closed", closed / (closed + open_) if closed + open_ else None),
        ("links between helices through others", links),
        ("share of links through intermediaries", by_intermediaries / links if links else None),
    )
    return Table(("measure", "value"), rows)
