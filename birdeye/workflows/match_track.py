"""Finds out where photos were taken from the track of a GPS logger, by the time they were taken.

A track is in UTC and cameras show local time, so two things have to be known about the camera: how
far its clock was ahead of UTC, and how wrong it was. Both are reported with every match.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from birdeye.domain.errors import BirdeyeError
from birdeye.domain.photos import GpsPosition
from birdeye.domain.records import PhotoRecord
from birdeye.imaging.regular_files import open_regular
from birdeye.imaging.undecodable import Undecodable
from birdeye.xmp.gpx import GpxRefused, TrackPoint, read_gpx

TOLERANCE = timedelta(minutes=5)
"""How far in time a photo may be from the nearest point of the track."""

_LONGEST_GAP = timedelta(minutes=30)
"""Between points farther apart than this, the way is unknown and the nearest point is used."""

_HOURS_TRIED = range(-14, 15)


class TrackUnusable(BirdeyeError):
    """A track that cannot be read; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What is known about the camera's clock.

    ``behind`` is how slow it was, negative if it was fast. ``utc_offset`` is that of the time zone
    to which it was set, for photos that do not state one; None for that of this computer on the
    day.
    """

    behind: timedelta = timedelta()
    utc_offset: timedelta | None = None

    def moment_of(self, taken: datetime) -> datetime:
        """When a photo was really taken, in UTC; raises `OverflowError` at the ends of time."""
        if taken.tzinfo is None and self.utc_offset is not None:
            taken = taken.replace(tzinfo=timezone(self.utc_offset))
        return (taken + self.behind).astimezone(UTC)


CAMERA_IS_RIGHT = Clock()


@dataclass(frozen=True, slots=True)
class Match:
    """Where a photo was taken; ``distance`` is how far in time the nearest point is."""

    record: PhotoRecord
    moment: datetime
    position: GpsPosition
    distance: timedelta


@dataclass(slots=True)
class Matched:
    """The photos that a track covers, and those it does not.

    ``better_by`` is a correction of the clock in whole hours by which more of the photos with a
    date would match, ``count_if_better`` of them; None if there is none.
    """

    matches: list[Match] = field(default_factory=list)
    without_date: list[PhotoRecord] = field(default_factory=list)
    off_track: list[PhotoRecord] = field(default_factory=list)
    better_by: timedelta | None = None
    count_if_better: int = 0

    @property
    def positions(self) -> tuple[tuple[int, GpsPosition], ...]:
        """(photo_id, position) of the matches."""
        return tuple((each.record.photo_id, each.position) for each in self.matches)


def read_track(paths: Iterable[Path]) -> list[TrackPoint]:
    """The points of GPX files in the order of their times; raises `TrackUnusable`."""
    points: list[TrackPoint] = []
    for number, path in enumerate(paths):
        try:
            with open_regular(path) as file:
                read = read_gpx(file)
        except (GpxRefused, Undecodable) as error:
            reason = error if isinstance(error, GpxRefused) else error.reason
            raise TrackUnusable(
                f"“{path}” cannot be used as a track: {reason}. "
                "Give a GPX file that a GPS logger, a watch or a phone recorded."
            ) from error
        except OSError as error:
            raise TrackUnusable(f"“{path}” cannot be read: {error.strerror or error}.") from error
        # Segments of two files are never one.
        points += (
            TrackPoint(each.moment, each.position, each.segment * 1_000_003 + number)
            for each in read
        )
    return sorted(points, key=lambda point: point.moment)


def match_track(
    records: Iterable[PhotoRecord],
    track: Sequence[TrackPoint],
    clock: Clock = CAMERA_IS_RIGHT,
    tolerance: timedelta = TOLERANCE,
) -> Matched:
    """Where ``track``, in the order of its times, says that photos were taken."""
    moments = [point.moment for point in track]
    found = Matched()
    dated: list[datetime] = []
    for record in records:
        moment = _moment(record, clock)
        if moment is None:
            found.without_date.append(record)
            continue
        dated.append(moment)
        match = _place_at(moment, track, moments, tolerance)
        if match is None:
            found.off_track.append(record)
        else:
            found.matches.append(Match(record, moment, *match))
    if found.off_track:
        _try_other_hours(found, dated, moments, tolerance)
    return found


def _moment(record: PhotoRecord, clock: Clock) -> datetime | None:
    try:
        return None if record.taken is None else clock.moment_of(record.taken)
    except (OverflowError, ValueError, OSError):
        return None


def _place_at(
    moment: datetime, track: Sequence[TrackPoint], moments: Sequence[datetime], tolerance: timedelta
) -> tuple[GpsPosition, timedelta] | None:
    """The position at ``moment``, and how far from it in time the nearest point is."""
    index = bisect_left(moments, moment)
    around = track[max(0, index - 1) : index + 1]
    if not around:
        return None
    nearest = min(around, key=lambda point: abs(point.moment - moment))
    distance = abs(nearest.moment - moment)
    if distance > tolerance:
        return None
    if len(around) == 2:
        before, after = around
        gap = after.moment - before.moment
        if before.segment == after.segment and timedelta() < gap <= _LONGEST_GAP:
            share = (moment - before.moment) / gap
            return _between(before.position, after.position, share), distance
    return nearest.position, distance


def _between(one: GpsPosition, other: GpsPosition, share: float) -> GpsPosition:
    """The position at a ``share`` of the way, the short way round the earth."""
    turn = (other.longitude - one.longitude + 180) % 360 - 180
    longitude = (one.longitude + share * turn + 180) % 360 - 180
    altitude_m = None
    if one.altitude_m is not None and other.altitude_m is not None:
        altitude_m = one.altitude_m + share * (other.altitude_m - one.altitude_m)
    latitude = one.latitude + share * (other.latitude - one.latitude)
    return GpsPosition(latitude, longitude, altitude_m)


def _try_other_hours(
    found: Matched,
    dated: Sequence[datetime],
    moments: Sequence[datetime],
    tolerance: timedelta,
) -> None:
    """Check whether the clock was clearly some hours off, as after a change to summer time."""
    best, best_by = len(found.matches), None
    for hours in sorted(_HOURS_TRIED, key=abs):
        by = timedelta(hours=hours)
        count = sum(_is_near(_later(moment, by), moments, tolerance) for moment in dated)
        if count > best:
            best, best_by = count, by
    found.better_by, found.count_if_better = best_by, best if best_by is not None else 0


def _later(moment: datetime, by: timedelta) -> datetime:
    """``moment`` as it is at the ends of time, where some cameras are."""
    try:
        return moment + by
    except OverflowError:
        return moment


def _is_near(moment: datetime, moments: Sequence[datetime], tolerance: timedelta) -> bool:
    index = bisect_left(moments, moment)
    around = moments[max(0, index - 1) : index + 1]
    return any(abs(each - moment) <= tolerance for each in around)
