"""Whether a graph has the shapes that ontology/shapes.ttl asks for, by SHACL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox
import pyshacl
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, RdfFormat, Store, Triple, parse, serialize
from rdflib import RDF, SH, Graph, Literal
from rdflib.term import Node

from innograph.namespaces import PREFIXES
from innograph.resources import ontology_folder


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What does not conform: the node, its path and value, why, and what to do.

    Terms are written as in N-Triples, empty where the result has none. `component` is the constraint of the SHACL
    recommendation that failed and `shape` the shape that it belongs to, both IRIs.
    """

    node: str
    path: str
    value: str
    why: str
    remedy: str
    component: str
    shape: str


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What does not conform, sorted, and the same as a SHACL validation report."""

    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing was found."""
        return not self.violations

    def to_turtle(self) -> str:
        """The report in the terms of the SHACL recommendation (section 3.6), as Turtle."""
        return (serialize(_report(self), format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()


def validate_graph(store: Store) -> ValidationReport:
    """Check what a graph asserts against the shapes.

    Source: W3C, Shapes Constraint Language (SHACL), 2017; the engine is pySHACL.
    """
    folder = ontology_folder()
    shapes, ontology, data = Graph(), Graph(), Graph()
    shapes.parse(folder / "shapes.ttl")
    ontology.parse(folder / "innograph.ttl")
    asserted = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b""
    data.parse(data=asserted, format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology, inference="none", inplace=True)
    return ValidationReport(tuple(sorted(_violations(report, shapes))))


def _violations(report: Graph, shapes: Graph) -> Iterator[Violation]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node, path, value = (_written(report.value(result, p)) for p in (SH.focusNode, SH.resultPath, SH.value))
        why, _, remedy = str(report.value(result, SH.resultMessage)).partition(". ")
        shape = report.value(result, SH.sourceShape)
        yield Violation(
            node,
            path,
            value,
            f"{why}.",
            remedy,
            str(report.value(result, SH.sourceConstraintComponent)),
            str(shapes.value(None, SH.property, shape) or shape),
        )


def _written(term: Node | None) -> str:
    """A term as in N-Triples, on one line."""
    if isinstance(term, Literal):
        datatype = NamedNode(term.datatype) if term.datatype and not term.language else None
        return str(ox.Literal(str(term), language=term.language, datatype=datatype))
    return "" if term is None else term.n3()


def _report(report: ValidationReport) -> Iterator[Triple]:
    head = BlankNode("report")
    yield Triple(head, NamedNode(RDF.type), NamedNode(SH.ValidationReport))
    yield Triple(head, NamedNode(SH.conforms), ox.Literal(report.conforms))
    for number, found in enumerate(report.violations):
        result = BlankNode(f"result{number}")
        yield Triple(head, NamedNode(SH.result), result)
        yield Triple(result, NamedNode(RDF.type), NamedNode(SH.ValidationResult))
        yield Triple(result, NamedNode(SH.resultSeverity), NamedNode(SH.Violation))
        yield Triple(result, NamedNode(SH.sourceConstraintComponent), NamedNode(found.component))
        yield Triple(result, NamedNode(SH.sourceShape), NamedNode(found.shape))
        yield Triple(result, NamedNode(SH.resultMessage), ox.Literal(f"{found.why} {found.remedy}"))
        ends = ((SH.focusNode, found.node), (SH.resultPath, found.path), (SH.value, found.value))
        yield from (Triple(result, NamedNode(part), _read(term)) for part, term in ends if term)


def _read(term: str) -> Any:
    """A term written as in N-Triples."""
    (triple,) = parse(f"_:s <urn:p> {term} .", RdfFormat.N_TRIPLES)
    return triple.object
