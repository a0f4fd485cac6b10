"""Folders and files that only the user may read: what they photographed where is private.

For Birdeye's own files. Exports get the usual permissions of the user's files. On Windows the
user's folders are private anyway, and nothing happens here.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_private_folder(folder: Path) -> None:
    """Create ``folder``, and missing parents, for the user alone; raises `OSError`.

    An existing folder stays unchanged.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)  # says what is in the way


def make_private_file(file: Path) -> None:
    """Create ``file``, empty and for the user alone, unless it exists; raises `OSError`."""
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def withdraw_from_others(paths: Iterable[Path]) -> None:
    """Remove other users' permissions from existing ``paths`` that belong to the user.

    Links are left alone. What cannot be changed stays: some disks have no permissions.
    """
    if sys.platform == "win32":
        return
    for path in paths:
        with suppress(OSError):
            status = path.lstat()
            is_link = stat.S_ISLNK(status.st_mode)
            if not is_link and status.st_uid == os.getuid() and status.st_mode & _OTHERS:
                path.chmod(stat.S_IMODE(status.st_mode) & ~_OTHERS)
