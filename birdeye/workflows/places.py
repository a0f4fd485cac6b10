"""The user's settings about places: where photos without one are taken, and what to expect
anywhere.

Stored in the settings that the window and the command line share, as the table ``[places]``.
"""

from __future__ import annotations

from pathlib import Path

from birdeye import locations
from birdeye.domain.plausibility import PlaceSettings
from birdeye.domain.records import PackVersion
from birdeye.geography.countries import Countries
from birdeye.geography.occurrence import read_occurrence
from birdeye.geography.regions import COUNTRIES
from birdeye.packs.pack import Pack
from birdeye.packs.shared_settings import read_table, write_setting
from birdeye.taxonomy.species_table import SpeciesTable
from birdeye.vision.expected import Expecting, nothing_expected
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.vision.weighing import Weigher, version_expecting
from birdeye.workflows.plausibility import Plausibility, places_key
from birdeye.workflows.world_names import with_world_names

_TABLE = "places"


def read_place_settings(file: Path) -> PlaceSettings:
    """What is stored in ``file``; anything that makes no sense counts as absent."""
    table = read_table(file, _TABLE)

    def texts(key: str) -> frozenset[str]:
        found = table.get(key)
        listed = found if isinstance(found, list) else []
        return frozenset(each for each in listed if isinstance(each, str))

    return PlaceSettings(
        table.get("used") is not False, texts("region") & COUNTRIES, texts("always_expected")
    )


def write_place_settings(file: Path, settings: PlaceSettings) -> None:
    """Store ``settings`` in ``file``. Raises `BirdeyeError`, `CannotWrite`."""
    write_setting(file, _TABLE, "used", None if settings.used else False)
    write_setting(file, _TABLE, "region", sorted(settings.region) or None)
    write_setting(file, _TABLE, "always_expected", sorted(settings.always_expected) or None)


def plausibility_of(
    pack: Pack, countries: Countries, settings: PlaceSettings
) -> Plausibility | None:
    """What place and date say about birds, by the tables of the pack and the program.

    None if the user turned that off. Raises `PackInvalid` for a broken table of the pack.
    """
    if not settings.used:
        return None
    return Plausibility(
        pack.ranges,
        countries,
        read_occurrence(locations.occurrence_file()),
        pack.grid,
        settings.region,
        settings.always_expected,
    )


def version_in_use(pack: Pack) -> PackVersion:
    """The key for results of ``pack`` with the current place settings.

    The same as that of the identifier that `open_identifier` makes, without loading anything large.
    """
    settings = read_place_settings(locations.settings_file())
    key = places_key(settings.region, settings.always_expected) if settings.used else ""
    return version_expecting(pack, key)


def open_identifier(
    pack: Pack, options: IdentifyOptions, table: SpeciesTable, countries: Countries
) -> Identifier:
    """The networks of ``pack``, with the names of ``table``, considering places as ``options`` say.

    Raises `ModelFailed`, and `PackInvalid` for a broken table of the pack.
    """
    named = with_world_names(pack, table)
    expecting = _expecting(named, options.places, table, countries)
    return Identifier(named, options, *expecting)


def open_weigher(
    pack: Pack, settings: PlaceSettings, table: SpeciesTable, countries: Countries
) -> Weigher:
    """Names birds of ``pack`` as the identifier does, without its networks.

    Raises `PackInvalid` for a broken table of the pack.
    """
    named = with_world_names(pack, table)
    return Weigher(named, *_expecting(named, settings, table, countries))


def _expecting(
    named: Pack, settings: PlaceSettings, table: SpeciesTable, countries: Countries
) -> tuple[Expecting, str]:
    known = plausibility_of(named, countries, settings)
    if known is None:
        return nothing_expected, ""
    return known.expecting(named.labels, table.species), known.key
