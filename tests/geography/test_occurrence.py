"""Which species are expected at a place: held against what any field guide says."""

import pytest

from birdeye import locations
from birdeye.domain.photos import GpsPosition
from birdeye.geography.countries import read_countries
from birdeye.geography.occurrence import read_occurrence
from birdeye.geography.regions import COUNTRIES, region_codes
from birdeye.geography.whereabouts import region, whereabouts
from birdeye.taxonomy.species_table import read_species_table

BASEL = GpsPosition(47.58, 7.6)
CAYENNE = GpsPosition(4.92, -52.31)
REUNION = GpsPosition(-21.1, 55.5)
SVALBARD = GpsPosition(78.2, 15.6)
NORTH_CAPE = GpsPosition(71.0, 25.8)
MID_ATLANTIC = GpsPosition(0.0, -30.0)
LAND_S_END = GpsPosition(50.0, -7.5)
DARWIN = GpsPosition(-12.5, 131.0)
MELBOURNE = GpsPosition(-37.8, 145.0)
HOBART = GpsPosition(-42.9, 147.3)


@pytest.fixture(scope="module")
def countries():
    return read_countries(locations.countries_file())


@pytest.fixture(scope="module")
def occurrence():
    return read_occurrence(locations.occurrence_file())


def test_the_table_is_small_and_has_the_species_of_the_world(occurrence):
    assert locations.occurrence_file().stat().st_size < 1_000_000
    table = read_species_table(locations.names_folder())
    without = [
        species.scientific_name
        for species in table.all_species
        if occurrence.range_of(species.scientific_name) is None
    ]
    assert without == ["Caloenas maculata"]  # nobody knows where it lived


@pytest.mark.parametrize(
    ("species", "position", "expected"),
    [
        ("Turdus merula", BASEL, True),
        ("Dacelo novaeguineae", BASEL, False),  # the kookaburra
        ("Dacelo novaeguineae", HOBART, True),  # introduced
        ("Rupicola rupicola", CAYENNE, True),  # a list of its own, not that of France
        ("Turdus merula", CAYENNE, False),
        ("Coracina newtoni", REUNION, None),  # the name before its genus was changed
        ("Lagopus muta", SVALBARD, True),
        ("Passer domesticus", SVALBARD, False),
        ("Poecile montanus", NORTH_CAPE, True),
        ("Passer domesticus", MID_ATLANTIC, None),  # a ship may carry a sparrow
        ("Fregata magnificens", MID_ATLANTIC, True),
        ("Morus bassanus", LAND_S_END, True),
        ("Gallus gallus domesticus", BASEL, None),
    ],
)
def test_species_are_expected_where_they_occur(species, position, expected, occurrence, countries):
    known = occurrence.range_of(species)
    covered = None if known is None else known.covers(whereabouts(position, countries))
    assert covered is expected


def test_both_sides_of_a_border_count_and_the_home_is_one(countries):
    where = whereabouts(BASEL, countries)
    assert where.countries == {"CH", "DE", "FR"}
    assert where.home == "CH"
    assert whereabouts(MID_ATLANTIC, countries).is_at_sea


def test_latitude_tells_the_parts_of_a_large_country_apart(occurrence, countries):
    lyrebird = occurrence.range_of("Menura novaehollandiae")
    assert lyrebird.covers(whereabouts(MELBOURNE, countries)) is True
    assert lyrebird.covers(whereabouts(DARWIN, countries)) is False
    assert lyrebird.covers(region({"AU"})) is True


def test_regions_are_countries_continents_or_anywhere():
    assert region_codes("de, CH") == {"DE", "CH"}
    assert {"PT", "FI"} < region_codes("Europe")
    assert region_codes("south america;FR") == region_codes("south-america") | {"FR"}
    assert region_codes("anywhere") == region_codes("") == frozenset()
    with pytest.raises(ValueError, match="atlantis"):
        region_codes("DE,atlantis")


def test_every_country_of_the_tables_can_be_named(occurrence, countries):
    assert set(countries.outlines) <= COUNTRIES
    native = {code for name in ("Hirundo rustica", "Falco peregrinus", "Pandion haliaetus")
              for code in occurrence.range_of(name).countries}  # fmt: skip
    assert native - {"SU"} <= COUNTRIES
