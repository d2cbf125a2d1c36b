from __future__ import annotations

import re

import pytest

from innograph.latex import escape_latex, write_latex
from innograph.query import Table

SPECIAL = "\\ { } $ & % # _ ~ ^"


def test_every_special_character_is_escaped():
    escaped = escape_latex(SPECIAL)
    bare = re.sub(r"\\(textbackslash|textasciitilde|textasciicircum)\{\}|\\[{}$&%#_]", "", escaped)
    assert bare.split() == []
    assert escape_latex("R&D: 50% of C#_users") == r"R\&D: 50\% of C\#\_users"


def test_each_row_has_all_its_cells():
    text = write_latex(["a&b", "n"], [["x & y", 1], ["line\nbreak", None]])
    rows = [line.strip() for line in text.splitlines() if line.endswith(r"\\")]
    assert rows == [r"a\&b & n \\", r"x \& y & 1 \\", r"line break &  \\"]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [(0.123456789, "0.123457"), (-2, "$-2$"), (3e-9, r"$3 \times 10^{-9}$"), (1234567.0, r"$1.23457 \times 10^{6}$")],
)
def test_numbers_are_set_as_numbers(cell: float, shown: str):
    assert f"    {shown} \\\\" in write_latex(["n"], [[cell]]).splitlines()


def test_columns_of_numbers_stand_to_the_right():
    assert r"\begin{tabular}{lrl}" in write_latex(["a", "b", "c"], [["x", 1, None], ["y", None, None]])


def test_a_table_carries_its_note_and_caption():
    table = Table(("entity",), (("A",),), note="Rank by degree; 97.5 % points.")
    text = table.to_latex(caption="Who is 1st & 2nd")
    assert r"\caption{Who is 1st \& 2nd}" in text
    assert r"\footnotesize Rank by degree; 97.5 \% points." in text
    assert text.count(r"\begin") == text.count(r"\end") == 2
