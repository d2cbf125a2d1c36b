"""The heads that tell what a name names, as the lexicon has them, and where they stand among a sentence's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from innograph.lexicon import Lexicon
from innograph.mentions.candidates import Word, split_words

_SUFFIXED = frozenset({"Enterprise"})
_SHORTEST_CAPITALS = 4


@dataclass(frozen=True, slots=True)
class Head:
    """A head of the lexicon: its words, its class, and how names are built around it."""

    words: tuple[str, ...]
    type: str
    rank: int
    lower: bool
    right: bool
    needs: frozenset[str]


class HeadTable:
    """The heads of names, by their last and by their first word; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        names = lexicon.table("names")
        self.generic = frozenset(word.lower() for word in names["generic"])
        self.final: dict[str, list[Head]] = {}
        self.initial: dict[str, list[Head]] = {}
        for rank, row in enumerate(names["head"]):
            for phrase in row.get("final", ()):
                self._add(self.final, -1, phrase, row, rank)
            for phrase in row.get("lower_final", ()):
                self._add(self.final, -1, phrase, {**row, "lower": True}, rank)
            for phrase in row.get("initial", ()):
                self._add(self.initial, 0, phrase, row, rank)
        single = [head for heads in self.final.values() for head in heads if len(head.words) == 1]
        self.suffixes = frozenset(head.words[0] for head in single if head.type in _SUFFIXED)
        self.endings = frozenset(head.words[0] for head in single if head.type not in _SUFFIXED)

    @staticmethod
    def _add(table: dict[str, list[Head]], key: int, phrase: str, row: dict[str, object], rank: int) -> None:
        words = split_words(phrase)
        needs = row.get("with", ())
        head = Head(
            words,
            str(row["type"]),
            rank,
            bool(row.get("lower", False)),
            bool(row.get("right", False)),
            frozenset(str(word).lower() for word in needs) if isinstance(needs, list) else frozenset(),
        )
        table.setdefault(words[key].lower(), []).append(head)

    def type_of(self, text: str) -> str:
        """The class that a title's head gives it, whatever its capitals; nothing where it has no head."""
        words = [word.lower() for word in split_words(text)]
        best: tuple[int, int, str] | None = None
        for table, ending in ((self.final, True), (self.initial, False)):
            for head in table.get(words[-1 if ending else 0], ()) if words else ():
                part = words[-len(head.words) :] if ending else words[: len(head.words)]
                if part != [w.lower() for w in head.words] or (head.needs and not head.needs & set(words)):
                    continue
                better = (-len(head.words), head.rank, head.type)
                best = min(best, better) if best else better
        return best[2] if best else ""

    @staticmethod
    def same(words: Sequence[Word], head: Head, *, initial: bool = False) -> bool:
        """Whether words are those of a head, by their letters, and by their capitals where these tell."""
        shown = [word.text for word in words]
        if initial:
            return [shown[0], *(w.lower() for w in shown[1:])] == [head.words[0], *(w.lower() for w in head.words[1:])]
        lower = head.lower and not head.words[-1].endswith("s")
        lower = lower or (all(w.isupper() or not w.isalpha() for w in shown) and len(shown[-1]) >= _SHORTEST_CAPITALS)
        return shown == list(head.words) or (lower and [w.lower() for w in shown] == [w.lower() for w in head.words])

    def begins(self, words: Sequence[Word], at: int) -> bool:
        """Whether a head that begins names stands at `at`, or right before it ("Technical University of")."""
        return any(
            self.same(words[at : at + len(head.words)], head, initial=True)
            for head in self.initial.get(words[at].text.lower(), ())
        )

    def names(self, words: Sequence[Word], at: int) -> bool:
        """Whether a whole name with a head of its own begins at `at`."""
        for other in self.initial.get(words[at].text.lower(), ()):
            if self.same(words[at : at + len(other.words)], other, initial=True):
                return True
        while at < len(words) and words[at].capital:
            if words[at].text in self.endings:
                return True
            at += 1
        return False

    def ordinary(self, word: str) -> bool:
        """Whether a word is no proper one: a generic word, or what firms call their trade."""
        return word.lower() in self.generic or word in self.suffixes
