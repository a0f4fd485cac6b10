from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageCms

from birdeye.imaging.colour import BACKGROUND_RGB
from birdeye.imaging.photo_file import open_photo
from tests.helpers.icc_profiles import SRGB_COLORANTS, matrix_profile
from tests.helpers.sample_photos import (
    BLUE,
    GREEN,
    PALE,
    RED,
    assert_quadrants,
    encoded,
    quadrants,
)


def decoded(tmp_path, data, scale=1.0):
    path = tmp_path / "photo.bin"
    path.write_bytes(data)
    return open_photo(path).decode(scale).rgb_u8


def grey(levels):
    return np.repeat(np.asarray(levels)[..., np.newaxis], 3, axis=-1)


# Modes and depths.


@pytest.mark.parametrize("format_name", ["PNG", "TIFF", "JPEG", "BMP"])
def test_greyscale_becomes_equal_channels(tmp_path, format_name):
    levels = np.tile(np.arange(0, 256, 2, dtype=np.uint8), (40, 1))
    pixels = decoded(tmp_path, encoded(levels, format_name))
    assert np.abs(pixels.astype(int) - grey(levels)).max() <= 2


def test_bilevel_becomes_black_and_white(tmp_path):
    mask = (np.indices((20, 30)).sum(axis=0) % 2).astype(bool)
    assert np.array_equal(decoded(tmp_path, encoded(mask, "PNG")), grey(mask * 255))


@pytest.mark.parametrize("format_name", ["PNG", "TIFF"])
def test_deep_greyscale_scales_to_eight_bits(tmp_path, format_name):
    levels = np.linspace(0, 65535, 6000).astype(np.uint16).reshape(60, 100)
    pixels = decoded(tmp_path, encoded(levels, format_name))
    assert np.abs(pixels - grey(levels / 257.0)).max() <= 0.51


def png_16_bit_rgb(levels):
    """A 16-bit RGB PNG, written by hand since Pillow has no such mode."""

    def chunk(kind, payload):
        body = kind + payload
        return struct.pack(">I", len(payload)) + body + struct.pack(">I", zlib.crc32(body))

    height, width = levels.shape[:2]
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in levels)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 16, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def tiff_16_bit_rgb(levels):
    """A 16-bit RGB TIFF, written by hand."""
    height, width = levels.shape[:2]
    pixels = levels.astype("<u2").tobytes()
    entries = [
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, 3, 0),
        (259, 3, 1, 1),
        (262, 3, 1, 2),
        (273, 4, 1, 0),
        (277, 3, 1, 3),
        (278, 4, 1, height),
        (279, 4, 1, len(pixels)),
    ]
    bits_at = 8 + 2 + 12 * len(entries) + 4
    values = {258: bits_at, 273: bits_at + 6}
    table = b"".join(
        struct.pack("<HHII", tag, kind, count, values.get(tag, value))
        for tag, kind, count, value in entries
    )
    head = b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + table + bytes(4)
    return head + struct.pack("<3H", 16, 16, 16) + pixels


@pytest.mark.parametrize("write", [png_16_bit_rgb, tiff_16_bit_rgb], ids=["png", "tiff"])
def test_deep_colour_scales_to_eight_bits(tmp_path, write):
    levels = np.random.default_rng(5).integers(0, 65536, (70, 50, 3)).astype(np.uint16)
    pixels = decoded(tmp_path, write(levels))
    assert np.abs(pixels - levels / 257.0).max() <= 1.0


def test_32_bit_integers_run_to_the_next_depth(tmp_path):
    levels = np.linspace(0, 65535, 3000).astype(np.int32).reshape(30, 100)
    pixels = decoded(tmp_path, encoded(Image.fromarray(levels), "TIFF"))
    assert np.abs(pixels - grey(levels / 257.0)).max() <= 0.51


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (-3.0, 40.0)])
def test_floats_run_from_black_to_white(tmp_path, low, high):
    values = np.linspace(low, high, 3000).astype(np.float32).reshape(30, 100)
    expected = (values - low) / (high - low) * 255
    pixels = decoded(tmp_path, encoded(Image.fromarray(values), "TIFF"))
    assert np.abs(pixels - grey(expected)).max() <= 0.51


def test_floats_that_are_no_numbers_are_black(tmp_path):
    values = np.full((8, 8), np.nan, np.float32)
    values[4:] = 1.0
    pixels = decoded(tmp_path, encoded(Image.fromarray(values), "TIFF"))
    assert (pixels[:4] == 0).all() and (pixels[4:] == 255).all()


# Palettes and alpha.


def test_palette_becomes_colours(tmp_path):
    palette = Image.fromarray(quadrants()).quantize(8)
    assert_quadrants(decoded(tmp_path, encoded(palette, "PNG")))


def test_transparent_palette_entry_lies_over_grey(tmp_path):
    palette = Image.fromarray(quadrants()).quantize(4)
    index = palette.getpixel((2, 2))
    pixels = decoded(tmp_path, encoded(palette, "PNG", transparency=index))
    assert_quadrants(pixels, expected=((BACKGROUND_RGB, GREEN), (BLUE, PALE)))


def test_transparent_colour_key_lies_over_grey(tmp_path):
    pixels = decoded(tmp_path, encoded(quadrants(), "PNG", transparency=RED))
    assert_quadrants(pixels, expected=((BACKGROUND_RGB, GREEN), (BLUE, PALE)))


@pytest.mark.parametrize("format_name", ["PNG", "WEBP", "TIFF"])
def test_alpha_is_blended_over_grey(tmp_path, format_name):
    alpha = np.repeat([0, 64, 255, 255], 16).astype(np.uint8)[:, np.newaxis]
    rgba = np.dstack([quadrants(96, 64), np.broadcast_to(alpha, (64, 96))])
    options = {"lossless": True, "exact": True} if format_name == "WEBP" else {}
    pixels = decoded(tmp_path, encoded(rgba, format_name, **options))
    share = alpha[..., np.newaxis] / 255.0
    expected = rgba[..., :3] * share + np.array(BACKGROUND_RGB) * (1 - share)
    assert np.abs(pixels - expected).max() <= 1.5


def test_grey_with_alpha_is_blended(tmp_path):
    grey_alpha = np.zeros((20, 20, 2), np.uint8)
    grey_alpha[:10] = (200, 255)
    pixels = decoded(tmp_path, encoded(Image.fromarray(grey_alpha, "LA"), "PNG"))
    assert (pixels[:10] == 200).all() and (pixels[10:] == BACKGROUND_RGB).all()


# CMYK.


def naive_cmyk(rgb):
    """Ink amounts without a profile: the complement, no black."""
    return Image.merge(
        "CMYK", [*(Image.fromarray(255 - rgb[..., c]) for c in range(3)), Image.new("L", (96, 64))]
    )


@pytest.mark.parametrize("format_name", ["JPEG", "TIFF"])
def test_cmyk_without_profile(tmp_path, format_name):
    """Pillow writes CMYK JPEGs inverted with an Adobe marker, as Photoshop does."""
    options = {"quality": 95, "subsampling": 0} if format_name == "JPEG" else {}
    data = encoded(naive_cmyk(quadrants()), format_name, **options)
    if format_name == "JPEG":
        assert b"Adobe" in data[:200]
    assert_quadrants(decoded(tmp_path, data), tolerance=4)


def test_cmyk_black_ink_darkens(tmp_path):
    """R = 255 (1 - C) (1 - K), the formula without a profile."""
    ink = Image.new("CMYK", (32, 32), (0, 128, 255, 64))
    expected = np.array([255, 127, 0]) * (191 / 255)
    pixels = decoded(tmp_path, encoded(ink, "JPEG", quality=98, subsampling=0))
    assert np.abs(pixels - expected).max() <= 4


def test_cmyk_jpeg_decodes_at_scale(tmp_path):
    large = naive_cmyk(quadrants()).resize((960, 640), Image.Resampling.NEAREST)
    pixels = decoded(tmp_path, encoded(large, "JPEG"), scale=0.125)
    assert pixels.shape == (80, 120, 3)
    assert_quadrants(pixels, tolerance=6)


# Profiles.

SWAPPED = matrix_profile((SRGB_COLORANTS[2], SRGB_COLORANTS[1], SRGB_COLORANTS[0]))
"""Primaries of red and blue exchanged: a picture with this profile shows them exchanged."""


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_embedded_profile_is_applied(tmp_path, format_name):
    options = {"JPEG": {"quality": 95, "subsampling": 0}, "WEBP": {"lossless": True}}
    stored = quadrants()[..., ::-1]
    data = encoded(
        np.ascontiguousarray(stored),
        format_name,
        icc_profile=SWAPPED,
        **options.get(format_name, {}),
    )
    # The gamma of 2.2 against the sRGB curve moves dark levels by up to 8.
    assert_quadrants(decoded(tmp_path, data), tolerance=10)


def test_gamma_profile_gives_the_levels_of_the_formula(tmp_path):
    levels = np.tile(np.arange(256, dtype=np.uint8), (4, 1))
    data = encoded(grey(levels), "PNG", icc_profile=matrix_profile(gamma=1.0))
    linear = levels / 255.0
    toe = 12.92 * linear
    curve = 1.055 * linear ** (1 / 2.4) - 0.055
    expected = np.where(linear <= 0.0031308, toe, curve) * 255  # IEC 61966-2-1
    assert np.abs(decoded(tmp_path, data) - grey(expected)).max() <= 2


def test_wide_gamut_profile_agrees_with_its_matrix(tmp_path):
    """Display P3 orange, through XYZ, against the same arithmetic in numpy."""
    p3 = np.array(((0.5151, 0.2412, -0.0011), (0.2920, 0.6922, 0.0419), (0.1571, 0.0666, 0.7841)))
    colour = np.array((200, 120, 60)) / 255.0
    xyz = (colour**2.2) @ p3
    linear = np.clip(xyz @ np.linalg.inv(np.array(SRGB_COLORANTS)), 0, 1)
    expected = (
        np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055) * 255
    )
    picture = np.full((16, 16, 3), (200, 120, 60), np.uint8)
    pixels = decoded(tmp_path, encoded(picture, "PNG", icc_profile=matrix_profile(tuple(p3))))
    assert np.abs(pixels - expected).max() <= 2
    assert np.abs(expected - (200, 120, 60)).max() > 8  # or the test would show nothing


def test_srgb_profile_changes_nothing(tmp_path):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    noise = np.random.default_rng(2).integers(0, 256, (40, 40, 3), np.uint8)
    assert np.array_equal(decoded(tmp_path, encoded(noise, "PNG", icc_profile=profile)), noise)


@pytest.mark.parametrize(
    "profile",
    [
        b"not a profile",
        bytes(200),
        SWAPPED[:150],
        SWAPPED[:128] + bytes(range(256)) * 2,
        SWAPPED.replace(b"RGB ", b"CMYK", 1),
        b"x" * 100_000,
    ],
    ids=["text", "zeros", "cut", "garbage", "wrong-space", "long"],
)
@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "TIFF"])
def test_broken_profile_is_ignored(tmp_path, profile, format_name):
    data = encoded(quadrants(), format_name, icc_profile=profile)
    assert_quadrants(decoded(tmp_path, data), tolerance=8)


def test_profile_in_several_jpeg_segments_is_joined(tmp_path):
    padded = SWAPPED + bytes(200_000)
    stored = np.ascontiguousarray(quadrants()[..., ::-1])
    data = encoded(stored, "JPEG", quality=95, subsampling=0, icc_profile=padded)
    assert data.count(b"ICC_PROFILE\0") == 4
    assert_quadrants(decoded(tmp_path, data), tolerance=10)


def test_profile_is_applied_before_alpha(tmp_path):
    rgba = np.dstack([quadrants()[..., ::-1], np.full((64, 96), 255, np.uint8)])
    rgba[:32, :48, 3] = 0
    pixels = decoded(tmp_path, encoded(rgba, "PNG", icc_profile=SWAPPED))
    assert_quadrants(pixels, tolerance=10, expected=((BACKGROUND_RGB, GREEN), (BLUE, PALE)))


def test_lab_tiff_becomes_srgb(tmp_path):
    lab = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"
    )
    image = ImageCms.applyTransform(Image.fromarray(quadrants()), lab)
    stream = io.BytesIO()
    image.save(stream, "TIFF")
    # Lab of 8 bits is coarse where colours are saturated.
    assert_quadrants(decoded(tmp_path, stream.getvalue()), tolerance=15)
