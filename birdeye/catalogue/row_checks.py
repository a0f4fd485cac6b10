"""Conditions that rows written by Birdeye meet, beyond their types.

SQLite stores a number in a text column if somebody puts it there. The conditions follow from the
tables, and a few say more about their contents.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from typing import Any

_TYPES = {
    "TEXT": "'text'",
    "INTEGER": "'integer'",
    "REAL": "'real', 'integer'",
    "": "'text', 'blob'",  # a path, as bytes if it is not valid Unicode
}

CANDIDATES_ARE_READABLE = "json_valid(candidates)"

_FURTHER = {
    "photo": ("length(path) > 0", "instr(path, char(0)) = 0"),
    "bird": (
        CANDIDATES_ARE_READABLE,
        "max(abs(x1), abs(y1), abs(x2), abs(y2)) < 1e9",
    ),
    "result": ("json_valid(birds)",),
    "journal": ("json_valid(change)", "json_valid(rows)"),
}


def tables_of(connection: sqlite3.Connection) -> list[str]:
    """The tables, in the order in which they were made and rows may be inserted."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "ORDER BY rowid"
    )
    return [name for (name,) in names]


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """The names of its columns, none if there is no such table."""
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def is_sound(
    connection: sqlite3.Connection,
    table: str,
    columns: Collection[str],
    *,
    but: Collection[str] = (),
) -> str:
    """The condition, in SQL, that rows of ``table`` meet; ``connection`` has our tables.

    Only for ``columns``, if a table of an earlier version has fewer, and without the conditions in
    ``but``.
    """
    conditions = []
    for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})"):
        if name in columns:  # where NULL must not be, SQLite itself finds it, or does not insert it
            conditions.append(f"typeof({name}) IN ({_TYPES[kind]}, 'null')")
    further = [each for each in _FURTHER.get(table, ()) if each not in but]
    return " AND ".join([*conditions, *further])


def has_unsound_rows(connection: sqlite3.Connection) -> bool:
    """Whether a row is nonsense, or contains invalid text. Raises `sqlite3.Error`."""
    for table in tables_of(connection):
        condition = is_sound(connection, table, columns_of(connection, table))
        bad = f"SELECT 1 FROM {table} WHERE ({condition}) IS NOT TRUE LIMIT 1"
        if connection.execute(bad).fetchone():
            return True
        for _ in _read_all(connection, table):  # fails if a text is not UTF-8
            pass
    return False


def _read_all(connection: sqlite3.Connection, table: str) -> Iterator[tuple[Any, ...]]:
    yield from connection.execute(f"SELECT * FROM {table}")
