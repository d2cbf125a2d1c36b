"""The relation patterns of the lexicon, as values: which words betray which relation between which classes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from innograph.errors import LexiconError
from innograph.facts.scenes import Name
from innograph.lexicon import Lexicon
from innograph.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern of relations.toml; see there for what each part means."""

    name: str
    predicate: str
    confidence: float
    verbs: frozenset[str]
    nouns: frozenset[str]
    through: frozenset[str]
    between: re.Pattern[str] | None
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    subjects: frozenset[str]
    objects: frozenset[str]
    reverse: bool
    context: bool
    passive: bool
    same: bool
    adjacent: bool
    among: bool

    def fits(self, subject: Name, object_: Name, ontology: Ontology) -> bool:
        """Whether the pattern's own classes and the ontology let the relation hold between two names."""
        if subject.entity == object_.entity:
            return False
        if self.subjects and not self.subjects & ontology.ancestors(subject.type):
            return False
        if self.objects and not self.objects & ontology.ancestors(object_.type):
            return False
        if self.same and subject.core != object_.core:
            return False
        return ontology.allows(subject.type, self.predicate, object_.type)


def read_patterns(lexicon: Lexicon, ontology: Ontology) -> list[Pattern]:
    """The patterns of a lexicon, in the file's order.

    Raises:
        LexiconError: a pattern names a relation or a class that the ontology does not have.
    """
    patterns = []
    counts: dict[str, int] = {}
    for row in lexicon.table("relations")["pattern"]:
        predicate = row["predicate"]
        if predicate not in ontology.relations:
            raise LexiconError(f"relations.toml names the relation {predicate!r}, which the ontology does not have.")
        unknown = {*row.get("subjects", ()), *row.get("objects", ())} - ontology.classes
        if unknown:
            raise LexiconError(f"relations.toml names the class {min(unknown)!r}, which the ontology does not have.")
        counts[predicate] = counts.get(predicate, 0) + 1
        patterns.append(_pattern(row, f"{predicate} {counts[predicate]}"))
    return patterns


def _pattern(row: Mapping[str, Any], name: str) -> Pattern:
    compiled = {
        key: re.compile(row[key], re.IGNORECASE) if key in row else None for key in ("between", "before", "after")
    }
    return Pattern(
        name=name,
        predicate=row["predicate"],
        confidence=float(row["confidence"]),
        verbs=frozenset(row.get("verbs", ())),
        nouns=frozenset(row.get("nouns", ())),
        through=frozenset(row.get("through", ("",))),
        subjects=frozenset(row.get("subjects", ())),
        objects=frozenset(row.get("objects", ())),
        reverse=bool(row.get("reverse", False)),
        context=bool(row.get("context", False)),
        passive=bool(row.get("passive", False)),
        same=bool(row.get("same", False)),
        adjacent=bool(row.get("adjacent", False)),
        among=bool(row.get("among", False)),
        **compiled,
    )
