"""Pictures that claim more than memory allows are refused by their headers, each format by its own
measure; `tests.robustness.large_photos` measures what the largest of those that are not take."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from birdeye.domain.errors import PhotoUnreadable
from birdeye.imaging import limits
from birdeye.imaging.photo_file import open_photo
from birdeye.imaging.regular_files import read_all
from tests.helpers.sample_photos import encoded, quadrants
from tests.helpers.tiny_dng import make_dng
from tests.robustness.photo_seeds import photo_seeds
from tests.robustness.png_bombs import png_bomb

PICTURE = Image.fromarray(quadrants())
HEIC = (Path(__file__).parent / "data" / "plain.heic").read_bytes()


def claiming(data: bytes, side: int, before: bytes, code: str, less: int = 0) -> bytes:
    """``data`` with width and height replaced that come ``before``, packed by ``code``."""
    at = data.index(before) + len(before)
    number = side - less
    size = number.to_bytes(3, "little") * 2 if code == "webp" else struct.pack(code, number, number)
    return data[:at] + size + data[at + len(size) :]


def jpeg(side: int, marker: int, mode: str = "RGB", **options: object) -> bytes:
    data = encoded(PICTURE.convert(mode), "JPEG", **options)
    return claiming(data, side, data[data.index(bytes((0xFF, marker))) :][:5], ">HH")


def in_separate_scans(data: bytes) -> bytes:
    """A JPEG whose first scan says that it holds one component only."""
    at = data.index(b"\xff\xda") + 4
    return data[:at] + b"\1" + data[at + 1 :]


CLAIMS = {
    "JPEG": (lambda side: jpeg(side, 0xC0), 15_200),
    "JPEG, CMYK": (lambda side: jpeg(side, 0xC0, "CMYK"), 14_100),
    "JPEG, progressive": (lambda side: jpeg(side, 0xC2, progressive=True), 11_800),
    "JPEG, progressive CMYK": (lambda side: jpeg(side, 0xC2, "CMYK", progressive=True), 10_800),
    "JPEG, separate scans": (lambda side: in_separate_scans(jpeg(side, 0xC0)), 11_800),
    "WebP": (
        lambda side: claiming(
            encoded(PICTURE, "WEBP", icc_profile=bytes(200)),
            side,
            b"VP8X\n\0\0\0 \0\0\0",
            "webp",
            1,
        ),
        9_350,
    ),
    "AVIF": (
        lambda side: claiming(encoded(PICTURE, "AVIF"), side, b"ispe\0\0\0\0", ">II"),
        8_360,
    ),
    "HEIF": (lambda side: claiming(HEIC, side, b"ispe\0\0\0\0", ">II"), 10_000),
}
"""A file that claims to be a square of so many pixels a side, and the most that is borne."""


@pytest.mark.parametrize("name", CLAIMS)
def test_a_picture_is_borne_up_to_what_its_format_takes(name, tmp_path):
    make, side = CLAIMS[name]
    path = tmp_path / "photo"
    path.write_bytes(make(side))
    if name == "WebP":  # whose frame has to fit
        with pytest.raises(PhotoUnreadable, match="damaged"):
            open_photo(path)
    else:
        assert (open_photo(path).width, open_photo(path).height) == (side, side)
    path.write_bytes(make(side + 100))
    with pytest.raises(PhotoUnreadable, match=r"megapixels of this format are refused"):
        open_photo(path)


@pytest.mark.parametrize(("depth", "interlaced", "side"), [(16, False, 9_990), (8, True, 9_990)])
def test_png_that_takes_twice_the_time_may_be_half_as_large(tmp_path, depth, interlaced, side):
    for size, is_borne in ((side, True), (side + 100, False)):
        png_bomb(tmp_path / "small.png", 8, depth, 2, interlaced)
        data = (tmp_path / "small.png").read_bytes()
        (tmp_path / "claims.png").write_bytes(
            with_header_checksum(claiming(data, size, b"IHDR", ">II"))
        )
        if is_borne:
            assert open_photo(tmp_path / "claims.png").width == size
            continue
        with pytest.raises(PhotoUnreadable, match="100 megapixels"):
            open_photo(tmp_path / "claims.png")


def with_header_checksum(png: bytes) -> bytes:
    return png[:29] + struct.pack(">I", zlib.crc32(png[12:29])) + png[33:]


def test_tiff_with_a_tile_larger_than_any_picture_is_refused(tmp_path):
    data = photo_seeds()["tiff-tiles"]
    for tag in (322, 323):
        data = data.replace(
            struct.pack("<HHII", tag, 4, 1, 64), struct.pack("<HHII", tag, 4, 1, 60_000)
        )
    (tmp_path / "a.tif").write_bytes(data)
    with pytest.raises(PhotoUnreadable, match="60,000 × 60,000 pixels"):
        open_photo(tmp_path / "a.tif")


def test_sensor_data_beyond_the_bound_are_not_developed_whole(tmp_path, monkeypatch):
    path = tmp_path / "photo.dng"
    path.write_bytes(make_dng(quadrants() / 255.0))
    monkeypatch.setattr("birdeye.imaging.raw.run_isolated", lambda call, *values: call(*values))
    photo = open_photo(path)
    monkeypatch.setattr(limits, "MAX_DECODING_BYTES", 96 * 64 * limits.RAW - 1)
    assert photo.decode(0.5).rgb_u8.shape == (32, 48, 3)
    with pytest.raises(PhotoUnreadable, match="refused for safety"):
        photo.decode()


@pytest.mark.parametrize("format_name", ["WEBP", "AVIF"])
def test_file_that_would_be_read_whole_has_a_bound_of_its_own(tmp_path, format_name, monkeypatch):
    path = tmp_path / "photo"
    path.write_bytes(encoded(PICTURE, format_name) + bytes(10_000))
    monkeypatch.setattr("birdeye.imaging.pillow_formats.MAX_ENCODED_BYTES", 10_000)
    with pytest.raises(PhotoUnreadable, match="which no photo is"):
        open_photo(path)


def test_no_more_of_a_file_is_read_than_a_photo_can_have(tmp_path, monkeypatch):
    path = tmp_path / "photo.jpg"
    jpeg_bytes = encoded(PICTURE, "JPEG")
    path.write_bytes(jpeg_bytes + bytes(10_000))
    monkeypatch.setattr("birdeye.imaging.regular_files.MAX_ENCODED_BYTES", len(jpeg_bytes) + 5)
    with path.open("rb") as file:
        assert len(read_all(file)) == len(jpeg_bytes) + 5
    assert open_photo(path).decode().rgb_u8.shape == (64, 96, 3)


def test_deep_greyscale_has_the_range_of_all_its_strips(tmp_path):
    values = np.zeros((200, 10), np.float32)
    values[150, 3], values[10, 0], values[11, 0] = 8.0, -2.0, np.nan
    path = tmp_path / "deep.tif"
    path.write_bytes(encoded(Image.fromarray(values), "TIFF"))
    pixels = open_photo(path).decode().rgb_u8
    assert (pixels[150, 3, 0], pixels[10, 0, 0], pixels[11, 0, 0]) == (255, 0, 0)
    assert pixels[0, 0, 0] == 51


def test_the_notes_on_security_name_the_bounds():
    notes = (Path(__file__).parents[2] / "SECURITY.md").read_text("utf-8")
    table = notes[notes.index("most megapixels") : notes.index("A file may have")]
    told = {int(number) for number in re.findall(r"\d+", table)} - {16, 32}
    ours = {6, limits.WHOLE, 10, 12, limits.WHOLE_SLOWLY, limits.HEIF, limits.WEBP, limits.AVIF}
    bounds = {limits.MAX_DECODING_BYTES // each // 1_000_000 for each in ours | {limits.RAW}}
    at_half_its_size = 4 * (limits.MAX_DECODING_BYTES // limits.HEIF // 1_000_000)
    assert told == bounds | {at_half_its_size}
