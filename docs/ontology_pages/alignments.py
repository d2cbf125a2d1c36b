"""The page of alignments: for each other vocabulary, what of it is ours."""

from __future__ import annotations

from rdflib.term import Node

from ontology_pages.classes import KINDS
from ontology_pages.markdown import Writer, anchor, page, table

VOCABULARIES = {
    "dcterms": "DCMI Metadata Terms",
    "eli": "European Legislation Identifier (ELI)",
    "eurio": "EURIO, the ontology of CORDIS",
    "foaf": "Friend of a Friend (FOAF)",
    "inneo": "INNEO, an ontology of innovation ecosystems",
    "itsrdf": "Internationalization Tag Set (ITS RDF)",
    "nif": "NLP Interchange Format (NIF)",
    "oa": "Web Annotation",
    "org": "The Organization Ontology (ORG)",
    "prov": "PROV-O",
    "qb": "RDF Data Cube",
    "qudt": "QUDT",
    "rdf": "RDF",
    "schema": "Schema.org",
    "sdmx-attribute": "SDMX attributes",
    "sdmx-dimension": "SDMX dimensions",
    "sdmx-measure": "SDMX measures",
    "skos": "SKOS",
    "vivo": "VIVO",
}
INTRODUCTION = """All links lead outwards. "Finer than" is `rdfs:subClassOf` or `rdfs:subPropertyOf`: whatever is of
our class is also of theirs, so that who knows their terms can read our data. The other links are SKOS mappings, which
entail nothing: they say what to look at, not what holds. Links of single concepts are in [schemes](schemes.md)."""


def write_alignments(writer: Writer) -> str:
    """The page of all links to other vocabularies, by vocabulary."""
    vocabulary = writer.vocabulary
    found: dict[str, list[tuple[str, Node, str]]] = {}
    for node in (*vocabulary.classes, *vocabulary.properties):
        for kind, other in vocabulary.links(node):
            name = vocabulary.name(other)
            found.setdefault(name.split(":")[0].lstrip("<"), []).append((name, node, kind))
    parts = {_title(prefix): _part(writer, prefix, links) for prefix, links in found.items()}
    ordered = sorted(parts, key=str.casefold)
    ways = "\n".join(f"- [{title}](#{anchor(title)})" for title in ordered)
    return page("Alignments", INTRODUCTION, ways, *(f"## {title}\n\n{parts[title]}" for title in ordered))


def _title(prefix: str) -> str:
    return VOCABULARIES.get(prefix, prefix)


def _part(writer: Writer, prefix: str, links: list[tuple[str, Node, str]]) -> str:
    vocabulary = writer.vocabulary
    rows = [
        [f"`{name}`", writer.term(node), KINDS.get(kind, vocabulary.name(kind)), f"`{vocabulary.name(kind)}`"]
        for name, node, kind in sorted(links, key=lambda link: (link[0].casefold(), vocabulary.name(link[1]), link[2]))
    ]
    space = vocabulary.prefixes.get(prefix, "")
    heads = ("their term", "our term", "ours is", "link")
    return f"Prefix `{prefix}:` for <{space}>\n\n{table(heads, rows)}"
