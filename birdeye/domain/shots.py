"""Recognises files that are one photo: a RAW and a JPEG of one shot, and copies of a photo."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Protocol, TypeVar

from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.records import PhotoRecord
from birdeye.domain.visits import wall_clock

Item = TypeVar("Item")


class _Photo(Protocol):
    """What `PhotoOverview` and `PhotoRecord` have in common."""

    @property
    def photo_id(self) -> int: ...

    @property
    def path(self) -> Path: ...

    @property
    def taken(self) -> datetime | None: ...

    @property
    def image_id(self) -> int | None: ...


Photo = TypeVar("Photo", bound=_Photo)


def marking_main_files(
    records: Iterable[PhotoRecord], counts: Callable[[PhotoRecord], bool] = lambda _: True
) -> Iterator[tuple[PhotoRecord, bool]]:
    """Each of ``records``, in their order, and whether it is the one that counts for its shot.

    Files are of one shot if folder, name and date to the second are the same, suffixes differ, and
    they follow each other, as they do when sorted by name. The one in which the user named most
    birds counts, else the one on which the user decided most, else the first; one that could not
    be read and has no birds only if the others are no better. Photos without a date are separate
    shots. A shot of which there was a copy before does not count, unless no such copy ``counts``
    for the caller.
    """
    seen: set[int] = set()
    for files, main in by_shot(records, lambda record: record):
        is_new = seen.isdisjoint(images_of(files))
        seen.update(images_of(record for record in files if counts(record)))
        for record in files:
            yield record, is_new and record is main


def by_shot(
    items: Iterable[Item], record_of: Callable[[Item], PhotoRecord]
) -> Iterator[tuple[list[Item], Item]]:
    """``items``, which represent records, in lists by shot, each with the one that counts for it,
    as `marking_main_files` says."""
    for _, files in groupby(items, lambda item: _shot(record_of(item))):
        together = list(files)
        records = [record_of(item) for item in together]
        if len({each.path.suffix.casefold() for each in records}) == len(records):
            main = max(range(len(records)), key=lambda index: (_decided(records[index]), -index))
            yield together, together[main]
        else:
            yield from (([item], item) for item in together)


def images_of(photos: Iterable[_Photo]) -> set[int]:
    """The images that these files show, as far as known."""
    return {photo.image_id for photo in photos if photo.image_id is not None}


def shots(photos: Collection[Photo]) -> list[list[Photo]]:
    """The shots with several files, each with its files in the order of ``photos``.

    By the rule of `marking_main_files`, wherever the files are listed; fast for tens of thousands.
    """
    by_name: dict[str, list[Photo]] = {}
    for photo in photos:
        by_name.setdefault(str(photo.path).rpartition(".")[0].casefold(), []).append(photo)
    found: dict[Hashable, list[Photo]] = {}
    for same in by_name.values():
        if len(same) > 1:
            for photo in same:
                if photo.taken is not None:
                    moment = wall_clock(photo.taken).replace(microsecond=0)
                    key = photo.path.parent, photo.path.stem.casefold(), moment
                    found.setdefault(key, []).append(photo)
    return [
        together
        for together in found.values()
        if len(together) > 1
        and len({photo.path.suffix.casefold() for photo in together}) == len(together)
    ]


def with_shots(photo_ids: Iterable[int], photos: Collection[Photo]) -> tuple[int, ...]:
    """``photo_ids``, each with the other files of its shot among ``photos``."""
    shot_of: dict[int, list[int]] = {}
    for shot in shots(photos):
        files = [photo.photo_id for photo in shot]
        shot_of.update(dict.fromkeys(files, files))
    found = (one for photo_id in photo_ids for one in shot_of.get(photo_id, (photo_id,)))
    return tuple(dict.fromkeys(found))


def image_of(photo: _Photo) -> tuple[bool, int]:
    """What copies of a photo have in common, and nothing else has."""
    if photo.image_id is None:
        return False, photo.photo_id
    return True, photo.image_id


def frames(photos: Collection[Photo]) -> list[list[Photo]]:
    """The photos by what the camera took at once: the files of one shot and all their copies are
    one frame. Frames and files are in the order of ``photos``."""
    by_id = {photo.photo_id: photo for photo in photos}
    copies: dict[Hashable, list[int]] = {}
    for photo in photos:
        copies.setdefault(image_of(photo), []).append(photo.photo_id)
    together = [ids for ids in copies.values() if len(ids) > 1]
    together += [[photo.photo_id for photo in shot] for shot in shots(photos)]
    return [[by_id[one] for one in ids] for ids in connected(by_id, together)]


def connected(ids: Iterable[int], groups: Iterable[Sequence[int]]) -> list[list[int]]:
    """``ids`` in lists: those that share a group are in one list, and so on from group to group.

    Lists and their ids are in the order of ``ids``, which include those of all ``groups``.
    """
    parent: dict[int, int] = {}

    def root_of(one: int) -> int:
        while (above := parent.get(one, one)) != one:
            parent[one] = parent.get(above, above)
            one = above
        return one

    for first, *others in groups:
        for other in others:
            parent[root_of(other)] = root_of(first)
    found: dict[int, list[int]] = {}
    for one in ids:
        found.setdefault(root_of(one), []).append(one)
    return list(found.values())


def main_file_of(shot: Collection[PhotoOverview], keep: Collection[int] = ()) -> PhotoOverview:
    """The file that is listed for its shot: one of ``keep``, else the one on which the user decided
    most, else the first."""
    return max(
        shot, key=lambda each: (each.photo_id in keep, each.bird_count - each.unreviewed_count)
    )


def _shot(record: PhotoRecord) -> Hashable:
    if record.taken is None:
        return record.photo_id
    moment = wall_clock(record.taken).replace(microsecond=0)
    return record.path.parent, record.path.stem.casefold(), moment


def _decided(record: PhotoRecord) -> tuple[bool, int, int]:
    says_something = record.error is None or bool(record.birds)
    named = sum(bird.is_confirmed for bird in record.birds)
    return (
        says_something,
        named,
        sum(bird.is_reviewed for bird in record.birds) + len(record.statements),
    )
