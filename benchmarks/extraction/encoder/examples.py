"""Annotated passages as the encoder is trained on them: windows with the tags, relations, figures and statements."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from preferences import Recorder, _record_of
from readings import Passage, _names, annotated, measured_words

from innograph.documents import read_document
from innograph.encoder.tags import PARSER, hint_numbers
from innograph.encoder.windows import Window, cut_windows, read_years
from innograph.facts import scenes
from innograph.model import Sentence
from innograph.parses import parse_sentences
from innograph.reader import Reader
from innograph.sentences import split_sentences

CLASSES = """GovernmentBody Enterprise University ResearchInstitute Fund FinancialInstitution IntermediaryOrganisation
    Person Place Platform Policy Programme Project Event Award Industry Technology Publication
    StakeholderGroup""".split()
RELATIONS = """locatedIn partOf cooperatesWith establishes operates participatesIn organises issues implements targets
    funds investsIn receives listedIn activeIn develops affiliatedWith leads""".split()
KINDS = "level share growth rank ratio target".split()
BASES = [
    "count",
    "percent",
    "money",
    "rank",
    "times",
    "percentage points",
    "points",
    "years",
    "months",
    "days",
    "hours",
]
PER = ["", "year", "month", "day", "person", "many"]
"""What a unit is of and what it is per ("many": per 10000 people and the like); any other is the last class of each."""
STATEMENTS = ["", "Challenge", "Strength", "Measure done", "Measure proposed"]
RECOGNISED = "PERSON NORP FAC ORG GPE LOC PRODUCT EVENT WORK_OF_ART LAW LANGUAGE DATE MONEY PERCENT QUANTITY".split()
SORTS = {
    sort: number
    for number, sort in enumerate(
        [*CLASSES, *(f"known {name}" for name in CLASSES), *(f"{PARSER}{name}" for name in RECOGNISED)]
    )
}
FARTHEST = 60
"""How many pieces from its figure a word of an indicator may stand."""
_REFERENCE = re.compile(r"(the|this|our|such|following) .*|.* ones", re.IGNORECASE)


@dataclass
class Mentioned:
    """Where an entity, by its number in the passage, is named: pieces and sentence."""

    first: int
    last: int
    entity: int
    sentence: int


@dataclass
class Told:
    """A number: its pieces; whether it is a figure, of which entity (or -1), kind and unit, which is of something and
    per something; the words beside it and whether each belongs to what is measured; whether it is of no time, and of
    each year of the window (None: not known)."""

    first: int
    last: int
    told: bool
    about: int
    kind: int
    unit: tuple[int, int]
    words: list[int]
    measured: list[bool] | None
    dated: list[bool] | None


@dataclass
class Example:
    """A window and what it says."""

    number: str
    window: Window
    types: list[int]
    mentions: list[Mentioned]
    tags: list[int]
    clauses: list[int]
    relations: list[tuple[int, int, int]]
    figures: list[Told]
    years: list[tuple[int, int]]
    hints: np.ndarray

    @property
    def entities(self) -> list[int]:
        """The entities named in the window."""
        return sorted({mention.entity for mention in self.mentions})


def read_examples(reader: Reader, tokenizer: Tokenizer, pairs: Sequence[tuple[Path, Path]]) -> Iterator[Example]:
    """The examples of passages, each given by its text and its annotation."""
    recorder = Recorder(reader.lexicon)
    for text, annotation in pairs:
        gold = json.loads(annotation.read_text(encoding="utf-8"))
        document = read_document(text, source=text.name, settings=reader.settings)
        sentences = split_sentences(document, reader.lexicon)
        parses = list(parse_sentences(sentences, reader.settings))
        mentions, entities, place = annotated(gold["entities"], sentences, document.place)
        setting = scenes(document, parses, mentions, entities, place, reader.ontology, reader.lexicon)
        passage = Passage(annotation.stem, False, setting, [_names(entity, mentions) for entity in entities], gold)
        figures = list(_figures(gold, recorder.record(passage, {}), sentences, passage))
        hints = reader._mentions.hints(reader._mentions.look(document, parses))
        named = [(mentions[at], number) for number, entity in enumerate(entities) for at in entity.mentions]
        for window in cut_windows(sentences, tokenizer):
            yield _example(annotation.stem, window, gold, named, figures, sentences, hint_numbers(window, hints, SORTS))


def _figures(
    gold: dict[str, Any], records: list[Any], sentences: Sequence[Sentence], passage: Passage
) -> Iterator[Any]:
    """Each number with the annotated observation of it, if there is one, and the words of the indicator."""
    free = list(records)
    found = []
    for wanted in gold["observations"]:
        record = _record_of(wanted, free)
        if record:
            free.remove(record)
            found.append((record, wanted))
    for record, wanted in [*found, *((record, None) for record in free)]:
        sentence = sentences[record.made.sentence]
        at = _inside(sentence, record.made.span.begin, record.made.span.end)
        if at:
            measured = measured_words(wanted["indicator"]) if wanted else set()
            tokens = passage.scenes[sentence.index].tokens
            words = [(t.begin, t.end) for t in tokens if measured_words(t.text) & measured]
            yield sentence.index, at, wanted, words


def _inside(sentence: Sentence, begin: int, end: int) -> tuple[int, int] | None:
    """The characters of a sentence that a stretch of the document covers."""
    inside = [at for at, offset in enumerate(sentence.offsets) if begin <= offset < end]
    return (inside[0], inside[-1] + 1) if inside else None


def _example(
    number: str,
    window: Window,
    gold: dict[str, Any],
    named: Sequence[tuple[Any, int]],
    figures: Sequence[Any],
    sentences: Sequence[Sentence],
    hints: np.ndarray,
) -> Example:
    types = [CLASSES.index(entity["type"]) for entity in gold["entities"]]
    mentions, tags = [], np.zeros(len(window.ids), dtype=int)
    for mention, entity in named:
        pieces = window.pieces(mention.sentence, mention.begin, mention.end)
        if pieces:
            mentions.append(Mentioned(*pieces, entity, mention.sentence))
            if gold["entities"][entity]["type"] in ("StakeholderGroup", "Industry", "Technology") or not (
                _REFERENCE.fullmatch(mention.text)
            ):
                tags[pieces[0] : pieces[1]] = 2 + 2 * types[entity]
                tags[pieces[0]] = 1 + 2 * types[entity]
    clauses = np.zeros(len(window.ids), dtype=int)
    for statement in gold["statements"]:
        kind = f"{statement['type']} {statement.get('status', '')}".strip()
        for sentence in sentences:
            at = _inside(sentence, *statement["evidence"])
            pieces = window.pieces(sentence.index, *at) if at else None
            if pieces:
                clauses[pieces[0] : pieces[1]] = STATEMENTS.index(kind)
    present = {mention.entity for mention in mentions}
    of = {entity["id"]: at for at, entity in enumerate(gold["entities"])}
    relations = [(of[r["subject"]], RELATIONS.index(r["predicate"]), of[r["object"]]) for r in gold["relations"]]
    relations = [(s, p, o) for s, p, o in relations if s in present and o in present]
    years = read_years(window, {sentence.index: sentence.text for sentence in sentences})
    told = [
        found for figure in figures if (found := _told(window, gold, present, [year for *_, year in years], *figure))
    ]
    stands = [(first, last) for first, last, _ in years]
    own = list(tags[window.words]), list(clauses[window.words])
    return Example(number, window, types, mentions, *own, relations, told, stands, hints)


def _told(
    window: Window,
    gold: dict[str, Any],
    present: set[int],
    years: Sequence[str],
    sentence: int,
    at: tuple[int, int],
    wanted: dict[str, Any] | None,
    measured: Sequence[tuple[int, int]],
) -> Told | None:
    pieces = window.pieces(sentence, *at)
    if pieces is None:
        return None
    here = [int(w) for w in window.words if window.sentences[w] == sentence and abs(w - pieces[0]) < FARTHEST]
    if wanted is None:
        return Told(*pieces, False, -1, -1, (-1, -1), here, None, None)
    about = next(n for n, entity in enumerate(gold["entities"]) if entity["label"] == wanted["about"])
    marked = [any(b < window.ends[w] and e > window.begins[w] for b, e in measured) for w in here]
    kind = KINDS.index(wanted["kind"])
    start = (wanted["start"] or "")[:4]
    dated = [not start, *(year == start for year in years)]
    return Told(
        *pieces,
        True,
        about if about in present else -1,
        kind,
        unit_classes(wanted["unit"]),
        here,
        marked if any(marked) else None,
        dated if any(dated) else None,
    )


def unit_classes(unit: str) -> tuple[int, int]:
    """The numbers of the classes of what a unit is of and of what it is per."""
    of, *per = unit.split("/")
    base = "money" if re.fullmatch("[A-Z]{3}", of) else of
    by = "many" if per and re.match(r"\d|million", per[0]) else "".join(per[:1])
    return (
        BASES.index(base) if base in BASES else len(BASES),
        PER.index(by) if by in PER else len(PER),
    )
