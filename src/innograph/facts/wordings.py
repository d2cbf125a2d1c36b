"""Which words of its sentence say what a figure measures: a weight for each word's traits, fitted."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from math import exp

from innograph.facts.figures import Figure
from innograph.facts.preferences import Preferences
from innograph.facts.routes import Routes
from innograph.facts.scenes import Name
from innograph.facts.sorts import sort_of
from innograph.lexicon import Lexicon, one_of
from innograph.model import Kind, Token

_CONTENT = frozenset(("NOUN", "PROPN", "ADJ", "VERB", "ADV", "AUX", "NUM", "X", "INTJ"))
# Verbs that tell rather than describe.
_VERBS = frozenset(("VB", "VBP", "VBZ", "MD"))
# What stands before a noun and says more of it.
_MODIFIERS = frozenset(("compound", "amod", "nmod"))
_LEAP = 3
_WORD = re.compile(r"\w+")
_FARTHEST = 40
_NEAR = (1, 2, 4, 8, 16)


class WordingFinder:
    """Finds the words of indicators; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("observations")["wording"]
        self._blend: Mapping[str, float] = lexicon.table("blend")["words"]
        self._weights = Preferences(lexicon.table("wordings")["weights"])
        self._bar: float = table["bar"]
        self._share: float = table["share"]
        self._most: int = table["most"]
        self._counting = re.compile(rf"^{one_of(table['counting'])}\s+(?=\w)", re.IGNORECASE)
        self._fillers = frozenset(table["fillers"])

    def find(self, figure: Figure, kind: Kind, ruled: str, before: str, whole: str = "") -> tuple[str, str]:
        """The indicator: the likely words in the order of the sentence, joined by small words.

        It is told twice: with all of them, and without those of places and of the whole; either may be empty.

        Args:
            figure: what is measured.
            kind: its kind.
            ruled: the indicator by the rules.
            before: the indicator of the figure before it in the sentence.
            whole: what the figure is a share of, which is told apart from the indicator.
        """
        words = list(self.words(figure, kind, ruled, before))
        weights = self._weigh(figure, words)
        chances = sorted(
            ((1 / (1 + exp(-weight)), -token.index) for (token, _), weight in zip(words, weights, strict=True)),
            reverse=True,
        )
        enough = self._share * sum(chance for chance, _ in chances)
        kept: list[int] = []
        for chance, at in chances[: self._most]:
            if chance < self._bar or enough <= 0:
                break
            kept.append(-at)
            enough -= chance
        kept = _with_modifiers(figure, kept, {token.index for token, _ in words})
        own = _without_others(figure, kept, whole)
        if not own and not ruled and (verb := Routes(figure).governor()):
            own = [verb.index]
        return self._joined(figure, kept), self._counting.sub("", self._joined(figure, own))

    def _weigh(self, figure: Figure, words: Sequence[tuple[Token, list[str]]]) -> list[float]:
        """What speaks for each word, by its traits and by the encoder."""
        weights = [self._weights.weight(traits) for _, traits in words]
        if figure.context is None:
            return weights
        sentence, begin, end = figure.place
        odds = figure.context.worded(sentence, (begin, end), [(token.begin, token.end) for token, _ in words])
        return [
            weight if odd is None else self._blend["traits"] * weight + self._blend["encoder"] * odd
            for weight, odd in zip(weights, odds, strict=True)
        ]

    def _joined(self, figure: Figure, kept: Sequence[int]) -> str:
        """Words as they are written, with the small words between those that stand near each other."""
        tokens, runs = figure.scene.tokens, list[list[int]]()
        for index in kept:
            between = tokens[runs[-1][1] + 1 : index] if runs else ()
            if runs and len(between) < _LEAP and all(t.text.lower() in self._fillers for t in between):
                runs[-1][1] = index
            else:
                runs.append([index, index])
        parts = (figure.scene.text[tokens[first].begin : tokens[last].end] for first, last in _telling(runs, tokens))
        return " ".join(" ".join(parts).split())

    def words(self, figure: Figure, kind: Kind, ruled: str, before: str) -> Iterator[tuple[Token, list[str]]]:
        """The words that may belong to the indicator, each with what speaks for and against it."""
        view = _View(figure, kind, ruled, before)
        for token in figure.scene.tokens:
            if view.is_open(token):
                yield token, list(view.traits(token))


def _with_modifiers(figure: Figure, kept: Sequence[int], open_words: Container[int]) -> list[int]:
    """The words with those right before them that belong to them: "R&D" of "R&D spending", if "spending" is one."""
    tokens, found = figure.scene.tokens, set(kept)
    for index in kept:
        at = index - 1
        while at in open_words and at not in found and tokens[at].dep in _MODIFIERS and tokens[at].head in found:
            found.add(at)
            at -= 1
    return sorted(found)


def _telling(runs: Sequence[Sequence[int]], tokens: Sequence[Token]) -> list[Sequence[int]]:
    """The runs of words that say something that no longer one says."""
    said, kept = set[str](), []
    for run in sorted(runs, key=lambda run: (run[0] - run[1], run[0])):
        words = {token.lemma.lower() for token in tokens[run[0] : run[1] + 1]}
        if words - said:
            kept.append(run)
        said |= words
    return sorted(kept, key=lambda run: run[0])


def _without_others(figure: Figure, kept: Sequence[int], whole: str) -> list[int]:
    """The words without those by which figures of one indicator differ: of places, of the whole, telling verbs."""
    scene = figure.scene
    places = [(name.begin, name.end) for name in scene.names if name.core == "Place"]
    at = scene.text.find(whole) if whole else -1
    aside = [*places, *([(at, at + len(whole))] if at >= 0 else [])]
    left = [
        index
        for index in kept
        if all(scene.tokens[index].end <= low or scene.tokens[index].begin >= high for low, high in aside)
    ]
    named = any(scene.tokens[index].pos in ("NOUN", "PROPN") for index in left)
    return [i for i in left if scene.tokens[i].tag not in _VERBS] if named else left


class _View:
    """A sentence seen from one of its figures."""

    def __init__(self, figure: Figure, kind: Kind, ruled: str, before: str) -> None:
        quantity = figure.quantity
        self.figure, self.kind = figure, kind
        self.tokens = figure.scene.tokens
        self.ruled = frozenset(_WORD.findall(ruled.lower()))
        self.before = frozenset(_WORD.findall(before.lower()))
        self.sort = sort_of(quantity.unit, kind)
        self.taken = [(q.number, q.end) for q in figure.quantities] + [(t.begin, t.end) for t in figure.times]
        self.paths = Routes(figure)
        self.first, self.last = self.paths.first, self.paths.last
        self.names: dict[int, Name] = {
            t.index: name for name in figure.scene.names for t in self.tokens if name.begin <= t.begin < name.end
        }
        self.following = self.tokens[self.last + 1].pos if self.last + 1 < len(self.tokens) else "END"

    def is_open(self, token: Token) -> bool:
        """Whether a word may belong to the indicator: it is near, of content, and no part of a figure or time."""
        if token.pos not in _CONTENT or abs(token.index - self.first) > _FARTHEST:
            return False
        return len(token.text) > 1 and all(token.end <= low or token.begin >= high for low, high in self.taken)

    def traits(self, token: Token) -> Iterator[str]:
        """What speaks for a word and against it."""
        ahead = token.index < self.first
        side = "before" if ahead else "behind"
        apart = self.first - token.index if ahead else token.index - self.last
        near = next((str(step) for step in _NEAR if apart <= step), "far")
        sort, word = self.sort, token.text.lower()
        ruled = "ruled" if word in self.ruled else "other"
        yield "any"
        yield f"{side} {near}"
        yield f"{side} {near} {sort}"
        yield f"{side} {near} {token.pos}"
        yield ruled
        yield f"{ruled} {sort}"
        yield f"{ruled} {side} {near}"
        yield f"{ruled} {token.pos}"
        yield f"{ruled} {token.dep}"
        yield f"word {token.lemma.lower()}"
        yield f"ruled by {min(len(self.ruled), 6)} {ruled}"
        path = self.paths.to_figure(token)
        yield f"path {path}"
        yield f"path {path} {sort}"
        yield f"path {path} {ruled}"
        yield f"{token.pos} {token.dep} {side}"
        yield f"kind {self.kind} {side} {ruled}"
        if word in self.before:
            yield f"said before {ruled}"
            yield f"said before {sort}"
        head = self.tokens[token.head]
        yield f"under {head.pos} {side}"
        if head.pos == "ADP":
            yield f"after {head.lemma.lower()} {side}"
            yield f"after {head.lemma.lower()} {ruled}"
        yield f"followed by {self.following} {side} {near}"
        yield from self._between(token, side, ruled)
        yield from self._named(token, side, ruled)
        yield from self._beside(token)

    def _between(self, token: Token, side: str, ruled: str) -> Iterator[str]:
        """What stands between a word and the figure."""
        low, high = sorted((token.index, self.first if side == "before" else self.last))
        between = self.tokens[low + 1 : high]
        verbs = sum(t.pos in ("VERB", "AUX") for t in between)
        figures = sum(self.tokens[low].end <= q.number < self.tokens[high].begin for q in self.figure.quantities)
        yield f"{side} past {min(verbs, 3)} verbs"
        yield f"{side} past {min(verbs, 2)} verbs {self.sort} {ruled}"
        yield f"{side} past {min(figures, 3)} figures"
        yield f"{side} past {min(figures, 2)} figures {ruled}"
        marks = {t.text for t in between}
        for name, signs in (("semicolon", ";；"), ("colon", ":："), ("bracket", "()"), ("comma", ",、")):
            if any(mark in signs for mark in marks):
                yield f"{side} past a {name}"
                yield f"{side} past a {name} {ruled}"
                break

    def _named(self, token: Token, side: str, ruled: str) -> Iterator[str]:
        """What name a word is part of."""
        name = self.names.get(token.index)
        if name is None:
            yield f"no name {ruled}"
            return
        yield f"in {name.core}"
        yield f"in {name.core} {side}"
        yield f"in {name.core} {ruled}"

    def _beside(self, token: Token) -> Iterator[str]:
        """The words beside a word."""
        for step, side in ((-1, "left"), (1, "right")):
            at = token.index + step
            if not 0 <= at < len(self.tokens):
                yield f"{side} end"
                continue
            other = self.tokens[at]
            yield f"{side} {other.pos}"
            if other.pos in ("ADP", "DET", "PUNCT", "PART", "AUX"):
                yield f"{side} {other.text.lower()}"
            yield f"{side} {'ruled' if other.text.lower() in self.ruled else 'other'}"
