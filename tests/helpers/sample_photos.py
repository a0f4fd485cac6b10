"""Pictures whose every quadrant has a known colour, and EXIF blocks written by hand."""

from __future__ import annotations

import io
import struct

import numpy as np
from PIL import Image

RED, GREEN, BLUE, PALE = (200, 30, 30), (30, 160, 30), (30, 30, 200), (240, 240, 240)
QUADRANTS = ((RED, GREEN), (BLUE, PALE))

TRANSPOSED_BACK = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera stores an upright scene for each EXIF orientation."""


def quadrants(width=96, height=64):
    """(height, width, 3) uint8: red and green over blue and pale."""
    pixels = np.zeros((height, width, 3), np.uint8)
    for row, colours in enumerate(QUADRANTS):
        for column, colour in enumerate(colours):
            rows = slice(row * height // 2, (row + 1) * height // 2)
            columns = slice(column * width // 2, (column + 1) * width // 2)
            pixels[rows, columns] = colour
    return pixels


def quadrant_colours(rgb_u8):
    """The mean colours of the middles of the four quadrants, (2, 2, 3) float."""
    height, width = rgb_u8.shape[:2]
    colours = np.zeros((2, 2, 3))
    for row in range(2):
        for column in range(2):
            y, x = height * (2 * row + 1) // 4, width * (2 * column + 1) // 4
            dy, dx = max(1, height // 12), max(1, width // 12)
            colours[row, column] = rgb_u8[y - dy : y + dy, x - dx : x + dx].mean(axis=(0, 1))
    return colours


def assert_quadrants(rgb_u8, tolerance=4, expected=QUADRANTS):
    """Each quadrant has its colour within ``tolerance`` levels."""
    difference = np.abs(quadrant_colours(rgb_u8) - np.asarray(expected))
    assert difference.max() <= tolerance, quadrant_colours(rgb_u8)


def encoded(image, format_name, **options):
    """The bytes of a Pillow image (or array) in a format."""
    if isinstance(image, np.ndarray):
        image = Image.fromarray(image)
    if format_name == "JPEG" and isinstance(options.get("exif"), bytes):
        options["exif"] = b"Exif\0\0" + options["exif"].removeprefix(b"Exif\0\0")
    stream = io.BytesIO()
    image.save(stream, format_name, **options)
    return stream.getvalue()


def stored_for(pixels, orientation):
    """The upright ``pixels`` as a camera stores them for ``orientation``."""
    method = TRANSPOSED_BACK[orientation]
    image = Image.fromarray(pixels)
    return image if method is None else image.transpose(method)


def text(value):
    """An ASCII value for `exif_block`."""
    raw = value if isinstance(value, bytes) else value.encode()
    return 2, len(raw) + 1, raw + b"\0"


def short(*values):
    """A SHORT value for `exif_block`."""
    return 3, len(values), struct.pack(f"<{len(values)}H", *values)


def rational(*pairs):
    """A RATIONAL value for `exif_block`, as (numerator, denominator) pairs."""
    return 5, len(pairs), b"".join(struct.pack("<II", *pair) for pair in pairs)


def byte(*values):
    """A BYTE value for `exif_block`."""
    return 1, len(values), bytes(values)


def exif_block(main=None, details=None, gps=None, thumbnail=None):
    """An EXIF block (little endian, without prefix) of the given {tag: value} directories."""
    main = dict(main or {})
    parts = b"II*\0\x08\0\0\0"

    def table(tags, offset, following=0):
        body, data = struct.pack("<H", len(tags)), b""
        data_at = offset + 2 + 12 * len(tags) + 4
        for tag, (kind, count, raw) in sorted(tags.items()):
            if len(raw) <= 4:
                field = raw.ljust(4, b"\0")
            else:
                field = struct.pack("<I", data_at + len(data))
                data += raw + b"\0" * (len(raw) % 2)
            body += struct.pack("<HHI", tag, kind, count) + field
        return body + struct.pack("<I", following) + data

    def long(value):
        return 4, 1, struct.pack("<I", value)

    for tag, tags in ((0x8769, details), (0x8825, gps)):
        if tags is not None:
            main[tag] = long(0)
    main_size = len(table(main, 8))
    offset = 8 + main_size
    blocks = b""
    for tag, tags in ((0x8769, details), (0x8825, gps)):
        if tags is not None:
            main[tag] = long(offset)
            block = table(tags, offset)
            blocks += block
            offset += len(block)
    following = 0
    if thumbnail is not None:
        following = offset
        size = len(table({0x0201: long(0), 0x0202: long(0)}, offset))
        blocks += table({0x0201: long(offset + size), 0x0202: long(len(thumbnail))}, offset)
        blocks += thumbnail
    return parts + table(main, 8, following) + blocks
