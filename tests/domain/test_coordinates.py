from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from birdeye.domain.coordinates import in_words, parse_position
from birdeye.domain.photos import GpsPosition

LONDON = (51.5074, -0.1278)
BEIJING = (39.9075, 116.39722)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("51.5074, -0.1278", LONDON),
        ("51.5074 -0.1278", LONDON),
        ("  +51.5074;-0.1278 ", LONDON),
        ("51.5074,-0.1278", LONDON),
        ("51.5074 N, 0.1278 W", LONDON),
        ("N51.5074 W0.1278", LONDON),
        ("51.5074n0.1278w", LONDON),
        ("0.1278W 51.5074N", LONDON),
        ("51.5074°N 0.1278°W", LONDON),
        ("51,5074; -0,1278", LONDON),
        ("51,5074, -0,1278", LONDON),
        ("51,5074 -0,1278", LONDON),
        ("51, 0", (51.0, 0.0)),
        ("51 30 26.64 N 0 7 40.08 W", LONDON),
        ("51°30'26.64\"N 0°7'40.08\"W", LONDON),
        ("51°30′26.64″N, 0°7′40.08″W", LONDON),
        ("51° 30.444' N, 000° 07.668' W", LONDON),
        ("N 51 30.444 W 0 7.668", LONDON),
        ("51 deg 30' 26.64\" N, 0 deg 7' 40.08\" W", LONDON),
        ("geo:51.5074,-0.1278;u=20", LONDON),
        ("北纬39°54′27″ 东经116°23′50″", BEIJING),
        ("北纬39度54分27秒，东经116度23分50秒", BEIJING),
        ("３９.9075, 116.39722", BEIJING),
        ("90 S 180 W", (-90.0, -180.0)),
    ],
)
def test_positions_are_read_in_the_usual_notations(text, expected):
    position = parse_position(text)
    assert (position.latitude, position.longitude) == pytest.approx(expected, abs=2e-5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "London",
        "51.5074",
        "91, 0",
        "51, 181",
        "51.5074 N, 0.1278 N",
        "-51.5074 S, 0.1278 W",
        "51 60 0 N 0 0 0 E",
        "51.5 30 N 0 7 W",
        "1, 2, 3",
        "nan, inf",
        "1e2, 5",
        "51.5074, -0.1278 and more",
    ],
)
def test_what_is_no_position_is_refused(text):
    with pytest.raises(ValueError, match="no position"):
        parse_position(text)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_what_is_written_is_read_back_to_a_metre(latitude, longitude):
    back = parse_position(in_words(GpsPosition(latitude, longitude)))
    assert back.latitude == pytest.approx(latitude, abs=6e-6)
    assert back.longitude == pytest.approx(longitude, abs=6e-6)


@given(st.text(max_size=60))
def test_no_text_does_anything_else_than_name_a_position_or_none(text):
    try:
        position = parse_position(text)
    except ValueError:
        return
    assert abs(position.latitude) <= 90
    assert abs(position.longitude) <= 180


def test_four_numbers_are_two_angles_of_as_many_parts():
    position = parse_position("51 30 0 15")
    assert (position.latitude, position.longitude) == (51.5, 0.25)
