from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.facts.numerals import Quantity
from innograph.facts.quantities import QuantityFinder
from innograph.facts.times import TimeFinder
from innograph.lexicon import read_lexicon

LEXICON = read_lexicon("en")
QUANTITIES = QuantityFinder(LEXICON)
TIMES = TimeFinder(LEXICON)


def find(text: str) -> list[Quantity]:
    return QUANTITIES.find(text, (), TIMES.find(text))


def found(text: str) -> list[tuple[str, str, str]]:
    """The quantities of a text: value, unit and bound."""
    return [(f"{quantity.value.normalize():f}", quantity.unit, quantity.bound) for quantity in find(text)]


NUMBERS = [
    ("7 firms", "7"),
    ("1,643 firms", "1643"),
    ("12,345,678 firms", "12345678"),
    ("1,00,000 firms", "100000"),
    ("12 680 firms", "12680"),
    ("12\u00a0680 firms", "12680"),
    ("1 643.5 firms", "1643.5"),
    ("3.25 firms", "3.25"),
    ("54,6 firms", "54.6"),
    ("six firms", "6"),
    ("twenty-five firms", "25"),
    ("a dozen firms", "12"),
    ("3 thousand firms", "3000"),
    ("3.5 million firms", "3500000"),
    ("2 bn firms", "2000000000"),
    ("1.2 trillion firms", "1200000000000"),
    ("100 hundred million firms", "10000000000"),
    ("8 lakh crore firms", "8000000000000"),
    ("20 ten thousand firms", "200000"),
    ("three hundred firms", "300"),
    ("5k firms", "5000"),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_numbers_are_multiplied_out(text: str, value: str):
    assert found(f"There were {text} there.") == [(value, "count", "")]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("5 million yuan", "5000000", "CNY"),
        ("RMB 5 million", "5000000", "CNY"),
        ("5 million of guaraníes", "5000000", "PYG"),
        ("U$S 85,000", "85000", "USD"),
        ("20 sq. km", "20", "km2"),
        ("40 petaflops", "40", "petaflops"),
        ("RMB5m", "5000000", "CNY"),
        ("¥300", "300", "CNY"),
        ("287.93 billion yuan", "287930000000", "CNY"),
        ("three hundred million yuan", "300000000", "CNY"),
        ("US$3.2 bn", "3200000000", "USD"),
        ("$ 40", "40", "dollar"),
        ("12.5 billion US dollars", "12500000000", "USD"),
        ("€1.5 million", "1500000", "EUR"),
        ("20 euros", "20", "EUR"),
        ("HK$5,000", "5000", "HKD"),
        ("₹2 crore", "20000000", "INR"),
        ("45.5 percent", "45.5", "percent"),
        ("45.5 per cent", "45.5", "percent"),
        ("45.5%", "45.5", "percent"),
        ("3 percentage points", "3", "percentage points"),
        ("50,000 square meters", "50000", "m2"),
        ("100,000 ㎡", "100000", "m2"),
        ("1.5 million square metres", "1500000", "m2"),
        ("10 hectares", "10", "ha"),
        ("three consecutive years", "3", "years"),
        ("10 times", "10", "times"),
        ("20,000 yuan per month", "20000", "CNY/month"),
        ("40 yuan/㎡", "40", "CNY/m2"),
        ("30 per 10,000 people", "30", "count/10000 people"),
        ("1,200 euros a month", "1200", "EUR/month"),
    ],
)
def test_units_and_currencies(text: str, value: str, unit: str):
    assert found(f"It was {text}, they say.") == [(value, unit, "")]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("more than 30 firms", "min"),
        ("at least 30 firms", "min"),
        ("over 30 firms", "min"),
        ("not less than 30 firms", "min"),
        ("30 or more firms", "min"),
        ("30+ firms", "min"),
        ("up to 30 firms", "max"),
        ("less than 30 firms", "max"),
        ("not more than 30 firms", "max"),
        ("not exceeding 30 firms", "max"),
        ("not over 30 firms", "max"),
        ("30 firms", ""),
        ("30 or less firms", "max"),
        ("about 30 firms", "approx"),
        ("nearly 30 firms", "approx"),
        ("some 30 firms", "approx"),
        ("a total of 30 firms", ""),
        ("more than a total of 30 firms", "min"),
    ],
)
def test_bounds(text: str, bound: str):
    assert found(f"There were {text}, they say.") == [("30", "count", bound)]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("10-20 firms", "10", "20", "count"),
        ("10–20 percent", "10", "20", "percent"),
        ("between 10 and 20 percent", "10", "20", "percent"),
        ("between 10 percent and 20 percent", "10", "20", "percent"),
        ("3-4 years", "3", "4", "years"),
        ("10-20 million yuan", "10000000", "20000000", "CNY"),
    ],
)
def test_ranges_are_a_least_and_a_most(text: str, low: str, high: str, unit: str):
    assert found(f"It was {text}, they say.") == [(low, unit, "min"), (high, unit, "max")]


@pytest.mark.xfail(reason="a sign before both numbers, or before the lower alone, hides the range")
@pytest.mark.parametrize("text", ["$5-10 million", "$5 million-$10 million", "$5 million to $10 million"])
def test_ranges_of_money(text: str):
    assert found(f"It cost {text}, they say.") == [("5000000", "USD", "min"), ("10000000", "USD", "max")]


def test_a_list_of_numbers_shares_the_unit_of_the_last():
    assert [unit for _, unit, _ in found("It was from 10 to 20 percent.")] == ["percent", "percent"]
    assert [unit for _, unit, _ in found("They paid 3, 4 and 5 euros.")] == ["EUR"] * 3


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("between 1 and 2 billion US dollars", ["1000000000", "2000000000"]),
        ("612, 655 and 588 million yuan, respectively", ["612000000", "655000000", "588000000"]),
    ],
)
def test_a_list_of_numbers_shares_the_scale_of_the_last(text: str, values: list[str]):
    assert [value for value, _, _ in found(f"It was {text}.")] == values


@pytest.mark.xfail(reason="the sign is no part of the figures")
@pytest.mark.parametrize("text", ["-5 percent", "−5 percent", "minus 5 percent"])
def test_negative_numbers(text: str):
    assert found(f"Growth was {text} there.") == [("-5", "percent", "")]


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("ranked third in China", "3"),
        ("ranks first in the country", "1"),
        ("ranked 21st worldwide", "21"),
        ("It is second only to Oslo", "2"),
        ("with the third-steepest decline", "3"),
        ("rents, the third highest in the country", "3"),
        ("Its rents are the lowest in Gansu", "1"),
        ("In output it is the fourth of the province", "4"),
        ("Freezers: world second", "2"),
        ("Index of vitality: rank 17", "17"),
        ("though 49th for capacity", "49"),
    ],
)
def test_ranks(text: str, rank: str):
    (quantity,) = find(f"The city {text}.")
    assert (f"{quantity.value:f}", quantity.unit, quantity.sort) == (rank, "rank", "rank")


@pytest.mark.parametrize(
    "text", ["Rents are among the lowest in Asia", "the first in May", "one third of the nation", "one fifth in Europe"]
)
def test_what_only_sounds_like_a_rank_is_none(text: str):
    assert "rank" not in {unit for _, unit, _ in found(text)}


def test_a_place_among_the_first_is_at_most_that_rank():
    assert found("It is among the top ten.") == [("10", "rank", "max")]


def test_a_rank_after_no_is_that_rank():
    assert found("It ranked No. 3 in the world.") == [("3", "rank", "")]


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("half of the firms", "50"),
        ("one third of all firms", "33.33"),
        ("two-thirds of them", "66.67"),
        ("three quarters of them", "75"),
        ("3/4 of them", "75"),
        ("1/3 of them", "33.33"),
    ],
)
def test_fractions_are_percent(text: str, percent: str):
    (quantity,) = find(f"They are {text}.")
    assert (f"{quantity.value.normalize():f}", quantity.unit, quantity.sort) == (percent, "percent", "fraction")


@pytest.mark.parametrize(
    "text", ["first half of 2016", "the second half", "half a word", "the first quarter of 2016", "24/7"]
)
def test_what_only_looks_like_a_fraction_is_none(text: str):
    assert [quantity for quantity in find(f"In {text} it grew.") if quantity.sort == "fraction"] == []


@pytest.mark.parametrize(("text", "times"), [("has doubled", "2"), ("grew threefold", "3"), ("quadrupled", "4")])
def test_multiples(text: str, times: str):
    (quantity,) = find(f"Output {text} since.")
    assert (f"{quantity.value:f}", quantity.unit, quantity.sort) == (times, "times", "multiple")


@pytest.mark.parametrize(
    "text",
    [
        "Article 5",
        "Table 3",
        "document No. 46",
        "COVID-19",
        "Industry 4.0",
        "three aspects",
        "5 measures",
        "G20",
        "in 2016",
        "3D",
        "2G",
    ],
)
def test_numbers_that_are_no_figures(text: str):
    assert found(f"It is {text}, they say.") == []


def test_a_number_within_a_name_or_time_is_none():
    text = "The 863 Program had 12 firms in 2016."
    assert [q.value for q in QUANTITIES.find(text, [(4, 15)], TIMES.find(text))] == [Decimal(12)]


def test_a_quantity_spans_its_bound_sign_and_unit():
    text = "It gave up to RMB 5 million and 30 percent or more."
    assert [text[q.begin : q.end] for q in find(text)] == ["up to RMB 5 million", "30 percent or more"]


@given(st.integers(0, 10**12 - 1))
def test_figures_in_groups_of_three_keep_their_value(number: int):
    (quantity,) = find(f"It had {number:,} firms.")
    assert (quantity.value, quantity.unit) == (Decimal(number), "count")


@given(st.decimals(0, 1000, places=2), st.sampled_from(["million", "billion", "trillion"]))
def test_a_scale_multiplies_exactly(number: Decimal, scale: str):
    factor = LEXICON.table("numbers")["scales"][scale]
    (quantity,) = find(f"It paid {number} {scale} yuan.")
    assert (quantity.value, quantity.unit) == (number * factor, "CNY")


FIGURES = [
    "12",
    "1,643",
    "2016",
    "5.5",
    "RMB",
    "$",
    "million",
    "percent",
    "%",
    "yuan",
    "two",
    "3/4",
    "doubled",
    "half of",
]
WORDS = ["between", "and", "to", "-", "more than", "ranked third in", "per month", "firms", "up to", ",", "."]
PARTS = st.sampled_from([*FIGURES, *WORDS])


@given(st.lists(PARTS, max_size=10), st.sampled_from([" ", ""]))
def test_quantities_are_in_order_apart_and_within_the_text(parts: list[str], blank: str):
    text = blank.join(parts)
    quantities = find(text)
    ends = [0, *(quantity.end for quantity in quantities)]
    for quantity, end in zip(quantities, ends, strict=False):
        assert 0 <= quantity.begin <= quantity.number < quantity.end <= len(text)
        assert quantity.number >= end


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("one in five firms", "20", "percent"),
        ("1,86O firms", "1860", "count"),
        ("2.900 firms", "2900", "count"),
        ("28 trillion 127.6 billion won", "28127600000000", "KRW"),
        ("$900K", "900000", "dollar"),
    ],
)
def test_parts_misread_figures_and_joined_scales(text: str, value: str, unit: str):
    assert found(f"It was {text}, they say.") == [(value, unit, "")]


@pytest.mark.parametrize("text", ["3.1 The Committee met.", "It met before 30 November.", "Two (2) more: (1) the plan"])
def test_marks_and_days_are_no_figures(text: str):
    assert [value for value, _, _ in found(text)] in ([], ["2"])


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The city owns 45 percent, the founders 40.", ["percent", "percent"]),
        ("Germany took 31 percent of the sales and France 12.", ["percent", "percent"]),
        ("The city owns 45 percent, and the founders have 40 firms.", ["percent", "count"]),
        ("The share was 45 percent and sales rose, to 250.", ["percent", "count"]),
    ],
)
def test_a_number_behind_a_percentage_that_counts_nothing_is_one_too(text: str, units: list[str]):
    assert [quantity.unit for quantity in find(text)] == units


def test_the_codes_of_currencies_are_known_but_not_those_that_are_words():
    assert found("BWP 3 million") == [("3000000", "BWP", "")]
    assert found("ALL 50 firms") == [("50", "count", "")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Returnees pay no rent for two years.", ["2"]),
        ("The zone grew over the past three years.", []),
        ("It abolished 17 items of proof.", ["17"]),
        ("It employs 148 people, 52 of them doctors.", ["148", "52"]),
        ("Six firms came, the other ten stayed away.", ["6", "10"]),
    ],
)
def test_what_is_granted_or_counted_is_a_figure_and_a_span_in_which_it_happened_is_none(text: str, values: list[str]):
    assert [value for value, _, _ in found(text)] == values
