"""The sentences that a report rests on, numbered in the order in which they are first cited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from pyoxigraph import QuerySolutions, Store

from innograph.namespaces import sparql_prefixes

_SENTENCES = f"""{sparql_prefixes()}
SELECT ?sentence ?document ?begin ?end ?quote ?section WHERE {{
  ?sentence a nif:Sentence ; nif:anchorOf ?quote ; nif:beginIndex ?begin ; nif:endIndex ?end ;
    nif:referenceContext/dcterms:source ?document . OPTIONAL {{ ?sentence inno:section ?section }}
}} ORDER BY ?document ?begin ?sentence"""
_CLAIMS = f"""{sparql_prefixes()}
SELECT ?claim ?sentence WHERE {{
  ?claim a rdf:Statement ; prov:wasDerivedFrom ?sentence . ?sentence a nif:Sentence }} ORDER BY ?claim ?sentence"""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document, with its place in characters."""

    document: str
    begin: int
    end: int
    quote: str
    section: str


class Notes:
    """The notes of one report."""

    def __init__(self, store: Store) -> None:
        """Read the sentences of a graph, and which claims they make."""
        self._sentences: dict[str, Sentence] = {}
        self._by_quote: dict[tuple[str, str], str] = {}
        self._of_claim: dict[str, list[str]] = {}
        self._numbers: dict[str, int] = {}
        for iri, document, begin, end, quote, section in _ask(store, _SENTENCES):
            self._sentences[iri] = Sentence(document, int(begin), int(end), quote, section)
            self._by_quote.setdefault((document, quote), iri)
        for claim, iri in _ask(store, _CLAIMS):
            self._of_claim.setdefault(claim, []).append(iri)

    def cite(self, evidence: Iterable[str], *, most: int = 3) -> str:
        """Links to the notes of sentences, in HTML.

        Args:
            evidence: IRIs of sentences, or of claims whose first sentence is cited.
            most: how many are cited at most.
        """
        found = dict.fromkeys(iri for one in evidence for iri in self._of_claim.get(one, [one])[:1])
        return self._link([iri for iri in found if iri in self._sentences][:most])

    def cite_quote(self, document: object, quote: object) -> str:
        """A link to the note of the sentence that reads so in a document, in HTML; nothing if there is none."""
        iri = self._by_quote.get((str(document), str(quote)))
        return self._link([iri] if iri else [])

    def _link(self, iris: Iterable[str]) -> str:
        links = []
        for iri in iris:
            number = self._numbers.setdefault(iri, len(self._numbers) + 1)
            quote = escape(" ".join(self._sentences[iri].quote.split()))
            links.append(f'<a class="note" href="#s{number}" title="{quote}">{number}</a>')
        return f'<span class="notes">{" ".join(links)}</span>' if links else ""

    def number_of(self, iri: str) -> int:
        """The number of a sentence's note, which is made where it was not cited yet."""
        return self._numbers.setdefault(iri, len(self._numbers) + 1)

    def write(self) -> str:
        """The sentences cited so far, as a numbered list in HTML."""
        items = []
        for iri, number in self._numbers.items():
            one = self._sentences[iri]
            section = f" · {escape(one.section)}" if one.section else ""
            where = f"{escape(one.document)}, characters {one.begin}–{one.end}{section}"
            quote = escape(" ".join(one.quote.split()))
            items.append(f'<li id="s{number}"><q>{quote}</q> <cite>{where}</cite></li>')
        return f'<ol class="sentences">\n{"".join(f"{item}{chr(10)}" for item in items)}</ol>'


def _ask(store: Store, query: str) -> Iterable[tuple[str, ...]]:
    answer = store.query(query)
    assert isinstance(answer, QuerySolutions)
    names = [variable.value for variable in answer.variables]
    for row in answer:
        yield tuple("" if row[name] is None else str(row[name].value) for name in names)
