from __future__ import annotations

from pathlib import Path

import pytest

from innograph.analysis import sectors
from innograph.analysis.sectors import NO_SECTOR, SECTORS, find_sectors
from innograph.errors import OntologyError
from innograph.ontology import ENTITY_CLASSES, ORGANISATION_CLASSES, read_ontology

ONTOLOGY = read_ontology()
HIERARCHY = {name: ONTOLOGY.ancestors(name) for name in ONTOLOGY.classes if "Entity" in ONTOLOGY.ancestors(name)}


def test_every_class_of_entities_is_of_one_known_sector():
    found = find_sectors(HIERARCHY)
    assert set(found) == set(HIERARCHY)
    assert set(found.values()) == {*SECTORS, NO_SECTOR}


def test_every_organisation_of_the_guide_has_a_sector_and_no_place_or_policy_has():
    found = find_sectors(HIERARCHY)
    assert all(found[name] != NO_SECTOR for name in ORGANISATION_CLASSES)
    silent = set(ENTITY_CLASSES) - set(ORGANISATION_CLASSES) - {"StakeholderGroup"}
    assert {found[name] for name in silent} == {NO_SECTOR}


@pytest.mark.parametrize(
    ("name", "sector"),
    [("Court", "government"), ("Bank", "intermediary"), ("VentureCapitalFirm", "intermediary"), ("City", "none"),
     ("GuideFund", "government"), ("MediaOrganisation", "society"), ("Association", "intermediary")],
)  # fmt: skip
def test_the_nearest_listed_class_above_gives_the_sector(name: str, sector: str):
    assert find_sectors(HIERARCHY)[name] == sector


def test_the_table_lists_only_classes_of_the_ontology():
    assert set(sectors._read_sectors()) <= set(HIERARCHY)


def test_an_unknown_sector_in_the_table_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "sectors.toml").write_text('[sectors]\nindustrie = ["Enterprise"]\n', encoding="utf-8")
    monkeypatch.setattr(sectors, "ontology_folder", lambda: tmp_path)
    sectors._read_sectors.cache_clear()
    with pytest.raises(OntologyError, match=r"'industrie'.*Known: university, industry"):
        find_sectors({"Enterprise": {"Enterprise"}})
    sectors._read_sectors.cache_clear()
