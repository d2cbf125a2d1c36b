"""Relations read off the surface: a verb between two names, where the parse may have gone astray."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from innograph.facts.scenes import Name, Scene
from innograph.model import Entity, Token
from innograph.ontology import ORGANISATION_CLASSES

_AUXILIARY = frozenset({"be", "have", "will", "shall", "should", "may", "can", "must", "do", "would", "could", "get"})
_CLAUSE = frozenset({";", ":", "；"})
_LIST = re.compile(
    r"\s*(?:,\s*(?:and\s+|or\s+|as well as\s+)?|and\s+|or\s+|as well as\s+|&\s*|、|/|;)\s*"
    r"(?:(?:the|an?)\s+)?(?:(?!(?:in|of|for|on|by|to|with|from|at|which|who|that|is|are|was|were|has|whose|its|under)\b)"
    r"[a-z][\w-]*\s+){0,3}$"
)
_SHORT = re.compile(r"\s?[(（](?:hereinafter|hereafter|short|the|or|\W)*\s*$")
_CLOSED = re.compile(r"[\"”’']?\s?[)）]")
LEVELS = ("Zone", "District", "City", "Province", "Country", "Region")


@dataclass(frozen=True, slots=True)
class VerbBetween:
    """The one full verb between two names, whether it is passive, and the preposition right before the second name."""

    verb: Token
    passive: bool
    preposition: str


def name_lists(scene: Scene) -> list[list[Name]]:
    """The names of a sentence in order, those that are listed side by side and of one class together."""
    lists: list[list[Name]] = []
    for name in _with_short_forms(scene):
        last = lists[-1][-1] if lists else None
        if last and _of_one_sort(last, name) and joins(scene.text[last.end : name.begin]):
            lists[-1].append(name)
        else:
            lists.append([name])
    return lists


def joins(apart: str) -> bool:
    """Whether words between two names make a list of them: "A, the bank B and C"."""
    return bool(_LIST.match(apart))


def _with_short_forms(scene: Scene) -> Iterator[Name]:
    """The names of a sentence, a short form in brackets behind a name taken as a part of it."""
    last: Name | None = None
    for name in scene.names:
        if last and name.entity == last.entity and _SHORT.fullmatch(scene.text[last.end : name.begin]):
            closed = _CLOSED.match(scene.text, name.end)
            last = replace(last, end=closed.end() if closed else name.end)
            continue
        if last:
            yield last
        last = name
    if last:
        yield last


def _of_one_sort(first: Name, second: Name) -> bool:
    """Whether two names may stand in one list: both of organisations, else both of one class, places of one level."""
    if first.core in ORGANISATION_CLASSES and second.core in ORGANISATION_CLASSES:
        return True
    of_level = first.core != "Place" or "Place" in (first.type, second.type) or first.type == second.type
    return first.core == second.core and of_level


def level(name: Name | Entity) -> int:
    """How large a place is, by its class; one of no known size counts as a city."""
    return LEVELS.index(name.type) if name.type in LEVELS else 2


def verb_between(scene: Scene, left: Name, right: Name) -> VerbBetween | None:
    """The verb that joins two names, if there is exactly one between them and no new subject."""
    between = [t for t in scene.tokens if left.end <= t.begin and t.end <= right.begin]
    if not between or any(t.text in _CLAUSE for t in between):
        return None
    verbs = [t for t in between if t.pos == "VERB" and t.lemma not in _AUXILIARY]
    if len(verbs) != 1:
        return None
    verb = verbs[0]
    before = [t for t in between if t.begin < verb.begin]
    after = [t for t in between if t.begin > verb.begin]
    if any(t.dep in ("nsubj", "nsubjpass") and t.tag not in ("WDT", "WP") for t in (*before[:-1], *after)):
        return None
    auxiliary = any(t.lemma == "be" for t in before)
    preposition = _preposition(after)
    passive = verb.tag in ("VBN", "VBD") and (auxiliary or (preposition == "by" and not _finite(before)))
    return VerbBetween(verb, passive, preposition)


def _finite(before: Sequence[Token]) -> bool:
    return any(t.lemma == "have" for t in before)


def _preposition(after: Sequence[Token]) -> str:
    """The preposition that the second name stands behind, articles and what describes the name passed over."""
    for token in reversed(after):
        if token.pos in ("ADP", "SCONJ", "PART") and token.text.lower() not in ("of", "’s", "'s"):
            return token.text.lower()
        if token.pos not in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADP", "PART", "CCONJ", "PUNCT"):
            return ""
    return ""
