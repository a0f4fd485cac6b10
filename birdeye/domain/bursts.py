"""Bursts: photos taken in quick succession, and which of their birds can be the same bird.

A wrong link puts one bird's name on another, so birds are linked only if nothing contradicts it:
the claims of both photos have to agree, and either the boxes overlap or the birds look alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Generic, TypeVar

from birdeye.domain.boxes import Box

BURST_GAP_S = 3.0
"""Photos of a burst follow each other within this many seconds. Cameras write whole seconds."""

BURST_LENGTH_S = 30.0
"""No burst is longer: birds at a feeder come and go while the photographer keeps shooting."""

OVERLAP_IOU = 0.3
"""Minimum overlap (IoU) of the boxes of a bird that stays where it is in successive photos."""

MOST_GROWTH = 3.0
"""How many times larger in area a moving bird may be in the next photo."""

LEAST_LIKENESS = 0.3
"""Minimum likeness of two sets of probabilities if the boxes do not overlap."""

Key = TypeVar("Key", bound=Hashable)
Lineage = tuple[str, ...]
"""Family, genus and species as far as a claim goes; empty for "not sure"."""


@dataclass(frozen=True, slots=True)
class Shot(Generic[Key]):
    """What bursts need to know about a photo; ``key`` is the caller's identifier for it."""

    key: Key
    taken: datetime | None
    folder: Path
    camera: str | None = None


def bursts(shots: Iterable[Shot[Key]]) -> list[tuple[Key, ...]]:
    """The keys of photos that belong together, two or more in each burst, in order of time.

    Photos of one burst are in one folder and by one camera; those without a date belong to none.
    """
    groups: dict[tuple[Path, str | None, bool], list[tuple[datetime, int, Key]]] = defaultdict(list)
    for number, shot in enumerate(shots):
        if shot.taken is not None:  # moments with and without an offset cannot be compared
            group = groups[shot.folder, shot.camera, shot.taken.tzinfo is None]
            group.append((shot.taken, number, shot.key))
    found: list[tuple[Key, ...]] = []
    for group in groups.values():
        group.sort(key=lambda each: each[:2])
        together = [group[0]]
        for each in [*group[1:], None]:
            if each is not None and belongs_to_burst(each[0], together[0][0], together[-1][0]):
                together.append(each)
                continue
            if len(together) > 1:
                found.append(tuple(key for _, _, key in together))
            together = [] if each is None else [each]
    return found


def belongs_to_burst(taken: datetime, first: datetime, last: datetime) -> bool:
    """Whether a photo taken then continues a burst that so far lasts from ``first`` to ``last``."""
    return taken - last <= timedelta(seconds=BURST_GAP_S) and taken - first <= timedelta(
        seconds=BURST_LENGTH_S
    )


@dataclass(frozen=True, slots=True)
class Sighting:
    """One bird in one photo of a burst: what it takes to tell birds apart.

    ``box`` is in fractions of the photo's sides. ``lineage`` is what this photo alone claims;
    ``probabilities`` are those of the species that it lists, by scientific name.
    """

    box: Box
    lineage: Lineage
    probabilities: Mapping[str, float]


def fits(one: Lineage, other: Lineage) -> bool:
    """Whether two claims can be for the same bird: they are the same, or one is more specific. "Not
    sure" agrees with everything."""
    return all(a == b for a, b in zip(one, other, strict=False))


def same_birds(photos: Sequence[Sequence[Sighting]]) -> list[list[tuple[int, int]]]:
    """Which sightings show the same bird, as lists of (photo, sighting) indices.

    ``photos`` are the sightings in each photo of a burst, in order of time. A bird is followed from
    the last photo that shows it, so that it may be missing in between. It is never linked to a
    sighting whose claim contradicts that of any photo of it.
    """
    tracks: list[list[tuple[int, int]]] = []
    for photo, sightings in enumerate(photos):
        pairs = [
            (-likeness, track, number)
            for track, places in enumerate(tracks)
            for number, sighting in enumerate(sightings)
            if (likeness := _likeness([photos[p][n] for p, n in places], sighting)) is not None
        ]
        linked: dict[int, int] = {}
        for _, track, number in sorted(pairs):
            if number not in linked and track not in linked.values():
                linked[number] = track
        for number in range(len(sightings)):
            if number in linked:
                tracks[linked[number]].append((photo, number))
            else:
                tracks.append([(photo, number)])
    return tracks


def _likeness(bird: Sequence[Sighting], sighting: Sighting) -> float | None:
    """How surely ``sighting`` shows ``bird``, from 0 to 2; None if it cannot."""
    if not all(fits(each.lineage, sighting.lineage) for each in bird):
        return None
    last = bird[-1]
    overlap = last.box.iou(sighting.box)
    if overlap >= OVERLAP_IOU:
        return 1 + overlap
    small, large = sorted((last.box.area, sighting.box.area))
    if small <= 0 or large > small * MOST_GROWTH:
        return None
    alike = shared_probability(last.probabilities, sighting.probabilities)
    return alike if alike >= LEAST_LIKENESS else None


def shared_probability(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """What two sets of probabilities have in common: 1 for the same, 0 for no species shared."""
    return sum(min(share, other.get(name, 0.0)) for name, share in one.items())
