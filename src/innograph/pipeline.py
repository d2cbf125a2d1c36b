"""The order of the river: the one file that knows which stage comes after which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import monotonic

from threadpoolctl import ThreadpoolController

from innograph import decisions
from innograph.audit import Auditor
from innograph.dataset import build_quads, count_facts
from innograph.decisions import Curated
from innograph.documents import find_files, read_document
from innograph.encoder import Context, Encoding, read_encoder
from innograph.entities import EntityResolver, merge_entities
from innograph.errors import DocumentError
from innograph.facts import ObservationFinder, StatementFinder, WeighedRelationFinder, scenes
from innograph.gazetteer import Gazetteer, read_gazetteer
from innograph.lexicon import Lexicon, read_lexicon
from innograph.mentions import MentionFinder
from innograph.model import BuildReport, Claim, Document, Entity, Failure, Mention, Quote, Reading, Sentence
from innograph.ontology import Ontology, read_ontology
from innograph.parses import parse_sentences
from innograph.reason import Contradiction, infer
from innograph.resources import gazetteer_folder, ontology_folder
from innograph.sentences import split_sentences
from innograph.settings import Settings
from innograph.store import FORMAT, Folder, Manifest

Progress = Callable[[str, int, int], None]
# What a record depends on; the rest of the program works on records and graphs.
_READING = """casing documents cells encoder sentences parses mentions entities facts lexicon gazetteer ontology model
    settings plugins pipeline""".split()


class Reader:
    """Reads documents: the stages of the river with what they need, made once per settings."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.lexicon: Lexicon = read_lexicon(settings.language)
        self.gazetteer: Gazetteer = read_gazetteer()
        self.ontology: Ontology = read_ontology()
        self._encoder = read_encoder(settings.language)
        self._threads = ThreadpoolController()
        self._mentions = MentionFinder(self.lexicon, self.gazetteer)
        self._entities = EntityResolver(self.lexicon, self.gazetteer)
        self._relations = WeighedRelationFinder(self.lexicon, self.ontology, self.gazetteer)
        self._observations = ObservationFinder(self.lexicon)
        self._statements = StatementFinder(self.lexicon)

    def read(self, document: Document) -> Reading:
        """All that a document says, as records."""
        # Sums of small matrices wait longer for one another's threads than they take; and by one thread they are the
        # same on machines with more or fewer cores.
        with self._threads.limit(limits=1, user_api="blas"):
            return self._read(document)

    def _read(self, document: Document) -> Reading:
        sentences = split_sentences(document, self.lexicon)
        with ThreadPoolExecutor(1) as beside:
            encoded = beside.submit(self._encoder.encode, sentences) if self._encoder else None
            parses = list(parse_sentences(sentences, self.settings))
            encoding = encoded.result() if encoded else None
        tagger = self._encoder.tagger(encoding) if self._encoder and encoding else None
        found = self._mentions.find(document, parses, tagger)
        mentions, entities, place = self._entities.resolve(sentences, found, document.place)
        context = self._context(encoding, sentences, mentions, entities)
        setting = scenes(document, parses, mentions, entities, place, self.ontology, self.lexicon)
        claims = self._relations.find(setting, entities, context)
        return Reading(
            document=document,
            sentences=tuple(Quote(sentence.span(), sentence.section) for sentence in sentences),
            mentions=tuple(mentions),
            entities=tuple(entities),
            place=place,
            claims=tuple(claim for claim in claims if self._allowed(claim, entities)),
            observations=tuple(self._observations.find(setting, context)),
            statements=tuple(self._statements.find(setting, context)),
        )

    def _context(
        self,
        encoding: Encoding | None,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        entities: Sequence[Entity],
    ) -> Context | None:
        """What the encoder says of the entities that were found, where there is one."""
        if self._encoder is None or encoding is None:
            return None
        cores = [self.ontology.core(entity.type) for entity in entities]
        return Context(self._encoder, encoding, sentences, mentions, entities, cores)

    def _allowed(self, claim: Claim, entities: Sequence[Entity]) -> bool:
        """Whether the classes that the entities have in the end let the relation hold."""
        return self.ontology.allows(entities[claim.subject].type, claim.predicate, entities[claim.object].type)


def build_graph(
    sources: Sequence[Path],
    target: Path,
    *,
    settings: Settings | None = None,
    strict: bool = False,
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
    words = f"{chosen.digest()} {reading_digest(chosen)}"
    readings, keys, fresh, kept, failures = _read_all(files, folder, chosen, words, strict, progress)
    if not readings:
        reasons = " ".join(failure.reason for failure in failures) or "The sources hold no files."
        raise DocumentError(f"No document could be read. {reasons}")
    curated = curate(target, readings, chosen)
    written = write_graph(folder, curated, chosen, keys)
    seconds = round(monotonic() - begun, 1)
    return BuildReport(tuple(fresh), tuple(kept), tuple(failures), written.counts, seconds, curated.conflicts)


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
    files: Sequence[tuple[Path, str]],
    folder: Folder,
    settings: Settings,
    words: str,
    strict: bool,
    progress: Progress | None,
) -> tuple[list[Reading], list[str], list[str], list[str], list[Failure]]:
    readings: list[Reading] = []
    keys: list[str] = []
    fresh: list[str] = []
    kept: list[str] = []
    failures: list[Failure] = []
    seen: dict[str, str] = {}
    reader: Reader | None = None
    for number, (path, source) in enumerate(files, 1):
        try:
            document = read_document(path, source=source, settings=settings)
            if document.sha256 in seen:
                raise DocumentError(f"{source!r} has the same text as {seen[document.sha256]!r}. It is read once.")
        except DocumentError as error:
            if strict:
                raise
            failures.append(Failure(source, str(error)))
            continue
        finally:
            if progress:
                progress(source, number, len(files))
        seen[document.sha256] = source
        key = sha256(f"{document.sha256} {source} {words}".encode()).hexdigest()[:32]
        reading = folder.record(key)
        if reading is None:
            reader = reader or Reader(settings)
            reading = reader.read(document)
            folder.keep_record(key, reading)
            fresh.append(source)
        else:
            kept.append(source)
        readings.append(reading)
        keys.append(key)
    return readings, keys, fresh, kept, failures


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
