"""The lake: the folder of a graph, its Oxigraph store, the texts and records it is a product of.

    kg/
      graph.json            what the graph is made of, and which store is current
      texts/<sha256>.txt    every document's text: what all offsets count in
      records/<key>.json    what was read from each document
      decisions.txt         what people decided about it, if they did
      store-<hash>/         the quads, in an Oxigraph store

A new graph is written beside the old one; the last step replaces graph.json, in one move. A build that dies before
leaves the old graph whole.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

import msgspec
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from innograph.errors import GraphError
from innograph.model import Document, Reading
from innograph.namespaces import INFERRED_GRAPH

FORMAT = 1
_MANIFEST = "graph.json"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a graph's folder holds: its format, its current store, its documents and the settings they were read by."""

    format: int
    store: str
    digest: str
    settings: dict[str, str | int]
    documents: tuple[tuple[str, str], ...]
    counts: dict[str, int]
    reasoned: bool = False


class Folder:
    """The folder of a graph on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def manifest(self) -> Manifest:
        """What the folder says it holds.

        Raises:
            GraphError: the folder is missing, is no graph's, or is of another format.
        """
        if not self.path.is_dir():
            raise GraphError(
                f"{str(self.path)!r} is no folder. Build a graph there: innograph build SOURCE -o {self.path}"
            )
        try:
            manifest = msgspec.json.decode((self.path / _MANIFEST).read_bytes(), type=Manifest)
        except FileNotFoundError as error:
            remedy = f"Build one: innograph build SOURCE -o {self.path}"
            raise GraphError(
                f"{str(self.path)!r} holds no knowledge graph ({_MANIFEST} is missing). {remedy}"
            ) from error
        except (OSError, msgspec.DecodeError) as error:
            raise GraphError(
                f"{str(self.path / _MANIFEST)!r} cannot be read: {error}. Build the graph again."
            ) from error
        if manifest.format != FORMAT:
            raise GraphError(f"{str(self.path)!r} has format {manifest.format}, not {FORMAT}. Build the graph again.")
        return manifest

    def open_store(self) -> Store:
        """The current store, for reading.

        Raises:
            GraphError: the folder is no graph's, or its store cannot be opened.
        """
        path = self.path / self.manifest.store
        try:
            return Store.read_only(str(path))
        except OSError as error:
            raise GraphError(f"Store {str(path)!r} cannot be opened: {error}. Build the graph again.") from error

    def text(self, digest: str) -> str:
        """The kept text of a document.

        Raises:
            GraphError: the text is missing.
        """
        path = self.path / "texts" / f"{digest}.txt"
        try:
            return path.read_bytes().decode("utf-8")
        except OSError as error:
            raise GraphError(
                f"Text {str(path)!r} is missing, so its spans lead nowhere. Build the graph again."
            ) from error

    def record(self, key: str) -> Reading | None:
        """What was read from a document before, if its record is there and fits the model."""
        try:
            reading = msgspec.json.decode((self.path / "records" / f"{key}.json").read_bytes(), type=Reading)
        except (OSError, msgspec.DecodeError):
            return None
        return reading if (self.path / "texts" / f"{reading.document.sha256}.txt").is_file() else None

    def keep_record(self, key: str, reading: Reading) -> None:
        """Keep what was read from a document, and its text."""
        self.keep_text(reading.document)
        _write(self.path / "records" / f"{key}.json", msgspec.json.encode(reading))

    def keep_text(self, document: Document) -> None:
        """Keep the text that a document's spans lead to."""
        _write(self.path / "texts" / f"{document.sha256}.txt", document.text.encode("utf-8"))

    def asserted_quads(self) -> list[Quad]:
        """The quads of the current store in the order of their text, without the inferred ones.

        Raises:
            GraphError: the folder is no graph's.
        """
        inferred = NamedNode(INFERRED_GRAPH)
        return [quad for quad in sorted_quads(self.open_store()) if quad.graph_name != inferred]

    def record_keys(self) -> list[str]:
        """The keys of all records, sorted."""
        return sorted(path.stem for path in (self.path / "records").glob("*.json"))

    def is_reasoned(self) -> bool:
        """Whether the graph that the folder holds, if any, was reasoned over."""
        try:
            return self.manifest.reasoned
        except GraphError:
            return False

    def check_target(self) -> None:
        """Refuse to build where something else lies.

        Raises:
            GraphError: the path is a file, or a folder with content that is no graph's.
        """
        if self.path.is_file():
            raise GraphError(f"{str(self.path)!r} is a file. Give a folder for the graph.")
        if self.path.is_dir() and any(self.path.iterdir()) and not self._is_own():
            raise GraphError(
                f"{str(self.path)!r} holds files that are no knowledge graph. Give a new or an empty folder."
            )

    def _is_own(self) -> bool:
        """Whether a folder is a graph's, or holds only what a first build that died has left, or decisions."""
        parts = ("texts", "records", "store-", "decisions.txt")
        return (self.path / _MANIFEST).exists() or all(p.name.startswith(parts) for p in self.path.iterdir())

    def write(
        self,
        asserted: Sequence[Quad],
        manifest: Manifest,
        keys: Sequence[str],
        *,
        inferred: Sequence[Quad] | None = None,
    ) -> Manifest:
        """Make quads the graph, in one move, and clear away what the graph before it needed alone.

        Args:
            asserted: sorted, none twice.
            manifest: all but the store's name, the digest and what counts quads, which this fills in.
            keys: the records that the graph is made of.
            inferred: what follows from the asserted ones, none of them; None if the graph is not reasoned over.

        Returns:
            The manifest as written.
        """
        quads = sorted([*asserted, *(inferred or ())], key=str)
        counts = {name: count for name, count in manifest.counts.items() if name not in ("inferred", "quads")}
        if inferred is not None:
            counts["inferred"] = len(inferred)
        digest = sha256(nquads(quads)).hexdigest()
        name = f"store-{digest[:16]}"
        if not self._is_current(name):
            building = Path(mkdtemp(prefix="store-building-", dir=self.path))
            store = Store(str(building))
            store.bulk_extend(quads)
            store.flush()
            store.optimize()
            del store
            shutil.rmtree(self.path / name, ignore_errors=True)
            building.rename(self.path / name)
        counts["quads"] = len(quads)
        reasoned = inferred is not None
        written = msgspec.structs.replace(manifest, store=name, digest=digest, counts=counts, reasoned=reasoned)
        _write(self.path / _MANIFEST, msgspec.json.format(msgspec.json.encode(written), indent=1))
        self._clear(written, keys)
        return written

    def _is_current(self, name: str) -> bool:
        """Whether a store is the one that the graph is made of already, and is whole."""
        try:
            return self.manifest.store == name and len(self.open_store()) == self.manifest.counts["quads"]
        except GraphError:
            return False

    def _clear(self, manifest: Manifest, keys: Sequence[str]) -> None:
        for path in self.path.glob("store-*"):
            if path.name != manifest.store:
                shutil.rmtree(path, ignore_errors=True)
        kept = {f"{key}.json" for key in keys}
        for path in (self.path / "records").glob("*.json"):
            if path.name not in kept:
                path.unlink()
        texts = {f"{digest}.txt" for _, digest in manifest.documents}
        for path in (self.path / "texts").glob("*.txt"):
            if path.name not in texts:
                path.unlink()


def nquads(quads: Sequence[Quad]) -> bytes:
    """Quads as N-Quads, in the order they come in."""
    return serialize(quads, format=RdfFormat.N_QUADS) or b""


def sorted_quads(store: Store) -> Iterator[Quad]:
    """All quads of a store in the order of their text, so that the same graph is written the same way."""
    yield from sorted(store, key=str)


def _write(path: Path, content: bytes) -> None:
    """Write a file in one move: it is there whole, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
