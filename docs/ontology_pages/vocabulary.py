"""What the Turtle files say, in the order in which they say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

INNO = "https://w3id.org/innograph/ontology#"
ENTITY = URIRef(INNO + "Entity")
GUIDE_CLASSES = """GovernmentBody Enterprise University ResearchInstitute Fund FinancialInstitution
    IntermediaryOrganisation Person Place Platform Policy Programme Project Event Award Industry Technology Publication
    StakeholderGroup""".split()
GUIDE_RELATIONS = """locatedIn partOf cooperatesWith establishes operates participatesIn organises issues implements
    targets funds investsIn receives listedIn activeIn develops affiliatedWith leads""".split()
LINKS = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty)
MAPPINGS = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
_SUBJECT = re.compile(r"^([A-Za-z][\w-]*:[\w.-]+)\s+a\s", re.MULTILINE)


def own(name: str) -> URIRef:
    """The term of the ontology that has a local name."""
    return URIRef(INNO + name)


def is_own(node: Node) -> bool:
    """Whether a node is a term of the ontology's own namespace."""
    return isinstance(node, URIRef) and str(node).startswith(INNO)


def local(node: Node) -> str:
    """The part of an IRI after its namespace: `Place` of `inno:Place`."""
    return re.split(r"[#/]", str(node))[-1]


class Vocabulary:
    """The ontology, its alignments, its shapes and, where there are any, its worked examples."""

    def __init__(self, folder: Path) -> None:
        self.ontology = _read(folder / "innograph.ttl")
        self.alignments = _read(folder / "alignments.ttl")
        self.shapes = _read(folder / "shapes.ttl")
        self.examples = _read(folder / "examples.ttl")
        self.prefixes = {
            prefix: str(iri)
            for graph in (self.examples, self.shapes, self.alignments, self.ontology)
            for prefix, iri in graph.namespaces()
            if prefix
        }
        text = (folder / "innograph.ttl").read_text(encoding="utf-8")
        self._order = {name: at for at, name in reversed(list(enumerate(_SUBJECT.findall(text))))}

    @cache  # noqa: B019 - a vocabulary lives as long as the process
    def name(self, node: Node) -> str:
        """An IRI with its prefix, as in Turtle; whole and in angle brackets where no prefix fits."""
        fits = [(base, prefix) for prefix, base in self.prefixes.items() if str(node).startswith(base)]
        if fits:
            base, prefix = max(fits, key=lambda pair: len(pair[0]))
            rest = str(node)[len(base) :]
            if re.fullmatch(r"[\w.-]*", rest):
                return f"{prefix}:{rest}"
        return f"<{node}>"

    def sorted(self, nodes: Iterable[Node]) -> list[Node]:
        """Nodes as the ontology's file orders them; then, by name, those that it does not define."""
        names = {node: self.name(node) for node in nodes}
        return sorted(names, key=lambda node: (self._order.get(names[node], len(self._order)), names[node]))

    def text(self, node: Node, *parts: URIRef, language: str = "en") -> str:
        """The first text of a term in a language among some annotations; empty where there is none."""
        for part in parts:
            texts = sorted(
                str(o) for o in self.ontology.objects(node, part) if isinstance(o, Literal) and o.language == language
            )
            if texts:
                return texts[0]
        return ""

    def label(self, node: Node, language: str = "en") -> str:
        """What a term or concept is called in a language; empty where it has no name there."""
        return self.text(node, RDFS.label, SKOS.prefLabel, language=language)

    def definition(self, node: Node, language: str = "en") -> str:
        """The definition of a term or concept in a language; empty where it has none."""
        return self.text(node, SKOS.definition, language=language)

    @cached_property
    def classes(self) -> list[Node]:
        """The ontology's own classes."""
        return self.sorted(node for node in self.ontology.subjects(RDF.type, OWL.Class) if is_own(node))

    @cached_property
    def properties(self) -> list[Node]:
        """The ontology's own object, datatype and annotation properties."""
        kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        return self.sorted(node for kind in kinds for node in self.ontology.subjects(RDF.type, kind) if is_own(node))

    def parents(self, node: Node, relation: URIRef = RDFS.subClassOf) -> list[Node]:
        """The terms that a term is directly below, also those of other vocabularies that the ontology builds on."""
        return self.sorted(above for above in self.ontology.objects(node, relation) if isinstance(above, URIRef))

    def children(self, node: Node, relation: URIRef = RDFS.subClassOf) -> list[Node]:
        """The ontology's own terms that are directly below a term."""
        return self.sorted(below for below in self.ontology.subjects(relation, node) if is_own(below))

    @cache  # noqa: B019 - a vocabulary lives as long as the process
    def above(self, node: Node) -> list[Node]:
        """A class and all those it is below, in whichever vocabulary the files name, nearest first."""
        found, waiting = [node], [node]
        while waiting:
            here = waiting.pop(0)
            named = {o for g in (self.ontology, self.alignments) for o in g.objects(here, RDFS.subClassOf)}
            for parent in self.sorted(parent for parent in named if isinstance(parent, URIRef)):
                if parent not in found:
                    found.append(parent)
                    waiting.append(parent)
        return found

    @cache  # noqa: B019 - a vocabulary lives as long as the process
    def ends(self, node: Node, end: URIRef) -> list[Node]:
        """The classes or datatypes that a property's domain or range consists of."""
        return [member for whole in self.ontology.objects(node, end) for member in self.members(whole)]

    def members(self, node: Node) -> list[Node]:
        """The members of a union; of anything else the node itself."""
        union = self.ontology.value(node, OWL.unionOf)
        return list(Collection(self.ontology, union)) if union else [node]

    def expressions(self, node: Node, relation: URIRef = RDFS.subClassOf) -> list[Node]:
        """The unnamed classes, such as restrictions, that a class is below."""
        return [part for part in self.ontology.objects(node, relation) if isinstance(part, BNode)]

    def enumerated(self, node: Node) -> list[Node]:
        """The members of a class that is defined by them; none of any other class."""
        graph = self.ontology
        lists = [graph.value(whole, OWL.oneOf) for whole in (node, *graph.objects(node, OWL.equivalentClass))]
        return [member for members in lists if members for member in Collection(graph, members)]

    @cached_property
    def schemes(self) -> list[Node]:
        """The concept schemes."""
        return self.sorted(self.ontology.subjects(RDF.type, SKOS.ConceptScheme))

    def inverses(self, node: Node) -> list[Node]:
        """The properties that a property is the inverse of, whichever of them says so."""
        both = {*self.ontology.objects(node, OWL.inverseOf), *self.ontology.subjects(OWL.inverseOf, node)}
        return self.sorted(other for other in both if isinstance(other, URIRef))

    def links(self, node: Node) -> Iterator[tuple[URIRef, Node]]:
        """Each link from a term of ours to one of another vocabulary, with its kind."""
        for kind in (*LINKS, *MAPPINGS):
            found = {o for graph in (self.ontology, self.alignments) for o in graph.objects(node, kind)}
            for other in self.sorted(found):
                if isinstance(other, URIRef) and not is_own(other):
                    yield kind, other

    def is_entity(self, node: Node) -> bool:
        """Whether a class is one of entities."""
        return ENTITY in self.above(node)

    @cache  # noqa: B019 - a vocabulary lives as long as the process
    def is_relation(self, node: Node) -> bool:
        """Whether a property holds between entities."""
        ends = [*self.ends(node, RDFS.domain), *self.ends(node, RDFS.range)]
        return bool(ends) and all(self.is_entity(end) for end in ends)

    def is_backwards(self, node: Node) -> bool:
        """Whether a property is declared as the inverse of another."""
        return (node, OWL.inverseOf, None) in self.ontology


def _read(path: Path) -> Graph:
    """A file's graph with the file's own prefixes alone; an empty one where there is no such file."""
    graph = Graph(bind_namespaces="none")
    return graph.parse(path, format="turtle") if path.is_file() else graph
