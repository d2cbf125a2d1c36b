"""Short forms that a document introduces or uses: acronyms in brackets, first words of a longer name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from innograph.entities.names import initials, normal
from innograph.entities.references import PLACE_LEVELS
from innograph.gazetteer import Gazetteer
from innograph.lexicon import Lexicon, one_of
from innograph.model import Mention, Sentence

_FEWEST_WORDS = 3
_SHORTENED = frozenset({"Enterprise", "University", "ResearchInstitute", "Fund"})


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form and the mention whose name it shortens, with the reason."""

    short: str
    name: Mention
    reason: str


class Abbreviations:
    """Finds short forms; made once per lexicon and gazetteer."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        names = lexicon.table("names")
        self._ordinary = frozenset(w.lower() for w in (*names["generic"], *names["openers"], *names["connectors"]))
        self._bracket = re.compile(
            rf"\s?[(（](?:{one_of(names['short_for'], bound=False)} )*"
            r"[\"“]?(?P<short>[A-Z][\w&+.-]*(?: [A-Z0-9][\w&+.-]*){0,3})(?:[\"”]?[)）,;]|[\"”]\s)"
        )
        self._locative = one_of(names["placing"], bound=False)
        self._demonyms = tuple(names["demonyms"])
        self._small, self._joiners = frozenset(names["connectors"]), frozenset(names["joiners"])
        self._heads = frozenset(
            word.lower() for head in names["head"] for phrase in head.get("final", ()) for word in phrase.split()
        )

    def find(self, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[ShortForm]:
        """The short forms of a document's names, those introduced in brackets first, each form once."""
        found: dict[str, ShortForm] = {}
        names = [m for m in mentions if m.kind == "name" and m.sentence >= 0]
        for mention in names:
            for form in self._introduced(sentences[mention.sentence].text, mention):
                found.setdefault(form.short, form)
        for form in self._acronyms(names):
            found.setdefault(form.short, form)
        bearers: dict[str, set[str]] = {}
        for mention in names:
            words = mention.text.split()
            for count in range(1, len(words)):
                bearers.setdefault(" ".join(words[:count]), set()).add(normal(mention.text))
        places = _mostly_places(names)
        for mention in sorted(names, key=lambda m: -len(m.text)):
            for form in self._first_words(mention):
                apart = normal(form.short) in places or self._is_where(form.short, sentences)
                if len(_longest(bearers.get(form.short, ()))) < 2 and not apart:
                    found.setdefault(form.short, form)
        return list(found.values())

    def _acronyms(self, names: Sequence[Mention]) -> Iterator[ShortForm]:
        """Names in capitals that are the initials of one other name, and of no further one."""
        long_forms: dict[str, dict[str, Mention]] = {}
        for mention in names:
            if len(mention.text.split()) >= _FEWEST_WORDS:
                for letters in initials(mention.text, self._small, self._joiners):
                    long_forms.setdefault(letters, {}).setdefault(normal(mention.text), mention)
        for mention in names:
            bearers = long_forms.get(mention.text, {})
            if len(mention.text) >= _FEWEST_WORDS and len(bearers) == 1 and not mention.known:
                (bearer,) = bearers.values()
                yield ShortForm(mention.text, bearer, f"{mention.text!r} are the initials of the name")

    def _is_where(self, short: str, sentences: Sequence[Sentence]) -> bool:
        """Whether something is said to be in what a form stands for: then it is a place that a name begins with."""
        stands_in = re.compile(rf"(?<!\w){self._locative}\s+{re.escape(short)}(?![\w-]|\s+[A-Z])")
        return any(short in sentence.text and stands_in.search(sentence.text) for sentence in sentences)

    def _introduced(self, text: str, mention: Mention) -> Iterator[ShortForm]:
        bracket = self._bracket.match(text, mention.end)
        if not bracket:
            return
        short = bracket["short"]
        letters = re.sub(r"[^A-Za-z]", "", short).upper()
        fits = any(
            letters[:2] == full[:2] or letters == full for full in initials(mention.text, self._small, self._joiners)
        )
        capitals = sum(c.isupper() for c in short) >= 2 or mention.text.startswith(f"{short} ")
        if capitals and (fits or short[0] == mention.text[0] or letters[0] in {w[0] for w in mention.text.split()}):
            yield ShortForm(short, mention, f"{short!r} stands in brackets after the name")

    def _first_words(self, mention: Mention) -> Iterator[ShortForm]:
        """The beginnings of a name, a place before it left off or not, that are distinct enough to stand for it."""
        words = mention.text.replace(",", "").split()
        if mention.type not in _SHORTENED or len(words) < 2 or not words[0][0].isupper():
            return
        first = 1 if self._is_place(words[0]) else 0
        for count in range(len(words) - 1, first, -1):
            short = " ".join(words[first:count])
            distinct = [w for w in words[first:count] if w.lower() not in self._ordinary | self._heads and len(w) > 3]
            whole = words[count - 1][0].isupper() and words[count - 1].lower() not in self._ordinary
            adjective = " " not in short and short.endswith(self._demonyms)
            if distinct and whole and not adjective and not self._is_place(short) and short[-1].isalnum():
                yield ShortForm(short, mention, f"{short!r} is the beginning of the name")

    def _is_place(self, word: str) -> bool:
        entry = self._gazetteer.look_up(word)
        return entry is not None and entry.type in PLACE_LEVELS

    def mark(
        self, sentences: Sequence[Sentence], mentions: Sequence[Mention], forms: Sequence[ShortForm]
    ) -> list[Mention]:
        """All mentions with those of short forms added, where no other mention has the characters; in order."""
        found = list(mentions)
        taken: dict[int, list[tuple[int, int]]] = {}
        for mention in mentions:
            taken.setdefault(mention.sentence, []).append((mention.begin, mention.end))
        known = {normal(m.text) for m in mentions if m.kind == "name"}
        for form in sorted(forms, key=lambda f: -len(f.short)):
            if normal(form.short) in known and "brackets" not in form.reason:
                continue
            pattern = re.compile(rf"(?<![\w-]){re.escape(form.short)}(?![\w-]|\s+[A-Z])")
            for sentence in sentences:
                for match in pattern.finditer(sentence.text):
                    begin, end = match.span()
                    spans = taken.setdefault(sentence.index, [])
                    if all(end <= b or begin >= e for b, e in spans):
                        spans.append((begin, end))
                        found.append(
                            replace(
                                form.name,
                                sentence=sentence.index,
                                begin=begin,
                                end=end,
                                span=sentence.span(begin, end),
                                text=form.short,
                                rule="short form",
                                kind="name",
                            )
                        )
        return sorted(found, key=lambda m: (m.sentence < 0, m.sentence, m.begin))


def _longest(names: Collection[str]) -> list[str]:
    """Names without those with which another begins: "acme optics" and "acme optics inc" are one."""
    return [name for name in names if not any(other.startswith(f"{name} ") for other in names)]


def _mostly_places(mentions: Sequence[Mention]) -> set[str]:
    """The names that are taken for a place more often than for anything else."""
    votes = Counter[str]()
    for mention in mentions:
        votes[normal(mention.text)] += 1 if mention.type in PLACE_LEVELS | {"Place"} else -1
    return {name for name, more in votes.items() if more >= 0}
