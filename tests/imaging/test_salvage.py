"""Photos that are cut short: what is there comes, in its place, and how much it is is said."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from birdeye.domain.errors import PhotoUnreadable
from birdeye.imaging.photo_file import open_photo
from birdeye.imaging.thumbnails import thumbnail
from tests.helpers.sample_photos import encoded, exif_block, short

MISSING = 128


def noise(height=240, width=320, channels=3):
    pixels = np.random.default_rng(1).integers(0, 256, (height, width, channels), np.uint8)
    return pixels if channels == 3 else pixels[..., 0]


def decoded(tmp_path, data, min_scale=1.0):
    path = tmp_path / "cut.bin"
    path.write_bytes(data)
    photo = open_photo(path)
    return photo.decode(min_scale).rgb_u8, photo


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("share", [0.3, 0.7, 0.999])
def test_the_rows_of_a_cut_jpeg_that_are_there_are_right(tmp_path, channels, share):
    data = encoded(noise(channels=channels), "JPEG", quality=90)
    whole, _ = decoded(tmp_path, data)
    rgb_u8, photo = decoded(tmp_path, data[: int(len(data) * share)])
    there = photo.metadata.rows_share
    # Rows of noise take the same number of bytes; a row of blocks is 16 pixels high.
    assert share - 40 / 240 <= there <= share
    rows = round(there * 240)
    assert np.array_equal(rgb_u8[: rows - 2], whole[: rows - 2])
    assert (rgb_u8[rows:] == MISSING).all()


def test_a_cut_jpeg_is_right_at_a_smaller_scale_too(tmp_path):
    data = encoded(noise(), "JPEG", quality=90)
    rgb_u8, photo = decoded(tmp_path, data[: len(data) // 2], 0.25)
    assert rgb_u8.shape == (60, 80, 3)
    assert 0.35 <= photo.metadata.rows_share <= 0.5
    assert (rgb_u8[-20:] == MISSING).all()


def test_missing_rows_lie_where_they_belong_once_upright(tmp_path):
    data = encoded(noise(), "JPEG", exif=exif_block({0x0112: short(6)}))
    rgb_u8, photo = decoded(tmp_path, data[: len(data) // 2])
    assert (photo.width, photo.height) == (240, 320)
    assert (rgb_u8[:, :90] == MISSING).all() and (rgb_u8[:, -90:] != MISSING).any()


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("options", [{}, {"restart_marker_rows": 1}, {"progressive": True}])
def test_a_jpeg_without_its_end_marker_is_whole(tmp_path, mode, options):
    small = encoded(noise(48, 32), "JPEG")  # whose end marker is not that of the photo
    exif = exif_block({0x0112: short(1)}, thumbnail=small)
    data = encoded(Image.fromarray(noise()).convert(mode), "JPEG", exif=exif, **options)
    whole, _ = decoded(tmp_path, data)
    for end in (b"", bytes(3000)):
        rgb_u8, photo = decoded(tmp_path, data[:-2] + end)
        assert photo.metadata.rows_share == 1.0
        assert np.array_equal(rgb_u8, whole)


def test_a_cut_jpeg_with_a_thumbnail_is_cut_where_it_is_cut(tmp_path):
    exif = exif_block({0x0112: short(1)}, thumbnail=encoded(noise(48, 32), "JPEG"))
    data = encoded(noise(), "JPEG", exif=exif)
    scan = data.rindex(b"\xff\xda")
    _, photo = decoded(tmp_path, data[: scan + (len(data) - scan) // 2])
    assert 0.35 <= photo.metadata.rows_share <= 0.5


def test_a_progressive_jpeg_that_ends_after_an_early_scan_is_marked(tmp_path):
    data = encoded(noise(), "JPEG", progressive=True)
    _, photo = decoded(tmp_path, data[: data.rindex(b"\xff\xda")])
    assert photo.metadata.rows_share == 0.0


def test_zeros_instead_of_the_end_are_no_picture(tmp_path):
    data = encoded(noise(), "JPEG")
    half = len(data) // 2
    _, photo = decoded(tmp_path, data[:half] + bytes(half))
    assert 0.35 <= photo.metadata.rows_share <= 0.5


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2] + data[len(data) // 2 + 4096 :],
        lambda data: data[: len(data) // 2] + b"\x13\x57" * 40 + data[len(data) // 2 + 80 :],
    ],
    ids=["missing", "overwritten"],
)
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_broken_bytes_in_the_middle_are_never_taken_for_a_whole_photo(tmp_path, damage, mode):
    data = encoded(Image.fromarray(noise()).convert(mode), "JPEG")
    _, photo = decoded(tmp_path, damage(data))
    assert photo.metadata.rows_share == 0.0
    assert not photo.metadata.is_whole


@pytest.mark.parametrize("share", [0.5, 0.9])
def test_a_cut_progressive_jpeg_comes_coarse_and_marked(tmp_path, share):
    data = encoded(noise(), "JPEG", progressive=True)
    whole, _ = decoded(tmp_path, data)
    rgb_u8, photo = decoded(tmp_path, data[: int(len(data) * share)])
    assert rgb_u8.shape == whole.shape
    assert photo.metadata.rows_share == 0.0


@pytest.mark.parametrize(
    ("format_name", "missing_at_top"), [("PNG", False), ("TIFF", False), ("BMP", True)]
)
def test_other_formats_give_what_is_there(tmp_path, format_name, missing_at_top):
    pixels = noise()
    data = encoded(pixels, format_name)
    if format_name == "TIFF":  # its directory comes first
        data = data[: len(data) // 2]
    rgb_u8, photo = decoded(tmp_path, data[: max(len(data) // 2, 120_000)])
    there = photo.metadata.rows_share
    assert 0.35 <= there <= 0.55
    rows = int(there * 240) - 1
    part = slice(-rows, None) if missing_at_top else slice(0, rows)
    assert np.array_equal(rgb_u8[part], pixels[part])


def test_a_png_whose_rows_are_all_there_is_whole(tmp_path):
    pixels = noise()
    rgb_u8, photo = decoded(tmp_path, encoded(pixels, "PNG")[:-14])
    assert photo.metadata.rows_share == 1.0
    assert np.array_equal(rgb_u8, pixels)


def test_dark_rows_that_are_there_are_not_called_missing(tmp_path):
    pixels = noise()
    pixels[100:] = MISSING
    data = encoded(pixels, "PNG")
    _, photo = decoded(tmp_path, data[:-14])
    assert photo.metadata.rows_share == 1.0


def test_nothing_at_all_is_refused(tmp_path):
    data = encoded(noise(), "JPEG")
    scan = data.index(b"\xff\xda")
    with pytest.raises(PhotoUnreadable, match="damaged or incomplete"):
        decoded(tmp_path, data[: scan + 40])


def test_a_list_shows_a_cut_photo(tmp_path):
    path = tmp_path / "cut.jpg"
    data = encoded(noise(), "JPEG")
    path.write_bytes(data[: len(data) // 2])
    assert thumbnail(path, 80).shape == (60, 80, 3)
