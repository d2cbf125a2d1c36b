from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SECTIONS = ("**Question.**", "## Method", "## Result", "## Interpretation", "## References")


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_there_are_notebooks():
    assert NOTEBOOKS


def test_a_notebook_is_valid_and_its_outputs_are_stripped(path: Path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


def test_a_notebook_asks_tells_how_shows_reads_and_refers(path: Path):
    text = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown")
    places = [text.find(section) for section in SECTIONS]
    assert -1 not in places
    assert places == sorted(places)


@pytest.fixture(scope="session")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to run notebooks in, beside the documents; the first to need a graph builds it, the others find it."""
    root = tmp_path_factory.mktemp("workplace")
    (root / "data").symlink_to(ROOT / "data")
    (root / "notebooks").mkdir()
    return root / "notebooks"


@pytest.mark.slow
def test_a_notebook_runs_from_a_clean_kernel(path: Path, workplace: Path):
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(workplace)}}).execute()
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")
    assert [cell.source for cell in notebook.cells if shows_nothing(cell)] == []


def shows_nothing(cell: nbformat.NotebookNode) -> bool:
    """Whether a cell shows an empty table, which it may where it has the tag `may-be-empty`."""
    shown = [output.get("data", {}).get("text/plain", "") for output in cell.get("outputs", [])]
    return "may-be-empty" not in cell.metadata.get("tags", []) and any("Empty DataFrame" in text for text in shown)
