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
from typing import TYPE_CHECKING, Any

from innograph.errors import AnalysisError
from innograph.query import Cell, Table

if TYPE_CHECKING:
    from numpy import ndarray

TRIPLE = ("university", "industry", "government")
QUADRUPLE = (*TRIPLE, "society")
COLUMNS = ("measure", "bits", "low", "high")


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

    Args:
        counts: how many units name each combination, from `count_units`; what is missing is 0.
        helices: which sectors, at least two.
        resamples: of the units, with replacement, for the interval of 95 %; 0 for none.
        seed: of the resampling.

    Returns:
        One row an entropy or a T, with its interval; empty where there is no unit.

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
        return Table(COLUMNS, (("units", 0, None, None), *((name, None, None, None) for name in names)))
    values = _inform(observed[None, :] / total, len(helices))[0]
    rows: list[tuple[Cell, ...]] = [("units", total, None, None)]
    if resamples:
        drawn = np.random.default_rng(seed).multinomial(total, observed / total, size=resamples) / total
        low, high = np.quantile(_inform(drawn, len(helices)), (0.025, 0.975), axis=0)
        rows += [(n, float(v), float(a), float(b)) for n, v, a, b in zip(names, values, low, high, strict=True)]
    else:
        rows += [(name, float(value), None, None) for name, value in zip(names, values, strict=True)]
    return Table(COLUMNS, tuple(rows))


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
        One row a name: how many units name a helix, each of the helices, and all of them; T with its interval.

    Raises:
        AnalysisError: as in `measure_synergy`.
    """
    rows: list[tuple[Cell, ...]] = []
    for name, found in units.items():
        counts = count_units(found, helices=helices)
        named = [sum(count for cell, count in counts.items() if helix in cell) for helix in helices]
        *_, (_, shared, low, high) = measure_synergy(counts, helices=helices, resamples=resamples, seed=seed)
        rows.append((name, sum(counts.values()), *named, counts.get(frozenset(helices), 0), shared, low, high))
    return Table(("units of", "units", *helices, "all", "T", "low", "high"), tuple(rows))


def _cells(helices: Sequence[str]) -> Iterable[tuple[int, ...]]:
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
