"""What tests of the audit need: graphs of a few sentences, and their findings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import innograph as ig

FRONT = "---\ntitle: {name}\nplace: Linhai\ndate: 2020\n---\n\n# Text\n\n"


@pytest.fixture
def audited(tmp_path: Path) -> Callable[..., ig.KnowledgeGraph]:
    """Makes a graph of documents on the city of Linhai: `audited(yearbook="...", review="...")`."""

    def build(**texts: str) -> ig.KnowledgeGraph:
        for name, text in texts.items():
            (tmp_path / f"{name}.md").write_text(FRONT.format(name=name.capitalize()) + text + "\n", encoding="utf-8")
        return ig.build(*sorted(tmp_path.glob("*.md")), out=tmp_path / "kg")

    return build


@pytest.fixture
def reasons(audited: Callable[..., ig.KnowledgeGraph]) -> Callable[..., dict[str, set[str]]]:
    """For documents on Linhai what the audit of the figures says, each with the documents that it rests on."""

    def find(**texts: str) -> dict[str, set[str]]:
        table = audited(**texts).ask("audit-findings")
        because, document = table.columns.index("because"), table.columns.index("document")
        found: dict[str, set[str]] = {}
        for row in table:
            found.setdefault(str(row[because]), set()).add(str(row[document]))
        return found

    return find
