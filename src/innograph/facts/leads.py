"""What announces a sentence within the running text: "Weak points:", "[Problems]", "IV. Improvement."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from innograph.facts.scenes import Scene

_LABEL = re.compile(r"[\W\d]*(?:\[([^\]]{3,60})\]|((?:[^\s:：]+\s+){0,5}[^\s:：]+)[:：](?=\s))")
_SHORT = 6
_TAIL = 14
_VERBS = frozenset(("VERB", "AUX"))


def find_leads(scenes: Sequence[Scene]) -> list[str]:
    """For each sentence the words that announce it, or an empty string.

    A label before a colon or in brackets holds for its sentence, for the rest of its block and for a list that a
    semicolon carries on; a line without a verb, or a sentence that ends in a colon, for what follows in its section.
    """
    leads: list[str] = []
    inline = standing = announced = ""
    before: Scene | None = None
    for scene in scenes:
        sentence, text = scene.parse.sentence, scene.text.strip()
        if before is None or sentence.section != before.parse.sentence.section:
            inline = standing = announced = ""
        elif sentence.block != before.parse.sentence.block and not before.text.rstrip().endswith((";", "；")):
            inline = ""
            if sentence.kind != "item" and before.parse.sentence.kind == "item":
                announced = ""
        label = _LABEL.match(scene.text)
        if label:
            inline = label[1] or label[2]
        leads.append(inline or announced or standing)
        if text.endswith((":", "：")):
            announced, inline = " ".join(text.split()[-_TAIL:]), ""
        elif _is_title(scene):
            standing, inline, announced = text, "", ""
        before = scene
    return leads


def _is_title(scene: Scene) -> bool:
    """Whether a paragraph's sentence is a title of its own: a few words that end in a full stop, without a verb."""
    words = [token for token in scene.tokens if token.pos not in ("PUNCT", "SPACE", "NUM")]
    short = 0 < len(words) <= _SHORT and scene.parse.sentence.kind == "paragraph"
    return short and not any(token.pos in _VERBS for token in words)
