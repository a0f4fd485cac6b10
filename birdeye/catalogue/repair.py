"""Replaces a damaged catalogue with a new one that contains all that can be saved."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import ExitStack, closing, suppress
from datetime import datetime
from pathlib import Path

from birdeye.catalogue.backups import backup_file, replacing
from birdeye.catalogue.database import DAMAGE, connect
from birdeye.catalogue.log_files import index_file, log_file
from birdeye.catalogue.rescue import rescue
from birdeye.domain.errors import CatalogueUnusable
from birdeye.private_files import make_private_file


def repair(path: Path) -> str:
    """Repair the catalogue, and say what was saved and where the damaged file is kept.

    The rows of the damaged file come first, those of the backup fill the gaps. Nothing is altered
    before all of that is on disk. Raises `CatalogueUnusable` if there is no room for it.
    """
    was_gone = not path.exists()
    try:
        with replacing(path) as target, ExitStack() as on_failure:
            kept = _set_aside(path, on_failure)
            with ExitStack() as stack:
                opened = (_opened(file) for file in (path, backup_file(path)))
                sources = [stack.enter_context(closing(each)) for each in opened if each]
                lost = rescue(sources, target)
            photos, reviews = _counts(target)
            on_failure.pop_all()
            for file in (log_file(path), index_file(path)):
                file.unlink(missing_ok=True)  # or SQLite mistakes them for those of the new file
    except (OSError, *DAMAGE) as error:
        raise CatalogueUnusable(
            f"The catalogue “{path}” is damaged, and could not be repaired: {error}. "
            "Free some space beside it, and start Birdeye again; it was left as it is."
        ) from error
    if was_gone:
        return (
            f"The catalogue “{path}” was gone. {photos:,} photos and {reviews:,} reviewed birds "
            "came back from its backup."
        )
    missing = ""
    if lost:
        missing = f" {lost:,} {'review' if lost == 1 else 'reviews'} could not be saved."
    if not photos:
        return (
            f"The catalogue was damaged, and nothing in it could be read. A new one was "
            f"started; the damaged file is kept as “{kept}”."
        )
    return (
        f"The catalogue was damaged and has been repaired: {photos:,} photos and {reviews:,} "
        f"reviewed birds were saved.{missing} The damaged file is kept as “{kept}”."
    )


def _set_aside(path: Path, on_failure: ExitStack) -> Path:
    """Keep the damaged file, and its log, under another name; then bring the log into the file.

    The name is returned even if there is no file to keep.
    """
    kept = _free_name(path)
    for file, copy in ((log_file(path), log_file(kept)), (path, kept)):
        if file.exists():
            on_failure.callback(copy.unlink, missing_ok=True)
            make_private_file(copy)
            shutil.copyfile(file, copy)
    _carry_over_log(path)
    return kept


def _free_name(path: Path) -> Path:
    """One that no damaged file has yet: the clock may have been set back since the last."""
    moment, number = datetime.now().strftime("%Y-%m-%d-%H%M%S"), 1
    kept = path.with_name(f"{path.stem}.damaged-{moment}{path.suffix}")
    while kept.exists():
        number += 1
        kept = kept.with_name(f"{path.stem}.damaged-{moment}-{number}{path.suffix}")
    return kept


def _carry_over_log(path: Path) -> None:
    """Carry the write-ahead log over into the file, if that is still possible."""
    if not path.exists() or not path.stat().st_size:
        return  # the log of an empty file leads nowhere, and SQLite would delete it
    with suppress(*DAMAGE), closing(connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _opened(path: Path) -> sqlite3.Connection | None:
    """A connection to what is left of a catalogue, which may be nothing; None without a file."""
    if not path.exists():
        return None
    connection = connect(path, writable=False)
    # Otherwise SQLite refuses any file that is shorter than its header says.
    connection.execute("PRAGMA writable_schema = ON")
    return connection


def _counts(connection: sqlite3.Connection) -> tuple[int, int]:
    (photos,) = connection.execute("SELECT count(*) FROM photo").fetchone()
    (reviews,) = connection.execute(
        "SELECT count(*) FROM bird WHERE verdict != 'unreviewed' AND NOT deleted AND NOT superseded"
    ).fetchone()
    return photos, reviews
