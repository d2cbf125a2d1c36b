"""What tests of analysis need: a small ecosystem in a store, made by hand."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from innograph.dataset import ontology_quads
from innograph.namespaces import sparql_prefixes

ENTITIES = {
    "shenzhen": ("City", "Shenzhen"),
    "nanshan": ("District", "Nanshan District"),
    "beijing": ("City", "Beijing"),
    "bgi": ("Enterprise", "BGI"),
    "sustech": ("University", "SUSTech"),
    "tsinghua": ("University", "Tsinghua"),
    "ma": ("Person", "Ma"),
    "lab": ("Laboratory", "Gene Lab"),
    "fair": ("Fair", "Hi-Tech Fair"),
    "plan": ("Plan", "Maker Plan"),
    "peacock": ("TalentProgramme", "Peacock Plan"),
    "makers": ("StakeholderGroup", "makers"),
    "genomics": ("Industry", "genomics"),
}
# Subject, relation, object, confidence, status, time, documents.
CLAIMS = {
    "k01": ("bgi", "cooperatesWith", "sustech", 0.75, "Stated", "2012", "a"),
    "k02": ("bgi", "cooperatesWith", "sustech", 0.5, "Planned", "2014-03", "ab"),
    "k03": ("bgi", "operates", "lab", 0.9, "Stated", "", "a"),
    "k04": ("sustech", "participatesIn", "lab", 0.5, "Stated", "", "a"),
    "k05": ("tsinghua", "participatesIn", "lab", 0.4, "Stated", "", "b"),
    "k06": ("shenzhen", "organises", "fair", 0.7, "Stated", "2012-11", "a"),
    "k07": ("bgi", "participatesIn", "fair", 0.6, "Stated", "2013", "b"),
    "k08": ("shenzhen", "issues", "plan", 0.8, "Stated", "2015", "b"),
    "k09": ("plan", "targets", "makers", 0.75, "Stated", "", "a"),
    "k10": ("plan", "targets", "genomics", 0.5, "Stated", "", "b"),
    "k11": ("peacock", "targets", "makers", 0.6, "Stated", "", "a"),
    "k12": ("bgi", "locatedIn", "nanshan", 0.9, "Stated", "", "a"),
    "k13": ("ma", "affiliatedWith", "bgi", 0.7, "Stated", "", "a"),
    "k14": ("tsinghua", "cooperatesWith", "bgi", 0.9, "Denied", "", "a"),
    "k15": ("shenzhen", "cooperatesWith", "beijing", 0.4, "Proposed", "", "b"),
    "k16": ("bgi", "cooperatesWith", "unnamed", 0.9, "Stated", "", "a"),
}
LYING = [("bgi", "locatedIn", "nanshan"), ("nanshan", "locatedIn", "shenzhen"), ("sustech", "locatedIn", "shenzhen"),
         ("lab", "partOf", "sustech"), ("tsinghua", "locatedIn", "beijing")]  # fmt: skip
# Document, begin and end of each sentence, and the entities that it names.
SENTENCES = [
    ("a", 0, 40, ["bgi", "sustech", "lab", "shenzhen", "fair", "nanshan"]),
    ("a", 41, 80, ["bgi", "sustech", "plan", "makers", "bgi", "peacock", "ma"]),
    ("b", 0, 30, ["tsinghua", "beijing"]),
    ("b", 31, 70, ["bgi", "sustech", "genomics"]),
    ("b", 71, 90, ["bgi"]),
]


def write_ecosystem() -> str:
    """The ecosystem as Turtle."""
    lines = [f"<urn:doc/{name}> a inno:Document ; dcterms:source '{name}.txt' ." for name in "ab"]
    lines += [f"<urn:{n}> a inno:{kind} ; skos:prefLabel '{label}'@en ." for n, (kind, label) in ENTITIES.items()]
    lines += ["<urn:shenzhen> skos:altLabel 'SZ'@en .", "<urn:unnamed> a inno:Enterprise ; skos:prefLabel 'X'@en ."]
    lines += [f"<urn:{one}> inno:{relation} <urn:{other}> ." for one, relation, other in LYING]
    for name, (one, relation, other, confidence, status, time, documents) in CLAIMS.items():
        spans = ", ".join(f"<urn:doc/{document}#char=0,30>" for document in documents)
        dated = f" ; inno:start '{time}' ; inno:end '{time}'" if time else ""
        lines.append(
            f"<urn:{name}> a rdf:Statement ; rdf:subject <urn:{one}> ; rdf:predicate inno:{relation} ; "
            f"rdf:object <urn:{other}> ; inno:confidence {confidence} ; inno:status inno:{status} ; "
            f"prov:wasDerivedFrom {spans}{dated} ."
        )
    for document, begin, end, named in SENTENCES:
        lines.append(f"<urn:doc/{document}#char={begin},{end}> a nif:Sentence .")
        lines += [
            f"<urn:doc/{document}#char={begin + at},{begin + at + 2}> itsrdf:taIdentRef <urn:{entity}> ."
            for at, entity in enumerate(named)
        ]
    return "\n".join(lines)


@pytest.fixture(scope="session")
def ecosystem() -> Store:
    """A small ecosystem in two documents: thirteen entities and fifteen claims, one of them denied."""
    store = Store()
    store.extend(ontology_quads())
    store.update(f"{sparql_prefixes()} INSERT DATA {{ {write_ecosystem()} }}")
    return store
