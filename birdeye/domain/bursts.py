"""Bursts: photos that were taken in one go, and which of their birds are the same bird."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Generic, TypeVar

from birdeye.domain.boxes import Box, matched

BURST_GAP_S = 3.0
"""Photos of a burst follow each other within that many seconds. Cameras write whole seconds."""

SAME_BIRD_IOU = 0.3
"""Boxes of one bird in two photos of a burst share at least that: between two frames it moves."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Shot(Generic[Key]):
    """A photo as far as bursts go; ``key`` is whatever the asker knows it by."""

    key: Key
    taken: datetime | None
    folder: Path


def bursts(shots: Iterable[Shot[Key]]) -> list[tuple[Key, ...]]:
    """The keys of photos that belong together, two or more in each burst, in order of time.

    Photos of one burst lie in one folder; those without a date belong to none.
    """
    groups: dict[tuple[Path, bool], list[tuple[datetime, int, Key]]] = defaultdict(list)
    for number, shot in enumerate(shots):
        if shot.taken is not None:  # moments with and without an offset cannot be compared
            group = groups[shot.folder, shot.taken.tzinfo is None]
            group.append((shot.taken, number, shot.key))
    gap = timedelta(seconds=BURST_GAP_S)
    found: list[tuple[Key, ...]] = []
    for group in groups.values():
        group.sort(key=lambda each: each[:2])
        together = [group[0]]
        for each in [*group[1:], None]:
            if each is not None and each[0] - together[-1][0] <= gap:
                together.append(each)
                continue
            if len(together) > 1:
                found.append(tuple(key for _, _, key in together))
            together = [] if each is None else [each]
    return found


def same_birds(boxes_of_photos: Sequence[Sequence[Box]]) -> list[list[tuple[int, int]]]:
    """Which boxes show the same bird, as lists of (photo, box) by their places in the argument.

    ``boxes_of_photos`` are the boxes in each photo of a burst, in order of time, as fractions of
    the photo. A bird that is alone in two successive photos is the same wherever it moved; others
    are followed by how much their boxes share, most first. Photos without a box are passed over.
    """
    tracks: list[list[tuple[int, int]]] = []
    last: dict[int, list[tuple[int, int]]] = {}
    before: Sequence[Box] = ()
    for photo, boxes in enumerate(boxes_of_photos):
        links = _links(before, boxes)
        now: dict[int, list[tuple[int, int]]] = {}
        for number in range(len(boxes)):
            if number in links:
                track = last[links[number]]
            else:
                track = []
                tracks.append(track)
            track.append((photo, number))
            now[number] = track
        if boxes:  # in a photo without any the birds were only missed
            last, before = now, boxes
    return tracks


def _links(before: Sequence[Box], after: Sequence[Box]) -> dict[int, int]:
    """For boxes of the later photo the box of the same bird in the earlier; each is taken once."""
    if len(before) == len(after) == 1:
        return {0: 0}
    return matched(before, after, SAME_BIRD_IOU)
