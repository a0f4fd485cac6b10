"""Gathers what many photos show into encounters: one taxon on one day at one place.

Thirty frames of one bird are one observation to eBird and iNaturalist, not thirty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from birdeye.domain.identification import Rank
from birdeye.domain.photos import GpsPosition
from birdeye.domain.species import Species
from birdeye.export.choice import Choice, Sighting, country_of, place_name_of, position_of
from birdeye.export.options import ExportOptions, ExportTools
from birdeye.export.outcome import Exporting, done

CELLS_A_DEGREE = 100
"""Photos without a named place belong together within a hundredth of a degree: about a kilometre,
as far as one walks between two frames and still calls it one place."""

_LISTED_PHOTOS = 20


@dataclass(slots=True)
class Encounter:
    """``count`` is the most birds of the taxon in any one photo: so many there were at least."""

    rank: Rank
    taxon: str
    species: Species | None
    name: str
    is_confirmed: bool
    count: int = 0
    photo_count: int = 0
    photo_names: list[str] = field(default_factory=list)
    first_taken: datetime | None = None

    def photos(self) -> str:
        """The names of the first photos, and how many more there are."""
        more = self.photo_count - len(self.photo_names)
        return "; ".join(self.photo_names) + (f" and {more} more" if more else "")


@dataclass(slots=True)
class Outing:
    """A day at a place. ``position`` and ``taken`` are those of the earliest photo."""

    day: date
    place_name: str
    country_code: str
    position: GpsPosition | None
    taken: datetime
    encounters: dict[tuple[Rank, str], Encounter] = field(default_factory=dict)


class Outings:
    """Collects choices; holds one entry a taxon, day and place, however many photos there are."""

    def __init__(self, options: ExportOptions, tools: ExportTools) -> None:
        self._options = options
        self._tools = tools
        self._outings: dict[tuple[date, object], Outing] = {}

    def collect(self, choices: Iterable[Choice]) -> Exporting:
        """Take in all of ``choices``, telling each."""
        for choice in choices:
            if choice.is_written:
                self.add(choice)
            yield done(choice)

    def add(self, choice: Choice) -> None:
        """Take in one photo, which must have a date."""
        taken = choice.record.metadata.taken
        assert taken is not None, "the format does not say that it needs a date"
        outing = self._outing(choice, taken)
        seen: dict[tuple[Rank, str], int] = {}
        for sighting in choice.sightings:
            key = sighting.rank, sighting.taxon
            encounter = outing.encounters.get(key) or _encounter(sighting)
            outing.encounters[key] = encounter
            encounter.is_confirmed |= sighting.is_confirmed
            seen[key] = seen.get(key, 0) + 1
        for key, count in seen.items():
            _note_photo(outing.encounters[key], choice.record.path.name, count, taken)

    def __iter__(self) -> Iterator[Outing]:
        """The outings by day and time."""
        return iter(sorted(self._outings.values(), key=lambda each: (each.day, _clock(each.taken))))

    def _outing(self, choice: Choice, taken: datetime) -> Outing:
        position = position_of(choice.record, self._options)
        name = place_name_of(choice.record)
        where = name or (position and _cell(position))
        outing = self._outings.get((taken.date(), where))
        if outing is None:
            country = country_of(choice.record, self._options, self._tools)
            outing = Outing(taken.date(), name, country, position, taken)
            self._outings[taken.date(), where] = outing
        elif _clock(taken) < _clock(outing.taken):
            outing.taken, outing.position = taken, position or outing.position
        return outing


def _encounter(sighting: Sighting) -> Encounter:
    return Encounter(
        sighting.rank, sighting.taxon, sighting.species, sighting.name, sighting.is_confirmed
    )


def _note_photo(encounter: Encounter, name: str, count: int, taken: datetime) -> None:
    encounter.count = max(encounter.count, count)
    encounter.photo_count += 1
    if len(encounter.photo_names) < _LISTED_PHOTOS:
        encounter.photo_names.append(name)
    if encounter.first_taken is None or _clock(taken) < _clock(encounter.first_taken):
        encounter.first_taken = taken


def _cell(position: GpsPosition) -> tuple[int, int]:
    return round(position.latitude * CELLS_A_DEGREE), round(position.longitude * CELLS_A_DEGREE)


def _clock(taken: datetime) -> datetime:
    """What the clock on the wall showed: some cameras write its offset and some do not."""
    return taken.replace(tzinfo=None)
