"""Prepares a catalogue for use: created, brought up to date, checked, and repaired if necessary."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from birdeye.catalogue import latest_decision
from birdeye.catalogue.backups import backup_file, copy_catalogue
from birdeye.catalogue.database import (
    DAMAGE,
    connect,
    damage_mark,
    damaged,
    is_damage,
    sentences,
)
from birdeye.catalogue.integrity import is_emptied, is_sound
from birdeye.catalogue.log_files import index_file, log_file, size_of
from birdeye.catalogue.migrate import (
    check_not_newer,
    check_ours,
    has_our_tables,
    migrate,
    version_of,
)
from birdeye.catalogue.repair import repair
from birdeye.catalogue.schema import LATEST_VERSION, MIGRATIONS
from birdeye.domain.errors import CatalogueUnusable
from birdeye.private_files import make_private_folder, withdraw_from_others

A_DAY_S = 24 * 3600.0

SUFFIX = ".sqlite"
"""A file with such a name that is no longer a database used to be one; any other is not ours."""


def prepare_catalogue(path: Path, *, check: bool = False) -> str | None:
    """Prepare the catalogue when the program starts.

    It is checked once a day, when there is reason to, and if ``check`` is set. A damaged one is
    repaired: what can be read from it and its backup makes the new one, and the damaged file is
    kept beside it. Returns a sentence about that, or None.

    Raises `CatalogueUnusable` if it cannot be used, and leaves alone what a newer version of
    Birdeye or another program made.
    """
    mark = damage_mark(path)
    told: list[str | None] = []
    beside = (backup_file, log_file, index_file, latest_decision.decision_file)
    withdraw_from_others([path, *(file(path) for file in beside)])
    decided_at = latest_decision.beside(path)
    with sentences(path):
        if not _is_whole(path, check=check or mark.exists()):
            told.append(repair(path))
            _note(path, "check")
        mark.unlink(missing_ok=True)
        with _opened(path) as connection:
            told.append(latest_decision.acknowledge(connection, decided_at))
    return " ".join(filter(None, told)) or None


def make_ready(path: Path) -> None:
    """Create the catalogue if there is none, and bring an older one up to date.

    Raises `CatalogueUnusable` if it cannot be used, or is from another program or a newer version.
    """
    _make_folder(path)
    with sentences(path):
        if is_emptied(path) or not _open_ready(path):
            raise damaged(path)


def back_up_catalogue(path: Path, *, now: bool = False) -> bool:
    """Back up the catalogue beside itself if the backup is a day old, or ``now``; returns whether
    it did.

    Takes a second for tens of thousands of photos; others may read and write meanwhile. Raises
    `CatalogueUnusable`.
    """
    with sentences(path):
        if is_emptied(path):
            raise damaged(path)
    if not now and backup_file(path).exists() and not _is_due(path, "backup"):
        return False
    with _opened(path) as connection:
        copy_catalogue(connection, backup_file(path))
    _note(path, "backup")
    return True


def _is_whole(path: Path, *, check: bool) -> bool:
    """Whether nothing is wrong with the file, and it is ready for use if so."""
    _make_folder(path)
    with sentences(path):
        try:
            if is_emptied(path) or not _open_ready(path):
                return False
        except DAMAGE as error:
            if is_damage(error):
                return False
            raise
        if not check and not _is_due(path, "check"):
            return True
        if not is_sound(path, thorough=check):
            return False
    _note(path, "check")
    return True


def _open_ready(path: Path) -> bool:
    """Create the tables, or bring them up to date; False if they are not ours, or if there are none
    although there is a backup.

    SQLite creates a blank file if one is deleted between the check and the opening.
    """
    with _refusing_other_files(path), closing(connect(path)) as connection:
        check_ours(connection, path)
        check_not_newer(connection, path, LATEST_VERSION)
        # Both in one transaction: another program may be updating the tables, step by step.
        connection.execute("BEGIN")
        try:
            version = version_of(connection)
            earlier = [each for each in MIGRATIONS if each.version <= version]
            is_ours = not version or has_our_tables(connection, earlier)
        finally:
            connection.execute("ROLLBACK")
        if version == LATEST_VERSION or not is_ours:
            return is_ours
        if not version and size_of(backup_file(path)):
            return False
        if version:
            name = f"{path.stem}.version-{version}{path.suffix}"
            copy_catalogue(connection, path.with_name(name))
        migrate(connection, MIGRATIONS)
        return has_our_tables(connection, MIGRATIONS)


@contextmanager
def _refusing_other_files(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code != sqlite3.SQLITE_NOTADB or path.suffix == SUFFIX:
            raise
        raise CatalogueUnusable(
            f"“{path}” is not a Birdeye catalogue. Choose another file; this one was left as it is."
        ) from error


def _make_folder(path: Path) -> None:
    try:
        make_private_folder(path.parent)
    except OSError as error:
        raise CatalogueUnusable(
            f"The folder of the catalogue “{path}” cannot be made: {error.strerror or error}. "
            "Choose another place for it."
        ) from error


def _is_due(path: Path, task: str) -> bool:
    """Whether a task was last done more than a day ago; a clock that was set back makes everything
    due."""
    with _opened(path) as connection:
        row = connection.execute("SELECT done_at FROM upkeep WHERE task = ?", (task,)).fetchone()
    return row is None or not 0 <= time.time() - row[0] < A_DAY_S


def _note(path: Path, task: str) -> None:
    with _opened(path) as connection:
        connection.execute("INSERT OR REPLACE INTO upkeep VALUES (?, ?)", (task, time.time()))


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a catalogue that was ready before, and may have been emptied since."""
    with sentences(path), closing(connect(path)) as connection:
        if version_of(connection) != LATEST_VERSION:
            raise damaged(path)
        yield connection
