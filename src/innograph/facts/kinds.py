"""What kind of figure a quantity is: level, share, growth, rank, ratio or target."""

from __future__ import annotations

import re

from innograph.facts.figures import Figure
from innograph.lexicon import Lexicon, one_of
from innograph.model import Kind

_NEAR = 60
_AHEAD = 40
_MONEY = re.compile(r"[A-Z]{3}(?:/|$)|dollar|pound|rupee|crown|peso|riyal")
_PARTS = ("percent", "percentage points")
_OF_PARTS: tuple[Kind, ...] = ("share", "growth", "target", "ratio")
_OF_AMOUNTS: tuple[Kind, ...] = ("level", "target", "ratio", "growth")
_MONEY_RATE = re.compile(r"[A-Z]{3}/")


class KindFinder:
    """Tells kinds by the words around a quantity; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("observations")
        growth, share, target = table["growth"], table["share"], table["target"]
        self._rules: float = lexicon.table("blend")["kinds"]["rules"]
        self._rise = re.compile(one_of(growth["before"]) + growth["link"], re.IGNORECASE)
        self._fall = re.compile(one_of(growth["fall"]) + growth["link"], re.IGNORECASE)
        self._falling, self._falling_after = re.compile(growth["falling"]), re.compile(growth["falling_after"])
        self._up = re.compile(growth["up"])
        following = r"[\s,-]*(?:[\w-]+\s+){0,2}?"
        self._rise_after = re.compile(following + one_of(growth["after"]), re.IGNORECASE)
        self._fall_after = re.compile(following + one_of(growth["fall_after"]), re.IGNORECASE)
        self._to_level = re.compile(rf"\b(?:{'|'.join(growth['not_after'])})\s+(?:[a-z]+\s+){{0,2}}$", re.IGNORECASE)
        self._amount, self._amount_after = re.compile(growth["amount"]), re.compile(growth["amount_after"])
        self._whole = re.compile(share["whole"])
        self._whole_before = re.compile(share["whole_before"], re.IGNORECASE)
        self._target = re.compile(one_of(target["cues"]), re.IGNORECASE)
        self._strong = re.compile(one_of(target["strong"]), re.IGNORECASE)
        self._starting = re.compile(target["starting"], re.IGNORECASE)
        self._to_be = re.compile(target["after"])
        self._past = re.compile(one_of(target["past"]), re.IGNORECASE)

    def find(self, figure: Figure) -> Kind:
        """The kind of a figure: by the words around it, and by the encoder where there is one."""
        ruled = self._ruled(figure)
        logs = figure.context.kinds(*figure.place) if figure.context else {}
        open_ = _OF_PARTS if figure.quantity.unit in _PARTS else _OF_AMOUNTS
        if not logs or ruled == "rank" or (ruled == "growth" and self.is_change_by(figure)):
            return ruled
        return max(open_, key=lambda kind: logs[kind] + (self._rules if kind == ruled else 0.0))

    def _ruled(self, figure: Figure) -> Kind:
        """The kind by the words around a figure."""
        unit = figure.quantity.unit
        if figure.quantity.sort == "rank":
            return "rank"
        if self._is_target(figure) and not self._is_granted(figure):
            return "target"
        if unit in _PARTS:
            return "growth" if self._changes(figure) else "share"
        if unit == "times" or unit.startswith("count/"):
            return "ratio"
        if _MONEY_RATE.match(unit):
            return "level"
        return "growth" if self.is_change_by(figure) else "level"

    def is_change_by(self, figure: Figure) -> bool:
        """Whether an amount is said to be that by which something changed: "30 million more than in 2011"."""
        if figure.quantity.unit in _PARTS:
            return False
        return bool(self._amount.search(figure.before[-_NEAR:]) or self._amount_after.match(figure.after))

    def falls(self, figure: Figure) -> bool:
        """Whether a change is a fall."""
        before, after = figure.before[-_NEAR:], figure.after[:_NEAR]
        if self._fall.search(before) or self._falling.search(before):
            return True
        behind = self._fall_after.match(after) or self._falling_after.match(after)
        return bool(behind) and not self._rise.search(before)

    def is_change(self, phrase: str) -> bool:
        """Whether a phrase is only a word of change ("an increase of"), and so no indicator."""
        return bool(self._rise.match(f"{phrase} of ") or self._fall.match(f"{phrase} of "))

    def whole(self, figure: Figure) -> str:
        """What a share is a part of, if the sentence says so."""
        found = self._whole.match(figure.after) or self._whole_before.search(figure.before)
        return found["whole"].strip() if found else ""

    def _changes(self, figure: Figure) -> bool:
        before, after = figure.before[-_NEAR:], figure.after[:_NEAR]
        if self._up.search(figure.scene.text[: figure.quantity.number]):
            return True
        said = self._rise.search(before) or self._fall.search(before)
        if said and not self._to_level.search(before):
            return True
        return bool(self._rise_after.match(after) or self._fall_after.match(after))

    def _is_granted(self, figure: Figure) -> bool:
        """Whether a sum, a cap or a starting point is told in the future, but nothing is aimed at.

        "Will be given 4 million yuan", "shall not exceed 8 years", "to be raised from 10".
        """
        quantity, (low, _) = figure.quantity, figure.scene.clause(figure.quantity.begin)
        if self._starting.search(figure.before):
            return True
        if self._strong.search(figure.scene.text[low : quantity.begin]):
            return False
        return bool(_MONEY.match(quantity.unit)) or quantity.bound == "max"

    def _is_target(self, figure: Figure) -> bool:
        """Whether a word of aiming stands before the quantity in its clause, or its time is yet to come."""
        scene, begin = figure.scene, figure.quantity.begin
        low, _ = scene.clause(begin)
        before = scene.text[low:begin]
        past = max((m.end() for m in self._past.finditer(before)), default=-1)
        cue = max((m.end() for m in self._target.finditer(before)), default=-1)
        subjects = ("nsubj", "nsubjpass", "expl")
        if cue >= 0 and any(low + cue <= t.begin < begin and t.dep in subjects for t in scene.tokens):
            cue = -1
        if past >= 0:
            return cue > past
        date = scene.date[:4]
        future = bool(date) and any(t.start[:4] > date and t.begin < figure.quantity.end + _AHEAD for t in figure.times)
        headed = any(self._target.search(title) for title in scene.headings[-1:])
        return cue >= 0 or future or headed or bool(self._to_be.match(figure.after))
