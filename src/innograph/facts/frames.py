"""Who does what to whom in a parsed sentence: the names that fill the roles of a verb or of the noun made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from innograph.facts.scenes import Name, Scene
from innograph.model import Token

_SUBJECT = frozenset({"nsubj", "csubj"})
_OBJECT = frozenset({"dobj", "attr", "oprd", "obj"})
_NOT_INSIDE = frozenset({"relcl", "advcl", "conj", "ccomp", "parataxis"})
_PARTS = ("of", "including", "like")
_LINKED = frozenset({"conj", "xcomp", "advcl", "acl", "pcomp", "ccomp"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb with the names in its roles; `objects` maps a preposition ("" for the object itself) to names.

    `suffering` are the names that a passive verb is done to. `named` tells whether the sentence has a subject at all,
    be it a name or not.
    """

    verb: Token
    subjects: tuple[Name, ...]
    objects: dict[str, tuple[Name, ...]]
    suffering: tuple[Name, ...]
    passive: bool
    named: bool
    speaker: bool


class FrameReader:
    """Reads the frames of one scene."""

    def __init__(self, scene: Scene, speakers: frozenset[str]) -> None:
        self._scene = scene
        self._speakers = speakers
        self._children: dict[int, list[Token]] = {}
        for token in scene.tokens:
            if token.head != token.index:
                self._children.setdefault(token.head, []).append(token)
        self._name_of = {
            token.index: name for token in scene.tokens for name in scene.names if name.begin <= token.begin < name.end
        }

    def frames(self, lemmas: frozenset[str], nouns: frozenset[str]) -> Iterator[Frame]:
        """The frames of the verbs with one of the lemmas, and of the nouns that stand for them."""
        for token in self._scene.tokens:
            if token.index in self._name_of:
                continue
            if token.pos == "VERB" and token.lemma in lemmas:
                yield self._of_verb(token)
            elif token.pos == "NOUN" and token.lemma in nouns:
                yield self._of_noun(token)

    def _of_verb(self, verb: Token) -> Frame:
        passive = any(c.dep in ("nsubjpass", "auxpass") for c in self._children.get(verb.index, ()))
        passive |= verb.tag == "VBN" and verb.dep in ("acl", "amod")
        passive |= (
            verb.tag == "VBN"
            and verb.dep == "conj"
            and any(c.dep == "agent" for c in self._children.get(verb.index, ()))
        )
        subject = self._subject(verb)
        agents = self._through(verb, "by") if passive else ()
        objects, suffering = self._roles(verb)
        if passive and verb.dep in ("acl", "amod") and verb.head in self._name_of:
            suffering.append(self._name_of[verb.head])
        if passive and not suffering and verb.dep == "conj":
            suffering.extend(self._suffering(self._scene.tokens[verb.head]))
        if not passive and not any(objects.values()):
            objects[""].extend(self._near(verb))
        subjects = tuple(agents) if passive else self._acting(subject)
        named = bool(agents) if passive else subject is not None
        speaker = subject is not None and not passive and subject.text.lower() in self._speakers
        given = {k: tuple(_once(v)) for k, v in objects.items()}
        return Frame(verb, subjects, given, tuple(_once(suffering)), passive, named, speaker)

    def _roles(self, verb: Token) -> tuple[dict[str, list[Name]], list[Name]]:
        """The names that hang on a verb: by preposition ("" for its object), and those that its passive is done to."""
        objects: dict[str, list[Name]] = {"": []}
        suffering: list[Name] = []
        for child in self._children.get(verb.index, ()):
            relative = child.tag in ("WDT", "WP") and verb.dep == "relcl"
            inside = self._inside(self._scene.tokens[verb.head] if relative else child)
            if child.dep in _OBJECT:
                objects[""].extend(inside)
            elif child.dep == "nsubjpass":
                suffering.extend(inside)
            elif child.dep in ("prep", "agent", "dative") and child.text.lower() != "by":
                objects.setdefault(child.text.lower(), []).extend(self._under(child))
            elif child.dep == "prt":
                for further in self._children.get(child.index, ()):
                    objects.setdefault(child.text.lower(), []).extend(self._inside(further))
        return objects, suffering

    def _suffering(self, verb: Token) -> list[Name]:
        """What a passive verb is done to, for the verbs joined to it: "set up by X and managed by Y"."""
        if verb.dep in ("acl", "amod") and verb.head in self._name_of:
            return [self._name_of[verb.head]]
        return [n for c in self._children.get(verb.index, ()) if c.dep == "nsubjpass" for n in self._inside(c)]

    def _of_noun(self, noun: Token) -> Frame:
        objects = self._through(noun, "of")
        owners = [n for c in self._children.get(noun.index, ()) if c.dep == "poss" for n in self._inside(c)]
        subjects: tuple[Name, ...] = (*self._through(noun, "by"), *owners)
        governor = self._scene.tokens[noun.head]
        if not subjects and noun.dep == "dobj" and governor.pos == "VERB":
            subjects = self._acting(self._subject(governor))
        return Frame(noun, subjects, {"": objects}, (), False, bool(subjects), False)

    def _subject(self, verb: Token) -> Token | None:
        """The subject of a verb: its own, that of the verb it is linked to, or the noun a relative clause hangs on."""
        at, steps = verb, 0
        while steps < 4:
            for child in self._children.get(at.index, ()):
                if child.dep in _SUBJECT:
                    relative = child.tag in ("WDT", "WP") and at.dep == "relcl"
                    return self._scene.tokens[at.head] if relative else child
                if child.dep == "nsubjpass" and at is not verb:
                    return child
            if at.dep == "acl" and at.tag == "VBG":
                return self._scene.tokens[at.head]
            if at.dep not in _LINKED or at.head == at.index:
                return None
            at, steps = self._scene.tokens[at.head], steps + 1
            if at.pos not in ("VERB", "AUX"):
                return None
        return None

    def _acting(self, subject: Token | None) -> tuple[Name, ...]:
        """The names that act as a subject: itself and what is joined to it, else a place or owner beside it."""
        if subject is None:
            return ()
        joined = [self._name_of[t.index] for t in self._joined(subject) if t.index in self._name_of]
        return tuple(_once(joined or self._inside(subject)))

    def _joined(self, token: Token) -> Iterator[Token]:
        yield token
        for child in self._children.get(token.index, ()):
            if child.dep in ("conj", "appos"):
                yield from self._joined(child)

    def _inside(self, top: Token) -> list[Name]:
        """The names among the words that hang on a word, joined ones too, clauses of their own left out."""
        found: list[Name] = []
        open_tokens = [top]
        while open_tokens:
            token = open_tokens.pop(0)
            children = self._children.get(token.index, ())
            if token.index in self._name_of:
                found.append(self._name_of[token.index])
                children = [c for c in children if self._goes_on(token, c)]
            elif any(c.dep == "prep" and c.text.lower() == "of" for c in children):
                children = [c for c in children if c.dep != "prep" or c.text.lower() in _PARTS]
            open_tokens += [c for c in children if c.dep not in _NOT_INSIDE or (c.dep == "conj" and c.pos != "VERB")]
        return list(_once(found))

    def _goes_on(self, token: Token, child: Token) -> bool:
        """Whether what hangs on a word of a name may name a thing beside it: its own words, what is joined to it."""
        same = self._name_of.get(child.index) is self._name_of[token.index]
        return same or child.dep in ("conj", "appos") or child.text.lower() in _PARTS[1:]

    def _under(self, preposition: Token) -> list[Name]:
        return [name for child in self._children.get(preposition.index, ()) for name in self._inside(child)]

    def _through(self, token: Token, preposition: str) -> tuple[Name, ...]:
        return tuple(
            name
            for child in self._children.get(token.index, ())
            if child.text.lower() == preposition and child.dep in ("prep", "agent")
            for name in self._under(child)
        )

    def _near(self, verb: Token) -> Iterator[Name]:
        """Where the parse gives a verb no object: the names right after it, up to the next verb."""
        later = [
            t for t in self._scene.tokens if t.begin > verb.begin and t.pos == "VERB" and t.index not in self._name_of
        ]
        _, high = self._scene.clause(verb.begin)
        limit = min(later[0].begin if later else high, verb.end + 100)
        yield from (name for name in self._scene.names if verb.end <= name.begin < limit)


def _once(names: Iterable[Name]) -> Iterator[Name]:
    seen: set[int] = set()
    for name in names:
        if name.entity not in seen:
            seen.add(name.entity)
            yield name
