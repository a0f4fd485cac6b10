"""What exports are lent by the layers above them, from the tables that ship with the program."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from birdeye.domain.photos import GpsPosition
from birdeye.export.options import ExportTools
from birdeye.geography.countries import Countries
from birdeye.taxonomy.species_table import SpeciesTable
from birdeye.vision.session import available_cores
from birdeye.workflows.export_pictures import PhotoPictures


def export_tools(table: SpeciesTable, countries: Countries) -> ExportTools:
    """What an export needs to know, from the tables that ship with the program."""
    return ExportTools(
        species_of=table.species,
        family_of_genus=table.family_of_genus,
        family_name=table.family_name,
        higher_taxa=table.higher_taxa,
        ebird_species=table.ebird_codes.keys(),
        country_of=_remembering(countries),
        pictures=PhotoPictures(),
        workers=available_cores(),
    )


def _remembering(countries: Countries) -> Callable[[GpsPosition], str]:
    """``countries.at``, called once per kilometre: thousands of photos are taken in one place."""

    @lru_cache(maxsize=4096)
    def country_of(latitude: float, longitude: float) -> str:
        return countries.at(GpsPosition(latitude, longitude))

    return lambda position: country_of(round(position.latitude, 2), round(position.longitude, 2))
