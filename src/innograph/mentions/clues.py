"""What can be seen of a stretch of words: the clues that weights turn into a class.

The choice of clues follows Zhang, T. and Johnson, D. (2003). A robust risk minimization based named entity recognition
system. CoNLL-2003, and Ratinov, L. and Roth, D. (2009). Design challenges and misconceptions in named entity
recognition. CoNLL-2009: words, affixes, shapes, neighbours, lists of names, and the rest of the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from innograph.lexicon import Lexicon
from innograph.mentions.candidates import Word
from innograph.mentions.headwords import HeadTable
from innograph.mentions.stretches import Stretch
from innograph.mentions.views import Echoes, View

_QUOTES = frozenset("\"“”«»„《》'‘’")
_LENGTHS = ("0", "1", "2", "3", "4", "5", "5", "7", "7", "7")
_SHORT = 3
_LAST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch with what many clues ask of it: its shape, the number of its head word, and that of its root."""

    begin: int
    end: int
    shape: str
    top: int
    roots: tuple[int, ...]

    @property
    def root(self) -> int:
        """The word that something outside of the stretch governs."""
        return self.roots[0] if self.roots else self.begin


class ClueReader:
    """Reads the clues of stretches; made once per lexicon.

    Args:
        lexicon: the words of the language.
        heads: the heads that end or begin names.
        coarse: the class of the annotation guide for each finer one.
    """

    def __init__(self, lexicon: Lexicon, heads: HeadTable, coarse: Mapping[str, str]) -> None:
        self._heads, self._coarse = heads, coarse
        names, kinds = lexicon.table("names"), lexicon.table("kinds")
        self._inside = frozenset(names["inner_prepositions"])
        self._small = self._inside | frozenset((*names["articles"], *names["joiners"]))
        self._called = frozenset(names["called"])
        self._nouns = {noun: kind for kind, nouns in kinds["nouns"].items() for noun in nouns}
        self._trades = frozenset(kinds["trades"]["Industry"])
        types: dict[str, set[str]] = {}
        for head in (head for table in (heads.final, heads.initial) for found in table.values() for head in found):
            for word in {head.words[0], head.words[-1]}:
                if word[0].isupper():
                    types.setdefault(word.lower(), set()).add(coarse.get(head.type, head.type))
        self._kinds = {word: sorted(found) for word, found in types.items()}

    def read(self, view: View, stretches: Sequence[Stretch], echoes: Echoes) -> list[list[str]]:
        """For each stretch of a sentence its clues, each once."""
        return [list(dict.fromkeys(self._clues(view, self._part(view, *stretch), echoes))) for stretch in stretches]

    def _part(self, view: View, begin: int, end: int) -> Part:
        top = next((at for at in range(begin + 1, end) if view.lower[at] in self._inside), end) - 1
        roots = tuple(at for at in range(begin, end) if not begin <= view.head[at] < end)
        named = [w for w in view.words[begin:end] if w.text[0].isalpha() and w.text.lower() not in self._small]
        return Part(begin, end, _shape(named) + ("" if begin else "^"), top, roots)

    def _clues(self, view: View, part: Part, echoes: Echoes) -> Iterator[str]:
        yield "base"
        yield f"f={view.frame}{part.shape[0]}"
        yield from self._form(view, part)
        yield from self._around(view, part)
        yield from self._role(view, part)
        yield from _found(view, part)
        yield from self._lexicon(view, part)
        yield from _document(view, part, echoes)

    def _form(self, view: View, part: Part) -> Iterator[str]:
        """The words themselves."""
        low, case, begin, end = view.lower, part.shape[0], part.begin, part.end
        head = low[part.top]
        yield f"s={part.shape}"
        yield f"n={_LENGTHS[min(end - begin, len(_LENGTHS) - 1)]}{case}"
        yield f"h={head}"
        yield f"h={head}{case}"
        yield f"h3={head[-3:]}{case}"
        yield f"h4={head[-4:]}"
        if end - begin > 1:
            yield f"first={low[begin]}"
            yield f"first3={low[begin][-3:]}"
            yield f"last2={low[end - 2]} {low[end - 1]}"
        else:
            yield f"only={head}"
            yield f"onlys={_letters(view.words[begin].text)}"
        if part.top != end - 1:
            yield f"last={low[end - 1]}"
            yield f"prep={low[part.top + 1]}"
            yield f"hp={head} {low[part.top + 1]}"
        for at in range(begin, end):
            yield f"w={low[at]}"
            if any(c.isdigit() for c in low[at]):
                yield "digit"
        last = view.words[begin:end][-_LAST_WORDS:]
        yield f"pos={'-'.join(word.pos[:3] if word.text[0].isalnum() else word.text for word in last)}"

    def _around(self, view: View, part: Part) -> Iterator[str]:
        """What stands before and after."""
        low, words, case, begin, end = view.lower, view.words, part.shape[0], part.begin, part.end
        before, after = low[begin - 1] if begin else "^", low[end] if end < len(low) else "$"
        before2 = low[begin - 2] if begin > 1 else "^"
        yield f"b={before}"
        yield f"b={before}{case}"
        yield f"b2={before2} {before}"
        yield f"b2={before2}"
        yield f"bp={_mark(words[begin - 1]) if begin else '^'}{case}"
        yield f"a={after}"
        yield f"a={after}{case}"
        yield f"a2={after} {low[end + 1] if end + 1 < len(low) else '$'}"
        yield f"ap={_mark(words[end]) if end < len(words) else '$'}{case}"
        if before in _QUOTES and after in _QUOTES:
            yield f"quoted{case}"
        if before == "(" and after == ")":
            yield f"bracket{case}"

    def _role(self, view: View, part: Part) -> Iterator[str]:
        """What governs the stretch, and what it is torn from."""
        case, begin, end = part.shape[0], part.begin, part.end
        yield f"roots={min(len(part.roots), 3)}{case}"
        yield f"d={view.dep[part.root]}{case}"
        if part.root != part.top:
            yield "offroot"
        dep, governor, hops = view.role(part.root)
        if hops:
            yield f"dc={dep}"
        if governor >= 0:
            yield f"g={dep}:{view.lemma[governor]}"
            yield f"gl={view.lemma[governor]}{case}"
            if dep == "pobj" and view.head[governor] >= 0:
                over = view.lemma[view.head[governor]]
                yield f"gg={view.lemma[governor]}:{over}"
                yield f"ggl={over}{case}"
        children = [child for at in part.roots for child in view.children[at]]
        for cut in sorted({view.dep[child] for child in children if child < begin}):
            yield f"cl={cut}{case}"
        for cut in sorted({view.dep[child] for child in children if child >= end}):
            yield f"cr={cut}{case}"
        if begin and begin <= view.head[begin - 1] < end:
            yield f"cutl={view.dep[begin - 1]}{case}"
        if view.head[end - 1] == end:
            yield f"cutr={view.dep[end - 1]}{case}"

    def _lexicon(self, view: View, part: Part) -> Iterator[str]:
        """What the lexicon knows of the words and of those beside them."""
        low, case, begin, end = view.lower, part.shape[0], part.begin, part.end
        kind = self._heads.type_of(view.text[view.words[begin].begin : view.words[end - 1].end])
        yield f"ht={self._coarse.get(kind, kind)}{case}"
        beside = {"k": part.top, "kb": begin - 1, "ka": end, "kf": begin if end - begin > 1 else -1}
        beside["kb" if begin > 1 and low[begin - 1] in self._called else "kb2"] = begin - 2
        for clue, at in beside.items():
            if 0 <= at < len(low) and (noun := self._nouns.get(low[at])):
                yield f"{clue}={noun}{case}"
        if " ".join(low[begin:end]) in self._trades:
            yield f"trade{case}"
            yield f"trade:{low[begin - 1] if begin else '^'}"
            beyond = [low[at] in self._trades for at in (begin - 2, end + 1) if 0 <= at < len(low)]
            yield f"trades{sum(beyond)}"
        for at in range(begin, end):
            if not view.words[at].capital:
                continue
            yield f"w4={low[at][:4]}"
            yield f"w-3={low[at][-3:]}"
            for kind in self._kinds.get(low[at], ()):
                yield f"wh={kind}"
                yield f"wh={kind}{'first' if at == begin else 'last' if at == end - 1 else 'mid'}"


def _found(view: View, part: Part) -> Iterator[str]:
    """What the rules, and the parser's model, take for names here."""
    case, words = part.shape[0], (part.begin, part.end)
    exact = named = False
    for found in view.chosen:
        how = found.beside(*words)
        if (found.begin, found.end) == words:
            exact = True
            yield f"r={found.rule}:{found.type}"
            yield f"rt={found.type}"
            yield f"rr={found.rule}{case}"
        elif how:
            yield f"r{how}={found.type}"
            yield f"r{how}r={found.rule}"
            if how == "has":
                where = "first" if found.begin == part.begin else "last" if found.end == part.end else "mid"
                yield f"rhas{where}={found.type}"
    if not exact:
        yield f"r=none{case}"
        yield from (f"q={f.rule}:{f.type}" for f in view.proposed if (f.begin, f.end) == words)
    for found in view.recognised:
        if (found.begin, found.end) == words:
            named = True
            yield f"e={found.type}"
            yield f"e={found.type}{part.shape}"
        elif how := found.beside(*words):
            yield f"e{how}={found.type}{case}"
    if not named:
        yield f"e=none{case}"


def _document(view: View, part: Part, echoes: Echoes) -> Iterator[str]:
    """How the same words are written and typed elsewhere in the document."""
    text = view.text[view.words[part.begin].begin : view.words[part.end - 1].end].lower()
    for kind, count in echoes.types.get(text, {}).items():
        here = sum((f.begin, f.end, f.type) == (part.begin, part.end, kind) for f in view.chosen)
        if count > here:
            yield f"doc={kind}"
    yield f"dt={echoes.titled}{part.shape[0]}"
    words = view.lower[part.begin : part.end]
    if part.shape[0] in "CIMU" and any(echoes.lower[word] for word in words if len(word) > _SHORT):
        yield f"dl{part.shape}"
    elif part.shape[0] not in "CIMU" and echoes.capitals[view.lower[part.top]]:
        yield "dc"


def _shape(words: Sequence[Word]) -> str:
    """How capitals stand in words: all ("C", "U" where every letter is one), none ("l"), or some."""
    capitals = [word.capital for word in words]
    if not capitals:
        return "D"
    if all(capitals):
        return "U" if all(word.text.isupper() for word in words) else "C"
    if not any(capitals):
        return "l"
    if not capitals[0]:
        return "n"
    return "I" if not any(capitals[1:]) else "M" if capitals[-1] else "m"


def _letters(text: str) -> str:
    return "".join("X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in text)[:8]


def _mark(word: Word) -> str:
    """The parser's tag of a word beside, and whether it has a capital, or the mark itself."""
    return word.tag + ("" if word.text[0].isalnum() and not word.capital else "C" if word.capital else word.text)
