"""The signs of a clause: what in its words, its shape and the titles above it speaks for an idea or against one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from innograph.facts.clauses import SUBJECTS, Clause
from innograph.facts.scenes import Scene
from innograph.facts.vocabulary import Vocabulary
from innograph.lexicon import Lexicon

_MOST = 2
_TITLES = 2


@dataclass(slots=True)
class Signs:
    """The signs of a clause with their strength, and the words that gave each."""

    strengths: dict[str, float] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, word: str = "", strength: float = 1.0) -> None:
        """Note a sign; the strongest counts."""
        self.strengths[name] = max(strength, self.strengths.get(name, 0.0))
        self.words.setdefault(name, word)


class SignReader:
    """Reads the signs of clauses; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("statements")
        self._words = Vocabulary(table["words"])
        self._starts = Vocabulary(table["starts"])
        self._titles = Vocabulary(table["titles"])
        self._opposites = frozenset(table["opposites"]["titles"])
        self._lemmas = {lemma: name for name, words in table["heads"].items() for lemma in words}
        self._auxiliaries = tuple(table["forms"]["auxiliaries"])
        groups = table["sorts"]
        self._subjects = {core: name for name, cores in groups.items() for core in cores}

    def read(self, scene: Scene, clauses: Sequence[Clause], lead: str) -> list[Signs]:
        """The signs of each clause of a sentence.

        Args:
            scene: the sentence.
            clauses: its clauses.
            lead: words that announce the sentence ("Weak points:"), read like a title.
        """
        said = [self._words.find(clause.text) for clause in clauses]
        above = self._from_titles([title for title in (*scene.headings[-_TITLES:], lead) if title])
        result = []
        for clause, own in zip(clauses, said, strict=True):
            signs = Signs(dict(above), dict.fromkeys(above, "heading"))
            for name, found in own.items():
                signs.add(f"word {name}", found[0], 0.5 + 0.5 * min(len(found), _MOST))
            for name, word in self._starts.begins(clause.text).items():
                signs.add(f"start {name}", word)
            self._shape(scene, clause, signs)
            if clause.parent >= 0:
                verb = clauses[clause.parent].head.lemma
                signs.add(f"under {self._lemmas.get(verb, 'another verb')}", verb)
                for name, found in said[clause.parent].items():
                    signs.add(f"above {name}", found[0])
            result.append(signs)
        return result

    def _from_titles(self, titles: Sequence[str]) -> dict[str, float]:
        """The signs that the titles above a sentence give, the nearest in full and those above it half."""
        strengths: dict[str, float] = {}
        for nearness, title in enumerate(reversed(titles)):
            said = self._titles.find(title)
            for name in said:
                if not (name in self._opposites and self._opposites <= said.keys()):
                    strengths.setdefault(f"title {name}", 1.0 if nearness == 0 else 0.5)
        return strengths

    def _shape(self, scene: Scene, clause: Clause, signs: Signs) -> None:
        """How the clause is built: its verb, its subject, its numbers and names."""
        head = clause.head
        mine = [token for token in clause.words if token.head == head.index and token is not head]
        signs.add(f"role {clause.role}")
        signs.add(f"block {scene.parse.sentence.kind}")
        auxiliaries = [token.lemma for token in mine if token.dep in ("aux", "auxpass")]
        form = self._form(head.tag, auxiliaries)
        signs.add(f"form {form}", head.text.lower())
        sort = self._lemmas.get(head.lemma, "")
        subject = next((token for token in mine if token.dep in SUBJECTS), None)
        whose = "none"
        if subject:
            name = next((n for n in scene.names if n.begin <= subject.begin < n.end), None)
            whose = self._subjects.get(name.core, "other") if name else "noun"
            if subject.dep == "nsubjpass":
                signs.add("passive")
        signs.add(f"subject {whose}")
        if sort:
            signs.add(f"verb {sort}", head.lemma)
            signs.add(f"verb {sort}, {form}", head.lemma)
            signs.add(f"verb {sort}, subject {whose}", head.lemma)
        elif head.pos == "VERB":
            signs.add(f"other verb, {form}", head.lemma)
            signs.add(f"other verb, subject {whose}", head.lemma)
        if any(token.dep == "neg" for token in clause.words):
            signs.add("negated", "not")
        numbers = sum(token.pos == "NUM" for token in clause.words)
        signs.add("no number" if not numbers else "a number" if numbers == 1 else "numbers")
        if not any(clause.begin <= n.begin < clause.end for n in scene.names):
            signs.add("no name")
        size = sum(token.pos not in ("PUNCT", "SPACE") for token in clause.words)
        signs.add("tiny" if size < 4 else "short" if size < 7 else "long" if size > 25 else "middling")

    def _form(self, tag: str, auxiliaries: Sequence[str]) -> str:
        """The form of a verb: its auxiliary, else its ending."""
        modal = next((lemma for lemma in self._auxiliaries if lemma in auxiliaries), "")
        if modal:
            return modal
        if "be" in auxiliaries and tag == "VBG":
            return "under way"
        if "have" in auxiliaries:
            return "perfect"
        if "be" in auxiliaries:
            return "passive"
        return tag if tag.startswith("V") else "no verb"
