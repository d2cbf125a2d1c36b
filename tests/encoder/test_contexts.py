from __future__ import annotations

import math

import pytest

from innograph.encoder import OTHER, Context, Encoder, read_encoder
from innograph.model import Entity, Mention, Sentence, Span

FIRST = "In 2016 the Nakuru Innovation Hub in Nakuru trained 120 young farmers, 45 percent of them women."
SECOND = "It is run by Egerton University, which had opened it in 2012."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = read_encoder("en")
    assert found is not None
    return found


def sentences() -> list[Sentence]:
    return [
        Sentence(number, text, tuple(range(len(text))), -1, 0, "paragraph")
        for number, text in enumerate((FIRST, SECOND))
    ]


def mention(sentence: int, words: str, kind: str, after: str = "") -> Mention:
    text = (FIRST, SECOND)[sentence]
    begin = text.index(words, text.index(after))
    return Mention(sentence, begin, begin + len(words), Span(0, 1), words, kind, "annotated")


NAMES = [
    mention(0, "Nakuru Innovation Hub", "Platform"),
    mention(0, "Nakuru", "Place", after="Hub in"),
    mention(1, "Egerton University", "University"),
]


@pytest.fixture(scope="module")
def context(encoder: Encoder) -> Context:
    entities = [Entity(name.type, name.text, (), (at,)) for at, name in enumerate(NAMES)]
    cores = [entity.type for entity in entities]
    return Context(encoder, encoder.encode(sentences()), sentences(), NAMES, entities, cores)


def place(words: str) -> tuple[int, int, int]:
    return 0, FIRST.index(words), FIRST.index(words) + len(words)


def sum_of(logs: dict[object, float]) -> float:
    return sum(math.exp(log) for log in logs.values())


def test_a_relation_has_a_chance_and_the_sentences_of_its_mentions(context: Context):
    relations = context.relations
    assert all(0 < chance <= 1 for chance in relations.values())
    assert all(subject != object_ for subject, _, object_ in relations)
    assert context.witness((0, "locatedIn", 1)).sentences == (0,)
    assert context.witness((2, "operates", 0)).sentences == (0, 1)


def test_the_chances_of_whom_a_figure_is_of_make_one(context: Context):
    logs = dict(context.about(*place("120")))
    assert set(logs) == {0, 1, 2}
    assert sum_of(logs) == pytest.approx(1)
    assert max(logs, key=lambda entity: logs[entity]) == 0


def test_a_figure_is_told_and_a_year_is_none(context: Context):
    told, year = context.told(*place("120")), context.told(*place("2016"))
    assert told is not None
    assert year is not None
    assert told > year


def test_the_chances_of_kinds_and_of_years_make_one(context: Context):
    kinds, years = context.kinds(*place("45")), context.dated(*place("120"))
    assert sum_of(dict(kinds)) == pytest.approx(1)
    assert max(kinds, key=lambda kind: kinds[kind]) == "share"
    assert set(years) == {"", "2016", "2012"}
    assert sum_of(dict(years)) == pytest.approx(1)
    assert max(years, key=lambda year: years[year]) == "2016"


def test_the_unit_of_a_number_is_read(context: Context, encoder: Encoder):
    of, per = context.units(*place("45"))
    assert (tuple(of), tuple(per)) == ((*encoder.bases, OTHER), (*encoder.rates, OTHER))
    assert max(of, key=lambda unit: of[unit]) == "percent"
    assert max(per, key=lambda unit: per[unit]) == ""
    assert context.units(7, 0, 3) == ({}, {})


def test_the_words_of_an_indicator_are_likelier_than_others(context: Context):
    words = ["In", "farmers", "trained"]
    small, counted, done = context.worded(0, place("120")[1:], [place(word)[1:] for word in words])
    assert small is not None
    assert counted is not None
    assert done is not None
    assert small < min(counted, done)


def test_a_clause_has_the_chances_of_all_classes_of_statements(context: Context, encoder: Encoder):
    chances = context.clauses(1, 0, len(SECOND))
    assert tuple(chances) == encoder.statements
    assert sum(chances.values()) == pytest.approx(1, abs=1e-3)


def test_of_what_stands_outside_of_sentences_nothing_is_said(context: Context):
    assert context.told(7, 0, 3) is None
    assert context.about(7, 0, 3) == {}
    assert context.clauses(7, 0, 3) == {}
    assert context.worded(7, (0, 3), [(0, 3)]) == [None]


def test_the_same_sentences_are_read_the_same_way_each_time(encoder: Encoder):
    one, other = (encoder.encode(sentences()) for _ in range(2))
    assert all((a.hidden == b.hidden).all() for a, b in zip(one.windows, other.windows, strict=True))
