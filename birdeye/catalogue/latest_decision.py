"""The time of the user's last decision, also stored beside the catalogue, so that a lost log is
noticed.

SQLite silently ignores missing or overwritten parts of its write-ahead log: if a log is deleted or
overwritten after a crash, what had not been carried over into the file is lost. Replacing the
catalogue by an older copy is just as silent. Both show in a time that the catalogue does not know.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from birdeye.private_files import make_private_file

TASK = "decision"
"""The row of ``upkeep`` with the moment of the latest decision."""

_LEAST_STEP_S = 0.001
_SIZE = 20


def note_in_catalogue(connection: sqlite3.Connection) -> float:
    """Record within a transaction that something is decided now; returns the time, in seconds since
    1970.

    Each is later than the one before, even if the clock was set back.
    """
    moment = max(time.time(), in_catalogue(connection) + _LEAST_STEP_S)
    connection.execute("INSERT OR REPLACE INTO upkeep VALUES (?, ?)", (TASK, moment))
    return moment


def in_catalogue(connection: sqlite3.Connection) -> float:
    """The moment of the latest decision that the catalogue knows, 0 if none."""
    sql = "SELECT done_at FROM upkeep WHERE task = ?"
    row = connection.execute(sql, (TASK,)).fetchone()
    return row[0] if row is not None and isinstance(row[0], float) else 0.0


def decision_file(path: Path) -> Path:
    """Where the moment is written as well."""
    return path.with_name(path.name + "-decided")


def note_beside(path: Path, moment: float) -> None:
    """Write ``moment`` to the disk; to be called once the catalogue has it there.

    If that fails, the decision is still stored, and only its loss would go unnoticed.
    """
    with suppress(OSError):
        if beside(path) >= moment:
            return  # another program decided later
        make_private_file(decision_file(path))
        with decision_file(path).open("rb+", buffering=0) as file:
            file.write(f"{moment:.6f}".rjust(_SIZE).encode())
            os.fsync(file.fileno())


def beside(path: Path) -> float:
    """The moment written beside the catalogue, 0 if there is none that makes sense."""
    try:
        with decision_file(path).open("rb") as file:
            moment = float(file.read(_SIZE))
            datetime.fromtimestamp(moment)
    except (OSError, ValueError, OverflowError):
        return 0.0
    return moment if moment > 0 else 0.0


def acknowledge(connection: sqlite3.Connection, moment: float) -> str | None:
    """A sentence if the catalogue has lost what was decided up to ``moment``, otherwise None.

    It is returned once. ``moment`` must have been read before, because others decide meanwhile.
    """
    known = in_catalogue(connection)
    if known + _LEAST_STEP_S / 2 >= moment:  # written down to the microsecond
        return None
    connection.execute("INSERT OR REPLACE INTO upkeep VALUES (?, ?)", (TASK, moment))
    since = "" if not known else f" after {_in_words(known)}, and"
    return (
        f"What you decided{since} until {_in_words(moment)} is not in the catalogue: its log was "
        "deleted or damaged while Birdeye was not running, or it was replaced by an older copy. "
        "Check the photos that you reviewed last."
    )


def _in_words(moment: float) -> str:
    return datetime.fromtimestamp(moment).strftime("%Y-%m-%d %H:%M:%S")
