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


BY_BLANKS = """\
---
title: The park of Linhai in figures
place: Linhai, China
date: 2020
---

# The park of Linhai in figures

                                Round 1 (2018)    Round 2 (2019)
Applications                         88               143
A  Median days                       71                54
B  Grants paid (BWP million)        3.1               6.4
   Share of output (% of sales)         25                33
   Fields watered km2                12                15

The next table tells of others.

                     2016            2017
School           case  staff     case  staff
All schools       22    64        31    89

It has units as well, and times.

Indicator           Unit                2018    2019    Growth (%)
Income              100 million yuan    21.6    24.9    15.3
Patents             piece               385     462     20.0
"""


@pytest.fixture(scope="module")
def by_blanks(tmp_path_factory: pytest.TempPathFactory) -> ig.Graph:
    folder = tmp_path_factory.mktemp("blanks")
    (folder / "figures.txt").write_text(BY_BLANKS, encoding="utf-8")
    return ig.build(folder / "figures.txt", out=folder / "kg")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        pytest.param(
            "Applications", [("2018", 88, "unit:count"), ("2019", 143, "unit:count")], id="no head over the labels"
        ),
        pytest.param(
            "Median", [("2018", 71, "unit:days"), ("2019", 54, "unit:days")], id="counted rows, a unit at the end"
        ),
        pytest.param(
            "Grants paid", [("2018", 3_100_000, "unit:BWP"), ("2019", 6_400_000, "unit:BWP")], id="a currency's code"
        ),
        pytest.param(
            "Share of output", [("2018", 25, "unit:percent"), ("2019", 33, "unit:percent")], id="a share of something"
        ),
        pytest.param(
            "Fields watered", [("2018", 12, "unit:km2"), ("2019", 15, "unit:km2")], id="a unit without a bracket"
        ),
        pytest.param("staff", [("2016", 64, "unit:count"), ("2017", 89, "unit:count")], id="a head over two columns"),
        pytest.param(
            "Income", [("2018", 2_160_000_000, "unit:CNY"), ("2019", 2_490_000_000, "unit:CNY")], id="a unit's column"
        ),
    ],
)
def test_tables_are_read_as_they_are_printed(indicator: str, expected: list[tuple], by_blanks: ig.Graph):
    figures = by_blanks.query("""
        SELECT ?indicator ?start ?value ?unit WHERE {
          ?figure inno:indicator/skos:prefLabel ?indicator ; inno:start ?start ; inno:value ?value ;
            inno:unit ?unit } ORDER BY ?start""")
    names = (indicator, f"{indicator} Round 1", f"{indicator} Round 2")
    assert [row[1:] for row in figures if row[0] in names] == expected


OF_NAMES = """\
---
place: Norway
---

# Firms of two cities in 2019

| Indicator | Oslo | Bergen |
| --- | --- | --- |
| High-tech firms | 342 | 163 |
| Turnover, mln NOK | 18 | 60 |

The students grew more.

| Measure | 2018 | 2019 |
| --- | --- | --- |
| Students at the University of Oslo | 410 | 530 |
| of them women (%) | 48 | 51 |
"""


@pytest.mark.slow
def test_columns_and_labels_may_name_whom_figures_are_of(tmp_path: Path):
    document = tmp_path / "names.md"
    document.write_text(OF_NAMES, encoding="utf-8")
    figures = ig.build(document, out=tmp_path / "kg").query("""
        SELECT ?name ?value ?unit WHERE {
          ?figure inno:about/skos:prefLabel ?name ; inno:value ?value ; inno:unit ?unit } ORDER BY ?name ?value""")
    assert set(figures) == {
        ("Oslo", 342, "unit:count"),
        ("Bergen", 163, "unit:count"),
        ("Oslo", 18_000_000, "unit:NOK"),
        ("Bergen", 60_000_000, "unit:NOK"),
        ("University of Oslo", 410, "unit:count"),
        ("University of Oslo", 530, "unit:count"),
        ("University of Oslo", 48, "unit:percent"),
        ("University of Oslo", 51, "unit:percent"),
    }


YEARS = """\
# Firms of Bergen

| Company | Class | Jobs |
| --- | --- | --- |
| Fjord Robotics AS | 2016 | 22 |
| Fjord Optics AS | 2016 | 58 |
| Fjord Energy AS | 2017 | 13 |
"""


@pytest.mark.slow
def test_a_column_of_nothing_but_years_holds_no_figures(tmp_path: Path):
    document = tmp_path / "years.md"
    document.write_text(YEARS, encoding="utf-8")
    figures = ig.build(document, out=tmp_path / "kg").query("SELECT ?value WHERE { ?figure inno:value ?value }")
    assert sorted(value for (value,) in figures) == [13, 22, 58]
