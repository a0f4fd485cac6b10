import json

import pytest

from birdeye import locations
from birdeye.domain.photos import GpsPosition
from birdeye.geography.countries import read_countries


@pytest.fixture(scope="module")
def countries():
    return read_countries(locations.countries_file())


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        (39.90, 116.40, "CN"),  # Beijing
        (1.35, 103.82, "SG"),
        (22.28, 114.16, "HK"),
        (25.03, 121.56, "TW"),
        (-22.91, -43.20, "BR"),  # Rio, at the coast
        (52.52, 13.40, "DE"),
        (38.72, -9.14, "PT"),
        (64.15, -21.94, "IS"),
        (-18.14, 178.44, "FJ"),  # near the date line
        (65.6, -170.0, "RU"),  # Chukotka, beyond the date line
        (71.3, -156.8, "US"),
        (-29.31, 27.48, "LS"),  # a hole in South Africa
        (-29.85, 31.02, "ZA"),
        (-75.0, 0.0, "AQ"),
    ],
)
def test_a_position_has_its_country(countries, latitude, longitude, code):
    assert countries.at(GpsPosition(latitude, longitude)) == code


def test_a_boat_off_the_coast_belongs_to_the_country(countries):
    assert countries.at(GpsPosition(36.55, -122.25)) == "US"  # off Monterey


@pytest.mark.parametrize(
    "position", [GpsPosition(0, -30), GpsPosition(90, 0), GpsPosition(40, 180)]
)
def test_the_open_sea_has_no_country(countries, position):
    assert countries.at(position) == ""


def test_sides_and_distances_are_those_of_a_square(tmp_path):
    steps = [0, 0, 20, 0, 0, 20, -20, 0]  # from (0, 0) to (2, 2), at ten corners a degree
    hole = [5, 5, 5, 0, 0, 5, -5, 0]
    file = tmp_path / "countries.json"
    file.write_text(json.dumps({"corners_per_degree": 10, "countries": {"AA": [steps, hole]}}))
    square = read_countries(file)
    outline, _ = square.outlines["AA"]
    assert outline.bounds == (0, 0, 2, 2)
    assert outline.distance_degrees(3.0, 0.0) == pytest.approx(1.0)
    assert outline.distance_degrees(1.0, -0.25) == pytest.approx(0.25, abs=1e-6)
    assert square.at(GpsPosition(0.2, 0.2)) == "AA"
    assert square.at(GpsPosition(0.75, 0.75)) == "AA"  # in the hole, but close to its side
    assert square.at(GpsPosition(0.2, 2.4)) == "AA"
    assert square.at(GpsPosition(0.2, 2.6)) == ""
