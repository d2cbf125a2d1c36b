"""Why something holds: backward chaining from a triple to the asserted ones and the axioms it follows from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store

from innograph.namespaces import INFERRED_GRAPH, ONTOLOGY_GRAPH
from innograph.reason.rules import UNNAMED, Binding, Pattern, Rule, bind, draw_rules, read_templates, unnamed

_DEEPEST = 12
_WIDEST = 20
_GRAPHS: list[NamedNode | BlankNode | DefaultGraph] = [
    DefaultGraph(),
    NamedNode(ONTOLOGY_GRAPH),
    NamedNode(INFERRED_GRAPH),
]


@dataclass(frozen=True, slots=True)
class Proof:
    """Why a triple holds: it is asserted, or it follows by a rule from an axiom and from what its premises prove.

    Terms are written as in N-Triples. `rule` is empty for an asserted triple; `axiom` is what the ontology says, as a
    SPARQL pattern; `graph` is the IRI of the graph that asserts the triple, empty for the default graph.
    """

    triple: Pattern
    rule: str = ""
    axiom: str = ""
    premises: tuple[Proof, ...] = ()
    graph: str = ""

    @property
    def asserted(self) -> bool:
        """Whether the triple stands in the graph itself."""
        return not self.rule

    def leaves(self) -> Iterator[Proof]:
        """The asserted triples that all rests on."""
        if self.asserted:
            yield self
        for premise in self.premises:
            yield from premise.leaves()


class Prover:
    """Finds the shortest proof of a triple in a graph whose inferences are materialised."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._store = Store()
        self._store.bulk_extend(unnamed(quads, keep_graph=True))

    def prove(self, goal: Pattern) -> Proof | None:
        """The shortest proof of a triple, its terms written as in N-Triples; None if it does not hold."""
        # Where the ontology's own axioms do not lead there, those inferred from them do.
        for search in (self._by_axioms, self._by_all):
            for depth in range(_DEEPEST):
                proof = search.prove(goal, depth, frozenset())
                if proof:
                    return proof
        return None

    @cached_property
    def _by_axioms(self) -> _Search:
        return _Search(self._store, _GRAPHS[1:2])

    @cached_property
    def _by_all(self) -> _Search:
        return _Search(self._store, _GRAPHS[1:])


class _Search:
    """The search for a proof by the rules that the axioms of some graphs make."""

    def __init__(self, store: Store, graphs: Sequence[NamedNode | BlankNode | DefaultGraph]) -> None:
        self._store = store
        axioms = Store()
        for graph in graphs:
            axioms.bulk_extend(unnamed(store.quads_for_pattern(None, None, None, graph)))
        self._rules: dict[str, list[tuple[Rule, Pattern]]] = {}
        for rule in draw_rules(axioms, read_templates()):
            for conclusion in rule.conclusions:
                key = conclusion[1] if conclusion[1][0] != "?" else "?"
                self._rules.setdefault(key, []).append((rule, conclusion))

    def prove(self, goal: Pattern, depth: int, above: frozenset[Pattern]) -> Proof | None:
        """A proof of at most so many steps that needs none of the triples above."""
        graphs = self._graphs(goal)
        if graphs and graphs[0] != INFERRED_GRAPH:
            return Proof(goal, graph=graphs[0])
        if not depth or goal in above or not (graphs or _is_unnamed(goal)):
            return None
        for rule, conclusion in (*self._rules.get(goal[1], ()), *self._rules.get("?", ())):
            binding = _matched(conclusion, goal)
            for premises in () if binding is None else self._instances(bind(rule.premises, binding)):
                proofs = self._prove_all(premises, depth - 1, above | {goal})
                if proofs is not None:
                    return Proof(goal, rule.name, rule.axiom, proofs)
        return None

    def _prove_all(self, goals: tuple[Pattern, ...], depth: int, above: frozenset[Pattern]) -> tuple[Proof, ...] | None:
        proofs: list[Proof] = []
        for goal in goals:
            proof = self.prove(goal, depth, above)
            if proof is None:
                return None
            proofs.append(proof)
        return tuple(proofs)

    def _graphs(self, goal: Pattern) -> list[str]:
        """The graphs that hold a triple, asserting ones first; the default graph is an empty text."""
        if self._store.query(f"ASK {{ {' '.join(goal)} }}"):
            return [""]
        rows = self._store.query(f"SELECT ?g WHERE {{ GRAPH ?g {{ {' '.join(goal)} }} }}")
        names = [row["g"].value for row in rows]  # type: ignore[union-attr]
        return sorted(names, key=lambda name: (name == INFERRED_GRAPH, name))

    def _instances(self, premises: tuple[Pattern, ...]) -> Iterator[tuple[Pattern, ...]]:
        """The premises with their variables bound as the graph allows; classes without a name are not looked up."""
        if not any(term[0] == "?" for premise in premises for term in premise):
            yield premises
            return
        pattern = " . ".join(" ".join(premise) for premise in premises if not _is_unnamed(premise))
        answer = self._store.query(f"SELECT DISTINCT * WHERE {{ {pattern} }}", default_graph=_GRAPHS)
        names = [variable.value for variable in answer.variables]  # type: ignore[union-attr]
        rows = sorted(tuple(str(row[name]) for name in names) for row in answer)  # type: ignore[union-attr]
        for row in rows[:_WIDEST]:
            yield bind(premises, dict(zip(names, row, strict=True)))


def _is_unnamed(pattern: Pattern) -> bool:
    return pattern[2].startswith(f"<{UNNAMED}")


def _matched(pattern: Pattern, goal: Pattern) -> Binding | None:
    """What the variables of a pattern stand for in a triple, or None if it is no instance of it."""
    binding: dict[str, str] = {}
    for term, found in zip(pattern, goal, strict=True):
        if term[0] == "?":
            if binding.setdefault(term[1:], found) != found:
                return None
        elif term != found:
            return None
    return binding
