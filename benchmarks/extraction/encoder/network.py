"""The encoder as it is trained: MiniLM with the shapes of words, heads for tags and clauses, and heads for pairs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from examples import BASES, CLASSES, KINDS, PER, RELATIONS, SORTS, STATEMENTS
from start import read_start
from torch import Tensor, nn
from torch.nn import functional

from innograph.encoder.pairs import AMONG, FAR, NEAR, between, steps
from innograph.encoder.tags import PLACES
from innograph.encoder.windows import SHAPES

HIDDEN = 256


class Pairs(nn.Module):
    """Scores pairs as `innograph.encoder.pairs.PairHead` does."""

    def __init__(self, width: int, classes: int) -> None:
        super().__init__()
        self.first = nn.Linear(width, HIDDEN, bias=False)
        self.second = nn.Linear(width, HIDDEN, bias=False)
        self.left = nn.Linear(width, HIDDEN, bias=False)
        self.right = nn.Linear(width, HIDDEN, bias=False)
        self.context = nn.Linear(width, HIDDEN, bias=False)
        self.apart = nn.Embedding(2 * (FAR + 1), HIDDEN)
        self.between = nn.Embedding(2 * AMONG + 1, HIDDEN)
        self.sentences = nn.Embedding(2 * NEAR + 1, HIDDEN)
        self.out = nn.Linear(HIDDEN, classes)
        self.drop = nn.Dropout(0.2)
        for table in (self.apart, self.between, self.sentences):
            nn.init.normal_(table.weight, std=0.02)

    def forward(self, hidden: Tensor, one: Parts, other: Parts) -> Tensor:
        """The logits of each pair: shape (ones, others, classes)."""
        shared = one.look[:, None] * other.look[None]
        shared = shared / (shared.sum(-1, keepdim=True) + 1e-6)
        sums = self.first(one.vectors)[:, None] + self.second(other.vectors)[None] + shared @ self.context(hidden)
        sums = sums + self.left(one.vectors)[:, None] * self.right(other.vectors)[None]
        sums = sums + self.apart(torch.from_numpy(steps(one.places, other.places)))
        sums = sums + self.between(torch.from_numpy(between(one.places, other.places)))
        sides = np.clip(other.sentences[None] - one.sentences[:, None], -NEAR, NEAR) + NEAR
        sums = sums + self.sentences(torch.from_numpy(sides))
        return self.out(self.drop(functional.relu(sums)))

    def arrays(self) -> dict[str, Tensor]:
        """What the product needs of it."""
        tables = {"first": self.first.weight.T, "second": self.second.weight.T, "context": self.context.weight.T}
        tables |= {"left": self.left.weight.T, "right": self.right.weight.T, "apart": self.apart.weight}
        tables |= {"between": self.between.weight, "sentences": self.sentences.weight}
        return tables | {"out": self.out.weight.T, "bias": self.out.bias}


class Parts:
    """Stretches of a window: their mean vectors and attention, where they begin and in which sentence."""

    def __init__(self, hidden: Tensor, attention: Tensor, spans: list[tuple[int, int]], sentences: np.ndarray) -> None:
        self.vectors = torch.stack([hidden[first:last].mean(0) for first, last in spans])
        self.look = torch.stack([attention[first:last].mean(0) for first, last in spans])
        self.places = np.array([first for first, _ in spans])
        self.sentences = sentences[self.places]

    def with_classes(self, vectors: Tensor) -> Parts:
        """The same with vectors of their classes added."""
        made = object.__new__(Parts)
        made.__dict__.update(self.__dict__)
        made.vectors = self.vectors + vectors
        return made


class Tags(nn.Module):
    """Scores tags as `innograph.encoder.tags.TagHead` does."""

    def __init__(self, width: int) -> None:
        super().__init__()
        count = 1 + 2 * len(CLASSES)
        self.straight = nn.Linear(width, count)
        self.inner = nn.Linear(width, HIDDEN // 2, bias=False)
        self.hints = nn.Parameter(0.02 * torch.randn(PLACES, 1 + 2 * len(SORTS), HIDDEN // 2))
        self.outer = nn.Linear(HIDDEN // 2, count, bias=False)
        self.drop = nn.Dropout(0.1)

    def forward(self, words: Tensor, hints: Tensor) -> Tensor:
        """The logits of the tags of words, given their hints: shape (words, tags)."""
        inner = self.inner(words)
        for place in range(PLACES):
            inner = inner + self.hints[place][hints[:, place]]
        return self.straight(words) + self.outer(self.drop(functional.relu(inner)))

    def arrays(self) -> dict[str, Tensor]:
        """What the product needs of it."""
        tables = {"straight": self.straight.weight.T, "inner": self.inner.weight.T, "hints": self.hints}
        return tables | {"outer": self.outer.weight.T, "bias": self.straight.bias}


class Network(nn.Module):
    """The whole network."""

    def __init__(self, model: Path, dropout: float = 0.1) -> None:
        super().__init__()
        # Dropping attention costs a fifth of the time.
        kept = {"hidden_dropout_prob": dropout, "attention_probs_dropout_prob": 0.0}
        self.encoder = read_start(model, attn_implementation="eager", **kept)
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.shapes = nn.Embedding(SHAPES, width)
        nn.init.zeros_(self.shapes.weight)
        self.drop = nn.Dropout(0.2)
        self.tags = Tags(width)
        self.clauses = nn.Linear(width, len(STATEMENTS))
        self.classes = nn.Embedding(len(CLASSES) + 1, width)
        nn.init.normal_(self.classes.weight, std=0.02)
        self.related = Pairs(width, len(RELATIONS))
        self.measured = Pairs(width, 1)
        self.worded = Pairs(width, 1)
        self.dated = Pairs(width, 1)
        self.undated = nn.Linear(width, 1)
        self.told = nn.Linear(width, 1)
        self.kinds = nn.Linear(width, len(KINDS))
        self.bases = nn.Linear(width, len(BASES) + 1)
        self.per = nn.Linear(width, len(PER) + 1)

    def encode(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        """The vectors of the pieces of a window, (pieces, width), and the attention of the last layer's mean head."""
        vectors = self.encoder.embeddings.word_embeddings(ids) + self.shapes(shapes)
        read = self.encoder(inputs_embeds=vectors, output_attentions=True)
        return read.last_hidden_state[0].float(), read.attentions[-1][0].float().mean(0)

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What the product's network gives: vectors, attention, and the logarithms of the chances of statements."""
        hidden, attention = self.encode(ids, shapes)
        return hidden, attention, functional.log_softmax(self.clauses(hidden), -1)

    def arrays(self) -> dict[str, np.ndarray]:
        """The heads as the product reads them."""
        found: dict[str, Tensor] = {"classes": self.classes.weight}
        for name in ("tags", "related", "measured", "worded", "dated"):
            found |= {f"{name}.{part}": table for part, table in getattr(self, name).arrays().items()}
        for name in ("told", "kinds", "undated", "bases", "per"):
            found |= {f"{name}.out": getattr(self, name).weight.T, f"{name}.bias": getattr(self, name).bias}
        return {name: table.detach().numpy().astype(np.float16) for name, table in found.items()}
