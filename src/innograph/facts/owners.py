"""Whom a statement is about: who has the problem or the asset, or who acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from innograph.facts.clauses import SUBJECTS, Clause
from innograph.facts.scenes import Name, Scene

_BACK = 2


def owner_of(scenes: Sequence[Scene], at: int, clauses: Sequence[Clause], number: int) -> int:
    """The entity that a clause is about, or -1.

    In this order: the clause's subject or what stands within it, what the clause hangs on (the thing that a relative
    clause describes, the subject of the clause above), the only other name in the clause, the subject of the sentence
    before, the place of the heading, the topic of the document.
    """
    scene = scenes[at]
    for clause in _upward(clauses, number):
        if name := _subject(scene, clause):
            return name.entity
    inside = [name for name in scene.names if any(_holds(name, word.begin) for word in clauses[number].words)]
    if inside:
        return inside[0].entity
    if scene.heading_place >= 0:
        return scene.heading_place
    for earlier in range(at - 1, max(-1, at - 1 - _BACK), -1):
        before = scenes[earlier]
        if before.parse.sentence.section != scene.parse.sentence.section:
            break
        names = [name for name in before.names if _is_subject(before, name)]
        if names:
            return names[0].entity
    return scene.topic


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


def _is_subject(scene: Scene, name: Name) -> bool:
    return any(_holds(name, token.begin) and token.dep in SUBJECTS for token in scene.tokens)
