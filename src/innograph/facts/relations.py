"""Relations that sentences state between names: by verbs and their roles, by words in between, by names in names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from innograph.facts.circumstances import CircumstanceFinder
from innograph.facts.frames import Frame, FrameReader
from innograph.facts.governors import leads
from innograph.facts.patterns import Pattern, read_patterns
from innograph.facts.scenes import Name, Scene
from innograph.facts.spans import LEVELS, joins, level, name_lists, verb_between
from innograph.facts.together import TogetherFinder
from innograph.gazetteer import Gazetteer
from innograph.lexicon import Lexicon
from innograph.model import Claim, Entity, Status
from innograph.ontology import Ontology

_GAP = 130


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts in a sentence where its verbs have no subject: the lead, the place, the topic for whom "we" speak."""

    lead: Name | None
    place: Name | None
    topic: Name | None

    def of(self, pattern: Pattern, speaker: bool) -> Sequence[Name]:
        """The subject that a pattern takes, if any; a place acts only where the pattern says so."""
        if speaker:
            return (self.topic,) if self.topic and (pattern.context or self.topic.core != "Place") else ()
        chosen = self.lead or (self.place if pattern.context else None)
        return (chosen,) if chosen else ()


class RelationFinder:
    """Finds relations; made once per lexicon, ontology and gazetteer."""

    def __init__(self, lexicon: Lexicon, ontology: Ontology, gazetteer: Gazetteer) -> None:
        self._ontology = ontology
        self._gazetteer = gazetteer
        self._patterns = read_patterns(lexicon, ontology)
        self._verbal = [p for p in self._patterns if p.verbs or p.nouns]
        self._between = [p for p in self._patterns if p.between and not p.among]
        self._among = [p for p in self._patterns if p.among]
        self._lemmas = frozenset().union(*(p.verbs for p in self._verbal))
        self._nouns = frozenset().union(*(p.nouns for p in self._verbal))
        self._circumstances = CircumstanceFinder(lexicon)
        self._together = TogetherFinder(lexicon, ontology, gazetteer)
        self._speakers = frozenset(lexicon.table("references")["speaker"]["words"])
        self._actors = frozenset(lexicon.table("references")["lead"]["classes"])
        self._nested = {p: frozenset(kinds) for p, kinds in lexicon.table("relations")["nested"].items()}

    def find(self, scenes: Sequence[Scene], entities: Sequence[Entity]) -> list[Claim]:
        """The claims of a document, each once with all its sentences, in order of their first."""
        found: dict[tuple[int, str, int, Status], Claim] = {}
        lead = leads(scenes, self._actors)
        for scene in scenes:
            governed = self._acting(scene, entities, lead.get(scene.parse.sentence.index))
            for claim in (*self._by_verbs(scene, governed), *self._by_pairs(scene), *self._by_nesting(scene, entities)):
                self._add(found, claim)
        for claim in self._together.find(scenes, entities, list(found.values())):
            self._add(found, claim)
        return list(found.values())

    def _add(self, found: dict[tuple[int, str, int, Status], Claim], claim: Claim) -> None:
        if self._ontology.relations[claim.predicate].symmetric and claim.subject > claim.object:
            claim = replace(claim, subject=claim.object, object=claim.subject)
        key = (claim.subject, claim.predicate, claim.object, claim.status)
        known = found.get(key)
        if known is None:
            found[key] = claim
        elif claim.sentences[0] not in known.sentences:
            sure = max(known.confidence, claim.confidence)
            found[key] = replace(known, sentences=(*known.sentences, *claim.sentences), confidence=sure)

    # -- verbs and their roles -------------------------------------------------------------------------------------

    def _by_verbs(self, scene: Scene, acting: Acting) -> Iterator[Claim]:
        if len(scene.names) == 0:
            return
        for frame in FrameReader(scene, self._speakers).frames(self._lemmas, self._nouns):
            for pattern in self._verbal:
                if frame.verb.lemma in pattern.verbs | pattern.nouns and (not pattern.passive or frame.passive):
                    yield from self._of_frame(scene, frame, pattern, acting)

    def _of_frame(self, scene: Scene, frame: Frame, pattern: Pattern, acting: Acting) -> Iterator[Claim]:
        subjects: Sequence[Name] = frame.subjects
        objects = [name for way in sorted(pattern.through) for name in frame.objects.get(way, ())]
        confidence = pattern.confidence
        if frame.passive and subjects and not pattern.passive:
            objects = list(frame.suffering)
        elif frame.passive and (pattern.passive or objects):
            subjects = frame.suffering
        elif frame.passive:
            objects = list(frame.suffering)
        if not subjects and not frame.passive and (not frame.named or frame.speaker):
            subjects, objects = acting.of(pattern, frame.speaker), [n for n in objects if n.core != "Place"]
            confidence *= 0.8
        for subject in subjects:
            for object_ in objects:
                if pattern.fits(subject, object_, self._ontology):
                    yield self._claim(scene, pattern, subject, object_, confidence, frame.verb.begin)

    def _acting(self, scene: Scene, entities: Sequence[Entity], lead: Name | None) -> Acting:
        """Who acts where a verb has no subject."""
        place = scene.heading_place if scene.heading_place >= 0 else scene.place
        topic = scene.topic if scene.topic >= 0 and self._is_actor(entities[scene.topic]) else place
        here = [_named(entities, number, self._ontology) for number in (place, topic)]
        return Acting(lead, *here)

    def _is_actor(self, entity: Entity) -> bool:
        return self._ontology.core(entity.type) in self._actors

    # -- words between two names -----------------------------------------------------------------------------------

    def _by_pairs(self, scene: Scene) -> Iterator[Claim]:
        lists = name_lists(scene)
        yield from self._by_lists(scene, [name for names in lists for name in names])
        for at, first in enumerate(lists):
            for second in lists[at + 1 : at + 3]:
                left, right = first[-1], second[0]
                apart = scene.text[left.end : right.begin]
                if len(apart) > _GAP or ";" in apart:
                    continue
                yield from self._by_surface(scene, first, second)
                for pattern in self._between:
                    if self._matches(pattern, scene, left, right, apart):
                        yield from self._distributed(scene, pattern, first, second)

    def _by_lists(self, scene: Scene, names: Sequence[Name]) -> Iterator[Claim]:
        """Relations between all the names of a list, whatever their classes, by the words before and behind it."""
        for pattern in self._among if len(names) > 1 else ():
            fitting = [n for n in names if pattern.fits(n, replace(n, entity=-1), self._ontology)]
            for run in _runs(scene, fitting):
                before, after = scene.text[: run[0].begin], scene.text[run[-1].end :]
                if (pattern.before and not pattern.before.search(before)) or (
                    pattern.after and not pattern.after.match(after)
                ):
                    continue
                for one, other in combinations(run, 2):
                    if pattern.fits(one, other, self._ontology):
                        yield self._claim(scene, pattern, one, other, pattern.confidence, run[0].begin)

    def _by_surface(self, scene: Scene, first: Sequence[Name], second: Sequence[Name]) -> Iterator[Claim]:
        """The relation of two lists of names with one verb between them, whatever the parse makes of it."""
        joint = verb_between(scene, first[-1], second[0])
        if joint is None:
            return
        for pattern in self._verbal:
            if joint.verb.lemma not in pattern.verbs:
                continue
            if joint.passive and joint.preposition == "by" and not pattern.passive:
                pairs = [(s, o) for s in second for o in first]
            elif joint.passive and pattern.through != {""} and joint.preposition in pattern.through - {""}:
                pairs = [(s, o) for s in first for o in second]
            elif not joint.passive and not pattern.passive and joint.preposition in pattern.through:
                pairs = [(s, o) for s in first for o in second]
            else:
                continue
            for subject, object_ in pairs:
                if pattern.fits(subject, object_, self._ontology):
                    yield self._claim(scene, pattern, subject, object_, 0.8 * pattern.confidence, joint.verb.begin)

    def _may_lie(self, inner: Name, outer: Name) -> bool:
        """Whether a place may lie in another: as the gazetteer knows, else by the levels of the two."""
        one, other = (self._gazetteer.look_up(name.text) for name in (inner, outer))
        if one and other:
            return other.name in self._gazetteer.around(one.name)
        return level(inner) < level(outer)

    def _matches(self, pattern: Pattern, scene: Scene, left: Name, right: Name, apart: str) -> bool:
        if pattern.between is None or not pattern.between.match(apart):
            return False
        if pattern.adjacent and left.core == "Place" and not self._may_lie(left, right):
            return False
        around = scene.text[max(0, left.begin - 60) : right.begin]
        if pattern.before and not pattern.before.search(around):
            return False
        return not pattern.after or bool(pattern.after.match(scene.text[right.end :]))

    def _distributed(
        self, scene: Scene, pattern: Pattern, first: Sequence[Name], second: Sequence[Name]
    ) -> Iterator[Claim]:
        """The relation between all the names of two lists that are joined by its words."""
        subjects, objects = (second, first[-1:]) if pattern.reverse else (first, second)
        if pattern.adjacent:
            subjects, objects = first[-1:], second[:1]
        for subject in subjects:
            for object_ in objects:
                inward = (
                    pattern.predicate == "locatedIn" and subject.core == "Place" and level(subject) >= level(object_)
                )
                if not inward and pattern.fits(subject, object_, self._ontology):
                    yield self._claim(scene, pattern, subject, object_, pattern.confidence, objects[0].begin)

    # -- names inside names ----------------------------------------------------------------------------------------

    def _by_nesting(self, scene: Scene, entities: Sequence[Entity]) -> Iterator[Claim]:
        """A platform, school or event whose name holds the name of a place that the document speaks of."""
        places = {e.label: i for i, e in enumerate(entities) if e.type in LEVELS[:-2]}
        for name in scene.names:
            if name.core not in self._nested["locatedIn"] or name.kind != "name":
                continue
            for label, place in places.items():
                forms = {label, *entities[place].aliases}
                if any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", name.text) for form in forms):
                    yield Claim(name.entity, "locatedIn", place, (scene.parse.sentence.index,), "place in name", 0.5)

    def _claim(self, scene: Scene, pattern: Pattern, subject: Name, object_: Name, confidence: float, at: int) -> Claim:
        status, start, end = self._circumstances.find(scene, at)
        sentence = (scene.parse.sentence.index,)
        sure = round(confidence, 2)
        return Claim(
            subject.entity, pattern.predicate, object_.entity, sentence, pattern.name, sure, status, start, end
        )


def _runs(scene: Scene, names: Sequence[Name]) -> Iterator[list[Name]]:
    """The names that are listed side by side, two and more."""
    run: list[Name] = []
    for name in names:
        if run and not joins(scene.text[run[-1].end : name.begin]):
            if len(run) > 1:
                yield run
            run = []
        run.append(name)
    if len(run) > 1:
        yield run


def _named(entities: Sequence[Entity], number: int, ontology: Ontology) -> Name | None:
    """An entity as a name that stands nowhere in the sentence."""
    if number < 0:
        return None
    entity = entities[number]
    return Name(0, 0, number, entity.type, ontology.core(entity.type), "reference", entity.label)
