"""Which species are expected where and when a photo was taken, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from birdeye.domain.photos import GpsPosition, PhotoMetadata
from birdeye.domain.records import PhotoRecord


@dataclass(frozen=True, slots=True)
class Doubt:
    """A species is unlikely in ``country_code`` (ISO 3166-1 alpha-2, empty for a wider region).

    ``month`` (1 to 12) is that of the photo if only the season is wrong, and None if the species is
    not expected in the country at all.
    """

    country_code: str
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Where and when a photo was taken, as far as known.

    ``country_code`` (ISO 3166-1 alpha-2, or empty) is set by the user and takes precedence over
    ``position``, and that over ``region``, countries in one of which it was taken.
    """

    taken: datetime | None = None
    position: GpsPosition | None = None
    country_code: str = ""
    region: frozenset[str] = frozenset()

    @classmethod
    def of_file(cls, metadata: PhotoMetadata) -> Self:
        """According to the file."""
        return cls(metadata.taken, metadata.position)

    @classmethod
    def of_record(cls, record: PhotoRecord) -> Self:
        """According to the user, else the file."""
        country_code = "" if record.place is None else record.place.country_code
        return cls(record.taken, record.position, country_code, record.region)


@dataclass(frozen=True, repr=False)
class PlaceSettings:
    """``used`` turns all of it off; ``region`` are ISO 3166-1 alpha-2 codes of countries, none for
    anywhere; ``always_expected`` are scientific names."""

    used: bool = True
    region: frozenset[str] = frozenset()
    always_expected: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        """The same for equal settings in every process, because runs are compared by it."""
        region, always = sorted(self.region), sorted(self.always_expected)
        return f"PlaceSettings({self.used}, {region}, {always})"


WORLDWIDE = PlaceSettings()
"""The default: the position of a photo counts, and photos without one are from anywhere."""
