"""Lets one process at a time replace packs, so that none sees or undoes half a replacement."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

LOCK_NAME = ".lock"

_PATIENCE_S = 5.0
_POLL_S = 0.01


@contextmanager
def held(folder: Path) -> Iterator[bool]:
    """Hold the lock of ``folder``, and say whether it was obtained within some seconds.

    The system frees the lock of a process that ends, however it ends. Threads exclude each other
    like processes. Raises OSError if the folder is not writable.
    """
    with (folder / LOCK_NAME).open("ab") as file:
        deadline = time.monotonic() + _PATIENCE_S
        while not (has_it := _try_lock(file)) and time.monotonic() < deadline:
            time.sleep(_POLL_S)
        try:
            yield has_it
        finally:
            if has_it:
                _unlock(file)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
