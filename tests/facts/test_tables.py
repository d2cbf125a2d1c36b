from __future__ import annotations

from pathlib import Path

import pytest

import innograph as ig

DOCUMENT = """\
---
title: Research in figures
place: Shenzhen
date: 2017
---

# Research in figures

The table shows how research in Shenzhen grew.

| {corner} | Gross expenditure on R&D (billion yuan) | Patents granted |
| --- | --- | --- |
| {first} | 5.01 | 120 |
| {second} | 6.345 | 1,138 |
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("corner", "first", "second", "starts"),
    [
        ("Year", "2006", "2007", ["2006", "2007"]),
        ("Period", "first half of 2006", "second half of 2006", ["2006-01", "2006-07"]),
    ],
)
def test_the_rows_of_a_table_may_be_times(corner: str, first: str, second: str, starts: list[str], tmp_path: Path):
    document = tmp_path / "figures.md"
    document.write_text(DOCUMENT.format(corner=corner, first=first, second=second), encoding="utf-8")
    graph = ig.build(document, out=tmp_path / "kg")
    figures = graph.query("""
        SELECT ?indicator ?start ?value ?unit WHERE {
          ?figure inno:about/skos:prefLabel "Shenzhen"@en ; inno:indicator/skos:prefLabel ?indicator ;
            inno:start ?start ; inno:value ?value ; inno:unit ?unit } ORDER BY ?indicator ?start""")
    assert list(figures) == [
        ("Gross expenditure on R&D", starts[0], 5_010_000_000, "unit:CNY"),
        ("Gross expenditure on R&D", starts[1], 6_345_000_000, "unit:CNY"),
        ("Patents granted", starts[0], 120, "unit:count"),
        ("Patents granted", starts[1], 1138, "unit:count"),
    ]
