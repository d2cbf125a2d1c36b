"""The first promise, checked: every span of a graph is read again against the kept text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import NamedNode, Store

from innograph.namespaces import INNO, NIF, PROV, RDF
from innograph.store import Folder

_SPANS = f"""
SELECT ?span ?digest ?begin ?end ?quote WHERE {{
  ?span <{NIF}referenceContext> ?document ; <{NIF}beginIndex> ?begin ; <{NIF}endIndex> ?end ; <{NIF}anchorOf> ?quote .
  ?document <{INNO}sha256> ?digest .
}}"""
_FACTS = f"""
SELECT ?fact WHERE {{
  {{ ?fact a <{RDF}Statement> }} UNION {{ ?fact a <{INNO}Observation> }} UNION {{ ?fact a <{INNO}Challenge> }}
  UNION {{ ?fact a <{INNO}Strength> }} UNION {{ ?fact a <{INNO}Measure> }}
  FILTER NOT EXISTS {{ ?fact <{PROV}wasDerivedFrom>/<{NIF}anchorOf> ?quote }}
}}"""


@dataclass(frozen=True, slots=True)
class Fault:
    """A span or fact that does not lead where it says, and what is wrong with it."""

    node: str
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """How many spans were read again, and the faults found."""

    spans: int
    faults: tuple[Fault, ...]


def verify_graph(folder: Folder) -> Verification:
    """Read every span again, check every text's SHA-256, and that every fact leads to a span.

    Raises:
        GraphError: the folder is no graph's, or a text is missing.
    """
    texts = {digest: folder.text(digest) for _, digest in folder.manifest.documents}
    store = folder.open_store()
    faults = [
        Fault(digest, "the kept text is not the text that was read: its SHA-256 differs")
        for digest, text in texts.items()
        if sha256(text.encode()).hexdigest() != digest
    ]
    spans = 0
    for row in store.query(_SPANS):  # type: ignore[union-attr]
        spans += 1
        begin, end = int(row["begin"].value), int(row["end"].value)
        text, quote = texts.get(row["digest"].value, ""), row["quote"].value
        if text[begin:end] != quote:
            faults.append(
                Fault(row["span"].value, f"the graph quotes {quote[:60]!r}, the text has {text[begin:end][:60]!r}")
            )
    faults += _unfounded(store)
    return Verification(spans, tuple(faults))


def _unfounded(store: Store) -> Iterator[Fault]:
    for row in store.query(_FACTS):  # type: ignore[union-attr]
        fact = row["fact"]
        shown = fact.value if isinstance(fact, NamedNode) else str(fact)
        yield Fault(shown, "no sentence of the text is given for this fact")
