"""The page of properties: a table for each kind, then a section for each property."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from ontology_pages.classes import introduction, links
from ontology_pages.examples import Examples
from ontology_pages.markdown import Writer, anchor, page, table
from ontology_pages.shapes import Shapes

GROUPS = {
    "relations": "Relations between entities",
    "backwards": "The same relations, read backwards",
    "links": "Links of figures, claims, statements and documents",
    "values": "Values",
    "limits": "What the audit holds relations to",
}


def write_properties(writer: Writer) -> str:
    """The page of all properties."""
    shapes, examples = Shapes(writer), Examples(writer.vocabulary)
    blocks: list[str] = []
    for group, title in GROUPS.items():
        members = [node for node in writer.vocabulary.properties if group_of(writer, node) == group]
        rows = [[writer.term(node), writer.labels(node), *writer.ends(node)] for node in members]
        sections = [_section(writer, shapes, examples, node) for node in members]
        blocks += [f"## {title}", table(("property", "label", "subject", "object"), rows), *sections]
    ways = "\n".join(f"- [{title}](#{anchor(title)})" for title in GROUPS.values())
    return page("Properties", ways, *blocks)


def group_of(writer: Writer, node: Node) -> str:
    """Which part of the page a property stands in."""
    vocabulary = writer.vocabulary
    if (node, RDF.type, OWL.AnnotationProperty) in vocabulary.ontology:
        return "limits"
    if (node, RDF.type, OWL.ObjectProperty) not in vocabulary.ontology:
        return "values"
    if vocabulary.is_backwards(node):
        return "backwards"
    return "relations" if vocabulary.is_relation(node) else "links"


def _section(writer: Writer, shapes: Shapes, examples: Examples, node: Node) -> str:
    vocabulary = writer.vocabulary
    domain, range_ = writer.ends(node)
    others = {
        "Inverse": vocabulary.inverses(node),
        "Finer than": vocabulary.parents(node, RDFS.subPropertyOf),
        "Finer properties": vocabulary.children(node, RDFS.subPropertyOf),
    }
    lines = [
        *(f"**Example** {text}" for text in writer.texts(node, SKOS.example)),
        f"**Subject** {domain}",
        f"**Object** {range_}",
        *(f"**{words}** {writer.terms(nodes)}" for words, nodes in others.items() if nodes),
        *_characteristics(writer, node),
        *_asked(shapes, node, domain, range_),
        *links(writer, node),
    ]
    worked = examples.of_property(node)
    return "\n\n".join(
        [introduction(writer, node), "\n".join(f"- {line}" for line in lines), *([worked] if worked else [])]
    )


def _characteristics(writer: Writer, node: Node) -> Iterator[str]:
    graph = writer.vocabulary.ontology
    if found := writer.characteristics(node):
        yield f"**Is** {', '.join(found)}"
    for limit in (each for each in writer.vocabulary.properties if group_of(writer, each) == "limits"):
        if classes := writer.vocabulary.sorted(graph.objects(node, limit)):
            yield f"**{writer.term(limit)}** {writer.terms(classes)}"
    chains = [Collection(graph, chain) for chain in graph.objects(node, OWL.propertyChainAxiom)]
    for text in sorted(" then ".join(writer.term(step) for step in chain) for chain in chains):
        yield f"**Follows from** {text}"


def _words(text: str) -> list[str]:
    return sorted(text.replace(" or ", ", ").split(", "))


def _asked(shapes: Shapes, node: Node, domain: str, range_: str) -> Iterator[str]:
    """What the shapes ask of both ends; where it is no more than the domain and the range, just that they do."""
    same = []
    for role, lines in shapes.of_ends(node):
        said = _words(domain if role == "subject" else range_)
        more = [line for line in lines if _words(line.removeprefix("is ")) != said]
        if more:
            yield f"**Shape asks of its {role}** {'; '.join(more)}"
        else:
            same.append(role)
    if same:
        yield f"**Shapes** ask the same of its {' and its '.join(same)}"
