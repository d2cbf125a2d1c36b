"""What a document has spoken of so far: names by sentence, block and heading, and what its figures were about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from innograph.facts.scenes import Scene, is_subject
from innograph.model import Sentence

_FAR = 4
_FARTHEST = 12
_SELDOM = 10


@dataclass(slots=True)
class Discourse:
    """Follows a document from sentence to sentence.

    `told` is what the last figure was about, `told_block` the block of it; `first` is the first name of the block,
    `focus` the last subject of the block, or else what its first figure was about. `long` says that the document is
    longer than a passage.
    """

    counts: Counter[int] = field(default_factory=Counter)
    cores: dict[int, str] = field(default_factory=dict)
    words: dict[int, set[str]] = field(default_factory=dict)
    tellings: Counter[int] = field(default_factory=Counter)
    headed: dict[str, tuple[int, ...]] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)
    seen_block: dict[int, int] = field(default_factory=dict)
    subjects: dict[int, int] = field(default_factory=dict)
    first: int = -1
    block: int = -1
    introduced: tuple[int, ...] = ()
    kind: str = ""
    focus: int = -1
    told: int = -1
    told_sentence: int = -1
    told_block: int = -1
    told_section: int = -1
    long: bool = False

    @classmethod
    def of(cls, scenes: Sequence[Scene], *, long: bool = False) -> Discourse:
        """The discourse of a document at its beginning: how often each entity will be named is known."""
        names = [name for scene in scenes for name in scene.names]
        counts, cores = Counter(name.entity for name in names), {name.entity: name.core for name in names}
        words: dict[int, set[str]] = {}
        for name in names:
            words.setdefault(name.entity, set()).update(name.text.lower().split())
        return cls(counts, cores, words, long=long)

    def enter(self, scene: Scene) -> None:
        """Begin a sentence: another block has other first names, and a list remembers what introduces it."""
        sentence = scene.parse.sentence
        if sentence.block != self.block:
            if sentence.kind in ("item", "row") and self.kind not in ("item", "row"):
                last = max(self.seen.values(), default=-1)
                self.introduced = tuple(sorted(e for e, at in self.seen.items() if at == last))
            self.block, self.kind, self.first = sentence.block, sentence.kind, -1
            self.focus = -1
        if self.first < 0 and scene.names:
            self.first = scene.names[0].entity

    def leave(self, scene: Scene) -> None:
        """End a sentence: its names are known from now on."""
        sentence = scene.parse.sentence
        for name in scene.names:
            self.seen[name.entity] = sentence.index
            self.seen_block[name.entity] = sentence.block
            if is_subject(scene.parse, name):
                self.subjects[name.entity] = sentence.index
        subject = next((n.entity for n in scene.names if n.core != "Industry" and is_subject(scene.parse, n)), -1)
        self.focus = subject if subject >= 0 else self.focus
        if sentence.kind == "heading" and scene.headings:
            self.headed[scene.headings[-1]] = tuple(dict.fromkeys(name.entity for name in scene.names))

    def tell(self, entity: int, scene: Scene) -> None:
        """Keep what a figure was about."""
        sentence = scene.parse.sentence
        self.focus = entity if self.focus < 0 else self.focus
        self.tellings[entity] += 1
        self.told, self.told_sentence = entity, sentence.index
        self.told_block, self.told_section = sentence.block, sentence.section

    def near(self, scene: Scene) -> list[int]:
        """The entities that a figure of a sentence may be about though the sentence does not name them."""
        section = [e for title in scene.headings for e in self.headed.get(title, ())]
        index = scene.parse.sentence.index
        recent = [
            e for e, at in self.seen.items() if index - at <= (_FAR if self.seen_block[e] != self.block else _FARTHEST)
        ]
        fixed = [
            e for e in (scene.topic, scene.place, scene.heading_place, self.told, *scene.titled, self.focus) if e >= 0
        ]
        often = [e for e, _ in self.counts.most_common(2)]
        return list(dict.fromkeys((*section, *recent, *self.introduced, *fixed, *often)))

    def traits(self, entity: int, scene: Scene) -> list[str]:
        """What speaks for or against an entity, whatever the sentence itself says of it."""
        sentence, found = scene.parse.sentence, []
        if entity == self.told:
            found.append(f"told {self._told_in(scene)}")
        setting = scene.heading_place if scene.heading_place >= 0 else scene.topic
        if entity == (self.focus if self.focus >= 0 else setting):
            found.append("expected" if self.focus < 0 else "focus")
        if entity == self.first:
            found.append("first of block")
        if entity in self.introduced and sentence.kind in ("item", "row"):
            found.append("introduces list")
        for trait, other in (("topic", scene.topic), ("place", scene.place), ("heading place", scene.heading_place)):
            if entity == other:
                found.append(trait)
        if entity in scene.titled:
            found.append("in title")
        if scene.headings and entity in self.headed.get(scene.headings[-1], ()):
            found.append("in heading")
        elif any(entity in self.headed.get(title, ()) for title in scene.headings):
            found.append("in heading above")
        return [*found, *self._past(entity, sentence), *self._frequency(entity)]

    def _past(self, entity: int, sentence: Sentence) -> Iterator[str]:
        """How long ago an entity was named, and whether as a subject."""
        if (at := self.seen.get(entity)) is not None:
            apart = sentence.index - at
            yield f"seen {apart if apart < 3 else 'some' if apart < 8 else 'far'} ago"
            if self.seen_block[entity] == sentence.block:
                yield "seen in block"
        if (at := self.subjects.get(entity)) is not None:
            yield "was subject just now" if sentence.index - at < 2 else "was subject"
        elif entity not in self.seen:
            yield "not seen yet"

    def _told_in(self, scene: Scene) -> str:
        """How near the last figure stands: in the same "sentence", "block" or "section", or "before"."""
        sentence = scene.parse.sentence
        if self.told_sentence == sentence.index:
            return "sentence"
        if self.told_section != sentence.section:
            return "before"
        return "block" if self.told_block == sentence.block else "section"

    def _frequency(self, entity: int) -> Iterator[str]:
        """How often an entity is named, against the one that is named most."""
        most = self.counts.most_common(1)[0][1] if self.counts else 0
        often = self.counts[entity]
        yield "named most" if often == most else "named often" if 2 * often >= most else "named seldom"
        if _SELDOM * often < most:
            yield "named rarely"
