"""Answer a SPARQL 1.1 query (SELECT, ASK, CONSTRUCT, DESCRIBE), given as text or as a file that ends in .rq.

The usual prefixes (inno, rdf, rdfs, skos, prov, nif, itsrdf, dcterms, xsd, org ...) need not be declared. The default
graph holds what the documents say and, after `innograph reason`, what follows from it; the ontology is the named graph
<https://w3id.org/innograph/graph/ontology>.
"""

from __future__ import annotations

from typing import Annotated

import typer

from innograph.cli.options import Format, Graph, print_table, read_query


def query(
    graph: Graph,
    sparql: Annotated[str, typer.Argument(metavar="QUERY|FILE", help="A query, or a file that holds one.")],
    inferred: Annotated[
        bool, typer.Option("--inferred/--no-inferred", help="Take in what follows, if the graph was reasoned over.")
    ] = True,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print the answer.")] = Format.table,
) -> None:
    """Answer a query."""
    from innograph.graph import open_graph

    if sparql.endswith((".rq", ".sparql")):
        sparql = read_query(sparql)
    print_table(open_graph(graph).query(sparql, inferred=inferred), form)
