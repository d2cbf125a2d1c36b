"""Write what the named questions answer on a graph into the CSV files of this folder.

innograph build data/corpus -o KG && python tests/competency/write.py KG
"""

from __future__ import annotations

import sys
from pathlib import Path

import innograph as ig
from innograph.query import questions

FOLDER = Path(__file__).parent


def write_answers(graph: ig.KnowledgeGraph, folder: Path) -> list[Path]:
    """Write one CSV file a question that has an answer, and remove all others.

    Returns:
        The files written.
    """
    written = []
    for name in questions():
        answer = graph.ask(name)
        if len(answer) > 0:
            path = folder / f"{name}.csv"
            path.write_bytes(answer.to_csv().encode("utf-8"))
            written.append(path)
    for path in set(folder.glob("*.csv")) - set(written):
        path.unlink()
    return written


def main(arguments: list[str]) -> int:
    """Write the answers of the graph that is named; 2 where none is, or where it is no graph's folder."""
    if len(arguments) != 1:
        sys.stderr.write("Give the folder of the graph of data/corpus: python tests/competency/write.py KG\n")
        return 2
    try:
        graph = ig.open_graph(arguments[0])
    except ig.InnographError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    written = write_answers(graph, FOLDER)
    sys.stdout.write(f"Wrote {len(written)} files into {FOLDER}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
