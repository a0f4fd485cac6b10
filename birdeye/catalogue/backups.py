"""Copies of a catalogue: complete at every moment, even while others write to it."""

from __future__ import annotations

import glob
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from birdeye.domain.errors import CatalogueUnusable
from birdeye.private_files import make_private_file

_STALE_S = 3600.0

_ENDINGS = ("", "-wal", "-shm", "-journal")
"""Suffixes of the file and of those that SQLite puts beside it while working on it."""


def backup_file(path: Path) -> Path:
    """Where the regular backup is."""
    return path.with_name(f"{path.stem}.backup{path.suffix}")


def copy_catalogue(connection: sqlite3.Connection, target: Path) -> None:
    """Make ``target`` a copy of what the connection sees. Raises `CatalogueUnusable`."""
    try:
        with replacing(target) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # so that it is one file
    except (OSError, sqlite3.Error) as error:
        raise CatalogueUnusable(
            f"The catalogue could not be copied to “{target}”: {error}. "
            "Free some space there, and start Birdeye again."
        ) from error


@contextmanager
def replacing(target: Path) -> Iterator[sqlite3.Connection]:
    """An empty database that replaces ``target`` when the ``with`` block ends without an error.

    The previous ``target`` stays until then. Raises `OSError` and `sqlite3.Error`.
    """
    _sweep(target)
    part = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_ident()}.part")
    _remove(part)  # left by a program that had this process id before
    try:
        make_private_file(part)
        with closing(sqlite3.connect(part, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")  # it is complete or worthless
            yield connection
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(target)
    finally:
        _remove(part)


def _remove(part: Path) -> None:
    """Remove an unfinished copy, with what SQLite puts beside it."""
    for ending in _ENDINGS:
        part.with_name(part.name + ending).unlink(missing_ok=True)


def _sweep(target: Path) -> None:
    """Remove what programs left behind that ended in the middle of a copy."""
    for ending in _ENDINGS:
        for part in target.parent.glob(f".{glob.escape(target.name)}.*.part{ending}"):
            with suppress(FileNotFoundError):  # removed by another program
                if abs(time.time() - part.stat().st_mtime) > _STALE_S:
                    part.unlink()
