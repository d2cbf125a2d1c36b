"""The YAML block between two `---` lines with which a document may say what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from innograph.errors import DocumentError
from innograph.model import Span

_BLOCK = re.compile(r"\A\ufeff?---[ \t]*\n(?P<yaml>.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a document says of itself, and where its own text begins."""

    title: str = ""
    place: str = ""
    date: str = ""
    body: int = 0
    place_span: Span | None = None


def read_front_matter(text: str, source: str) -> FrontMatter:
    """The front matter of a text; an empty one where it has none.

    Raises:
        DocumentError: the block is there but is not YAML.
    """
    found = _BLOCK.match(text)
    if not found:
        return FrontMatter()
    try:
        given = yaml.load(found["yaml"], Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        line = str(error).splitlines()[0]
        raise DocumentError(f"{source!r} has front matter that is not YAML ({line}). Correct or remove it.") from error
    if not isinstance(given, dict):
        return FrontMatter(body=0)
    title, place, date = (str(given.get(name, "")).strip() for name in ("title", "place", "date"))
    named = re.search(rf"^place:[ \t]*[\"']?({re.escape(place)})", text[: found.end()], re.MULTILINE)
    span = Span(*named.span(1)) if named and place else None
    return FrontMatter(title, place, date, found.end(), span)
