from __future__ import annotations

import numpy as np
import pytest

from birdeye.domain.errors import PhotoUnreadable
from birdeye.imaging.thumbnails import thumbnail
from tests.helpers.sample_photos import (
    assert_quadrants,
    encoded,
    exif_block,
    quadrants,
    short,
    stored_for,
)


def photo(tmp_path, pixels, orientation=1, embedded=None):
    block = exif_block({0x0112: short(orientation)}, thumbnail=embedded)
    path = tmp_path / "photo.jpg"
    path.write_bytes(encoded(stored_for(pixels, orientation), "JPEG", exif=block))
    return path


def stored_thumbnail(pixels, orientation):
    return encoded(stored_for(pixels, orientation), "JPEG")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_thumbnail_is_upright_and_of_the_size_asked(tmp_path, orientation):
    small = thumbnail(photo(tmp_path, quadrants(900, 600), orientation), 128)
    assert small.shape == (85, 128, 3)
    assert_quadrants(small, tolerance=8)


def test_small_photo_is_not_enlarged(tmp_path):
    assert thumbnail(photo(tmp_path, quadrants(60, 40)), 256).shape == (40, 60, 3)


def test_extreme_shapes_keep_a_pixel(tmp_path):
    line = np.zeros((2, 3000, 3), np.uint8)
    assert thumbnail(photo(tmp_path, line), 100).shape == (1, 100, 3)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_embedded_thumbnail_is_used_upright(tmp_path, orientation):
    """The embedded one shows the photo in other colours, so that it is recognised."""
    swapped = np.ascontiguousarray(quadrants(180, 120)[..., ::-1])
    embedded = stored_thumbnail(swapped, orientation)
    small = thumbnail(photo(tmp_path, quadrants(900, 600), orientation, embedded), 128)
    assert_quadrants(small[..., ::-1], tolerance=10)


@pytest.mark.parametrize(
    "embedded",
    [
        encoded(np.zeros((120, 160, 3), np.uint8), "JPEG"),  # another shape: black bars
        encoded(np.zeros((40, 60, 3), np.uint8), "JPEG"),  # too small
        encoded(np.zeros((120, 180, 3), np.uint8), "JPEG")[:200],  # cut
        b"\xff\xd8\xff\xe0nonsense",
    ],
    ids=["shape", "small", "cut", "nonsense"],
)
def test_embedded_thumbnail_that_does_not_fit_is_ignored(tmp_path, embedded):
    small = thumbnail(photo(tmp_path, quadrants(900, 600), 1, embedded), 128)
    assert_quadrants(small, tolerance=8)


def test_unreadable_photo_is_reported(tmp_path):
    with pytest.raises(PhotoUnreadable):
        thumbnail(tmp_path / "gone.jpg", 128)
