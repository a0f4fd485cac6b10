"""Counts birds as birders do: a visit is one taxon at one place for as long as it keeps showing.

Thirty frames of a flock of six are one visit of six birds, not 180 birds.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Generic, TypeVar

from birdeye.domain.counts import Statement, is_exact, together
from birdeye.domain.identification import Rank
from birdeye.domain.photos import GpsPosition

VISIT_GAP = timedelta(minutes=30)
"""A taxon not photographed for longer than this has come back, as in camera-trap studies."""

SAME_PLACE_M = 1000.0
"""Photos this close to each other are of one outing: the distance that people walk between
photos."""

_EARTH_RADIUS_M = 6_371_000.0

Key = TypeVar("Key")
Taxon = tuple[Rank, str]


@dataclass(frozen=True, slots=True)
class Frame(Generic[Key]):
    """What visits need to know about a photo; ``key`` is the caller's identifier for it.

    ``counts`` says how many boxes of each taxon it has, ``confirmed`` how many of those the user
    named, and ``statements`` what the user said about them. ``place`` is the user's name for where
    it was taken, or empty.
    """

    key: Key
    taken: datetime | None
    folder: Path
    counts: Mapping[Taxon, int]
    place: str = ""
    position: GpsPosition | None = None
    statements: Mapping[Taxon, Statement] = field(default_factory=dict)
    confirmed: Mapping[Taxon, int] = field(default_factory=dict)


@dataclass(slots=True)
class Visit(Generic[Key]):
    """One taxon at one place in one unbroken sequence; ``frames`` are in order of time.

    ``count`` is the largest number known of any one frame: what the user stated of it, or its
    boxes unless an exact number was stated of it; boxes that nobody confirmed do not count where an
    exact number was stated of another frame.
    """

    taxon: Taxon
    frames: list[Frame[Key]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many birds there were, as far as known."""
        return self.statement.count or self._most_boxes

    @property
    def statement(self) -> Statement:
        """What the user said about the birds in any of the photos; a number only if it is the
        ``count``."""
        said = ((frame, self._said_of(frame)) for frame in self.frames)
        numbered = (
            (_number_of(frame.counts.get(self.taxon, 0), each), each)
            for frame, each in said
            if each is not None
        )
        return together(numbered, self._most_boxes)

    @property
    def confirmed_count(self) -> int:
        """How many of the birds have names that the user confirmed: of those that the user counted
        all, if any of them is, else the most boxes in any one frame."""
        most = max(frame.confirmed.get(self.taxon, 0) for frame in self.frames)
        return (self.statement.count or most) if most else 0

    @property
    def _most_boxes(self) -> int:
        """The most boxes that count in any one frame; 0 if none do."""
        exact = [is_exact(self._said_of(frame)) for frame in self.frames]
        return max(
            0 if is_said else (frame.confirmed if any(exact) else frame.counts).get(self.taxon, 0)
            for frame, is_said in zip(self.frames, exact, strict=True)
        )

    def _said_of(self, frame: Frame[Key]) -> Statement | None:
        return frame.statements.get(self.taxon) if frame.statements else None

    @property
    def first(self) -> Frame[Key]:
        """The earliest photo."""
        return self.frames[0]

    @property
    def last(self) -> Frame[Key]:
        """The latest photo."""
        return self.frames[-1]


@dataclass(slots=True)
class Outing(Generic[Key]):
    """A day at a place, None for photos without a date. ``frames`` are in order of time.

    ``position`` is that of the earliest photo that has one.
    """

    day: date | None
    place: str
    frames: list[Frame[Key]] = field(default_factory=list)
    position: GpsPosition | None = None

    def visits(self) -> list[Visit[Key]]:
        """The visits by their first photo; of one photo, in the order in which it lists its taxa.

        Each photo without a date is a separate visit: nothing says what it belongs to.
        """
        found: list[Visit[Key]] = []
        latest: dict[Taxon, Visit[Key]] = {}
        for frame in self.frames:
            for taxon in frame.counts:
                visit = latest.get(taxon)
                if visit is None or not _goes_on(visit.last, frame):
                    visit = latest[taxon] = Visit(taxon)
                    found.append(visit)
                visit.frames.append(frame)
        return found


def outings(frames: Iterable[Frame[Key]]) -> list[Outing[Key]]:
    """The outings that these photos come from, by day and time, those without a date last.

    A photo joins the outing of its day and of its place's name; without a name the nearest one
    within a kilometre; without a position that of its folder, because camera traps have one folder
    each.
    """
    of_day: dict[date | None, list[_Gathering[Key]]] = {}
    for frame in sorted(frames, key=_by_time):
        day = frame.taken.date() if frame.taken is not None else None
        gatherings = of_day.setdefault(day, [])
        gathering = _that_fits(frame, gatherings)
        if gathering is None:
            folder = None if frame.place or frame.position else frame.folder
            gathering = _Gathering(Outing(day, frame.place), folder)
            gatherings.append(gathering)
        gathering.outing.frames.append(frame)
        gathering.outing.position = gathering.outing.position or frame.position
    return [each.outing for gatherings in of_day.values() for each in gatherings]


def distance_m(one: GpsPosition, other: GpsPosition) -> float:
    """The great-circle distance in metres, on a sphere."""
    phi, other_phi = math.radians(one.latitude), math.radians(other.latitude)
    half_dphi = (other_phi - phi) / 2
    half_dlambda = math.radians(other.longitude - one.longitude) / 2
    haversine = (
        math.sin(half_dphi) ** 2 + math.cos(phi) * math.cos(other_phi) * math.sin(half_dlambda) ** 2
    )
    return 2 * _EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(haversine)))


def _number_of(boxes: int, said: Statement) -> int:
    """How many birds a statement about a photo with this many boxes is about."""
    return said.count or 0 if is_exact(said) else max(boxes, said.count or 0)


def wall_clock(taken: datetime) -> datetime:
    """Local time without the offset, which some cameras write and some do not."""
    return taken.replace(tzinfo=None)


@dataclass(slots=True)
class _Gathering(Generic[Key]):
    """An outing being gathered; ``folder`` is for photos without any other sign of their place."""

    outing: Outing[Key]
    folder: Path | None


def _that_fits(frame: Frame[Key], gatherings: Iterable[_Gathering[Key]]) -> _Gathering[Key] | None:
    if frame.place:
        return next((each for each in gatherings if each.outing.place == frame.place), None)
    if frame.position is None:
        return next((each for each in gatherings if each.folder == frame.folder), None)
    near = list(_near(frame.position, gatherings))
    return min(near, key=lambda each: each[0])[1] if near else None


def _near(
    position: GpsPosition, gatherings: Iterable[_Gathering[Key]]
) -> Iterator[tuple[float, _Gathering[Key]]]:
    for gathering in gatherings:
        outing = gathering.outing
        if outing.position is not None and not outing.place:
            distance = distance_m(position, outing.position)
            if distance <= SAME_PLACE_M:
                yield distance, gathering


def _goes_on(last: Frame[Key], frame: Frame[Key]) -> bool:
    if last.taken is None or frame.taken is None:
        return False
    return wall_clock(frame.taken) - wall_clock(last.taken) <= VISIT_GAP


def _by_time(frame: Frame[Key]) -> tuple[bool, datetime]:
    if frame.taken is None:
        return True, datetime.min
    return False, wall_clock(frame.taken)
