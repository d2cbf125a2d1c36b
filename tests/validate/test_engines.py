from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

import innograph as ig
from innograph.validate import Violation, validate_graph

FAULTS = Path(__file__).parent / "faults.ttl"
pytest.importorskip("shacl", reason="shacl has no wheel for this platform; pySHACL stands alone here")


def known(violations: tuple[Violation, ...]) -> list[Violation]:
    """The violations whose terms have names: each engine names blank nodes its own way."""
    return [found for found in violations if not found.node.startswith("_:") and not found.value.startswith("_:")]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_engines_find_the_same_faults_against_every_constraint():
    store = Store()
    store.bulk_load(path=FAULTS, format=RdfFormat.TURTLE)
    fast, reference = (validate_graph(store, engine=engine).violations for engine in ("shacl", "pyshacl"))
    assert len(fast) == len(reference) > 900
    assert len(known(fast)) > 800
    assert known(fast) == known(reference)


@pytest.mark.slow
def test_the_engines_agree_that_the_tiny_graph_conforms(tiny_graph: ig.KnowledgeGraph):
    assert validate_graph(tiny_graph.store, engine="shacl").conforms
    assert validate_graph(tiny_graph.store, engine="pyshacl").conforms
