"""Tables of analysis as figures, written as SVG or PNG; the same table makes the same file, byte for byte.

Cleveland, W. S. and McGill, R. (1984). Graphical perception: theory, experimentation, and application to the
development of graphical methods. Journal of the American Statistical Association 79(387), 531-554.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innograph.errors import ExportError
from innograph.query import Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SUFFIXES = (".svg", ".png")
ROWS = 30
_MOST = 200
_INK, _PALE, _SOFT = "#24505f", "#8ba3ab", "#b9c9cf"
_HUES = ("#24505f", "#c2703d", "#6d8f3c", "#7d5a9b", "#b09a2c", "#8a8a8a")


def draw_ranks(table: Table, *, title: str = "", top: int = ROWS) -> Figure:
    """The ranks of a table as dots, first above, each with the line of its interval.

    Args:
        table: with the columns entity, rank, low and high.
        title: above the figure.
        top: how many rows; 0 for all, as far as a figure can be high (200).
    """
    names, ranks, lows, highs = (column(table, name)[: _fit(top)] for name in ("entity", "rank", "low", "high"))
    figure, axes = _canvas(len(names), title)
    places = range(len(names))
    for at, low, high in zip(places, lows, highs, strict=True):
        if low is not None and high is not None:
            axes.plot([low, high], [at, at], color=_SOFT, linewidth=4, solid_capstyle="round", zorder=1)
    axes.scatter(ranks, places, color=_INK, s=26, zorder=2)
    greatest = max([1, *(rank for rank in (*ranks, *highs) if rank is not None)])
    if greatest > 50:
        axes.set_xscale("log")
        axes.set_xlim(0.8, greatest * 1.2)
        axes.xaxis.set_major_formatter("{x:g}")
    axes.set_xlabel("rank, with its interval" if any(low is not None for low in lows) else "rank")
    _name_rows(axes, names)
    return figure


def draw_bars(table: Table, values: Sequence[str], *, names: str, title: str = "", top: int = ROWS) -> Figure:
    """One bar a row, first above, stacked of several columns where there are several.

    Args:
        table: any table.
        values: the columns of numbers.
        names: the column of what the bars are called.
        title: above the figure.
        top: how many rows; 0 for all, as far as a figure can be high (200).
    """
    labels = [str(name) for name in column(table, names)[: _fit(top)]]
    figure, axes = _canvas(len(labels), title)
    lefts = [0.0] * len(labels)
    for value, hue in zip(values, _HUES, strict=False):
        widths = [float(cell or 0) for cell in column(table, value)[: _fit(top)]]
        axes.barh(range(len(labels)), widths, left=lefts, color=hue, height=0.7, label=value)
        lefts = [left + width for left, width in zip(lefts, widths, strict=True)]
    if len(values) > 1:
        figure.legend(frameon=False, loc="outside lower center", ncols=len(values), fontsize=9)
    else:
        axes.set_xlabel(values[0])
    if all(isinstance(cell, int | None) for value in values for cell in column(table, value)):
        axes.xaxis.get_major_locator().set_params(integer=True)
    _name_rows(axes, labels)
    return figure


def draw_moves(table: Table, *, title: str = "", top: int = ROWS) -> Figure:
    """The ranks of a comparison, before as a ring and after as a dot; what moved beyond chance is dark.

    Args:
        table: the ranks of `innograph.analysis.compare_networks`.
        title: above the figure.
        top: how many rows; 0 for all, as far as a figure can be high (200).
    """
    told = ("entity", "before", "after", "beyond chance")
    names, befores, afters, beyond = (column(table, name)[: _fit(top)] for name in told)
    figure, axes = _canvas(len(names), title)
    for at, (before, after, sure) in enumerate(zip(befores, afters, beyond, strict=True)):
        hue = _INK if sure == "yes" else _PALE
        axes.plot([before, after], [at, at], color=hue, linewidth=1.5, zorder=1)
        axes.scatter([before], [at], facecolor="white", edgecolor=hue, s=30, zorder=2)
        axes.scatter([after], [at], color=hue, s=34, zorder=3)
    axes.set_xlabel("rank, from before (ring) to after (dot)")
    _name_rows(axes, names)
    return figure


def draw_lines(
    table: Table, x: str, values: Sequence[str], *, by: str = "", span: Sequence[str] = (), title: str = ""
) -> Figure:
    """One line a column of numbers, or a value of another column, over a column of numbers.

    Args:
        table: any table.
        x: the column of what goes to the right.
        values: the columns of the lines; of one only where `by` is given.
        by: the column that tells which line a row belongs to.
        span: the columns of the lower and the upper end of an interval, which is shaded.
        title: above the figure.
    """
    figure, axes = _canvas(10, title)
    over = column(table, x)
    if span:
        low, high = (column(table, name) for name in span)
        axes.fill_between(over, low, high, color=_SOFT, alpha=0.5, linewidth=0)
    for number, value in enumerate(values):
        kinds = column(table, by) if by else [value] * len(over)
        for at, kind in enumerate(dict.fromkeys(kinds)):
            points = [
                (one, other)
                for one, other, own in zip(over, column(table, value), kinds, strict=True)
                if own == kind and one is not None and other is not None
            ]
            axes.plot(*zip(*points, strict=True), color=_HUES[(number + at) % len(_HUES)], label=str(kind))
    axes.set_xlabel(x)
    if len(values) > 1 or by:
        axes.legend(frameon=False)
    else:
        axes.set_ylabel(values[0])
    return figure


def write_plot(figure: Figure, path: str | Path) -> Path:
    """Write a figure in the format of the file's suffix, with no date in it.

    Raises:
        ExportError: the suffix is neither .svg nor .png, or the file cannot be written.
    """
    import matplotlib as mpl

    target = Path(path)
    if target.suffix not in SUFFIXES:
        raise ExportError(
            f"{str(target)!r} has the unknown suffix {target.suffix!r}. A plot can be: {', '.join(SUFFIXES)}."
        )
    metadata: dict[str, Any] = {"Date": None} if target.suffix == ".svg" else {"Software": None}
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Names may have characters that the font lacks; they are then boxes in PNG, and right in SVG.
        with mpl.rc_context({"svg.hashsalt": "innograph", "svg.fonttype": "none"}), warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            figure.savefig(target, metadata=metadata, dpi=150)
    except OSError as error:
        raise ExportError(f"File {str(target)!r} cannot be written: {error.strerror}.") from error
    return target


def column(table: Table, name: str) -> list[Any]:
    """The cells of a column, from the first row to the last."""
    at = table.columns.index(name)
    return [row[at] for row in table.rows]


def _canvas(rows: int, title: str) -> tuple[Figure, Axes]:
    """A figure high enough for some rows, drawn without any window."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, max(2.4, 1.2 + 0.28 * rows)), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="x", color="#e4eaec")
    axes.set_axisbelow(True)
    if title:
        axes.set_title(title, loc="left", fontsize=11)
    return figure, axes


def _fit(top: int) -> int:
    return min(top or _MOST, _MOST)


def _name_rows(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), [_short(name) for name in names], fontsize=9)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)


def _short(name: object, longest: int = 42) -> str:
    text = str(name).replace("$", r"\$")
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
