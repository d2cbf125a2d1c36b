"""Whether a graph has the shapes that ontology/shapes.ttl asks for, by SHACL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Literal

import pyoxigraph as ox
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, RdfFormat, Store, Triple, parse, serialize
from rdflib import RDF, SH, Graph
from rdflib import Literal as RdfLiteral
from rdflib.term import Node

from innograph.namespaces import DECISIONS_GRAPH, PREFIXES
from innograph.resources import ontology_folder

Engine = Literal["", "shacl", "pyshacl"]


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


def validate_graph(store: Store, *, engine: Engine = "") -> ValidationReport:
    """Check what a graph asserts against the shapes, and the record of people's decisions with it.

    Source: W3C, Shapes Constraint Language (SHACL), 2017.

    Args:
        store: the graph.
        engine: `shacl`, in Rust, or `pyshacl`, the reference, about a hundred times slower; by default the first that
            is installed. They differ on literals that are not of their datatype only.
    """
    shapes = (ontology_folder() / "shapes.ttl").read_text(encoding="utf-8")
    data = Store()
    for graph in (DefaultGraph(), NamedNode(DECISIONS_GRAPH)):
        data.bulk_load(store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b"", RdfFormat.N_TRIPLES)
    data.bulk_load(path=ontology_folder() / "innograph.ttl", format=RdfFormat.TURTLE)
    triples = (data.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b"").decode()
    chosen = engine or ("shacl" if find_spec("shacl") else "pyshacl")
    found = _by_shacl(triples, shapes) if chosen == "shacl" else _by_pyshacl(triples, shapes)
    return ValidationReport(tuple(sorted(found)))


def _by_shacl(triples: str, shapes: str) -> Iterator[Violation]:
    import shacl

    for result in shacl.Shapes.from_turtle(shapes).validate_text(triples, format="ntriples").results:
        terms = (result.focus_node, result.path or "", result.value or "")
        yield _violation(
            *terms, result.message or "", result.component_iri, result.root_shape or result.source_shape or ""
        )


def _by_pyshacl(triples: str, shapes: str) -> Iterator[Violation]:
    import pyshacl

    shapes_graph = Graph().parse(data=shapes, format="turtle")
    data = Graph().parse(data=triples, format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes_graph, inference="none", inplace=True)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node, path, value = (_written(report.value(result, p)) for p in (SH.focusNode, SH.resultPath, SH.value))
        shape = report.value(result, SH.sourceShape)
        named = shapes_graph.value(None, SH.property, shape) or shape
        component = report.value(result, SH.sourceConstraintComponent)
        yield _violation(node, path, value, str(report.value(result, SH.resultMessage)), str(component), str(named))


def _violation(node: str, path: str, value: str, message: str, component: str, shape: str) -> Violation:
    """A violation, its message parted into why and what to do."""
    why, _, remedy = message.partition(". ")
    return Violation(node, path, value, f"{why}." if remedy else why, remedy, component.strip("<>"), shape.strip("<>"))


def _written(term: Node | None) -> str:
    """A term as in N-Triples, on one line."""
    if isinstance(term, RdfLiteral):
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
