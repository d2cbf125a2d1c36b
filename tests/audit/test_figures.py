from __future__ import annotations

import pytest

# What two documents tell, and what the audit must say of it.
YEARBOOK = """In 2019 the total exports of Linhai were 210 billion yuan.

The fiscal spending on science and technology of Linhai was 4.12 billion yuan in 2018.

The fiscal spending on science and technology of Linhai was 5.18 billion yuan in 2019.

The number of invention patents of Linhai ranked third in the country in 2019.

In 2019, Linhai had 1,643 registered makerspaces."""
REVIEW = """In 2019 the high-tech exports of Linhai were 84 billion yuan.

High-tech exports of Linhai made up 65 percent of the total exports in 2019.

The fiscal spending on science and technology of Linhai grew by 92 percent in 2019.

The number of invention patents of Linhai ranked fifth in the country in 2019.

In 2019, Linhai had 1,463 registered makerspaces."""
AGREES = (
    REVIEW.replace("65 percent", "40 percent")
    .replace("92 percent", "25.7 percent")
    .replace("fifth", "third")
    .replace("1,463", "1,643")
)
BOTH = {"yearbook.md", "review.md"}


def test_figures_of_two_documents_are_set_against_each_other(reasons):
    found = reasons(yearbook=YEARBOOK, review=REVIEW)
    assert found == {
        "84 billion yuan of 210 billion yuan is 40 percent; the text says 65 percent": BOTH,
        "from 4.12 billion yuan to 5.18 billion yuan is 25.7282 percent; the text says 92 percent": BOTH,
        "invention patents is told as fifth and as third": BOTH,
        "registered makerspaces is told as 1,463 and as 1,643 (two digits that stand side by side are swapped)": BOTH,
    }


def test_figures_of_two_documents_that_agree_are_checked(audited):
    counts = audited(yearbook=YEARBOOK, review=AGREES).manifest.counts
    assert (counts["checked"], counts["agreeing"], counts["findings"]) == (10, 10, 0)


@pytest.mark.parametrize(
    "review",
    [
        "In 2018, Linhai had 1,463 registered makerspaces.",
        "In 2019, Tarnow had 1,463 registered makerspaces.",
        "The fiscal spending on science and technology of Linhai grew by 92 percent in 2017.",
        "High-tech exports of Linhai made up 65 percent of the total exports of Tarnow in 2019.",
        "In 2019, Linhai had more than 1,400 registered makerspaces.",
    ],
    ids=["another year", "another place", "another growth", "another whole", "a bound"],
)
def test_figures_of_other_times_and_things_do_not_disagree(reasons, review: str):
    assert reasons(yearbook=YEARBOOK, review=review) == {}


@pytest.mark.parametrize(
    "text",
    [
        "The collateral asked for often represents 150 percent of the credit.",
        "The number of firms in Linhai rose from 85 in 2019 to 264 in 2020, and their capital reached 410 million "
        "yuan, a growth of 72 percent.",
        "At the end of 2013 the firm made 46 tons of lanolin (in 2010: 12 tons), of which 88 percent went abroad.",
    ],
    ids=["more than what it is compared with", "the growth of something else", "a part of another year"],
)
def test_what_only_looks_like_a_slip_is_none(reasons, text: str):
    assert reasons(report=text) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The centre of Linhai has registered 2,846 micro, small and medium enterprises up to March 2016, out of "
            "which 1,139 i.e. 31 percent are in brass-ware, 684 in agro-processing.",
            "1,139 of 2,846 is 40.0211 percent; the text says 31 percent",
        ),
        (
            "In 2019 of the total investment of Linhai of 41.25 million yuan 63 percent was spent, that is "
            "18.7 million yuan.",
            "63 percent of 41.25 million yuan is 25,987,500; the text says 18.7 million yuan",
        ),
        pytest.param(
            "The State of Linhai applied R$ 1.52 billion in science in the period 2012-2018, being R$ 931 million "
            "(72 percent) from its foundation, whose link of 1 percent of the tax revenue was not always kept.",
            "R$ 931 million of R$ 1.52 billion is 61.25 percent; the text says 72 percent",
        ),
    ],
    ids=["far behind its total", "told by its share", "with a share of something else behind"],
)
def test_a_part_is_held_against_its_total(reasons, text: str, said: str):
    assert list(reasons(report=text)) == [said]
