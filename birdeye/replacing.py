"""Files that are complete at every moment: written beside their place, then moved there."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_FOR_THE_USER = 0o600
_AS_USUAL = 0o666  # less what the user's umask takes away


@contextmanager
def replacing_file(path: Path, *, private: bool = False, synced: bool = True) -> Iterator[BinaryIO]:
    """A new file that replaces ``path`` when the ``with`` block ends without an error.

    Any other way out leaves what was there before, and nothing beside it. ``private`` files are for
    the user alone. Unless ``synced`` is false, the content is on the disk before it replaces
    anything, so that a power failure costs neither. Raises `OSError`.
    """
    temporary = path.with_name(f".{uuid.uuid4().hex}.part")

    def create(name: str, flags: int) -> int:
        return os.open(name, flags, _FOR_THE_USER if private else _AS_USUAL)

    try:
        # "x": never through something that somebody has put there.
        with open(temporary, "xb", opener=create) as file:
            yield file
            if synced:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
