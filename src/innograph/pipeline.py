"""From documents to the folder of a graph: read, curated, written; and reasoned over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from itertools import count
from pathlib import Path
from time import monotonic

from innograph import decisions
from innograph.audit import Auditor
from innograph.dataset import build_quads, count_facts
from innograph.decisions import Curated
from innograph.documents import find_files, read_document
from innograph.entities import merge_entities
from innograph.errors import DocumentError
from innograph.gazetteer import read_gazetteer
from innograph.lexicon import read_lexicon
from innograph.model import BuildReport, Document, Failure, Reading
from innograph.ontology import read_ontology
from innograph.reason import Contradiction, infer
from innograph.resources import gazetteer_folder, ontology_folder
from innograph.settings import Settings
from innograph.store import FORMAT, Folder, Manifest
from innograph.workers import read_documents

Progress = Callable[[str, int, int], None]
# What a record depends on; the rest of the program works on records and graphs.
_READING = """casing documents cells encoder sentences parses mentions entities facts lexicon gazetteer ontology model
    settings plugins reader""".split()


def build_graph(
    sources: Sequence[Path],
    target: Path,
    *,
    settings: Settings | None = None,
    strict: bool = False,
    workers: int = 1,
    progress: Progress | None = None,
) -> BuildReport:
    """Read the sources and make of them the graph in the folder `target`.

    A document that was read before by the same settings and words is taken from the folder's records. A document that
    cannot be read is reported, and the rest is built.

    Args:
        sources: files and folders.
        target: the folder of the graph: new, empty, or a graph's.
        settings: how documents are read.
        strict: fail on the first document that cannot be read.
        workers: how many processes read documents side by side, at most; the graph is the same. With more than one, a
            script must call this under `if __name__ == "__main__":`, as the multiprocessing module asks.
        progress: told after each document its name, its number and how many there are.

    Raises:
        DocumentError: no document can be read, or (strict) one cannot.
        GraphError: the target holds something else.
    """
    begun = monotonic()
    chosen = settings or Settings()
    folder = Folder(target)
    folder.check_target()
    files = list(find_files(sources, leave_out=target))
    documents, failures = _lay_out(files, chosen, strict)
    told = count(1)

    def tell(source: str) -> None:
        if progress:
            progress(source, next(told), len(files))

    for failure in failures:
        tell(failure.source)
    readings, keys, fresh = _read_all(documents, folder, chosen, workers, tell)
    if not readings:
        reasons = " ".join(failure.reason for failure in failures) or "The sources hold no files."
        raise DocumentError(f"No document could be read. {reasons}")
    curated = curate(target, readings, chosen)
    written = write_graph(folder, curated, chosen, keys)
    seconds = round(monotonic() - begun, 1)
    new = frozenset(fresh)
    kept = tuple(document.source for document in documents if document.source not in new)
    return BuildReport(fresh, kept, tuple(failures), written.counts, seconds, curated.conflicts)


def curate(target: Path, readings: Sequence[Reading], settings: Settings) -> Curated:
    """The things behind what was read, and both as the decisions in a graph's folder leave them.

    Raises:
        GraphError: the decisions cannot be read.
    """
    ontology = read_ontology()
    things, thing_of = merge_entities(readings, ontology, read_gazetteer(), settings.base)
    file = decisions.read_decisions(target)
    return decisions.apply_decisions(file, readings, things, thing_of, ontology=ontology, base=settings.base)


def write_graph(folder: Folder, curated: Curated, settings: Settings, keys: Sequence[str]) -> Manifest:
    """Audit what was read, and write the graph of it into its folder."""
    readings = curated.readings
    for reading in readings:
        if reading.document.source == decisions.SOURCE:
            folder.keep_text(reading.document)
    audit = Auditor(read_lexicon(settings.language), read_ontology(), read_gazetteer()).audit(
        readings, curated.thing_of
    )
    quads = build_quads(
        readings,
        curated.things,
        curated.thing_of,
        (*audit.findings, *audit.contradictions),
        settings,
        aside=curated.aside,
        rulings=curated.rulings,
    )
    manifest = Manifest(
        format=FORMAT,
        store="",
        digest="",
        settings=asdict(settings),
        documents=tuple((r.document.source, r.document.sha256) for r in readings),
        counts=_counts(readings, len(curated.things), count_facts(quads) | audit.counts()),
    )
    return folder.write(quads, manifest, keys, inferred=infer(quads).quads if folder.is_reasoned() else None)


@dataclass(frozen=True, slots=True)
class Reasoning:
    """What reasoning over a graph brought: the number of triples inferred, the contradictions met, and the seconds."""

    inferred: int
    contradictions: tuple[Contradiction, ...]
    seconds: float


def reason_graph(folder: Folder) -> Reasoning:
    """Write into a folder's graph all that follows from it; builds into the folder will do the same from then on.

    Raises:
        GraphError: the folder is no graph's.
    """
    begun = monotonic()
    asserted = folder.asserted_quads()
    inference = infer(asserted)
    folder.write(asserted, folder.manifest, folder.record_keys(), inferred=inference.quads)
    return Reasoning(len(inference.quads), inference.contradictions, round(monotonic() - begun, 1))


def forget_inferences(folder: Folder) -> None:
    """Take the inferences out of a folder's graph; builds into the folder will make none.

    Raises:
        GraphError: the folder is no graph's.
    """
    folder.write(folder.asserted_quads(), folder.manifest, folder.record_keys())


def _read_all(
    documents: Sequence[Document],
    folder: Folder,
    settings: Settings,
    workers: int,
    tell: Callable[[str], None],
) -> tuple[list[Reading], list[str], tuple[str, ...]]:
    """What the documents say, the keys of their records, and the sources of those that had none yet."""
    words = f"{settings.digest()} {reading_digest(settings)}"
    keys = [sha256(f"{d.sha256} {d.source} {words}".encode()).hexdigest()[:32] for d in documents]
    readings = {number: record for number, key in enumerate(keys) if (record := folder.record(key))}
    for number in readings:
        tell(documents[number].source)
    fresh = [number for number in range(len(documents)) if number not in readings]
    for at, reading in read_documents([documents[number] for number in fresh], settings, workers):
        folder.keep_record(keys[fresh[at]], reading)
        readings[fresh[at]] = reading
        tell(documents[fresh[at]].source)
    every = [readings[number] for number in range(len(documents))]
    return every, keys, tuple(documents[number].source for number in fresh)


def _lay_out(
    files: Sequence[tuple[Path, str]], settings: Settings, strict: bool
) -> tuple[list[Document], list[Failure]]:
    """The documents of files, and why others are none.

    Raises:
        DocumentError: (strict) a file cannot be read.
    """
    documents: dict[str, Document] = {}
    failures: list[Failure] = []
    for path, source in files:
        try:
            document = read_document(path, source=source, settings=settings)
            if same := documents.get(document.sha256):
                raise DocumentError(f"{source!r} has the same text as {same.source!r}. It is read once.")
            documents[document.sha256] = document
        except DocumentError as error:
            if strict:
                raise
            failures.append(Failure(source, str(error)))
    return list(documents.values()), failures


def reading_digest(settings: Settings) -> str:
    """A hash of all that documents are read by: code, ontology, lexicon, gazetteer, and the versions of the parser."""
    digest = sha256()
    for package in ("spacy", settings.model):
        try:
            digest.update(f"{package} {version(package)}".encode())
        except PackageNotFoundError:
            digest.update(package.encode())
    code = Path(__file__).parent
    paths = [*ontology_folder().rglob("*.toml"), ontology_folder() / "innograph.ttl", *gazetteer_folder().glob("*.tsv")]
    paths += ontology_folder().rglob("lexicon/*/*.tsv")
    paths += ontology_folder().rglob("lexicon/*/*.json")
    paths += ontology_folder().rglob("lexicon/*/encoder/*")
    paths += [p for p in code.rglob("*.py") if p.relative_to(code).parts[0].removesuffix(".py") in _READING]
    for path in sorted(paths):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _counts(readings: Sequence[Reading], things: int, facts: dict[str, int]) -> dict[str, int]:
    """What a graph holds, each thing and fact counted once."""
    return {
        "documents": len(readings),
        "sentences": sum(len(r.sentences) for r in readings),
        "mentions": sum(len(r.mentions) for r in readings),
        "entities": things,
        **facts,
    }
