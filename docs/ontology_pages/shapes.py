"""What the SHACL shapes ask of a class or of the ends of a property, in words."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Graph
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from ontology_pages.markdown import Writer, listed

RANGES = {
    SH.minInclusive: "from {}",
    SH.minExclusive: "above {}",
    SH.maxInclusive: "to {}",
    SH.maxExclusive: "below {}",
    SH.minLength: "of at least {} characters",
    SH.maxLength: "of at most {} characters",
}
KINDS = {SH.IRI: "an IRI", SH.Literal: "a literal", SH.BlankNode: "a blank node", SH.BlankNodeOrIRI: "no literal"}


class Shapes:
    """The shapes of shapes.ttl, by what they are targeted at."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._graph: Graph = writer.vocabulary.shapes

    def of_class(self, node: Node) -> Iterator[tuple[Node, list[str]]]:
        """What is asked of the instances of a class: for it and each class above it, if its shape asks anything."""
        for target in self._writer.vocabulary.above(node):
            if lines := self._lines(SH.targetClass, target):
                yield target, lines

    def names(self, node: Node) -> bool:
        """Whether a shape is targeted at a class itself."""
        return (None, SH.targetClass, node) in self._graph

    def of_ends(self, node: Node) -> Iterator[tuple[str, list[str]]]:
        """What is asked of the subjects and of the objects of a property."""
        for role, target in (("subject", SH.targetSubjectsOf), ("object", SH.targetObjectsOf)):
            if lines := self._lines(target, node):
                yield role, lines

    def _lines(self, kind: Node, target: Node) -> list[str]:
        found = [line for shape in self._graph.subjects(kind, target) for line in self._constraints(shape)]
        order = self._writer.vocabulary.sorted
        paths = {path: at for at, path in enumerate(order(path for path, _ in found if path))}
        return [line for _, line in sorted(found, key=lambda pair: (paths.get(pair[0], -1), pair[1]))]

    def _constraints(self, shape: Node) -> Iterator[tuple[Node | None, str]]:
        if itself := self._values(shape):
            yield None, f"is {itself}"
        for part in self._graph.objects(shape, SH.property):
            path = self._graph.value(part, SH.path)
            asked = [text for text in (self._count(part), self._values(part)) if text]
            yield path, f"{self._writer.expression(path, self._graph)}: {', '.join(asked) or 'checked'}"

    def _count(self, part: Node) -> str:
        least, most = (self._graph.value(part, bound) for bound in (SH.minCount, SH.maxCount))
        if least is not None and most is not None:
            return f"exactly {least}" if int(str(least)) == int(str(most)) else f"{least} to {most}"
        if least is not None:
            return f"at least {least}"
        return f"at most {most}" if most is not None else ""

    def _values(self, part: Node) -> str:
        """What a value must be: its class, type, form and bounds."""
        graph, term = self._graph, self._writer.term
        texts = sorted(term(value) for path in (SH["class"], SH.datatype) for value in graph.objects(part, path))
        texts += [KINDS.get(kind, term(kind)) for kind in graph.objects(part, SH.nodeKind)]
        for choices in graph.objects(part, SH["or"]):
            texts.append(listed(self._values(choice) for choice in Collection(graph, choices)))
        for values in graph.objects(part, SH["in"]):
            texts.append("one of " + self._writer.terms(Collection(graph, values), "or"))
        bounds = [words.format(value) for bound, words in RANGES.items() for value in graph.objects(part, bound)]
        texts += [" ".join(bounds).replace("of at least 1 characters", "not empty")] * bool(bounds)
        texts += [f"of the pattern `{pattern}`" for pattern in graph.objects(part, SH.pattern)]
        texts += [f"less than its {term(other)}" for other in graph.objects(part, SH.lessThan)]
        if str(graph.value(part, SH.uniqueLang)) == "true":
            texts.append("one a language")
        return ", ".join(texts)
