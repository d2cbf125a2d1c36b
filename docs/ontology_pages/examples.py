"""The worked examples of examples.ttl, as Turtle."""

from __future__ import annotations

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from ontology_pages.vocabulary import Vocabulary

LONGEST = 14
"""An example of a property shows no more lines than this of its subject."""


class Examples:
    """Finds for a class or a property what shows it best, and writes it down."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._graph = vocabulary.examples

    def of_class(self, node: Node) -> str:
        """The first instance of a class with all that is said of it; empty where there is none."""
        instances = [item for item in self._graph.subjects(RDF.type, node) if isinstance(item, URIRef)]
        return self._fenced(self._described(self._first(instances))) if instances else ""

    def of_property(self, node: Node) -> str:
        """The first triple with a property; empty where there is none."""
        subjects = [item for item in self._graph.subjects(node) if isinstance(item, URIRef)]
        if not subjects:
            return ""
        subject = self._first(subjects)
        return self._fenced(f"{self._vocabulary.name(subject)} {self._said(subject, node, '')} .")

    def _first(self, nodes: list[URIRef]) -> URIRef:
        return min(nodes, key=str)

    def _fenced(self, turtle: str) -> str:
        return f"```turtle\n{turtle}\n```"

    def _described(self, subject: Node) -> str:
        """All that is said of a subject, its class first."""
        paths = set(self._graph.predicates(subject))
        ordered = sorted(paths, key=lambda path: (path != RDF.type, self._vocabulary.name(path)))
        lines = [self._said(subject, path, "    ") for path in ordered]
        return f"{self._vocabulary.name(subject)} " + " ;\n    ".join(lines) + " ."

    def _said(self, subject: Node, path: Node, indent: str) -> str:
        name = "a" if path == RDF.type else self._vocabulary.name(path)
        return f"{name} " + " , ".join(sorted(self._value(node, indent) for node in self._graph.objects(subject, path)))

    def _value(self, node: Node, indent: str) -> str:
        if isinstance(node, BNode):
            paths = sorted(set(self._graph.predicates(node)), key=self._vocabulary.name)
            return "[ " + " ; ".join(self._said(node, path, indent) for path in paths) + " ]"
        if isinstance(node, Literal):
            return self._literal(node)
        return self._vocabulary.name(node)

    def _literal(self, node: Literal) -> str:
        if node.datatype in {XSD.integer, XSD.decimal, XSD.boolean}:
            return str(node)
        quoted = '"' + str(node).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        if node.language:
            return f"{quoted}@{node.language}"
        plain = node.datatype in {None, XSD.string}
        return quoted if plain else f"{quoted}^^{self._vocabulary.name(node.datatype)}"
