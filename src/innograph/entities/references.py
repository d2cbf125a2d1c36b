"""What "our city", "the district" and "the institute" refer to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from innograph.gazetteer import Gazetteer
from innograph.model import Mention, Sentence

PLACE_LEVELS = frozenset({"Country", "Province", "City", "District", "Zone", "Region"})
_PLACES = PLACE_LEVELS | {"Place"}
_BY_CLASS = frozenset({"Enterprise", "University", "ResearchInstitute", "FinancialInstitution"})
_HEADING_WEIGHT = 3


def document_place(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], groups: Sequence[int], named: int = -1
) -> int:
    """The group of the place that a document is about: the one it names as such, else the one it names most.

    Args:
        sentences: its sentences; a name in a heading counts three times.
        mentions: its mentions.
        groups: for each mention the number of its group of equal names, -1 for none.
        named: the group of the place that the reader was told, or -1; front matter comes before it.

    Returns:
        The number of the group, or -1 where no place is named.
    """
    counts: Counter[int] = Counter()
    for mention, group in zip(mentions, groups, strict=True):
        if group >= 0 and mention.type in _PLACES and mention.sentence >= 0:
            counts[group] += _HEADING_WEIGHT if sentences[mention.sentence].kind == "heading" else 1
    for mention, group in zip(mentions, groups, strict=True):
        if mention.rule == "front matter":
            return group
    if named >= 0:
        return named
    own = {g: n for g, n in counts.items() if _level(mentions, groups, g) in ("City", "District", "Province", "Zone")}
    chosen = own or counts
    return min(chosen, key=lambda g: (-chosen[g], g)) if chosen else -1


def _level(mentions: Sequence[Mention], groups: Sequence[int], group: int) -> str:
    return next(m.type for m, g in zip(mentions, groups, strict=True) if g == group)


def resolve_references(
    mentions: Sequence[Mention],
    groups: Sequence[int],
    types: Sequence[str],
    labels: Sequence[str],
    place: int,
    gazetteer: Gazetteer,
) -> list[int]:
    """For each mention its group, references now among them; a reference that finds nothing keeps -1.

    Args:
        mentions: in reading order.
        groups: the group of each name, -1 for references.
        types: the class of each group.
        labels: the label of each group.
        place: the group of the document's own place, or -1.
        gazetteer: tells what lies within what.
    """
    resolved = list(groups)
    seen: list[int] = []
    for at, mention in enumerate(mentions):
        if mention.kind == "name":
            if groups[at] >= 0:
                seen.append(groups[at])
            continue
        if mention.type in _PLACES:
            own = place >= 0 and labels[place].lower().endswith(f" {mention.text.split()[-1].lower()}")
            resolved[at] = place if own else _place(mention.type, seen, types, labels, place, gazetteer)
        else:
            resolved[at] = _last(mention, seen, types, labels)
    return resolved


def _place(
    level: str, seen: Sequence[int], types: Sequence[str], labels: Sequence[str], place: int, gazetteer: Gazetteer
) -> int:
    fits = (level, "Place") if level != "Country" else (level,)
    if place >= 0 and (types[place] in fits or level == "Place"):
        return place
    if level == "District":
        named = next((g for g in reversed(seen) if types[g] in ("District", "Zone")), -1)
        if named >= 0:
            return named
    if place >= 0:
        entry = gazetteer.entries.get(labels[place])
        while entry and entry.within:
            entry = gazetteer.entries.get(entry.within)
            if entry and entry.type == level and entry.name in labels:
                return labels.index(entry.name)
    fitting = [g for g in seen if types[g] == level]
    if fitting:
        counts = Counter(fitting)
        return min(counts, key=lambda g: (-counts[g], g))
    return place if place >= 0 and types[place] == "Place" else -1


def _last(mention: Mention, seen: Sequence[int], types: Sequence[str], labels: Sequence[str]) -> int:
    noun = mention.text.split()[-1].lower().replace("center", "centre")
    stem = noun.removesuffix("me") if noun == "programme" else noun
    fitting = [g for g in reversed(seen) if types[g] == mention.type]
    for group in fitting:
        if stem in labels[group].lower().replace("center", "centre"):
            return group
    return fitting[0] if fitting and mention.type in _BY_CLASS else -1
