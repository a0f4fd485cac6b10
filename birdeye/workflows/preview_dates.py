"""Shows what a correction of dates would do, beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.changes import DateChange, SetDate
from birdeye.domain.dates import date_after
from birdeye.domain.records import PhotoRecord


@dataclass(frozen=True, slots=True)
class DatePreview:
    """A photo with its date before and after; None for no date."""

    record: PhotoRecord
    before: datetime | None
    after: datetime | None

    @property
    def changes(self) -> bool:
        """Whether the date would be another one, or have another time zone."""
        if self.before is None or self.after is None:
            return self.before is not self.after
        return self.before != self.after or self.before.tzinfo != self.after.tzinfo


def preview_dates(catalogue: Catalogue, change: DateChange) -> Iterator[DatePreview]:
    """What ``change`` would make of each photo that it names; changes nothing."""
    for record in catalogue.records(change.photo_ids):
        after = date_after(change, record.taken)
        if isinstance(change, SetDate) and after is None:
            after = record.metadata.taken  # what the file says counts again
        yield DatePreview(record, record.taken, after)
