"""Small charts as SVG that stand in a page: their colours follow the page's, and what is drawn leads to its note.

Cleveland, W. S. and McGill, R. (1984). Graphical perception: theory, experimentation, and application to the
development of graphical methods. Journal of the American Statistical Association 79(387), 531-554.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

_WIDE, _HIGH, _ROW = 360, 170, 22


class Mark(NamedTuple):
    """What is drawn: a name or year, a value, and the number of the note it leads to."""

    name: str
    value: float
    note: int


class Span(NamedTuple):
    """A rank with its interval."""

    name: str
    rank: float
    low: float
    high: float


def write_number(value: float) -> str:
    """A number as people read it: with thousands, whole where it is whole, else with six figures."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.2f}"


def draw_years(marks: Sequence[Mark], *, title: str) -> str:
    """Values over years as dots, joined where each year has one.

    Args:
        marks: named by their years, in the order of time.
        title: what a screen reader says.
    """
    years = [int(mark.name) for mark in marks]
    first, last = min(years), max(years)
    low, high = min(0.0, *(mark.value for mark in marks)), max(0.0, *(mark.value for mark in marks))
    left, right, top, bottom = 14, _WIDE - 14, 22, _HIGH - 24

    def place(mark: Mark) -> tuple[float, float]:
        x = left + 20 + (right - left - 40) * (int(mark.name) - first) / max(last - first, 1)
        return round(x, 1), round(bottom - (bottom - top) * (mark.value - low) / ((high - low) or 1), 1)

    places = [place(mark) for mark in marks]
    zero = round(bottom - (bottom - top) * (0 - low) / ((high - low) or 1), 1)
    parts = [f'<path class="axis" d="M{left} {zero}H{right}"/>']
    if len(set(years)) == len(years):
        parts.append(f'<polyline class="line" points="{" ".join(f"{x},{y}" for x, y in places)}"/>')
    for mark, (x, y) in zip(marks, places, strict=True):
        parts.append(_linked(mark, f'<circle class="dot" cx="{x}" cy="{y}" r="5"/>'))
        parts.append(f'<text x="{x}" y="{y - 9}" text-anchor="middle">{write_short(mark.value)}</text>')
    for name, x in {mark.name: x for mark, (x, _) in zip(marks, places, strict=True)}.items():
        parts.append(f'<text x="{x}" y="{_HIGH - 6}" text-anchor="middle">{escape(name)}</text>')
    return _svg(parts, _HIGH, title)


def draw_bars(marks: Sequence[Mark], *, title: str) -> str:
    """Values as bars, one a row, that begin at zero.

    Args:
        marks: those shown, the first on top.
        title: what a screen reader says.
    """
    low, high = min(0.0, *(mark.value for mark in marks)), max(0.0, *(mark.value for mark in marks))
    left, right = 118, _WIDE - 62
    scale = (right - left) / ((high - low) or 1)
    zero = left - low * scale
    parts = []
    for row, mark in enumerate(marks):
        y, wide = row * _ROW + 4, round(abs(mark.value) * scale, 1)
        x = round(zero - (wide if mark.value < 0 else 0), 1)
        parts.append(f'<text x="{left - 6}" y="{y + 12}" text-anchor="end">{escape(_shorten(mark.name))}</text>')
        parts.append(_linked(mark, f'<rect class="bar" x="{x}" y="{y}" width="{max(wide, 1)}" height="{_ROW - 7}"/>'))
        parts.append(f'<text x="{round(x + wide + 5, 1)}" y="{y + 12}">{write_short(mark.value)}</text>')
    parts.append(f'<path class="axis" d="M{round(zero, 1)} 0V{len(marks) * _ROW + 2}"/>')
    return _svg(parts, len(marks) * _ROW + 4, title)


def draw_spans(spans: Sequence[Span], *, title: str) -> str:
    """Ranks as dots on the lines of their intervals, the first on the left, on a scale of roots.

    Args:
        spans: those shown, the first on top.
        title: what a screen reader says.
    """
    left, right, deepest = 168, 440, max((span.high for span in spans), default=1)

    def place(rank: float) -> float:
        return round(left + (right - left) * (math.sqrt(rank) - 1) / ((math.sqrt(deepest) - 1) or 1), 1)

    parts = []
    for row, span in enumerate(spans):
        y = row * _ROW + 12
        parts.append(f'<text x="{left - 12}" y="{y + 4}" text-anchor="end">{escape(_shorten(span.name, 26))}</text>')
        parts.append(f'<path class="span" d="M{place(span.low)} {y}H{place(span.high)}"/>')
        parts.append(f'<circle class="dot" cx="{place(span.rank)}" cy="{y}" r="5"/>')
    bottom = len(spans) * _ROW + 4
    parts.append(f'<path class="axis" d="M{left} {bottom}H{right}"/>')
    for rank in [step for step in (1, 5, 10, 25, 50, 100, 250, 500, 1000) if step <= deepest]:
        parts.append(f'<text x="{place(rank)}" y="{bottom + 16}" text-anchor="middle">{rank}</text>')
    return _svg(parts, bottom + 22, title, wide=460)


def write_short(value: float) -> str:
    """A number in few characters: 1.2 m for 1,200,000; bn are thousand millions, tn million millions."""
    for step, name in ((1e12, " tn"), (1e9, " bn"), (1e6, " m")):
        if abs(value) >= step:
            return f"{value / step:.3g}{name}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def _shorten(name: str, most: int = 18) -> str:
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _linked(mark: Mark, drawn: str) -> str:
    told = f"<title>{escape(mark.name)}: {write_number(mark.value)}</title>"
    return f'<a href="#s{mark.note}">{drawn.replace("/>", f">{told}</{drawn[1:].split(maxsplit=1)[0]}>")}</a>'


def _svg(parts: Sequence[str], high: float, title: str, *, wide: int = _WIDE) -> str:
    shown = f'viewBox="0 0 {wide} {high}" style="max-width: {wide * 1.3:.0f}px"'
    return f'<svg {shown} role="img" aria-label="{escape(title)}">{"".join(parts)}</svg>'
