from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.encoder import Tagged
from innograph.lexicon import read_lexicon
from innograph.mentions.blends import Blender, Option, best_of
from innograph.mentions.candidates import Candidate, words_of
from innograph.mentions.sights import Sight
from innograph.model import Parse, Sentence, Token

TEXT = "The makerspace Ferrolux opened near the Mill Works of Brugge."
BLENDER = Blender(read_lexicon("en"), {"City": "Place"})
KNOWN = frozenset({"Platform", "Place", "Enterprise"})


def candidate(words: str, kind: str, rule: str = "head", known: str = "") -> Candidate:
    begin = TEXT.index(words)
    return Candidate(begin, begin + len(words), kind, rule, known=known)


def part_of_speech(word: str) -> str:
    return "PROPN" if word[0].isupper() else "NOUN" if word == "makerspace" else "VERB"


def names(
    *tagged: tuple[str, str, float], ruled: tuple[Candidate, ...] = (), text: str = TEXT
) -> list[tuple[str, str, str]]:
    """The names (text, class, rule) that the encoder's (text, class, chance) and rules' candidates make together."""
    tokens = [
        Token(at, m[0], m[0].lower(), part_of_speech(m[0]), "NN", "dep", 0, *m.span(), "")
        for at, m in enumerate(re.finditer(r"\w+|[.]", text))
    ]
    parse = Parse(Sentence(0, text, tuple(range(len(text))), -1, 0, "paragraph"), tuple(tokens))
    sight = Sight(parse, words_of(parse), ruled, ruled)
    found = [Tagged(0, at := text.index(words), at + len(words), kind, chance) for words, kind, chance in tagged]
    return [(text[c.begin : c.end], c.type, c.rule) for c in BLENDER.choose(sight, found, KNOWN, BLENDER.trust(1))]


def test_a_name_that_only_the_encoder_finds_is_taken_where_it_is_likely():
    assert names(("Ferrolux", "Platform", 0.9)) == [("Ferrolux", "Platform", "encoder")]
    assert names(("Ferrolux", "Platform", 0.1)) == []


def test_a_rule_that_finds_the_same_keeps_its_finer_class_and_whom_it_knows():
    brugge = candidate("Brugge", "City", "gazetteer", known="Bruges")
    assert names(("Brugge", "Place", 0.9), ruled=(brugge,)) == [("Brugge", "City", "gazetteer")]


def test_an_article_before_it_makes_a_rules_name_no_other():
    works = candidate("the Mill Works", "Platform")
    assert names(("Mill Works", "Platform", 0.9), ruled=(works,)) == [("the Mill Works", "Platform", "head")]


@pytest.mark.parametrize(
    ("text", "tagged", "name"),
    [
        ('They set up the "Green Hill" guide fund in May.', 'Green Hill" guide fund', '"Green Hill" guide fund'),
        ("They met at the University “Anton Grau” in May.", "University “Anton Grau", "University “Anton Grau”"),
        ("They passed Order Lan [2017] in May.", "Order Lan [2017", "Order Lan [2017]"),
        ('They call Iskra ("Spark") Programme a success.', 'Spark") Programme', 'Iskra ("Spark") Programme'),
        ('They call it "Green Hill" in May.', "Green Hill", "Green Hill"),
    ],
)
def test_a_name_has_both_of_its_marks(text: str, tagged: str, name: str):
    assert names((tagged, "Platform", 0.9), text=text) == [(name, "Platform", "encoder")]


def test_of_names_that_overlap_the_likelier_stays():
    found = names(("Mill Works of Brugge", "Platform", 0.6), ("Mill Works", "Platform", 0.95), ("Brugge", "Place", 0.9))
    assert [text for text, *_ in found] == ["Mill Works", "Brugge"]


def test_two_places_that_rules_find_side_by_side_are_two():
    ruled = (candidate("Mill Works", "City"), candidate("Brugge", "City"))
    found = names(("Mill Works of Brugge", "Place", 0.9), ruled=ruled)
    assert [text for text, *_ in found] == ["Mill Works", "Brugge"]


def test_words_in_small_letters_without_a_noun_name_nothing():
    assert names(("opened", "Platform", 0.9)) == []
    assert names(("makerspace", "Platform", 0.9)) == [("makerspace", "Platform", "encoder")]


def test_classes_that_the_encoder_does_not_know_are_left_to_the_rules():
    assert names(ruled=(candidate("Mill Works", "Monument"),)) == [("Mill Works", "Monument", "head")]


@st.composite
def options(draw: st.DrawFn) -> list[Option]:
    spans = draw(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6), st.floats(0.01, 1)), max_size=7))
    return [Option(Candidate(begin, begin + size, "Place", "encoder"), gain) for begin, size, gain in spans]


def total(chosen: list[Option]) -> float:
    return sum(option.gain for option in chosen)


def fits(chosen: list[Option]) -> bool:
    ordered = sorted(chosen, key=lambda o: o.candidate.begin)
    return all(a.candidate.end <= b.candidate.begin for a, b in zip(ordered, ordered[1:], strict=False))


@given(options())
def test_no_names_that_fit_together_gain_more(given_options: list[Option]):
    chosen = best_of(given_options)
    assert fits(chosen)
    every = range(2 ** len(given_options))
    subsets = ([o for at, o in enumerate(given_options) if mask >> at & 1] for mask in every)
    assert total(chosen) >= max(total(subset) for subset in subsets if fits(subset)) - 1e-9
