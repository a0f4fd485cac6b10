"""A second, signed copy of every review, so that a review lost or changed by damage is noticed.
SQLite's own check sees whether its pages fit together, not whether a byte of a name was flipped or
a page of rows is missing. Seals are in separate pages, and each has a checksum: an intact one says
what the review was, on which image, and whether it is in effect.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable

from birdeye.catalogue.database import Database

SQL_FUNCTION = "review_checksum"

COLUMNS = ("image_id", "deleted", "superseded", "verdict", "review_rank", "review_taxon")
"""What a seal keeps of the row of a bird."""


def checksum(row_id: int, *values: str | bytes | int | None) -> int:
    """CRC-32 of what a seal keeps, and of the bird or image that it belongs to."""
    parts = (each if isinstance(each, bytes) else str(each).encode() for each in (row_id, *values))
    return zlib.crc32(b"\0".join(parts))


def add_sql_function(connection: sqlite3.Connection) -> None:
    """Let statements on this connection call `checksum`."""
    connection.create_function(SQL_FUNCTION, -1, checksum, deterministic=True)


def seal_reviews(database: Database, bird_ids: Iterable[int]) -> None:
    """Bring the seals of birds up to date with their rows, after something sealed was written."""
    wanted = (json.dumps(list(bird_ids)),)
    database.execute(f"DELETE FROM review_seal WHERE bird_id IN {_THESE}", wanted)
    rows = database.rows(
        f"SELECT id, {', '.join(COLUMNS)} FROM bird "
        f"WHERE id IN {_THESE} AND verdict != 'unreviewed'",
        wanted,
    )
    database.execute_many(
        f"INSERT INTO review_seal VALUES ({', '.join('?' * (2 + len(COLUMNS)))})",
        [(*row, checksum(*row)) for row in rows],
    )


_THESE = "(SELECT value FROM json_each(?))"


def _checksum_in_sql(bird_id: str) -> str:
    """As bytes, because damaged text may not be valid text."""
    parts = ", ".join(f"CAST({each} AS BLOB)" for each in COLUMNS)
    return f"{SQL_FUNCTION}({bird_id}, {parts})"


SEAL_ALL = (
    f"INSERT INTO review_seal SELECT id, {', '.join(COLUMNS)}, "
    f"{_checksum_in_sql('id')} FROM bird WHERE verdict != 'unreviewed'"
)
"""Makes the seals of a catalogue that has none."""

INTACT = (
    f"SELECT bird_id, {', '.join(COLUMNS)} FROM review_seal "
    f"WHERE {_checksum_in_sql('bird_id')} = checksum"
)
"""The seals that can be trusted."""

BROKEN = (
    # A review without its seal, or with another one.
    "SELECT id FROM bird WHERE verdict != 'unreviewed' AND NOT EXISTS "
    f"(SELECT 1 FROM ({INTACT}) AS seal WHERE seal.bird_id = bird.id AND "
    f"{' AND '.join(f'seal.{each} = bird.{each}' for each in COLUMNS)}) UNION ALL "
    # A seal without its review.
    "SELECT bird_id FROM review_seal WHERE bird_id NOT IN "
    "(SELECT id FROM bird WHERE verdict != 'unreviewed')"
)
"""The birds whose reviews are not as the user made them."""
