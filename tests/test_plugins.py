from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from innograph.documents import read_document
from innograph.errors import DocumentError
from innograph.plugins import text_readers

READER = "def read(path):\n    return path.read_text(encoding='utf-8').upper()\n"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package that brings a reader of .shout files, installed for one test."""
    information = tmp_path / "site" / "shout-1.0.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: shout\nVersion: 1.0\n", encoding="utf-8")
    (information / "entry_points.txt").write_text("[innograph.readers]\n.shout = shout:read\n", encoding="utf-8")
    (tmp_path / "site" / "shout.py").write_text(READER, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path / "site")
    text_readers.cache_clear()
    yield
    text_readers.cache_clear()


def test_a_package_can_bring_a_reader(installed: None, tmp_path: Path):
    path = tmp_path / "report.shout"
    path.write_text("makers came.", encoding="utf-8")
    assert read_document(path).text == "MAKERS CAME."


def test_a_reader_that_was_brought_is_among_the_formats_read(installed: None, tmp_path: Path):
    path = tmp_path / "report.xyz"
    path.write_text("text", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"Formats read: \.markdown, \.md, \.shout, \.text, \.txt\.$"):
        read_document(path)


def test_without_packages_there_are_none():
    text_readers.cache_clear()
    assert text_readers() == {}
