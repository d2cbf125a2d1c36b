"""The words that betray a class, a relation, a unit or a heading: the TOML files under ontology/lexicon."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from innograph.errors import LexiconError, suggestion
from innograph.resources import ontology_folder

Table = Mapping[str, Any]


class Lexicon:
    """The lexicon of one language; `lexicon.table("units")` is the content of units.toml."""

    def __init__(self, language: str) -> None:
        """Read every file of the language.

        Raises:
            LexiconError: there is no lexicon of that language, or a file is not TOML.
        """
        folder = ontology_folder() / "lexicon" / language
        if not folder.is_dir():
            known = sorted(path.name for path in folder.parent.iterdir() if path.is_dir())
            raise LexiconError(f"There is no lexicon for language {language!r}; there is: {', '.join(known)}.")
        self.language = language
        self._tables: dict[str, Table] = {}
        for path in sorted(folder.glob("*.toml")):
            try:
                self._tables[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))
            except tomllib.TOMLDecodeError as error:
                raise LexiconError(f"Lexicon file {path.name} is not TOML: {error}. Correct it.") from error

    def table(self, name: str) -> Table:
        """One file of the lexicon.

        Raises:
            LexiconError: the language has no such file.
        """
        try:
            return self._tables[name]
        except KeyError:
            near = suggestion(name, self._tables)
            raise LexiconError(f"Lexicon {self.language!r} has no file {name}.toml.{near}") from None

    def words(self, table: str, key: str) -> frozenset[str]:
        """A list of words of a file, as a set."""
        return frozenset(self.table(table)[key])


@cache
def read_lexicon(language: str) -> Lexicon:
    """The lexicon of a language, read once."""
    return Lexicon(language)


def one_of(words: Iterable[str], *, bound: bool = True) -> str:
    """A regular expression that matches any of the words, longest first, whitespace taken as any whitespace.

    >>> one_of(["yen", "yuan"], bound=False)
    '(?:yuan|yen)'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    parts = [r"\s+".join(re.escape(part) for part in word.split()) for word in ordered]
    body = f"(?:{'|'.join(parts)})"
    return rf"(?<!\w){body}(?!\w)" if bound else body
