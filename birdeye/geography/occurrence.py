"""In which countries each species of the world occurs, so that others can be ranked down there.

From rangeBuilder's polygons, AVONET (CC BY 4.0), AviList (CC BY 4.0) and IOC (CC BY 4.0), as
`assets/occurrence.csv`. National lists have a fifth more, including vagrants: a species that is not
listed is unlikely, not impossible.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from birdeye.geography.whereabouts import Whereabouts

LATITUDE_TOLERANCE = 3.0
"""Degrees beyond the limits of a resident's range in which it is still expected."""


@dataclass(frozen=True, slots=True)
class SpeciesRange:
    """Where a species occurs: ISO 3166-1 alpha-2 codes of ``countries`` where it is native and
    where it was ``introduced``, and the limits of a resident's native range in latitude.

    ``is_seabird`` means that it is seen from ships, far from the countries that list it.
    """

    countries: frozenset[str]
    introduced: frozenset[str] = frozenset()
    south: float = -90.0
    north: float = 90.0
    is_seabird: bool = False

    def covers(self, where: Whereabouts) -> bool | None:
        """Whether the species is expected there; None if unknown."""
        if where.is_at_sea:
            return True if self.is_seabird else None
        near = where.wide_countries if self.is_seabird else where.countries
        if not self.introduced.isdisjoint(near):
            return True
        if self.countries.isdisjoint(near):
            return False
        return (
            where.latitude is None
            or self.south - LATITUDE_TOLERANCE <= where.latitude <= self.north + LATITUDE_TOLERANCE
        )


class Occurrence:
    """The range of every species, parsed when needed."""

    def __init__(self, rows: Mapping[str, str]) -> None:
        self._rows = rows
        self._ranges: dict[str, SpeciesRange | None] = {}

    @cached_property
    def species_of_genus(self) -> Mapping[str, tuple[str, ...]]:
        """The scientific names of each genus."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._rows:
            found[name.split(" ", 1)[0]].append(name)
        return {genus: tuple(names) for genus, names in found.items()}

    def range_of(self, scientific_name: str) -> SpeciesRange | None:
        """None for what the table does not have, such as domestic forms."""
        if scientific_name not in self._ranges:
            row = self._rows.get(scientific_name)
            self._ranges[scientific_name] = None if row is None else _range(row)
        return self._ranges[scientific_name]


def read_occurrence(path: Path) -> Occurrence:
    """The table in the CSV file at ``path``, in a few milliseconds.

    It is part of the program, written without quotes: any error in it is a bug.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    return Occurrence(dict(line.split(",", 1) for line in lines[1:]))


def _range(row: str) -> SpeciesRange:
    native, introduced, south, north, at_sea = row.split(",")
    countries, brought = frozenset(native.split()), frozenset(introduced.split())
    if not south:
        return SpeciesRange(countries, brought, is_seabird=bool(at_sea))
    return SpeciesRange(countries, brought, float(south), float(north))
