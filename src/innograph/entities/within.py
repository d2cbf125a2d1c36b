"""Mentions to entities inside one document: equal names, short forms, references; the class by vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from innograph.entities.abbreviations import Abbreviations, ShortForm
from innograph.entities.names import PLURALS, normal, singular
from innograph.entities.references import PLACE_LEVELS, document_place, resolve_references
from innograph.gazetteer import Gazetteer
from innograph.lexicon import Lexicon
from innograph.model import Entity, Mention, Sentence

_WEIGHTS = {
    "gazetteer": 6,
    "quotation": 4,
    "numbered": 4,
    "head": 4,
    "title": 3,
    "comment": 3,
    "phrase": 3,
    "list": 2,
    "model": 1,
    "encoder": 4,
    "front matter": 3,
    "own place": 3,
}
_SHORTENED = frozenset({"Technology", "StakeholderGroup"})
_LEVELLED = frozenset({"District", "City", "Province", "Region", "Place"})
_UNNAMED = frozenset({"GovernmentBody"})


@dataclass(slots=True)
class _Group:
    """Mentions of one name while they are brought together."""

    mentions: list[int] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


class EntityResolver:
    """Brings the mentions of a document together; made once per lexicon and gazetteer."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._abbreviations = Abbreviations(lexicon, gazetteer)
        self._bare = frozenset(
            phrase.split()[-1] for phrases in lexicon.table("references")["last"].values() for phrase in phrases
        )
        self._lower_levels = tuple(f" {word}" for word in lexicon.table("references")["levels"])
        self._place_heads = frozenset(
            phrase.lower()
            for head in lexicon.table("names")["head"]
            if head["type"] in ("District", "City", "Province")
            for phrase in head["final"]
        )

    def resolve(
        self, sentences: Sequence[Sentence], mentions: Sequence[Mention], place_name: str = ""
    ) -> tuple[list[Mention], list[Entity], int]:
        """The mentions (short forms added, vain references left out), their entities, and the document's place.

        Args:
            sentences: of one document.
            mentions: found in them.
            place_name: the place that the document is said to be about, if it is.

        Returns:
            The mentions in reading order, the entities in order of their first mention, and the index of the
            document's own place among them, or -1.
        """
        mentions = self._referring(mentions)
        forms = self._abbreviations.find(sentences, mentions)
        every = self._abbreviations.mark(sentences, mentions, forms)
        groups, members = self._group(every, forms)
        types = [self._type([every[m] for m in group.mentions]) for group in members]
        labels = [self._label([every[m] for m in group.mentions]) for group in members]
        place = document_place(sentences, every, groups, self._named_group(place_name, labels))
        resolved = resolve_references(every, groups, types, labels, place, self._gazetteer)
        self._name_bodies(sentences, every, resolved, members, types, labels)
        kept = [at for at, group in enumerate(resolved) if group >= 0]
        renumbered = {old: new for new, old in enumerate(kept)}
        by_group: dict[int, list[int]] = {}
        for at in kept:
            by_group.setdefault(resolved[at], []).append(at)
        order = sorted(by_group, key=lambda g: by_group[g][0])
        entities = [
            self._entity(
                types[g],
                labels[g],
                [every[at] for at in by_group[g]],
                [renumbered[at] for at in by_group[g]],
                members[g],
            )
            for g in order
        ]
        return [every[at] for at in kept], entities, order.index(place) if place in order else -1

    def _referring(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions; a class noun alone, after a name of its class, is no name: "Institute", with a capital."""
        named: set[str] = set()
        found = []
        for mention in mentions:
            bare = mention.text.lower() in self._bare and not mention.known
            if not bare and mention.kind == "name":
                named.add(mention.type)
            found.append(replace(mention, kind="reference") if bare and mention.type in named else mention)
        return found

    @staticmethod
    def _name_bodies(
        sentences: Sequence[Sentence],
        mentions: list[Mention],
        resolved: list[int],
        members: list[_Group],
        types: list[str],
        labels: list[str],
    ) -> None:
        """Take a body of government that is referred to, and nowhere named, for named: "the Ministry"."""
        keys: dict[str, int] = {}
        for at, mention in enumerate(mentions):
            words = mention.text.split()[1:]
            told = len(words) > 1 or any(word[0].isupper() for word in words)
            if resolved[at] >= 0 or mention.type not in _UNNAMED or mention.kind == "name" or not told:
                continue
            label = " ".join(words)
            if normal(label) not in keys:
                keys[normal(label)] = len(members)
                members.append(_Group())
                types.append(mention.type)
                labels.append(label)
            resolved[at] = keys[normal(label)]
            begin = mention.begin + mention.text.index(words[0])
            span = sentences[mention.sentence].span(begin, mention.end)
            mentions[at] = replace(mention, kind="name", text=label, begin=begin, span=span)

    def _group(self, mentions: Sequence[Mention], forms: Sequence[ShortForm]) -> tuple[list[int], list[_Group]]:
        """The number of each mention's group (-1 for references), and the groups."""
        keys: dict[str, int] = {}
        members: list[_Group] = []
        groups: list[int] = []
        whole = {**self._whole(mentions), **self._surnames(mentions)}
        long_form = {normal(form.short): form for form in forms}
        for at, mention in enumerate(mentions):
            if mention.kind == "reference":
                groups.append(-1)
                continue
            form = long_form.get(normal(mention.text)) if not mention.known else None
            key = self._key(form.name) if form else self._key(mention)
            key = whole.get(key, key)
            if key not in keys:
                keys[key] = len(members)
                members.append(_Group())
            group = members[keys[key]]
            group.mentions.append(at)
            if form and form.reason not in group.reasons:
                group.reasons.append(form.reason)
            groups.append(keys[key])
        return groups, members

    def _whole(self, mentions: Sequence[Mention]) -> dict[str, str]:
        """For a technology named by its head alone the key of the only one of the document that ends with the head."""
        keys = sorted({self._key(m) for m in mentions if m.type in _SHORTENED and m.kind == "name" and not m.known})
        longer: dict[str, list[str]] = {}
        for key in keys:
            if " " in key:
                longer.setdefault(key.rsplit(" ", 1)[1], []).append(key)
        return {key: longer[key][0] for key in keys if len(longer.get(key, ())) == 1}

    def _surnames(self, mentions: Sequence[Mention]) -> dict[str, str]:
        """For a person named by surname alone the key of the only one of the document who bears it."""
        keys = sorted({self._key(m) for m in mentions if m.type == "Person" and m.kind == "name"})
        full: dict[str, list[str]] = {}
        for key in keys:
            words = key.split()
            for surname in {" ".join(words[count:]) for count in range(1, len(words))} | set(words[:1]):
                if surname != key:
                    full.setdefault(surname, []).append(key)
        return {key: full[key][0] for key in keys if len(full.get(key, ())) == 1}

    def _key(self, mention: Mention) -> str:
        if mention.known:
            return f"known {mention.known}"
        name = normal(mention.text)
        words = name.split()
        level = words[-1] in self._place_heads or mention.text.endswith(self._lower_levels)
        if mention.type in _LEVELLED and len(words) > 1 and level:
            place = self._gazetteer.look_up(" ".join(mention.text.split()[:-1]))
            if place and place.type in PLACE_LEVELS:
                return f"known {place.name}"
            name = " ".join(words[:-1])
        return singular(name) if mention.type in PLURALS else name

    def _named_group(self, name: str, labels: Sequence[str]) -> int:
        """The number of the group with a name, by label or as the gazetteer knows it; -1 for none."""
        entry = self._gazetteer.look_up(name)
        names = {normal(name), normal(entry.name)} if entry else {normal(name)}
        return next((at for at, label in enumerate(labels) if name and normal(label) in names), -1)

    @staticmethod
    def _type(mentions: Sequence[Mention]) -> str:
        votes: Counter[str] = Counter()
        for mention in mentions:
            votes[mention.type] += _WEIGHTS.get(mention.rule, 0)
        return min(votes, key=lambda kind: (-votes[kind], kind))

    @staticmethod
    def _label(mentions: Sequence[Mention]) -> str:
        known = next((m.known for m in mentions if m.known), "")
        names = Counter(m.text for m in mentions if m.rule != "short form") or Counter(m.text for m in mentions)
        return known or min(names, key=lambda text: (-len(text), -names[text], text))

    @staticmethod
    def _entity(kind: str, label: str, mentions: Sequence[Mention], at: list[int], group: _Group) -> Entity:
        names = sorted({" ".join(m.text.split()) for m in mentions if m.kind == "name"} - {label})
        known = next((m.known for m in mentions if m.known), "")
        number = next((m.number for m in mentions if m.number), "")
        return Entity(kind, label, tuple(names), tuple(at), known, number, tuple(group.reasons))
