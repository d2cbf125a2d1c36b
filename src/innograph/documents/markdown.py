"""What Markdown adds to text: marks that are cut out, so that sentences read as they are meant."""

from __future__ import annotations

import re

from innograph.model import Span

_MARKS = re.compile(
    r"""(?P<fence>^```.*?^```[ \t]*$)          # a block of code
      | (?P<image>!\[[^\]\n]*\]\([^)\n]*\))     # an image
      | \[(?=[^\]\n]+\]\()                      # the brackets and the target of a link
      | (?<=[^\]])\]\([^)\n]+\)
      | (?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])
      | (?<![\w_])_{1,2}(?=\S)|(?<=\S)_{1,2}(?![\w_])
      | `+
      | ^[ \t]*>[ \t]?                          # a quotation""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


def find_marks(text: str) -> list[Span]:
    """The characters of a Markdown text that only mark it up: emphasis, links, code, images, quotations."""
    return [Span(found.start(), found.end()) for found in _MARKS.finditer(text) if found.end() > found.start()]
