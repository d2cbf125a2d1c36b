"""Decisions about entities: two are one, one is two, it is called so, it is of that class."""

from __future__ import annotations

from dataclasses import replace

from innograph.decisions.files import Decision
from innograph.decisions.splits import split_mentions
from innograph.decisions.workspace import Ruling, Workspace
from innograph.entities import Thing
from innograph.entities.names import normal
from innograph.errors import OntologyError


def decide_entities(work: Workspace) -> None:
    """Apply the merges, splits, renamings and changes of class, in their order."""
    for ruling in work.rulings.values():
        decision = ruling.decision
        if decision.kind not in ("merge", "split", "rename", "retype"):
            continue
        entity = work.find(decision.text("entity") or decision.text("keep"))
        if entity is None:
            work.lost(decision, "the entity")
        elif decision.kind == "merge":
            _merge(work, ruling, entity)
        elif decision.kind == "split":
            _split(work, ruling, entity)
        elif decision.kind == "rename":
            _rename(work, ruling, entity)
        else:
            _retype(work, ruling, entity)
    _tell_contradictions(work)
    for at, reading in enumerate(work.readings):
        if reading.place >= 0 and "Place" not in work.ontology.ancestors(work.things[work.of[at, reading.place]].type):
            work.readings[at] = replace(reading, place=-1)


def _merge(work: Workspace, ruling: Ruling, kept: Thing) -> None:
    decision = ruling.decision
    gone = work.find(decision.text("merge"))
    if gone is None:
        work.lost(decision, "the second entity")
        return
    # The name of what goes stays that of what was decided about, even where the documents no longer tell the two apart.
    ruling.things += [kept.iri, decision.text("merge").rpartition(" <")[2].removesuffix(">")]
    if gone.iri == kept.iri:
        return
    del work.things[gone.iri]
    work.merged[gone.iri] = kept.iri
    work.of = {pair: kept.iri if iri == gone.iri else iri for pair, iri in work.of.items()}
    reason = f"{gone.label!r} is {kept.label!r}, {decision.who} decided: {decision.why}"
    work.things[kept.iri] = replace(
        kept,
        aliases=_names(kept.label, *kept.aliases, gone.label, *gone.aliases),
        wikidata=kept.wikidata or gone.wikidata,
        number=kept.number or gone.number,
        reasons=tuple(sorted({*kept.reasons, *gone.reasons, reason})),
    )
    work.changed[kept.iri] = ruling


def _split(work: Workspace, ruling: Ruling, entity: Thing) -> None:
    decision = ruling.decision
    name, kind = decision.text("name"), decision.text("class") or entity.type
    if not _known_class(work, decision, kind):
        return
    if normal(name) == normal(entity.label):
        work.report(f"Decision {decision} would leave {entity.label!r} without its name. Rename it first.", decision)
        return
    iri = _free_iri(work, work.mint(kind, name), name, entity.iri)
    if not split_mentions(work, entity.iri, name, iri, kind):
        work.lost(decision, f"a place that calls {entity.label!r} so")
        return
    left = tuple(alias for alias in entity.aliases if normal(alias) != normal(name))
    work.things[entity.iri] = replace(entity, aliases=left)
    if iri not in work.things:
        reason = f"{name!r} is not {entity.label!r}, {decision.who} decided: {decision.why}"
        work.things[iri] = Thing(iri, kind, name, (), "", "", (reason,))
        work.merged.pop(iri, None)
    elif decision.text("class"):
        work.things[iri] = replace(work.things[iri], type=kind)
    ruling.things += [entity.iri, iri]
    work.changed[entity.iri] = work.changed[iri] = ruling
    if entity.iri not in work.of.values():
        # No place is left that calls it otherwise.
        del work.things[entity.iri]
        work.merged[entity.iri] = iri


def _rename(work: Workspace, ruling: Ruling, entity: Thing) -> None:
    name = ruling.decision.text("name")
    ruling.things.append(entity.iri)
    names = _names(name, entity.label, *entity.aliases)
    work.things[entity.iri] = replace(entity, label=name, aliases=names)


def _retype(work: Workspace, ruling: Ruling, entity: Thing) -> None:
    kind = ruling.decision.text("class")
    if _known_class(work, ruling.decision, kind):
        ruling.things.append(entity.iri)
        number = entity.number if "Policy" in work.ontology.ancestors(kind) else ""
        work.things[entity.iri] = replace(entity, type=kind, number=number)
        work.changed[entity.iri] = ruling


def _known_class(work: Workspace, decision: Decision, kind: str) -> bool:
    try:
        work.ontology.core(kind)
    except OntologyError:
        work.lost(decision, f"the class inno:{kind} in the ontology")
        return False
    return True


def _names(label: str, *names: str) -> tuple[str, ...]:
    return tuple(sorted(set(names) - {label}))


def _free_iri(work: Workspace, iri: str, name: str, taken: str) -> str:
    """An IRI for what is split off: the one that its name makes, if it is free or that of a thing called so."""
    number = 1
    found = iri
    while found == taken or (found in work.things and normal(work.things[found].label) != normal(name)):
        number += 1
        found = f"{iri}-{number}"
    return found


def _tell_contradictions(work: Workspace) -> None:
    """Tell of two names or two classes for one thing, and of what was merged and split; the later one holds."""
    last: dict[tuple[str, str], Ruling] = {}
    for ruling in work.rulings.values():
        for key in _settles(ruling):
            earlier = last.get(key)
            if earlier and _way(earlier.decision) != _way(ruling.decision):
                one, two = earlier.decision, ruling.decision
                work.report(f"Decisions {one} and {two} contradict each other. The later holds.", one, two)
            last[key] = ruling


def _settles(ruling: Ruling) -> list[tuple[str, str]]:
    """What a decision settles: the name or the class of a thing, or whether a name is the thing's."""
    decision = ruling.decision
    if not ruling.things:
        return []
    if decision.kind == "merge":
        return [(ruling.things[0], normal(decision.text("merge").rpartition(" <")[0]))]
    if decision.kind == "split":
        return [(ruling.things[0], normal(decision.text("name")))]
    return [(decision.kind, ruling.things[0])] if decision.kind in ("rename", "retype") else []


def _way(decision: Decision) -> tuple[str, str]:
    """Which way a decision settles it."""
    if decision.kind in ("merge", "split"):
        return decision.kind, ""
    return decision.kind, decision.text("name") or decision.text("class")
