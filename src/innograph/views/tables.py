"""The graph as plain tables: one CSV file for entities, relations, figures and statements each."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Store

from innograph.query import run_query

QUERIES = {
    "entities": """
SELECT ?iri ?class ?label ?wikidata (COUNT(?phrase) AS ?mentions) WHERE {
  ?iri a ?class ; skos:prefLabel ?label . OPTIONAL { ?iri skos:exactMatch ?wikidata }
  ?phrase itsrdf:taIdentRef ?iri .
} GROUP BY ?iri ?class ?label ?wikidata ORDER BY ?iri""",
    "relations": """
SELECT ?subject ?relation ?object ?status ?confidence ?start ?end ?source ?begin ?stop ?quote WHERE {
  ?claim a rdf:Statement ; rdf:subject/skos:prefLabel ?subject ; rdf:predicate ?relation ;
    rdf:object/skos:prefLabel ?object ; inno:status ?status ; inno:confidence ?confidence ; prov:wasDerivedFrom ?s .
  ?s a nif:Sentence ; nif:anchorOf ?quote ; nif:beginIndex ?begin ; nif:endIndex ?stop ;
    nif:referenceContext/dcterms:source ?source .
  OPTIONAL { ?claim inno:start ?start } OPTIONAL { ?claim inno:end ?end }
} ORDER BY ?subject ?relation ?object ?source ?begin""",
    "observations": """
SELECT ?about ?indicator ?kind ?value ?unit ?bound ?start ?end ?whole ?written ?source ?begin ?stop ?quote WHERE {
  ?o a inno:Observation ; inno:about/skos:prefLabel ?about ; inno:indicator/skos:prefLabel ?indicator ;
    inno:kind ?kind ; inno:value ?value ; inno:unit ?unit ; inno:writtenAs ?written ; prov:wasDerivedFrom ?s .
  ?s a nif:Sentence ; nif:anchorOf ?quote ; nif:beginIndex ?begin ; nif:endIndex ?stop ;
    nif:referenceContext/dcterms:source ?source .
  OPTIONAL { ?o inno:bound ?bound } OPTIONAL { ?o inno:whole ?whole }
  OPTIONAL { ?o inno:start ?start } OPTIONAL { ?o inno:end ?end }
} ORDER BY ?about ?indicator ?start ?source ?begin ?value""",
    "statements": """
SELECT ?class ?label ?about ?status ?source ?begin ?stop ?quote WHERE {
  VALUES ?class { inno:Challenge inno:Strength inno:Measure }
  ?x a ?class ; skos:prefLabel ?label ; prov:wasDerivedFrom ?s .
  ?s a nif:Sentence ; nif:anchorOf ?quote ; nif:beginIndex ?begin ; nif:endIndex ?stop ;
    nif:referenceContext/dcterms:source ?source .
  OPTIONAL { ?x inno:about/skos:prefLabel ?about } OPTIONAL { ?x inno:status ?status }
} ORDER BY ?class ?source ?begin ?label""",
}


def write_tables(store: Store, folder: Path) -> list[Path]:
    """Write the tables into a folder, which is made where it is missing.

    Returns:
        The files written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, query in QUERIES.items():
        path = folder / f"{name}.csv"
        path.write_text(run_query(store, query).to_csv(), encoding="utf-8")
        written.append(path)
    return written
