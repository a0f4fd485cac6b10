"""Brings the tables of a catalogue up to date, each step completely or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from birdeye import __version__
from birdeye.catalogue.database import APPLICATION_ID
from birdeye.catalogue.schema import Migration
from birdeye.catalogue.signed_copies import add_sql_function
from birdeye.domain.errors import CatalogueUnusable


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the tables, 0 for an empty file. Raises `sqlite3.Error`."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_ours(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a database that another program made. Raises `CatalogueUnusable`, `sqlite3.Error`."""
    # One transaction, because another process may be creating the catalogue between two queries.
    connection.execute("BEGIN")
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        has_tables = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    finally:
        connection.execute("ROLLBACK")
    if application == APPLICATION_ID:
        return
    if application or has_tables:
        raise CatalogueUnusable(
            f"“{path}” is a database of another program, not a catalogue of Birdeye. "
            "Choose another file; this one was left as it is."
        )


def check_not_newer(connection: sqlite3.Connection, path: Path, latest: int) -> None:
    """Refuse the tables of a newer program. Raises `CatalogueUnusable`, `sqlite3.Error`."""
    if version_of(connection) > latest:
        raise CatalogueUnusable(
            f"The catalogue “{path}” was written by a newer version of Birdeye. "
            "Install that version, or choose another place for the catalogue; "
            "this one was left as it is."
        )


def has_our_tables(connection: sqlite3.Connection, migrations: Sequence[Migration]) -> bool:
    """Whether tables, indexes and triggers are exactly those that ``migrations`` make.

    A foreign trigger could undo what is done. Raises `sqlite3.Error`.
    """
    return _objects(connection) == _objects_made_by(tuple(migrations))


@cache
def _objects_made_by(migrations: tuple[Migration, ...]) -> frozenset[tuple[str, ...]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, migrations)
        return _objects(connection)


def _objects(connection: sqlite3.Connection) -> frozenset[tuple[str, ...]]:
    """Everything in the schema except what SQLite's ANALYZE leaves."""
    return frozenset(
        connection.execute(
            "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master "
            "WHERE name NOT GLOB 'sqlite_stat[0-9]'"
        )
    )


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration]) -> None:
    """Carry out those of ``migrations`` that are still to come. Raises `sqlite3.Error`.

    Each is one transaction together with the row that records it. Of two programs that start at
    once the second waits, and finds the work done.
    """
    add_sql_function(connection)
    for migration in migrations:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version_of(connection) < migration.version:
                for statement in migration.statements:
                    connection.execute(statement)
                connection.execute(
                    "INSERT INTO migration VALUES (?, ?, ?)",
                    (migration.version, datetime.now(UTC).isoformat(), __version__),
                )
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {migration.version}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
