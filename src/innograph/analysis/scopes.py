"""The entities and claims of a selection: what every projection is drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Store

from innograph.analysis.claims import (
    Claim,
    Entity,
    Meeting,
    read_claims,
    read_documents,
    read_entities,
    read_meetings,
)
from innograph.analysis.hierarchies import (
    Hierarchy,
    check_classes,
    find_cores,
    find_inside,
    read_classes,
    read_outers,
    read_relations,
)
from innograph.analysis.sectors import NO_SECTOR, find_sectors
from innograph.analysis.selections import Selection, check_known, find_places
from innograph.namespaces import sparql_prefixes

_OTHER_NAMES = f"{sparql_prefixes()} SELECT ?entity ?name WHERE {{ ?entity skos:altLabel ?name }}"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a selection leaves of a graph, and what the ontology says of its classes and relations.

    Attributes:
        entities: by IRI, with those that the selection's classes leave out, for the second modes of projections.
        chosen: the IRIs of those that the classes do not leave out.
        claims: those kept whose two ends are in `entities`.
        classes, relations: for each class or relation itself and those that it is finer than.
        nodes: the attributes of the nodes, by IRI.
        meetings: the sentences that name several entities, if they were asked for.
    """

    entities: dict[str, Entity]
    chosen: frozenset[str]
    claims: tuple[Claim, ...]
    classes: Hierarchy
    relations: Hierarchy
    nodes: dict[str, dict[str, Any]]
    meetings: tuple[Meeting, ...]

    def is_a(self, entity: str, *names: str) -> bool:
        """Whether an entity is of one of the classes or of one finer."""
        return not self.classes.get(self.entities[entity].type, set()).isdisjoint(names)

    def involves(self, claim: Claim) -> bool:
        """Whether the subject takes an active part by the relation (inno:involvedWith)."""
        return "involvedWith" in self.relations.get(claim.relation, ())


def choose_scope(store: Store, selection: Selection, *, meetings: bool = False) -> Scope:
    """Read what a selection leaves of a graph.

    A sentence has no time: a period leaves all or (without `undated`) none of them.

    Args:
        store: the graph's store.
        selection: what is wanted.
        meetings: whether to read who is named with whom.

    Raises:
        AnalysisError: the graph knows no such place, class, relation or document.
    """
    classes, relations = read_classes(store), read_relations(store)
    check_classes(classes, selection.classes)
    claims = read_claims(store)
    check_known(selection.relations, relations, what="Relation", shown={claim.relation for claim in claims})
    check_known(selection.documents, set(read_documents(store).values()), what="Document")
    every = read_entities(store)
    wanted = set(selection.relations)
    told = [
        claim._replace(documents=tuple(one for one in claim.documents if _is_wanted(one, selection)))
        for claim in claims
        if claim.subject in every
        and claim.object in every
        and selection.keeps(claim)
        and (not wanted or not wanted.isdisjoint({claim.relation, *relations.get(claim.relation, ())}))
    ]
    kept = _of_documents(every, selection.documents)
    if selection.places:
        kept &= _of_places(store, every, told, classes, selection.places)
    chosen = {
        entity
        for entity in kept
        if not selection.classes or not classes.get(every[entity].type, set()).isdisjoint(selection.classes)
    }
    met = read_meetings(store) if meetings and selection.covers("", "") else []
    return Scope(
        {entity: one for entity, one in every.items() if entity in kept},
        frozenset(chosen),
        tuple(claim for claim in told if claim.subject in kept and claim.object in kept),
        classes,
        relations,
        _describe(every, kept, classes, selection.documents),
        tuple(one for one in met if _is_wanted(one.document, selection)),
    )


def _is_wanted(document: str, selection: Selection) -> bool:
    return not selection.documents or document in selection.documents


def _of_documents(entities: dict[str, Entity], documents: Iterable[str]) -> set[str]:
    wanted = set(documents)
    return {name for name, entity in entities.items() if not wanted or not wanted.isdisjoint(entity.mentions)}


def _of_places(
    store: Store, entities: dict[str, Entity], claims: list[Claim], classes: Hierarchy, places: Iterable[str]
) -> set[str]:
    """The entities of some places, and what without a location of its own is related to them."""
    names = {name: [entity.label] for name, entity in entities.items() if "Place" in classes.get(entity.type, ())}
    for row in store.query(_OTHER_NAMES):  # type: ignore[union-attr]
        if row["entity"].value in names:
            names[row["entity"].value].append(row["name"].value)
    outers = read_outers(store)
    inside = find_inside(outers, sorted(find_places(places, names)))
    fixed = {"Organisation", "Place"}
    free = {
        name
        for name, entity in entities.items()
        if name not in outers and fixed.isdisjoint(classes.get(entity.type, ()))
    }
    along = {end for claim in claims for end, other in _both_ways(claim) if end in free and other in inside}
    # What a policy of the place is meant for is of interest with it, wherever else it is spoken of.
    along |= {c.object for c in claims if c.subject in along and c.object in free and c.relation == "targets"}
    return inside | along


def _both_ways(claim: Claim) -> tuple[tuple[str, str], tuple[str, str]]:
    return (claim.subject, claim.object), (claim.object, claim.subject)


def _describe(
    entities: dict[str, Entity], kept: set[str], classes: Hierarchy, documents: Iterable[str]
) -> dict[str, dict[str, Any]]:
    """The attributes of nodes; mentions are counted in the documents wanted."""
    cores, sectors, wanted = find_cores(classes), find_sectors(classes), set(documents)
    return {
        name: {
            "label": entity.label,
            "type": entity.type,
            "core": cores.get(entity.type, entity.type),
            "sector": sectors.get(entity.type, NO_SECTOR),
            "mentions": sum(n for document, n in entity.mentions.items() if not wanted or document in wanted),
        }
        for name, entity in entities.items()
        if name in kept
    }
