"""AVIF whose boxes are unusual: two assignments, a crop, broken EXIF, alpha without its size."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from PIL import Image, features

from birdeye.imaging.iso_items import boxes, boxes_in_meta
from birdeye.imaging.photo_file import open_photo
from tests.helpers.sample_photos import assert_quadrants, encoded, exif_block, quadrants, text

pytestmark = pytest.mark.skipif(not features.check("avif"), reason="Pillow without AVIF")


def opened(tmp_path, data):
    path = tmp_path / "photo.avif"
    path.write_bytes(data)
    return open_photo(path)


def parts_of(data):
    meta = next(box for box in boxes(data, 0, len(data)) if box.kind == b"meta")
    found = boxes_in_meta(data, meta, (b"iprp", b"ipco", b"ipma", b"iloc"))
    return meta, {box.kind: box for box in found}


def grown(data, at, more, around):
    """``data`` with bytes put in, and the sizes of the boxes around and all offsets kept true."""
    changed = bytearray(data)
    for box in around:
        struct.pack_into(">I", changed, box.start, box.end - box.start + len(more))
    _, parts = parts_of(data)
    place = parts[b"iloc"]
    assert data[place.content : place.content + 6] == b"\0\0\0\0\x44\0"
    (count,) = struct.unpack_from(">H", data, place.content + 6)
    item = place.content + 8
    for _ in range(count):
        (extents,) = struct.unpack_from(">H", data, item + 4)
        assert extents == 1
        (offset,) = struct.unpack_from(">I", data, item + 6)
        struct.pack_into(">I", changed, item + 6, offset + len(more))
        item += 14
    changed[at:at] = more
    return bytes(changed)


def cropped(data, left, top, width, height, size):
    """With a clean aperture on the first item."""
    meta, parts = parts_of(data)
    store, assigned = parts[b"ipco"], parts[b"ipma"]
    index = sum(1 for _ in boxes(data, store.content, store.end)) + 1
    off_x = 2 * left + width - size[0], 2
    off_y = 2 * top + height - size[1], 2
    clap = struct.pack(">I4sIIIIiIiI", 40, b"clap", width, 1, height, 1, *off_x, *off_y)
    data = grown(
        data, assigned.content + 8 + 3, bytes([0x80 | index]), (meta, parts[b"iprp"], assigned)
    )
    changed = bytearray(data)
    changed[assigned.content + 8 + 2] += 1
    meta, parts = parts_of(bytes(changed))
    store = parts[b"ipco"]
    return grown(bytes(changed), store.end, clap, (meta, parts[b"iprp"], store))


def test_only_what_is_meant_to_show_is_shown(tmp_path):
    data = encoded(quadrants(200, 120), "AVIF", quality=90, subsampling="4:4:4")
    photo = opened(tmp_path, cropped(data, 20, 10, 80, 50, (200, 120)))
    assert (photo.width, photo.height) == (80, 50)
    rgb_u8 = photo.decode().rgb_u8
    assert rgb_u8.shape == (50, 80, 3)
    assert np.abs(rgb_u8.astype(int) - (200, 30, 30)).max() < 16


@pytest.mark.parametrize("size", [(0, 50), (800, 50)])
def test_a_crop_that_makes_no_sense_is_ignored(tmp_path, size):
    data = encoded(quadrants(200, 120), "AVIF")
    photo = opened(tmp_path, cropped(data, 20, 10, *size, (200, 120)))
    assert (photo.width, photo.height) == (200, 120)


def test_broken_exif_makes_no_photo_unreadable(tmp_path):
    block = exif_block({0x0110: text("Camera X")})
    data = encoded(quadrants(), "AVIF", exif=b"Exif\0\0" + block, quality=90)
    at = data.index(block)
    broken = data[:at] + b"\xff" * len(block) + data[at + len(block) :]
    photo = opened(tmp_path, broken)
    assert_quadrants(photo.decode().rgb_u8, tolerance=12)


def test_alpha_in_a_box_of_assignments_of_its_own_is_read(tmp_path):
    """libavif refuses two such boxes, which some encoders write when there is alpha."""
    picture = Image.fromarray(quadrants()).convert("RGBA")
    picture.paste((0, 0, 0, 0), (48, 32, 96, 64))
    data = encoded(picture, "AVIF", quality=95, subsampling="4:4:4")
    meta, parts = parts_of(data)
    assigned = parts[b"ipma"]
    count = data[assigned.content + 8 + 2]
    first_end = assigned.content + 8 + 3 + count
    head = data[assigned.content : assigned.content + 4] + struct.pack(">I", 1)
    rest = data[first_end : assigned.end]
    second = struct.pack(">I4s", 16 + len(rest), b"ipma") + head
    data = grown(data, first_end, second, (meta, parts[b"iprp"]))
    changed = bytearray(data)
    struct.pack_into(">I", changed, assigned.start, first_end - assigned.start)
    struct.pack_into(">I", changed, assigned.content + 4, 1)
    rgb_u8 = opened(tmp_path, bytes(changed)).decode().rgb_u8
    assert np.abs(rgb_u8[8, 8].astype(int) - (200, 30, 30)).max() < 12
    assert np.abs(rgb_u8[-8, -8].astype(int) - 128).max() < 6
