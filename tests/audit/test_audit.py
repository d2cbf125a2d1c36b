from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import innograph as ig
from innograph.audit.figures import interval_of

HERE = Path(__file__).parent
# What is planted: a word of the figure's indicator, and what the finding must say of it.
PLANTED = {
    "a part ten times too large": "64.3 percent of 20.4 billion yuan is 13,117,200,000",
    "a share that is not that of its part": "1,139 of 2,846 is 40.0211 percent; the text says 31 percent",
    "a total ten times too large": "914,000,000,000; the text says 9,140 billion yuan (a factor of 10",
    "a total with a wrong digit": "46 + 22 + 17 + 9 + 14 is 108; the text says 118 (one digit differs)",
    "a total with swapped digits": "311 + 140 + 22 + 96 is 569; the text says 596 (two digits",
    "a growth that is not that of its levels": "from 212 to 263 is 24.0566 percent; the text says 42 percent",
    "a multiple taken for a growth": "3.48 times is a growth of 248 percent; the text says 348 percent",
    "a month that is not a twelfth of its year": "a twelfth of 127,757 yuan is 10,646.4; the text says 1,064.6",
    "a rank against those named above it": "second only to Beijing, Shanghai makes 3; the text says fourth",
    "a rank against levels": "1 of 52,720, 27,139 are above 31,075, which is said to be third",
    "a figure told twice": "told as 48.37 billion yuan and as 43.87 billion yuan (two digits",
    "a part larger than its whole": "120 percent of the total exports of the city: no part is more than the whole",
    "a time to come": "told as reached in 2022, in a document of 2020",
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> ig.KnowledgeGraph:
    return ig.build(HERE / "planted.md", out=tmp_path_factory.mktemp("planted") / "kg")


@pytest.fixture(scope="module")
def findings(planted: ig.KnowledgeGraph) -> list[dict[str, object]]:
    table = planted.ask("audit-findings")
    return [dict(zip(table.columns, row, strict=True)) for row in table]


MISSED = "a month that is not a twelfth of its year"
MISSING = pytest.mark.xfail(strict=True, reason="two salaries that one sentence names each take the words of both")


@pytest.mark.parametrize(
    "said", [pytest.param(said, id=slip, marks=MISSING if slip == MISSED else ()) for slip, said in PLANTED.items()]
)
def test_a_planted_slip_is_found_with_its_arithmetic(said: str, findings: list[dict[str, object]]):
    assert [row for row in findings if said in str(row["because"])]


def test_nothing_else_is_found_in_the_planted_text(findings: list[dict[str, object]], planted: ig.KnowledgeGraph):
    others = {row["because"] for row in findings if not any(said in str(row["because"]) for said in PLANTED.values())}
    assert others == set()
    assert planted.manifest.counts["findings"] == len(PLANTED) - 1


def test_a_finding_leads_to_every_sentence_it_rests_on(findings: list[dict[str, object]]):
    quotes = [row["quote"] for row in findings if "second only to" in str(row["because"])]
    assert any("ranked fourth" in str(quote) for quote in quotes)
    assert any("second only to Beijing" in str(quote) for quote in quotes)


def test_no_figure_is_changed(findings: list[dict[str, object]], planted: ig.KnowledgeGraph):
    (row,) = [row for row in findings if "20.4 billion" in str(row["because"])]
    assert row["value"] == 131_200_000_000
    assert row["expected"] == pytest.approx(13_117_200_000, rel=1e-3)
    assert planted.validate().conforms
    assert planted.verify().faults == ()


def test_the_sample_documents_hold_no_slip(corpus_graph: ig.KnowledgeGraph):
    assert corpus_graph.manifest.counts["findings"] == 0
    assert corpus_graph.manifest.counts["checked"] == corpus_graph.manifest.counts["agreeing"] > 0


@pytest.mark.parametrize(
    ("value", "written", "bound", "exact", "low", "high"),
    [
        ("45.5", "45.5 percent", "", False, "45.4", "45.6"),
        ("1643", "1,643", "", True, "1643", "1643"),
        ("127757", "127,757 yuan", "", False, "127756", "127758"),
        ("30000", "30,000", "", True, "29000", "31000"),
        ("200000000000", "200 billion yuan", "", False, "190000000000", "210000000000"),
        ("100", "more than 100", "min", True, "90", "110"),
        ("80", "nearly 80", "approx", False, "72", "88"),
        ("3", "third", "", True, "3", "3"),
    ],
)
def test_a_figure_is_as_precise_as_it_is_written(value, written, bound, exact, low, high):
    interval = interval_of(Decimal(value), written, bound, exact=exact)
    assert (interval.low, interval.high) == (Decimal(low), Decimal(high))
