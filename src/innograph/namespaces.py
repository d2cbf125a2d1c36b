"""The vocabularies that the graph speaks, as plain strings, so that no engine needs to be loaded to name a term."""

from __future__ import annotations

INNO = "https://w3id.org/innograph/ontology#"
UNIT = "https://w3id.org/innograph/unit/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
DCTERMS = "http://purl.org/dc/terms/"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
ITSRDF = "http://www.w3.org/2005/11/its/rdf#"
QB = "http://purl.org/linked-data/cube#"
WIKIDATA = "http://www.wikidata.org/entity/"
SH = "http://www.w3.org/ns/shacl#"

PREFIXES: dict[str, str] = {
    "inno": INNO,
    "unit": UNIT,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "prov": PROV,
    "dcterms": DCTERMS,
    "nif": NIF,
    "itsrdf": ITSRDF,
    "qb": QB,
    "wd": WIKIDATA,
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "eurio": "http://data.europa.eu/s66#",
    "vivo": "http://vivoweb.org/ontology/core#",
    "inneo": "http://inneo.linkeddata.es#",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sh": SH,
}

ONTOLOGY_GRAPH = "https://w3id.org/innograph/graph/ontology"
INFERRED_GRAPH = "https://w3id.org/innograph/graph/inferred"
DECISIONS_GRAPH = "https://w3id.org/innograph/graph/decisions"


def shorten(iri: str) -> str:
    """Write an IRI with its prefix where it has one.

    >>> shorten("https://w3id.org/innograph/ontology#Place")
    'inno:Place'
    """
    prefix, base = max(
        ((p, b) for p, b in PREFIXES.items() if iri.startswith(b)), key=lambda pair: len(pair[1]), default=("", "")
    )
    return f"{prefix}:{iri[len(base) :]}" if prefix else iri


def sparql_prefixes() -> str:
    """The PREFIX lines that every query may rely on."""
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
