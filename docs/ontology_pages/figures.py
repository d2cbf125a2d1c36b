"""Diagrams as SVG: boxes, frames around them, and arrows with labels, all where they are told to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from xml.sax.saxutils import escape

LINE = 16
"""From one line of text to the next."""
HEAD = 8
_WIDTHS = {222: "ijl'|", 278: "ftI.,:;/! []", 333: 'r-()`"', 500: "ckvsxyzJ", 611: "FTZ", 667: "ABEKPSVXY&"}
_WIDE = {722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1000: "→›…"}
_EM = {letter: width for widths in (_WIDTHS, _WIDE) for width, letters in widths.items() for letter in letters}
STYLE = """
  svg { font-family: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "PingFang SC", "Microsoft YaHei",
    "Noto Sans CJK SC", sans-serif; --paper: #ffffff; --ink: #1b2430; --soft: #52606d; --line: #66758a;
    --box: #e8f1fb; --edge: #3f74ad; --core: #cfe3f8; --frame: #f6f7f8; --rim: #c3cad2; }
  @media (prefers-color-scheme: dark) { svg { --paper: #12161b; --ink: #e8edf3; --soft: #a9b5c1; --line: #93a2b3;
    --box: #1b2a3a; --edge: #6ea3db; --core: #24476b; --frame: #181d23; --rim: #414b56; } }
  text { fill: var(--ink); font-size: 13px; }
  .paper, .pill { fill: var(--paper); }
  .inner { fill: var(--frame); }
  .frame { fill: var(--frame); stroke: var(--rim); stroke-dasharray: 4 3; }
  .box { fill: var(--box); stroke: var(--edge); }
  .core { fill: var(--core); stroke: var(--edge); stroke-width: 1.5; }
  .other { fill: var(--paper); stroke: var(--line); }
  .line { fill: none; stroke: var(--line); stroke-width: 1.4; }
  .head { fill: var(--line); }
  .name { font-weight: bold; }
  .beside { font-weight: normal; fill: var(--soft); }
  .soft { fill: var(--soft); }
  .label { font-style: italic; }
"""


def width(text: str, bold: bool = False) -> float:
    """About how wide a text is at 13 pixels; Chinese characters are square."""
    ems = sum(_EM.get(letter, 1000 if ord(letter) > 0x2E80 else 556) for letter in text)
    return ems * 13 / 1000 * (1.07 if bold else 1.0)


def wrapped(words: Sequence[str], most: float) -> list[str]:
    """Words between commas, in as many lines as a width asks for."""
    lines: list[str] = []
    for word in words:
        if lines and width(f"{lines[-1]}, {word},") <= most:
            lines[-1] += f", {word}"
        else:
            lines.append(word)
    return [*(f"{line}," for line in lines[:-1]), *lines[-1:]]


@dataclass(frozen=True)
class Area:
    """A rectangle."""

    x: float
    y: float
    w: float
    h: float

    def meets(self, other: Area) -> bool:
        """Whether two rectangles share more than an edge."""
        return (
            self.x < other.x + other.w
            and other.x < self.x + self.w
            and self.y < other.y + other.h
            and other.y < self.y + self.h
        )

    def holds(self, other: Area) -> bool:
        """Whether another rectangle lies within."""
        across = self.x <= other.x and other.x + other.w <= self.x + self.w
        return across and self.y <= other.y and other.y + other.h <= self.y + self.h


@dataclass(frozen=True)
class Box:
    """A rectangle with a name, its name in Chinese, and lines of text; a frame is drawn behind what it holds."""

    name: str
    area: Area
    chinese: str = ""
    lines: tuple[str, ...] = ()
    kind: str = "box"

    def shapes(self) -> Iterator[str]:
        """The box as SVG: its name in the middle if there is nothing else in it."""
        yield _rect(self.area, self.kind, 6)
        texts = [*self._heads(), *((line, "soft") for line in self.lines)]
        alone = self.kind != "frame" and not self.lines
        x, anchor = (self.area.x + self.area.w / 2, "middle") if alone else (self.area.x + 10, "start")
        y = self.area.y + (self.area.h / 2 + 5 - (len(texts) - 1) * LINE / 2 if alone else 20)
        for at, (text, kind) in enumerate(texts):
            yield f'<text class="{kind}" x="{x:g}" y="{y + at * LINE:g}" text-anchor="{anchor}">{text}</text>'

    def _heads(self) -> Iterator[tuple[str, str]]:
        """The names, on one line, or on two where they are alone in a box that is high enough."""
        if self.name.startswith("_"):
            return
        if self._stacked:
            yield escape(self.name), "name"
            yield escape(self.chinese), "soft"
        else:
            yield f'{escape(self.name)} <tspan class="beside">{escape(self.chinese)}</tspan>', "name"

    @property
    def _stacked(self) -> bool:
        return bool(self.chinese) and not self.lines and self.kind != "frame" and self.area.h >= 2 * LINE + 8

    def overflows(self) -> Iterator[str]:
        """Each text that is too wide or too low for the box."""
        beside = "" if self._stacked or self.name.startswith("_") else self.chinese
        names = "" if self.name.startswith("_") else self.name
        for text, wide in [
            (names, width(names, bold=True) + width(f" {beside}")),
            *((line, width(line)) for line in self.lines),
        ]:
            if wide > self.area.w - 12:
                yield f"{text!r} is too wide for box {self.name}"
        if self.kind != "frame" and self.lines and 28 + LINE * len(self.lines) > self.area.h:
            yield f"the {len(self.lines)} lines of box {self.name} are too many for its height"


@dataclass(frozen=True)
class Arrow:
    """A line from one box to another through given points, with labels on it."""

    source: str
    target: str
    points: tuple[tuple[float, float], ...]
    lines: tuple[str, ...] = ()
    at: tuple[float, float] = (0, 0)

    @property
    def pill(self) -> Area:
        """The room that the labels take."""
        wide, high = max((width(line) for line in self.lines), default=0) + 10, LINE * len(self.lines) + 2
        return Area(self.at[0] - wide / 2, self.at[1] - high / 2, wide, high)

    def shapes(self) -> Iterator[str]:
        """The arrow as SVG, without its labels."""
        (x0, y0), (x1, y1) = self.points[-2:]
        length = max(abs(x1 - x0), abs(y1 - y0))
        dx, dy = (x1 - x0) / length, (y1 - y0) / length
        *first, _ = self.points
        path = " ".join(f"{x:g},{y:g}" for x, y in (*first, (x1 - dx * HEAD, y1 - dy * HEAD)))
        yield f'<polyline class="line" points="{path}"/>'
        wings = [(x1 - dx * HEAD + side * dy * 4.5, y1 - dy * HEAD + side * dx * 4.5) for side in (1, -1)]
        tip = " ".join(f"{x:g},{y:g}" for x, y in ((x1, y1), *wings))
        yield f'<polygon class="head" points="{tip}"/>'

    def labels(self, ground: str) -> Iterator[str]:
        """The labels as SVG, on a ground that hides the line."""
        if self.lines:
            yield _rect(self.pill, ground, 3)
        for at, line in enumerate(self.lines):
            y = self.pill.y + LINE * at + 13
            yield f'<text class="label" x="{self.at[0]:g}" y="{y:g}" text-anchor="middle">{escape(line)}</text>'

    def segments(self) -> Iterator[Area]:
        """The straight pieces of the line, as rectangles without breadth."""
        for (x0, y0), (x1, y1) in pairwise(self.points):
            yield Area(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))


@dataclass
class Figure:
    """A diagram: what it is called, what it shows in words, and what is on it."""

    title: str
    description: str
    size: tuple[float, float]
    boxes: list[Box] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)

    def svg(self) -> str:
        """The whole figure as an SVG file."""
        wide, high = self.size
        frames = [box for box in self.boxes if box.kind == "frame"]
        others = [box for box in self.boxes if box.kind != "frame"]
        parts = [part for frame in frames for part in frame.shapes()]
        parts += [f'<path class="line" d="M{x0:g} {y0:g}L{x1:g} {y1:g}"/>' for x0, y0, x1, y1 in self.rules]
        parts += [part for arrow in self.arrows for part in arrow.shapes()]
        parts += [part for box in others for part in box.shapes()]
        for arrow in self.arrows:
            framed = any(frame.area.holds(arrow.pill) for frame in frames)
            parts += arrow.labels("inner" if framed else "pill")
        size = f'viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" height="{high:g}"'
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title description">',
                f'<title id="title">{escape(self.title)}</title>',
                f'<desc id="description">{escape(self.description)}</desc>',
                f"<style>{STYLE}</style>",
                _rect(Area(0, 0, wide, high), "paper", 8),
                *parts,
                "</svg>\n",
            ]
        )

    def faults(self) -> Iterator[str]:
        """What could not be read: texts that run over, labels and boxes upon each other, lines through boxes."""
        for box in self.boxes:
            yield from box.overflows()
        solid = [(f"box {box.name}", box.area) for box in self.boxes if box.kind != "frame"]
        pills = [(f"label {arrow.lines}", arrow.pill) for arrow in self.arrows if arrow.lines]
        for (one, first), (other, second) in combinations([*solid, *pills], 2):
            if first.meets(second):
                yield f"{one} and {other} overlap"
        for name, area in [*solid, *pills]:
            if not Area(0, 0, *self.size).holds(area):
                yield f"{name} is not wholly on the page"
        for arrow in self.arrows:
            ends = {f"box {arrow.source}", f"box {arrow.target}", f"label {arrow.lines}"}
            for name, area in [*solid, *pills]:
                if name not in ends and any(area.meets(piece) for piece in arrow.segments()):
                    yield f"the arrow from {arrow.source} to {arrow.target} runs through {name}"


def _rect(area: Area, kind: str, corner: int) -> str:
    x, y, w, h = (f"{value:g}" for value in (area.x, area.y, area.w, area.h))
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{w}" height="{h}" rx="{corner}"/>'
