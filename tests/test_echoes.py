from __future__ import annotations

import re

from innograph.mentions.candidates import Candidate, words_of
from innograph.mentions.echoes import echo
from innograph.mentions.sights import Sight
from innograph.model import Parse, Sentence, Token


def sight(index: int, text: str) -> Sight:
    tokens = [
        Token(at, m[0], m[0].lower(), "PROPN", "NNP", "dep", 0, *m.span(), "")
        for at, m in enumerate(re.finditer(r"\w+|[^\w\s]", text))
    ]
    parse = Parse(Sentence(index, text, tuple(range(len(text))), -1, 0, "paragraph"), tuple(tokens))
    return Sight(parse, words_of(parse), (), ())


def named(text: str, words: str, kind: str) -> Candidate:
    return Candidate(text.index(words), text.index(words) + len(words), kind, "encoder")


def echoes(*sentences: tuple[str, dict[str, str]]) -> list[list[tuple[str, str]]]:
    """The names (text, class) of each sentence, given the names found in each."""
    sights = [sight(at, text) for at, (text, _) in enumerate(sentences)]
    chosen = [[named(text, words, kind) for words, kind in found.items()] for text, found in sentences]
    return [
        [(text[c.begin : c.end], c.type) for c in names]
        for (text, _), names in zip(sentences, echo(sights, chosen), strict=True)
    ]


def test_what_is_a_name_in_one_sentence_is_one_in_the_others():
    first, second = ("The Grow Lab opened.", {"Grow Lab": "Platform"}), ("In May, Grow Lab closed again.", {})
    assert echoes(first, second)[1] == [("Grow Lab", "Platform")]
    assert echoes(second, first)[0] == [("Grow Lab", "Platform")]


def test_common_nouns_and_parts_of_words_and_of_other_names_are_no_echo():
    found = echoes(
        ("Talk of Vardo and of batteries.", {"Vardo": "Place", "batteries": "Technology"}),
        ("Vardobank makes batteries in Vardo Park.", {"Vardo Park": "Platform"}),
    )
    assert found[1] == [("Vardo Park", "Platform")]


def test_the_class_is_the_one_it_bears_most_often():
    found = echoes(
        ("Orla grew.", {"Orla": "Enterprise"}),
        ("Orla fell.", {"Orla": "Place"}),
        ("Orla rose.", {"Orla": "Enterprise"}),
        ("Now Orla rests.", {}),
    )
    assert found[3] == [("Orla", "Enterprise")]


def test_the_longest_of_two_names_is_taken():
    found = echoes(("Kuro Bay and Kuro.", {"Kuro Bay": "Place", "Kuro.": "Place"}), ("Near Kuro Bay it rains.", {}))
    assert found[1] == [("Kuro Bay", "Place")]
