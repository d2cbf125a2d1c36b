from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from golden.write import TEXTS, golden_path, make_golden
from innograph.reader import Reader
from innograph.settings import Settings

CONFIDENCE = re.compile(r"(.*#confidence> )\"([\d.]+)\".*")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Settings())


def test_there_are_texts():
    assert len(TEXTS) >= 3


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.name)
def test_a_text_makes_its_graph(reader: Reader, text: Path):
    path = golden_path(text)
    if not path.exists():
        pytest.fail(f"{path.name} is missing. Write it: python tests/golden/write.py")
    statements, confidences = parted(make_golden(reader, text))
    assert (statements, pytest.approx(confidences, abs=0.05)) == parted(path.read_text(encoding="utf-8"))


def parted(graph: str) -> tuple[list[str], dict[str, float]]:
    """A graph's statements, the confidences apart: they differ a little from one kind of processor to another."""
    found = {line: CONFIDENCE.fullmatch(line) for line in graph.splitlines()}
    told = {match[1]: float(match[2]) for match in found.values() if match}
    return [match[1] if match else line for line, match in found.items()], told


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.name)
def test_a_graph_is_the_same_whichever_text_was_read_before(reader: Reader, text: Path):
    fresh = make_golden(Reader(Settings()), text)
    assert make_golden(reader, text) == fresh
    assert len(list(parse(fresh, RdfFormat.N_QUADS))) > 50
