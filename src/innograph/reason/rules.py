"""The rules of OWL 2 RL, drawn from the ontology: one rule for each axiom that a rule of the recommendation speaks of.

Source: W3C, OWL 2 Web Ontology Language Profiles (second edition), section 4.3; the table is ontology/rules.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from innograph.errors import OntologyError
from innograph.namespaces import PREFIXES, RDF
from innograph.resources import ontology_folder

Pattern = tuple[str, str, str]
Binding = Mapping[str, str]

TYPE = f"<{RDF}type>"
UNNAMED = "urn:innograph:unnamed:"
_FIRST, _REST, _NIL = (NamedNode(RDF + name) for name in ("first", "rest", "nil"))
_VARIABLE = re.compile(r"\?(\w+)")
_PREFIXED = re.compile(r"(?<![<\w])([a-z]+):(\w+)")


@dataclass(frozen=True, slots=True)
class Rule:
    """What follows from what: where all premises hold, the conclusions do too, or (`clash`) it cannot be.

    A term is an IRI or literal as SPARQL writes it, or a variable with its question mark.
    """

    name: str
    axiom: str
    premises: tuple[Pattern, ...]
    conclusions: tuple[Pattern, ...] = ()
    clash: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A row of the table: a rule of the recommendation, from which an ontology draws rules of its own."""

    name: str
    axioms: str
    premises: tuple[Pattern, ...]
    repeated: tuple[Pattern, ...]
    list: str
    conclusions: tuple[Pattern, ...]
    clash: str

    @property
    def of_terms(self) -> bool:
        """Whether the rule tells of classes and properties alone (`scm-`)."""
        return self.name.startswith("scm-")


@cache
def read_templates() -> tuple[Template, ...]:
    """The rows of ontology/rules.toml, in order.

    Raises:
        OntologyError: the file cannot be parsed, or a row has neither `then` nor `clash`.
    """
    path = ontology_folder() / "rules.toml"
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["rule"]
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise OntologyError(f"{path.name} cannot be read: {error}. Correct it.") from error
    return tuple(_template(row) for row in rows)


def _template(row: dict[str, str]) -> Template:
    if ("then" in row) == ("clash" in row):
        raise OntologyError(f"Rule {row.get('name')!r} of rules.toml needs `then` or `clash`, one of them. Correct it.")
    premises = _patterns(row.get("if", ""))
    return Template(
        row["name"],
        _expanded(row.get("axioms", "")),
        _patterns(row.get("also", "")) if "list" in row else premises,
        premises if "list" in row else (),
        row.get("list", ""),
        _patterns(row.get("then", "")),
        row.get("clash", ""),
    )


def _patterns(text: str) -> tuple[Pattern, ...]:
    triples = [tuple(triple.split()) for triple in _expanded(text).split(" . ") if triple.strip()]
    return tuple((s, TYPE if p == "a" else p, o) for s, p, o in triples)


def _expanded(text: str) -> str:
    """Prefixed names as IRIs."""
    return _PREFIXED.sub(lambda found: f"<{PREFIXES[found[1]]}{found[2]}>", text)


def unnamed(quads: Iterable[Quad], *, keep_graph: bool = False) -> Iterator[Quad]:
    """Quads with IRIs for their blank nodes, so that rules can speak of a class without a name.

    All are put into the default graph, unless they are to keep their own.
    """
    for quad in quads:
        subject, object_ = quad.subject, quad.object
        if isinstance(subject, BlankNode):
            subject = NamedNode(UNNAMED + subject.value)
        if isinstance(object_, BlankNode):
            object_ = NamedNode(UNNAMED + object_.value)
        yield Quad(subject, quad.predicate, object_, quad.graph_name if keep_graph else None)


def draw_rules(ontology: Store, templates: Sequence[Template]) -> list[Rule]:
    """The rules that an ontology's axioms make of the templates, none twice.

    Args:
        ontology: its axioms in the default graph, without blank nodes (see `unnamed`).
        templates: what to draw from.
    """
    drawn = [rule for template in templates for rule in _drawn(ontology, template)]
    return list(dict.fromkeys(drawn))


def _drawn(ontology: Store, template: Template) -> Iterator[Rule]:
    if not template.axioms:
        yield Rule(template.name, "", template.premises, template.conclusions, template.clash)
        return
    for binding in _solutions(ontology, f"SELECT DISTINCT * WHERE {{ {template.axioms} }}"):
        rule = Rule(
            template.name,
            _bound_text(template.axioms, binding),
            bind(template.premises, binding),
            bind(template.conclusions, binding),
            _bound_text(template.clash, binding),
        )
        yield _unrolled(ontology, template, rule, binding) if template.list else rule


def _unrolled(ontology: Store, template: Template, rule: Rule, binding: Binding) -> Rule:
    """A rule over a list: its premise once for each member, the steps of a chain linked one to the next."""
    members = list(_members(ontology, NamedNode(binding[template.list[1:]][1:-1])))
    steps: list[Pattern] = []
    for at, member in enumerate(members):
        names = {"i": member, "u": f"?u{at}", "v": f"?u{at + 1}", "z": f"?z{at}"}
        steps += bind(template.repeated, {**binding, **names})
    ends = {"u": "?u0", "v": f"?u{len(members)}"}
    conclusions = bind(template.conclusions, {**binding, **ends})
    return replace(rule, premises=(*steps, *rule.premises), conclusions=conclusions)


def _members(ontology: Store, cell: Any) -> Iterator[str]:
    """The members of an RDF list, in order."""
    while cell != _NIL:
        (first,) = ontology.quads_for_pattern(cell, _FIRST, None)
        (rest,) = ontology.quads_for_pattern(cell, _REST, None)
        yield str(first.object)
        cell = rest.object


def _solutions(store: Store, sparql: str) -> list[dict[str, str]]:
    answer = store.query(sparql)
    names = [variable.value for variable in answer.variables]  # type: ignore[union-attr]
    rows = [{name: str(row[name]) for name in names} for row in answer]  # type: ignore[union-attr]
    return sorted(rows, key=lambda row: [row[name] for name in sorted(row)])


def bind(patterns: Sequence[Pattern], binding: Binding) -> tuple[Pattern, ...]:
    """Patterns with their variables replaced."""
    return tuple(tuple(binding.get(t[1:], t) if t[0] == "?" else t for t in p) for p in patterns)  # type: ignore[misc]


def _bound_text(text: str, binding: Binding) -> str:
    shown = re.sub(r"\s*\.?\s*FILTER.*", "", text)
    return _VARIABLE.sub(lambda found: binding.get(found[1], found[0]), shown)


def drop_idle(rules: Sequence[Rule]) -> list[Rule]:
    """The rules without those that only put things into a class without a name from which nothing follows."""
    kept = list(rules)
    while True:
        wanted = {p[2] for rule in kept for p in rule.premises if p[1] == TYPE}
        left = [rule for rule in kept if not _is_idle(rule, wanted)]
        if len(left) == len(kept):
            return kept
        kept = left


def _is_idle(rule: Rule, wanted: set[str]) -> bool:
    return bool(rule.conclusions) and all(
        p[1] == TYPE and p[2].startswith(f"<{UNNAMED}") and p[2] not in wanted for p in rule.conclusions
    )
