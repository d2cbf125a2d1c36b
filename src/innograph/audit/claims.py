"""Claims against each other: stated and denied, two objects where one can hold, both ways, at two times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from innograph.audit.places import Containment
from innograph.model import Claim, Finding, Reading, Severity
from innograph.ontology import Ontology, Relation

# A claim of less confidence is read from what stands side by side: too little to hold one sentence against another.
_FIRM = 0.5
# What lies where must be said in words for two places to speak against each other.
_SAID = 0.55


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as the audit needs it: where it was read, and the things and names of its ends."""

    at: tuple[int, int]
    claim: Claim
    subject: int
    object: int
    names: tuple[str, str]
    types: tuple[str, str]

    @property
    def sentences(self) -> set[tuple[int, int]]:
        """The sentences that state it, each as the number of its reading and its number there."""
        return {(self.at[0], number) for number in self.claim.sentences}

    def words(self, relation: Relation) -> str:
        """The claim in words."""
        return f"{self.names[0]} {relation.label} {self.names[1]}"


def read_claims(readings: Sequence[Reading], thing_of: Mapping[tuple[int, int], int]) -> list[Told]:
    """The claims of all readings between two things, those that are too unsure left out."""
    told = []
    for at, reading in enumerate(readings):
        for number, claim in enumerate(reading.claims):
            ends = reading.entities[claim.subject], reading.entities[claim.object]
            things = thing_of[at, claim.subject], thing_of[at, claim.object]
            if things[0] != things[1] and claim.confidence >= _FIRM:
                names, types = (ends[0].label, ends[1].label), (ends[0].type, ends[1].type)
                told.append(Told((at, number), claim, *things, names, types))
    return told


def check_claims(told: Sequence[Told], ontology: Ontology, places: Containment) -> Iterator[Finding]:
    """What contradicts what, in the order of the claims.

    Claims of one sentence, and claims of times that do not overlap, do not contradict each other.
    """
    groups: dict[tuple[str, object], list[Told]] = {}
    for one in told:
        relation = ontology.relations[one.claim.predicate]
        groups.setdefault((relation.name, frozenset((one.subject, one.object))), []).append(one)
        if relation.one_of:
            groups.setdefault((relation.name, ("subject", one.subject)), []).append(one)
        if relation.once:
            groups.setdefault((relation.name, ("object", one.object)), []).append(one)
    found: dict[tuple[tuple[int, int], ...], Finding] = {}
    for (predicate, _), some in groups.items():
        if len({(one.subject, one.object, one.claim.status, one.claim.start[:4]) for one in some}) == 1:
            continue
        for one, other in combinations(some, 2):
            because = _conflict(one, other, ontology.relations[predicate], ontology, places)
            if because and not one.sentences & other.sentences:
                found.setdefault((one.at, other.at), _finding(one, other, *because))
    yield from (found[at] for at in sorted(found))


def _conflict(
    one: Told, other: Told, relation: Relation, ontology: Ontology, places: Containment
) -> tuple[str, str] | None:
    """The rule by which two claims of one relation exclude each other, and why, if they do."""
    said, also = one.words(relation), other.words(relation)
    statuses = {one.claim.status, other.claim.status}
    if statuses == {"stated", "denied"} and _is_same(one, other, relation):
        return ("stated and denied", f"{said!r} is stated and denied") if _may_meet(one, other) else None
    if statuses != {"stated"}:
        return None
    back = (one.subject, one.object) == (other.object, other.subject)
    if back and relation.one_way and _may_meet(one, other):
        return "both ways", f"{said!r} and {also!r}: it holds one way only"
    years = one.claim.start[:4], other.claim.start[:4]
    lasting = one.object == other.object and bool(relation.once & ontology.ancestors(one.types[1]))
    if lasting and all(years) and years[0] != years[1]:
        return "two times", f"{said!r} in {years[0]} and {also!r} in {years[1]}: it happens once"
    if one.subject == other.subject and one.object != other.object and _may_meet(one, other):
        return _two_objects(one, other, relation, ontology, places)
    return None


def _two_objects(
    one: Told, other: Told, relation: Relation, ontology: Ontology, places: Containment
) -> tuple[str, str] | None:
    if min(one.claim.confidence, other.claim.confidence) < _SAID:
        return None
    if not all(relation.one_for & ontology.ancestors(told.types[0]) for told in (one, other)):
        return None
    if not all(relation.one_of & ontology.ancestors(told.types[1]) for told in (one, other)):
        return None
    if relation.transitive:
        if not (places.is_known(one.object) and places.is_known(other.object)):
            return None
        if places.is_nested(one.object, other.object):
            return None
        why = "neither lies in the other"
    else:
        why = "only one can hold"
    return "two objects", f"{one.words(relation)!r} and {other.words(relation)!r}: {why}"


def _is_same(one: Told, other: Told, relation: Relation) -> bool:
    ends = (other.subject, other.object)
    return (one.subject, one.object) in ((ends, ends[::-1]) if relation.symmetric else (ends,))


def _may_meet(one: Told, other: Told) -> bool:
    """Whether two claims may be of one time, by their years."""
    if not (one.claim.start and other.claim.start):
        return True
    begins = [told.claim.start[:4] for told in (one, other)]
    ends = [(told.claim.end or told.claim.start)[:4] for told in (one, other)]
    return max(begins) <= min(ends)


def _finding(one: Told, other: Told, rule: str, because: str) -> Finding:
    """A contradiction, or a doubt where only one of the two has a time: then they may be of different ones."""
    timed = [bool(told.claim.start) for told in (one, other)]
    severity: Severity = "contradiction" if timed[0] == timed[1] else "doubt"
    sentences = tuple(sorted(one.sentences | other.sentences))
    return Finding(rule, "claim", (one.at, other.at), because, severity, sentences)
