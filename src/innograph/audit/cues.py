"""The words around a figure that say what it is: a total, a part, something reached."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from innograph.audit.figures import Figure
from innograph.lexicon import Lexicon, one_of


class Cues:
    """The audit's words, made once per lexicon; `slips` are the words for what explains a difference."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("audit")
        self.slips: Mapping[str, str] = dict(table["slip"])
        self._total_before, self._total_after = _before(table["total"]), _after(table["total"])
        self._parts_after = re.compile(one_of(table["parts"]["after"]), re.IGNORECASE)
        self._part_told = re.compile(rf"[^.;\d]{{0,30}}{one_of(table['parts']['told'])}[\s,:]*", re.IGNORECASE)
        self._part_before, self._reached_before = _before(table["part"]), _before(table["reached"])
        self.idle = lexicon.words("audit", "idle")
        self.behind = re.compile(one_of(table["behind"]["before"]), re.IGNORECASE)
        self.joined = re.compile(table["behind"]["joined"], re.IGNORECASE)

    def is_total(self, figure: Figure) -> bool:
        """Whether the text calls the figure a total, or says parts of it behind it."""
        return bool(self._total_before.search(figure.before) or self._total_after.search(figure.after))

    def announces(self, whole: Figure, part: Figure) -> bool:
        """Whether the text goes on from a figure to a part of it: "of 2,192 firms, of which 975"."""
        between = part.begin - whole.found.span.end
        return between > 0 and bool(self._parts_after.search(whole.after, 0, min(between, len(whole.after))))

    def tells(self, share: Figure, part: Figure) -> bool:
        """Whether the text says right behind a share what part it is: "63 percent, that is 18.7 million"."""
        between = part.begin - share.found.span.end
        return 0 < between <= len(share.after) and bool(self._part_told.fullmatch(share.after, 0, between))

    def is_part(self, share: Figure) -> bool:
        """Whether the text says of a share that it makes up so much of a whole."""
        return bool(self._part_before.search(share.before))

    def is_reached(self, figure: Figure) -> bool:
        """Whether the text says that a level was reached."""
        return bool(self._reached_before.search(figure.before))


def _before(table: Mapping[str, Any]) -> re.Pattern[str]:
    return re.compile(rf"{one_of(table['before'])}[^.;\d]*$", re.IGNORECASE)


def _after(table: Mapping[str, Any]) -> re.Pattern[str]:
    return re.compile(rf"^[^.;\d]*{one_of(table['after'])}", re.IGNORECASE)
