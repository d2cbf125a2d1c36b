"""Fit the weights of the clues of mentions on the training passages.

    python benchmarks/extraction/mentions.py

Each stretch of words of a training passage that could be a name is labelled with the class of the annotated entity
whose mention it is, or none. Two ridge regressions by scikit-learn weigh the clues: whether a stretch is a name
(logistic), and of which class it is (multinomial). The names of the gazetteer, by their words alone, help the second.
No chance is involved: the same weights every time on one machine. It takes about three minutes. Written is
ontology/lexicon/en/mention-weights.tsv.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from innograph.documents import read_document
from innograph.mentions.candidates import words_of
from innograph.mentions.views import Echoes, Sight
from innograph.mentions.weights import FILE, tells_type
from innograph.model import Parse, Sentence
from innograph.parses import parse_sentences
from innograph.pipeline import Reader
from innograph.sentences import split_sentences
from innograph.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
CLASSES = tuple(
    """GovernmentBody Enterprise University ResearchInstitute Fund FinancialInstitution IntermediaryOrganisation Person
    Place Platform Policy Programme Project Event Award Industry Technology Publication StakeholderGroup""".split()
)
RIDGE, FEWEST, ROUNDS = 3.0, 3, 100
TYPE_RIDGE, TYPE_FEWEST = 1.0, 2
NAME_WEIGHT, NAME_FORMS, SHORTEST = 0.1, 3, 4
"""What a name of the gazetteer counts against a mention of a passage, and how many of its forms are taken."""
WORD_CLUES = ("h=", "first=", "last", "only=", "prep=", "hp=", "w=", "w4=", "w-3=", "ht=", "k=", "kf=", "wh=")
"""The clues that a name has by itself, without a text around it."""
LEAST_WEIGHT = 0.02
HEAD = """\
# What each clue weighs: for a stretch of words being a name, then for the classes by their number in the header.
# Fitted on the training passages of data/annotated by benchmarks/extraction/mentions.py.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A stretch: its clues and its class, empty where it is no name."""

    clues: list[str]
    type: str


def examples(reader: Reader, number: str) -> Iterator[Example]:
    """The stretches of an annotated passage."""
    path = next((ROOT / "data" / "annotated" / "texts").glob(f"{number}-*.txt"))
    gold = json.loads((ROOT / "data" / "annotated" / "gold" / f"{number}.json").read_text(encoding="utf-8"))
    spans = {tuple(span): entity["type"] for entity in gold["entities"] for span in entity["mentions"]}
    document = read_document(path, source=path.name, settings=reader.settings)
    parses = list(parse_sentences(split_sentences(document, reader.lexicon), reader.settings))
    finder = reader._mentions
    sights = finder.look(document, parses)
    echoes = Echoes.of(sights, finder.coarse)
    for sight in sights:
        stretches, clues = finder.chooser.read(sight, echoes)
        labels = _labels(reader, sight, stretches, spans)
        yield from (Example(own, label) for own, label in zip(clues, labels, strict=True))


def _labels(
    reader: Reader, sight: Sight, stretches: Sequence[tuple[int, int]], spans: dict[tuple[int, ...], str]
) -> list[str]:
    """The class of each stretch that is a mention without article, title or mere reference; else nothing."""
    finder = reader._mentions
    sentence = sight.parse.sentence
    references = [(c.begin, c.end) for c in finder.references(sentence.text)]
    at_begin = {offset: at for at, offset in reversed(list(enumerate(sentence.offsets)))}
    at_end = {offset + 1: at + 1 for at, offset in enumerate(sentence.offsets)}
    labels: dict[tuple[int, int], str] = {}
    for (begin, end), kind in spans.items():
        if begin not in at_begin or end not in at_end or at_begin[begin] >= at_end[end]:
            continue
        first, last = finder.core(sentence.text, at_begin[begin], at_end[end], kind), at_end[end]
        if not any(b <= first and last <= e for b, e in references):
            labels[first, last] = kind
    return [labels.get((sight.words[b].begin, sight.words[e - 1].end), "") for b, e in stretches]


def names(reader: Reader) -> Iterator[Example]:
    """The names of the gazetteer."""
    for entry in reader.gazetteer.entries.values():
        for form in (entry.name, *entry.aliases)[:NAME_FORMS]:
            text = form.rstrip("!")
            if text.isascii() and len(text) >= SHORTEST:
                sentence = Sentence(0, text, tuple(range(len(text))), -1, 0, "paragraph")
                parse = Parse(sentence, ())
                sight = Sight(parse, words_of(parse), (), ())
                clues = reader._mentions.chooser.clues_of_all(sight)
                own = [clue for clue in clues if clue.startswith(WORD_CLUES)]
                yield Example(own, reader.ontology.core(entry.type))


def fit(
    rows: Sequence[Sequence[str]], labels: Sequence[int], counts: Sequence[float], *, ridge: float, fewest: int
) -> tuple[list[str], LogisticRegression]:
    """A ridge regression over the clues that stand in `fewest` rows, and these clues."""
    known = Counter(clue for row in rows for clue in set(row))
    vocabulary = sorted(clue for clue, count in known.items() if count >= fewest)
    number = {clue: at for at, clue in enumerate(vocabulary)}
    ends, columns = [0], []
    for row in rows:
        columns += sorted({number[clue] for clue in row if clue in number})
        ends.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(vocabulary)))
    model = LogisticRegression(C=1 / ridge, max_iter=ROUNDS, tol=1e-3)
    return vocabulary, model.fit(matrix, labels, sample_weight=counts)


def fit_names(found: Sequence[Example]) -> dict[str, float]:
    """What each clue weighs for a stretch being a name."""
    rows, labels = [example.clues for example in found], [int(bool(example.type)) for example in found]
    clues, model = fit(rows, labels, [1.0] * len(rows), ridge=RIDGE, fewest=FEWEST)
    weights = dict(zip(clues, model.coef_[0], strict=True))
    return weights | {"base": weights["base"] + model.intercept_[0]}


def fit_types(found: Sequence[Example], known: Sequence[Example]) -> dict[str, dict[int, float]]:
    """What each clue weighs for each class, by the class's number."""
    named = [example for example in found if example.type]
    rows = [[clue for clue in example.clues if tells_type(clue)] for example in (*named, *known)]
    labels = [CLASSES.index(example.type) for example in (*named, *known)]
    counts = [1.0] * len(named) + [NAME_WEIGHT] * len(known)
    clues, model = fit(rows, labels, counts, ridge=TYPE_RIDGE, fewest=TYPE_FEWEST)
    weights = {clue: dict(enumerate(row)) for clue, row in zip(clues, model.coef_.T, strict=True)}
    base = weights.get("base", {})
    weights["base"] = {at: base.get(at, 0.0) + model.intercept_[at] for at in range(len(CLASSES))}
    return weights


def write(path: Path, of_names: dict[str, float], of_types: dict[str, dict[int, float]]) -> None:
    """Write the weights that count, two figures behind the point."""
    lines = [HEAD + "\t".join(("clue", "name", *CLASSES))]
    for clue in sorted(of_names.keys() | of_types.keys()):
        name = of_names.get(clue, 0.0)
        types = {at: w for at, w in sorted(of_types.get(clue, {}).items()) if abs(w) >= 2.5 * LEAST_WEIGHT}
        if abs(name) >= LEAST_WEIGHT or types:
            lines.append("\t".join((clue, f"{name:.2f}", *(f"{at}:{weight:.2f}" for at, weight in types.items()))))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read the training passages, fit, write."""
    reader = Reader(Settings())
    numbers = json.loads((ROOT / "data" / "annotated" / "splits.json").read_text(encoding="utf-8"))["train"]
    found = [example for number in numbers for example in examples(reader, number)]
    known = list(names(reader))
    write(ROOT / "ontology" / "lexicon" / "en" / FILE, fit_names(found), fit_types(found, known))


if __name__ == "__main__":
    main()
