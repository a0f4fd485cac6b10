"""Two decoders of JPEG, of which nobody may be able to tell which one was at work."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from birdeye.imaging import jpeg
from birdeye.imaging.photo_file import open_photo
from tests.helpers.icc_profiles import matrix_profile
from tests.helpers.sample_photos import encoded, exif_block, short


@pytest.fixture
def pillow_only(monkeypatch):
    """Called, it leaves every JPEG to Pillow from then on."""
    return lambda: monkeypatch.setattr(jpeg, "_decode_in_colour", lambda *_: None)


def scene():
    coarse = np.random.default_rng(4).integers(0, 256, (21, 31, 3), np.uint8)
    return np.kron(coarse, np.ones((10, 10, 1), np.uint8))[:203, :301]


@pytest.mark.parametrize("min_scale", [1.0, 0.5, 0.25, 0.125])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"subsampling": 0},
        {"subsampling": "4:2:2"},
        {"progressive": True},
        {"icc_profile": matrix_profile()},
        {"exif": exif_block({0x0112: short(6)})},
        {"exif": exif_block({0x0112: short(3)}), "icc_profile": matrix_profile()},
    ],
)
def test_both_decoders_agree_to_the_pixel(tmp_path, pillow_only, options, min_scale):
    path = tmp_path / "scene.jpg"
    path.write_bytes(encoded(scene(), "JPEG", quality=90, **options))
    ours = open_photo(path).decode(min_scale).rgb_u8
    assert ours.flags.c_contiguous
    pillow_only()
    assert np.array_equal(ours, open_photo(path).decode(min_scale).rgb_u8)


def test_colour_photo_needs_no_pillow(tmp_path, monkeypatch):
    path = tmp_path / "scene.jpg"
    path.write_bytes(encoded(scene(), "JPEG"))
    monkeypatch.setattr(jpeg.JpegImagePlugin, "JpegImageFile", None)
    assert open_photo(path).decode().rgb_u8.shape == scene().shape


def test_damaged_scan_is_shown_as_pillow_shows_it_and_marked(tmp_path):
    data = bytearray(encoded(scene(), "JPEG", quality=90))
    middle = len(data) // 2
    data[middle : middle + 40] = bytes(40)
    path = tmp_path / "damaged.jpg"
    path.write_bytes(data)
    photo = open_photo(path)
    shown = photo.decode().rgb_u8.astype(int)
    with Image.open(path) as image:
        expected = np.asarray(image.convert("RGB")).astype(int)
    assert np.abs(shown - expected).max() <= 1
    assert photo.metadata.rows_share == 0.0
