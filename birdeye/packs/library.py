"""The packs of this computer: those that came with the program and those that the user added."""

from __future__ import annotations

import difflib
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from birdeye import locations
from birdeye.domain.errors import (
    BirdeyeError,
    CannotWrite,
    PackInvalid,
    PackNotFound,
    or_cannot_write,
)
from birdeye.packs.default_choice import read_default_choice, write_default_choice
from birdeye.packs.library_lock import held
from birdeye.packs.manifest_file import MANIFEST_NAME
from birdeye.packs.pack import BrokenPack, Pack, load_pack
from birdeye.packs.pack_source import open_source
from birdeye.packs.transfer import unpack
from birdeye.packs.verification import verify_pack
from birdeye.private_files import make_private_folder

_INCOMING, _OUTGOING, _REPLACED = ".incoming-", ".outgoing-", ".replaced-"
_STALE_S = 24 * 3600
_LOOKS = 20  # how often in a row a pack may be replaced between two looks

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
            (str(folder), _identity(folder), _identity_and_time(folder / MANIFEST_NAME))
            for parent in (self.builtin_folder, self.user_folder)
            for folder in _visible_in(parent)
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
        incoming = self._new_folder()
        try:
            with open_source(source) as opened:
                manifest = unpack(opened, incoming, source.name)
            pack = verify_pack(incoming, subject=source.name)
            self._refuse_older_than_builtin(pack)
            target = self.user_folder / manifest.id
            _swap_in(incoming, target)
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
            outgoing = self.user_folder / f"{_OUTGOING}{os.getpid()}-{pack.folder.name}"
            # Renamed first, so that an interrupted removal does not leave half a pack.
            with or_cannot_write(pack.folder), held(self.user_folder):
                pack.folder.rename(outgoing)
            shutil.rmtree(outgoing, ignore_errors=True)
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
            folders = _folders_in(parent, builtin)
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

    def _new_folder(self) -> Path:
        with or_cannot_write(self.user_folder):
            make_private_folder(self.user_folder)
            _sweep(self.user_folder)
            return Path(tempfile.mkdtemp(prefix=_INCOMING, dir=self.user_folder))


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
    for _ in range(_LOOKS):
        before = _identity(folder)
        pack = _pack_in(folder, builtin=False)
        if isinstance(pack, Pack) or (before is not None and _identity(folder) == before):
            return pack
        _bring_back_replaced(folder.parent)  # waits for a replacement in progress
    return pack if folder.is_dir() else None


def _identity(folder: Path) -> tuple[int, int] | None:
    """What distinguishes a folder from its replacement; None if there is no folder."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _identity_and_time(file: Path) -> tuple[int, int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino, status.st_mtime_ns


def _visible_in(parent: Path) -> list[Path]:
    try:
        return sorted(path for path in parent.iterdir() if not path.name.startswith("."))
    except OSError:
        return []


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


def _swap_in(incoming: Path, target: Path) -> None:
    """Replace ``target`` with ``incoming``; it comes back if that fails."""
    replaced = target.with_name(_REPLACED + target.name)
    with or_cannot_write(target), held(target.parent) as has_it:
        if not has_it:
            reason = "another Birdeye is changing the packs"
            raise CannotWrite(target, reason, "Try again in a moment.")
        if target.exists():
            shutil.rmtree(replaced, ignore_errors=True)
            target.rename(replaced)
        try:
            incoming.rename(target)
        except OSError:
            if replaced.exists():
                replaced.rename(target)
            raise
        shutil.rmtree(replaced, ignore_errors=True)


def _folders_in(parent: Path, builtin: bool) -> list[Path]:
    """The folders below ``parent`` by name, read again while one is being replaced.

    A single listing has to show both the packs and the replacements in progress: of two listings,
    the first may come after the first rename and the second after the last.
    """
    paths: list[Path] = []
    for _ in range(_LOOKS):
        settled = builtin or _bring_back_replaced(parent)
        paths = sorted(parent.iterdir())
        if not settled or not any(path.name.startswith(_REPLACED) for path in paths):
            break
    # One that is missing at this moment may be about to return: only files are left out.
    return [path for path in paths if not path.name.startswith(".") and not path.is_file()]


def _bring_back_replaced(parent: Path) -> bool:
    """Undo a replacement that was interrupted between its two renames, but none in progress.

    Returns False if that failed.
    """
    if not any(parent.glob(_REPLACED + "*")):
        return True
    try:
        with held(parent) as has_it:
            if not has_it:
                return False
            for replaced in parent.glob(_REPLACED + "*"):
                target = replaced.with_name(replaced.name.removeprefix(_REPLACED))
                if target.exists():
                    shutil.rmtree(replaced, ignore_errors=True)
                else:
                    replaced.rename(target)
    except OSError as error:
        _log.warning("a pack in %s could not be restored: %s", parent, error)
        return False
    return True


def _sweep(parent: Path) -> None:
    """Delete what installations and removals left behind that were interrupted long ago."""
    for prefix in (_INCOMING, _OUTGOING):
        for folder in parent.glob(prefix + "*"):
            if time.time() - folder.stat().st_mtime > _STALE_S:
                shutil.rmtree(folder, ignore_errors=True)
