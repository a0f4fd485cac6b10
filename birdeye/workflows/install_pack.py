"""Adds a model pack and reports what that changed, for both the window and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from birdeye.packs.library import PackLibrary
from birdeye.packs.pack import Pack


@dataclass(frozen=True, slots=True)
class InstalledPack:
    """The pack that was added; ``replaced_version`` is that of the one before, None for a new one.

    ``is_default`` says whether photos are identified with it from now on.
    """

    pack: Pack
    replaced_version: str | None
    is_default: bool


def install_pack(source: Path, library: PackLibrary) -> InstalledPack:
    """Add the pack in a folder or a .birdpack file; the one in use stays in use.

    Raises `PackInvalid` with all its problems, `CannotWrite`, and `BirdeyeError` if a newer version
    is built in; what was installed before is then unharmed.
    """
    before = {each.id: each for each in library.packs() if isinstance(each, Pack)}
    in_use = library.default().id if before else None
    pack = library.install(source)
    if in_use is not None and library.default().id != in_use:
        library.set_default(in_use)
    replaced = before.get(pack.id)
    is_default = library.default().id == pack.id
    return InstalledPack(pack, replaced.manifest.version if replaced else None, is_default)
