"""Whether an ontology contradicts itself: HermiT's answer, through owlready2. It needs Java."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, RdfFormat, Triple, serialize

from innograph.errors import OntologyError
from innograph.namespaces import OWL, XSD

_UNREADABLE = frozenset(XSD + name for name in ("gYear", "gYearMonth", "date"))
_HERMIT = "Java is not found on this machine, and HermiT needs it. Install a Java runtime (OpenJDK 11 or newer)."


def unsatisfiable_classes(triples: Iterable[Triple]) -> tuple[str, ...]:
    """The classes that nothing can be of, by HermiT (Glimm et al., J. Autom. Reasoning 53, 2014); empty if all is well.

    Args:
        triples: an ontology, and data if wanted.

    Returns:
        IRIs, sorted; `owl:Thing` alone where the whole is inconsistent.

    Raises:
        OntologyError: there is no Java.
    """
    if shutil.which("java") is None:
        raise OntologyError(_HERMIT)
    import owlready2

    world = owlready2.World()
    ontology = world.get_ontology("https://w3id.org/innograph/checked")
    ontology.load(fileobj=io.BytesIO(serialize(_fit(triples), format=RdfFormat.N_TRIPLES) or b""), format="ntriples")
    try:
        with ontology:
            owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return (OWL + "Thing",)
    return tuple(sorted(c.iri for c in world.inconsistent_classes() if c is not owlready2.Nothing))


def _fit(triples: Iterable[Triple]) -> Iterator[Triple]:
    """The triples without those that end in a year, month or day, which HermiT refuses to read."""
    for triple in triples:
        if not (isinstance(triple.object, Literal) and triple.object.datatype.value in _UNREADABLE):
            yield triple
