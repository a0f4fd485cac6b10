"""The only module that talks to SQLite: opens the file, and turns its errors into sentences."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from birdeye.catalogue import latest_decision
from birdeye.catalogue.log_files import check_log_is_one
from birdeye.domain.errors import CatalogueUnusable
from birdeye.private_files import make_private_file

APPLICATION_ID = 0x42697264
"""``Bird`` in the header of the file, which distinguishes a catalogue from other databases."""

BUSY_S = 10.0
"""How long to wait for another window or command that is writing."""

_NAP_S = 0.01

_CHECKPOINT_PAGES = 4000
"""The write-ahead log is carried over when it has grown to 16 MB: rarely, because the writer then
has to wait for the disk."""

_LITTLE_ROOM_BYTES = 1 << 16
"""Less than the index of the log grows by."""

Values = Sequence[Any]


class Database:
    """One connection to a catalogue file; stays in the thread that opened it.

    Every method raises `CatalogueUnusable` if the file, the disk or another program is in the way;
    what was committed before is then unharmed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with sentences(path):
            self._connection = connect(path)
            self._file_number = path.stat().st_ino
            self._version = self._version_now()
            self._data_version = self._data_version_now()
        if not self._version:  # deleted since it was prepared, and SQLite created a blank one
            self.close()
            raise damaged(path)

    def is_changed_elsewhere(self) -> bool:
        """Whether another connection has written since this was asked last, or since it was opened.

        Costs next to nothing (SQLite, "PRAGMA data_version").
        """
        before, self._data_version = self._data_version, self._data_version_now()
        return before != self._data_version

    def _data_version_now(self) -> int:
        (version,) = self.row("PRAGMA data_version") or (0,)
        return int(version)

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        with sentences(self.path):
            self._connection.close()

    def rows(self, sql: str, values: Values = ()) -> Generator[tuple[Any, ...], None, None]:
        """The rows of a query, one by one."""
        with sentences(self.path):
            yield from self._connection.execute(sql, values)

    def row(self, sql: str, values: Values = ()) -> tuple[Any, ...] | None:
        """The first row of a query, or None."""
        with sentences(self.path):
            return self._connection.execute(sql, values).fetchone()

    def execute(self, sql: str, values: Values = ()) -> int:
        """Run one statement; the number of rows that it changed."""
        with sentences(self.path):
            return self._connection.execute(sql, values).rowcount

    def execute_many(self, sql: str, several: Iterable[Values]) -> None:
        """Run one statement with each of several values."""
        with sentences(self.path):
            self._connection.executemany(sql, several)

    def insert(self, sql: str, values: Values) -> int:
        """Run one INSERT; the id of the new row."""
        with sentences(self.path):
            return int(self._connection.execute(sql, values).lastrowid or 0)

    @contextmanager
    def transaction(self, *, durable: bool = False) -> Iterator[None]:
        """All or nothing: what the ``with`` block writes is kept when it ends, else undone.

        Waits its turn at the start, so that what the block reads is what it changes. A block within
        a block is part of the outer one. ``durable`` is for the user's decisions: they are on disk
        when the block ends, along with everything committed before; that takes milliseconds.
        """
        if self._connection.in_transaction:
            yield
            return
        decided_at = 0.0
        with sentences(self.path):
            self._connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            self._check_version()
            yield
            with sentences(self.path):
                if durable:
                    decided_at = latest_decision.note_in_catalogue(self._connection)
                self._connection.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        self._check_place()
        if durable:
            self._secure(decided_at)

    def _secure(self, decided_at: float) -> None:
        """Make decisions survive even the loss of the log, unless somebody is reading right now;
        then a loss is at least noticed."""
        with suppress(sqlite3.Error):  # it is on the disk already
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        latest_decision.note_beside(self.path, decided_at)

    def _check_version(self) -> None:
        """Raise if another program has changed the tables since they were opened."""
        if self._version_now() != self._version:
            raise CatalogueUnusable(
                f"The catalogue “{self.path}” was changed by another version of Birdeye while it "
                "was in use. Close this one, and continue with that version."
            )

    def _version_now(self) -> int:
        row = self.row("PRAGMA user_version")
        return 0 if row is None else int(row[0])

    def _check_place(self) -> None:
        """Raise if what was written went to a file that is no longer at its path.

        Synchronising programs replace it, and users delete it; the open file then stays writable
        until nobody has it open and it is gone.
        """
        with sentences(self.path), suppress(FileNotFoundError):
            if self.path.stat().st_ino == self._file_number:
                return
        raise CatalogueUnusable(
            f"The catalogue “{self.path}” was deleted, moved or replaced while it was in use. "
            "Put it back, or start Birdeye again, and repeat what you did last."
        )

    def _roll_back(self) -> None:
        """Undo; SQLite has done so itself after some errors, such as a full disk."""
        if self._connection.in_transaction:
            with sentences(self.path):
                self._connection.execute("ROLLBACK")


def connect(path: Path, *, writable: bool = True) -> sqlite3.Connection:
    """A connection in which only ``COMMIT`` commits.

    Raises `sqlite3.Error`, `OSError`, and `CatalogueUnusable` if half of its log was deleted.

    The write-ahead log lets others read while one writes, and is as safe from a killed program as
    a write to each file would be. Unless a transaction is durable, the log is synchronised with the
    disk from time to time only, so that a power cut may take the last moments, but never the file
    (SQLite, "PRAGMA synchronous").
    """
    if not writable:
        address = path.absolute().as_uri() + "?mode=ro"
        return sqlite3.connect(address, timeout=BUSY_S, isolation_level=None, uri=True)
    check_log_is_one(path)
    patience = time.monotonic() + BUSY_S
    while True:
        make_private_file(path)
        connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")  # stays unchanged if that is impossible
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA fullfsync = ON")  # macOS: through the disk's own cache, too
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
        except BaseException as error:
            connection.close()
            # SQLite does not wait if two programs create a new file at once.
            if not (_is_busy(error) and time.monotonic() < patience):
                raise
            time.sleep(_NAP_S)
        else:
            return connection


def _is_busy(error: BaseException) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Errors about the file at ``path`` become `CatalogueUnusable`; programming errors pass."""
    try:
        yield
    except DAMAGE as error:
        if is_damage(error):
            raise damaged(path) from error
        code = getattr(error, "sqlite_errorcode", None)
        kind = None if code is None else code & 0xFF
        if kind == sqlite3.SQLITE_IOERR and _has_no_room(path.parent):
            kind = sqlite3.SQLITE_FULL  # SQLite says this only about the file itself, not its log
        told = None if kind is None else _SENTENCES.get(kind)
        if told is None:
            raise
        raise CatalogueUnusable(f"The catalogue “{path}” {told}") from error
    except OSError as error:
        raise CatalogueUnusable(
            f"The catalogue “{path}” cannot be used: {error.strerror or error}. Check its "
            "folder and permissions, or choose another place for it."
        ) from error


def _has_no_room(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _LITTLE_ROOM_BYTES
    except OSError:
        return False


DAMAGE = (sqlite3.Error, UnicodeDecodeError)
"""What a damaged file may raise. The second occurs if SQLite's message quotes text from the file
that is not UTF-8."""


def is_damage(error: BaseException) -> bool:
    """Whether SQLite, or Python for it, cannot make sense of the file."""
    if isinstance(error, UnicodeDecodeError):
        return True
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # raised by Python for text that is not UTF-8
        return isinstance(error, sqlite3.OperationalError) and "decode" in str(error)
    if code == sqlite3.SQLITE_ERROR:  # a byte of the header; SQLite has no code for this
        return "unsupported file format" in str(error)
    return code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def damaged(path: Path) -> CatalogueUnusable:
    """The error for a damaged catalogue, which is repaired the next time it is prepared."""
    mark_damaged(path)
    return CatalogueUnusable(f"The catalogue “{path}” {_DAMAGED}")


def mark_damaged(path: Path) -> None:
    """Leave a mark that the file has to be checked, and repaired, the next time it is prepared."""
    with suppress(OSError):
        make_private_file(damage_mark(path))


def damage_mark(path: Path) -> Path:
    """The file whose presence is that mark."""
    return path.with_name(path.name + "-damaged")


_DAMAGED = (
    "is damaged. Start Birdeye again, or run “birdeye catalogue check”: "
    "either saves what can be saved, and reports it."
)

_SENTENCES = {
    sqlite3.SQLITE_FULL: "has no room to grow, because its disk is full. "
    "Free some space, and try again; what was there before is unharmed.",
    sqlite3.SQLITE_READONLY: "cannot be written. "
    "Change the permissions of the file and of its folder, or choose another place for it.",
    sqlite3.SQLITE_PERM: "cannot be opened, because permission is missing. "
    "Change the permissions of the file and of its folder, or choose another place for it.",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened. "
    "Make sure that its folder exists and is writable, or choose another place for it.",
    sqlite3.SQLITE_BUSY: "is in use by another program. Close that program, or try again later.",
    sqlite3.SQLITE_LOCKED: "is in use by another program. Close that program, or try again later.",
    sqlite3.SQLITE_IOERR: "could not be read or written, because its disk failed or is gone. "
    "Connect it again, or choose another place for the catalogue.",
    sqlite3.SQLITE_NOMEM: "could not be used for lack of memory. "
    "Close other programs, and try again.",
    sqlite3.SQLITE_TOOBIG: "was given more at once than it can store. Change fewer photos at a "
    "time.",
}
"""By SQLite's primary result code (https://www.sqlite.org/rescode.html)."""
