"""Names that a document names again: where the same words stand once more, they are the same name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from innograph.mentions.candidates import Candidate, free, split_words
from innograph.mentions.sights import Sight

_SHORTEST = 4

Forms = Mapping[str, Sequence[tuple[tuple[str, ...], Candidate]]]
"""By their first word, the words of names with one that bears them, the longest first."""


def echo(sights: Sequence[Sight], chosen: Sequence[Sequence[Candidate]]) -> list[list[Candidate]]:
    """The names of each sentence with those that other sentences bring: of proper names, the same words."""
    forms = _forms(sights, chosen)
    return [
        sorted([*names, *_again(sight, names, forms)], key=lambda name: name.begin)
        for sight, names in zip(sights, chosen, strict=True)
    ]


def _forms(sights: Sequence[Sight], chosen: Sequence[Sequence[Candidate]]) -> Forms:
    """The proper names of a document, each with the class that it bears most often."""
    bearers: dict[tuple[str, ...], list[Candidate]] = {}
    for sight, names in zip(sights, chosen, strict=True):
        for name in names:
            text = sight.parse.sentence.text[name.begin : name.end]
            if len(text) >= _SHORTEST and any(letter.isupper() for letter in text) and not name.label:
                bearers.setdefault(split_words(text), []).append(name)
    forms: dict[str, list[tuple[tuple[str, ...], Candidate]]] = {}
    for words in sorted(bearers, key=lambda words: (-len(words), words)):
        counts = Counter(name.type for name in bearers[words])
        kind = min(counts, key=lambda kind: (-counts[kind], kind))
        forms.setdefault(words[0], []).append((words, next(n for n in bearers[words] if n.type == kind)))
    return forms


def _again(sight: Sight, names: Sequence[Candidate], forms: Forms) -> Iterator[Candidate]:
    """Where the words of a name stand in a sentence, and no other name does."""
    texts = [word.text for word in sight.words]
    taken = list(names)
    for at, text in enumerate(texts):
        for words, bearer in forms.get(text, ()):
            end = at + len(words)
            if tuple(texts[at:end]) != words:
                continue
            first, last = sight.words[at].begin, sight.words[end - 1].end
            if free(first, last, taken):
                taken.append(replace(bearer, begin=first, end=last))
                yield taken[-1]
                break
