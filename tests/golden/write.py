"""Write the graph of every text in this folder beside it, as N-Quads; look at what changed before keeping it.

python tests/golden/write.py
"""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import DefaultGraph

from innograph.dataset import build_quads
from innograph.documents import read_document
from innograph.entities import merge_entities
from innograph.reader import Reader
from innograph.settings import Settings
from innograph.store import nquads

FOLDER = Path(__file__).parent
TEXTS = sorted([*FOLDER.glob("*.md"), *FOLDER.glob("*.txt")])


def make_golden(reader: Reader, path: Path) -> str:
    """What a text says, as sorted N-Quads without the ontology."""
    reading = reader.read(read_document(path, settings=reader.settings))
    things, thing_of = merge_entities([reading], reader.ontology, reader.gazetteer, reader.settings.base)
    quads = build_quads([reading], things, thing_of, (), reader.settings)
    return nquads([quad for quad in quads if quad.graph_name == DefaultGraph()]).decode("utf-8")


def golden_path(text: Path) -> Path:
    """Where the graph of a text is kept."""
    return text.with_suffix(".nq")


def main() -> None:
    """Write them all."""
    reader = Reader(Settings())
    for text in TEXTS:
        golden_path(text).write_text(make_golden(reader, text), encoding="utf-8")
        print(f"Wrote {golden_path(text)}.")


if __name__ == "__main__":
    main()
