"""Sentences to parsed sentences: the one place that knows spaCy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from innograph.casing import true_cased
from innograph.errors import SettingsError
from innograph.model import Parse, Sentence, Token
from innograph.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@cache
def load_model(name: str) -> Language:
    """Load a spaCy model by the name of its package.

    Raises:
        SettingsError: no such model is installed.
    """
    import spacy

    try:
        return spacy.load(name)
    except OSError as error:
        remedy = "Install its package, or set `model` to one that `pip list` shows."
        raise SettingsError(f"spaCy model {name!r} is not installed. {remedy}") from error


def parse_sentences(sentences: Sequence[Sentence], settings: Settings) -> Iterator[Parse]:
    """Parse sentences in batches, in order.

    Raises:
        SettingsError: the model is not installed.
    """
    model = load_model(settings.model)
    docs = model.pipe(true_cased(sentences), batch_size=settings.batch)
    for sentence, doc in zip(sentences, docs, strict=True):
        yield Parse(sentence, tuple(_tokens(doc, sentence.text)))


def _tokens(doc: Doc, text: str) -> Iterator[Token]:
    """The words of a parsed sentence as they are written in its own text."""
    for word in doc:
        name = f"{word.ent_iob_}-{word.ent_type_}" if word.ent_type_ else ""
        yield Token(
            index=word.i,
            text=text[word.idx : word.idx + len(word.text)],
            lemma=word.lemma_.lower(),
            pos=word.pos_,
            tag=word.tag_,
            dep=word.dep_,
            head=word.head.i,
            begin=word.idx,
            end=word.idx + len(word.text),
            name_type=name,
        )
