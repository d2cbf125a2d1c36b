"""The sector of society that a class of entities is of: university, industry, government, intermediary or society.

Which class is of which sector, and after whom, is said in ontology/sectors.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Set
from functools import cache

from innograph.errors import OntologyError
from innograph.resources import ontology_folder

SECTORS = ("university", "industry", "government", "intermediary", "society")
NO_SECTOR = "none"


def find_sectors(hierarchy: Mapping[str, Set[str]]) -> dict[str, str]:
    """The sector of each class: one of `SECTORS`, or `NO_SECTOR`.

    A class is of the sector of the nearest class above it (or itself) that ontology/sectors.toml lists.

    Args:
        hierarchy: for each class itself and all classes it is finer than, by their local names.

    Raises:
        OntologyError: ontology/sectors.toml names a sector that there is not.

    >>> find_sectors({"Fund": {"Fund"}, "GuideFund": {"Fund", "GuideFund"}, "City": {"City"}})
    {'Fund': 'intermediary', 'GuideFund': 'government', 'City': 'none'}
    """
    listed = _read_sectors()
    found = {}
    for name, above in hierarchy.items():
        nearest = max(
            (one for one in above if one in listed), key=lambda one: (len(hierarchy.get(one, ())), one), default=""
        )
        found[name] = listed.get(nearest, NO_SECTOR)
    return found


@cache
def _read_sectors() -> dict[str, str]:
    """The sector of each class that ontology/sectors.toml lists."""
    path = ontology_folder() / "sectors.toml"
    listed = {}
    for sector, names in tomllib.loads(path.read_text(encoding="utf-8"))["sectors"].items():
        if sector not in SECTORS:
            raise OntologyError(f"Sector {sector!r} of {path.name} is unknown. Known: {', '.join(SECTORS)}.")
        listed.update(dict.fromkeys(names, sector))
    return listed
