"""What ties an entity to a figure: its place in the tree and the order, its class, what the text calls it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from innograph.facts.discourse import Discourse
from innograph.facts.figures import Figure
from innograph.facts.routes import Routes
from innograph.facts.scenes import Name
from innograph.facts.sorts import sort_of
from innograph.model import Kind, Token

_DEFINITE = frozenset(("the", "this", "these", "its", "their", "our", "such", "that"))
_REACH = 5
_NOUNS = frozenset(("NOUN", "PROPN"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))


class TieReader:
    """Reads the ties of entities to one figure."""

    def __init__(self, figure: Figure, kind: Kind, indicator: str, names: Sequence[Name], discourse: Discourse) -> None:
        self._figure, self._kind, self._discourse = figure, kind, discourse
        self._paths = Routes(figure)
        self._sort = sort_of(figure.quantity.unit, kind)
        self._names = names
        self._words = sorted({word.lower() for word in indicator.split() if len(word) > 2})
        tokens = figure.scene.tokens
        verb = self._paths.governor()
        self._verb = verb.lemma.lower() if verb else "none"
        named = {t.index for t in tokens for n in names if n.begin <= t.begin < n.end}
        self._definite = sorted({t.lemma.lower() for t in tokens if t.index not in named and _is_definite(tokens, t)})
        subjects = [t for t in tokens if t.dep in _SUBJECTS and t.index < self._paths.first]
        last = subjects[-1] if subjects else None
        self._subject = ("name" if last.index in named else last.lemma.lower()) if last else "none"
        self._here = min(len({n.entity for n in names}), 4)

    def traits(self, entity: int, core: str, name: Name | None) -> Iterator[str]:
        """What speaks for or against an entity; `name` is its nearest mention in the sentence, if there is one."""
        where = "here" if name else "away"
        yield f"{where} {core} {self._sort}"
        yield f"{where} {core} {self._kind}"
        yield f"{core} of {self._figure.quantity.unit}"
        for word in self._words:
            yield f"{core} has {word}"
        yield f"{where} {core} verb {self._verb}"
        called: Set[str] = self._discourse.words.get(entity, frozenset())
        for word in self._definite:
            yield f"the {word} {core} {where}"
            if word in called:
                yield f"called the {where}"
        if self._subject in called:
            yield f"called as the subject {where}"
        yield f"subject {self._subject} {core} {where}"
        told = self._discourse.tellings[entity]
        yield f"told {min(told, 4)} times {where}"
        yield f"told {min(told, 4)} of {min(self._discourse.tellings.total(), 8)}"
        last = self._discourse.cores.get(self._discourse.told, "none")
        yield f"{where} {'as' if last == core else 'unlike'} told"
        yield f"{where} {core} after {last}"
        yield f"block {self._figure.scene.parse.sentence.kind} {where} {core}"
        if name:
            yield from self._in_tree(name, core)
        else:
            yield f"away beside {self._here} names {self._sort}"
            yield f"away subject {'name' if self._subject == 'name' else 'noun' if self._subject != 'none' else 'none'}"

    def _in_tree(self, name: Name, core: str) -> Iterator[str]:
        """What part the name is of the sentence, and its place among the names."""
        tokens = self._figure.scene.tokens
        inside = [t for t in tokens if name.begin <= t.begin < name.end]
        if not inside:
            return
        own = {t.index for t in inside}
        head = next((t for t in inside if t.head not in own or t.head == t.index), inside[-1])
        ahead = name.end <= self._figure.quantity.begin
        side = "before" if ahead else "behind"
        path = self._paths.to_figure(head)
        yield f"path {path}"
        yield f"path {path} {self._sort}"
        yield f"path {path} {core}"
        yield f"{head.dep} {side} {core}"
        yield f"{head.dep} {side} of {self._verb}"
        above = tokens[head.head]
        yield f"under {above.lemma.lower()} {side}"
        yield f"under {above.lemma.lower()} {core}"
        yield f"under {above.pos} {side} {self._sort}"
        if inside[0].index:
            left = tokens[inside[0].index - 1]
            yield f"left {left.lemma.lower()} {side}"
            yield f"left {left.lemma.lower()} {core}"
        if inside[-1].index + 1 < len(tokens):
            yield f"right {tokens[inside[-1].index + 1].lemma.lower()} {side}"
        nearer = {
            n.entity
            for n in self._names
            if (n.end <= self._figure.quantity.begin) == ahead
            and abs(n.begin - self._figure.quantity.begin) < abs(name.begin - self._figure.quantity.begin)
        } - {name.entity}
        same = sum(1 for n in self._names if n.entity in nearer and n.core == core)
        yield f"{side} number {min(len(nearer), 4)} of {self._here}"
        yield f"{side} number {min(len(nearer), 2)} {core}"
        yield f"{side} past {min(same, 2)} of its class {core}"
        yield f"{'name' if name.text[:1].isupper() else 'word'} {side} {head.dep}"
        yield f"{name.kind} {name.type} {side}"


def _is_definite(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a noun is one that the text is taken to know: "the fund", "its budget"."""
    if token.pos not in _NOUNS:
        return False
    return any(
        t.text.lower() in _DEFINITE and t.head == token.index for t in tokens[max(0, token.index - 5) : token.index]
    )
