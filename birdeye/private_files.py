"""Folders and files that nobody but the user may read: what was photographed where is their affair.

For what Birdeye keeps for itself. What it exports gets the permissions that the user's other files
have. On Windows the user's folders are private by themselves, and nothing happens here.
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
    """Make ``folder``, and those above it that are missing, for the user alone; raises `OSError`.

    A folder that is there stays as it is.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)  # says what is in the way


def make_private_file(file: Path) -> None:
    """Make ``file``, empty and for the user alone, unless it is there; raises `OSError`."""
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def withdraw_from_others(paths: Iterable[Path]) -> None:
    """Take from others what they may do with those of ``paths`` that are there and the user's own.

    Links are left alone. What cannot be changed stays: some disks know no permissions.
    """
    if sys.platform == "win32":
        return
    for path in paths:
        with suppress(OSError):
            status = path.lstat()
            is_link = stat.S_ISLNK(status.st_mode)
            if not is_link and status.st_uid == os.getuid() and status.st_mode & _OTHERS:
                path.chmod(stat.S_IMODE(status.st_mode) & ~_OTHERS)
