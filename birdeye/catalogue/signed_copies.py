"""A second, signed copy of every review and rating, so that damage to one of them is noticed.

SQLite's own check sees whether its pages fit together, not whether a byte of a name was flipped or
a page of rows is missing. Seals are in separate tables, and so in separate pages, and each has a
checksum: an intact one says what the user decided, and for which row.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from birdeye.catalogue.database import Database

_SQL_FUNCTION = "review_checksum"
_THESE = "(SELECT value FROM json_each(?))"


def checksum(row_id: int, *values: str | bytes | int | None) -> int:
    """CRC-32 of what a seal stores, and of the row that it belongs to."""
    known = ("" if each is None else each for each in (row_id, *values))
    parts = (each if isinstance(each, bytes) else str(each).encode() for each in known)
    return zlib.crc32(b"\0".join(parts))


def add_sql_function(connection: sqlite3.Connection) -> None:
    """Let statements on this connection call `checksum`."""
    connection.create_function(_SQL_FUNCTION, -1, checksum, deterministic=True)


@dataclass(frozen=True)
class SignedCopy:
    """The seals in the table ``seals`` of those rows of ``table`` for which ``is_decided`` (SQL).

    ``row_id`` is the seals' column for the id of the row, ``columns`` are what a seal stores of it.
    """

    seals: str
    table: str
    row_id: str
    columns: tuple[str, ...]
    is_decided: str

    def sign(self, database: Database, ids: Iterable[int]) -> None:
        """Bring the seals of rows up to date, after something sealed was written."""
        wanted = (json.dumps(list(ids)),)
        database.execute(f"DELETE FROM {self.seals} WHERE {self.row_id} IN {_THESE}", wanted)
        rows = database.rows(
            f"SELECT id, {self._columns} FROM {self.table} "
            f"WHERE id IN {_THESE} AND {self.is_decided}",
            wanted,
        )
        database.execute_many(
            f"INSERT INTO {self.seals} VALUES ({', '.join('?' * (2 + len(self.columns)))})",
            [(*row, checksum(*row)) for row in rows],
        )

    @property
    def sign_all(self) -> str:
        """SQL that creates the seals of a catalogue that has none."""
        return (
            f"INSERT INTO {self.seals} SELECT id, {self._columns}, {self._checksum('id')} "
            f"FROM {self.table} WHERE {self.is_decided}"
        )

    @property
    def intact(self) -> str:
        """SQL for the seals that can be trusted: the id of the row, and `columns`."""
        return (
            f"SELECT {self.row_id}, {self._columns} FROM {self.seals} "
            f"WHERE {self._checksum(self.row_id)} = checksum"
        )

    @property
    def broken(self) -> str:
        """SQL for the ids of rows that are not as the user decided."""
        equal = " AND ".join(f"seal.{each} IS {self.table}.{each}" for each in self.columns)
        return (
            # A row without its seal, or with another one.
            f"SELECT id FROM {self.table} WHERE {self.is_decided} AND NOT EXISTS "
            f"(SELECT 1 FROM ({self.intact}) AS seal "
            f"WHERE seal.{self.row_id} = {self.table}.id AND {equal}) UNION ALL "
            # A seal without its row.
            f"SELECT {self.row_id} FROM {self.seals} WHERE {self.row_id} NOT IN "
            f"(SELECT id FROM {self.table} WHERE {self.is_decided})"
        )

    @property
    def _columns(self) -> str:
        return ", ".join(self.columns)

    def _checksum(self, row_id: str) -> str:
        """As bytes, because damaged text may not be valid text."""
        parts = ", ".join(f"CAST(coalesce({each}, '') AS BLOB)" for each in self.columns)
        return f"{_SQL_FUNCTION}({row_id}, {parts})"


REVIEWS = SignedCopy(
    "review_seal",
    "bird",
    "bird_id",
    ("image_id", "deleted", "superseded", "verdict", "review_rank", "review_taxon"),
    "verdict != 'unreviewed'",
)
"""What the user decided about birds, on which image, and whether it is in effect."""

RATINGS = SignedCopy(
    "rating_seal",
    "image",
    "image_id",
    ("set_stars", "set_flag"),
    "(set_stars IS NOT NULL OR set_flag IS NOT NULL)",
)
"""Stars and flags that the user gave."""
