"""Reads tables of an SQLite file that somebody else made, trusting nothing in it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

_MOST_ROWS = 50_000_000
_SECONDS = 300.0
_MOST_BYTES = 1 << 20
"""The largest size of a value or statement, in bytes."""


class ForeignTables:
    """An open file, whose plain tables can be read and nothing else."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """All rows of ``table`` with these columns; the names are the program's own.

        Raises ValueError, saying what is missing, too much or broken.
        """
        try:
            kind = self._connection.execute(
                "SELECT type, sql FROM sqlite_schema WHERE lower(name) = ?", (table.lower(),)
            ).fetchone()
            if kind is None or kind[0] != "table" or "virtual" in str(kind[1]).lower()[:20]:
                raise ValueError(f"it has no table “{table}”")
            there = {
                row[1].lower() for row in self._connection.execute(f"PRAGMA table_info({table})")
            }
            if absent := [name for name in columns if name.lower() not in there]:
                raise ValueError(f"its table “{table}” has no column {', '.join(absent)}")
            wanted = ", ".join(f'"{name}"' for name in columns)
            for number, row in enumerate(self._connection.execute(f"SELECT {wanted} FROM {table}")):
                if number >= _MOST_ROWS:
                    raise ValueError(f"its table “{table}” has more than {_MOST_ROWS:,} rows")
                yield row
        except sqlite3.Error as error:
            raise ValueError(f"it cannot be read as an SQLite file: {error}") from None


@contextmanager
def open_foreign(file: Path) -> Iterator[ForeignTables]:
    """The tables of ``file``, which is read and never written. Raises ValueError."""
    address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(address, uri=True)
    except sqlite3.Error as error:
        raise ValueError(f"it cannot be opened as an SQLite file: {error}") from None
    with closing(connection):
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST_BYTES)
        ends = time.monotonic() + _SECONDS
        connection.set_progress_handler(lambda: time.monotonic() > ends, 100_000)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
        except sqlite3.Error as error:
            raise ValueError(f"it cannot be read as an SQLite file: {error}") from None
        yield ForeignTables(connection)
