"""Checks whether the file of a catalogue is intact.

Only SQLite opens the file here: closing it a second time within one process would drop the locks of
all its connections, and that can destroy the file (https://www.sqlite.org/howtocorrupt.html, 2.2).
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from birdeye.catalogue import row_checks
from birdeye.catalogue.backups import backup_file
from birdeye.catalogue.database import DAMAGE, connect, is_damage, sentences
from birdeye.catalogue.log_files import log_file, size_of
from birdeye.catalogue.signed_copies import RATINGS, REVIEWS, add_sql_function


def is_emptied(path: Path) -> bool:
    """Whether the file is gone or empty although its backup or write-ahead log shows that there was
    more.

    Call it before SQLite opens the file, because SQLite deletes the log of an empty one.
    """
    # The file last: a program that is just creating it writes its first page before the log.
    was_more = bool(size_of(backup_file(path)) or size_of(log_file(path)))
    return was_more and not size_of(path)


def is_there(path: Path) -> bool:
    """Whether there is a catalogue at ``path``, or was one that can be restored.

    Raises `CatalogueUnusable` if that is unclear.
    """
    with sentences(path):
        return path.is_file() or backup_file(path).is_file()


def is_sound(path: Path, *, thorough: bool = False) -> bool:
    """Whether SQLite finds no fault in the file, and every review and rating is as it was made: 5
    ms per megabyte. Raises `sqlite3.Error`.

    ``thorough`` takes longer: indexes are compared with their tables, birds with results, and every
    row with its conditions.
    """
    check = "PRAGMA integrity_check(1)" if thorough else "PRAGMA quick_check(1)"
    try:
        with closing(connect(path)) as connection:
            if [row[0] for row in connection.execute(check)] != ["ok"]:
                return False
            add_sql_function(connection)
            for wrong in (REVIEWS.broken, RATINGS.broken, WRONG_IMAGES):
                if connection.execute(f"{wrong} LIMIT 1").fetchone():
                    return False
            return not thorough or not (
                connection.execute(RESULTS_WITHOUT_BIRDS).fetchone()
                or connection.execute("PRAGMA foreign_key_check").fetchone()
                or row_checks.has_unsound_rows(connection)
            )
    except DAMAGE as error:
        if is_damage(error):
            return False
        raise


WRONG_IMAGES = (
    "SELECT photo.id FROM photo LEFT JOIN image_hash "
    "ON image_hash.content_hash = photo.content_hash "
    "WHERE photo.content_hash != '' AND image_hash.image_id IS NOT photo.image_id "
    # An image has no hash at all while its photo waits to be read.
    "AND (image_hash.image_id IS NOT NULL OR photo.image_id IN (SELECT image_id FROM image_hash))"
)
"""The photos that show a different image from the one that their content hash belongs to, and so
the reviews of another photo, or none."""

RESULTS_WITHOUT_BIRDS = (
    "SELECT id FROM result WHERE birds != '[]' AND image_id NOT IN (SELECT image_id FROM bird)"
)
"""If a part of the log was missing, half of what was written at once is missing; birds that were
deleted or superseded keep their rows."""
