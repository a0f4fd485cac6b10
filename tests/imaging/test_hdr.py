"""HDR against the ordinary picture that it was made from."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from PIL import Image, ImageCms, features

from birdeye.imaging.hdr import Hdr, hdr_from, tone_mapped
from birdeye.imaging.photo_file import open_photo
from tests.helpers.marked_photos import png_with_cicp
from tests.helpers.sample_photos import encoded, quadrants

PQ, HLG = 16, 18
BT709, BT2020 = 1, 9
TO_BT2020 = np.array(
    [[0.627404, 0.329283, 0.043313], [0.069097, 0.919540, 0.011362], [0.016391, 0.088013, 0.895595]]
)
"""Linear BT.709 to linear BT.2020 (ITU-R BT.2087)."""


def coded(rgb_u8, transfer, primaries):
    """An ordinary picture as HDR: white at 203 cd/m2 (ITU-R BT.2408), by the inverse of BT.2100."""
    value = rgb_u8 / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    if primaries == BT2020:
        linear = linear @ TO_BT2020.T
    light = np.clip(linear, 0, None) * 203
    if transfer == PQ:
        power = (light / 10_000) ** (2610 / 16384)
        signal = ((3424 / 4096 + 2413 / 128 * power) / (1 + 2392 / 128 * power)) ** (2523 / 32)
    else:
        display = light / 1000
        luminance = display @ np.array((0.2627, 0.6780, 0.0593))
        scene = display * np.maximum(luminance, 1e-9)[..., None] ** (1 / 1.2 - 1)
        a, b, c = 0.17883277, 0.28466892, 0.55991073
        signal = np.where(
            scene <= 1 / 12, np.sqrt(3 * scene), a * np.log(np.maximum(12 * scene - b, 1e-9)) + c
        )
    return np.rint(signal * 255).astype(np.uint8)


def scene():
    """Greys and colours from dark to bright, short of where highlights are rolled off."""
    return (quadrants().astype(int) * 220 // 240).astype(np.uint8)


@pytest.mark.parametrize("transfer", [PQ, HLG])
@pytest.mark.parametrize("primaries", [BT709, BT2020])
def test_it_looks_like_the_picture_it_was_made_from(transfer, primaries):
    hdr = Image.fromarray(coded(scene(), transfer, primaries))
    found = np.asarray(tone_mapped(hdr, Hdr(primaries, transfer))).astype(int)
    assert np.abs(np.asarray(hdr).astype(int) - scene()).mean() > 10  # what it was taken for
    difference = np.abs(found - scene())
    assert difference.mean() < 4 and difference.max() < 16


def test_highlights_keep_their_order_and_end_at_white():
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2)
    found = np.asarray(tone_mapped(Image.fromarray(ramp), Hdr(BT2020, PQ))).astype(int)[0, :, 0]
    assert (np.diff(found) >= 0).all()
    assert found[0] == 0 and 250 <= found[-1] <= 255
    assert found[148] < found[180] < found[220]  # 203, 650 and 2,900 cd/m2


def test_png_says_so_in_a_chunk(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(png_with_cicp(coded(scene(), PQ, BT2020), BT2020, PQ, 0, 1))
    assert np.abs(open_photo(path).decode().rgb_u8.astype(int) - scene()).mean() < 4


def test_a_png_that_says_srgb_is_left_alone(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(png_with_cicp(scene(), 1, 13, 0, 1))
    assert np.array_equal(open_photo(path).decode().rgb_u8, scene())


@pytest.mark.skipif(not features.check("avif"), reason="Pillow without AVIF")
def test_avif_says_so_in_its_colours(tmp_path):
    hdr = coded(scene(), PQ, BT709)
    data = bytearray(encoded(hdr, "AVIF", quality=98, subsampling="4:4:4"))
    at = data.index(b"nclx") + 4
    struct.pack_into(">HH", data, at, BT709, PQ)
    path = tmp_path / "a.avif"
    path.write_bytes(bytes(data))
    assert np.abs(open_photo(path).decode().rgb_u8.astype(int) - scene()).mean() < 6


def test_an_icc_profile_may_say_so():
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    assert hdr_from(None, bytes(profile)) is None
    struct.pack_into(">4sII", profile, 132, b"cicp", len(profile), 12)
    profile += b"cicp\0\0\0\0" + bytes((BT2020, HLG, 0, 1))
    assert hdr_from(None, bytes(profile)) == Hdr(BT2020, HLG)


@pytest.mark.parametrize("cicp", [None, b"", b"\x09", b"\1\1\0\1", b"\x09\x0d\0\1"])
def test_what_is_not_hdr_is_none(cicp):
    assert hdr_from(cicp) is None


def test_a_jpeg_with_a_gain_map_looks_as_programs_without_hdr_show_it(tmp_path):
    gain = np.full((60, 80, 3), 255, np.uint8)  # all of it four times as bright, if it were applied
    states = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        b'xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0" '
        b'hdrgm:GainMapMax="2"/></rdf:RDF></x:xmpmeta>'
    )
    maps = [Image.fromarray(gain)]
    options = {"quality": 95, "subsampling": "4:4:4", "xmp": states}
    path, plain = tmp_path / "ultra.jpg", tmp_path / "plain.jpg"
    path.write_bytes(encoded(scene(), "MPO", save_all=True, append_images=maps, **options))
    plain.write_bytes(encoded(scene(), "JPEG", **options))
    assert np.array_equal(open_photo(path).decode().rgb_u8, open_photo(plain).decode().rgb_u8)
