"""Small worlds: whether a network is clustered like a village and yet short of paths like chance.

Humphries, M. D., Gurney, K. (2008). Network 'small-world-ness': a quantitative method for determining canonical network
equivalence. PLoS ONE 3(4), e0002051.
Viger, F., Latapy, M. (2005). Efficient and simple generation of random simple connected graphs with prescribed degree
sequence. Computing and Combinatorics (COCOON), LNCS 3595, 440-449.
"""

from __future__ import annotations

import warnings
from math import isnan
from statistics import fmean
from typing import TYPE_CHECKING

from innograph.analysis.networks import largest_component, read_ties, seeded, share_between
from innograph.errors import AnalysisError, suggestion
from innograph.query import Cell, Table

if TYPE_CHECKING:
    import igraph
    import networkx

COLUMNS = ("measure", "value", "by chance", "low", "high", "ratio")
REFERENCES = ("degrees", "ties")


def measure_small_world(
    graph: networkx.Graph, *, reference: str = "degrees", samples: int = 100, seed: int = 0
) -> Table:
    """Clustering and distance of the largest component against random networks, and sigma, the ratio of their ratios.

    Sigma (Humphries and Gurney 2008) is clustering over that by chance, divided by the mean distance over that by
    chance; above 1 the network is a small world. It is given for clustering as the mean over entities (Watts and
    Strogatz) and as transitivity (the share of closed triples). Ties count without direction and weight.

    Args:
        graph: from `to_networkx`.
        reference: what the random networks share with the component: `degrees`, which makes them connected networks
            with the same degree of each entity (Viger and Latapy 2005), or only the number of `ties`, as in the paper;
            their mean distance is then over the pairs that a path connects.
        samples: how many random networks.
        seed: of the random networks.

    Returns:
        One row a measure: its value, its mean by chance, the interval of 95 % of the random networks, and the ratio of
        value to mean; for sigma the value alone. Empty where there is no such value: a component of less than three
        entities, or no closed triple in any random network.

    Raises:
        AnalysisError: the reference is unknown, or there is no sample.
    """
    if reference not in REFERENCES:
        near = suggestion(reference, REFERENCES)
        raise AnalysisError(f"There is no reference {reference!r}.{near} Known: {', '.join(REFERENCES)}.")
    if samples < 1:
        raise AnalysisError(f"{samples} random networks show no chance. Give at least 1.")
    ties = read_ties(graph)
    core = largest_component(ties) if ties.vcount() else ties
    if core.vcount() < 3:
        names = ("clustering", "transitivity", "mean distance", "sigma", "sigma by transitivity")
        return Table(COLUMNS, tuple((name, *[None] * 5) for name in names))
    values = _measure(core)
    chance = [_measure(random) for random in _draw(core, reference, samples, seed)]
    rows: list[tuple[Cell, ...]] = []
    ratios: list[float | None] = []
    for at, name in enumerate(("clustering", "transitivity", "mean distance")):
        drawn = [one[at] for one in chance]
        mean = fmean(drawn)
        ratios.append(values[at] / mean if mean else None)
        rows.append((name, values[at], mean, *share_between(drawn), ratios[-1]))
    clustering, transitivity, distance = ratios
    for name, ratio in (("sigma", clustering), ("sigma by transitivity", transitivity)):
        sigma = ratio / distance if ratio is not None and distance else None
        rows.append((name, sigma, None, None, None, None))
    kept = "degrees" if reference == "degrees" else "number of ties"
    note = f"Of the largest component, {core.vcount():,} entities, against {samples} random networks with its {kept}."
    return Table(COLUMNS, tuple(rows), note=note)


def _measure(ties: igraph.Graph) -> tuple[float, float, float]:
    closed = ties.transitivity_undirected()
    return (
        ties.transitivity_avglocal_undirected(mode="zero"),
        0.0 if isnan(closed) else closed,
        ties.average_path_length(),
    )


def _draw(core: igraph.Graph, reference: str, samples: int, seed: int) -> list[igraph.Graph]:
    import igraph

    with seeded(seed), warnings.catch_warnings():
        if reference == "degrees":
            # igraph warns where the component is the only network with its degrees, which is then what it gives.
            warnings.simplefilter("ignore", RuntimeWarning)
            degrees = core.degree()
            return [igraph.Graph.Degree_Sequence(degrees, method="vl") for _ in range(samples)]
        return [igraph.Graph.Erdos_Renyi(n=core.vcount(), m=core.ecount()) for _ in range(samples)]
