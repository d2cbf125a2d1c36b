"""What a person names in a decision, found in the graph's records: things by label or IRI, facts by what they say.

accept, reject   SUBJECT RELATION OBJECT | ENTITY INDICATOR FIGURE | STATEMENT (its label), or the fact's IRI
add              SUBJECT RELATION OBJECT
merge            ENTITY OTHER: the second becomes a name of the first
split            ENTITY NAME [CLASS]: the name becomes an entity of its own
rename           ENTITY NAME
retype           ENTITY CLASS
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from innograph.curation.facts import find_fact, find_statement, is_stated
from innograph.decisions import KINDS, Workspace
from innograph.decisions.keys import named
from innograph.entities import Thing
from innograph.entities.names import normal
from innograph.errors import DecisionError, OntologyError, suggestion

_USES = {
    "accept": ("SUBJECT RELATION OBJECT", (1, 3)),
    "reject": ("SUBJECT RELATION OBJECT", (1, 3)),
    "add": ("SUBJECT RELATION OBJECT", (3,)),
    "merge": ("ENTITY OTHER", (2,)),
    "split": ("ENTITY NAME [CLASS]", (2, 3)),
    "rename": ("ENTITY NAME", (2,)),
    "retype": ("ENTITY CLASS", (2,)),
}
Meaning = tuple[str, dict[str, object]]


def read_terms(works: tuple[Workspace, Workspace], kind: str, terms: Sequence[str]) -> Meaning:
    """What a decision says in words, and its details as the file of decisions keeps them.

    Args:
        works: what the graph holds, and what was set aside of it.
        kind: the kind of decision.
        terms: what it is about.

    Raises:
        DecisionError: something is not in the graph, or cannot be decided so.
        OntologyError: the ontology has no such class or relation.
    """
    if kind not in _USES:
        raise DecisionError(f"{kind!r} is no kind of decision.{suggestion(kind, KINDS)} Known: {', '.join(KINDS)}.")
    use, numbers = _USES[kind]
    if len(terms) not in numbers:
        raise DecisionError(f"A decision to {kind} is about {use}, not {len(terms)} terms. Put names into quotes.")
    held = works[0]
    if kind in ("accept", "reject"):
        if len(terms) == 1:
            return find_statement(works, terms[0])
        return find_fact(works, find_thing(held, terms[0]), terms[1], terms[2])
    if kind == "add":
        return _addition(held, *terms)
    entity = find_thing(held, terms[0])
    if kind == "merge":
        return _merge(entity, find_thing(held, terms[1]))
    if kind == "split":
        return _split(held, entity, terms[1], terms[2] if len(terms) > 2 else "")
    if kind == "rename":
        if terms[1].strip() in ("", entity.label):
            raise DecisionError(f"{entity.label!r} needs another name than {terms[1]!r}.")
        name = " ".join(terms[1].split())
        return f"{entity.label} to {name}", {"entity": named(entity), "name": name}
    return f"{entity.label} to {_class(held, terms[1])}", {"entity": named(entity), "class": _class(held, terms[1])}


def find_thing(work: Workspace, text: str) -> Thing:
    """The entity that is meant by a label in any case, or by its IRI.

    Raises:
        DecisionError: nothing, or more than one thing, is called so.
    """
    iri = text.removeprefix("<").removesuffix(">")
    if iri in work.things:
        return work.things[iri]
    found = [thing for thing in work.things.values() if text.casefold() in _names(thing)]
    chief = [thing for thing in found if thing.label.casefold() == text.casefold()]
    found = chief if len(chief) == 1 else found
    if len(found) > 1:
        iris = " ".join(f"<{thing.iri}>" for thing in found)
        raise DecisionError(f"{len(found)} entities are called {text!r}. Say which, by its IRI: {iris}.")
    if not found:
        near = suggestion(text, (name for thing in work.things.values() for name in (thing.label, *thing.aliases)))
        raise DecisionError(f"No entity of the graph is called {text!r}.{near}")
    return found[0]


def _names(thing: Thing) -> Iterator[str]:
    return (name.casefold() for name in (thing.label, *thing.aliases))


def _addition(work: Workspace, subject: str, relation: str, object_: str) -> Meaning:
    one, two = find_thing(work, subject), find_thing(work, object_)
    name = relation.removeprefix("inno:")
    if not work.ontology.allows(one.type, name, two.type):
        known = work.ontology.relations[name]
        raise DecisionError(
            f"inno:{name} does not hold between {one.label!r} (inno:{one.type}) and {two.label!r} (inno:{two.type}), "
            f"but from {_listed(known.domain)} to {_listed(known.range)}. Take another relation, or retype."
        )
    if one.iri == two.iri:
        raise DecisionError(f"{one.label!r} and {two.label!r} are one entity. A relation is between two.")
    said = f"{one.label} {name} {two.label}"
    if is_stated(work, one, name, two):
        raise DecisionError(f"The graph says {said!r} already. To confirm it, accept it.")
    return said, {"subject": named(one), "relation": name, "object": named(two)}


def _listed(classes: frozenset[str]) -> str:
    return ", ".join(f"inno:{name}" for name in sorted(classes))


def _merge(kept: Thing, gone: Thing) -> Meaning:
    if kept.iri == gone.iri:
        raise DecisionError(f"{kept.label!r} and {gone.label!r} are one entity already.")
    return f"{gone.label} into {kept.label}", {"keep": named(kept), "merge": named(gone)}


def _split(work: Workspace, entity: Thing, name: str, kind: str) -> Meaning:
    if normal(name) == normal(entity.label):
        raise DecisionError(
            f"{name!r} is what {entity.label!r} itself is called. Rename it first, or split another name."
        )
    forms = {
        reading.mentions[mention].text
        for at, reading in enumerate(work.readings)
        for number, found in enumerate(reading.entities)
        if work.of[at, number] == entity.iri
        for mention in found.mentions
    }
    form = next((form for form in sorted(forms) if normal(form) == normal(name)), "")
    if not form:
        near = suggestion(name, forms)
        raise DecisionError(f"No place in the documents calls {entity.label!r} {name!r}.{near}")
    chosen = _class(work, kind) if kind else ""
    said = f"{form} from {entity.label}" + (f" as {chosen}" if chosen else "")
    return said, {"entity": named(entity), "name": " ".join(form.split()), "class": chosen}


def _class(work: Workspace, text: str) -> str:
    """The class of entities that is meant by a name, with or without prefix."""
    name = text.removeprefix("inno:")
    try:
        work.ontology.core(name)
    except OntologyError as error:
        raise DecisionError(str(error)) from error
    return name
