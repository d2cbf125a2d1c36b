"""What is finer than what in the ontology that a store holds, and what lies in what in the world that it tells of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pyoxigraph import Store

from innograph.analysis.selections import check_known
from innograph.namespaces import INNO, ONTOLOGY_GRAPH, sparql_prefixes

_ABSTRACT = frozenset({"Entity", "Actor", "Organisation", "Instrument"})
_ABOVE = f"""{sparql_prefixes()}
SELECT ?name ?above WHERE {{ GRAPH <{ONTOLOGY_GRAPH}> {{ ?name a %s . OPTIONAL {{ ?name %s ?above }} }} }}"""
_WITHIN = f"{sparql_prefixes()} SELECT ?inner ?outer WHERE {{ ?inner inno:locatedIn|inno:partOf ?outer }}"

Hierarchy = dict[str, set[str]]


def read_classes(store: Store) -> Hierarchy:
    """For each class of the ontology itself and all the classes it is finer than, by their local names."""
    return _read(store, "owl:Class", "rdfs:subClassOf")


def read_relations(store: Store) -> Hierarchy:
    """For each relation of the ontology itself and all the relations it is finer than, by their local names."""
    return _read(store, "owl:ObjectProperty", "rdfs:subPropertyOf")


def find_cores(classes: Mapping[str, Collection[str]]) -> dict[str, str]:
    """For each class of entities the class of the annotation guide that it is, or is finer than.

    Such a core class is one right below inno:Entity, inno:Actor, inno:Organisation or inno:Instrument that is none of
    these.

    Args:
        classes: from `read_classes`.
    """
    return {
        name: max(
            (c for c in set(above) - _ABSTRACT if "Entity" in classes.get(c, ())), key=lambda c: (-len(classes[c]), c)
        )
        for name, above in classes.items()
        if "Entity" in above and name not in _ABSTRACT
    }


def check_classes(classes: Hierarchy, wanted: Iterable[str]) -> None:
    """Refuse the name of no class of entities.

    Raises:
        AnalysisError: the ontology has no such class, or it is no entities'.
    """
    known = {name for name, above in classes.items() if "Entity" in above}
    check_known(wanted, known, what="Class", shown=set(find_cores(classes).values()), where="the ontology")


def read_outers(store: Store) -> dict[str, set[str]]:
    """For each entity what it is located in or part of, by their IRIs: what is stated, without what follows."""
    outers: dict[str, set[str]] = {}
    for row in _ask(store, _WITHIN):
        outers.setdefault(row["inner"].value, set()).add(row["outer"].value)
    return outers


def find_inside(outers: Mapping[str, Iterable[str]], places: Iterable[str]) -> set[str]:
    """The places, and all that lies in them or in what lies in them.

    >>> sorted(find_inside({"a": ["b"], "b": ["c"], "d": ["e"]}, ["c"]))
    ['a', 'b', 'c']
    """
    inner: dict[str, list[str]] = {}
    for one, others in outers.items():
        for other in others:
            inner.setdefault(other, []).append(one)
    return {one for place in places for one in find_outer(inner, place)}


def _read(store: Store, kind: str, finer: str) -> Hierarchy:
    direct: dict[str, set[str]] = {}
    for row in _ask(store, _ABOVE % (kind, finer)):
        above = direct.setdefault(row["name"].value, set())
        if row["above"] is not None:
            above.add(row["above"].value)
    own = {name: {one for one in above if one in direct} for name, above in direct.items() if name.startswith(INNO)}
    return {
        name.removeprefix(INNO): {one.removeprefix(INNO) for one in find_outer(own, name) if one in own} for name in own
    }


def find_outer(outers: Mapping[str, Iterable[str]], start: str) -> set[str]:
    """A thing and all that is above it.

    >>> sorted(find_outer({"a": ["b"], "b": ["c"], "d": ["c"]}, "a"))
    ['a', 'b', 'c']
    """
    found, waiting = {start}, [start]
    while waiting:
        for one in outers.get(waiting.pop(), ()):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return found


def _ask(store: Store, query: str) -> Any:
    return store.query(query)
