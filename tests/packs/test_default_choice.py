"""The choice lives beside other settings, which must survive it."""

from __future__ import annotations

import tomllib

import pytest

from birdeye.domain.errors import BirdeyeError, CannotWrite
from birdeye.packs.default_choice import read_default_choice, write_default_choice


def test_choice_is_read_back(tmp_path):
    file = tmp_path / "new folder" / "settings.toml"
    assert read_default_choice(file) is None
    write_default_choice(file, "asia")
    assert read_default_choice(file) == "asia"
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]


def test_other_settings_are_kept(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text('language = "zh"\n[packs]\nshelf = 3\n[window]\nsize = [800, 600]\n', "utf-8")
    write_default_choice(file, "asia")
    assert tomllib.loads(file.read_text("utf-8")) == {
        "language": "zh",
        "packs": {"shelf": 3, "default": "asia"},
        "window": {"size": [800, 600]},
    }
    write_default_choice(file, None)
    assert tomllib.loads(file.read_text("utf-8"))["packs"] == {"shelf": 3}


@pytest.mark.parametrize("text", ["broken = ", "packs = 3", "[packs]\ndefault = 7", "\x00", "é = "])
def test_settings_that_make_no_sense_count_as_no_choice(tmp_path, text):
    file = tmp_path / "settings.toml"
    file.write_bytes(text.encode("latin-1"))
    assert read_default_choice(file) is None


def test_damaged_settings_are_not_overwritten(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text("broken = ")
    with pytest.raises(BirdeyeError, match="damaged"):
        write_default_choice(file, "asia")
    assert file.read_text() == "broken = "


def test_failed_write_keeps_the_old_settings(tmp_path, monkeypatch):
    file = tmp_path / "settings.toml"
    write_default_choice(file, "asia")
    monkeypatch.setattr("pathlib.Path.replace", _refuse)
    with pytest.raises(CannotWrite, match="read-only"):
        write_default_choice(file, "africa")
    assert read_default_choice(file) == "asia"
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


def _refuse(self, target):
    raise OSError(30, "read-only file system")


def test_unchanged_choice_writes_nothing(tmp_path):
    file = tmp_path / "settings.toml"
    write_default_choice(file, None)
    assert not file.exists()
