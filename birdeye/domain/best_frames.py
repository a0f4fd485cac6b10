"""Which photos of a burst are the best, and which of them to keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.rating import Flag
from birdeye.domain.records import PhotoState


def best_first(photos: Iterable[PhotoOverview]) -> list[PhotoOverview]:
    """The photos in order: by the user's rating first, then by the sharpness of the bird.

    Equals keep their order, so that nothing moves if nothing is known.
    """
    return sorted(photos, key=_badness)


def _badness(photo: PhotoOverview) -> tuple[int, int, float]:
    by_flag = {Flag.PICK: 0, Flag.NONE: 1, Flag.REJECT: 2}[photo.flag]
    sharpness = -1.0 if photo.sharpness is None else photo.sharpness
    return by_flag, -photo.stars, -sharpness


@dataclass(frozen=True, slots=True)
class BurstChoice:
    """What happens to one burst: ``picked`` best first, ``rejected``, and ``left`` unchanged, in
    order."""

    picked: tuple[PhotoOverview, ...]
    rejected: tuple[PhotoOverview, ...]
    left: tuple[PhotoOverview, ...] = ()

    @property
    def flags(self) -> tuple[tuple[int, Flag], ...]:
        """(photo_id, flag) of each photo whose flag this changes."""
        wanted = [(photo, Flag.PICK) for photo in self.picked]
        wanted += [(photo, Flag.REJECT) for photo in self.rejected]
        return tuple((photo.photo_id, flag) for photo, flag in wanted if photo.flag is not flag)


def keep_best(burst: Sequence[PhotoOverview], count: int) -> BurstChoice:
    """Keep the best ``count`` photos of a burst, and reject the others.

    Earlier picks and rejects of the user stay. A photo is left alone if the sharpness of its bird
    is unknown, or if it may show none; and a burst if that is true of all its photos.
    """
    ordered = best_first(burst)
    picked = [photo for photo in ordered if photo.flag is Flag.PICK]
    rejected = [photo for photo in ordered if photo.flag is Flag.REJECT]
    open_ones = [photo for photo in ordered if photo.flag is Flag.NONE]
    judged = [photo for photo in open_ones if photo.sharpness is not None]
    if not judged and not picked:
        return BurstChoice((), tuple(rejected), tuple(open_ones))
    room = max(0, count - len(picked))
    picked += judged[:room]
    rejected += judged[room:]
    rejected += [photo for photo in open_ones if photo.state is PhotoState.NO_BIRD]
    rejected.sort(key=lambda photo: -1.0 if photo.sharpness is None else photo.sharpness)
    rejected.reverse()
    decided = {photo.photo_id for photo in (*picked, *rejected)}
    left = [photo for photo in ordered if photo.photo_id not in decided]
    return BurstChoice(tuple(picked), tuple(rejected), tuple(left))
