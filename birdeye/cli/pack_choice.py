"""Which model pack a command works with."""

from __future__ import annotations

from pathlib import Path

from birdeye import locations
from birdeye.packs.library import PackLibrary
from birdeye.packs.pack import Pack, load_pack


def installed_packs() -> PackLibrary:
    """The packs of this installation and of this user."""
    return PackLibrary(
        locations.builtin_packs_folder(), locations.user_packs_folder(), locations.settings_file()
    )


def chosen_pack(word: str | None) -> Pack:
    """The pack with the id ``word``, or in the folder ``word``; the default one for None.

    Raises `PackNotFound` or `PackInvalid`.
    """
    if word is None:
        return installed_packs().default()
    folder = Path(word)
    if folder.name != word and folder.is_dir():
        return load_pack(folder)
    return installed_packs().get(word)
