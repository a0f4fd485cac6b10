"""A DNG of a few kilobytes, written by hand, so that LibRaw is really run without a camera's file.

DNG 1.4 on TIFF 6.0: one uncompressed 16-bit Bayer image (RGGB), optionally a JPEG preview in a
sub-directory, and the EXIF tags that cameras write.
"""

from __future__ import annotations

import struct

import numpy as np

BYTE, ASCII, SHORT, LONG, RATIONAL, SRATIONAL = 1, 2, 3, 4, 5, 10
_CODES = {BYTE: "B", SHORT: "H", LONG: "I", RATIONAL: "II", SRATIONAL: "ii"}
WHITE_LEVEL = 16383

# XYZ (D65) to linear sRGB, so that camera RGB is linear sRGB and white balance is neutral.
_XYZ_TO_SRGB = (
    (3.2406, -1.5372, -0.4986),
    (-0.9689, 1.8758, 0.0415),
    (0.0557, -0.2040, 1.0570),
)


def pack_directory(entries, offset, extra):
    """The bytes of one directory at ``offset``; long values go to ``extra`` as (offset, bytes)."""
    body = struct.pack("<H", len(entries))
    data_at = offset + 2 + 12 * len(entries) + 4
    data = b""
    for tag, kind, values in sorted(entries):
        if kind == ASCII:
            raw = values.encode() + b"\0"
            count = len(raw)
        elif kind in (RATIONAL, SRATIONAL):
            raw = b"".join(struct.pack("<" + _CODES[kind], *pair) for pair in values)
            count = len(values)
        else:
            raw = struct.pack(f"<{len(values)}{_CODES[kind]}", *values)
            count = len(values)
        if len(raw) <= 4:
            field = raw.ljust(4, b"\0")
        else:
            field = struct.pack("<I", data_at + len(data))
            data += raw + b"\0" * (len(raw) % 2)
        body += struct.pack("<HHI", tag, kind, count) + field
    return body + struct.pack("<I", extra) + data


def bayer(linear_rgb):
    """(H, W) uint16 RGGB mosaic of a linear (H, W, 3) picture in 0 to 1."""
    levels = np.rint(np.clip(linear_rgb, 0, 1) * WHITE_LEVEL).astype("<u2")
    mosaic = levels[..., 1].copy()
    mosaic[0::2, 0::2] = levels[0::2, 0::2, 0]
    mosaic[1::2, 1::2] = levels[1::2, 1::2, 2]
    return mosaic


def make_dng(
    linear_rgb,
    orientation=1,
    preview=None,
    preview_size=None,
    *,
    camera=("Birdeye", "Birdeye Tiny"),
    compression=1,
    is_dng=True,
):
    """The bytes of a DNG of ``linear_rgb``; ``preview`` is an encoded JPEG of ``preview_size``.

    Without ``is_dng`` it is a RAW file of the ``camera`` (make, model) with the sensor's data as
    they are; a ``compression`` (TIFF tag 259) of a maker is only claimed.
    """
    height, width = linear_rgb.shape[:2]
    pixels = bayer(linear_rgb).tobytes()
    pixels_at = 8
    preview_at = pixels_at + len(pixels)
    exif_at = preview_at + len(preview or b"") + len(preview or b"") % 2
    exif = pack_directory(
        [
            (0x9003, ASCII, "2024:05:01 06:30:15"),
            (0xA434, ASCII, "RF800mm F11 IS STM"),
        ],
        exif_at,
        0,
    )
    sub_at = exif_at + len(exif)
    sub = b""
    if preview is not None:
        preview_width, preview_height = preview_size
        sub = pack_directory(
            [
                (254, LONG, (1,)),
                (256, LONG, (preview_width,)),
                (257, LONG, (preview_height,)),
                (258, SHORT, (8, 8, 8)),
                (259, SHORT, (7,)),
                (262, SHORT, (6,)),
                (273, LONG, (preview_at,)),
                (277, SHORT, (3,)),
                (278, LONG, (preview_height,)),
                (279, LONG, (len(preview),)),
            ],
            sub_at,
            0,
        )
    main_at = sub_at + len(sub)
    matrix = [(round(value * 10000), 10000) for row in _XYZ_TO_SRGB for value in row]
    entries = [
        (254, LONG, (0,)),
        (256, LONG, (width,)),
        (257, LONG, (height,)),
        (258, SHORT, (16,)),
        (259, SHORT, (compression,)),
        (262, SHORT, (32803,)),
        (271, ASCII, camera[0]),
        (272, ASCII, camera[1]),
        (273, LONG, (pixels_at,)),
        (274, SHORT, (orientation,)),
        (277, SHORT, (1,)),
        (278, LONG, (height,)),
        (279, LONG, (len(pixels),)),
        (284, SHORT, (1,)),
        (0x8769, LONG, (exif_at,)),
        (33421, SHORT, (2, 2)),
        (33422, BYTE, (0, 1, 1, 2)),
    ]
    dng_entries = [
        (50706, BYTE, (1, 4, 0, 0)),
        (50708, ASCII, "Birdeye Tiny"),
        (50717, LONG, (WHITE_LEVEL,)),
        (50721, SRATIONAL, matrix),
        (50728, RATIONAL, ((1, 1), (1, 1), (1, 1))),
        (50778, SHORT, (21,)),
    ]
    if is_dng:
        entries += dng_entries
    if preview is not None:
        entries.append((330, LONG, (sub_at,)))
    main = pack_directory(entries, main_at, 0)
    padding = b"\0" * (len(preview or b"") % 2)
    return (
        struct.pack("<2sHI", b"II", 42, main_at)
        + pixels
        + (preview or b"")
        + padding
        + exif
        + sub
        + main
    )
