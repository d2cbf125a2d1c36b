"""Synergies: whether university, industry and government occur together as a system, by their mutual information.

Leydesdorff, L. (2003). The mutual information of university-industry-government relations: an indicator of the Triple
Helix dynamics. Scientometrics 58(2), 445-467.
Leydesdorff, L., Park, H. W., Lengyel, B. (2014). A routine for measuring synergy in university-industry-government
relations: mutual information as a Triple-Helix and Quadruple-Helix indicator. Scientometrics 99, 27-35.
McGill, W. J. (1954). Multivariate information transmission. Psychometrika 19, 97-116.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING, Any

from innograph.errors import AnalysisError
from innograph.query import Cell, Table

if TYPE_CHECKING:
    from numpy import ndarray

TRIPLE = ("university", "industry", "government")
QUADRUPLE = (*TRIPLE, "society")
COLUMNS = ("measure", "bits", "low", "high", "by chance")


def count_units(
    occurrences: Iterable[Set[str]], *, helices: Sequence[str] = TRIPLE, silent: bool = False
) -> dict[frozenset[str], int]:
    """How many units name each combination of the helices.

    Args:
        occurrences: for each unit (a sentence, a document, an event) the sectors that occur in it.
        helices: the sectors that count.
        silent: whether units that name none of them count, as the empty combination. Leydesdorff (2003) has none:
            each of his publications has an address.

    Returns:
        The number of units of each combination, those of none included, single helices first.

    >>> count_units([{"university"}, {"university", "society"}, {"society"}], helices=("university",))
    {frozenset({'university'}): 2}
    """
    counted = Counter(frozenset(found).intersection(helices) for found in occurrences)
    sizes = range(0 if silent else 1, len(helices) + 1)
    return {frozenset(some): counted[frozenset(some)] for size in sizes for some in combinations(helices, size)}


def measure_synergy(
    counts: Mapping[frozenset[str], int],
    *,
    helices: Sequence[str] = TRIPLE,
    resamples: int = 1000,
    seed: int = 0,
) -> Table:
    """The entropies of the helices and their mutual information T, in bits.

    Each helix is a variable that says whether it occurs in a unit. For three, T = Hu + Hi + Hg - Hui - Hug - Hig + Huig
    (Leydesdorff 2003); for any number, the entropies of one less those of two plus those of three and so on. T of two
    is 0 or more: how far one tells of the other. T of three or more can be negative: then they occur as a system in
    which uncertainty is reduced by all together beyond what pairs tell, which Leydesdorff reads as synergy.

    Where units that name no helix are left out, the helices exclude each other by that alone, and T is far below 0
    though they have nothing to do with each other. Read it against what it is by chance: where each helix occurs
    independently of the others, as often as it does, and units without any are left out just as here.

    Args:
        counts: how many units name each combination, from `count_units`; what is missing is 0.
        helices: which sectors, at least two.
        resamples: of the units, with replacement, for the interval of 95 %; 0 for none.
        seed: of the resampling.

    Returns:
        One row an entropy or a T, with its interval and what it is by chance; empty where there is no unit.

    Raises:
        AnalysisError: fewer than two helices, a helix twice, or a count below 0.
    """
    if len(helices) < 2 or len(set(helices)) < len(helices):
        raise AnalysisError(f"Helices {', '.join(helices)!r} share no information. Give two or more, each once.")
    if any(count < 0 for count in counts.values()):
        raise AnalysisError("A combination of helices occurs less than 0 times. Count again, with `count_units`.")
    import numpy as np

    cells = [frozenset(h for h, there in zip(helices, some, strict=True) if there) for some in _cells(helices)]
    observed = np.array([counts.get(cell, 0) for cell in cells], dtype=np.float64)
    total = int(observed.sum())
    names = _name_measures(helices)
    if not total:
        return Table(COLUMNS, (("units", 0, None, None, None), *((name, *[None] * 4) for name in names)))
    shares = observed / total
    named = [sum(share for cell, share in zip(cells, shares, strict=True) if helix in cell) for helix in helices]
    chance = _expect(named, silent=frozenset() in counts)
    values, expected = _inform(np.stack([shares, chance]), len(helices)).tolist()
    rows: list[tuple[Cell, ...]] = [("units", total, None, None, None)]
    low: list[float | None] = [None] * len(names)
    high = low
    if resamples:
        drawn = np.random.default_rng(seed).multinomial(total, shares, size=resamples) / total
        low, high = np.quantile(_inform(drawn, len(helices)), (0.025, 0.975), axis=0).tolist()
    rows += zip(names, values, low, high, expected, strict=True)
    silence = "count" if frozenset() in counts else "are left out"
    note = (
        f"Units that name none of the helices {silence}. By chance is where helices occur independently in these units."
    )
    return Table(COLUMNS, tuple(rows), note=note)


def _expect(named: Sequence[float], *, silent: bool) -> list[float]:
    """The share of each combination where helices occur independently, each in the share of units that is given.

    Without silent units the helices' chances p among all units, the silent ones included, are such that p over the
    share of units that are not silent is the share given. That share x solves 1 - x = product of (1 - share x), whose
    right side is convex in x: there is one solution above 0 where the shares add up to more than 1, and where they add
    up to 1 no unit has two.
    """
    x = 1.0
    if not silent:
        low, high = 0.0, 1.0
        for _ in range(60):
            x = (low + high) / 2
            if prod(1 - share * x for share in named) > 1 - x:
                high = x
            else:
                low = x
    cells = [
        prod(share * x if there else 1 - share * x for share, there in zip(named, cell, strict=True))
        for cell in _cells(named)
    ]
    if silent:
        return cells
    return [0.0, *(cell / x for cell in cells[1:])]


def compare_synergies(
    units: Mapping[str, Iterable[Set[str]]], *, helices: Sequence[str] = TRIPLE, resamples: int = 1000, seed: int = 0
) -> Table:
    """T of the helices in several sets of units, such as places or years, side by side.

    Args:
        units: for each name its units, each with its sectors; see `count_units`.
        helices: which sectors, at least two.
        resamples: of the units, for the interval, as in `measure_synergy`.
        seed: of the resampling.

    Returns:
        One row a name: how many units name a helix, each of the helices, and all of them; T with its interval, and T by
        chance.

    Raises:
        AnalysisError: as in `measure_synergy`.
    """
    rows: list[tuple[Cell, ...]] = []
    for name, found in units.items():
        counts = count_units(found, helices=helices)
        named = [sum(count for cell, count in counts.items() if helix in cell) for helix in helices]
        shared = measure_synergy(counts, helices=helices, resamples=resamples, seed=seed).rows[-1][1:]
        rows.append((name, sum(counts.values()), *named, counts.get(frozenset(helices), 0), *shared))
    return Table(("units of", "units", *helices, "all", "T", "low", "high", "T by chance"), tuple(rows))


def _cells(helices: Sequence[object]) -> Iterable[tuple[int, ...]]:
    return product((0, 1), repeat=len(helices))


def _subsets(number: int) -> list[tuple[int, ...]]:
    return [some for size in range(1, number + 1) for some in combinations(range(number), size)]


def _name_measures(helices: Sequence[str]) -> list[str]:
    subsets = [", ".join(helices[at] for at in some) for some in _subsets(len(helices))]
    return [f"H({some})" for some in subsets] + [f"T({some})" for some in subsets[len(helices) :]]


def _inform(shares: ndarray[Any, Any], number: int) -> ndarray[Any, Any]:
    """All entropies, and then T of all subsets of two helices or more.

    Args:
        shares: of shape (samples, 2 ** number), the last helix changing fastest.
        number: of helices.

    Returns:
        Of shape (samples, measures), in the order of `_name_measures`.
    """
    import numpy as np

    cube = shares.reshape(-1, *[2] * number)
    entropies = {}
    for some in _subsets(number):
        summed = cube.sum(axis=tuple(at + 1 for at in range(number) if at not in some)).reshape(len(cube), -1)
        logs = np.log2(summed, out=np.zeros_like(summed), where=summed > 0)
        entropies[some] = -(summed * logs).sum(axis=1)
    shared = [
        sum((-1) ** (len(part) + 1) * entropies[part] for part in entropies if set(part) <= set(some))
        for some in entropies
        if len(some) > 1
    ]
    return np.stack([*entropies.values(), *shared], axis=1) + 0.0
