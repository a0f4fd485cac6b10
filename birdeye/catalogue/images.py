"""Images: what is known about a photo, whichever files contain it, and how its files lead to it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from birdeye.catalogue.database import Database
from birdeye.catalogue.moved_work import move_work
from birdeye.catalogue.photo_rows import is_gone
from birdeye.catalogue.stored_values import (
    METADATA_COLUMNS,
    UNREADABLE,
    metadata_columns,
    metadata_from,
    stored_path,
)
from birdeye.catalogue.turned_photos import image_turned
from birdeye.domain.photos import PhotoMetadata, SeenFile, facts_of_copies


def image_with_hash(database: Database, content_hash: str) -> int | None:
    """The image that is known by ``content_hash``, None for a new one."""
    row = database.row("SELECT image_id FROM image_hash WHERE content_hash = ?", (content_hash,))
    return None if row is None else int(row[0])


def image_seen(database: Database, seen: SeenFile) -> int | None:
    """The image that a file shows, by its content or else by its picture; None for a new one.

    Of several with the same picture it is the one that the photo at that path showed before, else
    the one with the most reviews.
    """
    known = image_with_hash(database, seen.content_hash)
    if known is not None or seen.picture is None:
        return known
    row = database.row(
        "SELECT image_id FROM image_picture WHERE picture_hash = ? ORDER BY "
        "image_id IN (SELECT image_id FROM photo WHERE path = ?) DESC, "
        "(SELECT count(*) FROM bird WHERE bird.image_id = image_picture.image_id "
        "AND verdict != 'unreviewed') DESC, image_id LIMIT 1",
        (seen.picture.picture_hash, stored_path(seen.path)),
    )
    return None if row is None else int(row[0])


def has_picture(database: Database, image_id: int) -> bool:
    """Whether the picture hash of the image is known; not the case in catalogues of earlier
    versions."""
    sql = "SELECT 1 FROM image_picture WHERE image_id = ? LIMIT 1"
    return database.row(sql, (image_id,)) is not None


def image_of_photo(database: Database, photo_id: int) -> int | None:
    """The image that the photo showed when its file was last examined."""
    row = database.row("SELECT image_id FROM photo WHERE id = ?", (photo_id,))
    return None if row is None else row[0]


def image_to_change(database: Database, photo_id: int) -> int | None:
    """The image of a photo, created if the photo is still waiting; None if there is no such
    photo."""
    row = database.row("SELECT image_id FROM photo WHERE id = ?", (photo_id,))
    if row is None:
        return None
    (image_id,) = row
    if image_id is None:
        image_id = database.insert("INSERT INTO image DEFAULT VALUES", ())
        database.execute("UPDATE photo SET image_id = ? WHERE id = ?", (image_id, photo_id))
    return image_id


def recognise(
    database: Database, photo_id: int, seen: SeenFile, looks_same: Callable[[int], bool]
) -> int:
    """The image that a file shows which was just read: a known one, or a new one.

    What a file at the same path showed before proves nothing, because other photos take the names
    of deleted ones. ``looks_same`` is asked about an image whose picture hash is unknown because an
    earlier version identified it.
    """
    before = image_of_photo(database, photo_id)
    image_id = image_seen(database, seen)
    if image_id is None:
        image_id = image_turned(database, seen)
    if image_id is not None:
        if before not in (None, image_id) and not has_hash(database, before):
            move_work(database, before, image_id)
    elif before is not None and (
        not has_hash(database, before) or (not has_picture(database, before) and looks_same(before))
    ):
        image_id = before
    else:
        image_id = database.insert("INSERT INTO image DEFAULT VALUES", ())
    note_content(database, image_id, seen)
    return image_id


def note_content(database: Database, image_id: int, seen: SeenFile) -> None:
    """Have the image known by the content of a file that shows it, and by its picture."""
    database.execute(
        "INSERT OR IGNORE INTO image_hash VALUES (?, ?)", (seen.content_hash, image_id)
    )
    if seen.picture is not None:
        database.execute(
            "INSERT OR IGNORE INTO image_picture VALUES (?, ?)",
            (seen.picture.picture_hash, image_id),
        )


def facts_of(database: Database, image_id: int) -> PhotoMetadata:
    """What the files of an image say, as far as known; raises one of `UNREADABLE`."""
    columns = ", ".join(METADATA_COLUMNS)
    row = database.row(f"SELECT {columns} FROM image WHERE id = ?", (image_id,))
    return metadata_from(row or ())


def describe(
    database: Database,
    image_id: int,
    path: Path,
    width: int,
    height: int,
    metadata: PhotoMetadata,
) -> None:
    """Keep size and metadata of a file that was just read, with what its copies say."""
    others = database.rows(
        "SELECT path FROM photo WHERE image_id = ? AND path != ?", (image_id, stored_path(path))
    )
    # One that was moved is no copy: what was removed from it since must not come back.
    if not all(is_gone(other) for (other,) in others):
        with suppress(*UNREADABLE):
            metadata = facts_of_copies(facts_of(database, image_id), metadata)
    columns = ", ".join(f"{column} = ?" for column in METADATA_COLUMNS)
    database.execute(
        f"UPDATE image SET width = ?, height = ?, {columns} WHERE id = ?",
        (width, height, *metadata_columns(metadata), image_id),
    )


def note_rewritten(database: Database, content_hash: str, new_hash: str) -> None:
    """Add ``new_hash`` to the image of ``content_hash``."""
    database.execute(
        "INSERT OR IGNORE INTO image_hash "
        "SELECT ?, image_id FROM image_hash WHERE content_hash = ?",
        (new_hash, content_hash),
    )


def has_hash(database: Database, image_id: int) -> bool:
    """Whether the content of any of its files is known."""
    sql = "SELECT 1 FROM image_hash WHERE image_id = ? LIMIT 1"
    return database.row(sql, (image_id,)) is not None
