from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pytest

from innograph.encoder import OTHER
from innograph.facts.numerals import Quantity
from innograph.facts.quantities import QuantityFinder
from innograph.facts.units import UnitFinder
from innograph.lexicon import read_lexicon
from innograph.model import Sentence

LEXICON = read_lexicon("en")
FINDER = UnitFinder(LEXICON)


@dataclass
class Sure:
    """An encoder that reads the same unit for each number, and is as sure of it as is said."""

    of: str = "count"
    per: str = ""
    chance: float = 0.99

    def units(self, sentence: int, begin: int, end: int) -> tuple[Mapping[str, float], Mapping[str, float]]:
        return {self.of: self.chance}, {self.per: self.chance}


def units(text: str, read: Sure | None, currency: str = "") -> list[str]:
    """The units of the quantities of a sentence."""
    sentence = Sentence(0, text, tuple(range(len(text))), 0, 0, "paragraph")
    return [q.unit for q in FINDER.find(sentence, QuantityFinder(LEXICON).find(text, [], []), currency, read)]


@pytest.mark.parametrize(
    ("text", "read", "unit"),
    [
        ("R&D intensity: 3.5", Sure("percent"), "percent"),
        ("The index of vitality, No. one of the province, scored 86.4", Sure("points"), "points"),
        ("Prize money is 5,000 yuan", Sure("money", "person"), "CNY/person"),
        ("Applications were 41", Sure(per="year"), "count/year"),
        ("R&D personnel of ten thousand employees reached 61", Sure(per="many"), "count/10000 employees"),
        ("Each voucher is worth 5,000 yuan", Sure("money", OTHER), "CNY/voucher"),
        ("It costs 90 euros for one ton and nothing for a test", Sure("money", OTHER), "EUR/t"),
    ],
)
def test_a_number_has_the_unit_that_is_not_written_beside_it(text: str, read: Sure, unit: str):
    assert units(text, read)[-1] == unit


def test_money_has_the_currency_written_last():
    assert units("The grant was 40", Sure("money"), "SEK") == ["SEK"]
    assert units("It has 3 million kronor, of which 40 remain", Sure("money"), "EUR")[-1] == "SEK"
    assert units("The grant was 40", Sure("money")) == ["count"]


def test_a_rank_is_of_the_sort_of_ranks():
    sentence = Sentence(0, "It stands 12 there", tuple(range(18)), 0, 0, "paragraph")
    (found,) = FINDER.find(sentence, [Quantity(10, 12, 10, Decimal(12), "count", "", "number")], "", Sure("rank"))
    assert (found.unit, found.sort) == ("rank", "rank")


def test_what_an_amount_is_per_is_said_in_its_sentence():
    assert units("Winners get 5,000 yuan", Sure("money", OTHER)) == ["CNY"]


@pytest.mark.parametrize("read", [None, Sure("percent", "year", chance=0.5), Sure("years of service", "team")])
def test_what_is_not_likely_or_of_no_known_class_changes_nothing(read: Sure | None):
    text = "Applications were 41, or 5 percent, and cost 3,000 yuan"
    assert units(text, read) == ["count", "percent", "CNY"]


def test_a_written_unit_stays():
    assert units("It rose by 5 percent and cost 300 yuan per month", Sure("rank", "person")) == ["percent", "CNY/month"]
