"""Capitals that a broken line left in the midst of a sentence, made small again for whoever reads by them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from innograph.model import Sentence

_WORD = re.compile(r"[^\W\d_]+")


def true_cased(sentences: Sequence[Sentence]) -> Iterator[str]:
    """The texts of a document's sentences, of the same length, with a small letter where a line gave a capital.

    A text that was translated or typed line by line begins each line with one. Which words have theirs from the line
    alone is told by the document: elsewhere in its lines it writes them in small letters more often.

    Lita, L. V. et al. (2003). tRuEcasIng. ACL.
    """
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for sentence in sentences:
        starts = {0, *sentence.lines}
        for word in _WORD.finditer(sentence.text):
            if word.start() not in starts:
                (small if word[0].islower() else capital)[word[0].lower()] += 1
    for sentence in sentences:
        text = sentence.text
        for at in filter(None, sentence.lines):
            first = _WORD.match(text, at)
            low, letter = first[0].lower() if first else "", text[at].lower()
            if first and first[0].istitle() and small[low] > capital[low] and len(letter) == 1:
                text = f"{text[:at]}{letter}{text[at + 1 :]}"
        yield text
