"""What the network says of the entities, figures and clauses of a document, each in its context."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from innograph.encoder.encodings import Encoding, Floats, Stretch
from innograph.encoder.network import Encoder
from innograph.encoder.windows import read_years
from innograph.model import Entity, Mention, Sentence

FLOOR = 0.02
"""The chance below which a relation is not told."""

OTHER = "other"
"""The unit, and what it is per, that is none of those the network tells apart."""

Triple = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class Named:
    """The mentions of one window: their stretches, the entities they name, their sentences and class vectors."""

    stretches: tuple[Stretch, ...]
    begins: tuple[int, ...]
    entities: NDArray[np.int64]
    sentences: tuple[int, ...]
    vectors: Floats


@dataclass(frozen=True, slots=True)
class Witness:
    """The two mentions that most speak for a relation: their sentences, and where the later one begins."""

    sentences: tuple[int, ...]
    begin: int


class Context:
    """A document as the network sees it, with the entities that were found in it.

    Args:
        encoder: the network.
        encoding: of the document.
        sentences: of the document.
        mentions: of the document.
        entities: of the document, each with the numbers of its mentions.
        cores: the class of the annotation guide of each entity.
    """

    def __init__(
        self,
        encoder: Encoder,
        encoding: Encoding,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        entities: Sequence[Entity],
        cores: Sequence[str],
    ) -> None:
        self._encoder, self._encoding = encoder, encoding
        self._texts = {sentence.index: sentence.text for sentence in sentences}
        self._written: dict[int, list[tuple[int, int, str]]] = {}
        self._named = self._by_window(mentions, entities, cores)

    def _by_window(
        self, mentions: Sequence[Mention], entities: Sequence[Entity], cores: Sequence[str]
    ) -> Mapping[int, Named]:
        rows: dict[int, list[tuple[Stretch, int, int, int, int]]] = {}
        known = {name: number for number, name in enumerate(self._encoder.classes)}
        for number, entity in enumerate(entities):
            for mention in (mentions[at] for at in entity.mentions):
                found = self._encoding.stretch(mention.sentence, mention.begin, mention.end)
                if found:
                    kind = known.get(cores[number], len(known))
                    rows.setdefault(found.window, []).append((found, mention.begin, number, mention.sentence, kind))
        named = {}
        for window, mine in rows.items():
            stretches, begins, numbers, sentences, kinds = zip(*mine, strict=True)
            vectors = self._encoder.class_vectors[list(kinds)]
            named[window] = Named(stretches, begins, np.array(numbers), sentences, vectors)
        return named

    @cached_property
    def relations(self) -> Mapping[Triple, float]:
        """The chances of the relations of the document that are not quite unlikely."""
        return {triple: chance for triple, (chance, _) in self._likeliest.items()}

    def witness(self, triple: Triple) -> Witness:
        """What most speaks for one of the relations."""
        named = self._named[self._likeliest[triple][1]]
        subject, predicate, object_ = triple
        relation = self._encoder.relations.index(predicate)
        ones, others = (np.flatnonzero(named.entities == entity) for entity in (subject, object_))
        scores = self._related(named)[:, :, relation][np.ix_(ones, others)]
        one, other = np.unravel_index(int(scores.argmax()), scores.shape)
        places = sorted((named.sentences[at], named.begins[at]) for at in (ones[one], others[other]))
        return Witness(tuple(dict.fromkeys(sentence for sentence, _ in places)), places[-1][1])

    @cached_property
    def _likeliest(self) -> Mapping[Triple, tuple[float, int]]:
        """The relations with their chances and the windows in which they are likeliest."""
        found: dict[Triple, tuple[float, int]] = {}
        for window, named in self._named.items():
            logits = self._related(named)
            entities = np.unique(named.entities)
            rows = np.stack([_joint(logits[named.entities == entity], 0) for entity in entities])
            both = np.stack([_joint(rows[:, named.entities == entity], 1) for entity in entities], axis=1)
            chances = 1 / (1 + np.exp(-both))
            likely = np.argwhere(chances > FLOOR)
            numbers, listed = entities.tolist(), chances[tuple(likely.T)].tolist()
            for (one, other, relation), chance in zip(likely.tolist(), listed, strict=True):
                triple = numbers[one], self._encoder.relations[relation], numbers[other]
                if one != other and (triple not in found or found[triple][0] < chance):
                    found[triple] = chance, window
        return found

    def _related(self, named: Named) -> Floats:
        """The logits of the relations of each mention of a window with each: shape (mentions, mentions, relations)."""
        extra = (named.vectors, named.vectors)
        return self._encoder.related.scores(self._encoding, named.stretches, named.stretches, extra)

    def about(self, sentence: int, begin: int, end: int) -> Mapping[int, float]:
        """The logarithm of the chance of each entity named near a figure that the figure is of it."""
        figure = self._encoding.stretch(sentence, begin, end)
        named = self._named.get(figure.window) if figure else None
        if figure is None or named is None:
            return {}
        none = np.zeros_like(named.vectors[:1])
        logits = self._encoder.measured.scores(self._encoding, [figure], named.stretches, (none, named.vectors))[
            0, :, 0
        ]
        entities = np.unique(named.entities)
        sums = np.array([_joint(logits[named.entities == entity], 0) for entity in entities])
        logs = sums - _joint(sums, 0)
        return {int(entity): float(log) for entity, log in zip(entities, logs, strict=True)}

    def told(self, sentence: int, begin: int, end: int) -> float | None:
        """The logarithm of the odds that a number is a figure that the text tells."""
        figure = self._encoding.stretch(sentence, begin, end)
        return float(self._encoder.told.scores(self._encoding, [figure])[0, 0]) if figure else None

    def kinds(self, sentence: int, begin: int, end: int) -> Mapping[str, float]:
        """The logarithm of the chance of each kind of figure."""
        figure = self._encoding.stretch(sentence, begin, end)
        if figure is None:
            return {}
        scores = self._encoder.kind.scores(self._encoding, [figure])[0]
        logs = scores - _joint(scores, 0)
        return {kind: float(log) for kind, log in zip(self._encoder.kinds, logs, strict=True)}

    def units(self, sentence: int, begin: int, end: int) -> tuple[Mapping[str, float], Mapping[str, float]]:
        """The chances of what a number's unit is of ("money": any currency) and of what it is per, "" for nothing.

        OTHER stands for whatever else they may be.
        """
        figure = self._encoding.stretch(sentence, begin, end)
        if figure is None:
            return {}, {}
        of, per = (
            {name: float(np.exp(log)) for name, log in zip((*names, OTHER), scores - _joint(scores, 0), strict=True)}
            for names, head in ((self._encoder.bases, self._encoder.base), (self._encoder.rates, self._encoder.rate))
            for scores in head.scores(self._encoding, [figure])
        )
        return of, per

    def dated(self, sentence: int, begin: int, end: int) -> Mapping[str, float]:
        """The logarithm of the chance that a figure is of each year written near it, and of "" for none."""
        figure = self._encoding.stretch(sentence, begin, end)
        if figure is None:
            return {}
        years = self._years(figure.window)
        logits = [("", float(self._encoder.undated.scores(self._encoding, [figure])[0, 0]))]
        if years:
            stretches = [Stretch(figure.window, first, last) for first, last, _ in years]
            scores = self._encoder.dated.scores(self._encoding, [figure], stretches)[0, :, 0]
            logits += [(year, float(score)) for (*_, year), score in zip(years, scores, strict=True)]
        whole = _joint(np.array([logit for _, logit in logits], dtype=np.float32), 0)
        logs: dict[str, float] = {}
        for year, logit in logits:
            logs[year] = float(np.logaddexp(logs.get(year, -np.inf), logit - whole))
        return logs

    def _years(self, window: int) -> list[tuple[int, int, str]]:
        """The years written in a window."""
        if window not in self._written:
            self._written[window] = read_years(self._encoding.windows[window].window, self._texts)
        return self._written[window]

    def worded(self, sentence: int, figure: tuple[int, int], words: Sequence[tuple[int, int]]) -> list[float | None]:
        """The logarithm of the odds of each word of a sentence that it belongs to what a figure of it measures."""
        one = self._encoding.stretch(sentence, *figure)
        stretches = [self._encoding.stretch(sentence, *word) for word in words]
        inside = [at for at, s in enumerate(stretches) if s and one and s.window == one.window]
        found: list[float | None] = [None] * len(words)
        if one is None or not inside:
            return found
        heads = [Stretch(one.window, s.first, s.first + 1) for at in inside if (s := stretches[at])]
        logits = self._encoder.worded.scores(self._encoding, [one], heads)[0, :, 0]
        for at, logit in zip(inside, logits, strict=True):
            found[at] = float(logit)
        return found

    def clauses(self, sentence: int, begin: int, end: int) -> Mapping[str, float]:
        """The mean chance over a clause's words of each class of statements, "" for none."""
        stretch = self._encoding.stretch(sentence, begin, end)
        if stretch is None:
            return {}
        encoded = self._encoding.windows[stretch.window]
        words = encoded.window.words
        inside = (words >= stretch.first) & (words < stretch.last)
        if not inside.any():
            return {}
        chances = np.exp(encoded.clauses[inside]).mean(0)
        return {kind: float(chance) for kind, chance in zip(self._encoder.statements, chances, strict=True)}


def _joint(logits: Floats, axis: int) -> Floats:
    """The logarithm of the sum of powers along an axis."""
    most = logits.max(axis=axis, keepdims=True)
    sums: Floats = np.log(np.exp(logits - most).sum(axis=axis)) + np.squeeze(most, axis)
    return sums
