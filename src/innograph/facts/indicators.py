"""What a figure measures: the noun phrase it counts, or the subject of its clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from innograph.facts.quantities import Quantity
from innograph.facts.scenes import Scene
from innograph.lexicon import Lexicon, one_of
from innograph.model import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_LONGEST = 14
_SHORT = 2
_RESTRICTS = frozenset({"with", "among", "for", "from", "that", "which", "who", "involved", "under"})
_ASIDE = re.compile(r",\s+(?!and\b|or\b)(?=\w+ed\b|which\b|who\b|with\b|including\b|an?\b|the\b|in\b|by\b)")
_STOP = re.compile(r"[,.;:()]$|and$|but$|while$")
_AMONG = re.compile(r"\s+(?:among|amongst|in the world's|of all|of the)\s+[^,.;:()]{3,70}")
_LIGHT = frozenset(
    {"have", "be", "reach", "exceed", "total", "see", "hold", "include", "contain", "rank", "cover", "get"}
)


class IndicatorFinder:
    """Finds the indicator of a quantity; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("observations")["indicator"]
        self._leading = frozenset(table["leading"])
        self._empty = frozenset(table["empty"])
        self._no_indicator = frozenset(lexicon.table("observations")["about"]["no_indicator"])
        self._number_of = re.compile(table["number_of"], re.IGNORECASE)
        self._cues = re.compile(
            one_of(
                [*lexicon.table("numbers")["bounds"]["min"], *lexicon.table("numbers")["bounds"]["approx"], "total of"]
            )
            + r"\s*$",
            re.IGNORECASE,
        )

    def following(self, scene: Scene, quantity: Quantity) -> str:
        """The noun phrase that follows a quantity: "national high-tech enterprises" of "1,643 national ...".

        A passive verb after it is taken with it: "patents granted" of "227,214 patents were granted".
        """
        tokens = scene.tokens
        start = next((t.index for t in tokens if t.begin >= quantity.end), len(tokens))
        end, nouns = start, False
        at = start
        while at < len(tokens) and at - start < _LONGEST:
            token = tokens[at]
            if token.pos in _NOMINAL or (token.tag in ("VBG", "VBN") and self._before_noun(tokens, at)):
                nouns |= token.pos in ("NOUN", "PROPN")
                at += 1
                end = at
            elif token.text in ("and", "or", "&", "-", "/", "–", "'s", "’s", ",", "%") and self._goes_on(tokens, at):
                at += 1
            elif token.text.lower() in ("of", "for") and nouns and self._noun_follows(tokens, at + 1):
                at += 1
            elif token.text in ('"', "“", "”", "''", "``"):
                at += 1
            elif token.text == "(" and nouns and (closed := self._closed(tokens, at)):
                at = closed
            elif token.pos == "DET" and at > start and tokens[at - 1].text.lower() in ("of", "for"):
                at += 1
            elif (token.pos == "DET" and at == start) or (token.text.lower() == "of" and at == start):
                at += 1
            else:
                break
        if not nouns:
            return ""
        text = scene.text[tokens[start].begin : tokens[end - 1].end]
        verb = self._passive(tokens, end) or self._done_to(scene, tokens[end - 1])
        if len(text.split()) <= _SHORT and (rest := self._restriction(scene, end)):
            return self._clean(f"{text} {rest}", scene)
        return self._clean(f"{text} {verb}" if verb else text, scene)

    def _restriction(self, scene: Scene, at: int) -> str:
        """What restricts a short noun: "with sales of ...", "included in the pilot", "that moved", up to a mark."""
        tokens = scene.tokens
        begin = at
        while at < len(tokens) and tokens[at].lemma in ("have", "be") and at - begin < 3:
            at += 1
        if at >= len(tokens):
            return ""
        first = tokens[at]
        fits = first.tag in ("VBN", "VBG") or first.tag in ("WDT", "WP") or first.text.lower() in _RESTRICTS
        end = at
        while fits and end < len(tokens) and end - at < _LONGEST - 4 and not _STOP.match(tokens[end].text):
            end += 1
        return scene.text[first.begin : tokens[end - 1].end] if end > at + 1 else ""

    @staticmethod
    def among(scene: Scene, quantity: Quantity) -> str:
        """What a rank is taken among: "among large and medium-sized cities"."""
        found = _AMONG.match(scene.text, quantity.end)
        return " ".join(found[0].split()) if found else ""

    @staticmethod
    def _done_to(scene: Scene, noun: Token) -> str:
        """What a verb does to the things counted, as a participle: "employed" of "employs 22 people"."""
        top = noun
        while top.dep in ("compound", "amod", "conj", "nmod") and top.head != top.index:
            top = scene.tokens[top.head]
        verb = scene.tokens[top.head]
        if top.dep != "dobj" or verb.pos != "VERB" or verb.lemma in _LIGHT or verb.begin > noun.begin:
            return ""
        return verb.text if verb.tag in ("VBN", "VBD") else _participle(verb.lemma)

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
                return self._clean(scene.text[scene.tokens[first].begin : token.begin], scene)
            if token.pos in ("VERB", "AUX"):
                subject = next(
                    (t for t in scene.tokens if t.head == token.index and t.dep in ("nsubj", "nsubjpass", "csubj")),
                    None,
                )
                if subject and subject.end <= quantity.begin and subject.pos in ("NOUN", "PROPN", "ADJ"):
                    text = self._clean(self._subtree(scene, subject), scene)
                    if text or subject.text.lower() in self._empty:
                        return text or subject.text
            if token.head == token.index:
                break
            token = scene.tokens[token.head]
            seen += 1
        return self.preceding(scene, quantity)

    @staticmethod
    def listing(scene: Scene) -> str:
        """The ranking or list that a sentence names, in common nouns ("R&D investment forecast ranking") or by name."""
        tokens = scene.tokens
        for last in tokens:
            if last.lemma in ("ranking", "list", "league", "index", "scoreboard", "rating") and last.pos in (
                "NOUN",
                "PROPN",
            ):
                first = last.index
                while first and tokens[first - 1].pos in _NOMINAL and last.index - first < _LONGEST:
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
                text = self._clean(self._subtree(scene, token), scene)
                if self.says(text, scene):
                    return text
        return ""

    def says(self, text: str, scene: Scene) -> bool:
        """Whether a phrase says what is measured: it is no mere word for a figure, and not only a name."""
        if not text or text.lower() in self._empty or all(word.lower() in self._empty for word in text.split()):
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
        while first and tokens[first - 1].pos in _NOMINAL:
            first -= 1
        return self._clean(scene.text[tokens[first].begin : end], scene) if first < len(tokens) else ""

    def preceding(self, scene: Scene, quantity: Quantity) -> str:
        """The last noun phrase before a quantity in its clause, with the phrases that hang on it by "of"."""
        low, _ = scene.clause(quantity.begin)
        tokens = [t for t in scene.tokens if low <= t.begin and t.end <= quantity.begin]
        last = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].pos in ("NOUN", "PROPN")), None)
        if last is None:
            return ""
        first = last
        while first > 0 and last - first < _LONGEST:
            token = tokens[first - 1]
            fits = token.pos in _NOMINAL or token.text.lower() in (
                "of",
                "and",
                "&",
                "for",
                "-",
                "'s",
                "’s",
                "/",
                "the",
                "in",
            )
            if not fits and token.tag not in ("VBN", "VBG"):
                break
            first -= 1
        return self._clean(scene.text[tokens[first].begin : tokens[last].end], scene)

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
        return _ASIDE.split(text)[0]

    def _clean(self, text: str, scene: Scene) -> str:
        """An indicator without leading words, times, places and marks at its ends."""
        places = [scene.text[n.begin : n.end] for n in scene.names if n.core == "Place"]
        text = re.sub(r"\([^)]*\)?", " ", text)
        for place in sorted(places, key=len, reverse=True):
            text = re.sub(
                rf"(?:\b(?:in|of|from|by|for|within)\s+(?:the\s+)?)?(?<!\w){re.escape(place)}(?:['’]s)?(?!\w)",
                " ",
                text,
            )
        text = re.sub(r"\b(?:in|by|since|during|of)?\s*(?:19|20)\d\d\b", " ", text)
        text = self._number_of.sub("", " ".join(text.split()))
        words = text.strip(" ,.;:\"'“”’-").split()
        while words and (words[0].lower().strip(",") in self._leading or words[0] in ("'s", "’s", "&", "-")):
            words = words[1:]
        while words and words[-1].lower() in (
            "of",
            "and",
            "or",
            "the",
            "in",
            "for",
            "by",
            "to",
            "a",
            "&",
            "with",
            "from",
            "'s",
        ):
            words = words[:-1]
        return " ".join(words[:_LONGEST]).strip(' ,.;:"“”')

    def is_empty(self, text: str) -> bool:
        """Whether a phrase is only a word for a figure ("the increase", "the rate")."""
        return bool(text) and all(word.lower() in self._empty for word in text.split())

    @staticmethod
    def _closed(tokens: Sequence[Token], at: int) -> int:
        """The word after a short bracket that opens at a word, or 0."""
        return next((t.index + 1 for t in tokens[at + 1 : at + 4] if t.text == ")"), 0)

    @staticmethod
    def _before_noun(tokens: Sequence[Token], at: int) -> bool:
        return any(t.pos in ("NOUN", "PROPN") for t in tokens[at + 1 : at + 3])

    @staticmethod
    def _goes_on(tokens: Sequence[Token], at: int) -> bool:
        if at + 1 >= len(tokens):
            return False
        follows = tokens[at + 1]
        if tokens[at].text == ",":
            return at > 0 and tokens[at - 1].pos == "ADJ" and follows.pos == "ADJ"
        return follows.pos in _NOMINAL

    @staticmethod
    def _noun_follows(tokens: Sequence[Token], at: int) -> bool:
        return any(t.pos in _NOMINAL for t in tokens[at : at + 2])

    @staticmethod
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
