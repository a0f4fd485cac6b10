"""Photos by the files they were seen in, and which of them the window shows."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from birdeye.catalogue.database import Database
from birdeye.catalogue.stored_values import UNREADABLE, moment_from, path_from, stored_path
from birdeye.domain.file_times import is_as_before
from birdeye.domain.records import PackVersion

_log = logging.getLogger(__name__)

_NOTE_PHOTO = (
    "INSERT INTO photo (path, seen_at) VALUES (?, ?) "
    "ON CONFLICT (path) DO UPDATE SET seen_at = excluded.seen_at"
)


def photo_at(database: Database, path: Path) -> int:
    """The id of the photo at ``path``, which is recorded now unless it already was."""
    stored, now = stored_path(path), _now_ms()
    database.execute(_NOTE_PHOTO, (stored, now))
    return _ids_by_path(database, [stored])[stored]


def put_on_show(database: Database, paths: Iterable[Path]) -> tuple[int, ...]:
    """Add photos to the end of those shown; those already shown keep their places."""
    stored, now = [stored_path(path) for path in paths], _now_ms()
    with database.transaction():
        database.execute_many(_NOTE_PHOTO, [(each, now) for each in stored])
        ids = _ids_by_path(database, stored)
        database.execute_many(
            "INSERT INTO on_show (photo_id) VALUES (?) ON CONFLICT (photo_id) DO NOTHING",
            [(ids[each],) for each in stored],
        )
    return tuple(ids[each] for each in stored)


def take_off_show(database: Database, photo_ids: Sequence[int] | None) -> None:
    """Stop showing these photos, or all of them; what is known about them stays."""
    if photo_ids is None:
        database.execute("DELETE FROM on_show")
        return
    database.execute(
        "DELETE FROM on_show WHERE photo_id IN (SELECT value FROM json_each(?))",
        (json.dumps(photo_ids),),
    )


def on_show(database: Database) -> tuple[tuple[int, Path], ...]:
    """(photo_id, path) of the photos shown, in order."""
    rows = database.rows(
        "SELECT photo.id, photo.path FROM on_show "
        "JOIN photo ON photo.id = on_show.photo_id ORDER BY position"
    )
    return tuple(with_paths(rows))


def ids_on_show(database: Database) -> list[int]:
    """The ids of the photos shown, in order."""
    rows = database.rows("SELECT photo_id FROM on_show ORDER BY position")
    return [photo_id for (photo_id,) in rows]


def to_identify(
    database: Database, pack: PackVersion, photo_ids: Iterable[int]
) -> Iterator[tuple[int, Path]]:
    """(photo_id, path) of the photos that ``pack`` should identify, in order."""
    rows = database.rows(
        "SELECT photo.id, photo.path, size, mtime_ns, result.id IS NOT NULL, "
        "image.id IN (SELECT image_id FROM image_picture) "
        "FROM json_each(?) AS wanted JOIN photo ON photo.id = wanted.value "
        "LEFT JOIN image ON image.id = photo.image_id AND photo.error IS NULL "
        "AND image.pack_id = ? AND image.pack_version = ? "
        "LEFT JOIN result ON result.image_id = image.id AND result.pack_id = ? "
        "AND fingerprint = ? ORDER BY wanted.key",
        (
            json.dumps(list(photo_ids)),
            pack.pack_id,
            pack.version,
            pack.pack_id,
            pack.fingerprint,
        ),
    )
    for photo_id, stored, size, mtime_ns, has_result, has_picture in rows:
        known = (size, mtime_ns) if has_picture else None
        for _, path in with_paths([(photo_id, stored)]):
            if not has_result or _has_changed(path, known):
                yield photo_id, path


def of_other_packs(
    database: Database, pack: PackVersion, photo_ids: Iterable[int]
) -> Iterator[int]:
    """The photos whose birds another pack or version found, in order."""
    rows = database.rows(
        "SELECT photo.id FROM json_each(?) AS wanted JOIN photo ON photo.id = wanted.value "
        "JOIN image ON image.id = photo.image_id WHERE photo.error IS NULL "
        "AND image.pack_id != '' AND (image.pack_id != ? OR image.pack_version != ?) "
        "ORDER BY wanted.key",
        (json.dumps(list(photo_ids)), pack.pack_id, pack.version),
    )
    return (photo_id for (photo_id,) in rows)


def _ids_by_path(database: Database, stored: Sequence[str | bytes]) -> dict[str | bytes, int]:
    """The ids of existing photos, by their stored paths."""
    texts = [each for each in stored if isinstance(each, str)]
    ids: dict[str | bytes, int] = dict(
        database.rows(
            "SELECT photo.path, photo.id FROM json_each(?) AS wanted "
            "JOIN photo ON photo.path = wanted.value",
            (json.dumps(texts),),
        )
    )
    for each in stored:  # JSON holds no bytes
        if isinstance(each, bytes):
            ids |= database.rows("SELECT path, id FROM photo WHERE path = ?", (each,))
    return ids


def _has_changed(path: Path, known: tuple[int | None, int | None] | None) -> bool:
    """Whether the file exists and may have changed; its content is not read.

    ``known`` are its size and modification time, None if it has to be read anyway.
    """
    try:
        status = path.stat()
    except (OSError, ValueError):
        return False
    return known is None or not is_as_before(status, *known)


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """What tells which files are one photo; ``taken`` is when, as in `PhotoRecord`."""

    photo_id: int
    path: Path
    taken: datetime | None
    image_id: int | None


def files_of_photos(database: Database, photo_ids: Iterable[int]) -> list[PhotoFile]:
    """The files with these ids, by id; those that make no sense are left out."""
    rows = database.rows(
        "SELECT photo.id, path, coalesce(set_taken, taken), image_id FROM photo "
        "LEFT JOIN image ON image.id = image_id "
        "WHERE photo.id IN (SELECT value FROM json_each(?)) ORDER BY photo.id",
        (json.dumps(list(photo_ids)),),
    )
    found: list[PhotoFile] = []
    for photo_id, path, taken, image_id in rows:
        with suppress(*UNREADABLE):
            file = PhotoFile(photo_id, path_from(path), moment_from(taken), image_id)
            found.append(file)
    return found


def photos_of_images(database: Database, image_ids: Iterable[int]) -> tuple[int, ...]:
    """Every photo that shows one of these images, copies included."""
    rows = database.rows(
        "SELECT id FROM photo WHERE image_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(image_ids)),),
    )
    return tuple(photo_id for (photo_id,) in rows)


def with_copies(database: Database, photo_ids: Iterable[int]) -> tuple[int, ...]:
    """These photos and every other one that shows one of their images."""
    rows = database.rows(
        "WITH wanted AS (SELECT value FROM json_each(?)) "
        "SELECT value FROM wanted UNION SELECT id FROM photo WHERE image_id IN "
        "(SELECT image_id FROM photo WHERE id IN (SELECT value FROM wanted))",
        (json.dumps(list(photo_ids)),),
    )
    return tuple(photo_id for (photo_id,) in rows)


def photos_at(database: Database, paths: Iterable[Path]) -> tuple[int, ...]:
    """The photos at these paths or below them, in the order of their paths."""
    wanted = frozenset(path_from(stored_path(path)) for path in paths)
    found: list[tuple[Path, int]] = []
    for photo_id, path in with_paths(database.rows("SELECT id, path FROM photo")):
        if path in wanted or not wanted.isdisjoint(path.parents):
            found.append((path, photo_id))
    return tuple(photo_id for _, photo_id in sorted(found))


def unknown_paths(database: Database, paths: Iterable[Path]) -> tuple[Path, ...]:
    """Those of ``paths`` at or below which there is no photo."""
    unknown = {path_from(stored_path(path)): path for path in paths}
    for _, path in with_paths(database.rows("SELECT id, path FROM photo")):
        for place in (path, *path.parents):
            unknown.pop(place, None)
    return tuple(unknown.values())


def is_there(path: Path) -> bool:
    """Whether a file is where a photo was seen; False if it cannot be asked."""
    try:
        return path.exists()
    except (ValueError, OSError):
        return False


def is_gone(stored: str | bytes) -> bool:
    """Whether a photo was moved or deleted; not known if its folder is not there, as on a disk that
    is unplugged."""
    try:
        path = path_from(stored)
        return path.parent.exists() and not path.exists()
    except (*UNREADABLE, OSError):
        return False


def is_photo(database: Database, path: Path) -> bool:
    """Whether a photo was seen at exactly this path."""
    return database.row("SELECT 1 FROM photo WHERE path = ?", (stored_path(path),)) is not None


def with_paths(rows: Iterable[tuple[int, Any]]) -> Iterator[tuple[int, Path]]:
    """(photo_id, path) of rows with stored paths; nonsense is skipped."""
    for photo_id, stored in rows:
        try:
            yield photo_id, path_from(stored)
        except UNREADABLE:
            _log.warning("The path of photo %s makes no sense: %r", photo_id, stored)


def photos_of_birds(database: Database, bird_ids: Iterable[int]) -> tuple[int, ...]:
    """Every photo that shows one of these birds, copies included."""
    rows = database.rows(
        "SELECT DISTINCT photo.id FROM photo JOIN bird ON bird.image_id = photo.image_id "
        "WHERE bird.id IN (SELECT value FROM json_each(?)) ORDER BY photo.id",
        (json.dumps(list(bird_ids)),),
    )
    return tuple(photo_id for (photo_id,) in rows)


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
