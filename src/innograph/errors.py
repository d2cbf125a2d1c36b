"""What can go wrong for a user, each with the value, the fact and the remedy in one line."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class InnographError(Exception):
    """The base of every error that a user's input can cause; the command prints it and exits with 2."""


class DocumentError(InnographError):
    """A document that is missing, empty, binary, undecodable or of an unknown format."""


class LexiconError(InnographError):
    """A lexicon or gazetteer file that does not say what its readers need."""


class OntologyError(InnographError):
    """A term that the ontology does not define."""


class GraphError(InnographError):
    """A folder that is no knowledge graph, or a graph whose parts do not fit together."""


class QueryError(InnographError):
    """A query that does not parse, or a named question or parameter that does not exist."""


class DecisionError(InnographError):
    """A decision about what the graph does not hold, or that cannot be made."""


class AnalysisError(InnographError):
    """A part of the graph that cannot be chosen, or a measure that does not exist or cannot be taken."""


class SettingsError(InnographError):
    """A setting that does not exist or has a value it cannot have."""


class ExportError(InnographError):
    """A file that a graph cannot be written to."""


def suggestion(word: str, known: Iterable[str]) -> str:
    """Say which known word is nearest to `word`, as a sentence to end an error with, or nothing.

    >>> suggestion("Enterprize", ["Enterprise", "Place"])
    " Did you mean 'Enterprise'?"
    """
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Did you mean {near[0]!r}?" if near else ""
