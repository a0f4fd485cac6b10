"""Finds the bursts among photos with each frame once, whatever files there are of it.

A RAW beside its JPEG or a copy in another folder is no further frame: of a pair alone there is
nothing to choose, and one of them is never picked while the other is rejected.
"""

from __future__ import annotations

from collections.abc import Mapping

from birdeye.domain.best_frames import BurstFrame
from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.shots import connected, frames
from birdeye.workflows.arrange_photos import bursts_of


def frames_in_bursts(photos: Mapping[int, PhotoOverview]) -> list[list[BurstFrame]]:
    """The frames of each burst, two or more, in the order of ``photos``.

    Bursts in several folders are one if they have a frame in common: flags belong to a photo and
    all its copies, so that one decision has to hold in all folders.
    """
    found = [BurstFrame(tuple(files)) for files in frames(photos.values())]
    frame_of = {file.photo_id: number for number, frame in enumerate(found) for file in frame.files}
    together = [
        [frame_of[photo_id] for photo_id in burst]
        for burst in dict.fromkeys(bursts_of(photos).values())
    ]
    return [
        [found[number] for number in burst]
        for burst in connected(range(len(found)), together)
        if len(burst) > 1
    ]
