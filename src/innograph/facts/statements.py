"""Challenges, strengths and measures: sentence-level knowledge, one idea each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from innograph.facts.scenes import Scene
from innograph.lexicon import Lexicon, one_of
from innograph.model import Span, Statement, Status, Token

_LABEL_WORDS = 20
_SHORTEST = 4
_SHARED_WORDS = 3
_WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class _Vote:
    """What a word or heading says for a class."""

    type: str
    status: Status
    pattern: re.Pattern[str]
    weight: float


class StatementFinder:
    """Finds statements; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("statements")
        self._bar = float(table["bar"])
        self._headings = [_vote(row) for row in table["heading"]]
        self._cues = [_vote(row) for row in table["cue"]]
        self._imperative = float(table["imperative"]["weight"])
        deeds = table["reported"]
        self._reported_weight = float(deeds["weight"])
        self._actors, self._instruments = frozenset(deeds["actors"]), frozenset(deeds["instruments"])
        self._no_deeds = frozenset(deeds["not"])
        self._reported = re.compile(one_of(table["imperative"]["done"]), re.IGNORECASE)

    def find(self, scenes: Sequence[Scene]) -> list[Statement]:
        """The statements of a document in order, measures linked to the challenges they answer."""
        found = [
            s
            for scene in scenes
            if scene.parse.sentence.kind not in ("heading", "row")
            for s in self._in_sentence(scene)
        ]
        return [self._addressed(at, found, scenes) for at in range(len(found))]

    def _in_sentence(self, scene: Scene) -> Iterator[Statement]:
        for begin, end in _clauses(scene):
            kind, status, rule = self._classify(scene, begin, end)
            if kind:
                span = scene.parse.sentence.span(begin, end)
                yield Statement(
                    type=kind,
                    label=_label(scene.text[begin:end]),
                    about=self._about(scene, begin, end),
                    sentence=scene.parse.sentence.index,
                    span=Span(span.begin, span.end),
                    rule=rule,
                    status=status,
                )

    def _classify(self, scene: Scene, begin: int, end: int) -> tuple[str, Status, str]:
        text = scene.text[begin:end]
        votes: Counter[str] = Counter()
        statuses: Counter[Status] = Counter()
        rules: dict[str, str] = {}
        for cue in self._cues:
            for found in list(cue.pattern.finditer(text))[:2]:
                votes[cue.type] += cue.weight  # type: ignore[assignment]
                statuses[cue.status] += cue.weight  # type: ignore[assignment]
                rules.setdefault(cue.type, f"cue {found[0].lower()!r}")
        nearest = True
        for title in reversed(scene.headings[-2:]):
            for heading in self._headings:
                if heading.pattern.search(title):
                    votes[heading.type] += heading.weight if nearest else heading.weight / 2  # type: ignore[assignment]
                    statuses[heading.status] += heading.weight / 2  # type: ignore[assignment]
                    rules.setdefault(heading.type, "heading")
            nearest = False
        if _imperative(scene, begin, end):
            votes["Measure"] += self._imperative  # type: ignore[assignment]
            reported = any(self._reported.search(title) for title in scene.headings)
            statuses["done" if reported else "proposed"] += self._imperative  # type: ignore[assignment]
            rules.setdefault("Measure", "imperative")
        if self._reports(scene, begin, end):
            votes["Measure"] += self._reported_weight  # type: ignore[assignment]
            statuses["done"] += self._reported_weight  # type: ignore[assignment]
            rules.setdefault("Measure", "reported deed")
        if not votes:
            return "", "stated", ""
        kind = min(votes, key=lambda k: (-votes[k], k))
        if votes[kind] < self._bar:
            return "", "stated", ""
        if kind != "Measure":
            return kind, "stated", rules[kind]
        return kind, "done" if statuses["done"] > statuses["proposed"] else "proposed", rules[kind]

    def _reports(self, scene: Scene, begin: int, end: int) -> bool:
        """Whether a clause tells what a named actor did, or what a named programme, policy or platform does."""
        for token in scene.tokens:
            if not begin <= token.begin < end or token.dep not in ("nsubj", "nsubjpass"):
                continue
            verb = scene.tokens[token.head]
            name = next((n for n in scene.names if n.begin <= token.begin < n.end), None)
            if name is None or verb.pos != "VERB" or verb.lemma in self._no_deeds:
                continue
            if verb.tag in ("VBD", "VBN") and (name.core in self._actors | self._instruments):
                return True
            if verb.tag in ("VBZ", "VBP") and name.core in self._instruments:
                return True
        return False

    @staticmethod
    def _about(scene: Scene, begin: int, end: int) -> int:
        """The entity that is the clause's subject, else the place that governs it."""
        inside = [n for n in scene.names if begin <= n.begin < end and n.core != "Technology"]
        subjects = [
            n
            for n in inside
            if any(n.begin <= t.begin < n.end and t.dep in ("nsubj", "nsubjpass") for t in scene.tokens)
        ]
        if subjects:
            return subjects[0].entity
        owner = next((n for n in inside if n.core == "Place"), None)
        if scene.heading_place >= 0:
            return scene.heading_place
        if scene.topic >= 0:
            return scene.topic
        return owner.entity if owner else -1

    @staticmethod
    def _addressed(at: int, found: Sequence[Statement], scenes: Sequence[Scene]) -> Statement:
        """A measure with the challenges of its section that share its words, or stand right before it."""
        measure = found[at]
        if measure.type != "Measure":
            return measure
        own = set(_WORD.findall(measure.label.lower()))
        answered = []
        for number in range(max(0, at - 8), at):
            challenge = found[number]
            if challenge.type != "Challenge":
                continue
            near = measure.sentence - challenge.sentence <= 6
            section = scenes[challenge.sentence].headings == scenes[measure.sentence].headings
            shared = own & set(_WORD.findall(challenge.label.lower()))
            if near and section and len(shared) >= _SHARED_WORDS:
                answered.append(number)
        return replace(measure, addresses=tuple(answered))


def _vote(row: dict[str, object]) -> _Vote:
    status: Status = "done" if row.get("status") == "done" else "proposed" if row.get("status") else "stated"
    words = row["words"]
    assert isinstance(words, list)
    return _Vote(str(row["type"]), status, re.compile(one_of(words), re.IGNORECASE), float(str(row["weight"])))


def _clauses(scene: Scene) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence that may each hold one idea: parts joined by "and" with a verb of their own."""
    text, tokens = scene.text, scene.tokens
    cuts = [0]
    for token in tokens:
        if token.text in (",", ";", "，", "；") and _verb_follows(tokens, token.index + 1):
            cuts.append(token.end)
    cuts.append(len(text))
    begin = 0
    for cut in cuts[1:]:
        words = text[begin:cut].split()
        last = cut == len(text)
        if len(words) < _SHORTEST and not last:
            continue
        rest = text[cut:].split()
        if not last and len(rest) < _SHORTEST:
            continue
        if len(words) >= _SHORTEST:
            yield (
                begin + len(text[begin:cut]) - len(text[begin:cut].lstrip()),
                begin + len(text[begin:cut].rstrip(" ,;")),
            )
        begin = cut


def _verb_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether a joined predicate begins here: "and promote ...", "support ...", "which has ..." does not count."""
    for token in tokens[at : at + 3]:
        if token.pos in ("CCONJ", "ADV"):
            continue
        return token.pos == "VERB" and token.tag in ("VB", "VBP", "VBD", "VBZ") and token.dep in ("conj", "ROOT", "dep")
    return False


def _imperative(scene: Scene, begin: int, end: int) -> bool:
    """Whether a clause begins with a verb in its base form and has no subject."""
    inside = [
        t
        for t in scene.tokens
        if begin <= t.begin < end and t.pos not in ("PUNCT", "CCONJ", "ADV", "SPACE", "NUM", "PART")
    ]
    if not inside:
        return False
    first = inside[0]
    base = first.pos == "VERB" and first.tag in ("VB", "VBP")
    return base and not any(t.dep in ("nsubj", "nsubjpass") and t.head == first.index for t in scene.tokens)


def _label(text: str) -> str:
    """The clause's own words, at most twenty, without a leading "First," or "and"."""
    plain = re.sub(
        r"^(?:(?:and|but|while|so|First|Second|Third|Fourth|Fifth|Sixth|Finally)\b,?\s*)+", "", text.strip(" ,;.")
    )
    words = plain.split()
    return " ".join(words[:_LABEL_WORDS]) + (" …" if len(words) > _LABEL_WORDS else "")
