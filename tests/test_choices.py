from __future__ import annotations

import re
from pathlib import Path

import pytest

from innograph.errors import LexiconError
from innograph.lexicon import read_lexicon
from innograph.mentions.candidates import Candidate, words_of
from innograph.mentions.choices import Chooser, Option, best_of
from innograph.mentions.views import Sight
from innograph.mentions.weights import FILE, Weights, read_weights
from innograph.model import Parse, Sentence, Token
from innograph.ontology import read_ontology

LEXICON = read_lexicon("en")
TEXT = "The makerspace Ferrolux opened near the quiet Mill Works."


def sight(*chosen: tuple[str, str, str]) -> Sight:
    """The sentence with what rules choose of it: (text, class, rule)."""
    tokens = [
        Token(at, m[0], m[0].lower(), "PROPN" if m[0][0].isupper() else "NOUN", "NN", "dep", 0, *m.span(), "")
        for at, m in enumerate(re.finditer(r"\w+|[.]", TEXT))
    ]
    parse = Parse(Sentence(0, TEXT, tuple(range(len(TEXT))), -1, 0, "paragraph"), tuple(tokens))
    candidates = [Candidate(at := TEXT.index(text), at + len(text), kind, rule) for text, kind, rule in chosen]
    return Sight(parse, words_of(parse), candidates, candidates)


def choose(weights: dict[str, tuple[float, dict[int, float]]], seen: Sight) -> list[tuple[str, str, str]]:
    """The names (text, class, rule) that weights of clues, for the classes Platform and Place, make of a sentence."""
    rows = [(clue, name, types) for clue, (name, types) in weights.items()]
    chooser = Chooser(LEXICON, {"City": "Place"}, weights=Weights(("Platform", "Place"), rows))
    (found,) = chooser.choose([seen])
    return [(TEXT[c.begin : c.end], c.type, c.rule) for c in found]


NOTHING: dict[str, tuple[float, dict[int, float]]] = {"base": (-6.0, {})}


def test_a_name_that_no_rule_finds_is_found_by_its_clues():
    assert choose(NOTHING, sight()) == []
    found = choose(NOTHING | {"only=ferrolux": (9.0, {0: 4.0})}, sight())
    assert found == [("Ferrolux", "Platform", "weights")]


def test_what_a_rule_chose_goes_where_the_clues_are_against_it():
    seen = sight(("Mill Works", "Platform", "head"))
    assert choose(NOTHING, seen) == []
    assert choose(NOTHING | {"rt=Platform": (8.0, {0: 4.0})}, seen) == [("Mill Works", "Platform", "head")]


def test_a_rules_finer_class_stays_where_the_weights_agree():
    seen = sight(("Mill Works", "City", "gazetteer"))
    assert choose(NOTHING | {"rt=Place": (8.0, {1: 4.0})}, seen) == [("Mill Works", "City", "gazetteer")]


def test_what_is_no_run_of_words_is_left_to_the_rules():
    seen = sight(("Works.", "Platform", "quotation"))
    assert choose(NOTHING, seen) == [("Works.", "Platform", "quotation")]


def test_a_class_without_weights_is_left_to_the_rules():
    seen = sight(("Mill Works", "Observatory", "head"))
    assert choose(NOTHING, seen) == [("Mill Works", "Observatory", "head")]


def test_of_names_that_overlap_those_are_taken_that_gain_most_together():
    long, left, right = Option(0, 4, "Fund", 0.5), Option(0, 2, "Place", 0.4), Option(3, 4, "Place", 0.2)
    assert best_of([long, left, right], 4) == [left, right]
    assert best_of([long, left], 4) == [long]


def test_weights_name_classes_of_the_ontology():
    weights = read_weights("en")
    assert weights is not None
    assert all(read_ontology().core(name) == name for name in weights.classes)


def test_a_language_without_weights_has_the_names_of_the_rules(tmp_path: Path):
    assert read_weights("en", tmp_path) is None


def test_a_line_that_is_no_clue_is_named(tmp_path: Path):
    path = tmp_path / "lexicon" / "en" / FILE
    path.parent.mkdir(parents=True)
    path.write_text("clue\tname\tPlace\nbase\tmuch\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"mention-weights\.tsv: 'base\\tmuch' is no clue"):
        read_weights("en", tmp_path)
