"""Which layer of the ecosystem a claim is of, and who acts in it."""

from __future__ import annotations

from innograph.analysis.claims import Claim
from innograph.analysis.scopes import Scope

LAYERS = ("policies", "actors", "platforms", "events", "places", "others", "mentions")
_LYING = frozenset({"locatedIn", "partOf"})


def find_layer(scope: Scope, claim: Claim) -> str:
    """The layer that a claim is of: each is of one, the first that fits."""
    ends = claim.subject, claim.object
    if claim.relation == "targets" and scope.is_a(claim.subject, "Instrument"):
        return "policies"
    if all(acts(scope, claim, end) for end in ends):
        return "actors"
    for core, layer in (("Platform", "platforms"), ("Event", "events")):
        if any(scope.is_a(end, core) and acts(scope, claim, other) for end, other in (ends, ends[::-1])):
            return layer
    return "places" if claim.relation in _LYING else "others"


def acts(scope: Scope, claim: Claim, end: str) -> bool:
    """Whether an end of a claim is an actor: an organisation, a person, or a place by a relation of taking part."""
    return scope.is_a(end, "Actor") or (scope.is_a(end, "Place") and scope.involves(claim))
