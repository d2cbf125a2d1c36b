from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import innograph as ig
from innograph.validate import validate_graph

FAULTS = Path(__file__).parent / "faults.ttl"
pytest.importorskip("shacl", reason="shacl has no wheel for this platform; pySHACL stands alone here")

# In a process of its own: owlrl, which other tests use, changes how rdflib reads literals everywhere.
PROGRAM = """
import json, sys
from dataclasses import astuple
from pyoxigraph import RdfFormat, Store
from innograph.validate import validate_graph
store = Store()
store.bulk_load(path=sys.argv[1], format=RdfFormat.TURTLE)
print(json.dumps([astuple(found) for found in validate_graph(store, engine=sys.argv[2]).violations]))
"""


def faults_by(engine: str) -> list[list[str]]:
    """The violations that an engine finds: node, path, value, why, remedy, component and shape of each."""
    command = [sys.executable, "-c", PROGRAM, str(FAULTS), engine]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def known(violations: list[list[str]]) -> list[list[str]]:
    """The violations whose terms have names: each engine names blank nodes its own way."""
    return [found for found in violations if not found[0].startswith("_:") and not found[2].startswith("_:")]


@pytest.mark.slow
def test_the_engines_find_the_same_faults_against_every_constraint():
    fast, reference = faults_by("shacl"), faults_by("pyshacl")
    assert len(fast) == len(reference) > 900
    assert len(known(fast)) > 800
    assert known(fast) == known(reference)


@pytest.mark.slow
def test_the_engines_agree_that_the_tiny_graph_conforms(tiny_graph: ig.KnowledgeGraph):
    assert validate_graph(tiny_graph.store, engine="shacl").conforms
    assert validate_graph(tiny_graph.store, engine="pyshacl").conforms
