"""How real a relation is and when it holds, by the words of the clause that tells of it."""

from __future__ import annotations

import re

from innograph.facts.scenes import Scene
from innograph.facts.times import TimeFinder
from innograph.lexicon import Lexicon, one_of
from innograph.model import Status


class StatusFinder:
    """How real a relation is, by the words of its clause; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("relations")["status"]
        self._cues: list[tuple[Status, re.Pattern[str]]] = [
            ("denied", re.compile(one_of(table["denied"]), re.IGNORECASE)),
            ("proposed", re.compile(one_of(table["proposed"]), re.IGNORECASE)),
            ("planned", re.compile(one_of(table["planned"]), re.IGNORECASE)),
        ]

    def find(self, clause: str) -> Status:
        """The status of a relation whose clause this is."""
        return next((status for status, cue in self._cues if cue.search(clause)), "stated")


class CircumstanceFinder:
    """Finds the status and the time of relations; made once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._status = StatusFinder(lexicon)
        self._times = TimeFinder(lexicon)

    def find(self, scene: Scene, at: int) -> tuple[Status, str, str]:
        """The status of what the clause around a character tells, and its start and end where it names one time."""
        low, high = scene.clause(at)
        times = [time for time in self._times.find(scene.text, scene.date) if low <= time.begin < high]
        start, end = (times[0].start, times[0].stop) if len(times) == 1 else ("", "")
        return self._status.find(scene.text[low:high]), start, end
