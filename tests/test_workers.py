from __future__ import annotations

from pathlib import Path

import pytest

import innograph as ig
from innograph import workers
from innograph.errors import SettingsError
from innograph.settings import Settings

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_documents_read_side_by_side_make_the_same_graph(
    tmp_path: Path, corpus_graph: ig.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(workers, "_WORTH", 1)
    told: list[tuple[str, int, int]] = []
    kg = ig.build(ROOT / "data" / "corpus", out=tmp_path / "kg", workers=2, progress=lambda *step: told.append(step))
    assert kg.manifest.digest == corpus_graph.manifest.digest
    assert [number for _, number, _ in told] == list(range(1, len(told) + 1))
    assert kg.build_report is not None
    assert sorted(source for source, *_ in told) == sorted(kg.build_report.read)


def test_what_goes_wrong_in_another_process_is_told(tmp_path: Path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(f"The park {name} grew. " * 6000, encoding="utf-8")
    with pytest.raises(SettingsError, match="spaCy model 'none' is not installed"):
        ig.build(tmp_path, out=tmp_path / "kg", settings=Settings(model="none"), workers=2)
