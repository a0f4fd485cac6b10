"""Dates of photos as the user corrects them, and which of them are doubtful."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from enum import Enum

from birdeye.domain.changes import DateChange, SetDate, SetOffset, ShiftClock
from birdeye.domain.photos import FactSource
from birdeye.domain.records import PhotoRecord


class DateDoubt(Enum):
    """Why a date may be wrong. The value is the reason in English, after a count of photos."""

    FUTURE = "dated in the future"
    CLOCK_NOT_SET = "dated when a clock starts that was never set"
    EDIT_DATE = "dated only by when a program changed the file"
    RECEIVED = "dated only by the name of the file, which may say when it was received"


_CLOCKS_START = frozenset(
    datetime(year, month, 1) for year, month in ((1970, 1), (1980, 1), (2000, 1))
)
"""Midnights from which clocks of cameras count when their battery was empty."""

_LARGEST_UTC_OFFSET = timedelta(hours=14)


def date_doubt(record: PhotoRecord, now: datetime) -> DateDoubt | None:
    """What speaks against the date of a photo; nothing against what the user said.

    ``now`` has an offset. A date without one is only in the future where it is so everywhere.
    """
    taken = record.taken
    if taken is None or record.set_taken is not None:
        return None
    farthest = timezone(_LARGEST_UTC_OFFSET)
    if (taken if taken.tzinfo is not None else taken.replace(tzinfo=farthest)) > now:
        return DateDoubt.FUTURE
    clock = taken.replace(tzinfo=None)
    if clock.year == 1970 or clock.replace(second=0, microsecond=0) in _CLOCKS_START:
        return DateDoubt.CLOCK_NOT_SET
    match record.metadata.taken_source:
        case FactSource.EDIT_DATE:
            return DateDoubt.EDIT_DATE
        case FactSource.FILE_NAME:
            return DateDoubt.RECEIVED
    return None


def date_after(change: DateChange, taken: datetime | None) -> datetime | None:
    """The date that ``change`` makes of the one that is known so far.

    A shift that leads beyond the years that dates can have leaves it as it is.
    """
    match change:
        case SetDate(_, date):
            return date
        case _ if taken is None:
            return None
        case ShiftClock(_, by):
            try:
                return taken + by
            except OverflowError:
                return taken
        case SetOffset(_, utc_offset):
            return taken.replace(tzinfo=None if utc_offset is None else timezone(utc_offset))
