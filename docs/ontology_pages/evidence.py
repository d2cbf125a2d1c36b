"""The diagram of evidence: how claims, observations and statements lead to a sentence and its document."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.term import Node

from ontology_pages.figures import Area, Arrow, Box, Figure, wrapped
from ontology_pages.vocabulary import Vocabulary, local, own

SIZE = (1040, 768)
BOXES = {
    "Entity": (20, 150, 170, 416),
    "Extraction": (380, 34, 290, 80),
    "Claim": (380, 150, 290, 90),
    "Statement": (380, 272, 290, 190),
    "Challenge": (394, 344, 124, 34),
    "Strength": (532, 344, 124, 34),
    "Measure": (394, 416, 124, 34),
    "Observation": (380, 494, 290, 118),
    "AuditFinding": (20, 588, 230, 66),
    "ReviewComment": (380, 692, 290, 52),
    "nif:Sentence": (850, 150, 170, 416),
    "Document": (890, 640, 130, 112),
}
FRAME = "Statement"
WORDS = {
    "Extraction": ("the rule or model that found a claim,", "an observation or a statement"),
    "nif:Sentence": ("or a nif:Phrase in it",),
}
ARROWS: tuple[tuple[str, tuple[str, ...], str, tuple[tuple[float, float], ...], tuple[float, float]], ...] = (
    ("Claim", ("rdf:subject", "rdf:object", "speaker"), "Entity", ((380, 195), (190, 195)), (286, 195)),
    ("Statement", ("about", "speaker"), "Entity", ((380, 367), (190, 367)), (286, 367)),
    ("Observation", ("about", "speaker"), "Entity", ((380, 530), (190, 530)), (286, 530)),
    ("AuditFinding", ("concerns",), "Observation", ((250, 601), (380, 601)), (314, 601)),
    ("Claim", ("prov:wasDerivedFrom",), "nif:Sentence", ((670, 195), (850, 195)), (758, 195)),
    ("Statement", ("prov:wasDerivedFrom",), "nif:Sentence", ((670, 367), (850, 367)), (758, 367)),
    ("Observation", ("prov:wasDerivedFrom",), "nif:Sentence", ((670, 530), (850, 530)), (758, 530)),
    ("Claim", ("prov:wasGeneratedBy",), "Extraction", ((525, 150), (525, 114)), (525, 132)),
    ("Measure", ("addresses",), "Challenge", ((456, 416), (456, 378)), (456, 398)),
    ("ReviewComment", ("remarksOn",), "nif:Sentence", ((670, 718), (868, 718), (868, 566)), (758, 718)),
    ("nif:Sentence", ("nif:referenceContext",), "Document", ((955, 566), (955, 640)), (955, 602)),
    ("nif:Sentence", ("itsrdf:taIdentRef",), "Entity", ((935, 150), (935, 20), (105, 20), (105, 150)), (525, 20)),
)


def draw_evidence(vocabulary: Vocabulary) -> Figure:
    """What is said of entities, and where it is said.

    Raises:
        ValueError: an arrow is drawn where the ontology allows none.
    """
    if wrong := list(_wrong(vocabulary)):
        raise ValueError(
            f"The ontology does not allow {', '.join(wrong)}. Mend ARROWS in docs/ontology_pages/evidence.py."
        )
    boxes = [_box(vocabulary, name, Area(*place)) for name, place in BOXES.items()]
    arrows = [
        Arrow(source, target, points, tuple(wrapped(names, 150)), at) for source, names, target, points, at in ARROWS
    ]
    description = " ".join(f"{arrow.source} to {arrow.target}: {' '.join(arrow.lines)}." for arrow in arrows)
    return Figure("How facts lead to the text", description, SIZE, boxes, arrows)


def _wrong(vocabulary: Vocabulary) -> Iterator[str]:
    for source, names, target, *_ in ARROWS:
        for name in names:
            if ":" in name:
                continue
            for end, box in ((RDFS.domain, source), (RDFS.range, target)):
                if ":" not in box and not set(vocabulary.ends(own(name), end)) & set(vocabulary.above(own(box))):
                    yield f"'{name}' at {box}"


def _box(vocabulary: Vocabulary, name: str, area: Area) -> Box:
    node = own(name) if ":" not in name else _foreign(vocabulary, name)
    inside = name != FRAME and Area(*BOXES[FRAME]).holds(area)
    lines = [] if inside else [*WORDS.get(name, ()), *_attributes(vocabulary, node, name, area.w - 22)]
    kind = "frame" if name == FRAME else "other" if ":" in name else "box"
    return Box(name, area, vocabulary.label(node, "zh"), tuple(lines), kind)


def _foreign(vocabulary: Vocabulary, name: str) -> URIRef:
    prefix, _, rest = name.partition(":")
    return URIRef(vocabulary.prefixes[prefix] + rest)


def _attributes(vocabulary: Vocabulary, node: Node, name: str, most: float) -> list[str]:
    """What else is said of the things in a box, by the ontology and by the shapes, in as many lines as it takes."""
    drawn = {word for source, words, *_ in ARROWS if source == name for word in words}
    texts = []
    for item in (item for item in vocabulary.properties if not vocabulary.is_relation(item)):
        if node in vocabulary.ends(item, RDFS.domain) and local(item) not in drawn:
            link = (item, RDF.type, OWL.ObjectProperty) in vocabulary.ontology
            ends = " or ".join(local(end) for end in vocabulary.ends(item, RDFS.range))
            texts.append(f"{local(item)}: {ends}" if link and ends else local(item))
    foreign = sorted({vocabulary.name(path) for path in _paths(vocabulary, node) if path not in vocabulary.properties})
    return wrapped([*texts, *(path for path in foreign if path not in drawn)], most)


def _paths(vocabulary: Vocabulary, node: Node) -> Iterator[Node]:
    for target in (node, *vocabulary.alignments.objects(node, RDFS.subClassOf)):
        for shape in vocabulary.shapes.subjects(SH.targetClass, target):
            for part in vocabulary.shapes.objects(shape, SH.property):
                yield from vocabulary.shapes.objects(part, SH.path)
