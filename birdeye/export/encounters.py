"""Gathers the birds of an export into outings and visits, as birders and databases count them."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from birdeye.domain.counts import Statement, together
from birdeye.domain.identification import Rank
from birdeye.domain.records import PhotoRecord
from birdeye.domain.species import Species
from birdeye.domain.visits import Frame, Outing, Taxon, Visit, outings
from birdeye.export.choice import Choice, Sighting, place_name_of, position_of, statements_of
from birdeye.export.options import ExportOptions
from birdeye.export.outcome import Exporting, done

_LISTED_PHOTOS = 20

_OCCURRENCES = uuid.UUID("5a2c8f5e-6f0e-5b0b-9d52-2f6f7a1f3f10")
"""The name space in which visits have their ids."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo of a visit: its record, and the sighting that represents each taxon.

    Neither contains the species considered, so that exports of large archives fit into memory.
    """

    record: PhotoRecord
    sightings: dict[Taxon, Sighting]


class Gathered:
    """The photos of an export, which visits need all at once: those of a folder, or all."""

    def __init__(
        self, options: ExportOptions, place_of: Callable[[PhotoRecord], str] = place_name_of
    ) -> None:
        """``place_of`` names the place of a photo; where it is empty, the position counts."""
        self._options = options
        self._place_of = place_of
        self._frames: list[Frame[Shown]] = []

    def collect(self, choices: Iterable[Choice]) -> Exporting:
        """Add all of ``choices``, yielding each."""
        for choice in choices:
            if choice.is_written:
                self.add(choice)
            yield done(choice)

    def add(self, choice: Choice) -> Shown | None:
        """Add one photo; returns its key for visits, None if it shows nothing."""
        if not choice.sightings:
            return None
        record = choice.record
        speaking: dict[Taxon, Sighting] = {}
        for sighting in choice.sightings:
            taxon = sighting.rank, sighting.taxon
            if taxon not in speaking or _weight(sighting) > _weight(speaking[taxon]):
                speaking[taxon] = sighting
        shown = Shown(replace(record, birds=()), {key: _slim(s) for key, s in speaking.items()})
        self._frames.append(
            Frame(
                shown,
                record.taken,
                record.path.parent,
                boxes_of(choice.sightings),
                self._place_of(record),
                position_of(record, self._options),
                statements_of(choice),
                boxes_of(each for each in choice.sightings if each.is_confirmed),
            )
        )
        return shown

    def outings(self) -> list[Outing[Shown]]:
        """The outings by day and time."""
        return outings(self._frames)

    def complete_before(self, choice: Choice) -> list[Outing[Shown]]:
        """The outings of the folder that ends before ``choice``, which are then forgotten; or
        none."""
        if not self._options.by_folder or not self._frames:
            return []
        return [] if self._frames[-1].folder == choice.record.path.parent else self.take()

    def take(self) -> list[Outing[Shown]]:
        """The outings so far, which are then forgotten."""
        found = self.outings()
        self._frames = []
        return found


class VisitCount:
    """Counts the birds that a format will write, which counts them by visits."""

    def __init__(self, options: ExportOptions) -> None:
        self._gathered = self.gathered(options)

    def add(self, choice: Choice) -> None:
        """Add a photo that will be written."""
        self._gathered.add(choice)

    def birds(self) -> tuple[int, int]:
        """How many birds there are, and how many of them are marked as not confirmed."""
        found = [self.count(outing) for outing in self._gathered.outings()]
        return sum(birds for birds, _ in found), sum(unconfirmed for _, unconfirmed in found)

    def gathered(self, options: ExportOptions) -> Gathered:
        """What gathers the photos as the format does."""
        return Gathered(options)

    def count(self, outing: Outing[Shown]) -> tuple[int, int]:
        """`birds` for one outing: a visit has one name, which is confirmed or not."""
        visits = outing.visits()
        unconfirmed = (each.count for each in visits if not sighting_of(each).is_confirmed)
        return sum(each.count for each in visits), sum(unconfirmed)


@dataclass(frozen=True, slots=True)
class Encounter:
    """One taxon on one outing: a row of a checklist.

    ``count`` is that of the visit with the most birds; ``sighting`` represents all.
    """

    visits: tuple[Visit[Shown], ...]

    @property
    def count(self) -> int:
        """How many there were at least."""
        return max(visit.count for visit in self.visits)

    @property
    def statement(self) -> Statement:
        """What the user said about the birds; a number only if it is the ``count``."""
        return together(((visit.count, visit.statement) for visit in self.visits), self.count)

    @property
    def sighting(self) -> Sighting:
        """The sighting that represents it."""
        return max((sighting_of(visit) for visit in self.visits), key=_weight)

    @property
    def rank(self) -> Rank:
        """The rank of the taxon."""
        return self.visits[0].taxon[0]

    @property
    def taxon(self) -> str:
        """The scientific name."""
        return self.visits[0].taxon[1]

    @property
    def species(self) -> Species | None:
        """The species, None for a genus."""
        return self.sighting.species

    @property
    def is_confirmed(self) -> bool:
        """Whether the user named at least one of the birds."""
        return self.sighting.is_confirmed

    @property
    def photos(self) -> str:
        """The names of the first photos, and how many more there are."""
        return photo_names([frame.key for visit in self.visits for frame in visit.frames])


def encounters(outing: Outing[Shown]) -> list[Encounter]:
    """The taxa of an outing, in the order in which they appeared."""
    found: dict[Taxon, list[Visit[Shown]]] = {}
    for visit in outing.visits():
        found.setdefault(visit.taxon, []).append(visit)
    return [Encounter(tuple(visits)) for visits in found.values()]


def boxes_of(sightings: Iterable[Sighting]) -> Counter[Taxon]:
    """How many of ``sightings`` each taxon has."""
    return Counter((each.rank, each.taxon) for each in sightings)


def sighting_of(visit: Visit[Shown]) -> Sighting:
    """The sighting that represents a visit: a confirmed one before others, then the surest."""
    return shown_in(visit)[1]


def shown_in(visit: Visit[Shown]) -> tuple[PhotoRecord, Sighting]:
    """The sighting that represents a visit, and the photo that shows it."""
    shown = ((frame.key.record, frame.key.sightings[visit.taxon]) for frame in visit.frames)
    return max(shown, key=lambda each: _weight(each[1]))


def occurrence_id(visit: Visit[Shown]) -> str:
    """The same for the same visit in every export, whatever the bird is called by then.

    Made from what does not change about its first photo when that is moved, when keywords are
    written into it or the user corrects its date.
    """
    record, sighting = visit.first.key.record, visit.first.key.sightings[visit.taxon]
    taken, camera = record.metadata.taken, record.metadata.camera
    bird = f"{taken} {camera} {record.width}x{record.height} {sighting.bird.bird_id}"
    return uuid.uuid5(_OCCURRENCES, bird).urn


def photo_names(photos: Iterable[Shown]) -> str:
    """The names of the first photos, and how many more there are."""
    names = [each.record.path.name for each in photos]
    more = len(names) - _LISTED_PHOTOS
    return "; ".join(names[:_LISTED_PHOTOS]) + (f" and {more} more" if more > 0 else "")


def _weight(sighting: Sighting) -> tuple[bool, float]:
    return sighting.is_confirmed, sighting.probability or 0.0


def _slim(sighting: Sighting) -> Sighting:
    record = sighting.bird
    return replace(sighting, bird=replace(record, bird=replace(record.bird, candidates=())))
