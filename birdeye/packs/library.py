"""The packs of this computer: those that came with the program and those that the user added."""

from __future__ import annotations

import difflib
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

from birdeye import locations
from birdeye.domain.errors import (
    BirdeyeError,
    PackInvalid,
    PackNotFound,
)
from birdeye.packs.default_choice import read_default_choice, write_default_choice
from birdeye.packs.manifest_file import MANIFEST_NAME
from birdeye.packs.pack import BrokenPack, Pack, load_pack
from birdeye.packs.pack_folders import (
    LOOKS,
    bring_back_replaced,
    folders_in,
    identity,
    identity_and_time,
    new_folder,
    put_in_place,
    settled_folders_in,
    take_away,
)
from birdeye.packs.pack_source import open_source
from birdeye.packs.transfer import unpack
from birdeye.packs.verification import verify_pack

_log = logging.getLogger(__name__)


class PackLibrary:
    """Finds, adds and removes packs.

    If two packs have the same id, the newer version is used; if the versions are equal, the user's.
    So an old copy does not hold back an update of the program, and what the user adds takes effect.
    Nothing is cached, so that a library shows what is on disk at the time.
    """

    def __init__(self, builtin_folder: Path, user_folder: Path, settings_file: Path) -> None:
        self.builtin_folder = builtin_folder
        self.user_folder = user_folder
        self.settings_file = settings_file

    @classmethod
    def of_this_computer(cls) -> PackLibrary:
        """The library at the usual places."""
        return cls(
            locations.builtin_packs_folder(),
            locations.user_packs_folder(),
            locations.settings_file(),
        )

    def packs(self) -> list[Pack | BrokenPack]:
        """Every pack once, built-in ones first, then by title; broken ones last, with reasons."""
        found = [
            *self._load_all(self.builtin_folder, True),
            *self._load_all(self.user_folder, False),
        ]
        usable: dict[str, Pack] = {}
        for pack in found:
            if isinstance(pack, Pack):
                rival = usable.get(pack.id)
                if rival is None or _precedence(pack) > _precedence(rival):
                    usable[pack.id] = pack
        # An update of a built-in pack that the user added keeps its place, which makes it the
        # default.
        builtin_ids = {pack.id for pack in found if pack.builtin}
        in_order = sorted(
            usable.values(), key=lambda pack: (pack.id not in builtin_ids, pack.title.casefold())
        )
        return [*in_order, *(pack for pack in found if isinstance(pack, BrokenPack))]

    def stamp(self) -> tuple[object, ...]:
        """Changes when a pack comes, goes or is replaced, or another is chosen. Quick: reads none.

        Nothing else is to be read from it, and what cannot be read is no error.
        """
        folders = [
            (str(folder), identity(folder), identity_and_time(folder / MANIFEST_NAME))
            for parent in (self.builtin_folder, self.user_folder)
            for folder in _readable_folders_in(parent)
        ]
        return (*folders, read_default_choice(self.settings_file))

    def get(self, pack_id: str) -> Pack:
        """The pack with that id; raises `PackNotFound`, or `PackInvalid` for a broken one."""
        packs = self.packs()
        for pack in packs:
            if pack.id == pack_id and isinstance(pack, Pack):
                return pack
        for pack in packs:
            if pack.id == pack_id and isinstance(pack, BrokenPack):
                raise pack.error
        raise PackNotFound(_not_found(pack_id, [pack.id for pack in packs]))

    def default(self) -> Pack:
        """The pack to use: the user's choice, the installer's, the built-in one, or any.

        A choice that is gone or broken is skipped, with a warning in the log, because a picture
        viewer that refuses to start would help nobody. Raises `PackNotFound` if no pack can be used
        at all.
        """
        packs = self.packs()
        usable = [pack for pack in packs if isinstance(pack, Pack)]
        shipped_settings = self.builtin_folder / self.settings_file.name
        for settings in (self.settings_file, shipped_settings):
            choice = read_default_choice(settings)
            for pack in usable:
                if pack.id == choice:
                    return pack
            if choice is not None:
                _log.warning("The chosen model pack %r cannot be used; using another one.", choice)
        if usable:
            return usable[0]
        if packs:
            broken = " ".join(str(pack.error) for pack in packs if isinstance(pack, BrokenPack))
            raise PackNotFound(f"None of the installed model packs can be used. {broken}")
        raise PackNotFound(
            "No model pack is installed, and without one Birdeye cannot identify birds. Add one "
            "in "
            "the window with Models > Add a model from a file, or with: "
            "birdeye packs add FILE.birdpack"
        )

    def set_default(self, pack_id: str) -> Pack:
        """Choose the pack to use from now on; raises as `get` does, and `CannotWrite`."""
        pack = self.get(pack_id)
        write_default_choice(self.settings_file, pack_id)
        return pack

    def install(self, source: Path) -> Pack:
        """Add the pack in a folder or a .birdpack file after checking all of it.

        A user's pack with the same id is replaced, and stays intact if anything fails. Raises
        `PackInvalid`, `CannotWrite`, and `BirdeyeError` if a newer version is built in.
        """
        incoming = new_folder(self.user_folder)
        try:
            with open_source(source) as opened:
                manifest = unpack(opened, incoming, source.name)
            pack = verify_pack(incoming, subject=source.name)
            self._refuse_older_than_builtin(pack)
            target = self.user_folder / manifest.id
            put_in_place(incoming, target)
        finally:
            shutil.rmtree(incoming, ignore_errors=True)
        return load_pack(target)

    def remove(self, pack_id: str) -> None:
        """Remove the user's pack with that id, or the broken one in the folder of that name.

        If it was the default, the choice falls back. Raises `PackNotFound`, `CannotWrite`, and
        `BirdeyeError` for a pack that came with the program.
        """
        doomed = [pack for pack in self._load_all(self.user_folder, False) if pack.id == pack_id]
        if not doomed:
            self._refuse_removal(pack_id)
        for pack in doomed:
            take_away(pack.folder)
        remains = any(pack.id == pack_id for pack in self._load_all(self.builtin_folder, True))
        if not remains and read_default_choice(self.settings_file) == pack_id:
            write_default_choice(self.settings_file, None)

    def _refuse_removal(self, pack_id: str) -> None:
        builtin = [pack.id for pack in self._load_all(self.builtin_folder, True)]
        if pack_id in builtin:
            raise BirdeyeError(
                f"The model pack “{pack_id}” came with Birdeye and cannot be removed. "
                "To use another one, choose it with: birdeye packs default ID"
            )
        raise PackNotFound(_not_found(pack_id, [pack.id for pack in self.packs()]))

    def _refuse_older_than_builtin(self, pack: Pack) -> None:
        for builtin in self._load_all(self.builtin_folder, True):
            if (
                isinstance(builtin, Pack)
                and builtin.id == pack.id
                and builtin.manifest.version_numbers > pack.manifest.version_numbers
            ):
                raise BirdeyeError(
                    f"The model pack “{pack.id}” {pack.manifest.version} is older than version "
                    f"{builtin.manifest.version}, which came with Birdeye. Nothing was changed."
                )

    def _load_all(self, parent: Path, builtin: bool) -> Iterator[Pack | BrokenPack]:
        """The packs below ``parent`` by folder name."""
        try:
            folders = folders_in(parent) if builtin else settled_folders_in(parent)
        except FileNotFoundError:
            return
        except OSError as error:
            reason = error.strerror or str(error)
            yield BrokenPack(parent, PackInvalid(parent.name, [f"It cannot be read: {reason}"]))
            return
        for folder in folders:
            # The folder of built-in packs contains sources and the training recipe as well.
            if builtin and not (folder / MANIFEST_NAME).exists():
                continue
            pack = _pack_in(folder, builtin) if builtin else _settled_pack_in(folder)
            if pack is not None:
                yield pack


def _readable_folders_in(parent: Path) -> list[Path]:
    try:
        return folders_in(parent)
    except OSError:
        return []


def _pack_in(folder: Path, builtin: bool) -> Pack | BrokenPack:
    try:
        return load_pack(folder, builtin=builtin)
    except PackInvalid as error:
        return BrokenPack(folder, error, builtin)


def _settled_pack_in(folder: Path) -> Pack | BrokenPack | None:
    """The user's pack in ``folder``, read again if it is being replaced.

    None if the pack was removed meanwhile.
    """
    pack = None
    for _ in range(LOOKS):
        before = identity(folder)
        pack = _pack_in(folder, builtin=False)
        if isinstance(pack, Pack) or (before is not None and identity(folder) == before):
            return pack
        bring_back_replaced(folder.parent)  # waits for a replacement in progress
    return pack if folder.is_dir() else None


def _precedence(pack: Pack) -> tuple[tuple[int, ...], bool]:
    return pack.manifest.version_numbers, not pack.builtin


def _not_found(pack_id: str, known: list[str]) -> str:
    near = difflib.get_close_matches(pack_id, known, n=1)
    if near:
        return f"No model pack is called “{pack_id}”. Perhaps “{near[0]}” is meant."
    if known:
        return f"No model pack is called “{pack_id}”. Installed packs: {', '.join(known)}."
    return (
        f"No model pack is called “{pack_id}”; none is installed. "
        "Add one with: birdeye packs add FILE.birdpack"
    )
