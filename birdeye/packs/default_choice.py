"""Stores in the settings which pack the user chose, and leaves other settings alone."""

from __future__ import annotations

from pathlib import Path

from birdeye.packs.shared_settings import read_table, write_setting

_TABLE, _KEY = "packs", "default"


def read_default_choice(settings_file: Path) -> str | None:
    """The id of the pack that the user chose, or None; unreadable settings count as no choice."""
    choice = read_table(settings_file, _TABLE).get(_KEY)
    return choice if isinstance(choice, str) else None


def write_default_choice(settings_file: Path, pack_id: str | None) -> None:
    """Store ``pack_id`` as the choice, or no choice for None; all other settings stay.

    Raises `CannotWrite`, and `BirdeyeError` rather than replacing settings that cannot be read.
    """
    write_setting(settings_file, _TABLE, _KEY, pack_id)
