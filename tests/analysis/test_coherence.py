from __future__ import annotations

import pytest

import innograph as ig
from innograph.analysis.coherence import GAPS
from innograph.errors import QueryError

PLAN = """---
title: Plan of Shenzhen
place: Shenzhen
date: 2015
---

# Plan

The Municipal Government issued the Plan for Blue Growth.

By 2018, the number of makerspaces in Shenzhen will reach 50.

By 2018, the number of registered incubators in Shenzhen will reach 30.

By 2019, the number of invention patents in Shenzhen will reach 900.

Shenzhen lacks skilled engineers. To solve the shortage of skilled engineers, Huawei should train 200 engineers by 2018.
More laboratories should be opened.

The Seagull Programme trains fishermen.
"""
REVIEW = """---
title: Review of Shenzhen
place: Shenzhen
date: 2020
---

# Review

In 2018, the number of makerspaces in Shenzhen was 41.

In 2019, the number of registered incubators in Shenzhen was 36.

In 2016, the number of invention patents in Shenzhen was 700.

Guangzhou faces a lack of venture capital.
"""


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> ig.KnowledgeGraph:
    folder = tmp_path_factory.mktemp("coherence")
    for name, text in (("plan.md", PLAN), ("review.md", REVIEW)):
        (folder / name).write_text(text, encoding="utf-8")
    return ig.build(folder / "plan.md", folder / "review.md", out=folder / "kg")


def counted(kg: ig.KnowledgeGraph, by: str, name: str) -> dict[object, tuple[object, object]]:
    return {gap: (count, of) for where, gap, count, of, _ in kg.coherence(by=by) if where == name}


def test_gaps_are_counted_out_of_what_may_have_them(kg: ig.KnowledgeGraph):
    assert counted(kg, "document", "plan.md") == {
        "challenges without measure": (0, 1),
        "measures without owner": (1, 5),
        "measures without time": (1, 5),
        "measures without money": (5, 5),
        "measures without figure": (1, 5),
        "policies without target": (1, 1),
        "programmes without funder": (1, 1),
        "targets without level": (2, 4),
        "targets missed": (1, 2),
    }


def test_a_gap_belongs_to_the_place_that_it_is_about(kg: ig.KnowledgeGraph):
    assert counted(kg, "place", "Guangzhou") == {"challenges without measure": (1, 1)}
    assert counted(kg, "place", "Shenzhen")["challenges without measure"] == (0, 1)
    assert counted(kg, "document", "review.md") == {"challenges without measure": (1, 1)}


def test_a_word_leaves_only_the_documents_that_have_it(kg: ig.KnowledgeGraph):
    assert {row[0] for row in kg.coherence(word="REVIEW")} == {"review.md"}
    assert len(kg.coherence(by="place", word="nowhere")) == 0


def test_the_share_is_that_of_the_counts(kg: ig.KnowledgeGraph):
    table = kg.coherence()
    assert table.columns == ("document", "gap", "count", "of", "share")
    assert all(share == pytest.approx(count / of, abs=5e-4) for _, _, count, of, share in table)


def test_gaps_are_counted_by_nothing_else(kg: ig.KnowledgeGraph):
    with pytest.raises(QueryError) as raised:
        kg.coherence(by="places")
    assert str(raised.value) == ("Gaps cannot be counted by 'places'. Did you mean 'place'? Known: document, place.")


@pytest.mark.parametrize("gap", GAPS, ids=lambda gap: gap.name)
def test_each_count_is_that_of_the_question_that_lists_the_gap(corpus_graph: ig.KnowledgeGraph, gap):
    given = {"only": "planned|proposed"} if "measures" in gap.name else {}
    answer = corpus_graph.ask(gap.question, word="", **given)
    columns = [answer.columns.index(name) for name in gap.key]
    lacks = answer.columns.index(gap.lacks) if gap.lacks else -1
    listed = {tuple(row[at] for at in columns) for row in answer if lacks < 0 or row[lacks] == "not told"}
    for by in ("document", "place"):
        rows = [row for row in corpus_graph.coherence(by=by) if row[1] == gap.name]
        assert sum(int(row[2] or 0) for row in rows) == len(listed)


def test_a_level_of_its_time_or_later_decides_on_a_target(kg: ig.KnowledgeGraph):
    missed = kg.ask("missed-targets")
    assert [(row[2], row[5], row[7]) for row in missed] == [(50, 41, -9)]
    assert [row[2] for row in kg.ask("targets-without-level", word="patents")] == [900]
    assert [row[2] for row in kg.ask("targets-without-level")] == [200, 900]
