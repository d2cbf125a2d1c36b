"""What the encoder is trained by: the losses of all that a window tells, added up."""

from __future__ import annotations

import random

import numpy as np
import torch
from examples import CLASSES, RELATIONS, Example, Told
from network import Network, Parts
from torch import Tensor
from torch.nn import functional

from innograph.encoder.windows import FORMS, Numbers, Window, shape_of

SCALES = {
    "tags": 60,
    "clauses": 300,
    "related": 20,
    "told": 20,
    "kinds": 20,
    "units": 20,
    "about": 15,
    "words": 60,
    "dated": 30,
}
"""By what the sums of losses of a window are divided, so that none drowns the others."""
BLIND = 0.1
"""How often a window is read without the shapes of its words or without hints, and a name without its class."""
BROKEN = 0.2
"""How often a window is read as if broken into other lines, each with a capital."""
LINES = (8, 20)
"""How many words such a line has."""
SMALL, CAPITAL = shape_of("word"), shape_of("Word")
COOPERATES = RELATIONS.index("cooperatesWith")


def broken(window: Window) -> Numbers:
    """The shapes of a window's pieces, broken into lines anew; what a line begins with is written with a capital."""
    shapes = np.where(window.shapes > FORMS, window.shapes - FORMS, window.shapes)
    at = random.randint(0, LINES[1])
    while at < len(window.words):
        first, stop = window.words[at], window.stops[at]
        shapes[first:stop] = FORMS + (CAPITAL if shapes[first] == SMALL else shapes[first])
        at += random.randint(*LINES)
    return shapes


class Trainer:
    """Losses and measures of a network over examples."""

    def __init__(self, network: Network, allowed: Tensor) -> None:
        self.network, self.allowed = network, allowed

    def read(self, example: Example) -> tuple[Tensor, Tensor]:
        """The vectors and attention of a window."""
        shapes = example.window.shapes
        if self.network.training and random.random() < BROKEN:
            shapes = broken(example.window)
        if self.network.training and random.random() < BLIND:
            shapes = np.zeros_like(shapes)
        return self.network.encode(torch.from_numpy(example.window.ids)[None], torch.from_numpy(shapes)[None])

    def hints(self, example: Example) -> Tensor:
        """The hints of a window, now and then none."""
        hints = torch.from_numpy(example.hints)
        return torch.zeros_like(hints) if self.network.training and random.random() < BLIND else hints

    def loss(self, example: Example) -> Tensor:
        """The sum of the losses of all that a window tells."""
        # Half the digits are enough to learn by, and processors that multiply them themselves take half the time.
        with torch.autocast("cpu", torch.bfloat16):
            return self._loss(example)

    def _loss(self, example: Example) -> Tensor:
        hidden, attention = self.read(example)
        words = self.network.drop(hidden)[example.window.words]
        logits = self.network.tags(words, self.hints(example))
        tags = functional.cross_entropy(logits, torch.tensor(example.tags), reduction="sum")
        kinds = functional.cross_entropy(self.network.clauses(words), torch.tensor(example.clauses), reduction="sum")
        total = tags / SCALES["tags"] + kinds / SCALES["clauses"]
        names = self.names(example, hidden, attention) if example.mentions else None
        if names:
            total = total + self._related_loss(example, hidden, names)
        if example.figures:
            total = total + self._figure_loss(example, hidden, attention, names)
        return total

    def names(self, example: Example, hidden: Tensor, attention: Tensor) -> Parts:
        """The mentions with the vectors of their classes."""
        spans = [(m.first, m.last) for m in example.mentions]
        types = torch.tensor([example.types[m.entity] for m in example.mentions])
        if self.network.training:
            types = torch.where(torch.rand(len(types)) < BLIND, len(CLASSES), types)
        parts = Parts(hidden, attention, spans, example.window.sentences)
        return parts.with_classes(self.network.classes(types))

    def related(self, example: Example, hidden: Tensor, names: Parts) -> Tensor:
        """The logits of relations of entities: shape (entities, entities, relations)."""
        logits = self.network.related(hidden, names, names)
        aside = self._aside(example)
        rows = torch.logsumexp(logits[None] + aside[:, :, None, None], 1)
        return torch.logsumexp(rows[:, None] + aside[None, :, :, None], 2)

    def _aside(self, example: Example) -> Tensor:
        """Nought where a mention is an entity's, else very little: shape (entities, mentions)."""
        owner = torch.tensor([example.entities.index(m.entity) for m in example.mentions])
        return torch.where(owner[None] == torch.arange(len(example.entities))[:, None], 0.0, -1e4)

    def open(self, example: Example) -> Tensor:
        """Which relations of which entities there may be."""
        types = torch.tensor([example.types[entity] for entity in example.entities])
        return self.allowed[types][:, types] & ~torch.eye(len(types), dtype=torch.bool)[:, :, None]

    def true(self, example: Example) -> Tensor:
        """Which there are."""
        at = {entity: number for number, entity in enumerate(example.entities)}
        right = torch.zeros(len(at), len(at), len(RELATIONS))
        for subject, relation, object_ in example.relations:
            right[at[subject], at[object_], relation] = 1
            if relation == COOPERATES:
                right[at[object_], at[subject], relation] = 1
        return right

    def _related_loss(self, example: Example, hidden: Tensor, names: Parts) -> Tensor:
        logits, open_ = self.related(example, hidden, names), self.open(example)
        right = self.true(example)
        loss = functional.binary_cross_entropy_with_logits(logits[open_], right[open_], reduction="sum")
        return loss / SCALES["related"]

    def figures(self, example: Example, hidden: Tensor, attention: Tensor) -> Parts:
        """The numbers of a window."""
        spans = [(f.first, f.last) for f in example.figures]
        return Parts(hidden, attention, spans, example.window.sentences)

    def about(self, example: Example, hidden: Tensor, figures: Parts, names: Parts) -> Tensor:
        """The logits of the entities that figures may be of: shape (figures, entities)."""
        logits = self.network.measured(hidden, figures, names)[..., 0]
        return torch.logsumexp(logits[None] + self._aside(example)[:, None, :], 2).T

    def worded(self, example: Example, hidden: Tensor, attention: Tensor) -> list[tuple[Told, Tensor]]:
        """The figures of which it is known what they measure, each with the logits of the words beside it."""
        known = [figure for figure in example.figures if figure.measured and figure.words]
        if not known:
            return []
        sentences = example.window.sentences
        beside = sorted({word for figure in known for word in figure.words})
        figures = Parts(hidden, attention, [(figure.first, figure.last) for figure in known], sentences)
        words = Parts(hidden, attention, [(word, word + 1) for word in beside], sentences)
        rows = self.network.worded(hidden, figures, words)[..., 0]
        at = {word: number for number, word in enumerate(beside)}
        return [(figure, row[[at[w] for w in figure.words]]) for figure, row in zip(known, rows, strict=True)]

    def dated(self, example: Example, hidden: Tensor, attention: Tensor, figures: Parts) -> Tensor:
        """The logits of no time and of the years of a window for each figure: shape (figures, 1 + years)."""
        never = self.network.undated(figures.vectors)
        if not example.years:
            return never
        years = Parts(hidden, attention, example.years, example.window.sentences)
        return torch.cat([never, self.network.dated(hidden, figures, years)[..., 0]], 1)

    def _dated_loss(self, example: Example, hidden: Tensor, attention: Tensor, figures: Parts) -> Tensor:
        known = [at for at, figure in enumerate(example.figures) if figure.dated]
        if not known:
            return torch.zeros(())
        logs = functional.log_softmax(self.dated(example, hidden, attention, figures)[known], 1)
        right = torch.tensor([example.figures[at].dated for at in known])
        return -torch.logsumexp(torch.where(right, logs, -1e4), 1).sum() / SCALES["dated"]

    def _unit_loss(self, example: Example, figures: Parts) -> Tensor:
        of, per = torch.tensor([figure.unit for figure in example.figures]).T
        network = self.network
        loss = functional.cross_entropy(network.bases(figures.vectors), of, ignore_index=-1, reduction="sum")
        return loss + functional.cross_entropy(network.per(figures.vectors), per, ignore_index=-1, reduction="sum")

    def _figure_loss(self, example: Example, hidden: Tensor, attention: Tensor, names: Parts | None) -> Tensor:
        figures = self.figures(example, hidden, attention)
        told = torch.tensor([float(f.told) for f in example.figures])
        kinds = torch.tensor([f.kind for f in example.figures])
        about = torch.tensor([f.about for f in example.figures])
        loss = functional.binary_cross_entropy_with_logits(
            self.network.told(figures.vectors)[:, 0], told, reduction="sum"
        )
        loss = loss / SCALES["told"]
        if (kinds >= 0).any():
            each = functional.cross_entropy(
                self.network.kinds(figures.vectors), kinds, ignore_index=-1, reduction="sum"
            )
            loss = loss + each / SCALES["kinds"]
            loss = loss + self._unit_loss(example, figures) / SCALES["units"]
        if names is not None and (about >= 0).any():
            at = torch.tensor([example.entities.index(a) if a >= 0 else -1 for a in about.tolist()])
            logits = self.about(example, hidden, figures, names)
            loss = loss + functional.cross_entropy(logits, at, ignore_index=-1, reduction="sum") / SCALES["about"]
        loss = loss + self._dated_loss(example, hidden, attention, figures)
        for figure, each in self.worded(example, hidden, attention):
            right = torch.tensor(figure.measured, dtype=torch.float)
            wrong = functional.binary_cross_entropy_with_logits(each, right, reduction="sum")
            loss = loss + wrong / SCALES["words"]
        return loss
