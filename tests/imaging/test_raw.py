from __future__ import annotations

import numpy as np
import pytest

from birdeye.domain.errors import PhotoUnreadable
from birdeye.imaging.photo_file import open_photo
from birdeye.imaging.raw_tiff import is_raw_tiff
from tests.helpers.sample_photos import (
    assert_quadrants,
    encoded,
    quadrant_colours,
    quadrants,
    stored_for,
)
from tests.helpers.tiny_dng import make_dng

WIDTH, HEIGHT = 192, 128


def dng_file(tmp_path, orientation=1, preview=None, preview_size=None, name="photo.dng"):
    stored = np.asarray(stored_for(quadrants(WIDTH, HEIGHT), orientation)) / 255.0
    path = tmp_path / name
    path.write_bytes(make_dng(stored, orientation, preview, preview_size))
    return path


def preview_of(orientation, width=WIDTH, height=HEIGHT):
    stored = stored_for(quadrants(width, height), orientation)
    return {"preview": encoded(stored, "JPEG", quality=95), "preview_size": stored.size}


def assert_hues(rgb_u8):
    """Red, green, blue and pale in their places, however bright LibRaw makes them."""
    (red, green), (blue, pale) = quadrant_colours(rgb_u8)
    assert red[0] > 1.8 * max(red[1], red[2])
    assert green[1] > 1.5 * max(green[0], green[2])
    assert blue[2] > 1.8 * max(blue[0], blue[1])
    assert pale.min() > 200 and np.ptp(pale) < 12


@pytest.mark.parametrize("orientation", range(1, 9))
def test_sensor_data_develops_upright(tmp_path, orientation):
    photo = open_photo(dng_file(tmp_path, orientation))
    assert (photo.format_name, photo.width, photo.height) == ("RAW (DNG)", WIDTH, HEIGHT)
    decoded = photo.decode()
    assert decoded.rgb_u8.shape == (HEIGHT, WIDTH, 3)
    assert_hues(decoded.rgb_u8)


def test_half_size_is_used_where_it_is_enough(tmp_path):
    photo = open_photo(dng_file(tmp_path))
    assert photo.decode(0.5).rgb_u8.shape == (HEIGHT // 2, WIDTH // 2, 3)
    assert photo.decode(0.6).rgb_u8.shape == (HEIGHT, WIDTH, 3)
    assert_hues(photo.decode(0.2).rgb_u8)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_full_preview_is_taken_instead_and_turned(tmp_path, orientation):
    photo = open_photo(dng_file(tmp_path, orientation, **preview_of(orientation)))
    assert (photo.width, photo.height) == (WIDTH, HEIGHT)
    decoded = photo.decode()
    assert decoded.rgb_u8.shape == (HEIGHT, WIDTH, 3)
    assert_quadrants(decoded.rgb_u8, tolerance=6)  # LibRaw's colours would be far from these
    assert photo.decode(0.25).rgb_u8.shape == (HEIGHT // 4, WIDTH // 4, 3)


def test_preview_that_was_already_turned_stays(tmp_path):
    upright = {"preview": encoded(quadrants(WIDTH, HEIGHT), "JPEG"), "preview_size": (192, 128)}
    photo = open_photo(dng_file(tmp_path, 6, **upright))
    assert_quadrants(photo.decode(0.5).rgb_u8, tolerance=8)


def test_small_preview_serves_small_scales_only(tmp_path):
    photo = open_photo(dng_file(tmp_path, **preview_of(1, WIDTH // 4, HEIGHT // 4)))
    assert (photo.width, photo.height) == (WIDTH, HEIGHT)
    small = photo.decode(0.25)
    assert small.rgb_u8.shape == (HEIGHT // 4, WIDTH // 4, 3)
    assert_quadrants(small.rgb_u8, tolerance=10)
    assert photo.decode(0.3).rgb_u8.shape == (HEIGHT // 2, WIDTH // 2, 3)
    assert photo.quick_scale == 0.25


def test_what_needs_no_development_is_known(tmp_path):
    assert open_photo(dng_file(tmp_path)).quick_scale == 0.0
    whole = open_photo(dng_file(tmp_path, 6, **preview_of(6)))
    assert whole.quick_scale == 1.0


def test_preview_of_another_section_is_not_used(tmp_path):
    photo = open_photo(dng_file(tmp_path, **preview_of(1, WIDTH, HEIGHT // 2)))
    assert (photo.width, photo.height) == (WIDTH, HEIGHT)
    assert_hues(photo.decode().rgb_u8)


def test_broken_preview_gives_way_to_the_sensor_data(tmp_path):
    preview = preview_of(1)
    preview["preview"] = preview["preview"][:-60]
    assert_hues(open_photo(dng_file(tmp_path, **preview)).decode().rgb_u8)


def test_metadata_comes_from_the_raw_file(tmp_path):
    metadata = open_photo(dng_file(tmp_path)).metadata
    assert metadata.camera == "Birdeye Tiny"
    assert metadata.lens == "RF800mm F11 IS STM"
    assert metadata.taken is not None and metadata.taken.isoformat() == "2024-05-01T06:30:15"


def test_raw_is_told_by_its_tags_whatever_its_name(tmp_path):
    photo = open_photo(dng_file(tmp_path, name="photo.tif"))
    assert photo.format_name == "RAW"
    assert_hues(photo.decode().rgb_u8)


def test_plain_tiff_is_no_raw_even_if_named_so(tmp_path):
    path = tmp_path / "photo.nef"
    path.write_bytes(encoded(quadrants(), "TIFF"))
    with path.open("rb") as file:
        assert not is_raw_tiff(file)
    photo = open_photo(path)
    assert photo.format_name == "TIFF"
    assert_quadrants(photo.decode().rgb_u8)


def test_name_that_is_not_unicode_opens(tmp_path):
    source = dng_file(tmp_path)
    odd = tmp_path / "v\udce9lo.dng"
    try:
        source.rename(odd)
    except (OSError, UnicodeEncodeError):
        pytest.skip("this file system has Unicode names only")
    assert_hues(open_photo(odd).decode().rgb_u8)


@pytest.mark.parametrize("share", [0.05, 0.4])
def test_cut_raw_is_reported(tmp_path, share):
    path = dng_file(tmp_path, name="cut.dng")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(PhotoUnreadable):
        open_photo(path).decode()


def black_dng(tmp_path, preview_size=None):
    """As pruned test files are: sound in every tag, and its sensor saw nothing."""
    stored = np.zeros((HEIGHT, WIDTH, 3))
    preview = None
    if preview_size is not None:
        preview = encoded(quadrants(*preview_size), "JPEG", quality=95)
    path = tmp_path / "black.dng"
    path.write_bytes(make_dng(stored, 1, preview, preview_size))
    return path


def test_sensor_data_of_nothing_but_black_are_no_photo(tmp_path):
    photo = open_photo(black_dng(tmp_path))
    with pytest.raises(PhotoUnreadable, match="entirely black"):
        photo.decode()


@pytest.mark.parametrize("compression", [9, 52546])
def test_a_compression_that_libraw_does_not_know_is_not_called_damaged(tmp_path, compression):
    """As those of GoPro (VC-5), or of DNG 1.7 (JPEG XL)."""
    path = tmp_path / "photo.dng"
    path.write_bytes(make_dng(quadrants(WIDTH, HEIGHT) / 255, compression=compression))
    with pytest.raises(PhotoUnreadable) as caught:
        open_photo(path).decode()
    sentence = str(caught.value)
    assert "not support" in sentence and "JPEG" in sentence
    assert "Copy it again" not in sentence


def test_such_a_photo_is_shown_by_a_smaller_preview_where_there_is_one(tmp_path):
    path = tmp_path / "photo.dng"
    stored = quadrants(1800, 1200) / 255
    preview = encoded(quadrants(900, 600), "JPEG", quality=95)
    path.write_bytes(make_dng(stored, 1, preview, (900, 600), compression=9))
    photo = open_photo(path)
    decoded = photo.decode()
    assert (photo.width, photo.height) == (1800, 1200)
    assert (decoded.rgb_u8.shape, decoded.scale_x) == ((600, 900, 3), 0.5)
    assert_quadrants(decoded.rgb_u8)
