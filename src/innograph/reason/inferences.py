"""What follows from a graph's quads by OWL 2 RL, and what cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from innograph.namespaces import INFERRED_GRAPH, ONTOLOGY_GRAPH, OWL, RDFS, shorten
from innograph.reason.closures import saturate
from innograph.reason.rules import UNNAMED, Rule, bind, draw_rules, drop_idle, read_templates, unnamed

_INFERRED, _ONTOLOGY = NamedNode(INFERRED_GRAPH), NamedNode(ONTOLOGY_GRAPH)
_TRIVIAL = frozenset(NamedNode(iri) for iri in (OWL + "Thing", OWL + "Nothing", RDFS + "Resource"))
_VARIABLE = re.compile(r"\?(\w+)")

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What cannot be: the rule that says so, the fact in words, and the triples that meet.

    Terms are written as in N-Triples.
    """

    rule: str
    what: str
    triples: tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class Inference:
    """What follows from a graph: quads of the inference graph, sorted, and the contradictions met."""

    quads: tuple[Quad, ...]
    contradictions: tuple[Contradiction, ...]


def infer(quads: Iterable[Quad]) -> Inference:
    """All that follows by OWL 2 RL from the asserted quads and the ontology's, none of which is asserted.

    Left out is what tells nothing: that a thing is a thing, is the same as or below itself, or is of a class without
    a name. What the inference graph holds already counts for nothing.

    Source: W3C, OWL 2 Web Ontology Language Profiles (second edition), section 4.3.
    """
    quads = list(quads)
    asserted, ontology = Store(), Store()
    for graph, store in ((DefaultGraph(), asserted), (_ONTOLOGY, ontology)):
        store.bulk_extend(unnamed(quad for quad in quads if quad.graph_name == graph))
    templates = read_templates()
    of_terms = saturate(ontology, draw_rules(ontology, [t for t in templates if t.of_terms]))
    of_terms = [quad for quad in of_terms if quad not in asserted]
    rules = drop_idle(draw_rules(ontology, [t for t in templates if not t.of_terms]))
    asserted.bulk_extend(ontology.quads_for_pattern(None, None, None, None))
    of_things = saturate(asserted, rules)
    told = {Quad(q.subject, q.predicate, q.object, _INFERRED) for q in (*of_terms, *of_things) if _tells(q)}
    return Inference(tuple(sorted(told, key=str)), tuple(_contradictions(asserted, rules)))


def _tells(quad: Quad) -> bool:
    ends = (quad.subject, quad.object)
    return not (
        quad.subject == quad.object
        or any(end in _TRIVIAL for end in ends)
        or any(isinstance(end, NamedNode) and end.value.startswith(UNNAMED) for end in ends)
    )


def _contradictions(store: Store, rules: Sequence[Rule]) -> Iterator[Contradiction]:
    seen: set[frozenset[Triple]] = set()
    for rule in (rule for rule in rules if rule.clash):
        pattern = " . ".join(" ".join(premise) for premise in rule.premises)
        answer = store.query(f"SELECT DISTINCT * WHERE {{ {pattern} }}")
        names = [variable.value for variable in answer.variables]  # type: ignore[union-attr]
        rows = sorted(tuple(str(row[name]) for name in names) for row in answer)  # type: ignore[union-attr]
        for row in rows:
            binding = dict(zip(names, row, strict=True))
            triples = bind(rule.premises, binding)
            if frozenset(triples) not in seen:
                seen.add(frozenset(triples))
                yield Contradiction(rule.name, _told(rule.clash, binding), triples)


def _told(clash: str, binding: dict[str, str]) -> str:
    bound = _VARIABLE.sub(lambda found: binding.get(found[1], found[0]), clash)
    return re.sub(r"<([^>]*)>", lambda found: shorten(found[1]), bound)
