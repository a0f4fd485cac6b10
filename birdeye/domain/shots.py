"""Recognises files of one shot: a RAW and a JPEG of the same name are one photo."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from itertools import groupby
from typing import TypeVar

from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.records import PhotoRecord
from birdeye.domain.visits import wall_clock

Item = TypeVar("Item")


def marking_main_files(records: Iterable[PhotoRecord]) -> Iterator[tuple[PhotoRecord, bool]]:
    """Each of ``records``, in their order, and whether it is the one that counts for its shot.

    Files are of one shot if folder, name and date to the second are the same, suffixes differ, and
    they follow each other, as they do when sorted by name. The one on which the user decided most
    counts, else the first. Photos without a date are separate shots.
    """
    for record, main in by_main_file(records, lambda record: record):
        yield record, record is main


def by_main_file(
    items: Iterable[Item], record_of: Callable[[Item], PhotoRecord]
) -> Iterator[tuple[Item, Item]]:
    """Each of ``items``, which represent records, with the one that counts for its shot."""
    for _, files in groupby(items, lambda item: _shot(record_of(item))):
        together = list(files)
        records = [record_of(item) for item in together]
        is_one_shot = len({each.path.suffix.casefold() for each in records}) == len(records)
        main = max(range(len(records)), key=lambda index: (_decided(records[index]), -index))
        for item in together:
            yield item, together[main] if is_one_shot else item


def shots(photos: Collection[PhotoOverview]) -> list[list[PhotoOverview]]:
    """The shots with several files, each with its files in the order of ``photos``.

    By the rule of `marking_main_files`, wherever the files are listed; fast for tens of thousands.
    """
    by_name: dict[str, list[PhotoOverview]] = {}
    for photo in photos:
        by_name.setdefault(str(photo.path).rpartition(".")[0].casefold(), []).append(photo)
    found: dict[Hashable, list[PhotoOverview]] = {}
    for same in by_name.values():
        if len(same) > 1:
            for photo in same:
                if photo.taken is not None and photo.error is None:
                    moment = wall_clock(photo.taken).replace(microsecond=0)
                    key = photo.path.parent, photo.path.stem.casefold(), moment
                    found.setdefault(key, []).append(photo)
    return [
        together
        for together in found.values()
        if len(together) > 1
        and len({photo.path.suffix.casefold() for photo in together}) == len(together)
    ]


def main_file_of(shot: Collection[PhotoOverview], keep: Collection[int] = ()) -> PhotoOverview:
    """The file that is listed for its shot: one of ``keep``, else the one on which the user decided
    most, else the first."""
    return max(
        shot, key=lambda each: (each.photo_id in keep, each.bird_count - each.unreviewed_count)
    )


def _shot(record: PhotoRecord) -> Hashable:
    if record.taken is None or record.error is not None:
        return record.photo_id
    moment = wall_clock(record.taken).replace(microsecond=0)
    return record.path.parent, record.path.stem.casefold(), moment


def _decided(record: PhotoRecord) -> int:
    return sum(bird.is_reviewed for bird in record.birds) + len(record.statements)
