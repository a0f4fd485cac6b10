"""Files of strangers that were read wrongly once, where the collection is beside the project."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from birdeye.domain.photos import FactSource
from birdeye.imaging.annotate import write_annotated
from birdeye.imaging.photo_file import open_photo

CASES = Path(__file__).parents[3] / "shared" / "cases" / "photos"

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the collection is not here")


def case(number):
    (path,) = CASES.glob(f"{number}-*")
    return path


def test_a_jpeg_without_its_last_bytes_is_read_and_marked():
    photo = open_photo(case("01"))
    photo.decode()
    assert 0.98 < photo.metadata.rows_share < 1.0


def test_exif_of_imagemagick_is_read():
    photo = open_photo(case("03"))
    assert (photo.width, photo.height) == (646, 800)
    assert photo.metadata.taken == datetime(2020, 1, 2, 3, 4, 5)


def test_a_copy_keeps_exif_that_fills_a_segment(tmp_path):
    write_annotated(case("04"), tmp_path / "copy.birds.jpg", [])
    before, after = (
        Image.open(path).getexif() for path in (case("04"), tmp_path / "copy.birds.jpg")
    )
    kept = before.get_ifd(0x8769)
    assert {0x8827, 0x829A} <= kept.keys()
    assert {tag: value for tag, value in after.get_ifd(0x8769).items() if tag < 0xA000} == {
        tag: value for tag, value in kept.items() if tag < 0xA000
    }
    assert (after.get(0x013B), after.get(0x8298)) == (before.get(0x013B), before.get(0x8298))


@pytest.mark.parametrize(
    ("number", "taken"),
    [("07", datetime(2011, 7, 19, 11, 36, 38)), ("17", datetime(2018, 5, 1, 6, 30))],
)
def test_dates_are_found(number, taken):
    metadata = open_photo(case(number)).metadata
    assert (metadata.taken, metadata.taken_source) == (taken, FactSource.EXIF)


def test_hdr_looks_like_the_ordinary_picture():
    found = open_photo(case("08-heif")).decode().rgb_u8.astype(int)
    right = open_photo(case("08-right")).decode().rgb_u8.astype(int)
    assert np.abs(found - right).mean() < 4
    assert abs(found.mean() - right.mean()) < 3


def test_a_position_without_hemisphere_is_unknown():
    assert open_photo(case("10")).metadata.position is None


def test_date_and_position_in_xmp_only_are_found():
    metadata = open_photo(case("11")).metadata
    assert metadata.taken == datetime(2021, 5, 1, 6, 30, tzinfo=timezone(timedelta(hours=10)))
    assert metadata.position is not None
    assert metadata.position.latitude == pytest.approx(-38.0253)
    assert metadata.position.longitude == pytest.approx(145.289)
    assert metadata.taken_source is metadata.position_source is FactSource.XMP


def test_an_avif_with_alpha_is_read():
    assert open_photo(case("13")).decode().rgb_u8.shape == (128, 128, 3)


def test_a_tiff_of_floats_is_read():
    photo = open_photo(case("15"))
    assert 20 < photo.decode().rgb_u8.mean() < 235
