"""The guide to extending the ontology does what it says: its blocks go into a copy, and its commands run there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDFS, SH, SKOS, Graph

from innograph.namespaces import INNO

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "how-to" / "extend-the-ontology.md"
COPIED = ("src/innograph", "ontology", "data/gazetteer", "tests", "pyproject.toml")
# Commands that read the sample documents are left out, for they take long.
LEFT_OUT = "data/corpus"

BLOCK = re.compile(r"(?P<sentence>(?:[^\n]+\n)*)\n```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
WHERE = re.compile(
    r"(?:In the new file|At the end of|Above the first `(?P<above>[^`]+)` in|Below `(?P<below>[^`]+)` in) "
    r"`(?P<file>[^`]+)`:$"
)

WRONG = """
@prefix inno: <https://w3id.org/innograph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:bank> a inno:SeedBank , inno:FinancialInstitution ; skos:prefLabel "Bank"@en ; inno:advises <urn:policy> .
<urn:policy> a inno:Policy ; skos:prefLabel "Policy"@en ; inno:advises <urn:bank> .
"""


@dataclass(frozen=True, slots=True)
class Addition:
    """A block for the file that the sentence before it names; `above` and `below` are lines of that file."""

    file: str
    body: str
    above: str
    below: str

    def write_in(self, folder: Path) -> None:
        path = folder / self.file
        path.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        if line := self.above or self.below:
            before, found, after = text.partition(f"\n{line}\n")
            assert found, f"{self.file} has no line {line!r}"
            text = f"{before}\n{self.body}\n{line}\n{after}" if self.above else f"{before}\n{line}\n{self.body}{after}"
        else:
            text = f"{text}\n{self.body}" if text else self.body
        path.write_text(text, encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Commands:
    """A block of commands, one a line, and what the page shows that the last one prints, if it does."""

    lines: tuple[str, ...]
    shown: str

    def run_in(self, folder: Path) -> str:
        known = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(folder / "src"),
            "PYTEST_ADDOPTS": "",
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        }
        printed = ""
        for line in self.lines:
            done = subprocess.run(
                ["bash", "-o", "pipefail", "-c", line],
                cwd=folder,
                env={**os.environ, **known},
                capture_output=True,
                text=True,
                check=False,
            )
            printed = done.stdout
            assert done.returncode == 0, f"{line}\n{printed}\n{done.stderr}"
        return printed


def read_steps() -> Iterator[Addition | Commands]:
    """What the page says to do, in order."""
    blocks = list(BLOCK.finditer(PAGE.read_text(encoding="utf-8")))
    for at, block in enumerate(blocks):
        if where := WHERE.search(" ".join(block["sentence"].split())):
            yield Addition(where["file"], block["body"], where["above"] or "", where["below"] or "")
        elif block["kind"] == "sh" and LEFT_OUT not in block["body"]:
            following = blocks[at + 1]
            prints = following["kind"] == "text" and following.start() <= block.end() + 1
            yield Commands(tuple(block["body"].splitlines()), following["body"] if prints else "")


def copy_to(folder: Path) -> None:
    for name in COPIED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)


def test_the_guide_adds_data_of_every_kind_and_no_code():
    files = {step.file for step in read_steps() if isinstance(step, Addition)}
    assert files >= {f"ontology/{name}.ttl" for name in ("innograph", "shapes", "alignments")}
    assert files >= {f"ontology/lexicon/en/{name}.toml" for name in ("names", "references", "relations", "numbers")}
    assert any(name.startswith("data/gazetteer/") for name in files)
    assert [name for name in files if not name.startswith(("ontology/", "data/gazetteer/", "out/"))] == []


def test_the_terms_of_the_guide_are_described_as_the_house_asks():
    head = (ROOT / "ontology" / "innograph.ttl").read_text(encoding="utf-8").split("\n# ---")[0]
    blocks = [s.body for s in read_steps() if isinstance(s, Addition) and s.file == "ontology/innograph.ttl"]
    new = Graph().parse(data=f"{head}\n{''.join(blocks)}", format="turtle")
    terms = [term for term in set(new.subjects(RDFS.isDefinedBy)) if str(term).startswith(INNO)]
    assert len(terms) == 2
    for term in terms:
        for part in (RDFS.label, SKOS.definition):
            assert {text.language for text in new.objects(term, part)} == {"en", "zh"}, (term, part)
        assert (term, SKOS.example, None) in new


@pytest.mark.slow
def test_what_the_guide_adds_is_found_after_and_was_not_before(tmp_path: Path):
    copy_to(tmp_path)
    found: list[set[str]] = []
    for step in read_steps():
        if isinstance(step, Addition):
            step.write_in(tmp_path)
        else:
            printed = step.run_in(tmp_path)
            if step.shown:
                assert printed == step.shown, step.lines[-1]
            if "found.rq" in step.lines[-1]:
                found.append(set(printed.splitlines()))
    before, after = found
    assert "Njoro Seed Bank,rdf:type,inno:FinancialInstitution" in before - after
    assert {
        "Njoro Seed Bank,rdf:type,inno:SeedBank",
        "Mavuno,inno:operates,Njoro Seed Bank",
        "Lanet Agricultural University,inno:advises,Njoro Seed Bank",
        "Njoro Seed Bank,inno:advises,smallholder farmers",
        "Nakuru,average yield of finger millet,9 q-per-acre",
    } <= after - before
    assert faults_of(tmp_path, WRONG) == {
        "A seed bank is no financial institution.",
        "What stands before inno:advises must be an Actor or Platform.",
        "What stands after inno:advises must be an Actor, Platform or StakeholderGroup.",
    }


def faults_of(folder: Path, turtle: str) -> set[str]:
    """The first sentences of what the shapes of a copy say of data that is wrong."""
    shapes, ontology = (Graph().parse(folder / "ontology" / name) for name in ("shapes.ttl", "innograph.ttl"))
    data = Graph().parse(data=turtle, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology, inference="none", inplace=True)
    return {f"{str(message).partition('. ')[0]}." for message in report.objects(None, SH.resultMessage)}
