"""The colours of classes and communities, as far as possible those that the colour-blind can tell apart."""

from __future__ import annotations

from collections.abc import Iterable

# Paul Tol's and Okabe and Ito's colours, safe for the colour-blind as far as nineteen can be.
CLASSES = {
    "GovernmentBody": "#4f43c0",
    "Enterprise": "#0072b2",
    "University": "#117733",
    "ResearchInstitute": "#44aa99",
    "Fund": "#ddaa33",
    "FinancialInstitution": "#aa7700",
    "IntermediaryOrganisation": "#999933",
    "Person": "#cc6677",
    "Place": "#777777",
    "Platform": "#88ccee",
    "Policy": "#a83273",
    "Programme": "#aa4499",
    "Project": "#d55e8f",
    "Event": "#e69f00",
    "Award": "#f0e442",
    "Industry": "#56b4e9",
    "Technology": "#009e73",
    "Publication": "#a1887f",
    "StakeholderGroup": "#ee7733",
}
# The larger communities get one of these; the many small ones share a grey.
COMMUNITIES = (
    "#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377",
    "#ee7733", "#009988", "#882255", "#999933", "#6699cc", "#44bb99",
)  # fmt: skip
OTHER = "#bbbbbb"


def class_colours(classes: Iterable[str]) -> list[str]:
    """Each class's colour as a hexadecimal number; a class that is not in the list shares a grey."""
    return [CLASSES.get(name, OTHER) for name in classes]


def community_colours(communities: Iterable[int]) -> dict[int | None, str]:
    """Each community's colour as a hexadecimal number, for communities in the order of size; None has one, too."""
    given: dict[int | None, str] = {None: OTHER}
    for at, number in enumerate(communities):
        given[number] = COMMUNITIES[at] if at < len(COMMUNITIES) else OTHER
    return given
