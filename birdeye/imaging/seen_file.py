"""Looks at a photo's file: what it holds, and whether that is still what it held before."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import replace
from pathlib import Path

from birdeye.domain.photos import SeenFile
from birdeye.imaging.regular_files import open_regular
from birdeye.imaging.undecodable import Undecodable

_SETTLED_NS = 3 * 10**9
"""A file that was written less long ago may be written again without a sign of it: its time of
change has steps of up to two seconds (FAT). So does one that claims to come from the future."""


def look_at_file(path: Path, before: SeenFile | None = None) -> SeenFile:
    """The file at ``path`` as it is now; its content is read unless it is as it was ``before``.

    A file that cannot be read has no ``content_hash``; to open it as a photo says why.
    """
    try:
        status = path.stat()
        if before is not None and (before.size, before.mtime_ns) == _size_and_time(status):
            return before
        with open_regular(path) as file:
            status = os.fstat(file.fileno())
            content_hash = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError, Undecodable):
        return SeenFile(path)
    if time.time_ns() - status.st_mtime_ns < _SETTLED_NS:
        return SeenFile(path, content_hash)
    return SeenFile(path, content_hash, *_size_and_time(status))


def unless_changed(seen: SeenFile) -> SeenFile:
    """``seen``, but with nothing to know the file by next time where it has changed since."""
    try:
        same = (seen.size, seen.mtime_ns) == _size_and_time(seen.path.stat())
    except (OSError, ValueError):
        same = False
    return seen if same else replace(seen, size=None, mtime_ns=None)


def _size_and_time(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns
