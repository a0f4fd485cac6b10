"""Corrections of the dates of photos, and doubts about when and where they were taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from enum import Enum

from birdeye.domain.changes import DateChange, SetDate, SetOffset, ShiftClock
from birdeye.domain.photos import FactSource
from birdeye.domain.records import PhotoRecord


class FactDoubt(Enum):
    """Why a fact may be wrong. The value is the reason in English, after a count of photos."""

    FUTURE = "dated in the future"
    CLOCK_NOT_SET = "dated when a clock starts that was never set"
    EDIT_DATE = "dated only by when a program changed the file"
    RECEIVED = "dated only by the name of the file, which may say when it was received"
    HEMISPHERE = "with a position that is not used, as it does not say north or south, east or west"


_CLOCKS_START = frozenset(
    datetime(year, month, 1) for year, month in ((1970, 1), (1980, 1), (2000, 1))
)
"""Midnights from which cameras count after their battery was empty."""

_LARGEST_UTC_OFFSET = timedelta(hours=14)


def fact_doubts(record: PhotoRecord, now: datetime) -> Iterator[FactDoubt]:
    """Doubts about the date and the position of a photo; none about what the user set.

    ``now`` has an offset. A date without one is in the future only if it is so everywhere.
    """
    doubt = _date_doubt(record, now)
    if doubt is not None:
        yield doubt
    if record.position is None and record.metadata.position_source is not None:
        yield FactDoubt.HEMISPHERE


def _date_doubt(record: PhotoRecord, now: datetime) -> FactDoubt | None:
    taken = record.taken
    if taken is None or record.set_taken is not None:
        return None
    farthest = timezone(_LARGEST_UTC_OFFSET)
    if (taken if taken.tzinfo is not None else taken.replace(tzinfo=farthest)) > now:
        return FactDoubt.FUTURE
    clock = taken.replace(tzinfo=None)
    if clock.year == 1970 or clock.replace(second=0, microsecond=0) in _CLOCKS_START:
        return FactDoubt.CLOCK_NOT_SET
    match record.metadata.taken_source:
        case FactSource.EDIT_DATE:
            return FactDoubt.EDIT_DATE
        case FactSource.FILE_NAME:
            return FactDoubt.RECEIVED
    return None


def date_after(change: DateChange, taken: datetime | None) -> datetime | None:
    """The date after ``change``, given the one known so far.

    A shift beyond the range of dates leaves it unchanged.
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
