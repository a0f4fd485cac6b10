"""Where a photo was taken, as far as ranges need: in which countries, or at sea."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from types import MappingProxyType

from birdeye.domain.photos import GpsPosition
from birdeye.geography.countries import Countries

BORDER_DEGREES = 0.3
"""How near a border, in degrees of latitude (some 33 km), birds of either country are expected."""

SEABIRD_DEGREES = 4.0
"""How far seabirds range from the countries that list them."""

_OVERSEAS = MappingProxyType(
    {
        "GF": ("FR", -55.0, 2.0, -51.0, 6.0),
        "GP": ("FR", -61.9, 15.8, -60.9, 16.6),
        "MQ": ("FR", -61.3, 14.3, -60.7, 15.0),
        "RE": ("FR", 55.1, -21.5, 56.0, -20.8),
        "YT": ("FR", 44.9, -13.1, 45.4, -12.5),
        "SJ": ("NO", -9.5, 70.5, 36.0, 81.5),
        "BV": ("NO", 3.2, -54.6, 3.6, -54.3),
        "BQ": ("NL", -69.0, 11.9, -62.5, 17.8),
        "CX": ("AU", 105.4, -10.7, 105.8, -10.3),
        "CC": ("AU", 96.7, -12.3, 97.0, -11.7),
        "TK": ("NZ", -173.0, -9.9, -171.0, -8.2),
        "GI": ("ES", -5.4, 36.1, -5.3, 36.2),
    }
)
"""Territories with their own list of birds whose outlines belong to a distant country: that
country, and west, south, east and north. The north of Norway ends at 71.2 degrees."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A place, or several countries, one of which it is in.

    ``countries`` are ISO 3166-1 alpha-2 codes of where it is and of what is just across a border;
    ``wide_countries`` those that seabirds come from; ``latitude`` in degrees, None if only
    countries are known. ``home`` is the country to name, empty if it may be one of several.
    """

    countries: frozenset[str]
    wide_countries: frozenset[str]
    latitude: float | None = None
    home: str = ""

    @property
    def is_at_sea(self) -> bool:
        """Whether no country is near."""
        return not self.countries


def region(codes: Collection[str]) -> Whereabouts:
    """Somewhere in these countries."""
    home = next(iter(codes)) if len(codes) == 1 else ""
    return Whereabouts(frozenset(codes), frozenset(codes), home=home)


def whereabouts(position: GpsPosition, countries: Countries) -> Whereabouts:
    """The surroundings of a position."""
    home = _overseas(countries.at(position), position)
    if home in _OVERSEAS:  # its outlines' neighbours are those of the distant country
        return Whereabouts(frozenset((home,)), frozenset((home,)), position.latitude, home)
    near = countries.near(position, BORDER_DEGREES)
    wide = countries.near(position, SEABIRD_DEGREES)
    here = near | ({home} if home else set())
    return Whereabouts(here, wide | here, position.latitude, home)


def _overseas(code: str, position: GpsPosition) -> str:
    for land, (parent, west, south, east, north) in _OVERSEAS.items():
        inside = west <= position.longitude <= east and south <= position.latitude <= north
        if code == parent and inside and not (land == "SJ" and position.latitude < 71.3):
            return land
    return code
