from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from innograph.gazetteer import COLUMNS, read_table
from innograph.ontology import read_ontology
from innograph.resources import gazetteer_folder

TABLES = sorted(gazetteer_folder().glob("*.tsv"))
pytestmark = pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)


def test_it_begins_with_the_header_and_every_row_has_six_columns(path: Path):
    lines = path.read_text(encoding="utf-8").split("\n")
    assert lines[0].split("\t") == list(COLUMNS)
    assert lines[-1] == ""
    wrong = [number for number, line in enumerate(lines[1:-1], 2) if line.count("\t") != len(COLUMNS) - 1]
    assert wrong == []


def test_every_cell_is_clean(path: Path):
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")[1:-1], 2):
        cells = line.split("\t")
        assert all(cell == cell.strip() and "  " not in cell for cell in cells), number
        assert cells[5] in ("", "exact"), number
        assert not cells[2] or all(alias.strip(" !") for alias in cells[2].split("|")), number


def test_every_type_is_a_class_of_entities(path: Path):
    ontology = read_ontology()
    kinds = {entry.type for entry, _ in read_table(path)}
    assert kinds
    assert kinds <= ontology.classes
    assert all("Entity" in ontology.ancestors(kind) for kind in kinds)


def test_every_wikidata_id_is_one_and_leads_to_one_thing(path: Path):
    ids = [entry.wikidata for entry, _ in read_table(path) if entry.wikidata]
    assert all(re.fullmatch(r"Q[1-9]\d*", number) for number in ids)
    assert [number for number, times in Counter(ids).items() if times > 1] == []


def test_no_name_stands_twice(path: Path):
    names = Counter(entry.name for entry, _ in read_table(path))
    assert [name for name, times in names.items() if times > 1] == []


def test_no_entry_repeats_a_name_of_its_own(path: Path):
    for entry, _ in read_table(path):
        forms = [form.rstrip("!") for form in (entry.name, *entry.aliases)]
        assert len(set(forms)) == len(forms), entry.name
