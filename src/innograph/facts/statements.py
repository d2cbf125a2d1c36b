"""Challenges, strengths and measures: sentence-level knowledge, one idea each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import log

from innograph.encoder import Context
from innograph.facts.clauses import Clause, split_clauses
from innograph.facts.leads import find_leads
from innograph.facts.owners import owner_of
from innograph.facts.scenes import Scene
from innograph.facts.signs import SignReader, Signs
from innograph.lexicon import Lexicon, one_of
from innograph.model import Statement, Status

_LABEL_WORDS = 20
_SHORTEST = {"noun": 2, "root": 3}
_SHORTEST_ELSE = 4
_FAR = 1
_LEAST = 1e-3
_DESCRIBING = ("relcl", "acl")
_BEFORE = ("amod", "compound", "poss", "nummod")
_BROKEN = re.compile(r"\s*,(?:\s*,)+")
_LEFT_OUT = ("heading", "row")


class StatementFinder:
    """Finds statements; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("statements")
        self._signs = SignReader(lexicon)
        self._opening = re.compile(rf"(?:{one_of(table['label']['dropped'])}[,:]?\s*)+", re.IGNORECASE)
        self._answer = re.compile(one_of(table["answer"]["words"]), re.IGNORECASE)
        self._votes: Mapping[str, Mapping[str, float]] = lexicon.table("statement-votes")["votes"]
        self._instruments = frozenset(table["sorts"]["instrument"])
        self._base: Mapping[str, float] = lexicon.table("statement-votes")["base"]
        blend = lexicon.table("blend")
        self._long: int = blend["long"]
        self._leanings: Mapping[str, float] = blend["statements"]["base"]
        self._weights: tuple[float, float] = (blend["statements"]["signs"], blend["statements"]["encoder"])
        self._classes = tuple(name for name in self._base if name[0].isupper())

    def find(self, scenes: Sequence[Scene], context: Context | None = None) -> list[Statement]:
        """The statements of a document in order, measures linked to the challenges they answer.

        Args:
            scenes: of the document.
            context: what the encoder says of it, where there is one.
        """
        leads = find_leads(scenes)
        leaning = self._leanings["long" if len(scenes) > self._long else "passage"]
        found = [
            statement
            for scene, lead in zip(scenes, leads, strict=True)
            if scene.parse.sentence.kind not in _LEFT_OUT and scene.tokens
            for statement in self._in_sentence(scene, lead, context, leaning)
        ]
        return [self._addressed(at, found, scenes) for at in range(len(found))]

    def _in_sentence(self, scene: Scene, lead: str, context: Context | None, leaning: float) -> Iterator[Statement]:
        """The statements of a sentence in the order of its clauses."""
        clauses = split_clauses(scene.tokens, scene.text)
        signs = self._signs.read(scene, clauses, lead)
        order = sorted(range(len(clauses)), key=lambda number: (clauses[number].begin, clauses[number].end))
        for number in order:
            clause = clauses[number]
            label = self._label(clause, scene)
            if len(label.split()) < _SHORTEST.get(clause.role, _SHORTEST_ELSE):
                continue
            place = scene.parse.sentence.index, clause.begin, clause.end
            kind, status, rule = self._judge(signs[number], context.clauses(*place) if context else {}, leaning)
            if kind:
                yield Statement(
                    type=kind,
                    label=label,
                    about=owner_of(scene, clauses, number, self._instruments),
                    sentence=scene.parse.sentence.index,
                    span=scene.parse.sentence.span(clause.begin, clause.end),
                    rule=rule,
                    status=status,
                )

    def _judge(self, signs: Signs, read: Mapping[str, float], leaning: float) -> tuple[str, Status, str]:
        """The class that the signs of a clause vote for, or an empty string; a measure's status; the strongest sign.

        Args:
            signs: of the clause.
            read: the chance that the encoder gives each class of statement, if there is one.
            leaning: what is added to the logarithm of the odds of those.
        """
        sums = dict(self._base)
        for sign, strength in signs.strengths.items():
            for name, vote in self._votes.get(sign, {}).items():
                sums[name] += strength * vote
        signed, encoded = self._weights
        for name, odds in self._read(read, leaning):
            sums[name] = signed * sums[name] + encoded * odds
        kind = max(self._classes, key=lambda name: sums[name])
        if sums[kind] <= 0:
            return "", "stated", ""
        strongest = max(
            signs.strengths, key=lambda sign: signs.strengths[sign] * self._votes.get(sign, {}).get(kind, 0.0)
        )
        word = signs.words.get(strongest, "")
        rule = f"{strongest}: {word!r}" if word else strongest
        if kind != "Measure":
            return kind, "stated", rule
        return kind, "done" if sums["done"] > 0 else "proposed", rule

    @staticmethod
    def _read(chances: Mapping[str, float], leaning: float) -> Iterator[tuple[str, float]]:
        """The logarithm of the odds of each class, and of "done" among measures, as the encoder gives them."""
        if not chances:
            return
        done, proposed = chances["Measure done"], chances["Measure proposed"]
        for name, chance in (
            ("Challenge", chances["Challenge"]),
            ("Strength", chances["Strength"]),
            ("Measure", done + proposed),
            ("done", done / max(done + proposed, _LEAST)),
        ):
            bounded = min(max(chance, _LEAST), 1 - _LEAST)
            yield name, log(bounded / (1 - bounded)) + leaning * (name != "done")

    def _label(self, clause: Clause, scene: Scene) -> str:
        """The clause's own words, at most twenty, without a leading "First," or "and".

        A clause that describes a thing has the thing before it ("the centre, established in 2017").
        """
        text = clause.text if clause.interrupted else scene.text[clause.begin : clause.end]
        plain = _BROKEN.sub(",", text).strip(" ,;:.-–•●○□")
        if clause.role in _DESCRIBING:
            plain = f"{_described(clause, scene)} {plain}".strip()
        opening = self._opening.match(plain)
        words = (plain[opening.end() :] if opening else plain).split()
        return " ".join(words[:_LABEL_WORDS]) + (" …" if len(words) > _LABEL_WORDS else "")

    def _addressed(self, at: int, found: Sequence[Statement], scenes: Sequence[Scene]) -> Statement:
        """A measure with the challenge that it says it answers ("therefore", "in view of"), just before it."""
        measure = found[at]
        if measure.type != "Measure":
            return measure
        scene = scenes[measure.sentence]
        if not self._answer.search(scene.text):
            return measure
        before = [
            number
            for number in range(max(0, at - 3), at)
            if found[number].type == "Challenge"
            and measure.sentence - found[number].sentence <= _FAR
            and scenes[found[number].sentence].headings == scene.headings
        ]
        return replace(measure, addresses=tuple(before[-1:]))


def _described(clause: Clause, scene: Scene) -> str:
    """The noun that a clause describes, with the words before it that belong to it."""
    noun = scene.tokens[clause.head.head]
    name = next((name for name in scene.names if name.begin <= noun.begin < name.end), None)
    if name:
        return scene.text[name.begin : name.end]
    before = [token for token in scene.tokens if token.head == noun.index and token.dep in _BEFORE]
    first = min([noun, *before], key=lambda token: token.begin)
    return scene.text[first.begin : noun.end]
