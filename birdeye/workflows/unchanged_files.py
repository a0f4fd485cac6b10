"""Tells whether the file of a photo still shows what was identified.

It may have been edited since, or another photo may have taken its name, as cameras begin anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.seen_files import LookedAt
from birdeye.domain.file_times import is_as_before, size_and_time
from birdeye.imaging.seen_file import look_at_file


def is_unchanged(catalogue: Catalogue, photo_id: int, path: Path) -> bool:
    """Whether it does, as far as the file can be read; other metadata make no other photo.

    The content is read only if size or modification time differ.
    """
    before = catalogue.seen_before(path)
    seen = look_at_file(path, before)
    if seen is before or seen.picture is None:
        return True
    return catalogue.recognises(photo_id, seen)


class ChangedFiles:
    """Notices files that were changed since they were looked at, and tells of each change once.

    One that could not be read is as if it had changed.
    """

    def __init__(self) -> None:
        self._told: dict[int, tuple[int, int]] = {}
        """By the id of a photo: size and time at the last change."""

    def among(self, files: Iterable[LookedAt]) -> dict[int, tuple[int, int]]:
        """Size and time of those that changed, by the id of the photo, unless they were `told`.

        Missing ones did not change. Checks each file, reads none.
        """
        changed = {}
        for file in files:
            try:
                status = file.path.stat()
            except (OSError, ValueError):
                self._told.pop(file.photo_id, None)  # it may come back with the time that it had
                continue
            now = size_and_time(status)
            if not _is_same(file, status) and self._told.get(file.photo_id) != now:
                changed[file.photo_id] = now
        return changed

    def told(self, changed: Mapping[int, tuple[int, int]]) -> list[int]:
        """The photos of what `among` found that nobody was told of; now somebody is."""
        new = [photo_id for photo_id, now in changed.items() if self._told.get(photo_id) != now]
        self._told.update(changed)
        return new


def _is_same(file: LookedAt, status: os.stat_result) -> bool:
    if file.size is not None or file.moment_ns is None:
        return is_as_before(status, file.size, file.time_ns)
    # It had been written a moment before it was read.
    return max(status.st_mtime_ns, status.st_ctime_ns) < file.moment_ns
