"""Grids of tiles, decoded one by one and smaller, against libheif's own decode of the whole."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from birdeye.imaging.heif_grid import factor_for, read_grid
from birdeye.imaging.libheif_calls import decode_heif, decode_heif_grid, read_heif
from birdeye.imaging.photo_file import open_photo
from tests.helpers.heic_grid import box, grid_of

DATA = Path(__file__).parent / "data"
TILE = (DATA / "plain.heic").read_bytes()
"""96 x 64 pixels."""

TURNS = {
    "as it is": b"",
    "quarter": box(b"irot", b"\1"),
    "half": box(b"irot", b"\2"),
    "three quarters": box(b"irot", b"\3"),
    "mirrored": box(b"imir", b"\1"),
    "mirrored upside down": box(b"imir", b"\0"),
    "quarter and mirrored": box(b"irot", b"\1") + box(b"imir", b"\1"),
    "three quarters and mirrored": box(b"irot", b"\3") + box(b"imir", b"\0"),
}


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("factor", [2, 4])
def test_tiles_make_the_picture_that_libheif_makes(tmp_path, turn, factor):
    path = tmp_path / "grid.heic"
    path.write_bytes(grid_of(TILE, 4, 3, (376, 184), TURNS[turn]))
    size, _, _ = read_heif(path)
    whole = decode_heif(path, size)
    smaller = decode_heif_grid(path, size, factor)
    height, width = smaller.shape[:2]
    assert (width, height) == (size[0] // factor, size[1] // factor)
    expected = np.asarray(Image.fromarray(whole).reduce(factor)).astype(int)
    assert np.abs(smaller.astype(int) - expected).mean() < 1.5


@pytest.mark.parametrize(
    ("size", "min_scale", "factor"),
    [
        ((16_320, 12_240), 1.0, 2),
        ((16_320, 12_240), 0.25, 4),
        ((16_320, 12_240), 0.05, 8),
        ((40_000, 30_000), 1.0, 4),
        ((65_000, 65_000), 1.0, 8),
        ((200_000, 200_000), 1.0, None),
    ],
)
def test_it_is_shrunk_no_more_than_memory_and_task_ask(size, min_scale, factor):
    assert factor_for(*size, min_scale) == factor


def test_a_photo_of_200_megapixels_is_read(tmp_path):
    """As a phone writes it: 16,320 x 12,240 pixels in tiles of 512 x 512, here all alike."""
    path = tmp_path / "phone.heic"
    path.write_bytes(grid_of((DATA / "tile.heic").read_bytes(), 32, 24, (16_320, 12_240)))
    photo = open_photo(path)
    assert (photo.width, photo.height) == (16_320, 12_240)
    decoded = photo.decode(0.1)
    assert decoded.rgb_u8.shape == (1530, 2040, 3)
    assert decoded.scale_x == pytest.approx(1 / 8)
    assert np.array_equal(decoded.rgb_u8[:64, :64], decoded.rgb_u8[640:704, 1280:1344])
    assert np.abs(decoded.rgb_u8[24, 32].astype(int) - (200, 30, 30)).max() < 30


def test_a_broken_grid_is_none(tmp_path):
    data = bytearray(grid_of(TILE, 2, 2, (192, 128)))
    at = data.index(b"idat") + 4
    struct.pack_into(">BB", data, at + 2, 9, 9)
    path = tmp_path / "grid.heic"
    path.write_bytes(bytes(data))
    assert read_grid(bytes(data)) is None
