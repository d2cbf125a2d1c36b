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


BY_COLUMN = """\
# Research abroad

The table compares South Korea with Germany.

| Country | Indicator | Period | Value |
| --- | --- | --- | --- |
| South Korea | R&D expenditure as a share of GDP | 2011 | 4.03% |
| Germany | Growth of the R&D budget | 2012 | 11% |

Both countries export much.

| Country, 2014 | Exports (billion US dollars) |
| --- | --- |
| South Korea | 572.7 |
| Germany | 1,508 |
"""


@pytest.mark.slow
def test_columns_may_tell_indicator_and_time_and_the_corner_the_time_of_all(tmp_path: Path):
    document = tmp_path / "abroad.md"
    document.write_text(BY_COLUMN, encoding="utf-8")
    graph = ig.build(document, out=tmp_path / "kg")
    figures = graph.query("""
        SELECT ?place ?indicator ?kind ?start ?value WHERE {
          ?figure inno:about/skos:prefLabel ?place ; inno:indicator/skos:prefLabel ?indicator ; inno:kind ?kind ;
            inno:start ?start ; inno:value ?value } ORDER BY ?place ?start""")
    assert list(figures) == [
        ("Germany", "Growth of the R&D budget", "inno:Growth", "2012", 11),
        ("Germany", "Exports", "inno:Level", "2014", 1_508_000_000_000),
        ("South Korea", "R&D expenditure as a share of GDP", "inno:Share", "2011", 4.03),
        ("South Korea", "Exports", "inno:Level", "2014", 572_700_000_000),
    ]
