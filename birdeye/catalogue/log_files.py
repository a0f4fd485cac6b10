"""The two files beside a catalogue in use, and what to do if one of them was deleted.

SQLite treats the write-ahead log (``-wal``) and its index (``-shm``) as one. If one is deleted
while a program has both open, the next program creates a new one, and each continues with its own:
they overwrite each other, and what both reported as saved is lost
(https://www.sqlite.org/howtocorrupt.html).
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from birdeye.domain.errors import CatalogueUnusable

_PATIENCE_S = 5.0
"""Time for a program that is just creating or removing the two files."""

_NAP_S = 0.01


def log_file(path: Path) -> Path:
    """Where SQLite first writes changes to the catalogue at ``path``."""
    return path.with_name(path.name + "-wal")


def index_file(path: Path) -> Path:
    """The index of the log, shared by all who have the catalogue at ``path`` open."""
    return path.with_name(path.name + "-shm")


def check_log_is_one(path: Path) -> None:
    """Refuse a catalogue in use if half of its log was deleted, until nobody uses it.

    Those who have it open still have both halves, and carry everything over when they end. Raises
    `CatalogueUnusable`, `sqlite3.Error` and `OSError`.
    """
    patience = time.monotonic() + _PATIENCE_S
    while (missing := _missing_half(path)) is not None and not _is_free(path):
        if time.monotonic() > patience:
            raise CatalogueUnusable(
                f"The catalogue “{path}” is in use, and the file “{missing.name}” beside it was "
                "deleted meanwhile. Wait until Birdeye has finished identifying, or close it, "
                "and try again; what was there before is unharmed."
            )
        time.sleep(_NAP_S)


def _missing_half(path: Path) -> Path | None:
    """One of the two files that everyone has who uses the catalogue."""
    log, index = log_file(path), index_file(path)
    if not path.exists():
        return None
    if index.exists():
        return None if log.exists() else log
    is_just_made = size_of(log) == 0
    return None if is_just_made else index


def size_of(file: Path) -> int | None:
    """Size in bytes, None if it is missing: SQLite may remove a log between two looks at it."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return None


def _is_free(path: Path) -> bool:
    """Whether nobody has the catalogue open; if so, its log has been carried over into the file."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as alone:
        try:
            alone.execute("PRAGMA locking_mode = EXCLUSIVE")
            (mode,) = alone.execute("PRAGMA journal_mode").fetchone()
            if mode == "wal":  # others need no log
                alone.execute("BEGIN EXCLUSIVE")
                alone.execute("COMMIT")
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                return False
            raise
    return True
