from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from innograph.analysis.communities import find_communities
from innograph.analysis.results import Results
from innograph.query import Table


@dataclass(frozen=True, slots=True)
class Pair(Results):
    one: Table
    other: Table


def test_a_notebook_shows_each_table_below_its_name():
    shown = Pair(Table(("a",), (("x<y",),)), Table(("b",), ()))._repr_html_()
    assert shown.index("<h4>one</h4>") < shown.index("<td>x&lt;y</td>") < shown.index("<h4>other</h4>")


def test_an_analysis_is_shown_so():
    shown = find_communities(nx.Graph())._repr_html_()
    assert [f"<h4>{name}</h4>" in shown for name in ("members", "groups", "whole")] == [True] * 3
