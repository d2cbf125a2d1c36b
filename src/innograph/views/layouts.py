"""Where the entities of a view stand."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence

_ROOM = 5.0  # so many times what the dots cover


def lay_out(
    ties: Iterable[tuple[str, str]], degree: Mapping[str, int], sizes: Mapping[str, float]
) -> dict[str, tuple[int, int]]:
    """Places by the forces of Fruchterman and Reingold, wider than high as windows and names are.

    Ties to a hub pull less than others, so that those around it find room. The same ties get the same places, in the
    units of vis-network's canvas.

    Fruchterman, T. M. J. and Reingold, E. M. (1991). Graph drawing by force-directed placement. Software: Practice and
    Experience 21(11), 1129-1164.

    Args:
        ties: the pairs of entities that are tied; those between one entity and itself do not count.
        degree: for each entity to how many others it is tied.
        sizes: each entity's radius; where many are tied to many, they move apart until there is room for all.
    """
    import igraph

    at = {node: number for number, node in enumerate(degree)}
    pairs = sorted({(a, b) if at[a] < at[b] else (b, a) for a, b in ties if a != b})
    drawn = igraph.Graph(n=len(at), edges=[(at[a], at[b]) for a, b in pairs])
    igraph.set_random_number_generator(random.Random(1991))
    pull = [max(degree[a], degree[b]) ** -0.5 for a, b in pairs]
    layout = drawn.layout_fruchterman_reingold(niter=700, weights=pull)
    apart = _find_room(layout.coords, sizes.values())
    return {
        node: (round(60 * apart * x), round(45 * apart * y)) for node, (x, y) in zip(at, layout.coords, strict=True)
    }


def _find_room(places: Sequence[Sequence[float]], sizes: Iterable[float]) -> float:
    """How many times farther apart entities must stand that they do not cover each other."""
    if len(places) < 3:
        return 1.0
    wide, high = (60 * (max(axis) - min(axis)) for axis in zip(*places, strict=True))
    covered = sum((2 * size + 8) ** 2 for size in sizes)
    return max(1.0, math.sqrt(_ROOM * covered / max(0.75 * wide * high, 1)))
