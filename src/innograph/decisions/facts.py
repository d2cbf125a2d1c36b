"""Decisions about facts: this relation, figure or statement is right, or wrong, or is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from innograph.decisions.additions import add_relations
from innograph.decisions.files import DecisionFile
from innograph.decisions.keys import Key, decided_key, fact_key, shown_fact
from innograph.decisions.workspace import Fact, Ruling, Workspace
from innograph.model import Claim, Reading, Statement


def decide_facts(work: Workspace, file: DecisionFile) -> list[Reading]:
    """Apply what was accepted, rejected and added, and set aside what the classes of changed entities do not allow.

    Returns:
        The readings with the facts alone that were set aside.
    """
    add_relations(work, file)
    rulings = _last_rulings(work)
    aside: list[Reading] = []
    sources: dict[Key, set[str]] = {}
    for at, reading in enumerate(work.readings):
        confirmed: set[int] = set()
        left: set[int] = set()
        for fact in _facts(reading):
            key = fact_key(work, at, fact)
            ruling = rulings.get(key)
            if ruling:
                sources.setdefault(key, set()).add(reading.document.source)
            if ruling is None or ruling.decision.kind != "reject":
                ruling = _misfit(work, at, fact) or ruling
            if ruling:
                ruling.facts.append((at, fact))
                (confirmed if ruling.decision.kind in ("accept", "add") else left).add(id(fact))
        aside.append(_parted(reading, left))
        kept = _parted(reading, {id(fact) for fact in _facts(reading)} - left)
        sure = tuple(replace(claim, confidence=1.0) if id(claim) in confirmed else claim for claim in kept.claims)
        work.readings[at] = replace(kept, claims=sure)
    _tell_lost_and_anew(work, rulings, sources)
    return aside


def _last_rulings(work: Workspace) -> dict[Key, Ruling]:
    """The ruling on each fact that was decided on; of two the later one, told if the earlier says otherwise."""
    rulings: dict[Key, Ruling] = {}
    for ruling in work.rulings.values():
        decision = ruling.decision
        if decision.kind not in ("accept", "reject", "add"):
            continue
        key = decided_key(work, decision)
        if key is None:
            if decision.kind != "add":
                work.lost(decision, "the entities")
            continue
        earlier = rulings.get(key)
        if earlier and (earlier.decision.kind == "reject") != (decision.kind == "reject"):
            one, two = earlier.decision, decision
            work.report(f"Decisions {one} and {two} contradict each other. The later holds.", one, two)
        if not earlier or earlier.decision.kind != "add" or decision.kind != "accept":
            rulings[key] = ruling
    return rulings


def _misfit(work: Workspace, at: int, fact: Fact) -> Ruling | None:
    """The decision on an entity after which a claim of it cannot hold, which is told."""
    if not isinstance(fact, Claim):
        return None
    subject, object_ = (work.of[at, end] for end in (fact.subject, fact.object))
    ruling = work.changed.get(subject) or work.changed.get(object_)
    kinds = work.things[subject].type, work.things[object_].type
    if ruling is None or work.ontology.allows(kinds[0], fact.predicate, kinds[1]):
        return None
    said = shown_fact(work, at, fact)
    source = work.readings[at].document.source
    why = f"after it the classes {kinds[0]} and {kinds[1]} do not allow {said!r}, which {source!r} says"
    work.report(f"Decision {ruling.decision}: {why}. It is set aside.", ruling.decision)
    return ruling


def _tell_lost_and_anew(work: Workspace, rulings: dict[Key, Ruling], sources: dict[Key, set[str]]) -> None:
    for key, ruling in rulings.items():
        decision = ruling.decision
        if key not in sources and decision.kind != "add":
            work.lost(decision, "anything in the documents that says so")
        elif decision.kind == "reject":
            for source in sorted(sources[key] - set(decision.documents)):
                what = f"{source!r} says anew what decision {decision} rejected. It stays rejected."
                work.report(what, decision)


def _facts(reading: Reading) -> Sequence[Fact]:
    return (*reading.claims, *reading.observations, *reading.statements)


def _parted(reading: Reading, kept: set[int]) -> Reading:
    """A reading with none but some facts, given by what `id` says of them."""
    return replace(
        reading,
        claims=tuple(claim for claim in reading.claims if id(claim) in kept),
        observations=tuple(found for found in reading.observations if id(found) in kept),
        statements=tuple(_renumbered(reading.statements, [id(found) in kept for found in reading.statements])),
    )


def _renumbered(statements: Sequence[Statement], kept: Sequence[bool]) -> Iterator[Statement]:
    """The statements that are kept; a measure addresses those challenges that are kept too."""
    places = {old: new for new, old in enumerate(at for at, keep in enumerate(kept) if keep)}
    for statement, keep in zip(statements, kept, strict=True):
        if keep:
            yield replace(statement, addresses=tuple(places[a] for a in statement.addresses if a in places))
