"""How a HEIF file states the rotation of its picture: in item properties, not in EXIF.

ISO/IEC 23008-12, 6.5.10 and 6.5.12.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

from birdeye.imaging.iso_items import Box, assignments, boxes, boxes_in_meta, meta_of
from birdeye.imaging.orientation import UPRIGHT

_TURNED = {0: 1, 1: 8, 2: 3, 3: 6}
"""EXIF's orientation by the quarter turns of ``irot``, which are anticlockwise."""
_MIRRORED = {1: (2, 4), 8: (7, 5), 3: (4, 2), 6: (5, 7)}
"""The same mirrored afterwards: left to right, and top to bottom."""


def orientation_of(data: bytes, properties: list[Box]) -> int:
    """EXIF's number for the ``irot`` and ``imir`` among an item's properties."""
    orientation = UPRIGHT
    for box in properties:
        if box.kind == b"irot":
            orientation = _TURNED[data[box.content] & 3]
        elif box.kind == b"imir" and orientation in _MIRRORED:
            orientation = _MIRRORED[orientation][1 - (data[box.content] & 1)]
    return orientation


def heif_orientation(file: BinaryIO) -> int:
    """The orientation of the primary item of an open HEIF; upright if its boxes are broken."""
    data = meta_of(file)
    try:
        meta = next(boxes(data, 0, len(data)))
        found = {box.kind: box for box in boxes_in_meta(data, meta, (b"pitm", b"ipco", b"ipma"))}
        start = found[b"pitm"].content
        (primary,) = struct.unpack_from(">I" if data[start] else ">H", data, start + 4)
        properties = list(boxes(data, found[b"ipco"].content, found[b"ipco"].end))
        assigned = assignments(data, found[b"ipma"])[primary]
        return orientation_of(data, [properties[index - 1] for index in assigned if index])
    except (struct.error, IndexError, KeyError, StopIteration):
        return UPRIGHT
