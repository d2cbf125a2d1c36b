"""Values of the model as RDF terms, and the IRIs that are minted from content."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from hashlib import sha256

from pyoxigraph import Literal, NamedNode

from innograph.model import Span
from innograph.namespaces import INNO, PROV, RDF, XSD

TYPE = NamedNode(RDF + "type")
DERIVED = NamedNode(PROV + "wasDerivedFrom")
_INTEGER = NamedNode(XSD + "integer")
_TIMES = {4: NamedNode(XSD + "gYear"), 7: NamedNode(XSD + "gYearMonth"), 10: NamedNode(XSD + "date")}


@cache
def inno(name: str) -> NamedNode:
    """A term of the ontology by its local name."""
    return NamedNode(INNO + name)


def count(number: int) -> Literal:
    """A whole number. Oxigraph keeps every integer type as xsd:integer, so that is what is written."""
    return Literal(str(number), datatype=_INTEGER)


def decimal(value: Decimal | float) -> Literal:
    """A decimal number in its shortest form.

    >>> str(decimal(Decimal("287930000000.0")))
    '"287930000000"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    shown = format(Decimal(str(value)).normalize(), "f")
    return Literal("0" if shown == "-0" else shown, datatype=NamedNode(XSD + "decimal"))


def time(shown: str) -> Literal:
    """A year, month or day as precise as it is written."""
    return Literal(shown, datatype=_TIMES.get(len(shown)))


def span_iri(document: str, span: Span) -> NamedNode:
    """The characters of a document, by RFC 5147."""
    return NamedNode(f"{document}#char={span.begin},{span.end}")


def hashed(base: str, kind: str, *parts: object) -> NamedNode:
    """An IRI minted from content: the same content, the same IRI."""
    digest = sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:16]
    return NamedNode(f"{base}{kind}/{digest}")
