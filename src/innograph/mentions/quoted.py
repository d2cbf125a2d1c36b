"""Names in quotation marks, typed by their own head or by the word beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from innograph.lexicon import Lexicon, one_of
from innograph.mentions.candidates import Candidate
from innograph.mentions.heads import HeadFinder

_QUOTED = re.compile(
    r"\"\s?([^\"“”]{2,200}?)\s?\"|“\s?([^“”\"]{2,200}?)\s?”|《([^《》]{2,120})》|«\s?([^«»]{2,200}?)\s?»|„([^„“”]{2,200})[“”]"
)
_LONGEST_FIRM = 5
_LEADING = re.compile(r"((?:[\w'’-]+ ){0,2}[\w'’-]+)\s*$")
_JOINED = re.compile(r"\s*(?:,|and|or|;|、)*\s*")


class QuotedFinder:
    """Finds names in quotation marks; made once per lexicon."""

    def __init__(self, lexicon: Lexicon, heads: HeadFinder) -> None:
        self._heads = heads
        nouns = lexicon.table("kinds")["nouns"]
        self._type = {word.lower(): kind for kind, words in nouns.items() for word in words}
        noun = one_of(word for words in nouns.values() for word in words)
        self._after = re.compile(rf"\s*((?:[\w-]+\s+){{0,1}}?)({noun})", re.IGNORECASE)
        self._before = re.compile(
            rf"({noun})(?:\s+(?:of|called|named|entitled|titled|as|for|in|the)){{0,2}}\s*[(,:]?\s*$"
        )
        self._things = frozenset(lexicon.table("phrases")["technology"]["heads"])
        self._number = re.compile(lexicon.table("policies")["number_after"])
        self._end = re.compile(rf"\s*,?\s*(?:etc\.?,?\s*)?(?:\d+\s+)?(?:[\w-]+\s+){{0,6}}?({noun})", re.IGNORECASE)

    def find(self, text: str) -> Iterator[Candidate]:
        """The quoted names of a sentence that a head or a noun beside them gives a class."""
        found = list(_QUOTED.finditer(text))
        types = [self._typed(text, quote) for quote in found]
        for index in range(len(found) - 2, -1, -1):
            apart = text[found[index].end() : found[index + 1].start()]
            if not types[index][0] and _JOINED.fullmatch(apart):
                types[index] = (types[index + 1][0], found[index].end())
        for quote, (kind, end) in zip(found, types, strict=True):
            inside = next(group for group in quote.groups() if group)
            if kind and (inside[0].isupper() or inside[0].isdigit() or not inside.isascii()):
                label = inside.strip(" ,.;") + (text[quote.end() : end] if end > quote.end() else "")
                yield Candidate(quote.start(), end, kind, "quotation", priority=290, label=label)

    def _typed(self, text: str, quote: re.Match[str]) -> tuple[str, int]:
        inside = next(group for group in quote.groups() if group)
        kind = self._heads.type_of(inside.strip(" ,.;"))
        if kind and not (kind == "Enterprise" and len(inside.split()) > _LONGEST_FIRM):
            return kind, quote.end()
        if self._number.match(text, quote.end()):
            return "Policy", quote.end()
        after = self._after.match(text, quote.end())
        if after and not after[1]:
            return self._type[after[2].lower()], after.end()
        if before := self._before.search(text[: quote.start()]):
            return self._type[before[1].lower()], quote.end()
        if kind := self._leading(text[: quote.start()]):
            return kind, quote.end()
        if listed := self._end.match(text, quote.end()):
            kind = self._type[listed[1].lower()]
            if kind in ("Project", "Programme", "Policy", "Award", "Publication", "Event"):
                return kind, quote.end()
        return "", quote.end()

    def _leading(self, before: str) -> str:
        """The class of the thing that the words right before a quotation call it (`Venture Fund "Tomchi"`)."""
        leading = _LEADING.search(before)
        if not leading:
            return ""
        noun = leading[1].split()[-1].lower()
        return "Technology" if noun in self._things else self._heads.type_of(leading[1])
