from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.errors import SettingsError
from innograph.settings import Settings, read_settings

SETTINGS = st.builds(
    Settings, model=st.text(), language=st.text(), place=st.text(), base=st.text(), batch=st.integers(1, 10_000)
)


def test_without_a_file_settings_are_the_defaults():
    assert read_settings() == Settings()


def test_a_file_is_read_and_an_override_wins(tmp_path: Path):
    path = tmp_path / "innograph.toml"
    path.write_text('place = "Shenzhen"\nbatch = 7\n', encoding="utf-8")
    assert read_settings(path) == Settings(place="Shenzhen", batch=7)
    assert read_settings(path, place="Espoo", model=None) == Settings(place="Espoo", batch=7)


@pytest.mark.parametrize("wrong", ["plaice", "Place", "basis"])
def test_an_unknown_setting_is_named_with_the_nearest(wrong: str):
    with pytest.raises(SettingsError) as raised:
        read_settings(**{wrong: "x"})
    message = str(raised.value)
    assert repr(wrong) in message
    assert "does not exist" in message
    assert "Did you mean" in message
    assert all(field.name in message for field in fields(Settings))


@pytest.mark.parametrize(("name", "value"), [("base", 1.5), ("place", 7), ("model", ["a"])])
def test_a_setting_of_the_wrong_type_is_refused(name: str, value: object):
    with pytest.raises(SettingsError, match=f"Setting '{name}' is .* must be of type"):
        read_settings(**{name: value})


@pytest.mark.parametrize("batch", [True, 0, -3])
def test_a_batch_is_a_number_of_sentences(batch: object):
    with pytest.raises(SettingsError):
        read_settings(batch=batch)


@pytest.mark.parametrize("content", [b"place = ", b"place = \xff", b"[["])
def test_a_file_that_is_not_toml_is_refused_in_one_line(tmp_path: Path, content: bytes):
    path = tmp_path / "innograph.toml"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=r"innograph\.toml' cannot be read: .* Correct or remove it\.$") as raised:
        read_settings(path)
    assert "\n" not in str(raised.value)


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(SettingsError, match=r"none\.toml' cannot be read"):
        read_settings(tmp_path / "none.toml")


@given(SETTINGS)
def test_equal_settings_have_equal_digests(settings: Settings):
    assert settings.digest() == replace(settings).digest()


@given(SETTINGS, SETTINGS)
def test_different_settings_have_different_digests(one: Settings, other: Settings):
    assert (one == other) == (one.digest() == other.digest())
