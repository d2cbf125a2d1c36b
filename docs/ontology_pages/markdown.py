"""Terms, class expressions and tables as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Node

from ontology_pages.vocabulary import Vocabulary, is_own, local

HEAD = "<!-- Written by docs/ontology.py from the files under ontology/. Change those, then run: make docs -->\n"
WAYS = (
    "[Overview](README.md) · [Classes](classes.md) · [Properties](properties.md) · [Schemes](schemes.md) · "
    "[Alignments](alignments.md)\n"
)
LANGUAGES = ("en", "zh")
CARDINALITIES = {
    OWL.cardinality: "exactly",
    OWL.qualifiedCardinality: "exactly",
    OWL.minCardinality: "at least",
    OWL.minQualifiedCardinality: "at least",
    OWL.maxCardinality: "at most",
    OWL.maxQualifiedCardinality: "at most",
}
FACETS = {
    XSD.minInclusive: "from",
    XSD.maxInclusive: "to",
    XSD.minExclusive: "above",
    XSD.maxExclusive: "below",
    XSD.pattern: "of the pattern",
    XSD.length: "of the length",
    XSD.minLength: "of at least the length",
    XSD.maxLength: "of at most the length",
}


def page(title: str, *blocks: str) -> str:
    """A page: a note that it is generated, its title, the ways to the others, its blocks."""
    return "\n".join([HEAD, f"# {title}\n", WAYS, *(f"{block.strip()}\n" for block in blocks if block.strip())])


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; in its cells neither bars nor line breaks do harm."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")


def plain(text: str) -> str:
    """A text of the ontology with nothing in it that Markdown would take for a sign."""
    return re.sub(r"([\\`*_\[\]<])", r"\\\1", text)


def listed(texts: Iterable[str], last: str = "or") -> str:
    """Texts in a row: `a, b or c`."""
    *rest, end = list(texts) or [""]
    return f"{', '.join(rest)} {last} {end}" if rest else end


def anchor(heading: str) -> str:
    """The fragment that leads to a heading of plain words: in small letters, with hyphens for spaces."""
    return "".join(c for c in heading.lower().replace(" ", "-") if c.isalnum() or c in "-_")


class Writer:
    """Writes terms as links to where they are described."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._places = {node: f"classes.md#{anchor(local(node))}" for node in vocabulary.classes}
        self._places |= {node: f"properties.md#{anchor(local(node))}" for node in vocabulary.properties}
        for whole in vocabulary.classes:
            place = f"schemes.md#{anchor(vocabulary.label(whole))}"
            self._places |= dict.fromkeys(vocabulary.enumerated(whole), place)

    def term(self, node: Node) -> str:
        """A term: a link to its section if it has one, else its name as in Turtle."""
        if node in self._places:
            return f"[{local(node)}]({self._places[node]})"
        if isinstance(node, Literal):
            return f"`{node}`"
        return f"`{local(node) if is_own(node) else self.vocabulary.name(node)}`"

    def labels(self, node: Node, between: str = ", ") -> str:
        """A term's names in English and Chinese."""
        return between.join(plain(self.vocabulary.label(node, language)) for language in LANGUAGES)

    def texts(self, node: Node, part: URIRef) -> Iterator[str]:
        """What an annotation says of a term, in each language in which it says anything."""
        for language in LANGUAGES:
            if text := self.vocabulary.text(node, part, language=language):
                yield plain(text)

    def terms(self, nodes: Iterable[Node], last: str = "") -> str:
        """Terms in a row, between commas, or with a word before the last."""
        texts = [self.term(node) for node in nodes]
        return listed(texts, last) if last else ", ".join(texts)

    def expression(self, node: Node, graph: Graph | None = None) -> str:
        """Any class or data range in words, however it is put together."""
        graph = graph if graph is not None else self.vocabulary.ontology
        if isinstance(node, URIRef):
            return self.term(node)
        if (node, OWL.onProperty, None) in graph:
            return self._restriction(node, graph)
        for relation, last in ((OWL.unionOf, "or"), (OWL.oneOf, "or"), (OWL.intersectionOf, "and")):
            if parts := graph.value(node, relation):
                texts = [self.expression(part, graph) for part in Collection(graph, parts)]
                return ("one of " if relation == OWL.oneOf else "") + listed(texts, last)
        for relation in (OWL.complementOf, OWL.datatypeComplementOf):
            if part := graph.value(node, relation):
                return f"anything but {self.expression(part, graph)}"
        if base := graph.value(node, OWL.onDatatype):
            return f"{self.term(base)} {self._facets(node, graph)}".strip()
        return self.term(node) if isinstance(node, Literal) else "an unnamed class"

    def _restriction(self, node: Node, graph: Graph) -> str:
        path = graph.value(node, OWL.onProperty)
        inverse = graph.value(path, OWL.inverseOf) if not isinstance(path, URIRef) else None
        link = f"{self.term(inverse)} (read backwards)" if inverse else self.term(path)
        of = graph.value(node, OWL.onClass) or graph.value(node, OWL.onDataRange)
        kind = f" of {'class' if (node, OWL.onClass, None) in graph else 'type'} " if of else ""
        for relation, words in CARDINALITIES.items():
            if (number := graph.value(node, relation)) is not None:
                return f"{words} {number} {link}{kind}{self.expression(of, graph) if of else ''}"
        if part := graph.value(node, OWL.someValuesFrom):
            return f"at least one {link} of {self.expression(part, graph)}"
        if part := graph.value(node, OWL.allValuesFrom):
            return f"every {link} is of {self.expression(part, graph)}"
        if (value := graph.value(node, OWL.hasValue)) is not None:
            return f"{link} is {self.term(value)}"
        return f"a restriction on {link}"

    def _facets(self, node: Node, graph: Graph) -> str:
        facets = graph.value(node, OWL.withRestrictions)
        found = [pair for part in Collection(graph, facets) for pair in graph.predicate_objects(part)] if facets else []
        order = list(FACETS)
        pairs = sorted(found, key=lambda pair: (order.index(pair[0]) if pair[0] in order else len(order), str(pair)))
        return " ".join(f"{FACETS.get(facet, self.vocabulary.name(facet))} {value}" for facet, value in pairs)

    def ends(self, node: Node) -> tuple[str, str]:
        """A property's domain and range in words."""
        graph = self.vocabulary.ontology
        domain, range_ = (
            "; ".join(sorted(self.expression(whole) for whole in graph.objects(node, end))) or "anything"
            for end in (RDFS.domain, RDFS.range)
        )
        return domain, range_

    def characteristics(self, node: Node) -> list[str]:
        """What OWL calls a property, such as transitive or symmetric."""
        kinds = sorted(local(kind) for kind in self.vocabulary.ontology.objects(node, RDF.type))
        plain = {"ObjectProperty", "DatatypeProperty", "AnnotationProperty"}
        return [kind.removesuffix("Property").lower() for kind in kinds if kind not in plain]
