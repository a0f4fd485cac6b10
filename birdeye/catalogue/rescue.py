"""Saves from a damaged catalogue every row that can still be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from birdeye.catalogue.migrate import migrate
from birdeye.catalogue.schema import MIGRATIONS
from birdeye.catalogue.soundness import RESULTS_WITHOUT_BIRDS

Row = tuple[Any, ...]

_WRITTEN_BY_MIGRATION = ("migration", "upkeep")


def tables_of(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The columns of each table, in the order in which rows may be inserted."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "ORDER BY rowid"
    )
    return {
        name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        for (name,) in list(names)
    }


def rescue(sources: Sequence[sqlite3.Connection], target: sqlite3.Connection) -> None:
    """Fill the empty ``target`` with what can be read, of equal rows that of the first source.

    Ids are never used twice, so that the rows of an older copy fill the gaps of a newer one.
    """
    migrate(target, MIGRATIONS)
    target.execute("PRAGMA foreign_keys = OFF")
    target.execute("BEGIN IMMEDIATE")
    for table, columns in tables_of(target).items():
        if table in _WRITTEN_BY_MIGRATION:
            continue
        names, places = ", ".join(columns), ", ".join("?" * len(columns))
        for source in sources:
            rows = readable_rows(source, f"SELECT rowid, {names} FROM {table}")
            target.executemany(
                f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})",
                (row[1:] for row in rows),
            )
    _drop_what_leads_nowhere(target)
    target.execute("COMMIT")
    target.execute("PRAGMA foreign_keys = ON")


def readable_rows(source: sqlite3.Connection, select: str) -> Iterator[Row]:
    """Every row of a table that can be read: around damage, down to the single row.

    ``select`` asks for the rowid first.
    """
    last = 0
    with suppress(sqlite3.DatabaseError):
        for row in source.execute(f"{select} ORDER BY rowid"):
            last = row[0]
            yield row
        return
    from_the_end: list[Row] = []
    with suppress(sqlite3.DatabaseError):
        for row in source.execute(f"{select} WHERE rowid > ? ORDER BY rowid DESC", (last,)):
            from_the_end.append(row)
    if from_the_end:
        yield from _between(source, select, last, from_the_end[-1][0])
    yield from reversed(from_the_end)


def _between(source: sqlite3.Connection, select: str, low: int, high: int) -> Iterator[Row]:
    """The rows after ``low`` and before ``high``, by halving what cannot be read as a whole."""
    waiting = [(low + 1, high)]
    while waiting:
        low, high = waiting.pop()
        if low >= high:
            continue
        try:
            rows = source.execute(f"{select} WHERE rowid >= ? AND rowid < ?", (low, high))
            found = rows.fetchall()
        except sqlite3.DatabaseError:
            if high - low > 1:
                middle = (low + high) // 2
                waiting += [(middle, high), (low, middle)]
        else:
            yield from found


def _drop_what_leads_nowhere(target: sqlite3.Connection) -> None:
    """Rows that belong to one that is lost; a photo is known without its image."""
    target.execute("UPDATE photo SET image_id = NULL WHERE image_id NOT IN (SELECT id FROM image)")
    for table in ("image_hash", "result", "bird"):
        target.execute(f"DELETE FROM {table} WHERE image_id NOT IN (SELECT id FROM image)")
    # So that these photos are identified anew.
    target.execute(f"DELETE FROM result WHERE id IN ({RESULTS_WITHOUT_BIRDS})")
    target.execute("DELETE FROM on_show WHERE photo_id NOT IN (SELECT id FROM photo)")
