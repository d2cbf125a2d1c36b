"""The pages on the ontology are current, leave no term out, and their diagrams can be read."""

from __future__ import annotations

import re
import shutil
import sys
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection

from innograph.namespaces import INNO
from innograph.ontology import ENTITY_CLASSES

DOCS = Path(__file__).parent.parent / "docs"
FIGURES = ("core", "evidence", "hierarchy")
LANGUAGES = ("en", "zh")


def imported(name: str) -> ModuleType:
    """A module of docs/."""
    if str(DOCS) not in sys.path:
        sys.path.append(str(DOCS))
    return import_module(name)


@pytest.fixture(scope="module")
def program() -> ModuleType:
    return imported("ontology")


@pytest.fixture(scope="module")
def pages(program: ModuleType) -> dict[str, str]:
    return program.write_pages()


@pytest.fixture(scope="module")
def vocabulary(ontology_folder: Path):
    return imported("ontology_pages.vocabulary").Vocabulary(ontology_folder)


@pytest.fixture(scope="module")
def graph(ontology_folder: Path) -> Graph:
    return Graph().parse(ontology_folder / "innograph.ttl")


def sections(page: str) -> dict[str, str]:
    """The text under each heading of the third rank."""
    heads = [*re.finditer(r"^#{2,3} .*$", page, re.MULTILINE), None]
    texts = {}
    for head, following in pairwise(heads):
        if head[0].startswith("### "):
            texts[head[0][4:]] = page[head.end() : following.start() if following else None]
    return texts


def unescaped(text: str) -> str:
    return re.sub(r"\\([\\`*_\[\]<|])", r"\1", text)


def test_the_pages_are_what_the_ontology_says(
    program: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("sys.argv", ["ontology.py", "--check"])
    assert program.main() == 0, capsys.readouterr().err


def test_check_names_what_is_stale_and_writing_mends_it(
    program: ModuleType,
    pages: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.setattr(program, "TARGET", tmp_path)
    monkeypatch.setattr(program, "write_pages", lambda: pages)
    for name, text in {**pages, "core.svg": "old", "left-over.md": "old"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["ontology.py", "--check"])
    assert program.main() == 1
    assert capsys.readouterr().err == "docs/ontology is stale: core.svg, left-over.md. Run: make docs\n"
    monkeypatch.setattr("sys.argv", ["ontology.py"])
    assert program.main() == 0
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == pages


def test_the_first_page_begins_with_the_classes_of_the_guide(pages: dict[str, str], vocabulary):
    module = imported("ontology_pages.vocabulary")
    assert tuple(module.GUIDE_CLASSES) == ENTITY_CLASSES
    table = pages["README.md"].partition("## The classes of entities")[2].partition("\n## ")[0]
    assert re.findall(r"^\| \[(\w+)\]\(classes\.md#\w+\)", table, re.MULTILINE) == list(ENTITY_CLASSES)
    relations = pages["README.md"].partition("## The relations between entities")[2].partition("\n## ")[0]
    named = re.findall(r"^\| \[(\w+)\]\(properties\.md#\w+\)", relations, re.MULTILINE)
    assert named[: len(module.GUIDE_RELATIONS)] == module.GUIDE_RELATIONS
    assert set(named) == {
        str(node).removeprefix(INNO)
        for node in vocabulary.properties
        if vocabulary.is_relation(node) and not vocabulary.is_backwards(node)
    }


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        ("classes.md", (OWL.Class,)),
        ("properties.md", (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)),
    ],
    ids=["classes", "properties"],
)
def test_every_term_has_its_section_in_both_languages(
    pages: dict[str, str], graph: Graph, page: str, kinds: tuple[URIRef, ...]
):
    found = sections(pages[page])
    terms = {term for kind in kinds for term in graph.subjects(RDF.type, kind) if str(term).startswith(INNO)}
    assert set(found) == {str(term).removeprefix(INNO) for term in terms}
    for term in terms:
        text = unescaped(found[str(term).removeprefix(INNO)])
        assert f"`{term}`" in text
        for said in (*graph.objects(term, RDFS.label), *graph.objects(term, SKOS.definition)):
            assert said.language in LANGUAGES
            assert str(said) in text, term
        assert all(str(example) in text for example in graph.objects(term, SKOS.example)), term


def test_every_concept_and_listed_value_stands_in_the_schemes(pages: dict[str, str], graph: Graph, vocabulary):
    page = unescaped(pages["schemes.md"])
    listed = {member for members in graph.objects(None, OWL.oneOf) for member in Collection(graph, members)}
    concepts = set(graph.subjects(SKOS.inScheme))
    assert len(listed) > 10
    assert len(concepts) > 100
    for node in listed | concepts:
        row = next(line for line in page.splitlines() if f"`{vocabulary.name(node)}` |" in line)
        assert all(vocabulary.label(node, language) in row for language in LANGUAGES), row
        assert all(f"`{notation}`" in row for notation in graph.objects(node, SKOS.notation)), row
        assert all(f"<{same}>" in row for same in graph.objects(node, SKOS.exactMatch)), row


def test_every_alignment_stands_at_its_term_and_on_its_page(pages: dict[str, str], vocabulary):
    texts = {**sections(pages["properties.md"]), **sections(pages["classes.md"])}
    links = [
        (ours, kind, theirs)
        for ours, kind, theirs in vocabulary.alignments
        if str(ours).startswith(INNO) and isinstance(theirs, URIRef)
    ]
    assert len(links) > 80
    for ours, kind, theirs in links:
        name = str(ours).removeprefix(INNO)
        assert f"`{vocabulary.name(theirs)}`" in texts[name], (ours, theirs)
        row = rf"\| `{re.escape(vocabulary.name(theirs))}` \| \[{name}\]\(.*\| `{vocabulary.name(kind)}` \|"
        assert re.search(row, pages["alignments.md"]), (ours, kind, theirs)


def test_every_link_leads_to_a_heading(pages: dict[str, str]):
    anchor = imported("ontology_pages.markdown").anchor
    heads = {
        name: [anchor(head) for head in re.findall(r"^#+ (.*)$", text, re.MULTILINE)] for name, text in pages.items()
    }
    for name, text in pages.items():
        assert name.endswith(".svg") or len(heads[name]) == len(set(heads[name])), name
        for page, fragment in re.findall(r"\]\(([\w.-]*)#([\w-]+)\)", text):
            assert fragment in heads[page or name], (name, page, fragment)


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_on_a_diagram_hides_or_overflows(vocabulary, name: str):
    figure = getattr(imported(f"ontology_pages.{name}"), f"draw_{name}")(vocabulary)
    assert list(figure.faults()) == [], f"Move what overlaps in docs/ontology_pages/{name}.py."


@pytest.mark.parametrize("name", FIGURES)
def test_a_diagram_is_well_formed_and_described(pages: dict[str, str], name: str):
    root = ElementTree.fromstring(pages[f"{name}.svg"])
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert all(len(root.findtext(f"{{http://www.w3.org/2000/svg}}{part}") or "") > 20 for part in ("title", "desc"))


def test_the_diagrams_show_every_class_and_every_relation_of_the_guide(pages: dict[str, str], vocabulary):
    shown = set(re.findall(r"<text class=\"name\"[^>]*>([\w:]+)", pages["hierarchy.svg"]))
    assert {str(node).removeprefix(INNO) for node in vocabulary.classes} <= shown
    words = set(re.findall(r"\w+", " ".join(re.findall(r"<text[^>]*>([^<]*)", pages["core.svg"]))))
    module = imported("ontology_pages.vocabulary")
    assert {*module.GUIDE_CLASSES, *module.GUIDE_RELATIONS} - words == set()


def test_a_fault_of_a_diagram_is_found():
    figures = imported("ontology_pages.figures")
    boxes = [
        figures.Box("A name that is long", figures.Area(0, 0, 40, 40)),
        figures.Box("B", figures.Area(20, 0, 9, 9)),
    ]
    arrow = figures.Arrow("B", "C", ((29, 4), (90, 4)), ("far",), (95, 4))
    faults = "\n".join(figures.Figure("", "", (100, 100), boxes, [arrow]).faults())
    assert "too wide for box A name" in faults
    assert "box A name that is long and box B overlap" in faults
    assert "label ('far',) is not wholly on the page" in faults
    assert "the arrow from B to C runs through box A name that is long" in faults


@pytest.mark.parametrize(
    ("axioms", "words"),
    [
        ({OWL.qualifiedCardinality: Literal(1), OWL.onClass: "ObservationKind"}, "exactly 1 [kind] of class [Observ"),
        ({OWL.minCardinality: Literal(2)}, "at least 2 [kind]"),
        ({OWL.maxQualifiedCardinality: Literal(1), OWL.onDataRange: "Unit"}, "at most 1 [kind] of type [Unit]"),
        ({OWL.someValuesFrom: "Unit"}, "at least one [kind] of [Unit]"),
        ({OWL.allValuesFrom: "Unit"}, "every [kind] is of [Unit]"),
        ({OWL.hasValue: "Level"}, "[kind] is [Level]"),
        ({OWL.hasSelf: Literal(True)}, "a restriction on [kind]"),
    ],
)
def test_restrictions_are_told_in_words(vocabulary, axioms: dict[URIRef, Literal | str], words: str):
    writer = imported("ontology_pages.markdown").Writer(vocabulary)
    graph, node = Graph(), BNode()
    graph.add((node, OWL.onProperty, URIRef(INNO + "kind")))
    for relation, value in axioms.items():
        graph.add((node, relation, URIRef(INNO + value) if type(value) is str else value))
    assert re.sub(r"\]\([^)]*\)", "]", writer.expression(node, graph)).startswith(words)


def test_worked_examples_are_shown_with_their_class_and_property(
    program: ModuleType, ontology_folder: Path, tmp_path: Path
):
    for name in ("innograph.ttl", "alignments.ttl", "shapes.ttl"):
        shutil.copy(ontology_folder / name, tmp_path)
    (tmp_path / "examples.ttl").write_text(
        f"@prefix inno: <{INNO}> . @prefix ex: <https://example.org/> . @prefix skos: <{SKOS}> .\n"
        'ex:policy a inno:Policy ; skos:prefLabel "A \\"plan\\""@en ; inno:targets [ a inno:Place ] .\n'
        'ex:board a inno:GovernmentBody ; inno:issues ex:policy ; inno:date "2016" .\n',
        encoding="utf-8",
    )
    written = program.write_pages(tmp_path)
    policy = sections(written["classes.md"])["Policy"]
    assert (
        "```turtle\nex:policy a inno:Policy ;\n    inno:targets [ a inno:Place ] ;\n"
        '    skos:prefLabel "A \\"plan\\""@en .\n```'
    ) in policy
    assert "```turtle\nex:board inno:issues ex:policy .\n```" in sections(written["properties.md"])["issues"]
    assert 'ex:board inno:date "2016" .' in sections(written["properties.md"])["date"]
