"""Place and date cast doubt on a species; they never hide it."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from birdeye import locations
from birdeye.domain.identification import Candidate
from birdeye.domain.photos import GpsPosition, PhotoMetadata
from birdeye.domain.plausibility import Circumstances, Doubt
from birdeye.domain.records import PhotoRecord, Place
from birdeye.domain.species import Species
from birdeye.geography.countries import read_countries
from birdeye.geography.occurrence import read_occurrence
from birdeye.packs.grid import Grid
from birdeye.packs.ranges import parse_ranges
from birdeye.taxonomy.species_table import read_species_table
from birdeye.workflows.label_file import labels_of
from birdeye.workflows.plausibility import Plausibility

TABLE = b"""scientific_name,region,months
Hirundo rustica,GB,4-9
Cardinalis cardinalis,US,
Erithacus rubecula,GB,
"""
LONDON = GpsPosition(51.5, -0.12)


@pytest.fixture(scope="module")
def plausibility():
    return Plausibility(parse_ranges(TABLE, "t"), read_countries(locations.countries_file()))


def photo(position=LONDON, month=7, place=None):
    taken = None if month is None else datetime(2024, month, 3)
    metadata = PhotoMetadata(taken=taken, position=position)
    return PhotoRecord(1, Path("a.jpg"), "00", metadata=metadata, place=place)


def test_a_species_of_another_country_or_season_is_doubted(plausibility):
    assert plausibility.doubt("Erithacus rubecula", photo()) is None
    assert plausibility.doubt("Cardinalis cardinalis", photo()) == Doubt("GB")
    assert plausibility.doubt("Hirundo rustica", photo(month=7)) is None
    assert plausibility.doubt("Hirundo rustica", photo(month=1)) == Doubt("GB", 1)


def test_nobody_can_tell_without_place_date_or_row(plausibility):
    assert plausibility.doubt("Cardinalis cardinalis", photo(position=None)) is None
    assert plausibility.doubt("Hirundo rustica", photo(month=None)) is None
    assert plausibility.doubt("Parus major", photo()) is None
    at_sea = photo(position=GpsPosition(0, -30))
    assert plausibility.doubt("Cardinalis cardinalis", at_sea) is None


def test_the_country_of_the_person_comes_first(plausibility):
    place = Place("New York", country_code="US")
    assert plausibility.doubt("Cardinalis cardinalis", photo(place=place)) is None
    assert plausibility.doubt("Erithacus rubecula", photo(place=place)) == Doubt("US")


def test_unlikely_candidates_go_last_and_are_all_there(plausibility):
    names = ["Cardinalis cardinalis", "Parus major", "Hirundo rustica", "Erithacus rubecula"]
    candidates = [Candidate(Species(name), 0.25) for name in names]
    ranked = plausibility.ranked(candidates, photo(month=1))
    assert [(each.species.scientific_name, doubt) for each, doubt in ranked] == [
        ("Parus major", None),
        ("Erithacus rubecula", None),
        ("Cardinalis cardinalis", Doubt("GB")),
        ("Hirundo rustica", Doubt("GB", 1)),
    ]


@pytest.fixture(scope="module")
def worldwide():
    return Plausibility(
        parse_ranges(TABLE, "t"),
        read_countries(locations.countries_file()),
        read_occurrence(locations.occurrence_file()),
    )


def test_the_table_of_the_program_answers_where_the_pack_has_none(worldwide):
    in_ghana = photo(position=GpsPosition(5.6, -0.2))
    assert worldwide.doubt("Dacelo novaeguineae", in_ghana) == Doubt("GH")  # the kookaburra
    assert worldwide.doubt("Corvus albus", in_ghana) is None
    # The pack's own table goes first, also where it knows less.
    assert worldwide.doubt("Hirundo rustica", photo(month=1)) == Doubt("GB", 1)


def test_a_region_counts_for_photos_without_a_place_only(worldwide):
    at_home = replace(worldwide, home=frozenset(("DE", "CH")))
    assert at_home.doubt("Dacelo novaeguineae", photo(position=None)) == Doubt("")
    assert at_home.doubt("Parus major", photo(position=None)) is None
    in_australia = photo(position=GpsPosition(-33.9, 151.1))
    assert at_home.doubt("Dacelo novaeguineae", in_australia) is None


def test_what_is_always_expected_is_never_doubted(worldwide):
    aviary = replace(worldwide, always_expected=frozenset(("Dacelo novaeguineae",)))
    assert aviary.doubt("Dacelo novaeguineae", photo()) is None


def test_a_grid_of_the_pack_goes_before_countries(worldwide):
    cell = Grid(1.0, {}).cell_of(LONDON)
    grid = Grid(1.0, {"Dacelo novaeguineae": str(cell), "Turdus merula": "0"})
    finely = replace(worldwide, grid=grid)
    assert finely.doubt("Dacelo novaeguineae", photo()) is None
    assert finely.doubt("Turdus merula", photo()) == Doubt("GB")
    assert finely.doubt("Pica pica", photo()) is None


def test_a_split_is_settled_where_only_one_of_its_species_occurs(worldwide):
    table = read_species_table(locations.names_folder())
    labels = labels_of(["Accipiter gentilis", "Parus major"], "t")
    expecting = worldwide.expecting(labels, table.species)
    in_ohio = expecting(Circumstances(position=GpsPosition(40.0, -83.0)))
    assert in_ohio.settled == {0}
    assert in_ohio.stands_for[0].common_name("en") == "American Goshawk"
    assert in_ohio.is_unexpected.tolist() == [False, True]
    in_berlin = expecting(Circumstances(position=GpsPosition(52.5, 13.4)))
    assert in_berlin.settled == {0}
    assert not in_berlin.stands_for
    assert expecting(Circumstances()) is None


def test_a_species_is_outdone_where_its_genus_has_another_that_occurs(worldwide):
    names = ("Haliaeetus leucocephalus", "Meleagris gallopavo", "Alcedo atthis")
    labels, table = labels_of(names, "t"), read_species_table(locations.names_folder())
    here = worldwide.expecting(labels, table.species)(Circumstances(country_code="MN"))
    assert here.is_unexpected[:2].tolist() == [True, True]
    # White-tailed Eagles, which these labels do not know, are in Mongolia; other turkeys are not.
    assert here.outdone == {0}


def test_a_family_is_absent_only_where_no_species_of_the_world_in_it_occurs(worldwide):
    names = ("Bombycilla cedrorum", "Buteo jamaicensis", "Spinus tristis", "Parus major")
    labels, table = labels_of(names, "t"), read_species_table(locations.names_folder())
    here = worldwide.expecting(labels, table.species)(Circumstances(country_code="AU"))
    assert here.is_unexpected.tolist() == [True, True, True, True]
    # Other hawks, which these labels do not know, are in Australia, and European Goldfinches are.
    genera = {"Bombycilla", "Buteo", "Spinus", "Parus"}
    assert here.absent_taxa == genera | {"Waxwings", "Tits, Chickadees, and Titmice"}
