"""A tiny example of each rule of OWL 2 RL: what is said, and what follows from it or cannot be."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from innograph.namespaces import ONTOLOGY_GRAPH, PREFIXES

PREFIX = "http://example.org/"
_HEAD = f"@prefix : <{PREFIX}> ." + "".join(f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items())


@dataclass(frozen=True)
class Example:
    """What an ontology says, what the data says, and what follows by the rule alone, all as Turtle.

    Of a rule that something cannot be, `clash` is what it says instead.
    """

    rule: str
    ontology: str
    given: str
    follows: str = ""
    clash: str = ""

    def __str__(self) -> str:
        return self.rule

    @property
    def said(self) -> str:
        """The clash as it is told, with whole IRIs."""
        return re.sub(r"(?<!\S):(?=\w)", PREFIX, self.clash)

    def quads(self) -> list[Quad]:
        """The ontology in its graph, and what is given in the default graph."""
        return [*read(self.ontology, ONTOLOGY_GRAPH), *read(self.given)]


def read(turtle: str, graph: str = "") -> list[Quad]:
    """Quads of Turtle, blank nodes named by their place; the prefixes are known, the empty one is the examples'."""
    names: dict[BlankNode, BlankNode] = {}
    place = NamedNode(graph) if graph else None
    quads = []
    for quad in parse(_HEAD + turtle, RdfFormat.TURTLE):
        ends = [
            names.setdefault(term, BlankNode(f"{'o' if graph else 'd'}{len(names)}"))
            if isinstance(term, BlankNode)
            else term
            for term in (quad.subject, quad.object)
        ]
        quads.append(Quad(ends[0], quad.predicate, ends[1], place))
    return quads


def triples(turtle: str) -> set[tuple[str, str, str]]:
    """Triples of Turtle, their terms as in N-Triples."""
    return {written(quad) for quad in read(turtle)}


def written(quad: Quad) -> tuple[str, str, str]:
    """A quad's triple, its terms as in N-Triples."""
    return str(quad.subject), str(quad.predicate), str(quad.object)


EXAMPLES = [
    Example("eq-sym", "", ":x owl:sameAs :y .", ":y owl:sameAs :x ."),
    Example("eq-trans", "", ":x owl:sameAs :y . :y owl:sameAs :z .", ":x owl:sameAs :z ."),
    Example("eq-rep-s", "", ":x owl:sameAs :y . :x :p :o .", ":y :p :o ."),
    Example("eq-rep-p", "", ":p owl:sameAs :q . :x :p :y .", ":x :q :y ."),
    Example("eq-rep-o", "", ":x owl:sameAs :y . :s :p :x .", ":s :p :y ."),
    Example("prp-dom", ":p rdfs:domain :C .", ":x :p 7 .", ":x a :C ."),
    Example("prp-rng", ":p rdfs:range :C .", ":x :p :y .", ":y a :C ."),
    Example(
        "prp-fp",
        ":p a owl:FunctionalProperty .",
        ":x :p :y , :z .",
        ":y owl:sameAs :z . :z owl:sameAs :y .",
    ),
    Example(
        "prp-ifp",
        ":p a owl:InverseFunctionalProperty .",
        ':x :p "7" . :y :p "7" .',
        ":x owl:sameAs :y . :y owl:sameAs :x .",
    ),
    Example("prp-symp", ":p a owl:SymmetricProperty .", ":x :p :y .", ":y :p :x ."),
    Example("prp-trp", ":p a owl:TransitiveProperty .", ":x :p :y . :y :p :z .", ":x :p :z ."),
    Example("prp-spo1", ":p rdfs:subPropertyOf :q .", ':x :p "text"@en .', ':x :q "text"@en .'),
    Example("prp-spo2", ":p owl:propertyChainAxiom ( :q :r ) .", ":a :q :b . :b :r :c .", ":a :p :c ."),
    Example("prp-spo2", ":p owl:propertyChainAxiom ( :q :r :s ) .", ":a :q :b . :b :r :c . :c :s :d .", ":a :p :d ."),
    Example("prp-eqp1", ":p owl:equivalentProperty :q .", ":x :p :y .", ":x :q :y ."),
    Example("prp-eqp2", ":p owl:equivalentProperty :q .", ":x :q :y .", ":x :p :y ."),
    Example("prp-inv1", ":p owl:inverseOf :q .", ":x :p :y .", ":y :q :x ."),
    Example("prp-inv2", ":p owl:inverseOf :q .", ":x :q :y .", ":y :p :x ."),
    Example(
        "prp-key",
        ":C owl:hasKey ( :p :q ) .",
        ":x a :C ; :p :v ; :q 1 . :y a :C ; :p :v ; :q 1 .",
        ":x owl:sameAs :y . :y owl:sameAs :x .",
    ),
    Example("cls-int1", ":C owl:intersectionOf ( :D :E :F ) .", ":x a :D , :E , :F .", ":x a :C ."),
    Example("cls-int2", ":C owl:intersectionOf ( :D :E :F ) .", ":x a :C .", ":x a :D , :E , :F ."),
    Example("cls-uni", ":C owl:unionOf ( :D :E :F ) .", ":x a :F .", ":x a :C ."),
    Example("cls-svf1", ":C owl:someValuesFrom :D ; owl:onProperty :p .", ":x :p :y . :y a :D .", ":x a :C ."),
    Example("cls-svf2", ":C owl:someValuesFrom owl:Thing ; owl:onProperty :p .", ":x :p :y .", ":x a :C ."),
    Example("cls-avf", ":C owl:allValuesFrom :D ; owl:onProperty :p .", ":x a :C ; :p :y .", ":y a :D ."),
    Example("cls-hv1", ":C owl:hasValue 7 ; owl:onProperty :p .", ":x a :C .", ":x :p 7 ."),
    Example("cls-hv2", ":C owl:hasValue :v ; owl:onProperty :p .", ":x :p :v .", ":x a :C ."),
    Example(
        "cls-maxc2",
        ':C owl:maxCardinality "1"^^xsd:nonNegativeInteger ; owl:onProperty :p .',
        ":x a :C ; :p :y , :z .",
        ":y owl:sameAs :z . :z owl:sameAs :y .",
    ),
    Example(
        "cls-maxqc3",
        ':C owl:maxQualifiedCardinality "1"^^xsd:nonNegativeInteger ; owl:onProperty :p ; owl:onClass :D .',
        ":x a :C ; :p :y , :z . :y a :D . :z a :D .",
        ":y owl:sameAs :z . :z owl:sameAs :y .",
    ),
    Example(
        "cls-maxqc4",
        ':C owl:maxQualifiedCardinality "1"^^xsd:nonNegativeInteger ; owl:onProperty :p ; owl:onClass owl:Thing .',
        ":x a :C ; :p :y , :z .",
        ":y owl:sameAs :z . :z owl:sameAs :y .",
    ),
    Example("cls-oo", ":C owl:oneOf ( :x :y :z ) .", "", ":x a :C . :y a :C . :z a :C ."),
    Example("cax-sco", ":C rdfs:subClassOf :D .", ":x a :C .", ":x a :D ."),
    Example("cax-eqc1", ":C owl:equivalentClass :D .", ":x a :C .", ":x a :D ."),
    Example("cax-eqc2", ":C owl:equivalentClass :D .", ":x a :D .", ":x a :C ."),
    Example("scm-sco", ":C rdfs:subClassOf :D . :D rdfs:subClassOf :E .", "", ":C rdfs:subClassOf :E ."),
    Example("scm-eqc1", ":C owl:equivalentClass :D .", "", ":C rdfs:subClassOf :D . :D rdfs:subClassOf :C ."),
    Example(
        "scm-eqc2",
        ":C rdfs:subClassOf :D . :D rdfs:subClassOf :C .",
        "",
        ":C owl:equivalentClass :D . :D owl:equivalentClass :C .",
    ),
    Example("scm-spo", ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .", "", ":p rdfs:subPropertyOf :r ."),
    Example(
        "scm-eqp1",
        ":p owl:equivalentProperty :q .",
        "",
        ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p .",
    ),
    Example(
        "scm-eqp2",
        ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p .",
        "",
        ":p owl:equivalentProperty :q . :q owl:equivalentProperty :p .",
    ),
    Example("scm-dom1", ":p rdfs:domain :C . :C rdfs:subClassOf :D .", "", ":p rdfs:domain :D ."),
    Example("scm-dom2", ":q rdfs:domain :C . :p rdfs:subPropertyOf :q .", "", ":p rdfs:domain :C ."),
    Example("scm-rng1", ":p rdfs:range :C . :C rdfs:subClassOf :D .", "", ":p rdfs:range :D ."),
    Example("scm-rng2", ":q rdfs:range :C . :p rdfs:subPropertyOf :q .", "", ":p rdfs:range :C ."),
    Example(
        "scm-hv",
        ":C owl:hasValue :v ; owl:onProperty :p . :D owl:hasValue :v ; owl:onProperty :q . :p rdfs:subPropertyOf :q .",
        "",
        ":C rdfs:subClassOf :D .",
    ),
    Example(
        "scm-svf1",
        """:C owl:someValuesFrom :Y ; owl:onProperty :p . :D owl:someValuesFrom :Z ; owl:onProperty :p .
        :Y rdfs:subClassOf :Z .""",
        "",
        ":C rdfs:subClassOf :D .",
    ),
    Example(
        "scm-svf2",
        """:C owl:someValuesFrom :Y ; owl:onProperty :p . :D owl:someValuesFrom :Y ; owl:onProperty :q .
        :p rdfs:subPropertyOf :q .""",
        "",
        ":C rdfs:subClassOf :D .",
    ),
    Example(
        "scm-avf1",
        """:C owl:allValuesFrom :Y ; owl:onProperty :p . :D owl:allValuesFrom :Z ; owl:onProperty :p .
        :Y rdfs:subClassOf :Z .""",
        "",
        ":C rdfs:subClassOf :D .",
    ),
    Example(
        "scm-avf2",
        """:C owl:allValuesFrom :Y ; owl:onProperty :p . :D owl:allValuesFrom :Y ; owl:onProperty :q .
        :p rdfs:subPropertyOf :q .""",
        "",
        ":D rdfs:subClassOf :C .",
    ),
    Example(
        "scm-int",
        ":C owl:intersectionOf ( :D :E :F ) .",
        "",
        ":C rdfs:subClassOf :D , :E , :F .",
    ),
    Example(
        "scm-uni",
        ":C owl:unionOf ( :D :E :F ) .",
        "",
        ":D rdfs:subClassOf :C . :E rdfs:subClassOf :C . :F rdfs:subClassOf :C .",
    ),
]

_NOT_BOTH = "with :y, which exclude each other"
CLASHES = [
    Example(
        "eq-diff1",
        "",
        ":x owl:sameAs :y ; owl:differentFrom :y .",
        clash=":x and :y are said to be the same, and to be different",
    ),
    Example(
        "eq-diff2",
        "[] a owl:AllDifferent ; owl:members ( :x :z :y ) .",
        ":x owl:sameAs :y .",
        clash=":x and :y are said to be the same; the ontology holds them apart",
    ),
    Example(
        "eq-diff3",
        "[] a owl:AllDifferent ; owl:distinctMembers ( :x :z :y ) .",
        ":x owl:sameAs :y .",
        clash=":x and :y are said to be the same; the ontology holds them apart",
    ),
    Example(
        "prp-irp",
        ":p a owl:IrreflexiveProperty .",
        ":x :p :x .",
        clash=":x is in the relation :p with itself, which nothing can be",
    ),
    Example(
        "prp-asyp",
        ":p a owl:AsymmetricProperty .",
        ":x :p :y . :y :p :x .",
        clash=":x and :y are in the relation :p both ways, and it holds one way only",
    ),
    Example(
        "prp-pdw",
        ":p owl:propertyDisjointWith :q .",
        ":x :p :y ; :q :y .",
        clash=f":x is in the relations :p and :q {_NOT_BOTH}",
    ),
    Example(
        "prp-adp",
        "[] a owl:AllDisjointProperties ; owl:members ( :p :r :q ) .",
        ":x :p :y ; :q :y .",
        clash=f":x is in the relations :p and :q {_NOT_BOTH}",
    ),
    Example(
        "prp-npa1",
        "[] owl:sourceIndividual :x ; owl:assertionProperty :p ; owl:targetIndividual :y .",
        ":x :p :y .",
        clash=":x is in the relation :p with :y, which the ontology denies",
    ),
    Example(
        "prp-npa2",
        '[] owl:sourceIndividual :x ; owl:assertionProperty :p ; owl:targetValue "seven" .',
        ':x :p "seven" .',
        clash=':x has the :p "seven", which the ontology denies',
    ),
    Example("cls-nothing2", "", ":x a owl:Nothing .", clash=":x is of a class that nothing can be of"),
    Example(
        "cls-com",
        ":C owl:complementOf :D .",
        ":x a :C , :D .",
        clash=":x is of the class :D, and of the class of all that is not",
    ),
    Example(
        "cls-maxc1",
        ':C owl:maxCardinality "0"^^xsd:nonNegativeInteger ; owl:onProperty :p .',
        ":x a :C ; :p :y .",
        clash=":x has the :p :y, and its class allows none",
    ),
    Example(
        "cls-maxqc1",
        ':C owl:maxQualifiedCardinality "0"^^xsd:nonNegativeInteger ; owl:onProperty :p ; owl:onClass :D .',
        ":x a :C ; :p :y . :y a :D .",
        clash=":x has the :p :y, which is of the class :D, and its class allows none such",
    ),
    Example(
        "cls-maxqc2",
        ':C owl:maxQualifiedCardinality "0"^^xsd:nonNegativeInteger ; owl:onProperty :p ; owl:onClass owl:Thing .',
        ":x a :C ; :p :y .",
        clash=":x has the :p :y, and its class allows none",
    ),
    Example(
        "cax-dw",
        ":C owl:disjointWith :D .",
        ":x a :C , :D .",
        clash=":x is of the classes :C and :D, which exclude each other",
    ),
    Example(
        "cax-adc",
        "[] a owl:AllDisjointClasses ; owl:members ( :C :E :D ) .",
        ":x a :C , :D .",
        clash=":x is of the classes :C and :D, which exclude each other",
    ),
]

each_example = pytest.mark.parametrize("example", EXAMPLES, ids=str)
