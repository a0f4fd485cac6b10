"""What an export yields while it runs: one photo at a time, and what could not be done."""

from __future__ import annotations

import errno
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from birdeye.domain.errors import BirdeyeError
from birdeye.domain.records import PhotoRecord
from birdeye.export.choice import Choice


@dataclass(frozen=True, slots=True)
class Exported:
    """One photo is done.

    ``is_written`` says whether any of it was chosen and could be written; ``problem`` is a sentence
    if it could not. ``changed_file`` is the file written beside a photo or the photo written into,
    None if it already said all that, and for formats that write other files.
    """

    record: PhotoRecord
    is_written: bool
    problem: str = ""
    changed_file: Path | None = None


_TAKES_NOTHING = frozenset(
    number
    for name in ("ENOSPC", "EDQUOT", "EROFS")
    if (number := getattr(errno, name, None)) is not None
)

Exporting = Generator[Exported, None, None]


def done(choice: Choice, changed_file: Path | None = None) -> Exported:
    """The photo went into the export, as far as it was chosen."""
    return Exported(choice.record, choice.is_written, changed_file=changed_file)


def failed(choice: Choice, error: BirdeyeError) -> Exported:
    """The photo could not be written; ``error`` says why.

    Raises it if it would affect every other photo too: the disk is full or read-only.
    """
    cause = error.__cause__
    if isinstance(cause, OSError) and cause.errno in _TAKES_NOTHING:
        raise error
    return Exported(choice.record, is_written=False, problem=str(error))
