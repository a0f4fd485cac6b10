"""Keeps the reviews of a photo when another program rotates it by changing its orientation only.

The stored pixels are unchanged, but boxes refer to the upright photo, so they have to be rotated
with it.
"""

from __future__ import annotations

import json

from birdeye.catalogue.database import Database
from birdeye.catalogue.photo_rows import is_gone
from birdeye.catalogue.signed_copies import RATINGS, REVIEWS
from birdeye.catalogue.stored_values import stored_path
from birdeye.domain.boxes import Box
from birdeye.domain.photos import SeenFile
from birdeye.domain.turns import turned_box


def image_turned(database: Database, seen: SeenFile) -> int | None:
    """The image for a file whose pixels are known in another orientation, with all reviews; else
    None.

    It is the same image if no other file that may still be there shows it, otherwise a copy of it.
    """
    if seen.picture is None or not seen.picture.turned:
        return None
    orientation_of = {digest: orientation for orientation, digest in seen.picture.turned}
    path = stored_path(seen.path)
    row = database.row(
        "SELECT image_id, picture_hash, width, height FROM image_picture "
        "JOIN image ON image.id = image_id "
        "WHERE picture_hash IN (SELECT value FROM json_each(?)) ORDER BY "
        "image_id IN (SELECT image_id FROM photo WHERE path = ?) DESC, "
        "(SELECT count(*) FROM bird WHERE bird.image_id = image_picture.image_id "
        "AND verdict != 'unreviewed') DESC, image_id LIMIT 1",
        (json.dumps(list(orientation_of)), path),
    )
    if row is None:
        return None
    image_id, digest, width, height = row
    elsewhere = "SELECT path FROM photo WHERE image_id = ? AND path != ?"
    # Where it was before it was moved, nothing is left that could show it as it was.
    if all(is_gone(other) for (other,) in database.rows(elsewhere, (image_id, path))):
        _forget_how_it_was(database, image_id)
    else:
        image_id = _copy(database, image_id)
    turn = (width, height, orientation_of[digest], seen.picture.orientation)
    rows = database.rows("SELECT id, x1, y1, x2, y2 FROM bird WHERE image_id = ?", (image_id,))
    boxes = [(bird_id, turned_box(Box(*corners), *turn)) for bird_id, *corners in rows]
    database.execute_many(
        "UPDATE bird SET x1 = ?, y1 = ?, x2 = ?, y2 = ? WHERE id = ?",
        [(*box.as_tuple(), bird_id) for bird_id, box in boxes],
    )
    return image_id


def _forget_how_it_was(database: Database, image_id: int) -> None:
    """Otherwise the earlier file would find rotated boxes.

    That file may come back, as when a disk is plugged in again, and is read again then. Moving a
    box can no longer be undone: it would end up away from the bird.
    """
    for table in ("image_hash", "image_picture", "result"):
        database.execute(f"DELETE FROM {table} WHERE image_id = ?", (image_id,))
    forget_times = "UPDATE photo SET size = NULL, mtime_ns = NULL WHERE image_id = ?"
    database.execute(forget_times, (image_id,))
    database.execute(
        "DELETE FROM journal WHERE json_extract(change, '$[0]') = 'move' "
        "AND json_extract(change, '$[1]') IN (SELECT id FROM bird WHERE image_id = ?)",
        (image_id,),
    )


def _copy(database: Database, image_id: int) -> int:
    """A new image with what the user did to another, and its other birds: what is stated about
    their names follows them to those that they are given next."""
    image_columns = _columns(database, "image", "id")
    copy_id = database.insert(
        f"INSERT INTO image ({image_columns}) SELECT {image_columns} FROM image WHERE id = ?",
        (image_id,),
    )
    bird_columns = _columns(database, "bird", "id", "image_id")
    database.execute(
        f"INSERT INTO bird (image_id, {bird_columns}) SELECT ?, {bird_columns} FROM bird "
        "WHERE image_id = ? AND NOT superseded",
        (copy_id, image_id),
    )
    birds = database.rows("SELECT id FROM bird WHERE image_id = ?", (copy_id,))
    REVIEWS.sign(database, [bird_id for (bird_id,) in birds])
    RATINGS.sign(database, [copy_id])
    return copy_id


def _columns(database: Database, table: str, *but: str) -> str:
    names = (row[1] for row in database.rows(f"PRAGMA table_info({table})"))
    return ", ".join(name for name in names if name not in but)
