"""The graph as a user of the library holds it: built or opened, asked, drawn, exported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innograph.analyses import Analyses
from innograph.errors import ExportError
from innograph.model import BuildReport
from innograph.pages import Pages, write_file
from innograph.settings import Settings

if TYPE_CHECKING:
    import rdflib
    from pyoxigraph import Store

    from innograph.accounts import Accounts
    from innograph.curation import Decided
    from innograph.decisions import Decision
    from innograph.explanations import Explanation
    from innograph.pipeline import Progress, Reasoning
    from innograph.query import Table
    from innograph.reason import Contradiction
    from innograph.store import Manifest
    from innograph.validate import ValidationReport
    from innograph.verify import Verification

RDF_SUFFIXES = (".nq", ".trig", ".ttl", ".jsonld")
NETWORK_SUFFIXES = (".graphml", ".gexf")


class KnowledgeGraph(Analyses, Pages):
    """A knowledge graph in a folder."""

    def __init__(self, path: str | Path, *, report: BuildReport | None = None) -> None:
        """Open the graph of a folder.

        Raises:
            GraphError: the folder is no graph's.
        """
        from innograph.store import Folder

        self._folder = Folder(Path(path))
        self.build_report = report
        self.manifest: Manifest
        self.store: Store
        self._open()

    def _open(self) -> None:
        self.manifest, self.store = self._folder.manifest, self._folder.open_store()

    @property
    def path(self) -> Path:
        """The folder of the graph."""
        return self._folder.path

    def query(self, sparql: str, *, inferred: bool = True) -> Table:
        """Answer a SPARQL query; the usual prefixes need not be declared.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.
            inferred: whether the default graph holds what follows from the asserted, too, if `reason` was called.

        Raises:
            QueryError: the query does not parse.
        """
        from innograph.query import run_query

        return run_query(self.store, sparql, inferred=inferred)

    def ask(self, question: str, **parameters: object) -> Table:
        """Answer a named question of ontology/queries.

        Raises:
            QueryError: there is no such question or parameter.
        """
        from innograph.query import ask

        return ask(self.store, question, {name: str(value) for name, value in parameters.items()})

    def verify(self) -> Verification:
        """Read every span again against the kept text.

        Raises:
            GraphError: a text is missing.
        """
        from innograph.verify import verify_graph

        return verify_graph(self._folder)

    def validate(self) -> ValidationReport:
        """Check the graph against ontology/shapes.ttl; see `innograph.validate.validate_graph`."""
        from innograph.validate import validate_graph

        return validate_graph(self.store)

    def reason(self) -> Reasoning:
        """Write into the graph all that follows from it by OWL 2 RL; see `innograph.pipeline.reason_graph`."""
        from innograph.pipeline import reason_graph

        reasoning = reason_graph(self._folder)
        self._open()
        return reasoning

    def forget_inferences(self) -> None:
        """Take the inferences out of the graph."""
        from innograph.pipeline import forget_inferences

        forget_inferences(self._folder)
        self._open()

    def why(self, subject: str, predicate: str, object_: str) -> Explanation:
        """Why a statement holds; see `innograph.explanations.explain_statement`.

        Raises:
            QueryError: a term is not known, or the statement does not hold.
        """
        from innograph.explanations import explain_statement

        return explain_statement(self.store, subject, predicate, object_)

    def accounts(self, entity: str) -> Accounts:
        """All facts of an entity, each with its sentence; see `innograph.accounts.tell_accounts`.

        Raises:
            QueryError: nothing, or more than one thing, is called so.
        """
        from innograph.accounts import tell_accounts

        return tell_accounts(self.store, entity)

    def coherence(self, *, by: str = "document", word: str = "") -> Table:
        """How often challenges, measures, policies and targets lack their answer; see `innograph.analysis.coherence`.

        Raises:
            QueryError: `by` is neither "document" nor "place".
        """
        from innograph.analysis.coherence import count_gaps

        return count_gaps(self.store, by=by, word=word)

    def explain(self, contradictions: Iterable[Contradiction]) -> Iterator[Explanation]:
        """Why contradictions came about, down to the sentences; see `innograph.explanations`."""
        from innograph.explanations import explain_contradictions

        return explain_contradictions(self.store, contradictions)

    def decide(self, kind: str, *terms: str, why: str = "", who: str = "", when: str = "") -> Decided:
        """Write down a decision about the graph and apply it; see `innograph.curation.decide`.

        Raises:
            DecisionError: the graph does not hold what the decision is about, or the decision cannot be made.
        """
        from innograph.curation import decide

        decided = decide(self.path, kind, terms, why=why, who=who, when=when)
        self._open()
        return decided

    def decisions(self) -> tuple[Decision, ...]:
        """All that people decided about the graph, in order, whether in force or taken back.

        Raises:
            GraphError: the file of decisions cannot be read.
        """
        from innograph.decisions import read_decisions

        return read_decisions(self.path).decisions

    def to_rdflib(self) -> rdflib.Dataset:
        """The graph as an rdflib dataset over the same store, for reading."""
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self.store))

    def export(self, path: str | Path) -> list[Path]:
        """Write the graph in the format of the file's suffix; a path without suffix is a folder of CSV tables.

        Returns:
            The files written.

        Raises:
            ExportError: the suffix is unknown, or the file cannot be written.
        """
        target = Path(path)
        if target.suffix in RDF_SUFFIXES:
            write_file(target, self._rdf(target.suffix))
        elif target.suffix in NETWORK_SUFFIXES:
            self._network(target)
        elif not target.suffix:
            from innograph.views import write_tables

            try:
                return write_tables(self.store, target)
            except OSError as error:
                raise ExportError(f"Folder {str(target)!r} cannot be written: {error.strerror}.") from error
        else:
            known = ", ".join((*RDF_SUFFIXES, *NETWORK_SUFFIXES))
            raise ExportError(
                f"{str(target)!r} has the unknown suffix {target.suffix!r}. Known: {known}, or a folder for CSV."
            )
        return [target]

    def _rdf(self, suffix: str) -> bytes:
        from pyoxigraph import DefaultGraph, RdfFormat, serialize

        from innograph.namespaces import PREFIXES
        from innograph.store import sorted_quads

        formats = {
            ".nq": RdfFormat.N_QUADS,
            ".trig": RdfFormat.TRIG,
            ".ttl": RdfFormat.TURTLE,
            ".jsonld": RdfFormat.JSON_LD,
        }
        quads: Iterable[Any] = sorted_quads(self.store)
        if suffix == ".ttl":
            quads = (quad.triple for quad in quads if isinstance(quad.graph_name, DefaultGraph))
        prefixes = PREFIXES if suffix != ".nq" else None
        return serialize(quads, format=formats[suffix], prefixes=prefixes) or b""

    def _network(self, path: Path) -> None:
        import networkx as nx

        generate = nx.generate_graphml if path.suffix == ".graphml" else nx.generate_gexf
        network = self.to_networkx()
        # These formats hold texts and numbers only.
        network.graph.clear()
        for *_, data in network.edges(data=True):
            data.update({name: " | ".join(value) for name, value in data.items() if isinstance(value, tuple)})
        lines = "\n".join(generate(network))
        # NetworkX writes the day into GEXF; the same graph must make the same file on any day.
        undated = re.sub(r' lastmodifieddate="[^"]*"', "", lines)
        write_file(path, f'<?xml version="1.0" encoding="utf-8"?>\n{undated}\n'.encode())

    def __repr__(self) -> str:
        counts = self.manifest.counts
        shown = ", ".join(f"{counts[name]:,} {name}" for name in ("documents", "entities", "relations", "observations"))
        return f"<KnowledgeGraph {str(self.path)!r}: {shown}>"

    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(f"<tr><th>{escape(k)}</th><td>{v:,}</td></tr>" for k, v in self.manifest.counts.items())
        failures = self.build_report.failures if self.build_report else ()
        unread = "".join(f"<tr><th>not read</th><td>{escape(f'{f.source}: {f.reason}')}</td></tr>" for f in failures)
        return f"<table><caption>{escape(str(self.path))}</caption>{rows}{unread}</table>"


def build(
    *sources: str | Path,
    out: str | Path = "kg",
    settings: Settings | None = None,
    strict: bool = False,
    workers: int = 1,
    progress: Progress | None = None,
) -> KnowledgeGraph:
    """Read documents and make of them a graph in the folder `out`; see `innograph.pipeline.build_graph`.

    Raises:
        DocumentError: no document can be read, or (strict) one cannot.
        GraphError: the folder holds something else.
    """
    from innograph.pipeline import build_graph

    paths = [Path(source) for source in sources]
    report = build_graph(paths, Path(out), settings=settings, strict=strict, workers=workers, progress=progress)
    return KnowledgeGraph(out, report=report)


def open_graph(path: str | Path) -> KnowledgeGraph:
    """Open the graph of a folder.

    Raises:
        GraphError: the folder is no graph's.
    """
    return KnowledgeGraph(path)
