"""The ontology as Python values: its classes, what they are finer than, and what its relations hold between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from innograph.errors import OntologyError, suggestion
from innograph.namespaces import INNO
from innograph.resources import ontology_folder

ORGANISATION_CLASSES = (
    "GovernmentBody",
    "Enterprise",
    "University",
    "ResearchInstitute",
    "Fund",
    "FinancialInstitution",
    "IntermediaryOrganisation",
)
ENTITY_CLASSES = (
    *ORGANISATION_CLASSES,
    "Person",
    "Place",
    "Platform",
    "Policy",
    "Programme",
    "Project",
    "Event",
    "Award",
    "Industry",
    "Technology",
    "Publication",
    "StakeholderGroup",
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between entities: its name and the classes that its subjects and objects may be of.

    A subject of a class of `one_for` stands in it at a time with one object of the classes `one_of`, where those that
    lie in one another count as one; to objects of the classes `once` it happens at one time only.
    """

    name: str
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool
    label: str = ""
    transitive: bool = False
    asymmetric: bool = False
    one_of: frozenset[str] = frozenset()
    one_for: frozenset[str] = frozenset()
    once: frozenset[str] = frozenset()

    @property
    def one_way(self) -> bool:
        """Whether it cannot hold from one to the other and back."""
        return self.asymmetric or (self.transitive and not self.symmetric)


class Ontology:
    """The classes and relations of ontology/innograph.ttl, by their local names."""

    def __init__(self, graph: Graph) -> None:
        self._parents: dict[str, set[str]] = {}
        for child, parent in graph.subject_objects(RDFS.subClassOf):
            if _is_own(child) and _is_own(parent):
                self._parents.setdefault(_local(child), set()).add(_local(parent))
        self.classes = frozenset(_local(c) for c in graph.subjects(RDF.type, OWL.Class) if _is_own(c))
        self.relations = {relation.name: relation for relation in self._relations(graph)}
        functional = {_local(p) for p in graph.subjects(RDF.type, OWL.FunctionalProperty) if _is_own(p)}
        self.functional = frozenset(functional)

    @cache  # noqa: B019 - an ontology lives as long as the process
    def ancestors(self, name: str) -> frozenset[str]:
        """A class and all the classes it is finer than.

        Raises:
            OntologyError: the ontology has no such class.
        """
        if name not in self.classes:
            near = suggestion(name, self.classes)
            raise OntologyError(f"Class 'inno:{name}' is not in ontology/innograph.ttl.{near}")
        found, open_names = {name}, [name]
        while open_names:
            for parent in self._parents.get(open_names.pop(), ()):
                if parent not in found:
                    found.add(parent)
                    open_names.append(parent)
        return frozenset(found)

    @cache  # noqa: B019 - an ontology lives as long as the process
    def core(self, name: str) -> str:
        """The class of the annotation guide that a class is, or is finer than.

        Raises:
            OntologyError: the class is no entity's.
        """
        above = self.ancestors(name)
        for core in ENTITY_CLASSES:
            if core in above:
                return core
        raise OntologyError(f"Class 'inno:{name}' is not the class of an entity. Use one below inno:Entity.")

    @cache  # noqa: B019 - an ontology lives as long as the process
    def allows(self, subject: str, predicate: str, object_: str) -> bool:
        """Whether a relation may hold between entities of two classes.

        Raises:
            OntologyError: the ontology has no such relation or class.
        """
        if predicate not in self.relations:
            near = suggestion(predicate, self.relations)
            raise OntologyError(f"Relation 'inno:{predicate}' is not in ontology/innograph.ttl.{near}")
        relation = self.relations[predicate]
        return bool(relation.domain & self.ancestors(subject)) and bool(relation.range & self.ancestors(object_))

    def _relations(self, graph: Graph) -> Iterator[Relation]:
        """The object properties between entities that are no inverse of another and have none below them."""
        inverses = set(graph.subjects(OWL.inverseOf))
        for node in graph.subjects(RDF.type, OWL.ObjectProperty):
            if not _is_own(node) or node in inverses or (None, RDFS.subPropertyOf, node) in graph:
                continue
            domain = frozenset(_classes(graph, graph.value(node, RDFS.domain)))
            range_ = frozenset(_classes(graph, graph.value(node, RDFS.range)))
            if domain and range_ and all("Entity" in self.ancestors(name) for name in domain | range_):
                yield _relation(graph, node, domain, range_)


def _relation(graph: Graph, node: Node, domain: frozenset[str], range_: frozenset[str]) -> Relation:
    kinds = set(graph.objects(node, RDF.type))
    names = ("atMostOneOf", "atMostOneFor", "happensOnceTo")
    one_of, one_for, once = (_locals(graph.objects(node, _own(name))) for name in names)
    if OWL.FunctionalProperty in kinds:
        one_of, one_for = range_, domain
    labels = [label for label in graph.objects(node, RDFS.label) if isinstance(label, Literal)]
    return Relation(
        _local(node),
        domain,
        range_,
        symmetric=OWL.SymmetricProperty in kinds,
        label=next((str(label) for label in labels if label.language == "en"), _local(node)),
        transitive=OWL.TransitiveProperty in kinds,
        asymmetric=OWL.AsymmetricProperty in kinds,
        one_of=one_of,
        one_for=one_for,
        once=once,
    )


def _classes(graph: Graph, node: Node | None) -> Iterator[str]:
    if node is None:
        return
    union = graph.value(node, OWL.unionOf)
    for member in Collection(graph, union) if union else [node]:
        if _is_own(member):
            yield _local(member)


def _locals(nodes: Iterable[Node]) -> frozenset[str]:
    return frozenset(_local(node) for node in nodes if _is_own(node))


def _own(name: str) -> URIRef:
    return URIRef(INNO + name)


def _is_own(node: Node) -> bool:
    return isinstance(node, URIRef) and str(node).startswith(INNO)


def _local(node: Node) -> str:
    return str(node)[len(INNO) :]


@cache
def read_ontology() -> Ontology:
    """The ontology that ships with the package, read once.

    Raises:
        OntologyError: the file cannot be parsed.
    """
    path = ontology_folder() / "innograph.ttl"
    try:
        return Ontology(Graph().parse(path, format="turtle"))
    except (OSError, SyntaxError) as error:
        raise OntologyError(f"{path.name} cannot be read as Turtle: {error}. Correct it.") from error
