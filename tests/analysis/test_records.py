from __future__ import annotations

import xml.etree.ElementTree as ET

import networkx as nx
import pytest

import innograph as ig
from innograph.analysis import compare_networks
from innograph.analysis.records import Record
from innograph.query import Table

MEASURED = ["communities", "brokers", "bridges", "helix", "mixing", "core", "robustness"]


def titles(html: str) -> list[str]:
    return [title.text or "" for title in ET.fromstring(f"<div>{html}</div>").iter("h4")]


@pytest.mark.parametrize("name", MEASURED)
def test_a_graph_shows_its_records_in_a_notebook(tiny_graph: ig.KnowledgeGraph, name: str):
    options = {} if name in ("communities", "core") else {"resamples": 5}
    record = getattr(tiny_graph, name)(**options)
    assert isinstance(record, Record)
    assert titles(record._repr_html_()) == list(record.tables)
    assert all(isinstance(table, Table) for table in record.tables.values())
    for table in record.tables.values():
        assert list(table.to_pandas().columns) == list(table.columns)


def test_a_record_tells_its_size_in_a_line():
    found = compare_networks(nx.Graph(), nx.Graph(), resamples=0)
    assert repr(found) == "<Comparison whole: 2 rows, entities: 0 rows, ties: 0 rows, ranks: 0 rows>"
