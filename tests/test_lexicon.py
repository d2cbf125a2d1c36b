from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph import resources
from innograph.errors import LexiconError
from innograph.facts.patterns import read_patterns
from innograph.lexicon import Lexicon, one_of, read_lexicon
from innograph.ontology import read_ontology

FILES = sorted((resources.ontology_folder() / "lexicon").rglob("*.toml"))
# Keys whose values name classes of the ontology, in whatever table they stand.
CLASS_KEYS = ("type", "types", "subjects", "objects", "class", "classes", "implied", "locatedIn")
# Tables whose keys are classes of the ontology.
CLASS_TABLES = (("kinds", "nouns"), ("references", "place"), ("references", "last"))
# A single text is a regular expression of Python's `re`, unless its key is one of these; a list of texts is one of
# words, unless its key is one of those.
PLAIN_TEXTS = ("name", "predicate", "status", "type")
PATTERN_LISTS = ("furniture", "not_after", "patterns", "running_head_begins")


def walk(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every key of a table and of the tables in it, with its value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key), inner
            yield from walk(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner, path)


def strings(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [text for text in value if isinstance(text, str)]


def test_there_is_a_lexicon():
    assert len(FILES) >= 10


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_toml_and_says_something(path: Path):
    assert tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_class_and_relation_named_is_in_the_ontology(path: Path):
    ontology = read_ontology()
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    classes = {name for keys, value in walk(table) if keys[-1] in CLASS_KEYS for name in strings(value)}
    classes |= {key for stem, name in CLASS_TABLES if stem == path.stem for key in table[name]}
    relations = {name for keys, value in walk(table) if keys[-1] == "predicate" for name in strings(value)}
    assert classes <= ontology.classes
    assert relations <= set(ontology.relations)


def test_classes_and_relations_are_named_in_the_lexicon_at_all(lexicon: Lexicon):
    ontology = read_ontology()
    named = {row["predicate"] for row in lexicon.table("relations")["pattern"]}
    assert named == set(ontology.relations), "every relation of the ontology has a pattern that finds it"


def test_every_relation_pattern_can_hold_between_the_classes_it_names(lexicon: Lexicon):
    ontology = read_ontology()
    for pattern in read_patterns(lexicon, ontology):
        relation = ontology.relations[pattern.predicate]
        for named, allowed in ((pattern.subjects, relation.domain), (pattern.objects, relation.range)):
            for name in named:
                finer = {other for other in ontology.classes if name in ontology.ancestors(other)}
                assert any(allowed & ontology.ancestors(other) for other in finer), (pattern.name, name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_regular_expression_compiles(path: Path):
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    patterns = []
    for keys, value in walk(table):
        if isinstance(value, str) and keys[-1] not in PLAIN_TEXTS:
            patterns.append(value)
        elif isinstance(value, list) and keys[-1] in PATTERN_LISTS:
            patterns += value
    for pattern in patterns:
        re.compile(pattern.replace("ORDINAL", "third"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_list_of_words_has_an_empty_one(path: Path):
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    lists = [(keys, value) for keys, value in walk(table) if isinstance(value, list) and keys[-1] != "through"]
    assert [keys for keys, value in lists if not all(word.strip() for word in strings(value))] == []


def test_a_table_is_a_file(lexicon: Lexicon):
    assert lexicon.table("numbers")["words"]["two"] == 2
    assert "Yearbook" in lexicon.words("layout", "running_head_ends")


def test_an_unknown_table_is_named_with_the_nearest(lexicon: Lexicon):
    with pytest.raises(LexiconError, match=r"'en' has no file number\.toml\. Did you mean 'numbers'\?"):
        lexicon.table("number")


def test_an_unknown_language_is_named_with_those_there_are():
    with pytest.raises(LexiconError, match=r"language 'tlh'; there is: .*\ben\b"):
        Lexicon("tlh")


def test_a_file_that_is_not_toml_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "lexicon" / "xx"
    folder.mkdir(parents=True)
    (folder / "numbers.toml").write_text("two = \n", encoding="utf-8")
    monkeypatch.setattr("innograph.lexicon.ontology_folder", lambda: tmp_path)
    with pytest.raises(LexiconError, match=r"numbers\.toml is not TOML: .* Correct it\."):
        Lexicon("xx")


def test_a_lexicon_is_read_once():
    assert read_lexicon("en") is read_lexicon("en")


WORDS = st.lists(st.text(st.characters(categories=("L", "N", "S", "P"), include_characters=" "), min_size=1).filter(
    lambda word: word == " ".join(word.split()) and bool(word)
), min_size=1, max_size=6)  # fmt: skip


@given(WORDS, st.data())
def test_one_of_matches_each_of_its_words_and_the_longest(words: list[str], data: st.DataObject):
    word = data.draw(st.sampled_from(words))
    found = re.compile(one_of(words, bound=False)).match(word)
    assert found
    assert found[0] == word


def test_one_of_keeps_to_whole_words_and_takes_any_whitespace():
    pattern = re.compile(one_of(["per cent", "cent"]))
    assert pattern.findall("5 per\n cent, ten cents, 3 cent") == ["per\n cent", "cent"]
