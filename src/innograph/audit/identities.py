"""Entities against each other: one name for two classes, names of two classes in one entity, two numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from innograph.model import Entity, Finding, Mention, Reading
from innograph.ontology import Ontology

_NUMBER = "documentNumber"
# What the parser or a neighbour in a list makes of a name is too little to say that it is of another class.
_GUESSED = ("model", "list")

At = tuple[int, int]


def check_identities(
    readings: Sequence[Reading],
    thing_of: Mapping[At, int],
    ontology: Ontology,
    namesakes: Collection[frozenset[str]],
) -> Iterator[Finding]:
    """What speaks against that an entity is one, and of one class.

    Args:
        readings: what was read, one a document.
        thing_of: for each (reading, entity) the number of its thing.
        ontology: the classes, and whether a thing has one document number.
        namesakes: pairs of classes whose things bear each other's names: a city and its government.
    """
    members: dict[int, list[At]] = {}
    for at, thing in sorted(thing_of.items()):
        members.setdefault(thing, []).append(at)
    for document, reading in enumerate(readings):
        for number, entity in enumerate(reading.entities):
            yield from _mixed(reading, (document, number), entity, ontology, namesakes)
    yield from _one_name(readings, members, ontology, namesakes)
    if _NUMBER in ontology.functional:
        for some in members.values():
            yield from _two_numbers(readings, some)


def _mixed(
    reading: Reading, at: At, entity: Entity, ontology: Ontology, namesakes: Collection[frozenset[str]]
) -> Iterator[Finding]:
    """An entity to which two different names were brought together that were read as two classes."""
    named: dict[str, dict[str, Mention]] = {}
    for number in entity.mentions:
        mention = reading.mentions[number]
        if mention.kind == "name" and not mention.known and mention.rule not in _GUESSED:
            named.setdefault(ontology.core(mention.type), {}).setdefault(_plain(mention.text), mention)
    for one, other in combinations(sorted(named), 2):
        if named[one].keys() & named[other].keys() or {one, other} in namesakes:
            continue
        mentions = {core: next(iter(named[core].values())) for core in (one, other)}
        said = " and ".join(f"{_shown(mention.text)!r} ({core})" for core, mention in mentions.items())
        sentences = {(at[0], mention.sentence) for mention in mentions.values() if mention.sentence >= 0}
        if sentences:
            because = f"{said} are taken for one thing, {entity.label!r}"
            yield Finding("names of two classes", "entity", (at,), because, "doubt", tuple(sorted(sentences)))


def _one_name(
    readings: Sequence[Reading],
    members: Mapping[int, Sequence[At]],
    ontology: Ontology,
    namesakes: Collection[frozenset[str]],
) -> Iterator[Finding]:
    """Two things of one name and two classes."""
    bearers: dict[str, list[At]] = {}
    for some in members.values():
        named = {_plain(_entity(readings, at).label): at for at in reversed(some) if _sentence(readings, at)}
        for label, at in named.items():
            bearers.setdefault(label, []).append(at)
    for some in bearers.values():
        for one, other in combinations(some, 2):
            entities = _entity(readings, one), _entity(readings, other)
            cores = [ontology.core(entity.type) for entity in entities]
            if cores[0] != cores[1] and set(cores) not in namesakes:
                because = f"{entities[0].label!r} is read as {cores[0]} and as {cores[1]}"
                sentences = tuple(sorted({*_sentence(readings, one), *_sentence(readings, other)}))
                yield Finding("one name, two classes", "entity", (one, other), because, "doubt", sentences)


def _two_numbers(readings: Sequence[Reading], some: Sequence[At]) -> Iterator[Finding]:
    """A thing that is given two document numbers."""
    numbered = [at for at in some if _entity(readings, at).number and _sentence(readings, at)]
    for one, other in combinations(numbered, 2):
        first, second = _entity(readings, one).number, _entity(readings, other).number
        if _plain(first) != _plain(second):
            because = f"{_entity(readings, one).label!r} has the number {first!r} and the number {second!r}"
            sentences = tuple(sorted({*_sentence(readings, one), *_sentence(readings, other)}))
            yield Finding("two numbers", "entity", (one, other), because, "doubt", sentences)


def _entity(readings: Sequence[Reading], at: At) -> Entity:
    return readings[at[0]].entities[at[1]]


def _sentence(readings: Sequence[Reading], at: At) -> list[At]:
    """The first sentence that names an entity, its number with it where it has one; none if no sentence does."""
    mentions = [readings[at[0]].mentions[number] for number in _entity(readings, at).mentions]
    named = sorted(
        (mention for mention in mentions if mention.kind == "name" and mention.sentence >= 0),
        key=lambda mention: (not mention.number, mention.sentence),
    )
    return [(at[0], mention.sentence) for mention in named[:1]]


def _plain(name: str) -> str:
    return _shown(name).casefold()


def _shown(name: str) -> str:
    return " ".join(name.split())
