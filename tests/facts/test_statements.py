"""Statements: what the words, the shape and the titles of a clause make of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from innograph.documents import read_document
from innograph.facts.clauses import split_clauses
from innograph.facts.vocabulary import Vocabulary
from innograph.model import Statement, Token
from innograph.reader import Reader
from innograph.settings import Settings


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Settings())


def read(reader: Reader, folder: Path, text: str) -> list[Statement]:
    path = folder / "text.txt"
    path.write_text(text, encoding="utf-8")
    return list(reader.read(read_document(path, source="text.txt", settings=Settings())).statements)


def word(index: int, text: str, pos: str, dep: str, head: int, begin: int, tag: str = "") -> Token:
    return Token(index, text, text.lower(), pos, tag, dep, head, begin, begin + len(text), "")


def test_a_star_stands_for_any_ending_and_the_longest_phrase_counts():
    words = Vocabulary({"lack": ["short", "short of", "shortage*"], "only": ["no more than"]})
    assert words.find("Short of staff: no more than ten, despite shortages.") == {
        "lack": ["short of", "shortages"],
        "only": ["no more than"],
    }
    assert words.begins("No more than ten") == {"only": "no more than"}
    assert words.begins("") == {}


def test_clauses_part_at_joined_verbs_with_a_subject():
    text = "Banks wait and firms leave"
    tokens = [
        word(0, "Banks", "NOUN", "nsubj", 1, 0),
        word(1, "wait", "VERB", "ROOT", 1, 6),
        word(2, "and", "CCONJ", "cc", 1, 11),
        word(3, "firms", "NOUN", "nsubj", 4, 15),
        word(4, "leave", "VERB", "conj", 1, 21),
    ]
    found = split_clauses(tokens, text)
    assert [(c.role, text[c.begin : c.end]) for c in found] == [("root", "Banks wait and"), ("conj+", "firms leave")]


@pytest.mark.slow
def test_a_lack_is_a_challenge_and_a_promise_a_measure(reader: Reader, tmp_path: Path):
    found = read(
        reader,
        tmp_path,
        "The region suffers from a shortage of skilled workers.\n\n"
        "Therefore the government will establish a training centre for engineers in 2025.\n",
    )
    assert [(s.type, s.status) for s in found] == [("Challenge", "stated"), ("Measure", "proposed")]
    assert found[1].addresses == (0,)


@pytest.mark.slow
def test_what_was_adopted_is_done(reader: Reader, tmp_path: Path):
    found = read(reader, tmp_path, "In May 2019 the government adopted the Startup Development Plan.\n")
    assert [(s.type, s.status) for s in found] == [("Measure", "done")]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "The company is headquartered in Lyon and is owned by three shareholders.",
        "The share of exports stood at 14 percent in 2012.",
        "From the city itself.",
    ],
)
def test_neutral_sentences_are_none(reader: Reader, tmp_path: Path, text: str):
    assert read(reader, tmp_path, text + "\n") == []


@pytest.mark.slow
def test_an_announcement_holds_for_what_follows(reader: Reader, tmp_path: Path):
    found = read(reader, tmp_path, "Weak points: three firms make most of the sales; the rent climbs every year.\n")
    assert {s.type for s in found} == {"Challenge"}
