from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from innograph.analysis import plots
from innograph.errors import ExportError
from innograph.query import Table

RANKS = Table(
    ("rank", "low", "high", "entity", "degree", "mentions"),
    ((1, 1, 2, "Shenzhen", 9, 4), (2, 1, 80, "深圳大学 $x$ <b>", 3, 8), (3, None, None, "a name " * 20, 1, None)),
)
MOVES = Table(("entity", "before", "after", "beyond chance"), (("A", 3.5, 1.0, "yes"), ("B", 1.0, 2.0, None)))
CURVES = Table(
    ("removed", "strategy", "left"), ((0, "degree", 1.0), (1, "degree", 0.4), (0, "random", 1.0), (1, "random", None))
)
DRAWN = {
    "ranks": lambda: plots.draw_ranks(RANKS, title="Central"),
    "bars": lambda: plots.draw_bars(RANKS, ["degree"], names="entity"),
    "stacks": lambda: plots.draw_bars(RANKS, ["degree", "mentions"], names="entity"),
    "moves": lambda: plots.draw_moves(MOVES),
    "lines": lambda: plots.draw_lines(CURVES, "removed", ["left"], by="strategy"),
    "span": lambda: plots.draw_lines(RANKS, "degree", ["rank"], span=("rank", "degree")),
    "columns": lambda: plots.draw_lines(RANKS, "rank", ["degree", "mentions"]),
}


def words(path: Path) -> str:
    """The text of an SVG, in one line."""
    return " ".join(" ".join(element.itertext()) for element in ET.parse(path).iter("{http://www.w3.org/2000/svg}text"))


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_a_plot_is_the_same_each_time(name: str, suffix: str, tmp_path: Path):
    one, two = (plots.write_plot(DRAWN[name](), tmp_path / f"{turn}{suffix}").read_bytes() for turn in "ab")
    assert one == two
    assert one.startswith(b"<?xml" if suffix == ".svg" else b"\x89PNG")


def test_a_plot_names_what_it_shows(tmp_path: Path):
    ranks = words(plots.write_plot(DRAWN["ranks"](), tmp_path / "new" / "ranks.svg"))
    for word in ("Central", "Shenzhen", "深圳大学 $x$ <b>", "rank, with its interval", "…"):
        assert word in ranks
    assert {"A", "B"} <= set(words(plots.write_plot(DRAWN["moves"](), tmp_path / "moves.svg")).split())
    assert {"degree", "random", "removed"} <= set(words(plots.write_plot(DRAWN["lines"](), tmp_path / "l.svg")).split())


@pytest.mark.parametrize("draw", ["draw_ranks", "draw_moves"])
def test_an_empty_table_can_be_drawn(draw: str, tmp_path: Path):
    empty = Table((*RANKS.columns, *MOVES.columns[1:]), ())
    assert plots.write_plot(getattr(plots, draw)(empty), tmp_path / "empty.png").stat().st_size > 0


def test_a_wrong_file_is_refused(tmp_path: Path):
    with pytest.raises(ExportError, match=r"unknown suffix '.pdf'. A plot can be: .svg, .png"):
        plots.write_plot(DRAWN["moves"](), tmp_path / "plot.pdf")
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="cannot be written"):
        plots.write_plot(DRAWN["moves"](), tmp_path / "file" / "plot.svg")
