"""Images: what is known about a photo, whichever files contain it, and how its files lead to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from birdeye.catalogue.database import Database
from birdeye.catalogue.photo_rows import is_gone
from birdeye.catalogue.signed_copies import RATINGS, REVIEWS
from birdeye.catalogue.stored_values import (
    METADATA_COLUMNS,
    UNREADABLE,
    metadata_columns,
    metadata_from,
    stored_path,
)
from birdeye.catalogue.turned_photos import image_turned
from birdeye.domain.photos import PhotoMetadata, SeenFile, facts_of_copies

_SET_BY_USER = {
    "place_name": "place_name, place_country_code, place_latitude, place_longitude, "
    "place_altitude_m",
    "set_taken": "set_taken",
    "statements": "statements",
    "region": "region",
    "set_stars": "set_stars",
    "set_flag": "set_flag",
}
"""The columns for what the user set, by the one that shows whether anything is set."""

_SET_BY_CHANGE = {
    **dict.fromkeys(("place", "positions"), "place_name"),
    **dict.fromkeys(("date", "shift", "offset"), "set_taken"),
    **{"count": "statements", "region": "region", "stars": "set_stars", "flags": "set_flag"},
}
"""What each kind of change in the journal sets, as `_SET_BY_USER` names it."""


_Rows = list[list[Any]]
"""Each begins with the id of the image."""


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
            _move_work(database, before, image_id)
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


def _move_work(database: Database, waiting: int, known: int) -> None:
    """Give a known image what the user did to a photo before it was recognised, unless the same was
    set for the known one later."""
    birds = [row[0] for row in database.rows("SELECT id FROM bird WHERE image_id = ?", (waiting,))]
    database.execute("UPDATE bird SET image_id = ? WHERE image_id = ?", (known, waiting))
    REVIEWS.sign(database, birds)
    last_set, last_known = (_last_set(database, image_id) for image_id in (waiting, known))
    for told_by, columns in _SET_BY_USER.items():
        if last_known.get(told_by, 0) <= last_set.get(told_by, 0):
            _move_journal(database, waiting, known, told_by)
            database.execute(
                f"UPDATE image SET ({columns}) = (SELECT {columns} FROM image WHERE id = ?) "
                f"WHERE id = ? AND (SELECT {told_by} FROM image WHERE id = ?) IS NOT NULL",
                (waiting, known, waiting),
            )
    RATINGS.sign(database, [known])
    database.execute("UPDATE photo SET image_id = ? WHERE image_id = ?", (known, waiting))
    database.execute("DELETE FROM image WHERE id = ?", (waiting,))


def _steps_about(database: Database, image_id: int) -> list[tuple[int, str, _Rows, _Rows]]:
    """(id, told_by, rows before, rows after) of the entries of the journal that set something for
    an image."""
    found: list[tuple[int, str, _Rows, _Rows]] = []
    for entry_id, kind, rows in database.rows(
        "SELECT id, json_extract(change, '$[0]'), rows FROM journal WHERE rows LIKE ? ORDER BY id",
        (f"%[{image_id},%",),
    ):
        if kind in _SET_BY_CHANGE:  # others are about birds
            with suppress(*UNREADABLE):
                before, after = json.loads(rows)
                if any(row[0] == image_id for row in before):
                    found.append((entry_id, _SET_BY_CHANGE[kind], before, after))
    return found


def _last_set(database: Database, image_id: int) -> dict[str, int]:
    """The last entry of the journal about each of what the user sets for images."""
    return {told_by: entry_id for entry_id, told_by, *_ in _steps_about(database, image_id)}


def _move_journal(database: Database, waiting: int, known: int, told_by: str) -> None:
    """Have undo and redo of what the user set for a ``waiting`` image alter the ``known`` one.

    Undone, it is again as it was before the photo was recognised. What was set for both at once is
    undone as for the known one.
    """
    columns = _SET_BY_USER[told_by]
    row_now = database.row(f"SELECT {columns} FROM image WHERE id = ?", (known,))
    values: Sequence[Any] = row_now or ()
    for entry_id, about, before, after in _steps_about(database, waiting):
        if about != told_by:
            continue
        if any(row[0] == known for row in before):
            before = [row for row in before if row[0] != waiting]
            after = [row for row in after if row[0] != waiting]
        else:
            before = [[known, *values] if row[0] == waiting else row for row in before]
            after = [[known, *row[1:]] if row[0] == waiting else row for row in after]
        values = next((row[1:] for row in after if row[0] == known), values)
        rows = json.dumps([before, after], ensure_ascii=False, separators=(",", ":"))
        database.execute("UPDATE journal SET rows = ? WHERE id = ?", (rows, entry_id))
