"""Which frames of a burst are the best, and which of them to keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.rating import Flag
from birdeye.domain.records import PhotoState, sharpest


class _Rated(Protocol):
    @property
    def flag(self) -> Flag: ...

    @property
    def stars(self) -> int: ...

    @property
    def sharpness(self) -> float | None: ...


Rated = TypeVar("Rated", bound=_Rated)


def best_first(photos: Iterable[Rated]) -> list[Rated]:
    """The photos in order: by the user's rating first, then by the sharpness of the bird.

    Equals keep their order, so that nothing moves if nothing is known.
    """
    return sorted(photos, key=_badness)


def _badness(photo: _Rated) -> tuple[int, int, float]:
    by_flag = {Flag.PICK: 0, Flag.NONE: 1, Flag.REJECT: 2}[photo.flag]
    return by_flag, -photo.stars, -_known_sharpness(photo)


def _known_sharpness(photo: _Rated) -> float:
    return -1.0 if photo.sharpness is None else photo.sharpness


@dataclass(frozen=True, slots=True)
class BurstFrame:
    """What the camera took at once: the files of one shot, and the copies of each.

    The frame goes by the best that is known of any file. ``files`` has at least one; the first is
    the one to show.
    """

    files: tuple[PhotoOverview, ...]

    @property
    def flag(self) -> Flag:
        """Picked or rejected if any of its files is; of both, picked."""
        flags = {file.flag for file in self.files}
        return next((flag for flag in (Flag.PICK, Flag.REJECT) if flag in flags), Flag.NONE)

    @property
    def stars(self) -> int:
        """0 to 5."""
        return max(file.stars for file in self.files)

    @property
    def sharpness(self) -> float | None:
        """That of its sharpest bird, 0 to 100; None where none was measured."""
        return sharpest(file.sharpness for file in self.files)

    @property
    def has_no_bird(self) -> bool:
        """Whether there is no bird in any of the files that could be read."""
        return {file.state for file in self.files} - {PhotoState.UNREADABLE} == {PhotoState.NO_BIRD}

    def unflagged(self) -> tuple[int, ...]:
        """The ids of the files with neither flag."""
        return tuple(file.photo_id for file in self.files if file.flag is Flag.NONE)


@dataclass(frozen=True, slots=True)
class BurstChoice:
    """What happens to one burst: ``picked`` best first, ``rejected``, and ``left`` unchanged, in
    order."""

    picked: tuple[BurstFrame, ...]
    rejected: tuple[BurstFrame, ...]
    left: tuple[BurstFrame, ...] = ()

    @property
    def frames(self) -> tuple[BurstFrame, ...]:
        """All frames of the burst."""
        return (*self.picked, *self.rejected, *self.left)

    @property
    def flags(self) -> tuple[tuple[int, Flag], ...]:
        """(photo_id, flag) of each file whose flag this changes: every file of a frame gets the
        same one, except where the user gave it another."""
        wanted = [(frame, Flag.PICK) for frame in self.picked]
        wanted += [(frame, Flag.REJECT) for frame in self.rejected]
        return tuple((photo_id, flag) for frame, flag in wanted for photo_id in frame.unflagged())

    def count_of_changed(self, flag: Flag) -> int:
        """How many frames get this flag, some of whose files did not have it."""
        frames = self.picked if flag is Flag.PICK else self.rejected
        return sum(bool(frame.unflagged()) for frame in frames)


def keep_best(burst: Sequence[BurstFrame], count: int) -> BurstChoice:
    """Keep the best ``count`` frames of a burst, and reject the others.

    Earlier picks and rejects of the user stay. A frame is left alone if the sharpness of its bird
    is unknown, or if it may show none; and a burst if that is true of all its frames.
    """
    ordered = best_first(burst)
    picked = [frame for frame in ordered if frame.flag is Flag.PICK]
    rejected = [frame for frame in ordered if frame.flag is Flag.REJECT]
    open_ones = [frame for frame in ordered if frame.flag is Flag.NONE]
    judged = [frame for frame in open_ones if frame.sharpness is not None]
    if not judged and not picked:
        return BurstChoice((), tuple(rejected), tuple(open_ones))
    room = max(0, count - len(picked))
    picked += judged[:room]
    rejected += judged[room:]
    rejected += [each for each in open_ones if each.sharpness is None and each.has_no_bird]
    rejected.sort(key=_known_sharpness, reverse=True)
    left = [each for each in open_ones if each.sharpness is None and not each.has_no_bird]
    return BurstChoice(tuple(picked), tuple(rejected), tuple(left))
