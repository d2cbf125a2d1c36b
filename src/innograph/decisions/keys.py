"""What makes two facts the same, whichever document says them: so a decision finds its fact again."""

from __future__ import annotations

from innograph.decisions.files import Decision
from innograph.decisions.workspace import Fact, Workspace
from innograph.entities import Thing
from innograph.entities.names import normal
from innograph.model import Claim, Observation, Statement

Key = tuple[object, ...]


def fact_key(work: Workspace, at: int, fact: Fact) -> Key:
    """The key of a fact of the reading `at`."""
    if isinstance(fact, Claim):
        return _relation(work, work.of[at, fact.subject], fact.predicate, work.of[at, fact.object])
    if isinstance(fact, Observation):
        return ("figure", work.of[at, fact.about], *sorted(figure_words(fact).items()))
    return ("statement", *sorted(statement_words(fact).items()))


def decided_key(work: Workspace, decision: Decision) -> Key | None:
    """The key of the fact that a decision is about; nothing if one of its entities is gone."""
    ends = [work.find(decision.text(name)) for name in ("subject", "object", "about") if decision.text(name)]
    found = [thing.iri for thing in ends if thing]
    if len(found) < len(ends):
        return None
    if decision.text("relation"):
        return _relation(work, found[0], decision.text("relation"), found[1])
    if decision.words("figure"):
        return ("figure", found[0], *sorted(decision.words("figure").items())) if found else None
    return ("statement", *sorted(decision.words("statement").items()))


def fact_details(work: Workspace, at: int, fact: Fact) -> dict[str, object]:
    """What a line of decisions keeps of a fact."""
    if isinstance(fact, Claim):
        subject, object_ = (named(work.things[work.of[at, end]]) for end in (fact.subject, fact.object))
        return {"subject": subject, "relation": fact.predicate, "object": object_}
    if isinstance(fact, Observation):
        return {"figure": figure_words(fact), "about": named(work.things[work.of[at, fact.about]])}
    return {"statement": statement_words(fact)}


def shown_fact(work: Workspace, at: int, fact: Fact) -> str:
    """A fact in words."""
    if isinstance(fact, Claim):
        subject, object_ = (work.things[work.of[at, end]].label for end in (fact.subject, fact.object))
        return f"{subject} {fact.predicate} {object_}"
    if isinstance(fact, Statement):
        return f"{fact.type}: {fact.label}"
    time = f", {fact.start}" if fact.start else ""
    return f"{work.things[work.of[at, fact.about]].label}, {fact.indicator}{time}: {written_as(work, at, fact)}"


def written_as(work: Workspace, at: int, fact: Observation) -> str:
    """A figure's own characters, on one line."""
    return " ".join(work.readings[at].document.text[fact.span.begin : fact.span.end].split())


def figure_words(fact: Observation) -> dict[str, str]:
    """What a figure says, but for whom it is about."""
    words = {
        "indicator": normal(fact.indicator),
        "kind": fact.kind,
        "value": format(fact.value.normalize(), "f"),
        "unit": fact.unit,
        "bound": fact.bound,
        "start": fact.start,
        "end": fact.end,
        "whole": normal(fact.whole),
    }
    return {name: word for name, word in words.items() if word}


def statement_words(fact: Statement) -> dict[str, str]:
    """What a challenge, strength or measure says; whom it is about depends on the sentences around it."""
    return {"type": fact.type, "label": normal(fact.label)}


def named(thing: Thing) -> str:
    """A thing as a line of decisions names it."""
    return f"{thing.label} <{thing.iri}>"


def _relation(work: Workspace, subject: str, predicate: str, object_: str) -> Key:
    """The key of a relation; one that holds both ways has one key."""
    relation = work.ontology.relations.get(predicate)
    ends = sorted((subject, object_)) if relation and relation.symmetric else [subject, object_]
    return ("relation", ends[0], predicate, ends[1])
