"""The page of classes: their hierarchy, then a section for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from ontology_pages.examples import Examples
from ontology_pages.markdown import Writer, anchor, page
from ontology_pages.schemes import heading
from ontology_pages.shapes import Shapes
from ontology_pages.vocabulary import GUIDE_CLASSES, local

KINDS = {
    RDFS.subClassOf: "finer than",
    RDFS.subPropertyOf: "finer than",
    OWL.equivalentClass: "the same as",
    OWL.equivalentProperty: "the same as",
    SKOS.exactMatch: "the same as",
    SKOS.closeMatch: "close to",
    SKOS.broadMatch: "narrower in meaning than",
    SKOS.narrowMatch: "wider in meaning than",
    SKOS.relatedMatch: "related to",
}
INTRODUCTION = """Each section says what a class is, in English and Chinese, what it may be related to, and what the
shapes ask of it. Relations are named one way; [properties](properties.md#the-same-relations-read-backwards) has
their inverses. "As Actor" means: because it is an Actor."""


def write_classes(writer: Writer) -> str:
    """The page of all classes."""
    vocabulary = writer.vocabulary
    shapes, examples = Shapes(writer), Examples(vocabulary)
    tops = [node for node in vocabulary.classes if not any(p in vocabulary.classes for p in vocabulary.parents(node))]
    hierarchy = "\n".join(line for node in tops for line in _branch(writer, node, 0))
    sections = [_section(writer, shapes, examples, node) for node in vocabulary.classes]
    return page(
        "Classes",
        INTRODUCTION,
        "## The hierarchy",
        hierarchy,
        "## The hierarchy in a picture",
        "The darker boxes are the nineteen classes of entities of the [overview](README.md#the-classes-of-entities).",
        "![The hierarchy of the classes](hierarchy.svg)",
        "## Each class",
        *sections,
    )


def _branch(writer: Writer, node: Node, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}- {writer.term(node)}: {writer.labels(node)}"
    for child in writer.vocabulary.children(node):
        yield from _branch(writer, child, depth + 1)


def _section(writer: Writer, shapes: Shapes, examples: Examples, node: Node) -> str:
    vocabulary = writer.vocabulary
    below = writer.terms(vocabulary.children(node))
    lines = [
        *(f"**Example** {text}" for text in writer.texts(node, SKOS.example)),
        *_above(writer, node),
        *([f"**Finer classes** {below}"] if below else []),
        *_axioms(writer, node),
        *_concepts(writer, node),
        *(_relations(writer, shapes, node)),
        *links(writer, node),
    ]
    worked = examples.of_class(node)
    return "\n\n".join(
        [introduction(writer, node), "\n".join(f"- {line}" for line in lines), *([worked] if worked else [])]
    )


def introduction(writer: Writer, node: Node) -> str:
    """A section's heading, its labels, its IRI, its definition and its remarks, in both languages."""
    remarks = "  \n> ".join(writer.texts(node, RDFS.comment))
    blocks = [
        f"### {local(node)}",
        f"**{writer.labels(node, '** · **')}** · `{node}`",
        "  \n".join(writer.texts(node, SKOS.definition)),
        f"> {remarks}" if remarks else "",
    ]
    return "\n\n".join(filter(None, blocks))


def _above(writer: Writer, node: Node) -> Iterator[str]:
    """The ways up from a class to the top, by the ontology's own classes."""
    parents = writer.vocabulary.parents(node)
    if not parents:
        return
    if len(parents) > 1 or parents[0] not in writer.vocabulary.classes:
        yield f"**Superclasses** {writer.terms(parents)}"
        return
    way = [parents[0]]
    while len(more := writer.vocabulary.parents(way[0])) == 1:
        way.insert(0, more[0])
    yield f"**Superclasses** {' › '.join(writer.term(parent) for parent in way)}"


def _axioms(writer: Writer, node: Node) -> Iterator[str]:
    """What OWL says of a class beyond its place in the hierarchy."""
    vocabulary = writer.vocabulary
    for relation, words in ((OWL.equivalentClass, "Is"), (RDFS.subClassOf, "By definition")):
        for text in sorted(writer.expression(part) for part in vocabulary.expressions(node, relation)):
            yield f"**{words}** {text}"
    if others := list(_disjoint(writer, node)):
        yield f"**Disjoint with** {writer.terms(vocabulary.sorted(others))}"


def _disjoint(writer: Writer, node: Node) -> Iterator[Node]:
    graph = writer.vocabulary.ontology
    yield from graph.objects(node, OWL.disjointWith)
    yield from graph.subjects(OWL.disjointWith, node)
    for group in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        members = list(Collection(graph, graph.value(group, OWL.members)))
        if node in members:
            yield from (member for member in members if member != node)


def _concepts(writer: Writer, node: Node) -> Iterator[str]:
    """The schemes in which the instances of a class are listed."""
    graph = writer.vocabulary.ontology
    found = {scheme for item in graph.subjects(RDF.type, node) for scheme in graph.objects(item, SKOS.inScheme)}
    if found:
        titles = [heading(writer, scheme) for scheme in writer.vocabulary.sorted(found)]
        yield f"**Listed in** {', '.join(f'[{title}](schemes.md#{anchor(title)})' for title in titles)}"


def _relations(writer: Writer, shapes: Shapes, node: Node) -> Iterator[str]:
    """The properties that may stand after and before an instance, each with the class that lets it, and its shape."""
    vocabulary = writer.vocabulary
    forward = [item for item in vocabulary.properties if not vocabulary.is_backwards(item)]
    ends = {end for item in forward for side in (RDFS.domain, RDFS.range) for end in vocabulary.ends(item, side)}
    parents = [parent for parent in vocabulary.parents(node) if parent in vocabulary.classes]
    if local(node) not in GUIDE_CLASSES and len(parents) == 1 and node not in ends and not shapes.names(node):
        yield f"**Relations, values and shape** as those of {writer.term(parents[0])}"
        return
    links = [item for item in forward if (item, RDF.type, OWL.ObjectProperty) in vocabulary.ontology]
    values = [item for item in forward if item not in links]
    for words, items, end in (
        ("Subject of", links, RDFS.domain),
        ("Object of", links, RDFS.range),
        ("Values", values, RDFS.domain),
    ):
        if texts := list(_by_class(writer, node, items, end)):
            yield f"**{words}** {'; '.join(texts)}"
    yield from _shape(writer, shapes, node)


def _by_class(writer: Writer, node: Node, properties: Iterable[Node], end: URIRef) -> Iterator[str]:
    vocabulary = writer.vocabulary
    left = {item: vocabulary.ends(item, end) for item in properties}
    for target in vocabulary.above(node):
        found = [item for item, ends in left.items() if target in ends]
        if found:
            words = "" if target == node else f"as {writer.term(target)}: "
            yield f"{words}{writer.terms(found)}"
        left = {item: ends for item, ends in left.items() if item not in found}


def _shape(writer: Writer, shapes: Shapes, node: Node) -> Iterator[str]:
    """What its shape asks of an instance; for what has a section of its own, just where to read it."""
    inherited = []
    for target, lines in shapes.of_class(node):
        if target != node and target in writer.vocabulary.classes:
            inherited.append(target)
        else:
            whose = "" if target == node else f", as {writer.term(target)}"
            yield "\n".join([f"**Shape asks{whose}**", *(f"  - {line}" for line in lines)])
    if inherited:
        yield f"**Shape asks also** what that of {writer.terms(inherited, 'and')} asks"


def links(writer: Writer, node: Node) -> Iterator[str]:
    """What a term is in other vocabularies, and the address of what it was taken from."""
    vocabulary = writer.vocabulary
    found = [f"{KINDS.get(kind, vocabulary.name(kind))} {writer.term(other)}" for kind, other in vocabulary.links(node)]
    if found:
        yield f"**Elsewhere** {', '.join(found)}"
    for source in sorted(vocabulary.ontology.objects(node, DCTERMS.source)):
        yield f"**Source** <{source}>"
