"""Recognises files of one shot: cameras write a RAW and a JPEG by one name, which are one photo."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import groupby

from birdeye.domain.records import PhotoRecord
from birdeye.domain.visits import wall_clock


def with_speakers(records: Iterable[PhotoRecord]) -> Iterator[tuple[PhotoRecord, bool]]:
    """Each of ``records``, in their order, and whether it is the one that counts for its shot.

    Files are of one shot where folder, name and date to the second are the same, suffixes differ,
    and they follow each other, as they do by name. The one on which the user decided most counts,
    else the first. Photos without a date are shots of their own.
    """
    for _, files in groupby(records, _shot):
        together = list(files)
        is_one_shot = len({each.path.suffix.casefold() for each in together}) == len(together)
        speaker = max(range(len(together)), key=lambda index: (_decided(together[index]), -index))
        for index, record in enumerate(together):
            yield record, index == speaker or not is_one_shot


def _shot(record: PhotoRecord) -> Hashable:
    if record.taken is None or record.error is not None:
        return record.photo_id
    moment = wall_clock(record.taken).replace(microsecond=0)
    return record.path.parent, record.path.stem.casefold(), moment


def _decided(record: PhotoRecord) -> int:
    return sum(bird.is_reviewed for bird in record.birds) + len(record.statements)
