"""The diagram of the class hierarchy, laid out by itself: a row a class, its last branches beside it."""

from __future__ import annotations

from rdflib.term import Node

from ontology_pages.figures import Area, Box, Figure, width
from ontology_pages.vocabulary import GUIDE_CLASSES, Vocabulary, is_own, local

WIDE = 1040
INDENT = 26
COLUMN = 380
ROW = 34
HIGH = 26
GAP = 10


class _Tree:
    """Places boxes from top to bottom."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.boxes: list[Box] = []
        self.lines: list[tuple[float, float, float, float]] = []
        self.y = 16.0

    def grow(self, node: Node, depth: int = 0) -> float:
        """Place a class and all below it; the height at which its line to its parent joins."""
        children = self._vocabulary.children(node)
        x = 16 + depth * INDENT
        middle = self.y + HIGH / 2
        box = self._box(node, x, self.y)
        self.boxes.append(box)
        if children and not any(self._vocabulary.children(child) for child in children):
            self._leaves(children, box)
            return middle
        self.y += ROW
        ends = [self.grow(child, depth + 1) for child in children]
        for end in ends:
            self.lines.append((x + GAP, end, x + INDENT, end))
        if ends:
            self.lines.append((x + GAP, middle + HIGH / 2, x + GAP, ends[-1]))
        return middle

    def _leaves(self, children: list[Node], box: Box) -> None:
        middle = self.y + HIGH / 2
        self.lines.append((box.area.x + box.area.w, middle, COLUMN, middle))
        self.flow(children, COLUMN)

    def flow(self, nodes: list[Node], left: float) -> None:
        """Place classes beside each other, in as many rows as they need."""
        x = left
        for node in nodes:
            box = self._box(node, x, self.y)
            if box.area.x + box.area.w > WIDE - 16:
                self.y, x = self.y + ROW, left
                box = self._box(node, x, self.y)
            self.boxes.append(box)
            x += box.area.w + GAP
        self.y += ROW

    def _box(self, node: Node, x: float, y: float) -> Box:
        name = local(node) if is_own(node) else self._vocabulary.name(node)
        chinese = self._vocabulary.label(node, "zh")
        wide = round(width(name, bold=True) + width(f" {chinese}") + 20)
        kind = "core" if name in GUIDE_CLASSES else "box" if is_own(node) else "other"
        return Box(name, Area(x, y, wide, HIGH), chinese, kind=kind)


def draw_hierarchy(vocabulary: Vocabulary) -> Figure:
    """All classes of the ontology, those of the guide set off by their colour."""
    tree = _Tree(vocabulary)
    tops = [node for node in vocabulary.classes if not set(vocabulary.parents(node)) & set(vocabulary.classes)]
    shared = {parent for node in tops for parent in vocabulary.parents(node) if _shared(vocabulary, parent)}
    alone = [node for node in tops if not vocabulary.children(node) and not shared & set(vocabulary.parents(node))]
    for top in (node for node in tops if vocabulary.children(node)):
        tree.grow(top)
        tree.y += GAP
    tree.flow(alone, 16)
    tree.y += GAP
    for parent in vocabulary.sorted(shared):
        tree.grow(parent)
        tree.y += GAP
    title = "The hierarchy of the classes of the innograph ontology"
    names = ", ".join(local(node) for node in vocabulary.classes)
    return Figure(title, f"The classes {names}.", (WIDE, tree.y), tree.boxes, rules=tree.lines)


def _shared(vocabulary: Vocabulary, node: Node) -> bool:
    """Whether a class of another vocabulary is above several of ours, and above nothing else of it."""
    return len(vocabulary.children(node)) > 1
