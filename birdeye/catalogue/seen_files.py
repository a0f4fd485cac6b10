"""Files of photos as they were when they were last read, which tells whether they changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from birdeye.catalogue.database import Database
from birdeye.catalogue.photo_rows import with_paths
from birdeye.catalogue.stored_values import stored_path
from birdeye.domain.photos import SeenFile


def seen_before(database: Database, path: Path) -> SeenFile | None:
    """The file at ``path`` as it was when its content was last read, None if it never was.

    Also None if an earlier version read it, so that it is read again for its picture hash.
    """
    row = database.row(
        "SELECT content_hash, size, mtime_ns FROM photo WHERE path = ? AND content_hash != '' "
        "AND image_id IN (SELECT image_id FROM image_picture)",
        (stored_path(path),),
    )
    return None if row is None else SeenFile(path, *row)


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A photo's file when it was looked at last, at ``moment_ns`` since 1970.

    The moment is None if it could not be read. ``size`` and ``time_ns`` are as `size_and_time`
    gives them, None where they show nothing.
    """

    photo_id: int
    path: Path
    moment_ns: int | None
    size: int | None
    time_ns: int | None


def files_looked_at(database: Database, photo_ids: Iterable[int]) -> Iterator[LookedAt]:
    """The files of these photos, in order; those that were never looked at are left out."""
    rows = database.rows(
        "SELECT photo.id, photo.path, error IS NULL, seen_at, size, mtime_ns "
        "FROM json_each(?) AS wanted JOIN photo ON photo.id = wanted.value "
        "WHERE content_hash != '' OR error IS NOT NULL ORDER BY wanted.key",
        (json.dumps(list(photo_ids)),),
    )
    for photo_id, stored, was_read, seen_at_ms, *known in rows:
        for _, path in with_paths([(photo_id, stored)]):
            if was_read:
                yield LookedAt(photo_id, path, seen_at_ms * 1_000_000, *known)
            else:
                yield LookedAt(photo_id, path, None, None, None)


def note_seen(database: Database, photo_id: int, seen: SeenFile, image_id: int) -> None:
    """Record the content of a photo's file, and that it could be read."""
    database.execute(
        "UPDATE photo SET content_hash = ?, size = ?, mtime_ns = ?, image_id = ?, error = NULL "
        "WHERE id = ?",
        (seen.content_hash, seen.size, seen.mtime_ns, image_id, photo_id),
    )
