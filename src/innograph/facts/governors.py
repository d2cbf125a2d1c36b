"""What governs a sentence: its subject, the last fitting name before it, its heading, the document's place or topic."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from innograph.facts.scenes import Name, Scene, is_subject
from innograph.model import Entity
from innograph.ontology import Ontology

# How many sentences a subject governs after its own.
_REACH = 1

# How many sentences a name governs those that follow it in its paragraph.
_REACH = 3


class Governors:
    """Knows for each sentence of a document the entities that may govern it."""

    def __init__(self, scenes: Sequence[Scene], entities: Sequence[Entity], ontology: Ontology) -> None:
        self._scenes = scenes
        self._entities = entities
        self._ontology = ontology
        self._named: dict[int, set[int]] = {}
        self._subject: dict[int, int] = {}
        self._by_classes: dict[tuple[str, frozenset[str]], dict[int, int]] = {}
        block, focus, since = -1, -1, 0
        for scene in scenes:
            sentence = scene.parse.sentence
            self._named.setdefault(sentence.block, set()).update(n.entity for n in scene.names)
            if sentence.block != block:
                block, focus = sentence.block, -1
            subject = next((n.entity for n in scene.names if is_subject(scene.parse, n)), -1)
            focus, since = (subject, 0) if subject >= 0 else (focus, since + 1)
            focus = focus if since <= _REACH else -1
            self._subject[sentence.index] = focus if focus >= 0 else scene.topic

    def names(self, scene: Scene, entity: int) -> bool:
        """Whether the paragraph of a sentence names an entity."""
        return entity in self._named[scene.parse.sentence.block]

    def of(self, scene: Scene, governor: str, classes: frozenset[str]) -> int:
        """The entity of one of the classes that governs a sentence in one of the ways of relations.toml, or -1."""
        ways: dict[str, Callable[[], int]] = {
            "place": lambda: scene.heading_place if scene.heading_place >= 0 else scene.place,
            "topic": lambda: scene.topic,
            "subject": lambda: self._subject[scene.parse.sentence.index],
        }
        if governor in ways:
            found = ways[governor]()
        else:
            found = self._table(governor, classes).get(scene.parse.sentence.index, -1)
        return found if found >= 0 and self._fits(found, classes) else -1

    def _fits(self, entity: int, classes: frozenset[str]) -> bool:
        return bool(self._ontology.ancestors(self._entities[entity].type) & classes)

    def _table(self, governor: str, classes: frozenset[str]) -> dict[int, int]:
        """The last fitting name of the paragraph ("paragraph") or that of the heading, by sentence; made once."""
        key = governor, classes
        if key not in self._by_classes:
            table = self._by_classes[key] = {}
            block, last, named = -1, -1, -1
            headed: dict[int, int] = {}
            for scene in self._scenes:
                sentence = scene.parse.sentence
                near = sentence.block == block and sentence.index - named <= _REACH
                last = last if near else -1
                block = sentence.block
                here = next((n.entity for n in scene.names if self._fits(n.entity, classes)), -1)
                if sentence.kind == "heading" and here >= 0:
                    headed[sentence.section] = here
                last, named = (here, sentence.index) if here >= 0 else (last, named)
                table[sentence.index] = last if governor == "paragraph" else headed.get(sentence.section, -1)
        return self._by_classes[key]


def leads(scenes: Sequence[Scene], actors: frozenset[str]) -> dict[int, Name]:
    """For each sentence the actor that its verbs without a subject have: the subject of what they go on from.

    A part of a sentence goes on from the parts before it, the items of a list from the sentence that opens the list.

    Args:
        scenes: of one document.
        actors: the classes of those who act.
    """
    found: dict[int, Name] = {}
    block, section, ended = -1, -1, ""
    opened: Name | None = None
    last: Name | None = None
    for scene in scenes:
        sentence = scene.parse.sentence
        if sentence.block != block:
            if ended == ":":
                opened = last
            elif sentence.kind == "paragraph" or sentence.section != section:
                opened = None
            last = opened
        elif ended not in (";", "；", ":"):
            last = opened
        block, section, ended = sentence.block, sentence.section, sentence.text[-1:]
        last = next((n for n in scene.names if n.core in actors and is_subject(scene.parse, n)), last)
        if last:
            found[sentence.index] = last
    return found
