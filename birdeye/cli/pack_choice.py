"""Which model pack a command works with."""

from __future__ import annotations

from pathlib import Path

from birdeye import locations
from birdeye.packs.library import PackLibrary
from birdeye.packs.pack import Pack, load_pack


def chosen_pack(word: str | None) -> Pack:
    """The pack with the id ``word``, or in the folder ``word``; the default one for None.

    A folder is written with a slash, such as ``./herons``. Raises `PackNotFound` or `PackInvalid`.
    """
    if word is not None and Path(word).name != word and _is_folder(Path(word)):
        return load_pack(Path(word))
    library = PackLibrary.of_this_computer()
    return library.default() if word is None else library.get(word)


def chosen_pack_with_all_names(word: str | None) -> Pack:
    """`chosen_pack` with the names of the program's table in all languages."""
    from birdeye.taxonomy.species_table import read_species_table
    from birdeye.workflows.world_names import with_world_names

    return with_world_names(chosen_pack(word), read_species_table(locations.names_folder()))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long, or a folder without read permission
        return False
