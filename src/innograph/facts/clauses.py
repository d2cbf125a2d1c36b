"""Sentences to clauses: the parts with a verb of their own, each of which may hold one idea."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from innograph.model import Token

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
_VERBS = frozenset(("VERB", "AUX"))
_SHORTEST_PARTICIPLE = 4
_SHORTEST_NOUN = 4


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a clause without those of the clauses inside it.

    `role` says how it hangs on the clause `parent` (an index, or -1): root, conj (its subject goes on), conj+ (with
    a subject of its own), noun (in a list), advcl, relcl, ccomp, acl or para. `text` is its own words, `begin` to `end`
    where it stands.
    """

    words: tuple[Token, ...]
    head: Token
    role: str
    parent: int
    text: str
    begin: int
    end: int
    interrupted: bool


def split_clauses(tokens: Sequence[Token], text: str) -> list[Clause]:
    """The clauses of a parsed sentence, each before those that hang on it."""
    children: dict[int, list[Token]] = {}
    for token in tokens:
        if token.head != token.index:
            children.setdefault(token.head, []).append(token)
    opened: list[tuple[Token, str, int, list[Token]]] = []
    stack = [(token, -1) for token in reversed(tokens) if token.head == token.index]
    heads: set[int] = set()
    while stack:
        token, within = stack.pop()
        role = _role(token, heads, children)
        if role:
            heads.add(token.index)
            opened.append((token, role, within, []))
            within = len(opened) - 1
        opened[within][3].append(token)
        stack += [(child, within) for child in reversed(children.get(token.index, []))]
    return [_clause(head, role, parent, words, text) for head, role, parent, words in opened]


def _clause(head: Token, role: str, parent: int, words: list[Token], text: str) -> Clause:
    ordered = sorted(words, key=lambda token: token.index)
    parts = [text[part[0].begin : part[-1].end] for part in _runs(ordered)]
    own = " ".join(parts)
    inner = [token for token in ordered if token.pos not in ("PUNCT", "SPACE")] or ordered
    first = next((at for at, token in enumerate(inner) if token.pos != "CCONJ"), 0)
    return Clause(tuple(ordered), head, role, parent, own, inner[first].begin, inner[-1].end, len(parts) > 1)


def _runs(words: Sequence[Token]) -> Iterator[list[Token]]:
    """Words that stand next to each other."""
    run = [words[0]]
    for token in words[1:]:
        if token.index != run[-1].index + 1:
            yield run
            run = []
        run.append(token)
    yield run


def _role(token: Token, heads: set[int], children: Mapping[int, list[Token]]) -> str:
    """How the clause that a word heads hangs on the sentence; empty where it heads none."""
    if token.head == token.index:
        return "root"
    verb = token.pos in _VERBS
    subject = any(child.dep in SUBJECTS for child in children.get(token.index, []))
    match token.dep:
        case "conj" if token.head in heads and (verb or subject):
            return "conj+" if subject else "conj"
        case "advcl" | "ccomp" if verb and subject:
            return token.dep
        case "relcl" if verb:
            return "relcl"
        case "parataxis":
            return "para"
        case "conj" if token.pos == "NOUN" and _size(token, children) >= _SHORTEST_NOUN:
            return "noun"
        case "acl" if token.tag == "VBN" and _size(token, children) >= _SHORTEST_PARTICIPLE:
            return "acl"
    return ""


def _size(token: Token, children: Mapping[int, list[Token]]) -> int:
    """How many words hang on a word, itself among them."""
    count, stack = 0, [token.index]
    while stack:
        at = stack.pop()
        count += 1
        stack += [child.index for child in children.get(at, [])]
    return count
