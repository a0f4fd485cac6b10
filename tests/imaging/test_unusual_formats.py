"""Kinds of TIFF and BMP that Pillow refuses, and formats that are named and not read."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from PIL import Image

from birdeye.domain.errors import PhotoUnreadable
from birdeye.imaging.photo_file import open_photo
from tests.helpers.sample_photos import assert_quadrants, encoded, quadrants
from tests.helpers.unusual_pictures import bmp_with_masks, tiff_of

RGB, BLACK_IS_ZERO, CIELAB = 2, 1, 8
UNSIGNED, FLOAT = 1, 3


def decoded(tmp_path, data):
    path = tmp_path / "photo.tif"
    path.write_bytes(data)
    return open_photo(path).decode().rgb_u8


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize("deflate", [False, True])
def test_floats_from_0_to_1_are_read(tmp_path, dtype, deflate):
    samples = (quadrants() / 255).astype(dtype)
    data = tiff_of(samples, samples.itemsize * 8, FLOAT, deflate=deflate)
    assert np.abs(decoded(tmp_path, data).astype(int) - quadrants()).max() <= 1


def test_floats_with_a_predictor_are_read(tmp_path):
    samples = (quadrants() / 255).astype(">f4")
    height, width, count = samples.shape
    planes = samples.view(np.uint8).reshape(height, width * count, 4).transpose(0, 2, 1)
    flat = planes.reshape(height, -1)
    differences = flat.copy()
    differences[:, count:] = flat[:, count:] - flat[:, :-count]
    data = tiff_of(samples, 32, FLOAT, packed=differences.tobytes(), predictor=3, deflate=True)
    assert np.abs(decoded(tmp_path, data).astype(int) - quadrants()).max() <= 1


def test_floats_beyond_1_are_read_up_to_their_highest(tmp_path):
    samples = (quadrants() * 40.0).astype(np.float32)
    found = decoded(tmp_path, tiff_of(samples, 32, FLOAT))
    assert np.abs(found.astype(int) - quadrants() / quadrants().max() * 255).max() <= 1


def test_nonsense_among_floats_costs_only_itself(tmp_path):
    samples = (quadrants() / 255).astype(np.float32)
    samples[0, 0] = np.nan, np.inf, -np.inf
    assert (
        np.abs(decoded(tmp_path, tiff_of(samples, 32, FLOAT)).astype(int) - quadrants())[1:].max()
        <= 1
    )


@pytest.mark.parametrize("bits", [10, 12, 14])
@pytest.mark.parametrize("count", [1, 3])
def test_odd_depths_are_read(tmp_path, bits, count):
    pixels = quadrants()[:, :95, :count]
    levels = np.rint(pixels / 255 * (2**bits - 1)).astype(np.uint16)
    digits = (levels.reshape(64, -1, 1) >> np.arange(bits - 1, -1, -1)) & 1
    packed = np.packbits(digits.reshape(64, -1).astype(np.uint8), axis=1).tobytes()
    kind = RGB if count == 3 else BLACK_IS_ZERO
    found = decoded(tmp_path, tiff_of(levels, bits, UNSIGNED, kind, packed=packed))
    assert np.abs(found.astype(int) - pixels).max() <= 1


def test_32_bit_colour_is_read(tmp_path):
    samples = quadrants().astype(np.uint32) * 0x01010101
    assert (
        np.abs(decoded(tmp_path, tiff_of(samples, 32, UNSIGNED)).astype(int) - quadrants()).max()
        <= 1
    )


def test_deep_lab_is_read(tmp_path):
    """Against the same colours in 8 bits, which Little CMS converts."""
    lab = np.zeros((64, 96, 3), np.int16)
    lab[..., 0] = np.uint16(0.7 * 65535).astype(np.int16)
    lab[..., 1], lab[..., 2] = 40 * 256, -30 * 256
    found = decoded(tmp_path, tiff_of(lab, 16, UNSIGNED, CIELAB))
    assert np.ptp(found.reshape(-1, 3), axis=0).max() == 0
    # CIE L*a*b* 70, 40, -30 under D50 is this in sRGB (computed by its definition).
    assert np.abs(found[0, 0].astype(int) - (219, 148, 226)).max() <= 4


def test_a_colour_map_of_8_bits_is_not_black(tmp_path):
    palette = Image.fromarray(quadrants()).quantize(4)
    data = bytearray(encoded(palette, "TIFF"))
    at = struct.unpack_from("<I", data, 4)[0]
    for number in range(struct.unpack_from("<H", data, at)[0]):
        tag, _, count, offset = struct.unpack_from("<HHII", data, at + 2 + 12 * number)
        if tag == 320:
            colours = struct.unpack_from(f"<{count}H", data, offset)
            struct.pack_into(f"<{count}H", data, offset, *(colour >> 8 for colour in colours))
    assert_quadrants(decoded(tmp_path, bytes(data)))


@pytest.mark.parametrize(
    ("bits", "masks"),
    [
        (32, (0x3FF00000, 0x000FFC00, 0x000003FF)),
        (16, (0x7C00, 0x03E0, 0x001F)),
        (16, (0xF00, 0xF0, 0xF)),
    ],
)
@pytest.mark.parametrize("upside_down", [False, True])
def test_bmp_with_masks_is_read(tmp_path, bits, masks, upside_down):
    assert_quadrants(
        decoded(tmp_path, bmp_with_masks(quadrants(), bits, masks, upside_down=upside_down)),
        tolerance=9,
    )


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\xff\x0a", "JPEG XL"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
        (b"8BPS\0\1", "Photoshop"),
        (b"v/1\x01", "OpenEXR"),
    ],
)
def test_what_is_not_supported_is_named_with_the_way_out(tmp_path, head, name):
    path = tmp_path / "photo.jpg"
    path.write_bytes(head + bytes(range(256)) * 20)
    with pytest.raises(PhotoUnreadable) as caught:
        open_photo(path)
    sentence = str(caught.value)
    assert name in sentence and "is not supported" in sentence and "Save it as JPEG" in sentence
    assert "damaged" not in sentence


@pytest.mark.parametrize("change", [{262: 32844}, {259: 50002}])
def test_a_tiff_of_another_kind_is_not_called_damaged(tmp_path, change):
    data = bytearray(tiff_of((quadrants() / 255).astype(np.float32), 32, FLOAT))
    at = struct.unpack_from("<I", data, 4)[0]
    for number in range(struct.unpack_from("<H", data, at)[0]):
        place = at + 2 + 12 * number
        (tag,) = struct.unpack_from("<H", data, place)
        if tag in change:
            struct.pack_into("<H", data, place + 8, change[tag])
    path = tmp_path / "photo.tif"
    path.write_bytes(bytes(data))
    with pytest.raises(PhotoUnreadable, match="this kind of TIFF is not supported"):
        open_photo(path).decode()


def test_a_tiff_that_is_read_whole_has_a_bound_of_its_own(tmp_path, monkeypatch):
    data = tiff_of((quadrants() / 255).astype(np.float32), 32, FLOAT)
    monkeypatch.setattr("birdeye.imaging.tiff_samples.MAX_ENCODED_BYTES", len(data))
    assert_quadrants(decoded(tmp_path, data))
    monkeypatch.setattr("birdeye.imaging.tiff_samples.MAX_ENCODED_BYTES", len(data) - 1)
    with pytest.raises(PhotoUnreadable, match="kind and size is not supported"):
        decoded(tmp_path, data)
