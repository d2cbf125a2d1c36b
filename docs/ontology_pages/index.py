"""The first page: what the ontology is for, its core, and how facts are kept."""

from __future__ import annotations

from rdflib import Graph
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS
from rdflib.term import Node

from ontology_pages.markdown import LANGUAGES, Writer, page, plain, table
from ontology_pages.vocabulary import ENTITY, GUIDE_CLASSES, GUIDE_RELATIONS, INNO, own

ENTITIES = """What a document names is an entity, and of one of these nineteen classes or of a finer one. Every entity
has a `skos:prefLabel`; other names are `skos:altLabel`."""
CORE = """The arrows show what the relations may hold between. One that starts or ends at a frame holds for at least one
of the classes in it; the table below says for which."""
FURTHER = "Further relations between entities that the ontology has:"
EVIDENCE = """A relation stands twice: as a plain triple, for queries, and as a claim that says which sentences state
it, how sure that is, and whether it is stated, planned, proposed or denied. A relation that is only proposed, or
denied, has the claim alone. A figure is an observation; a problem, an advantage or an action is a statement. All three
lead by `prov:wasDerivedFrom` to a `nif:Sentence` or `nif:Phrase`, which has the place of its first character and of the
first after it (`nif:beginIndex`, `nif:endIndex`), its words (`nif:anchorOf`), and its document
(`nif:referenceContext`)."""
QUERY = """```sparql
# Who issues which policy, and which words say so?
SELECT ?who ?policy ?words ?document WHERE {
  ?claim rdf:predicate inno:issues ; rdf:subject/skos:prefLabel ?who ; rdf:object/skos:prefLabel ?policy ;
    prov:wasDerivedFrom ?sentence .
  ?sentence a nif:Sentence ; nif:anchorOf ?words ; nif:referenceContext/dcterms:source ?document .
}
```"""
FURTHER_PAGES = """- [Classes](classes.md): the whole hierarchy, and a section for each class
- [Properties](properties.md): a section for each relation, link and value
- [Schemes](schemes.md): policy areas and instruments, target groups, industries, indicators, units, kinds of figures
- [Alignments](alignments.md): which terms of other vocabularies ours are linked to
- The files themselves: [innograph.ttl](../../ontology/innograph.ttl),
  [alignments.ttl](../../ontology/alignments.ttl), [shapes.ttl](../../ontology/shapes.ttl)"""


def write_index(writer: Writer) -> str:
    """The first page."""
    return page(
        "The ontology",
        _purpose(writer),
        "## The classes of entities",
        ENTITIES,
        _classes(writer),
        "## The core in a picture",
        CORE,
        "![The core classes and the relations between them](core.svg)",
        "## The relations between entities",
        _relations(writer, [own(name) for name in GUIDE_RELATIONS]),
        _further(writer),
        "## How facts, figures and statements are kept",
        EVIDENCE,
        "![How claims, observations and statements lead to the text](evidence.svg)",
        QUERY,
        _facts(writer),
        "## Further pages",
        FURTHER_PAGES,
    )


def _purpose(writer: Writer) -> str:
    graph: Graph = writer.vocabulary.ontology
    ontology = next(iter(graph.subjects(RDF.type, OWL.Ontology)))
    text = writer.vocabulary.text
    version, licence = graph.value(ontology, OWL.versionInfo), graph.value(ontology, DCTERMS.license)
    name = f"`inno:` stands for `{INNO}`. Version {version}, under <{licence}>."
    return "\n\n".join([*(text(ontology, DCTERMS.description, language=tag) for tag in LANGUAGES), name])


def _row(writer: Writer, node: Node) -> list[str]:
    vocabulary = writer.vocabulary
    return [
        f"{writer.term(node)}<br>{vocabulary.label(node, 'zh')}",
        plain(vocabulary.definition(node)),
        plain(vocabulary.text(node, SKOS.example)),
        writer.terms(vocabulary.children(node)),
    ]


def _classes(writer: Writer) -> str:
    vocabulary = writer.vocabulary
    guide = [own(name) for name in GUIDE_CLASSES]
    above = vocabulary.sorted({up for node in guide for up in vocabulary.above(node)} & set(vocabulary.classes))
    wider = [f"- {writer.term(node)}: {plain(vocabulary.definition(node))}" for node in above if node not in guide]
    rows = table(("class", "what", "for example", "finer classes"), (_row(writer, node) for node in guide))
    return "\n\n".join([rows, "Above them stand", "\n".join(wider)])


def _relations(writer: Writer, nodes: list[Node]) -> str:
    vocabulary = writer.vocabulary
    rows = [
        [
            f"{writer.term(node)}<br>{vocabulary.label(node, 'zh')}",
            *writer.ends(node),
            plain(vocabulary.definition(node)),
        ]
        for node in nodes
    ]
    return table(("relation", "subject", "object", "what"), rows)


def _further(writer: Writer) -> str:
    vocabulary = writer.vocabulary
    guide = {own(name) for name in GUIDE_RELATIONS}
    more = [
        node
        for node in vocabulary.properties
        if vocabulary.is_relation(node) and not vocabulary.is_backwards(node) and node not in guide
    ]
    return f"{FURTHER}\n\n{_relations(writer, more)}" if more else ""


def _facts(writer: Writer) -> str:
    """The classes of what is no entity and no word of a scheme, without those below them."""
    vocabulary = writer.vocabulary
    nodes = [
        node
        for node in vocabulary.classes
        if not vocabulary.enumerated(node)
        and {ENTITY, SKOS.Concept}.isdisjoint(vocabulary.above(node))
        and set(vocabulary.classes).isdisjoint(vocabulary.parents(node))
    ]
    return table(("class", "what", "for example", "finer classes"), (_row(writer, node) for node in nodes))
