"""Forward chaining: all that follows from a graph by rules, each round only from what the round before brought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode, Quad, Store

from innograph.reason.rules import Pattern, Rule

_LAST, _NEW = NamedNode("urn:innograph:round:last"), NamedNode("urn:innograph:round:new")


def saturate(store: Store, rules: Sequence[Rule]) -> list[Quad]:
    """Add to the default graph all that follows from it by the rules, and return what was added.

    Each rule is a SPARQL update. A round joins what the last round brought with all there is (semi-naive evaluation:
    Abiteboul, Hull and Vianu, Foundations of Databases, 1995, section 13.1).
    """
    conclusions: dict[tuple[Pattern, ...], dict[Pattern, None]] = {}
    for rule in rules:
        if not rule.clash:
            conclusions.setdefault(rule.premises, {}).update(dict.fromkeys(rule.conclusions))
    updates = [_insert(premises, then) for premises, then in conclusions.items()]
    later = [_insert(premises, then, at) for premises, then in conclusions.items() for at in range(len(premises))]
    inferred: list[Quad] = []
    while fresh := _round(store, updates):
        inferred += fresh
        updates = later
    return inferred


def _insert(premises: Sequence[Pattern], conclusions: Iterable[Pattern], last: int = -1) -> str:
    """The update of a rule; the premise number `last` is to be found among what the last round brought."""
    then = " . ".join(" ".join(pattern) for pattern in conclusions)
    given = [" ".join(pattern) for pattern in premises]
    if last >= 0:
        given = [f"GRAPH {_LAST} {{ {given[last]} }}", *given[:last], *given[last + 1 :]]
    return f"INSERT {{ GRAPH {_NEW} {{ {then} }} }} WHERE {{ {' . '.join(given)} }}"


def _round(store: Store, updates: Sequence[str]) -> list[Quad]:
    for update in updates:
        store.update(update)
    found = (Quad(q.subject, q.predicate, q.object) for q in store.quads_for_pattern(None, None, None, _NEW))
    fresh = [quad for quad in found if quad not in store]
    store.clear_graph(_NEW)
    store.clear_graph(_LAST)
    store.bulk_extend(fresh)
    store.bulk_extend(Quad(q.subject, q.predicate, q.object, _LAST) for q in fresh)
    return fresh
