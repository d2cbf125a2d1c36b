"""How well the parts of the encoder do on annotated passages, each given what the others were to find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from examples import Example
from losses import COOPERATES, Trainer
from torch import Tensor
from torch.nn import functional

from innograph.encoder.tags import best_tags

BARS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


class Counts:
    """Of each thing how many are right, found and wanted."""

    def __init__(self) -> None:
        self.right, self.found, self.wanted = Counter[str](), Counter[str](), Counter[str]()

    def add(self, name: str, right: int, found: int = 1, wanted: int = 1) -> None:
        """Count some more."""
        self.right[name] += right
        self.found[name] += found
        self.wanted[name] += wanted

    def __str__(self) -> str:
        names = sorted(self.wanted)
        return "; ".join(f"{n} {f1(self.right[n], self.found[n], self.wanted[n]):.3f}" for n in names)


def f1(right: int, found: int, wanted: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / max(1, found + wanted)


def measure(trainer: Trainer, examples: Sequence[Example]) -> str:
    """The F1 of each part over passages, given the annotated names."""
    counts = Counts()
    scores, truths = [], []
    trainer.network.eval()
    with torch.no_grad():
        for example in examples:
            hidden, attention = trainer.read(example)
            _names(trainer, example, hidden, counts)
            if example.mentions:
                score, truth = _relations(trainer, example, hidden, attention)
                scores.append(score)
                truths.append(truth)
            if example.mentions and example.figures:
                _figures(trainer, example, hidden, attention, counts)
    score, truth = torch.cat(scores), torch.cat(truths) > 0
    found = ((f1(int(((score > b) & truth).sum()), int((score > b).sum()), int(truth.sum())), b) for b in BARS)
    return "F1: {}; relations {:.3f} above {}".format(counts, *max(found))


def _names(trainer: Trainer, example: Example, hidden: Tensor, counts: Counts) -> None:
    words = hidden[example.window.words]
    logs = functional.log_softmax(trainer.network.tags(words, trainer.hints(example)), -1).numpy()
    wanted, found = set(_spans(example.tags)), set(_spans(best_tags(logs)))
    counts.add("names", len(wanted & found), len(found), len(wanted))
    both = {span[:2] for span in wanted} & {span[:2] for span in found}
    counts.add("names of any class", len(both), len(found), len(wanted))
    clauses = trainer.network.clauses(words).argmax(-1).numpy()
    told = np.array(example.clauses)
    counts.add("clauses", int(((clauses == told) & (told > 0)).sum()), int((clauses > 0).sum()), int((told > 0).sum()))


def _relations(trainer: Trainer, example: Example, hidden: Tensor, attention: Tensor) -> tuple[Tensor, Tensor]:
    """The chances of the relations that there may be, and which there are; each cooperation once."""
    open_ = trainer.open(example)
    open_[:, :, COOPERATES] &= torch.triu(torch.ones_like(open_[:, :, 0]), 1)
    logits = trainer.related(example, hidden, trainer.names(example, hidden, attention))
    return torch.sigmoid(logits)[open_], trainer.true(example)[open_]


def _figures(trainer: Trainer, example: Example, hidden: Tensor, attention: Tensor, counts: Counts) -> None:
    network, figures = trainer.network, trainer.figures(example, hidden, attention)
    about = trainer.about(example, hidden, figures, trainer.names(example, hidden, attention)).argmax(1).tolist()
    told = (network.told(figures.vectors)[:, 0] > 0).tolist()
    kinds = network.kinds(figures.vectors).argmax(1).tolist()
    bases, per = (head(figures.vectors).argmax(1).tolist() for head in (network.bases, network.per))
    times = trainer.dated(example, hidden, attention, figures).argmax(1).tolist()
    for at, figure in enumerate(example.figures):
        counts.add("told", int(told[at] and figure.told), int(told[at]), int(figure.told))
        if figure.told:
            counts.add("kinds", int(kinds[at] == figure.kind))
            counts.add("units", int((bases[at], per[at]) == figure.unit))
        if figure.about >= 0:
            counts.add("about", int(example.entities[about[at]] == figure.about))
        if figure.dated:
            counts.add("times", int(figure.dated[times[at]]))
    for figure, logits in trainer.worded(example, hidden, attention):
        likely, measured = (logits > 0).tolist(), figure.measured or []
        both = sum(a and b for a, b in zip(likely, measured, strict=True))
        counts.add("words", both, sum(likely), sum(measured))


def _spans(tags: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """The names that tags tell: first word, the one behind the last, class."""
    first = -1
    for at, tag in enumerate([*tags, 0]):
        if first >= 0 and tag != tags[first] + 1:
            yield first, at, (tags[first] - 1) // 2
            first = -1
        if tag % 2:
            first = at
