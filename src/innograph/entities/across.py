"""Entities of many documents to the things of the graph: one IRI a thing, every merge with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from innograph.entities.names import PLURALS, normal, singular, slug
from innograph.gazetteer import Gazetteer
from innograph.model import Entity, Reading
from innograph.ontology import Ontology

_SHORTEST_ALIAS = 5


@dataclass(slots=True)
class Thing:
    """One thing of the graph and the document entities that are it."""

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...]
    wikidata: str
    number: str
    reasons: tuple[str, ...]


@dataclass(slots=True)
class _Cluster:
    core: str
    members: list[Entity] = field(default_factory=list)
    reasons: set[str] = field(default_factory=set)


def merge_entities(
    readings: Sequence[Reading], ontology: Ontology, gazetteer: Gazetteer, base: str
) -> tuple[list[Thing], dict[tuple[int, int], int]]:
    """The things behind the entities of all documents.

    Two entities are one thing if the gazetteer knows them by the same name, or if they are of one class and bear the
    same name or one bears the other's label as an alias. Two of different classes are never merged.

    Returns:
        The things, in the order of their IRIs, and for each (reading, entity) the number of its thing.
    """
    clusters: dict[str, _Cluster] = {}
    keys: dict[tuple[int, int], str] = {}
    for at, reading in enumerate(readings):
        for number, entity in enumerate(reading.entities):
            core = ontology.core(entity.type)
            key = _key(entity, core)
            cluster = clusters.setdefault(key, _Cluster(core))
            cluster.members.append(entity)
            keys[at, number] = key
    moved = _by_alias(clusters)
    for key, target in moved.items():
        alias, name = (min(member.label for member in clusters[at].members) for at in (key, target))
        clusters[target].reasons.add(f"{alias!r} is an alias of {name!r}")
    for key, target in moved.items():
        clusters[target].members += clusters[key].members
    final = {key: cluster for key, cluster in clusters.items() if key not in moved}
    things = {key: _thing(cluster, gazetteer) for key, cluster in sorted(final.items())}
    _mint(things, final, base)
    order = sorted(things, key=lambda key: things[key].iri)
    place_of = {key: at for at, key in enumerate(order)}
    return [things[key] for key in order], {pair: place_of[moved.get(key, key)] for pair, key in keys.items()}


def _key(entity: Entity, core: str) -> str:
    if entity.known:
        return f"known {entity.known}"
    name = normal(entity.label)
    return f"{core} {singular(name) if core in PLURALS else name}"


def _by_alias(clusters: dict[str, _Cluster]) -> dict[str, str]:
    """Which clusters go into which other: those whose label another of the class, and only one, bears as an alias."""
    bearers: dict[tuple[str, str], set[str]] = {}
    for key, cluster in clusters.items():
        for entity in cluster.members:
            for alias in entity.aliases:
                if len(alias) >= _SHORTEST_ALIAS or alias.isupper():
                    bearers.setdefault((cluster.core, normal(alias)), set()).add(key)
    moved: dict[str, str] = {}
    for key, cluster in sorted(clusters.items()):
        others = set().union(*(bearers.get((cluster.core, normal(e.label)), set()) for e in cluster.members)) - {key}
        if len(others) == 1 and not key.startswith("known "):
            target = next(iter(others))
            if target not in moved and key not in moved.values():
                moved[key] = target
    return moved


def _thing(cluster: _Cluster, gazetteer: Gazetteer) -> Thing:
    known = next((e.known for e in cluster.members if e.known), "")
    labels = Counter(e.label for e in cluster.members)
    label = known or min(labels, key=lambda text: (-len(text), -labels[text], text))
    types = Counter(e.type for e in cluster.members)
    kind = min(types, key=lambda name: (name == cluster.core, -types[name], name))
    names = {name for e in cluster.members for name in (e.label, *e.aliases)} - {label}
    entry = gazetteer.entries.get(known) if known else None
    reasons = {reason for e in cluster.members for reason in e.merges} | cluster.reasons
    return Thing(
        iri="",
        type=entry.type if entry else kind,
        label=label,
        aliases=tuple(sorted(names)),
        wikidata=entry.wikidata if entry else "",
        number=next((e.number for e in cluster.members if e.number), ""),
        reasons=tuple(sorted(reasons)),
    )


def _mint(things: dict[str, Thing], clusters: dict[str, _Cluster], base: str) -> None:
    """Give each thing an IRI of its class and name; of two whose names make the same slug the later gets a number."""
    taken: Counter[str] = Counter()
    for key, thing in things.items():
        path = f"{slug(clusters[key].core)}/{slug(thing.label)}"
        taken[path] += 1
        thing.iri = f"{base}entity/{path}" + (f"-{taken[path]}" if taken[path] > 1 else "")
