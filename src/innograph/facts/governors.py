"""What governs a sentence: its subject, the last fitting name before it, its heading, the document's place or topic."""

from __future__ import annotations

from collections.abc import Sequence

from innograph.facts.scenes import Name, Scene, is_subject
from innograph.model import Entity
from innograph.ontology import Ontology


class Governors:
    """Knows for each sentence of a document the entities that may govern it, of given classes."""

    def __init__(
        self, scenes: Sequence[Scene], entities: Sequence[Entity], ontology: Ontology, classes: frozenset[str]
    ) -> None:
        fitting = [bool(ontology.ancestors(entity.type) & classes) for entity in entities]
        self._subject: dict[int, int] = {}
        self._paragraph: dict[int, int] = {}
        self._heading: dict[int, int] = {}
        only = [number for number, fits in enumerate(fitting) if fits and entities[number].mentions]
        self._only = only[0] if len(only) == 1 else -1
        self._fitting = fitting
        block, focus, last = -1, -1, -1
        headed: dict[int, int] = {}
        self._named: dict[int, set[int]] = {}
        for scene in scenes:
            sentence = scene.parse.sentence
            self._named.setdefault(sentence.block, set()).update(n.entity for n in scene.names)
            if sentence.block != block:
                block, focus, last = sentence.block, -1, -1
            here = [n.entity for n in scene.names if fitting[n.entity]]
            if sentence.kind == "heading" and here:
                headed[sentence.section] = here[0]
            focus = next((n.entity for n in scene.names if is_subject(scene.parse, n)), focus)
            self._subject[sentence.index] = focus
            last = here[0] if here else last
            self._paragraph[sentence.index] = last
            self._heading[sentence.index] = headed.get(sentence.section, -1)

    def of(self, scene: Scene, governor: str) -> int:
        """The entity that governs a sentence in one of the ways of relations.toml, or -1."""
        index = scene.parse.sentence.index
        if governor == "place":
            return scene.heading_place if scene.heading_place >= 0 else scene.place
        if governor == "topic":
            return scene.topic if scene.topic >= 0 and self._fitting[scene.topic] else -1
        if governor == "only":
            return self._only
        found = {"subject": self._subject, "paragraph": self._paragraph, "heading": self._heading}[governor][index]
        return scene.topic if governor == "subject" and found < 0 else found

    def names(self, scene: Scene, entity: int) -> bool:
        """Whether the paragraph of a sentence names an entity."""
        return entity in self._named[scene.parse.sentence.block]


def leads(scenes: Sequence[Scene], actors: frozenset[str]) -> dict[int, Name]:
    """For each sentence the actor that its verbs without a subject have: the subject of what they go on from.

    A part of a sentence goes on from the parts before it, the items of a list from the sentence that opens the list.

    Args:
        scenes: of one document.
        actors: the classes of those who act.
    """
    found: dict[int, Name] = {}
    block, section, opened, last = -1, -1, None, None
    ended = ""
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
        subject = next((n for n in scene.names if n.core in actors and is_subject(scene.parse, n)), None)
        last = subject or last
        if last:
            found[sentence.index] = last
    return found
