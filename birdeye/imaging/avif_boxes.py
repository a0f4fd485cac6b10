"""Reads and repairs the boxes around an AVIF's picture, because Pillow is too strict about them.

ISO/IEC 14496-12 (boxes) and 23008-12 (items and their properties).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

from birdeye.imaging.iso_items import Box, assignments, boxes, boxes_in_meta, meta_of


@dataclass(frozen=True, slots=True)
class AvifProperties:
    """Of the primary item: ``crop`` is the clean aperture as (left, top, right, bottom) in pixels,
    ``cicp`` the code points of ITU-T H.273 (primaries, transfer, matrix, range); None for none."""

    crop: tuple[int, int, int, int] | None = None
    cicp: bytes | None = None


def read_avif_properties(file: BinaryIO) -> AvifProperties:
    """The properties of an open AVIF; none if its boxes are broken."""
    data = meta_of(file)
    try:
        return _properties(data)
    except (struct.error, IndexError):
        return AvifProperties()


def repaired_avifs(data: bytes) -> Iterator[bytes]:
    """Versions of the file for strict decoders, each further from the original.

    First with the boxes that assign properties merged into one, and EXIF hidden, because a broken
    one is refused; then without overlays of the picture, such as alpha.
    """
    changed = bytearray(data)
    try:
        meta = next((box for box in boxes(data, 0, len(data)) if box.kind == b"meta"), None)
        if meta is None:
            return
        _joinassignments(changed, meta)
        _rename_items(changed, meta, b"Exif", b"skip")
        yield bytes(changed)
        for box in boxes_in_meta(changed, meta, (b"iref",)):
            for reference in boxes(changed, box.content + 4, box.end):
                if reference.kind == b"auxl":
                    changed[reference.start + 4 : reference.start + 8] = b"skip"
        yield bytes(changed)
    except (struct.error, IndexError):
        return


def _properties(data: bytes) -> AvifProperties:
    meta = next(boxes(data, 0, len(data)), None)
    if meta is None:
        return AvifProperties()
    primary: int | None = None
    assigned: dict[int, list[int]] = {}
    properties: list[Box] = []
    for box in boxes_in_meta(data, meta, (b"pitm", b"ipco", b"ipma")):
        if box.kind == b"pitm":
            code = ">I" if data[box.content] else ">H"
            (primary,) = struct.unpack_from(code, data, box.content + 4)
        elif box.kind == b"ipco":
            properties = list(boxes(data, box.content, box.end))
        else:
            assigned |= assignments(data, box)
    size = crop = cicp = None
    for index in () if primary is None else assigned.get(primary, ()):
        if not 1 <= index <= len(properties):
            continue
        box = properties[index - 1]
        if box.kind == b"ispe":
            size = struct.unpack_from(">II", data, box.content + 4)
        elif box.kind == b"clap":
            crop = struct.unpack_from(">IIIIiIiI", data, box.content)
        elif box.kind == b"colr" and data[box.content : box.content + 4] == b"nclx":
            points = struct.unpack_from(">HHHB", data, box.content + 4)
            cicp = bytes(min(point, 255) for point in points)
    return AvifProperties(_aperture(size, crop) if size and crop else None, cicp)


def _aperture(size: tuple[int, ...], clap: tuple[int, ...]) -> tuple[int, int, int, int] | None:
    """The clean aperture in whole pixels, None if it is nonsense or the full picture."""
    if not all(clap[1::2]):
        return None
    width, height, off_x, off_y = (clap[i] / clap[i + 1] for i in range(0, 8, 2))
    left = round((size[0] - width) / 2 + off_x)
    top = round((size[1] - height) / 2 + off_y)
    right, bottom = left + round(width), top + round(height)
    if not (0 <= left < right <= size[0] and 0 <= top < bottom <= size[1]):
        return None
    return None if (right - left, bottom - top) == size else (left, top, right, bottom)


def _joinassignments(data: bytearray, meta: Box) -> None:
    """Merge neighbouring ``ipma`` boxes of one kind, of which there should be only one.

    The space left over becomes a ``free`` box behind ``iprp``, so that nothing else moves.
    """
    (properties, *_) = [*boxes_in_meta(data, meta, (b"iprp",)), None]
    parts = boxes_in_meta(data, meta, (b"ipma",))
    if properties is None or len(parts) < 2 or parts[-1].end != properties.end:
        return
    for first, second in pairwise(parts):
        kind = data[first.content : first.content + 4]
        if first.end != second.start or data[second.content : second.content + 4] != kind:
            return
    count = sum(struct.unpack_from(">I", data, box.content + 4)[0] for box in parts)
    entries = b"".join(data[box.content + 8 : box.end] for box in parts)
    joined = struct.pack(">I4s", 16 + len(entries), b"ipma")
    joined += data[parts[0].content : parts[0].content + 4] + struct.pack(">I", count) + entries
    spare = parts[-1].end - parts[0].start - len(joined)
    padding = struct.pack(">I4s", spare, b"free") + bytes(spare - 8)
    struct.pack_into(">I", data, properties.start, properties.end - properties.start - spare)
    data[parts[0].start : parts[-1].end] = joined + padding


def _rename_items(data: bytearray, meta: Box, before: bytes, after: bytes) -> None:
    for box in boxes_in_meta(data, meta, (b"iinf",)):
        start = box.content + (8 if data[box.content] else 6)
        for entry in boxes(data, start, box.end):
            at = entry.content + (8 if data[entry.content] == 2 else 10)
            if entry.kind == b"infe" and data[entry.content] >= 2 and data[at : at + 4] == before:
                data[at : at + 4] = after
