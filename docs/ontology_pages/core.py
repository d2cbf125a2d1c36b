"""The diagram of the core: the boxes are placed by hand, what the labels say is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from ontology_pages.figures import Area, Arrow, Box, Figure, wrapped
from ontology_pages.vocabulary import GUIDE_CLASSES, GUIDE_RELATIONS, Vocabulary, local, own

SIZE = (1040, 796)
BOXES = {
    "Award": (24, 40, 120, 44),
    "Publication": (160, 40, 132, 44),
    "Organisation": (34, 174, 256, 150),
    "Person": (34, 592, 256, 44),
    "Policy": (560, 296, 150, 44),
    "Programme": (560, 368, 150, 44),
    "Project": (560, 440, 150, 44),
    "Platform": (560, 512, 150, 44),
    "Event": (560, 584, 150, 44),
    "Industry": (862, 140, 150, 44),
    "Technology": (862, 212, 150, 44),
    "StakeholderGroup": (862, 302, 150, 44),
    "Place": (20, 714, 1004, 68),
}
FRAMES = {
    "_known": ((12, 12, 292, 84), ("Award", "Publication"), "honours and publications"),
    "Actor": ((20, 140, 284, 510), ("Actor",), ""),
    "_means": (
        (546, 262, 178, 388),
        ("Policy", "Programme", "Project", "Platform", "Event"),
        "means and occasions",
    ),
    "_fields": ((848, 104, 178, 256), ("Industry", "Technology", "StakeholderGroup"), "fields and groups"),
}
NOTE = (752, 430, 164, 130)
ARROWS: tuple[tuple[str, str, tuple[tuple[float, float], ...], tuple[float, float], int], ...] = (
    ("Actor", "Award", ((84, 140), (84, 84)), (84, 112), 120),
    ("Actor", "Publication", ((226, 140), (226, 84)), (226, 112), 130),
    ("Actor", "Industry", ((304, 162), (862, 162)), (424, 162), 180),
    ("Actor", "Technology", ((304, 234), (862, 234)), (424, 234), 180),
    ("Actor", "Policy", ((304, 318), (560, 318)), (424, 318), 180),
    ("Actor", "Programme", ((304, 390), (560, 390)), (424, 390), 180),
    ("Actor", "Project", ((304, 462), (560, 462)), (424, 462), 180),
    ("Actor", "Platform", ((304, 534), (560, 534)), (424, 534), 180),
    ("Actor", "Event", ((304, 606), (560, 606)), (424, 606), 180),
    ("Organisation", "Organisation", ((48, 324), (48, 410), (160, 410), (160, 324)), (104, 410), 140),
    ("Person", "Organisation", ((236, 592), (236, 324)), (236, 480), 104),
    ("_means", "_fields", ((724, 290), (848, 290)), (786, 290), 90),
    ("_fields", "_means", ((848, 346), (724, 346)), (786, 346), 100),
    ("_fields", "_known", ((937, 104), (937, 54), (304, 54)), (620, 54), 220),
    ("Actor", "Place", ((162, 650), (162, 714)), (162, 682), 240),
    ("_means", "Place", ((635, 650), (635, 714)), (635, 682), 260),
    ("_fields", "Place", ((937, 360), (937, 714)), (937, 682), 140),
)


def draw_core(vocabulary: Vocabulary) -> Figure:
    """The classes of the guide and the guide's relations between them."""
    lines = {"Organisation": _kinds(vocabulary), "Place": _acts(vocabulary)}
    boxes = [_framed(vocabulary, name, Area(*place), title) for name, (place, _, title) in FRAMES.items()]
    boxes += [_box(vocabulary, name, Area(*place), lines.get(name, ())) for name, place in BOXES.items()]
    boxes.append(_part(vocabulary))
    arrows = []
    for source, target, points, at, most in ARROWS:
        names = between(vocabulary, _classes(source), _classes(target))
        arrows.append(Arrow(source, target, points, tuple(wrapped(names, most)), at))
    description = " ".join(f"{arrow.source} to {arrow.target}: {' '.join(arrow.lines)}." for arrow in arrows)
    return Figure("The core of the innograph ontology", description.replace("_", ""), SIZE, boxes, arrows)


def between(vocabulary: Vocabulary, sources: Sequence[str], targets: Sequence[str]) -> list[str]:
    """The guide's relations that may hold from any of some classes to any of others.

    What is part of something is part of something of its own kind, whichever classes partOf names at both ends.
    """
    found = []
    for name in GUIDE_RELATIONS:
        starts = [at for at in sources if _may(vocabulary, at, name, RDFS.domain)]
        stops = [at for at in targets if _may(vocabulary, at, name, RDFS.range)]
        if starts and stops and (name != "partOf" or starts == stops):
            found.append(name)
    return found


def _may(vocabulary: Vocabulary, name: str, relation: str, end: Node) -> bool:
    """Whether instances of a class, or at least those of a class right below it, may stand at an end of a relation."""
    fits = {*vocabulary.above(own(name)), *vocabulary.children(own(name))}
    return not fits.isdisjoint(vocabulary.ends(own(relation), end))


def _classes(name: str) -> Sequence[str]:
    return FRAMES[name][1] if name in FRAMES else (name,)


def _framed(vocabulary: Vocabulary, name: str, area: Area, title: str) -> Box:
    if title:
        return Box(name, area, lines=(title,), kind="frame")
    return Box(name, area, vocabulary.label(own(name), "zh"), kind="frame")


def _box(vocabulary: Vocabulary, name: str, area: Area, lines: Iterable[str]) -> Box:
    kind = "core" if name in GUIDE_CLASSES else "box"
    return Box(name, area, vocabulary.label(own(name), "zh"), tuple(lines), kind)


def _kinds(vocabulary: Vocabulary) -> list[str]:
    return [local(child) for child in vocabulary.children(own("Organisation")) if local(child) in GUIDE_CLASSES]


def _part(vocabulary: Vocabulary) -> Box:
    """A note on what else can be part of something."""
    names = [local(end) for end in vocabulary.ends(own("partOf"), RDFS.domain)]
    words = ["also joins to a larger", "whole of its kind a", *wrapped(names, NOTE[2] - 20)]
    return Box("partOf", Area(*NOTE), vocabulary.label(own("partOf"), "zh"), tuple(words), "other")


def _acts(vocabulary: Vocabulary) -> list[str]:
    """What a place does as actors do: being in a place, or part of one, is no act."""
    actors = {own("Actor"), *vocabulary.children(own("Actor"))}
    acts, lies = [], []
    for name in GUIDE_RELATIONS:
        starts, stops = (vocabulary.ends(own(name), end) for end in (RDFS.domain, RDFS.range))
        if (own(name), RDF.type, OWL.TransitiveProperty) in vocabulary.ontology:
            lies += [name] * (own("Place") in starts and own("Place") in stops)
        elif own("Place") in starts and actors & set(starts):
            acts.append(name)
    first = f"{' and '.join(lies)} a larger place. Its government and people act, so it may stand for an actor in: "
    return wrapped([first + acts[0], *acts[1:]], 980)
