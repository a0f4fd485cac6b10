"""What an export tells while it runs: a photo at a time, and what could not be done."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from birdeye.domain.records import PhotoRecord
from birdeye.export.choice import Choice


@dataclass(frozen=True, slots=True)
class Exported:
    """One photo is done.

    ``is_written`` tells whether anything of it was chosen and could be written; ``problem`` is a
    sentence when it could not.
    """

    record: PhotoRecord
    is_written: bool
    problem: str = ""


Exporting = Generator[Exported, None, None]


def done(choice: Choice) -> Exported:
    """The photo went into the export, as far as it was chosen."""
    return Exported(choice.record, choice.is_written)


def failed(choice: Choice, error: Exception) -> Exported:
    """The photo could not be written; ``error`` says why."""
    return Exported(choice.record, is_written=False, problem=str(error))
