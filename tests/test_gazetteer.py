from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.errors import LexiconError
from innograph.gazetteer import COLUMNS, Entry, Gazetteer, read_gazetteer, read_table
from innograph.resources import gazetteer_folder

ROWS = [
    (Entry("Shenzhen", "City", ("深圳",), "Guangdong", "Q15174"), False),
    (Entry("Shenzhen University", "University", ("SZU!",), "Shenzhen"), False),
    (Entry("University of Tartu", "University"), False),
    (Entry("Apple", "Enterprise"), True),
    (Entry("Mobile", "Enterprise"), True),
    (Entry("biotechnology industry", "Industry", ("biotech",)), False),
    (Entry("new energy vehicle", "Technology"), False),
    (Entry("makers", "StakeholderGroup"), False),
    (Entry("İTÜ Arı", "Platform"), False),
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(iter(ROWS))


def names(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    """What is found in a text: its characters and the entry's name."""
    return [(text[match.begin : match.end], match.entry.name) for match in gazetteer.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Shenzhen grew.", [("Shenzhen", "Shenzhen")]),
        ("SHENZHEN grew.", [("SHENZHEN", "Shenzhen")]),
        ("the shenzhen grew", []),
        ("Shenzhener, Shenzhen2, xShenzhen", []),
        ("(Shenzhen), Shenzhen-based, Shenzhen’s", [("Shenzhen", "Shenzhen")] * 3),
        ("今天深圳市很大", [("深圳", "Shenzhen")]),
        ("Shenzhen University opened.", [("Shenzhen University", "Shenzhen University")]),
        ("Shenzhen Universityx", [("Shenzhen", "Shenzhen")]),
        ("university of tartu", [("university of tartu", "University of Tartu")]),
        ("at SZU today", [("SZU", "Shenzhen University")]),
        ("at szu today, at Szu", []),
        ("today Apple grows apples; an apple a day", [("Apple", "Apple")]),
        ("Mobile Networks and China Mobile", []),
        ("its Mobile is large", [("Mobile", "Mobile")]),
        ("Mobile is what it is", []),
        ("the Biotech fair", [("Biotech", "biotechnology industry")]),
        ("two biotechnology industries", [("biotechnology industries", "biotechnology industry")]),
        ("new energy vehicles", [("new energy vehicles", "new energy vehicle")]),
        ("each maker and many makers", [("makers", "makers")]),
        ("", []),
    ],
)
def test_names_are_found_as_whole_words_with_their_capitals(
    gazetteer: Gazetteer, text: str, found: list[tuple[str, str]]
):
    assert names(gazetteer, text) == found


def test_a_name_with_a_capital_that_lowers_to_two_characters_is_found(gazetteer: Gazetteer):
    assert names(gazetteer, "at İTÜ Arı today") == [("İTÜ Arı", "İTÜ Arı")]


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("battery industries", "battery industry"),
        ("battery industry", "battery industries"),
        ("robot", "robots"),
        ("robots", "robot"),
        ("glasses", "glass"),
        ("switches", "switch"),
    ],
)
def test_a_term_in_lower_case_is_known_in_both_numbers(written: str, other: str):
    gazetteer = Gazetteer(iter([(Entry(written, "Technology"), False)]))
    assert names(gazetteer, f"many {other} here") == [(other, written)]


@pytest.mark.parametrize("written", ["analytics", "synthesis", "software", "Robot"])
def test_a_term_that_has_no_other_number_is_left_alone(written: str):
    gazetteer = Gazetteer(iter([(Entry(written, "Technology"), False)]))
    assert names(gazetteer, f"{written[:-1]} and {written}s") == []


def test_the_first_of_two_entries_of_one_name_counts():
    gazetteer = Gazetteer(iter([(Entry("Nokia", "Enterprise"), False), (Entry("Nokia", "City"), False)]))
    assert gazetteer.entries["Nokia"].type == "Enterprise"
    assert [match.entry.type for match in gazetteer.find("Nokia grew.")] == ["Enterprise"]


def test_a_name_whose_capitals_must_match_is_looked_up(gazetteer: Gazetteer):
    entry = gazetteer.look_up("Apple")
    assert entry is not None
    assert entry.name == "Apple"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Byd grew, and so did Zte.", [("Byd", "BYD"), ("Zte", "ZTE")]),
        ("Who knows Most of it?", []),
        ("the byd and the zte", []),
    ],
)
def test_an_acronym_that_is_no_word_is_known_where_it_is_written_like_one(text: str, found: list[tuple[str, str]]):
    assert names(read_gazetteer(), text) == found


def test_every_name_of_the_tables_is_found_in_a_sentence():
    gazetteer = read_gazetteer()
    entries = [entry for table in sorted(gazetteer_folder().glob("*.tsv")) for entry, _ in read_table(table)]
    lost = [entry.name for entry in entries if not any(m.begin == 5 for m in gazetteer.find(f"with {entry.name}, it"))]
    assert len(entries) > 5000
    assert lost == []


def test_a_name_is_looked_up_as_a_whole(gazetteer: Gazetteer):
    entry = gazetteer.look_up("SZU")
    assert entry is not None
    assert entry.name == "Shenzhen University"
    assert gazetteer.look_up("SZU grew") is None
    assert gazetteer.look_up("") is None


NAMES = ["Shenzhen", "Shenzhen University", "shenzhen", "SZU", "深圳", "Apple", "biotech industries"]
PARTS = st.sampled_from([*NAMES, "\U0001f600", "İ", "é", " ", ", ", ". ", "-", "’s ", "x", "7", "\n"])


@given(st.lists(PARTS, max_size=12).map("".join))
def test_matches_are_in_order_disjoint_and_spelled_as_a_form(text: str):
    gazetteer = Gazetteer(iter(ROWS))
    matches = gazetteer.find(text)
    ends = [0, *(match.end for match in matches)]
    forms = {"shenzhen", "深圳", "shenzhen university", "szu", "apple", "biotech", "biotechs"}
    for match, end in zip(matches, ends, strict=False):
        assert end <= match.begin < match.end <= len(text)
        assert text[match.begin : match.end].lower() in forms


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_name_between_spaces_is_found_whatever_stands_around(before: str, after: str):
    gazetteer = Gazetteer(iter([(Entry("Sentinel Town", "City"), False)]))
    text = f"{before} Sentinel Town {after}"
    assert (len(before) + 1, len(before) + 14) in [(match.begin, match.end) for match in gazetteer.find(text)]


HEADER = "\t".join(COLUMNS) + "\n"


def write(folder: Path, content: str) -> Path:
    path = folder / "some.tsv"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_table_is_read_row_by_row(tmp_path: Path):
    path = write(tmp_path, HEADER + 'The "Fund"\tFund\tF| Fund A \tShenzhen\tQ7\texact\nB\tPlace\t\t\t\t\n')
    assert list(read_table(path)) == [
        (Entry('The "Fund"', "Fund", ("F", "Fund A"), "Shenzhen", "Q7"), True),
        (Entry("B", "Place"), False),
    ]


@pytest.mark.parametrize("content", ["", "name\ttype\n", HEADER.replace("case", "exact"), "Shenzhen\tCity\t\t\t\t\n"])
def test_a_table_without_its_header_is_refused(tmp_path: Path, content: str):
    with pytest.raises(LexiconError, match=r"some\.tsv must begin with the columns name, type, aliases"):
        list(read_table(write(tmp_path, content)))


@pytest.mark.parametrize("row", ["A\tFund", "A\tFund\t\t\t\t\t", "\tFund\t\t\t\t", "A\t\t\t\t\t", ""])
def test_a_row_without_its_columns_is_named_by_its_line(tmp_path: Path, row: str):
    with pytest.raises(LexiconError, match=r"some\.tsv, line 3: .* is not a row of six columns"):
        list(read_table(write(tmp_path, f"{HEADER}B\tFund\t\t\t\t\n{row}\n")))


def test_a_folder_of_tables_is_one_gazetteer(tmp_path: Path):
    write(tmp_path, HEADER + "Alpha Lab\tPlatform\t\t\t\t\n")
    (tmp_path / "zother.tsv").write_text(HEADER + "Beta Lab\tPlatform\t\t\t\t\n", encoding="utf-8")
    gazetteer = read_gazetteer(tmp_path)
    assert set(gazetteer.entries) == {"Alpha Lab", "Beta Lab"}
    assert read_gazetteer(tmp_path) is gazetteer
