from __future__ import annotations

import inspect

import pytest

from innograph import errors


def test_every_error_is_an_innograph_error():
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Exception)]
    assert len(kinds) >= 8
    assert all(issubclass(kind, errors.InnographError) for kind in kinds)


@pytest.mark.parametrize(
    ("word", "known", "said"),
    [
        ("Enterprize", ["Enterprise", "Place"], " Did you mean 'Enterprise'?"),
        ("Plac", ["Enterprise", "Place"], " Did you mean 'Place'?"),
        ("zzz", ["Enterprise", "Place"], ""),
        ("place", [], ""),
    ],
)
def test_suggestion_is_the_nearest_known_word_or_nothing(word: str, known: list[str], said: str):
    assert errors.suggestion(word, known) == said


def test_suggestion_takes_any_iterable():
    assert errors.suggestion("modle", {"model": 1}) == " Did you mean 'model'?"
