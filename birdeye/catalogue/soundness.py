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


def is_emptied(path: Path) -> bool:
    """Whether the file holds nothing any more although there is a backup of it."""
    return path.exists() and path.stat().st_size == 0 and backup_file(path).exists()


def is_sound(path: Path) -> bool:
    """Whether SQLite finds no fault in the whole file: 5 ms a megabyte. Raises `sqlite3.Error`."""
    try:
        with closing(connect(path)) as connection:
            return [row[0] for row in connection.execute("PRAGMA quick_check(1)")] == ["ok"]
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return False
        raise
