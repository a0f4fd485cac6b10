"""The folders that the user's packs are in: each comes, goes and is replaced as a whole.

An installation that ends between two steps is undone by whoever looks next, and one in progress is
waited for, so that no program sees half a pack.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from birdeye.domain.errors import CannotWrite, or_cannot_write
from birdeye.packs.library_lock import held
from birdeye.private_files import make_private_folder

LOOKS = 20
"""How often in a row a pack may be replaced between two looks."""

_INCOMING, _OUTGOING, _REPLACED = ".incoming-", ".outgoing-", ".replaced-"
_STALE_S = 24 * 3600

_log = logging.getLogger(__name__)


def new_folder(parent: Path) -> Path:
    """An empty folder to build a pack in, for `put_in_place`; raises `CannotWrite`."""
    with or_cannot_write(parent):
        make_private_folder(parent)
        _sweep(parent)
        return Path(tempfile.mkdtemp(prefix=_INCOMING, dir=parent))


def put_in_place(incoming: Path, target: Path) -> None:
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


def take_away(folder: Path) -> None:
    """Delete a pack's folder; raises `CannotWrite`."""
    outgoing = folder.with_name(f"{_OUTGOING}{os.getpid()}-{folder.name}")
    # Renamed first, so that an interrupted removal does not leave half a pack.
    with or_cannot_write(folder), held(folder.parent):
        folder.rename(outgoing)
    shutil.rmtree(outgoing, ignore_errors=True)


def folders_in(parent: Path) -> list[Path]:
    """The folders in ``parent`` by name; raises `OSError`."""
    return _folders_among(sorted(parent.iterdir()))


def settled_folders_in(parent: Path) -> list[Path]:
    """The folders below ``parent`` by name, read again while one is being replaced.

    A single listing has to show both the packs and the replacements in progress: of two listings,
    the first may come after the first rename and the second after the last.
    """
    paths: list[Path] = []
    for _ in range(LOOKS):
        settled = bring_back_replaced(parent)
        paths = sorted(parent.iterdir())
        if not settled or not any(path.name.startswith(_REPLACED) for path in paths):
            break
    return _folders_among(paths)


def _folders_among(paths: Iterable[Path]) -> list[Path]:
    # One that is missing at this moment may be about to return: only files are left out.
    return [path for path in paths if not path.name.startswith(".") and not path.is_file()]


def bring_back_replaced(parent: Path) -> bool:
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


def identity(folder: Path) -> tuple[int, int] | None:
    """What distinguishes a folder from its replacement; None if there is no folder."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def identity_and_time(file: Path) -> tuple[int, int, int] | None:
    """What distinguishes a file from its replacement; None if there is none."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino, status.st_mtime_ns


def _sweep(parent: Path) -> None:
    """Delete what installations and removals left behind that were interrupted long ago."""
    for prefix in (_INCOMING, _OUTGOING):
        for folder in parent.glob(prefix + "*"):
            with suppress(FileNotFoundError):  # removed by another program
                if time.time() - folder.stat().st_mtime > _STALE_S:
                    shutil.rmtree(folder, ignore_errors=True)
