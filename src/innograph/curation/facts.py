"""The facts that a person names: by subject, relation and object, by a figure's words, by a label or by the IRI."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from innograph.dataset import name_fact
from innograph.decisions import Workspace
from innograph.decisions.keys import fact_details, fact_key, shown_fact, written_as
from innograph.entities import Thing
from innograph.entities.names import normal
from innograph.errors import DecisionError, suggestion
from innograph.model import Claim, Observation, Statement

Fact = Claim | Observation | Statement
Place = tuple[Workspace, int, Fact]
Works = tuple[Workspace, ...]


def find_fact(works: Works, subject: Thing, middle: str, last: str) -> tuple[str, dict[str, object]]:
    """A relation by its subject, name and object, or a figure by what it is about, its indicator and its characters.

    Returns:
        The fact in words, and what the file of decisions keeps of it.

    Raises:
        DecisionError: no fact, or more than one, is so.
    """
    name = middle.removeprefix("inno:")
    about = [place for place in _facts(works) if _is_about(*place, subject.iri)]
    relations = works[0].ontology.relations
    if name in relations:
        both = relations[name].symmetric
        found = [p for p in about if isinstance(p[2], Claim) and _says(p[0], p[1], p[2], subject, name, last, both)]
        said = f"{subject.label} {name} {last}"
        return _only(found, said, said, [shown_fact(*place) for place in about])
    wanted = " ".join(last.split()).casefold()
    figures = [(work, at, fact) for work, at, fact in about if isinstance(fact, Observation)]
    measured = [place for place in figures if normal(place[2].indicator) == normal(middle)]
    if not measured:
        known = [*relations, *(place[2].indicator for place in figures)]
        what = f"{middle!r} is no relation of the ontology and no indicator of {subject.label!r}"
        raise DecisionError(f"{what}.{suggestion(middle, known)}")
    found = [p for p in measured if wanted in (written_as(*p).casefold(), format(p[2].value.normalize(), "f"))]
    return _only(found, f"{subject.label}, {middle}: {last}", last, [written_as(*place) for place in measured])


def is_stated(work: Workspace, subject: Thing, name: str, object_: Thing) -> bool:
    """Whether a relation between two entities is stated or planned."""
    both = work.ontology.relations[name].symmetric
    return any(
        fact.status in ("stated", "planned") and _says(work, at, fact, subject, name, object_.iri, both)
        for _, at, fact in _facts((work,))
        if isinstance(fact, Claim)
    )


def find_statement(works: Works, text: str) -> tuple[str, dict[str, object]]:
    """A fact by its IRI, or a challenge, strength or measure by its label.

    Returns:
        The fact in words, and what the file of decisions keeps of it.

    Raises:
        DecisionError: no fact, or more than one, is so.
    """
    iri = text.removeprefix("<").removesuffix(">")
    if "://" in iri:
        return _only([place for place in _facts(works) if _node(*place) == iri], text, "", ())
    found = [p for p in _facts(works) if isinstance(p[2], Statement) and normal(p[2].label) == normal(text)]
    labels = [place[2].label for place in _facts(works) if isinstance(place[2], Statement)]
    return _only(found, text, text, labels)


def _facts(works: Sequence[Workspace]) -> Iterator[Place]:
    for work in works:
        for at, reading in enumerate(work.readings):
            yield from ((work, at, fact) for fact in reading.claims)
            yield from ((work, at, fact) for fact in reading.observations)
            yield from ((work, at, fact) for fact in reading.statements)


def _is_about(work: Workspace, at: int, fact: Fact, iri: str) -> bool:
    ends = (fact.subject, fact.object) if isinstance(fact, Claim) else (fact.about,)
    return any(end >= 0 and work.of[at, end] == iri for end in ends)


def _says(work: Workspace, at: int, claim: Claim, subject: Thing, name: str, last: str, both: bool) -> bool:
    """Whether a claim is the one that is meant; one that holds both ways may be named either way."""
    if claim.predicate != name:
        return False
    ends = [work.things[work.of[at, end]] for end in (claim.subject, claim.object)]
    if both and ends[0].iri != subject.iri:
        ends.reverse()
    object_ = ends[1]
    called = last.removeprefix("<").removesuffix(">").casefold()
    names = {object_.iri.casefold(), *(n.casefold() for n in (object_.label, *object_.aliases))}
    return ends[0].iri == subject.iri and called in names


def _only(found: Sequence[Place], meant: str, word: str, known: Sequence[str]) -> tuple[str, dict[str, object]]:
    """The one fact that was found, in the words of the file, with the documents that say it."""
    if not found:
        raise DecisionError(f"The graph does not say {meant!r}.{suggestion(word, known)}")
    keys = {fact_key(*place): place for place in found}
    if len(keys) > 1:
        shown = "; ".join(f"{shown_fact(*place)} <{_node(*place)}>" for place in keys.values())
        raise DecisionError(f"{len(keys)} facts are {meant!r}. Say which, by its IRI: {shown}.")
    (key,) = keys
    work, at, fact = keys[key]
    documents = {work.readings[at].document.source for work, at, fact in found}
    return shown_fact(work, at, fact), {**fact_details(work, at, fact), "documents": sorted(documents)}


def _node(work: Workspace, at: int, fact: Fact) -> str:
    """What the graph calls a fact."""
    reading = work.readings[at]
    return name_fact(reading, fact, [work.of[at, number] for number in range(len(reading.entities))], work.base)
