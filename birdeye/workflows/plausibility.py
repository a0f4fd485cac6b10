"""Doubts species by place and date: shows rarities as such, and hides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from birdeye.domain.identification import Candidate
from birdeye.domain.plausibility import Doubt
from birdeye.domain.records import PhotoRecord
from birdeye.geography.countries import Countries
from birdeye.packs.ranges import Ranges


@dataclass(frozen=True)
class Plausibility:
    """What the range table of a pack says about the birds of a photo."""

    ranges: Ranges
    countries: Countries

    def doubt(self, scientific_name: str, photo: PhotoRecord) -> Doubt | None:
        """Why the species is not expected; None where it is, or where nobody can tell.

        Nobody can tell without a place, and about species that the table does not name.
        """
        return self._doubt(scientific_name, self.country_of(photo), photo)

    def ranked(
        self, candidates: Sequence[Candidate], photo: PhotoRecord
    ) -> list[tuple[Candidate, Doubt | None]]:
        """All ``candidates``, those that are expected first, each group in its order."""
        country = self.country_of(photo)
        judged = [
            (candidate, self._doubt(candidate.species.scientific_name, country, photo))
            for candidate in candidates
        ]
        return sorted(judged, key=lambda pair: pair[1] is not None)

    def country_of(self, photo: PhotoRecord) -> str:
        """The code of the country where it was taken: in the person's words, else by position."""
        if photo.place is not None and photo.place.country_code:
            return photo.place.country_code
        return "" if photo.position is None else self.countries.at(photo.position)

    def _doubt(self, scientific_name: str, country: str, photo: PhotoRecord) -> Doubt | None:
        if not country or scientific_name not in self.ranges:
            return None
        months = self.ranges.months_in(scientific_name, country)
        if not months:
            return Doubt(country)
        taken = photo.metadata.taken
        if taken is not None and taken.month not in months:
            return Doubt(country, taken.month)
        return None
