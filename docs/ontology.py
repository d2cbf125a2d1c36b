"""Write the pages on the ontology, docs/ontology, from the Turtle files under ontology/ alone.

python docs/ontology.py            write the pages and the diagrams
python docs/ontology.py --check    change nothing; exit with 1 if any of them is stale
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ontology_pages.alignments import write_alignments
from ontology_pages.classes import write_classes
from ontology_pages.core import draw_core
from ontology_pages.evidence import draw_evidence
from ontology_pages.hierarchy import draw_hierarchy
from ontology_pages.index import write_index
from ontology_pages.markdown import Writer
from ontology_pages.properties import write_properties
from ontology_pages.schemes import write_schemes
from ontology_pages.vocabulary import Vocabulary

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "ontology"
TARGET = ROOT / "docs" / "ontology"


def write_pages(source: Path = SOURCE) -> dict[str, str]:
    """Each file of docs/ontology by its name, with what it should hold."""
    vocabulary = Vocabulary(source)
    writer = Writer(vocabulary)
    return {
        "README.md": write_index(writer),
        "classes.md": write_classes(writer),
        "properties.md": write_properties(writer),
        "schemes.md": write_schemes(writer),
        "alignments.md": write_alignments(writer),
        "core.svg": draw_core(vocabulary).svg(),
        "evidence.svg": draw_evidence(vocabulary).svg(),
        "hierarchy.svg": draw_hierarchy(vocabulary).svg(),
    }


def stale(pages: dict[str, str]) -> list[str]:
    """The names of the files that differ from the pages, are missing, or should not be there."""
    held = {path.name: path.read_text(encoding="utf-8") for path in TARGET.iterdir()} if TARGET.is_dir() else {}
    return sorted(name for name in held.keys() | pages.keys() if held.get(name) != pages.get(name))


def main() -> int:
    """Write the pages, or check them; the exit status."""
    parser = argparse.ArgumentParser(description="Write the pages on the ontology.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if a page is stale")
    chosen = parser.parse_args()
    pages = write_pages()
    names = stale(pages)
    if chosen.check:
        if names:
            print(f"docs/ontology is stale: {', '.join(names)}. Run: make docs", file=sys.stderr)
        return bool(names)
    TARGET.mkdir(exist_ok=True)
    for name in names:
        if name in pages:
            (TARGET / name).write_text(pages[name], encoding="utf-8")
        else:
            (TARGET / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
