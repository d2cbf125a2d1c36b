"""Train the encoder on the annotated passages and write it as the product reads it.

    pip install --group encoder .
    python benchmarks/extraction/encoder/train.py --measure

MiniLM (ms-marco-MiniLM-L-12-v2: ten of its twelve layers, 30 million parameters, in small letters) is given the shapes
of words and heads for names, statements, pairs of names, and figures, and all of it is fitted at once. It takes three
quarters of an hour on two cores that multiply half-length floats themselves, and writes the network in whole numbers of
8 bits, the heads, the tokenizer and the settings into ontology/lexicon/en/encoder; every draw of chance is seeded.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
import torch.multiprocessing
from examples import BASES, CLASSES, FARTHEST, KINDS, PER, RELATIONS, SORTS, STATEMENTS, Example, read_examples
from losses import Trainer
from measures import measure
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from readings import training
from start import start_folder
from tokenizers import Tokenizer
from torch import Tensor, distributed

from innograph.reader import Reader
from innograph.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT / "data" / "annotated"
FOLDER = ROOT / "ontology" / "lexicon" / "en" / "encoder"
MODEL = start_folder()
SEED, BATCH, ROUNDS, WORKERS = 1, 4, 6, 2
RATES = {"encoder": 1.5e-4, "heads": 1e-3}
WARM = 0.1
"""The part of the steps in which the rate rises."""
ALIKE = 8 * BATCH
"""Of how many windows those of like length are put into one batch."""


def allowed_relations(reader: Reader) -> Tensor:
    """Which relations the ontology allows between classes: shape (classes, classes, relations)."""
    allows = reader.ontology.allows
    return torch.tensor([[[allows(a, p, b) for p in RELATIONS] for b in CLASSES] for a in CLASSES])


def train(trainer: Trainer, examples: Sequence[Example], rounds: int, rank: int) -> Iterator[str]:
    """Fit the network by AdamW, the rate rising and falling in a line; told after each round is the loss.

    Each worker takes its share of a batch; the slopes are added up, so that all workers make the same step.
    """
    network = trainer.network
    named = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for n, p in named if n.startswith("encoder.")], "lr": RATES["encoder"]},
        {"params": [p for n, p in named if not n.startswith("encoder.")], "lr": RATES["heads"]},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps = rounds * math.ceil(len(examples) / BATCH)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda at: min((at + 1) / (WARM * steps), max(0.0, (steps - at) / ((1 - WARM) * steps)))
    )
    begun = time.monotonic()
    for number in range(1, rounds + 1):
        total = 0.0
        network.train()
        for batch in batches(examples, number):
            optimizer.zero_grad()
            for example in batch[rank::WORKERS]:
                loss = trainer.loss(example) / BATCH
                loss.backward()
                total += loss.item()
            add_up([p for _, p in named])
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            rate.step()
        mean = total * BATCH * WORKERS / len(examples)
        yield f"round {number}: loss {mean:.3f}, {time.monotonic() - begun:.0f} s"


def batches(examples: Sequence[Example], number: int) -> list[list[Example]]:
    """The batches of a round, drawn by its number; in each are windows of like length, so that no worker waits long."""
    draw = random.Random(number)
    order = draw.sample(list(examples), len(examples))
    pools = [order[at : at + ALIKE] for at in range(0, len(order), ALIKE)]
    for pool in pools:
        pool.sort(key=lambda example: len(example.window.ids))
    found = [pool[at : at + BATCH] for pool in pools for at in range(0, len(pool), BATCH)]
    return draw.sample(found, len(found))


def add_up(parameters: Sequence[Tensor]) -> None:
    """Add the slopes of the parameters over the workers."""
    slopes = [torch.zeros_like(p) if p.grad is None else p.grad for p in parameters]
    flat = torch.cat([slope.flatten() for slope in slopes])
    distributed.all_reduce(flat)
    for parameter, slope in zip(parameters, flat.split([slope.numel() for slope in slopes]), strict=True):
        parameter.grad = slope.view_as(parameter)


def work(rank: int, options: argparse.Namespace, examples: list[Example], watch: list[Example], meeting: str) -> None:
    """What one worker does; the first measures and writes after each round."""
    distributed.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=WORKERS)
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    network = Network(MODEL)
    torch.manual_seed(SEED + rank)
    random.seed(SEED + rank)
    trainer = Trainer(network, allowed_relations(Reader(Settings())))
    for told in train(trainer, examples, options.rounds, rank):
        if rank == 0:
            print(told, measure(trainer, watch) if watch else "", flush=True)
            write(network, MODEL, options.out)
    distributed.destroy_process_group()


def write(network: Network, model: Path, out: Path) -> None:
    """Write the network, its heads, the tokenizer and the settings."""
    out.mkdir(parents=True, exist_ok=True)
    network.eval()
    given = (torch.tensor([[101, 2054, 102]]), torch.tensor([[0, 1, 0]]))
    whole = out / "whole.onnx"
    axes = {"ids": {1: "pieces"}, "shapes": {1: "pieces"}, "hidden": {0: "pieces"}}
    axes |= {"attention": {0: "pieces", 1: "pieces"}, "clauses": {0: "pieces"}}
    torch.onnx.export(
        network, given, str(whole), input_names=["ids", "shapes"],
        output_names=["hidden", "attention", "clauses"], dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(whole, out / "network.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    whole.unlink()
    np.savez(out / "heads.npz", **network.arrays())
    shutil.copyfile(model / "tokenizer.json", out / "tokenizer.json")
    settings = {"classes": CLASSES, "relations": RELATIONS, "kinds": KINDS, "statements": STATEMENTS}
    settings |= {"bases": BASES, "per": PER, "farthest": FARTHEST, "hints": list(SORTS)}
    (out / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def passages(numbers: Sequence[str]) -> list[tuple[Path, Path]]:
    """The texts and annotations of passages of the annotated corpus."""
    return [(next((CORPUS / "texts").glob(f"{n}-*.txt")), CORPUS / "gold" / f"{n}.json") for n in sorted(numbers)]


def read(pairs: Sequence[tuple[Path, Path]]) -> list[Example]:
    """The windows of passages, each given by its text and its annotation."""
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return list(read_examples(Reader(Settings()), tokenizer, pairs))


def read_together(pairs: Sequence[tuple[Path, Path]]) -> list[Example]:
    """The same, read by all workers together; in the order of the passages."""
    share = math.ceil(len(pairs) / WORKERS)
    with ProcessPoolExecutor(WORKERS, get_context("spawn")) as pool:
        return [
            found
            for part in pool.map(read, [pairs[at : at + share] for at in range(0, len(pairs), share)])
            for found in part
        ]


def main() -> None:
    """Read, train, measure, write."""
    parser = argparse.ArgumentParser(description="Train the encoder on the splits train and extra.")
    parser.add_argument("--out", type=Path, default=FOLDER, help="the folder to write into (default: the lexicon)")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--passages", type=int, help="train on the first N passages only, those of train first")
    parser.add_argument("--measure", action="store_true", help="measure on the dev split after each round")
    options = parser.parse_args()
    examples = read_together(passages(training(options.passages)))
    dev = json.loads((CORPUS / "splits.json").read_text(encoding="utf-8"))["dev"]
    watch = read(passages(dev)) if options.measure else []
    print(f"{len(examples)} windows", flush=True)
    with TemporaryDirectory() as folder:
        given = (options, examples, watch, f"{folder}/meeting")
        torch.multiprocessing.spawn(work, args=given, nprocs=WORKERS)


if __name__ == "__main__":
    main()
