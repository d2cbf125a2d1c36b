"""Documents read in this process, or by several side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from multiprocessing import get_context

from innograph.model import Document, Reading
from innograph.reader import Reader
from innograph.settings import Settings

_WORTH = 100_000
"""The characters for which it pays to start a process: they take some three times as long to read as it to start."""


def read_documents(
    documents: Sequence[Document], settings: Settings, workers: int = 1
) -> Iterator[tuple[int, Reading]]:
    """Each document's number and what it says, as soon as it is read.

    What a document says does not depend on who reads it, nor on what else is read.

    Args:
        documents: to read; with several workers the longest are begun first, so that none is waited for at the end.
        settings: how they are read.
        workers: how many processes read, at most: no more are started than the texts are worth. One is this process.
    """
    many = min(workers, len(documents), sum(len(document.text) for document in documents) // _WORTH)
    if many > 1:
        yield from _read_beside(documents, settings, many)
    elif documents:
        reader = Reader(settings)
        yield from ((number, reader.read(document)) for number, document in enumerate(documents))


def _read_beside(documents: Sequence[Document], settings: Settings, workers: int) -> Iterator[tuple[int, Reading]]:
    order = sorted(range(len(documents)), key=lambda number: -len(documents[number].text))
    # Started anew rather than forked: the threads of parser and encoder would not survive it.
    pool = ProcessPoolExecutor(workers, get_context("spawn"))
    try:
        numbers = {pool.submit(_read, documents[number], settings): number for number in order}
        for reading in as_completed(numbers):
            yield numbers[reading], reading.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _read(document: Document, settings: Settings) -> Reading:
    return _reader(settings).read(document)


@cache
def _reader(settings: Settings) -> Reader:
    """The reader of a process that does nothing else."""
    return Reader(settings)
