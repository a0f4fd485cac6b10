"""Shares the photo that was opened last, so that it is decoded once for the screen and the models.

Both want it within a tenth of a second, and mostly at the same reduced scale.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path

from birdeye.imaging.photo_file import PhotoFile, open_photo
from birdeye.imaging.seen_file import SETTLED_NS

_Signs = tuple[int, int, int, int]


class OpenedLast:
    """Keeps one JPEG with its decoded pixels. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: tuple[Path, _Signs, PhotoFile] | None = None

    def open(self, path: Path) -> PhotoFile:
        """The photo, kept for whoever opens it again next. Raises `PhotoUnreadable`."""
        signs = _signs_of(path)
        found = self._same(path, signs)
        if found is not None:
            return found
        photo = open_photo(path)
        if signs is not None and photo.share_decoded():
            with self._lock:
                self._kept = (path, signs, photo)
        return photo

    def open_again(self, path: Path) -> PhotoFile:
        """The one that is kept, where it is of this file as it is now; any other is opened anew,
        and not kept. Raises `PhotoUnreadable`."""
        return self._same(path, _signs_of(path)) or open_photo(path)

    def _same(self, path: Path, signs: _Signs | None) -> PhotoFile | None:
        with self._lock:
            if signs is not None and self._kept is not None and self._kept[:2] == (path, signs):
                return self._kept[2].anew()
        return None


def _signs_of(path: Path) -> _Signs | None:
    """What changes when the file does; None where that cannot be relied upon."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    if time.time_ns() - status.st_mtime_ns < SETTLED_NS:
        return None
    # The last is when the file was changed in any way, its times being set included; on Windows it
    # is when the file came to be, and harmless.
    return status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns
