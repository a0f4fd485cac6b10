"""Marks species as unlikely by place and date: ranks them down and says so, and hides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from birdeye.domain.identification import Candidate
from birdeye.domain.photos import GpsPosition
from birdeye.domain.plausibility import Circumstances, Doubt
from birdeye.domain.records import PhotoRecord
from birdeye.domain.species import Species
from birdeye.geography.countries import Countries
from birdeye.geography.occurrence import Occurrence
from birdeye.geography.whereabouts import Whereabouts, region, whereabouts
from birdeye.packs.grid import Grid
from birdeye.packs.labels import Labels
from birdeye.packs.ranges import Ranges
from birdeye.vision.expected import Expected, Expecting

_NO_OCCURRENCE = Occurrence({})


class _Scene(NamedTuple):
    """Where and when a photo was taken, None for what is not known."""

    where: Whereabouts | None
    position: GpsPosition | None
    month: int | None


@dataclass(frozen=True)
class Plausibility:
    """What is known about where and when birds occur.

    ``ranges`` and ``grid`` are the tables of a pack, which take precedence over ``occurrence``,
    that of the program. ``home`` are the countries (ISO 3166-1 alpha-2) in which photos without a
    place were taken, none for anywhere; ``always_expected`` are scientific names of species to
    expect anywhere: in aviaries, zoos, gardens.
    """

    ranges: Ranges | None
    countries: Countries
    occurrence: Occurrence = _NO_OCCURRENCE
    grid: Grid | None = None
    home: frozenset[str] = frozenset()
    always_expected: frozenset[str] = frozenset()
    _known_places: dict[tuple[float, float], Whereabouts] = field(
        default_factory=dict, compare=False, repr=False
    )

    def doubt(self, scientific_name: str, photo: PhotoRecord) -> Doubt | None:
        """Why the species is not expected; None if it is, or if that is unknown: without a place,
        or for species that are in no table.
        """
        return self._doubt(scientific_name, self._scene(Circumstances.of_record(photo)))

    def ranked(
        self, candidates: Sequence[Candidate], photo: PhotoRecord
    ) -> list[tuple[Candidate, Doubt | None]]:
        """All ``candidates``, expected ones first, each group in order."""
        scene = self._scene(Circumstances.of_record(photo))
        judged = [
            (candidate, self._doubt(candidate.species.scientific_name, scene))
            for candidate in candidates
        ]
        return sorted(judged, key=lambda pair: pair[1] is not None)

    def country_of(self, photo: PhotoRecord) -> str:
        """The code of the country where it was taken: in the user's words, else by position."""
        if photo.place is not None and photo.place.country_code:
            return photo.place.country_code
        return "" if photo.position is None else self.countries.at(photo.position)

    def expecting(self, labels: Labels, species_of: Callable[[str], Species]) -> Expecting:
        """What place and date say about the species of ``labels``, for naming photos.

        ``species_of`` resolves the names of species that those of ``labels`` may also be.
        """

        @lru_cache(maxsize=256)
        def expected(scene: _Scene) -> Expected:
            return self._expected(labels, species_of, scene)

        def expected_of(circumstances: Circumstances) -> Expected | None:
            scene = self._scene(circumstances)
            if scene.where is None:
                return None
            # One for all photos of an outing, and for all without a place.
            fine = None
            if self.grid is not None and scene.position is not None:
                fine = self.grid.middle_of(self.grid.cell_of(scene.position))
            month = None if self.ranges is None else scene.month
            return expected(_Scene(scene.where, fine, month))

        return expected_of

    @property
    def key(self) -> str:
        """Changes with the expectations for photos without a place, which results depend on."""
        return places_key(self.home, self.always_expected)

    def _expected(
        self, labels: Labels, species_of: Callable[[str], Species], scene: _Scene
    ) -> Expected:
        unexpected = np.zeros(len(labels.distinct_species), bool)
        settled: list[int] = []
        stands_for: dict[int, Species] = {}
        for index, species in enumerate(labels.distinct_species):
            names = (species.scientific_name, *labels.may_also_be.get(species.scientific_name, ()))
            here = [name for name in names if self._doubt(name, scene) is None]
            unexpected[index] = not here
            if len(names) > 1 and len(here) == 1:
                settled.append(index)
                if here[0] != species.scientific_name:
                    stands_for[index] = species_of(here[0])
        outdone = self._outdone(labels, unexpected, scene)
        absent = self._absent_taxa(labels, unexpected, outdone, species_of, scene)
        return Expected(unexpected, frozenset(settled), stands_for, outdone, absent)

    def _outdone(self, labels: Labels, unexpected: np.ndarray, scene: _Scene) -> frozenset[int]:
        """The unexpected species whose genus has another one there, known to the pack or not."""
        by_genus = self.occurrence.species_of_genus
        is_there: dict[str, bool] = {}
        for index in np.flatnonzero(unexpected).tolist():
            genus = labels.distinct_species[index].genus
            if genus not in is_there:
                # Its own species are among them, and are not expected.
                is_there[genus] = any(
                    self._doubt(name, scene) is None for name in by_genus.get(genus, ())
                )
        return frozenset(
            index
            for index in np.flatnonzero(unexpected).tolist()
            if is_there[labels.distinct_species[index].genus]
        )

    def _absent_taxa(
        self,
        labels: Labels,
        unexpected: np.ndarray,
        outdone: frozenset[int],
        species_of: Callable[[str], Species],
        scene: _Scene,
    ) -> frozenset[str]:
        """The genera and families of the pack of which no species of the world is expected."""
        known = labels.distinct_species
        genera: dict[str, bool] = {}
        families: dict[str, bool] = {}
        for index, species in enumerate(known):
            is_absent = bool(unexpected[index])
            genera[species.genus] = (
                genera.get(species.genus, True) and is_absent and index not in outdone
            )
            families[species.family] = families.get(species.family, True) and is_absent
        for names in self.occurrence.species_of_genus.values():
            family = species_of(names[0]).family
            if families.get(family) and any(self._doubt(name, scene) is None for name in names):
                families[family] = False
        together = (*genera.items(), *families.items())
        return frozenset(taxon for taxon, is_absent in together if taxon and is_absent)

    def _scene(self, known: Circumstances) -> _Scene:
        month = None if known.taken is None else known.taken.month
        if known.country_code:
            return _Scene(region((known.country_code,)), None, month)
        if known.position is not None:
            return _Scene(self._at(known.position), known.position, month)
        countries = known.region or self.home
        return _Scene(region(countries) if countries else None, None, month)

    def _at(self, position: GpsPosition) -> Whereabouts:
        """Photos of an outing are taken within a kilometre: one look-up on the map is enough."""
        key = (round(position.latitude, 2), round(position.longitude, 2))
        found = self._known_places.get(key)
        if found is None:
            found = self._known_places[key] = whereabouts(GpsPosition(*key), self.countries)
        return found

    def _doubt(self, scientific_name: str, scene: _Scene) -> Doubt | None:
        where, position, month = scene
        if where is None or scientific_name in self.always_expected:
            return None
        if self.ranges is not None and scientific_name in self.ranges:
            return self._doubt_by_pack(self.ranges, scientific_name, where, month)
        if self.grid is not None and position is not None:
            covered = self.grid.covers(scientific_name, position)
        else:
            covered = None
        if covered is None:
            known = self.occurrence.range_of(scientific_name)
            covered = None if known is None else known.covers(where)
        return Doubt(where.home) if covered is False else None

    def _doubt_by_pack(
        self, ranges: Ranges, name: str, where: Whereabouts, month: int | None
    ) -> Doubt | None:
        if where.is_at_sea:
            return None
        months = frozenset[int]().union(*(ranges.months_in(name, each) for each in where.countries))
        if not months:
            return Doubt(where.home)
        if month is not None and month not in months:
            return Doubt(where.home, month)
        return None


def places_key(home: Iterable[str], always_expected: Iterable[str]) -> str:
    """`Plausibility.key` for what the user said, without any table.

    Its first word changes with the rules of `birdeye.vision.expected`, so that what was named by
    earlier ones is weighed anew.
    """
    return ",".join(("places 3", *sorted(home), *sorted(always_expected)))
