"""Reviewers' comments that a word processor wrote into the running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from innograph.lexicon import Lexicon, one_of
from innograph.model import Comment, Span


def find_comments(text: str, lines: Sequence[Span], lexicon: Lexicon) -> list[Comment]:
    """The comments of the form `… Comment by NAME: …`, each with the text of its line that it stands on.

    A comment reaches to the end of its line, and over the following lines as long as they speak of the text itself
    (the words are in layout.toml) or stand between two such lines.
    """
    layout = lexicon.table("layout")["comment"]
    opening = re.compile(layout["pattern"], re.MULTILINE)
    about_text = re.compile(one_of(layout["words"]), re.IGNORECASE)
    comments: list[Comment] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        found = opening.search(text, line.begin, line.end)
        at += 1
        if not found:
            continue
        end = line.end
        for later in range(at, len(lines)):
            content = text[lines[later].begin : lines[later].end]
            if opening.search(content) or (content.strip() and not about_text.search(content)):
                break
            if content.strip():
                end, at = lines[later].end, later + 1
        author = Span(*found.span("author"))
        on = Span(line.begin, found.start())
        comments.append(Comment(found["author"], author, Span(found.start(), end), on))
    return comments
