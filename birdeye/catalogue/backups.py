"""Copies of a catalogue: whole at every moment, also while others write to it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from birdeye.domain.errors import CatalogueUnusable


def backup_file(path: Path) -> Path:
    """Where the copy lies that is made from time to time."""
    return path.with_name(f"{path.stem}.backup{path.suffix}")


def copy_catalogue(connection: sqlite3.Connection, target: Path) -> None:
    """Make ``target`` a copy of what the connection sees. Raises `CatalogueUnusable`.

    What was at ``target`` before stays until the copy is complete.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            with closing(sqlite3.connect(part)) as copy:
                connection.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # so that it is one file
            with part.open("rb+") as written:
                os.fsync(written.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise CatalogueUnusable(
            f"The catalogue could not be copied to “{target}”: {error}. "
            "Free some space there, and start Birdeye again."
        ) from error
