"""What is counted: the noun phrase behind a number, with what restricts it or is done to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from innograph.facts.numerals import Quantity
from innograph.facts.scenes import Scene
from innograph.lexicon import Lexicon
from innograph.model import Token

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
LONGEST = 14
_SHORT = 2
_QUOTES = ('"', "“", "”", "''", "``")


class CountedFinder:
    """Finds what is counted; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("observations")["counted"]
        self._joiners, self._linking = frozenset(table["joiners"]), frozenset(table["linking"])
        self._restricting, self._light = frozenset(table["restricting"]), frozenset(table["light_verbs"])
        self._stop = re.compile(table["stop"])
        self._irregular: Mapping[str, str] = table["irregular"]

    def find(self, scene: Scene, quantity: Quantity) -> str:
        """The noun phrase that follows a quantity: "national high-tech enterprises" of "1,643 national ...".

        A passive verb after it is taken with it: "patents granted" of "227,214 patents were granted".
        """
        tokens = scene.tokens
        start = next((t.index for t in tokens if t.begin >= quantity.end), len(tokens))
        end, nouns = start, False
        at = start
        while at < len(tokens) and at - start < LONGEST:
            token = tokens[at]
            if token.pos in NOMINAL or (token.tag in ("VBG", "VBN") and _before_noun(tokens, at)):
                nouns |= token.pos in ("NOUN", "PROPN")
                at += 1
                end = at
            elif token.text in self._joiners and _goes_on(tokens, at):
                at += 1
            elif token.text.lower() in self._linking and nouns and _noun_follows(tokens, at + 1):
                at += 1
            elif token.text in _QUOTES:
                at += 1
            elif token.text == "(" and nouns and (closed := _closed(tokens, at)):
                at = closed
            elif token.pos == "DET" and at > start and tokens[at - 1].text.lower() in self._linking:
                at += 1
            elif (token.pos == "DET" and at == start) or (token.text.lower() == "of" and at == start):
                at += 1
            else:
                break
        if not nouns:
            return ""
        text = scene.text[tokens[start].begin : tokens[end - 1].end]
        verb = _passive(tokens, end) or self._done_to(scene, tokens[end - 1])
        if len(text.split()) <= _SHORT and (rest := self._restriction(scene, end)):
            return f"{text} {rest}"
        return f"{text} {verb}" if verb else text

    def _restriction(self, scene: Scene, at: int) -> str:
        """What restricts a short noun: "with sales of ...", "included in the pilot", "that moved", up to a mark."""
        tokens = scene.tokens
        begin = at
        while at < len(tokens) and tokens[at].lemma in ("have", "be") and at - begin < 3:
            at += 1
        if at >= len(tokens):
            return ""
        first = tokens[at]
        fits = first.tag in ("VBN", "VBG") or first.tag in ("WDT", "WP") or first.text.lower() in self._restricting
        end = at
        while fits and end < len(tokens) and end - at < LONGEST - 4 and not self._stop.match(tokens[end].text):
            end += 1
        return scene.text[first.begin : tokens[end - 1].end] if end > at + 1 else ""

    def _done_to(self, scene: Scene, noun: Token) -> str:
        """What a verb does to the things counted, as a participle: "employed" of "employs 22 people".

        Behind a preposition with the verb's object: "provided services" of "provided services for 112 enterprises".
        """
        top = noun
        while top.dep in ("compound", "amod", "conj", "nmod") and top.head != top.index:
            top = scene.tokens[top.head]
        verb = scene.tokens[top.head]
        behind = top.dep == "pobj" and verb.pos == "ADP"
        if behind:
            verb = scene.tokens[verb.head]
        if not (behind or top.dep == "dobj") or verb.pos != "VERB" or verb.begin > noun.begin:
            return ""
        if verb.lemma in self._light:
            return ""
        own = verb.text if verb.tag in ("VBN", "VBD") else self.participle(verb.lemma)
        parts = ("dobj", "nsubjpass") if behind else ()
        other = next((t for t in scene.tokens if t.head == verb.index and t.dep in parts and t.pos == "NOUN"), None)
        return f"{own} {other.text}" if other else own

    def is_light(self, verb: Token) -> bool:
        """Whether a verb does nothing to what is counted: "have", "reach"."""
        return verb.lemma in self._light

    def participle(self, lemma: str) -> str:
        """The past participle of a verb."""
        return self._irregular.get(lemma) or _participle(lemma)


def _closed(tokens: Sequence[Token], at: int) -> int:
    """The word after a short bracket that opens at a word, or 0."""
    return next((t.index + 1 for t in tokens[at + 1 : at + 4] if t.text == ")"), 0)


def _before_noun(tokens: Sequence[Token], at: int) -> bool:
    return any(t.pos in ("NOUN", "PROPN") for t in tokens[at + 1 : at + 3])


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    if at + 1 >= len(tokens):
        return False
    follows = tokens[at + 1]
    if tokens[at].text == ",":
        return at > 0 and tokens[at - 1].pos == "ADJ" and follows.pos == "ADJ"
    return follows.pos in NOMINAL


def _noun_follows(tokens: Sequence[Token], at: int) -> bool:
    return any(t.pos in NOMINAL for t in tokens[at : at + 2])


def _passive(tokens: Sequence[Token], at: int) -> str:
    """The participle of a passive that begins at a word, or a lone participle ("established")."""
    end = at
    while end < len(tokens) and tokens[end].lemma in ("have", "be") and end - at < 3:
        end += 1
    if end < len(tokens) and tokens[end].tag == "VBN":
        return tokens[end].text
    return ""


def _participle(lemma: str) -> str:
    """The past participle of a regular verb.

    >>> [_participle(verb) for verb in ("employ", "produce", "carry")]
    ['employed', 'produced', 'carried']
    """
    if lemma.endswith("e"):
        return f"{lemma}d"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return f"{lemma[:-1]}ied"
    return f"{lemma}ed"
