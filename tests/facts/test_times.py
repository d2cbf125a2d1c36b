from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.facts.times import Time, TimeFinder
from innograph.lexicon import read_lexicon

TIMES = TimeFinder(read_lexicon("en"))
MONTHS = read_lexicon("en").table("numbers")["time"]["months"]


def found(text: str, date: str = "") -> list[tuple[str, str, str]]:
    """The times of a text: its characters, start and end."""
    return [(text[time.begin : time.end], time.start, time.stop) for time in TIMES.find(text, date)]


@pytest.mark.parametrize(
    ("text", "start", "stop"),
    [
        ("2016", "2016", "2016"),
        ("August 2016", "2016-08", "2016-08"),
        ("Aug. 2016", "2016-08", "2016-08"),
        ("August of 2016", "2016-08", "2016-08"),
        ("12 August 2016", "2016-08", "2016-08"),
        ("3rd August, 2016", "2016-08", "2016-08"),
        ("August 12, 2016", "2016-08", "2016-08"),
        ("2016 in August", "2016-08", "2016-08"),
        ("first half of 2016", "2016-01", "2016-06"),
        ("second half of 2016", "2016-07", "2016-12"),
        ("first quarter of 2016", "2016-01", "2016-03"),
        ("third quarter of 2016", "2016-07", "2016-09"),
        ("last quarter of 2016", "2016-10", "2016-12"),
        ("2010-2015", "2010", "2015"),
        ("2010–2015", "2010", "2015"),
        ("2010 to 2015", "2010", "2015"),
        ("2010 until 2015", "2010", "2015"),
        ("2010-15", "2010", "2015"),
        ("2010/11", "2010", "2011"),
        ("1999-2003", "1999", "2003"),
        ("by the end of 2015", "2015-12", "2015-12"),
        ("end of 2015", "2015-12", "2015-12"),
        ("at the end of the year 2015", "2015-12", "2015-12"),
    ],
)
def test_a_time_is_as_precise_as_it_is_told(text: str, start: str, stop: str):
    assert found(f"Since {text}, the city grew.") == [(text, start, stop)]


@pytest.mark.parametrize("month", range(12))
def test_every_month_in_full_and_short(month: int):
    for name in (MONTHS[month], MONTHS[month][:3], MONTHS[month].upper()):
        assert found(f"In {name} 2016 it grew.") == [(f"{name} 2016", f"2016-{month + 1:02}", f"2016-{month + 1:02}")]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("In 2010 and in 2016 it grew.", [("2010", "2010", "2010"), ("2016", "2016", "2016")]),
        ("From May 2015 to June 2016.", [("May 2015", "2015-05", "2015-05"), ("June 2016", "2016-06", "2016-06")]),
        (
            "2011-2015 and by the end of 2020",
            [("2011-2015", "2011", "2015"), ("by the end of 2020", "2020-12", "2020-12")],
        ),
    ],
)
def test_the_times_of_a_sentence_come_in_order(text: str, times: list[tuple[str, str, str]]):
    assert found(text) == times


@pytest.mark.parametrize(
    "text",
    [
        "1,984 firms",
        "2,016 million",
        "19840 firms",
        "it cost 2016.5 yuan",
        "a share of 2016%",
        "in 1492",
        "in 2099",
    ],
)
def test_other_figures_are_no_years(text: str):
    assert found(text) == []


def test_a_year_and_month_in_figures():
    assert found("In 2016-08 it grew.") == [("2016-08", "2016-08", "2016-08")]


def test_a_decade_is_not_its_first_year():
    assert ("1990s", "1990", "1990") not in found("In the 1990s it grew.")
    assert ("1990", "1990", "1990") not in found("In the 1990s it grew.")


def test_an_earlier_year_after_a_later_one_is_a_time_of_its_own():
    assert found("In 2016 and 2012 it grew.") == [("2016", "2016", "2016"), ("2012", "2012", "2012")]


def test_only_an_end_says_until():
    assert [time.until for time in TIMES.find("By the end of 2015 it grew from 2010 to 2015.")] == [True, False]


def test_this_and_last_year_are_told_by_the_documents_date():
    text = "Last year it grew more than this year."
    assert found(text, "2017-03-01") == [("Last year", "2016", "2016"), ("this year", "2017", "2017")]
    assert found(text) == []
    assert found(text, "March") == []


@pytest.mark.parametrize(("text", "present"), [("At present it grows.", True), ("It knows.", False), ("now.", True)])
def test_the_present_is_told_by_its_words(text: str, present: bool):
    assert TIMES.is_present(text) is present


PARTS = st.sampled_from(
    [
        "2016",
        "1999",
        "2010-2015",
        "August",
        "Aug.",
        "first half of",
        "by the end of",
        "to",
        "and",
        "in",
        "12",
        ",",
        "-",
        "/",
        "17",
    ]
)


@given(st.lists(PARTS, max_size=8), st.sampled_from([" ", "", ", "]))
def test_times_are_in_order_apart_and_within_the_text(parts: list[str], blank: str):
    text = blank.join(parts)
    times = TIMES.find(text)
    ends = [0, *(time.end for time in times)]
    for time, end in zip(times, ends, strict=False):
        assert end <= time.begin < time.end <= len(text)
        assert len(time.start) in (4, 7)
        assert len(time.stop) in (4, 7)


@given(st.integers(1950, 2069), st.integers(0, 40), st.sampled_from([" to ", "-", "–", " until "]))
def test_a_span_of_years_ends_no_earlier_than_it_begins(first: int, years: int, joint: str):
    last = min(first + years, 2069)
    (time,) = TIMES.find(f"From {first}{joint}{last} it grew.")
    assert time == Time(5, 5 + 8 + len(joint), str(first), str(last))
