"""What a figure measures: the noun phrase it counts, or the subject of its clause."""

from __future__ import annotations

import re

from innograph.facts.counted import LONGEST, NOMINAL, CountedFinder
from innograph.facts.numerals import Quantity
from innograph.facts.scenes import Scene
from innograph.lexicon import Lexicon
from innograph.model import Token

_CLIMB = 5
_WORD = re.compile(r"[^\W\d_]{2}")


class IndicatorFinder:
    """Finds the indicator of a quantity; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("observations")["indicator"]
        self._leading = frozenset(table["leading"])
        self._empty = frozenset(table["empty"])
        self._no_indicator = frozenset(lexicon.table("observations")["about"]["no_indicator"])
        self._number_of = re.compile(table["number_of"], re.IGNORECASE)
        self._trailing, self._inner = frozenset(table["trailing"]), frozenset(table["inner"])
        self._listings = frozenset(table["listings"])
        self._among, self._aside = re.compile(table["among"]), re.compile(table["aside"])
        self._placed, self._year = table["placed"], re.compile(table["year"])
        self._counted = CountedFinder(lexicon)

    def following(self, scene: Scene, quantity: Quantity) -> str:
        """What a quantity counts: the noun phrase behind it."""
        return self.clean(self._counted.find(scene, quantity), scene)

    def among(self, scene: Scene, quantity: Quantity) -> str:
        """What a rank is taken among: "among large and medium-sized cities"."""
        found = self._among.match(scene.text, quantity.end)
        return " ".join(found[0].split()) if found else ""

    def subject(self, scene: Scene, quantity: Quantity) -> str:
        """The subject of the verb that a quantity depends on, else the last noun phrase before it."""
        token = scene.token_at(quantity.number)
        seen = 0
        while token is not None and seen < 12:
            if token.tag == "VBN" and token.dep == "acl" and scene.tokens[token.head].dep == "ROOT":
                top = scene.tokens[token.head]
                first = (
                    min(t.index for t in scene.tokens if t.head == top.index and t.index <= top.index)
                    if top.index
                    else 0
                )
                return self.clean(scene.text[scene.tokens[first].begin : token.begin], scene)
            if token.pos in ("VERB", "AUX"):
                subject = next(
                    (t for t in scene.tokens if t.head == token.index and t.dep in ("nsubj", "nsubjpass", "csubj")),
                    None,
                )
                if subject and subject.tag in ("WDT", "WP") and token.dep == "relcl":
                    subject = scene.tokens[token.head]
                if subject and subject.end <= quantity.begin and subject.pos in ("NOUN", "PROPN", "ADJ"):
                    text = self.clean(self._subtree(scene, subject), scene)
                    if text or subject.text.lower() in self._empty:
                        return text or subject.text
            if token.head == token.index:
                break
            token = scene.tokens[token.head]
            seen += 1
        return self.preceding(scene, quantity)

    def listing(self, scene: Scene) -> str:
        """The ranking or list that a sentence names, in common nouns ("R&D investment forecast ranking") or by name."""
        tokens = scene.tokens
        for last in tokens:
            if last.lemma in self._listings and last.pos in ("NOUN", "PROPN"):
                first = last.index
                while first and tokens[first - 1].pos in NOMINAL and last.index - first < LONGEST:
                    first -= 1
                if first < last.index:
                    return scene.text[tokens[first].begin : last.end]
        return next((n.text for n in reversed(scene.names) if n.core == "Publication"), "")

    def main_subject(self, scene: Scene, quantity: Quantity) -> str:
        """The first subject of the sentence, before the quantity, that says anything."""
        for token in scene.tokens:
            if token.begin >= quantity.begin:
                break
            if token.dep in ("nsubj", "nsubjpass") and token.pos in ("NOUN", "PROPN"):
                text = self.clean(self._subtree(scene, token), scene)
                if self.says(text, scene):
                    return text
        return ""

    def says(self, text: str, scene: Scene) -> bool:
        """Whether a phrase says what is measured: it is no mere word for a figure, and not only a name."""
        if (
            not _WORD.search(text)
            or text.lower() in self._empty
            or all(word.lower() in self._empty for word in text.split())
        ):
            return False
        return not any(
            text in (n.text, scene.text[n.begin : n.end]) for n in scene.names if n.core in self._no_indicator
        )

    def before_of(self, scene: Scene, quantity: Quantity) -> str:
        """The noun phrase that a quantity says the size of: "average rent" of "an average rent of 265 yuan"."""
        before = scene.text[: quantity.begin]
        if not re.search(r"\w\s+of\s+$", before):
            return ""
        end = len(before.rstrip()) - 3
        tokens = [t for t in scene.tokens if t.end <= end]
        first = len(tokens)
        while first and tokens[first - 1].pos in NOMINAL:
            first -= 1
        if first == len(tokens):
            return ""
        named = next((n for n in scene.names if n.end == tokens[-1].end and n.core in self._no_indicator), None)
        if named and named.core != "Place":
            return tokens[-1].text.lower()
        return self.clean(scene.text[tokens[first].begin : end], scene)

    def doing(self, scene: Scene, quantity: Quantity) -> str:
        """What is done with an amount, and by whom: "raised by startups" of "startups raised 1.36 billion"."""
        token = scene.token_at(quantity.number)
        for _ in range(_CLIMB):
            if token is None or token.dep == "dobj" or token.head == token.index:
                break
            token = scene.tokens[token.head]
        verb = scene.tokens[token.head] if token and token.dep == "dobj" else None
        if verb is None or verb.pos != "VERB" or verb.begin > quantity.begin or self._counted.is_light(verb):
            return ""
        subject = next((t for t in scene.tokens if t.head == verb.index and t.dep == "nsubj"), None)
        if subject is None or subject.pos not in ("NOUN", "PROPN"):
            return ""
        by = self.clean(self._subtree(scene, subject), scene)
        return f"{self._counted.participle(verb.lemma)} by {by}" if by else ""

    def preceding(self, scene: Scene, quantity: Quantity) -> str:
        """The last noun phrase before a quantity in its clause, with the phrases that hang on it by "of"."""
        low, _ = scene.clause(quantity.begin)
        tokens = [t for t in scene.tokens if low <= t.begin and t.end <= quantity.begin]
        last = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].pos in ("NOUN", "PROPN")), None)
        if last is None:
            return ""
        first = last
        while first > 0 and last - first < LONGEST:
            token = tokens[first - 1]
            fits = token.pos in NOMINAL or token.text.lower() in self._inner
            if not fits and token.tag not in ("VBN", "VBG"):
                break
            first -= 1
        return self.clean(scene.text[tokens[first].begin : tokens[last].end], scene)

    def _subtree(self, scene: Scene, top: Token) -> str:
        """The words that hang on a noun, without relative clauses, appositions and what stands in brackets."""
        skip = {"relcl", "appos", "advcl", "punct", "parataxis", "acl:relcl", "det", "predet"}
        inside: set[int] = {top.index}
        changed = True
        while changed:
            changed = False
            for token in scene.tokens:
                if token.index not in inside and token.head in inside and token.dep not in skip:
                    inside.add(token.index)
                    changed = True
        first, last = min(inside), max(inside)
        text = scene.text[scene.tokens[first].begin : scene.tokens[last].end] if last - first < 24 else top.text
        return self._aside.split(text)[0]

    def clean(self, text: str, scene: Scene) -> str:
        """An indicator without leading words, times, places and marks at its ends."""
        places = [scene.text[n.begin : n.end] for n in scene.names if n.core == "Place"]
        text = re.sub(r"\([^)]*\)?", " ", text)
        for place in sorted(places, key=len, reverse=True):
            text = re.sub(
                rf"{self._placed}(?<!\w){re.escape(place)}(?:['’]s)?(?!\w)",
                " ",
                text,
            )
        text = self._year.sub(" ", text)
        text = self._number_of.sub("", " ".join(text.split()))
        words = text.strip(" ,.;:\"'“”’-").split()
        while words and (words[0].lower().strip(",") in self._leading or words[0] in ("'s", "’s", "&", "-")):
            words = words[1:]
        while words and words[-1].lower() in self._trailing:
            words = words[:-1]
        return " ".join(words[:LONGEST]).strip(' ,.;:"“”')

    def is_empty(self, text: str) -> bool:
        """Whether a phrase is only a word for a figure ("the increase", "the rate")."""
        return bool(text) and all(word.lower() in self._empty for word in text.split())
