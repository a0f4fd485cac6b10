"""Tells whether the file of a catalogue is whole.

Nothing here opens the file but SQLite: to close it a second time within one process would take away
the locks of all its connections, and with them the file (https://www.sqlite.org/howtocorrupt.html,
2.2).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from birdeye.catalogue.backups import backup_file
from birdeye.catalogue.database import connect, is_damage
from birdeye.catalogue.log_files import log_file


def is_emptied(path: Path) -> bool:
    """Whether the file is gone or empty although its backup or its write-ahead log tells of more.

    To be asked before SQLite opens the file, since it deletes the log of an empty one.
    """
    return not _size(path) and bool(_size(backup_file(path)) or _size(log_file(path)))


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def is_there(path: Path) -> bool:
    """Whether a catalogue lies at ``path``, or lay there so that it can come back."""
    return path.is_file() or backup_file(path).is_file()


def is_sound(path: Path) -> bool:
    """Whether SQLite finds no fault in the whole file: 5 ms a megabyte. Raises `sqlite3.Error`."""
    try:
        with closing(connect(path)) as connection:
            return [row[0] for row in connection.execute("PRAGMA quick_check(1)")] == ["ok"]
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return False
        raise
