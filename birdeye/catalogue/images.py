"""Images: what is known of a photo whichever files hold it, and how its files lead to it."""

from __future__ import annotations

from birdeye.catalogue.database import Database
from birdeye.catalogue.stored_values import METADATA_COLUMNS, metadata_columns, stored_moment
from birdeye.domain.identification import PhotoResult


def image_with_hash(database: Database, content_hash: str) -> int | None:
    """The image that is known by ``content_hash``, None for a new one."""
    row = database.row("SELECT image_id FROM image_hash WHERE content_hash = ?", (content_hash,))
    return None if row is None else int(row[0])


def image_of_photo(database: Database, photo_id: int) -> int | None:
    """The image that the photo showed when somebody last looked."""
    row = database.row("SELECT image_id FROM photo WHERE id = ?", (photo_id,))
    return None if row is None else row[0]


def image_to_change(database: Database, photo_id: int) -> int | None:
    """The image of a photo, made where the photo still waits; None where there is no such photo."""
    row = database.row("SELECT image_id FROM photo WHERE id = ?", (photo_id,))
    if row is None:
        return None
    (image_id,) = row
    if image_id is None:
        image_id = database.insert("INSERT INTO image DEFAULT VALUES", ())
        database.execute("UPDATE photo SET image_id = ? WHERE id = ?", (image_id, photo_id))
    return image_id


def recognise(database: Database, photo_id: int, content_hash: str, result: PhotoResult) -> int:
    """The image that a file shows which was just read: a known one, or a new one.

    A file whose content is new is still the image that it was before where the camera's facts say
    so, as after a program wrote keywords into it.
    """
    before = image_of_photo(database, photo_id)
    known = image_with_hash(database, content_hash)
    if known is not None:
        if before not in (None, known) and not _has_hash(database, before):
            _move_work(database, before, known)
        return known
    if before is not None and (
        not _has_hash(database, before) or _is_same_shot(database, before, result)
    ):
        image_id = before
    else:
        image_id = database.insert("INSERT INTO image DEFAULT VALUES", ())
    database.execute("INSERT INTO image_hash VALUES (?, ?)", (content_hash, image_id))
    return image_id


def describe(database: Database, image_id: int, result: PhotoResult) -> None:
    """Keep size and metadata of a photo that was just read."""
    columns = ", ".join(f"{column} = ?" for column in METADATA_COLUMNS)
    database.execute(
        f"UPDATE image SET width = ?, height = ?, {columns} WHERE id = ?",
        (result.width, result.height, *metadata_columns(result.metadata), image_id),
    )


def note_rewritten(database: Database, content_hash: str, new_hash: str) -> None:
    """Know the image of ``content_hash`` by ``new_hash`` too."""
    database.execute(
        "INSERT OR IGNORE INTO image_hash "
        "SELECT ?, image_id FROM image_hash WHERE content_hash = ?",
        (new_hash, content_hash),
    )


def _has_hash(database: Database, image_id: int) -> bool:
    sql = "SELECT 1 FROM image_hash WHERE image_id = ? LIMIT 1"
    return database.row(sql, (image_id,)) is not None


def _is_same_shot(database: Database, image_id: int, result: PhotoResult) -> bool:
    """Whether size, moment and camera say so; without a moment nothing does."""
    taken, camera = stored_moment(result.metadata.taken), result.metadata.camera
    row = database.row("SELECT width, height, taken, camera FROM image WHERE id = ?", (image_id,))
    return taken is not None and row == (result.width, result.height, taken, camera)


def _move_work(database: Database, waiting: int, known: int) -> None:
    """Give a known image what a person did to a photo before it was recognised."""
    database.execute("UPDATE bird SET image_id = ? WHERE image_id = ?", (known, waiting))
    columns = "place_name, place_country_code, place_latitude, place_longitude, place_altitude_m"
    database.execute(
        f"UPDATE image SET ({columns}) = (SELECT {columns} FROM image WHERE id = ?) "
        "WHERE id = ? AND (SELECT place_name FROM image WHERE id = ?) IS NOT NULL",
        (waiting, known, waiting),
    )
    database.execute("UPDATE photo SET image_id = ? WHERE image_id = ?", (known, waiting))
    database.execute("DELETE FROM image WHERE id = ?", (waiting,))
