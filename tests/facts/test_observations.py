"""Observations: whom a figure is of, what it measures, how sure that is, and what is no figure."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from innograph.documents import read_document
from innograph.facts.figures import Figure
from innograph.facts.implied import ImpliedUnits
from innograph.facts.numerals import Quantity
from innograph.facts.routes import Routes
from innograph.facts.scenes import Scene
from innograph.facts.sorts import sort_of
from innograph.lexicon import read_lexicon
from innograph.model import Observation, Parse, Reading, Sentence, Token
from innograph.reader import Reader
from innograph.settings import Settings

WORDS = [
    ("Firms", "NOUN", "nsubj", 1),
    ("employ", "VERB", "ROOT", 1),
    ("22", "NUM", "nummod", 4),
    ("young", "ADJ", "amod", 4),
    ("people", "NOUN", "dobj", 1),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Settings())


def read(reader: Reader, folder: Path, text: str) -> Reading:
    path = folder / "text.txt"
    path.write_text(text, encoding="utf-8")
    return reader.read(read_document(path, source="text.txt", settings=Settings()))


def figure() -> Figure:
    """The 22 of "Firms employ 22 young people"."""
    text = " ".join(word for word, *_ in WORDS)
    tokens, begin = [], 0
    for index, (word, pos, dep, head) in enumerate(WORDS):
        tokens.append(Token(index, word, word.lower(), pos, "", dep, head, begin, begin + len(word), ""))
        begin += len(word) + 1
    parse = Parse(Sentence(0, text, tuple(range(len(text))), -1, 0, "paragraph"), tuple(tokens))
    scene = Scene(parse, (), (), -1, -1, -1, "")
    return Figure(scene, [Quantity(13, 15, 13, Decimal(22), "count", "", "number")], 0, ())


def test_the_way_from_a_word_to_a_figure_goes_up_to_where_they_meet_and_down():
    paths = Routes(figure())
    tokens = figure().scene.tokens
    assert paths.to_figure(tokens[0]) == "nsubj^nummod/dobj"
    assert paths.to_figure(tokens[4]) == "^nummod"
    assert paths.governor() == tokens[1]
    assert (paths.first, paths.last) == (2, 2)


@pytest.mark.parametrize(
    ("unit", "kind", "sort"),
    [
        ("CNY/m2", "level", "money"),
        ("percent", "share", "percent"),
        ("percent", "growth", "growth"),
        ("km2", "level", "else"),
    ],
)
def test_figures_are_sorted_by_unit_and_kind(unit: str, kind: str, sort: str):
    assert sort_of(unit, kind) == sort


@pytest.mark.slow
def test_an_indicator_holds_what_is_counted_and_what_is_done_with_it(reader: Reader, tmp_path: Path):
    found = read(reader, tmp_path, "In 2019 the University of Turku filed 35 patent applications abroad.\n")
    (made,) = found.observations
    assert {"patent", "applications", "filed"} <= set(made.indicator.split())
    assert (made.value, made.unit, made.start) == (35, "count", "2019")
    assert found.entities[made.about].label == "University of Turku"


@pytest.mark.slow
def test_an_indicator_has_the_words_that_belong_right_before_its_own(reader: Reader, tmp_path: Path):
    text = "The share of the United States in global R&D spending fell from 38% in 1999 to 31% in 2009."
    observations = read(reader, tmp_path, text).observations
    assert [o.start for o in observations] == ["1999", "2009"]
    assert all("R&D spending" in o.indicator for o in observations)


@pytest.mark.slow
def test_every_observation_says_how_sure_it_is(reader: Reader, tmp_path: Path):
    text = (
        "Shenzhen had 12 parks in 2015.\n\n| City | Parks | Staff |\n| --- | ---: | ---: |\n| Shenzhen | 12 | 340 |\n"
    )
    found = read(reader, tmp_path, text).observations
    assert len(found) == 3
    assert all(made.confidence is not None and 0 < made.confidence < 1 for made in found)


@pytest.mark.slow
def test_rows_of_things_without_a_name_are_of_the_tables_place(reader: Reader, tmp_path: Path):
    text = (
        "---\ntitle: Figures\nplace: Shenzhen\n---\n\n# Figures of Shenzhen\n\n"
        "| Kind of thing | Firms |\n| --- | ---: |\n| Care for the old | 64 |\n| Things that float | 97 |\n"
    )
    found = read(reader, tmp_path, text)
    assert [(int(made.value), made.indicator) for made in found.observations] == [
        (64, "Care for the old Firms"),
        (97, "Things that float Firms"),
    ]
    assert {found.entities[made.about].label for made in found.observations} == {"Shenzhen"}


@pytest.mark.slow
def test_amounts_side_by_side_are_not_added_up(reader: Reader, tmp_path: Path):
    text = "Shenzhen invested 655 million yuan in 2018 and 588 million yuan in 2019."
    assert values(read(reader, tmp_path, text).observations) == [655_000_000, 588_000_000]
    text = "In 2017, 2018 and 2019 Huawei had sales of 612 million, 655 million and 588 million yuan respectively."
    assert values(read(reader, tmp_path, text).observations) == [612_000_000, 655_000_000, 588_000_000]
    text = "Shenzhen invested 2 billion and 300 million yuan in 2018."
    assert values(read(reader, tmp_path, text).observations) == [2_300_000_000]


def values(observations: tuple[Observation, ...]) -> list[Decimal]:
    return [made.value for made in observations]


@pytest.mark.slow
def test_a_table_is_of_the_year_of_its_heading_and_of_its_columns(reader: Reader, tmp_path: Path):
    text = (
        "---\ntitle: Figures\nplace: Shenzhen\n---\n\n# Parks in 2019\n\nThe first opened in 2004.\n\n"
        "| District | Firms | Staff |\n| --- | ---: | ---: |\n| Harrow Flats | 64 | 800 |\n"
    )
    assert [made.start for made in read(reader, tmp_path, text).observations if made.rule == "table level"] == [
        "2019"
    ] * 2
    text = "# Parks in 2019\n\n| District | Firms | Staff |\n| | 2017 | 2018 |\n| Harrow Flats | 64 | 800 |\n"
    found = read(reader, tmp_path, text).observations
    assert [(int(made.value), made.start) for made in found] == [(64, "2017"), (800, "2018")]


@pytest.mark.slow
@pytest.mark.parametrize("filler", ["", "The weather was fine. " * 61])
def test_a_rank_is_not_of_the_country_within_which_it_is_counted(reader: Reader, tmp_path: Path, filler: str):
    sentence = "The wages of engineers in Qingdao are low, ranking fifth in China."
    found = read(reader, tmp_path, f"---\nplace: Qingdao, China\n---\n{filler}\n\n{sentence}\n")
    (made,) = found.observations
    assert (made.kind, made.value, found.entities[made.about].label) == ("rank", 5, "Qingdao")


@pytest.mark.slow
def test_a_rank_is_told_once_of_what_is_named_again(reader: Reader, tmp_path: Path):
    found = read(reader, tmp_path, "The rent is high in Qingdao and it only ranks fifth in the country.\n")
    assert [(made.kind, made.value) for made in found.observations] == [("rank", 5)]


@pytest.mark.parametrize(
    ("unit", "indicator", "whole"),
    [
        ("count", "patents per 10,000 people", "count/10000 people"),
        ("CNY", "per capita disposable income", "CNY/person"),
        ("CNY", "monthly salary of graduates", "CNY/month"),
        ("count", "average age of the employees", "years"),
        ("percent", "GDP per capita", "percent"),
        ("rank", "patents per 10,000 people", "rank"),
        ("CNY/m2", "monthly rent", "CNY/m2"),
        ("count", "makerspaces", "count"),
    ],
)
def test_a_unit_may_stand_in_the_indicator(unit: str, indicator: str, whole: str):
    assert ImpliedUnits(read_lexicon("en")).complete(unit, indicator) == whole


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 the exports of Ravelona decreased from the previous year by 8 percent.",
        "In 2019 Ravelona had 8 percent fewer visitors than in 2018.",
        "In 2019 the exports of Ravelona receded by 8 percent.",
    ],
)
def test_a_change_that_is_told_as_a_fall_is_negative(reader: Reader, tmp_path: Path, text: str):
    assert [(o.kind, o.value) for o in read(reader, tmp_path, text).observations] == [("growth", Decimal(-8))]


@pytest.mark.slow
def test_an_amount_more_than_in_a_year_is_a_change_from_there(reader: Reader, tmp_path: Path):
    text = "In 2012 the exports of Norway were 412 million euros, 30 million euros more than in 2011."
    found = read(reader, tmp_path, text).observations
    assert [(made.kind, int(made.value), made.start, made.end) for made in found] == [
        ("level", 412_000_000, "2012", "2012"),
        ("growth", 30_000_000, "2011", "2012"),
    ]


@pytest.mark.slow
def test_fewer_than_in_a_year_is_a_fall(reader: Reader, tmp_path: Path):
    text = "In 2012 Norway had 40 incubators, 37 fewer than in 2005."
    found = read(reader, tmp_path, text).observations
    assert [(made.kind, int(made.value)) for made in found] == [("level", 40), ("growth", -37)]


@pytest.mark.slow
def test_a_growth_over_a_year_is_from_there(reader: Reader, tmp_path: Path):
    (made,) = read(reader, tmp_path, "In 2008 the exports of Norway rose by 12.4% over 2007.").observations
    assert (made.kind, made.start, made.end) == ("growth", "2007", "2008")


@pytest.mark.slow
def test_an_indicator_does_not_say_a_word_alone_that_it_says_with_others(reader: Reader, tmp_path: Path):
    text = "In patents, Norway filed 52,720 applications for invention patents in 2012."
    (made,) = read(reader, tmp_path, text).observations
    words = made.indicator.lower().split()
    assert words.count("patents") == 1


@pytest.mark.parametrize(
    ("place", "money", "unit"),
    [
        ("Ashgabat, Turkmenistan", "manats", "TMT"),
        ("Baku, Azerbaijan", "manats", "AZN"),
        ("Erbil, Iraq", "dinars", "IQD"),
        ("Dubai, United Arab Emirates", "dirhams", "AED"),
    ],
)
def test_a_currency_of_several_countries_is_that_of_the_texts_place(
    reader: Reader, tmp_path: Path, place: str, money: str, unit: str
):
    text = f"---\nplace: {place}\n---\n\nIn 2020 the city's spending on research was 40 million {money}.\n"
    assert [(o.value, o.unit) for o in read(reader, tmp_path, text).observations] == [(Decimal(40_000_000), unit)]
