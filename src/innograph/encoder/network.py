"""The encoder: a small network that reads windows of sentences; the one place that knows ONNX and its tokenizer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from innograph.encoder.encodings import Encoded, Encoding
from innograph.encoder.pairs import LinearHead, PairHead
from innograph.encoder.tags import Tagger, TagHead
from innograph.encoder.windows import Window, cut_windows
from innograph.model import Sentence
from innograph.resources import ontology_folder

FILES = ("network.onnx", "heads.npz", "tokenizer.json", "settings.json")


class Encoder:
    """Reads sentences; made once per language, from the files that benchmarks/extraction/encoder writes.

    `classes` are those of names, `relations` the predicates, `kinds` those of figures, `bases` and `rates` what units
    are of and per (whatever else is the class behind them), `statements` the classes of statements with "" for none: in
    the order of the network's numbers.

    Wang, W. et al. (2020). MiniLM: deep self-attention distillation for task-agnostic compression of pre-trained
    transformers. NeurIPS.
    """

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        self.classes: tuple[str, ...] = tuple(settings["classes"])
        self.relations: tuple[str, ...] = tuple(settings["relations"])
        self.kinds: tuple[str, ...] = tuple(settings["kinds"])
        self.bases: tuple[str, ...] = tuple(settings["bases"])
        self.rates: tuple[str, ...] = tuple(settings["per"])
        self.statements: tuple[str, ...] = tuple(settings["statements"])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the same sums in the same order, however many cores there are
        options.log_severity_level = 3
        network = str(folder / "network.onnx")
        self._session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        with np.load(folder / "heads.npz") as arrays:
            self._arrays = {name: np.asarray(arrays[name], dtype=np.float32) for name in arrays.files}
        self.related = PairHead.read(self._arrays, "related")
        self.measured = PairHead.read(self._arrays, "measured")
        self.worded = PairHead.read(self._arrays, "worded")
        self.class_vectors = self._arrays["classes"]
        sorts = {sort: number for number, sort in enumerate(settings["hints"])}
        parts = ("straight", "inner", "hints", "outer", "bias")
        self._tags = TagHead(sorts, *(self._arrays[f"tags.{part}"] for part in parts))
        self.dated = PairHead.read(self._arrays, "dated")
        self.undated = LinearHead(self._arrays["undated.out"], self._arrays["undated.bias"])
        self.told = LinearHead(self._arrays["told.out"], self._arrays["told.bias"])
        self.kind = LinearHead(self._arrays["kinds.out"], self._arrays["kinds.bias"])
        self.base = LinearHead(self._arrays["bases.out"], self._arrays["bases.bias"])
        self.rate = LinearHead(self._arrays["per.out"], self._arrays["per.bias"])

    def tagger(self, encoding: Encoding) -> Tagger:
        """What tags the names of a document with this encoding."""
        return Tagger(encoding, self._tags, self.classes)

    def encode(self, sentences: Sequence[Sentence]) -> Encoding:
        """What the network makes of the sentences of a document."""
        return Encoding.of([self._encoded(window) for window in cut_windows(sentences, self._tokenizer)])

    def _encoded(self, window: Window) -> Encoded:
        given = {"ids": window.ids[None], "shapes": window.shapes[None]}
        hidden, attention, clauses = self._session.run(None, given)
        return Encoded(window, hidden, attention, clauses[window.words])


@cache
def read_encoder(language: str) -> Encoder | None:
    """The encoder of a language, or none where it has no files."""
    folder = ontology_folder() / "lexicon" / language / "encoder"
    return Encoder(folder) if all((folder / name).is_file() for name in FILES) else None
