"""Examines a photo's file: its content, and whether that has changed."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

from birdeye.domain.errors import PhotoUnreadable
from birdeye.domain.file_times import is_as_before, size_and_time
from birdeye.domain.photos import SeenFile, SeenPicture
from birdeye.imaging.photo_file import open_photo
from birdeye.imaging.picture_hash import hash_file, seen_picture
from birdeye.imaging.regular_files import open_regular
from birdeye.imaging.undecodable import Undecodable

SETTLED_NS = 3 * 10**9
"""A file written more recently than this may be written again unnoticed: modification times have
steps of up to two seconds (FAT). The same goes for one from the future."""


def look_at_file(path: Path, before: SeenFile | None = None) -> SeenFile:
    """The file at ``path`` as it is now; its content is read unless it is unchanged since
    ``before``.

    A file that cannot be read has no ``content_hash``; opening it as a photo says why.
    """
    try:
        status = path.stat()
        if before is not None and is_as_before(status, before.size, before.mtime_ns):
            return before
        with open_regular(path) as file:
            status = os.fstat(file.fileno())
            content_hash, pixels_hash = hash_file(file)
    except (OSError, ValueError, Undecodable):
        return SeenFile(path)
    seen = SeenFile(path, content_hash, picture=_picture(path, pixels_hash))
    if time.time_ns() - status.st_mtime_ns < SETTLED_NS:
        return seen
    size, mtime_ns = size_and_time(status)
    return replace(seen, size=size, mtime_ns=mtime_ns)


def _picture(path: Path, pixels_hash: str | None) -> SeenPicture | None:
    try:
        return seen_picture(open_photo(path), pixels_hash)
    except PhotoUnreadable:
        return None


def unless_changed(seen: SeenFile) -> SeenFile:
    """``seen``, but without what would identify the file next time if it has changed since."""
    try:
        same = is_as_before(seen.path.stat(), seen.size, seen.mtime_ns)
    except (OSError, ValueError):
        same = False
    return seen if same else replace(seen, size=None, mtime_ns=None)
