"""What speaks for and against a relation of two entities at a site, as plain words that weights are fitted to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from innograph.facts.pairs import Site
from innograph.facts.paths import Paths
from innograph.facts.scenes import Name, Scene, is_headword, is_subject
from innograph.facts.spans import joins
from innograph.model import Token

_LONG = 14
_WORDS = frozenset(("NOUN", "VERB", "ADJ", "ADP", "ADV", "AUX", "SCONJ", "PRON", "PART", "CCONJ", "DET"))
_TELLING = frozenset(("NOUN", "VERB", "ADP", "ADJ"))
_SPOKEN = frozenset(("NOUN", "VERB"))


class SceneTraits:
    """Reads the traits of the sites of one sentence."""

    def __init__(self, scene: Scene, groups: Mapping[str, Sequence[str]]) -> None:
        self.scene = scene
        self._groups = groups
        self._paths = Paths(scene.parse)
        self._heads = {name: self._paths.head(name) for name in scene.names}
        self._of_name = {
            t.index: name for t in scene.tokens for name in scene.names if name.begin <= t.begin < name.end
        }
        self._subjects = {name: is_subject(scene.parse, name) for name in scene.names}
        self._passive = {t.head for t in scene.tokens if t.dep in ("nsubjpass", "auxpass")}
        self._cores: dict[str, int] = {}
        for name in scene.names:
            self._cores[name.core] = self._cores.get(name.core, 0) + 1
        self._before = {n: [self._word(t) for t in scene.tokens if t.end <= n.begin][-2:] for n in scene.names}
        self._after = {n: [self._word(t) for t in scene.tokens if t.begin >= n.end][:2] for n in scene.names}
        names = scene.names
        self._listed = {
            name: sum(
                joins(scene.text[left.end : right.begin])
                for left, right in pairwise(names)
                if name in (left, right) and left.core == right.core
            )
            for name in names
        }

    def read(self, site: Site) -> list[str]:
        """The traits of a site, the same whichever of its names is the subject."""
        if site.ties:
            return list(self._away(site))
        return list(self._here(site))

    def _word(self, token: Token) -> str:
        """A word as a trait holds it: its lemma, or the class of the thing it names."""
        name = self._of_name.get(token.index)
        if name:
            return name.core
        if token.pos == "PROPN":
            return "PROPN"
        if token.pos == "NUM":
            return "NUM"
        return token.lemma.lower()

    def _sentence(self) -> Iterator[str]:
        kind = self.scene.parse.sentence.kind
        yield f"kind {kind}"

    def _here(self, site: Site) -> Iterator[str]:
        first, second, scene = site.first, site.second, self.scene
        pair = f"{first.core} {second.core}"
        yield "here"
        yield f"here {pair}"
        yield f"fine {first.type} {second.type}"
        yield from self._sentence()
        yield f"kind {scene.parse.sentence.kind} {pair}"
        yield from self._apart(site, pair)
        for word in self._before[first]:
            yield f"before {word}"
        for word in self._after[second]:
            yield f"after {word}"
        yield from self._named(first, "first")
        yield from self._named(second, "second")
        yield from self._path(first, second, pair)
        yield f"rivals {min(self._cores[first.core], 4)} {min(self._cores[second.core], 4)}"
        if self._nearest(site):
            yield "nearest"
            yield f"nearest {pair}"

    def _apart(self, site: Site, pair: str) -> Iterator[str]:
        """What stands between the two names."""
        first, second, scene = site.first, site.second, self.scene
        apart = scene.text[first.end : second.begin]
        tokens = [t for t in scene.tokens if t.begin >= first.end and t.end <= second.begin]
        words = self._collapsed(tokens)
        size = len(words)
        near = min(size, 4) if size < 5 else 5 if size < 8 else 6 if size < 12 else 7 if size < 20 else 8
        yield f"apart {near}"
        yield f"apart {near} {pair}"
        yield f"past {min(site.between, 4)} names"
        yield f"past {min(site.between, 4)} names {pair}"
        if size <= 5:
            yield f"span {' '.join(words)}"
            yield f"span {' '.join(words)} {pair}"
        if size <= _LONG:
            for word in dict.fromkeys(words):
                yield f"between {word}"
            for left, right in pairwise(["(", *words, ")"]):
                yield f"between {left} {right}"
            yield from self._grouped(tokens, "between")
        for mark in ";:(|":
            if mark in apart:
                yield f"mark {mark}"
        if "," in apart:
            yield "mark ,"
        if self._listed[first] and self._listed[second] and first.core == second.core and joins(apart):
            yield "listed together"

    def _nearest(self, site: Site) -> bool:
        """Whether no name of the one's class stands nearer to the other."""
        low, high = site.first.end, site.second.begin
        return not any(
            n.core in (site.first.core, site.second.core) and low <= n.begin < high for n in self.scene.names
        )

    def _collapsed(self, tokens: Sequence[Token]) -> list[str]:
        """The words of some tokens, those of a name as one."""
        words: list[str] = []
        last: Name | None = None
        for token in tokens:
            name = self._of_name.get(token.index)
            if name is None or name is not last:
                words.append(self._word(token))
            last = name
        return words

    def _grouped(self, tokens: Sequence[Token], where: str) -> Iterator[str]:
        """The relations whose words the lexicon counts some verbs and nouns among."""
        seen: dict[str, None] = {}
        for token in tokens:
            if token.pos in _SPOKEN and token.index not in self._of_name:
                voice = "passive" if token.index in self._passive or token.tag == "VBN" else "active"
                for group in self._groups.get(token.lemma, ()):
                    seen[f"{where} word of {group}"] = None
                    seen[f"{where} word of {group} {voice}"] = None
        yield from seen

    def _named(self, name: Name, which: str) -> Iterator[str]:
        yield f"{which} {name.core}"
        yield f"{which} is {name.kind}"
        if self._subjects[name]:
            yield f"{which} subject"
        if name.begin < 3:
            yield f"{which} begins"
        if is_headword(self.scene.parse, name):
            yield f"{which} headword"
        if name.entity == self.scene.topic:
            yield f"{which} topic"
        if name.entity == self.scene.place:
            yield f"{which} place"
        if name.entity in self.scene.titled:
            yield f"{which} titled"
        if self._listed[name]:
            yield f"{which} listed"
        head = self._heads[name]
        if head:
            yield f"{which} as {head.dep}"
            governor = self.scene.tokens[head.head]
            if governor.index != head.index:
                yield f"{which} under {self._word(governor)}"
                yield f"{which} as {head.dep} under {self._word(governor)}"

    def _path(self, first: Name, second: Name, pair: str) -> Iterator[str]:
        one, other = self._heads[first], self._heads[second]
        if one is None or other is None or one is other:
            return
        up, top, down = self._paths.between(one, other)
        labels = [f"{t.dep}^" for t in up] + [f"{t.dep}_" for t in down]
        if len(labels) > 7 or top is None:
            yield "path long"
            return
        inner = [*up[1:], *([top] if top not in (one, other) else []), *down[:-1]]
        yield f"path {' '.join(labels)}"
        yield f"path {' '.join(labels)} {pair}"
        yield f"path size {len(labels)}"
        telling = [self._word(t) for t in inner if t.pos in _TELLING]
        yield f"path by {' '.join(telling)}"
        if top not in (one, other):
            yield f"path top {self._word(top)}"
            yield f"path {labels[0]} {self._word(top)} {labels[-1]}"
        elif top is one:
            yield f"path down {labels[0]}"
        else:
            yield f"path up {labels[-1]}"
        for word in dict.fromkeys(telling):
            yield f"path word {word}"
        yield from self._grouped(inner, "path")

    def _away(self, site: Site) -> Iterator[str]:
        first, second, scene = site.first, site.second, self.scene
        pair = f"{first.core} {second.core}"
        yield "away"
        yield f"away {pair}"
        yield f"away fine {first.type} {second.type}"
        yield from (f"away {trait}" for trait in self._sentence())
        for tie in site.ties:
            yield f"tie {tie}"
            yield f"tie {tie} {pair}"
        yield f"away past {min(site.between, 4)} names"
        alone = first.core not in self._cores
        if alone:
            yield "away alone"
            yield f"away alone {pair}"
        yield f"away of {min(self._cores[second.core], 4)}"
        yield from (f"away {trait}" for trait in self._named(second, "second"))
        head = self._heads[second]
        if head:
            above = [scene.tokens[i] for i in self._paths.above(head)[1:]]
            for token in above:
                if token.pos in _TELLING:
                    yield f"away above {self._word(token)}"
            if above:
                yield f"away root {self._word(above[-1])}"
            yield from self._grouped(above, "away above")
        for word in self._before[second]:
            yield f"away before {word}"
        for word in self._after[second]:
            yield f"away after {word}"
        for word in dict.fromkeys(self._word(t) for t in scene.tokens if t.pos in _SPOKEN):
            yield f"away with {word}"
