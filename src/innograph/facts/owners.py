"""Whom a statement is about: who has the problem or the asset, or who acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from innograph.facts.clauses import SUBJECTS, Clause
from innograph.facts.scenes import Name, Scene


def owner_of(scene: Scene, clauses: Sequence[Clause], number: int, instruments: frozenset[str]) -> int:
    """The entity that a clause is about, or -1.

    In this order: the clause's subject or what stands within it, what the clause hangs on (the thing that a relative
    clause describes, the subject of the clause above), a programme or the like that it names, the place of the heading,
    the topic of the document, any name in the clause.

    Args:
        scene: the sentence.
        clauses: its clauses.
        number: which of them.
        instruments: the classes of what measures are made by.
    """
    for clause in _upward(clauses, number):
        if name := _subject(scene, clause):
            return name.entity
    clause = clauses[number]
    inside = [name for name in scene.names if clause.begin <= name.begin < clause.end and name.core != "Technology"]
    named = next((name.entity for name in inside if name.core in instruments), -1)
    for candidate in (named, scene.heading_place, scene.topic):
        if candidate >= 0:
            return candidate
    return inside[0].entity if inside else -1


def _upward(clauses: Sequence[Clause], number: int) -> Iterator[Clause]:
    """A clause and those that it hangs on, the nearest first."""
    while number >= 0:
        yield clauses[number]
        number = clauses[number].parent


def _subject(scene: Scene, clause: Clause) -> Name | None:
    """The name that is a clause's subject or stands in it; for a relative clause, the name that it describes."""
    if clause.role in ("relcl", "acl"):
        described = scene.tokens[clause.head.head]
        return next((name for name in scene.names if _holds(name, described.begin)), None)
    subject = next((word for word in clause.words if word.dep in SUBJECTS and word.head == clause.head.index), None)
    if subject is None:
        return None
    direct = next((name for name in scene.names if _holds(name, subject.begin)), None)
    if direct:
        return direct
    within = _under(scene, subject.index)
    return next((name for name in scene.names if any(_holds(name, scene.tokens[i].begin) for i in within)), None)


def _under(scene: Scene, top: int) -> list[int]:
    """The words that hang on a word, in order."""
    found = [top]
    for index in found:
        found += [token.index for token in scene.tokens if token.head == index and token.index != index]
    return sorted(found)


def _holds(name: Name, offset: int) -> bool:
    return name.begin <= offset < name.end
