"""The page of schemes: lists of concepts, and classes whose few members are told one by one."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib.namespace import DCTERMS, OWL, RDF, SKOS
from rdflib.term import Node

from ontology_pages.markdown import LANGUAGES, Writer, anchor, page, plain, table
from ontology_pages.vocabulary import local

INTRODUCTION = """Fixed lists of words, with which figures, claims and policies are described. In a SKOS scheme a
concept may have broader ones; a finer concept stands below its broader one, set in by an arrow."""


def write_schemes(writer: Writer) -> str:
    """The page of all schemes and of all classes that are a list of their members."""
    vocabulary = writer.vocabulary
    lists = {node: vocabulary.enumerated(node) for node in vocabulary.classes}
    parts = {
        **{heading(writer, node): _list(writer, node, members) for node, members in lists.items() if members},
        **{heading(writer, node): _scheme(writer, node) for node in vocabulary.schemes},
    }
    ways = "\n".join(f"- [{title}](#{anchor(title)})" for title in parts)
    return page("Schemes", INTRODUCTION, ways, *(f"## {title}\n\n{text}" for title, text in parts.items()))


def heading(writer: Writer, node: Node) -> str:
    """What a scheme or list is called, with a capital."""
    label = writer.vocabulary.label(node) or local(node)
    return label[:1].upper() + label[1:]


def _head(writer: Writer, node: Node) -> str:
    vocabulary = writer.vocabulary
    sources = [f"Source: <{source}>" for source in sorted(vocabulary.ontology.objects(node, DCTERMS.source))]
    lines = "  \n".join([*writer.texts(node, SKOS.definition), *sources])
    return f"**{plain(vocabulary.label(node, 'zh'))}** · `{vocabulary.name(node)}`\n\n{lines}"


def _list(writer: Writer, node: Node, members: list[Node]) -> str:
    vocabulary = writer.vocabulary
    rows = [[f"`{vocabulary.name(item)}`", *_labels(writer, item), *_definition(writer, item)] for item in members]
    return f"{_head(writer, node)}\n\n{table(('value', 'label', '中文', 'what'), rows)}"


def _labels(writer: Writer, node: Node) -> list[str]:
    return [plain(writer.vocabulary.label(node, language)) for language in LANGUAGES]


def _definition(writer: Writer, node: Node) -> list[str]:
    return [" ".join(writer.texts(node, SKOS.definition))]


def _scheme(writer: Writer, node: Node) -> str:
    """A scheme's table, with a column only for what at least one of its concepts has."""
    vocabulary = writer.vocabulary
    concepts = vocabulary.sorted(vocabulary.ontology.subjects(SKOS.inScheme, node))
    tops = [item for item in concepts if not any(up in concepts for up in vocabulary.parents(item, SKOS.broader))]
    rows = [row for top in tops for row in _rows(writer, top, concepts, 0)]
    heads = ("concept", "notation", "label", "中文", "what", "the same elsewhere")
    kept = [at for at in range(len(heads)) if any(row[at] for row in rows)]
    text = table([heads[at] for at in kept], ([row[at] for at in kept] for row in rows))
    classes = sorted({writer.term(kind) for item in concepts for kind in _classes(writer, item)})
    return f"{_head(writer, node)}\n\n{len(concepts)} concepts, each a {', '.join(classes)}.\n\n{text}"


def _classes(writer: Writer, node: Node) -> Iterator[Node]:
    yield from (k for k in writer.vocabulary.ontology.objects(node, RDF.type) if k != OWL.NamedIndividual)


def _rows(writer: Writer, node: Node, concepts: list[Node], depth: int) -> Iterator[list[str]]:
    vocabulary = writer.vocabulary
    graph = vocabulary.ontology
    notations = ", ".join(f"`{text}`" for text in sorted(graph.objects(node, SKOS.notation)))
    same = " ".join(f"<{other}>" for other in sorted(graph.objects(node, SKOS.exactMatch)))
    name = "↳ " * depth + f"`{vocabulary.name(node)}`"
    yield [name, notations, *_labels(writer, node), *_definition(writer, node), same]
    for below in vocabulary.sorted(graph.subjects(SKOS.broader, node)):
        if below in concepts:
            yield from _rows(writer, below, concepts, depth + 1)
