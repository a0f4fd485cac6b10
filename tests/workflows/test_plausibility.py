"""Place and date cast doubt on a species; they never hide it."""

from datetime import datetime
from pathlib import Path

import pytest

from birdeye import locations
from birdeye.domain.identification import Candidate
from birdeye.domain.photos import GpsPosition, PhotoMetadata
from birdeye.domain.plausibility import Doubt
from birdeye.domain.records import PhotoRecord, Place
from birdeye.domain.species import Species
from birdeye.geography.countries import read_countries
from birdeye.packs.ranges import parse_ranges
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
