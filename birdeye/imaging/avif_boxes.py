"""Reads and repairs the boxes around an AVIF's picture, of which Pillow tells and bears too little.

ISO/IEC 14496-12 (boxes) and 23008-12 (items and their properties).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

_MAX_BOXES = 4096
_MAX_META_BYTES = 4 * 1024**2


@dataclass(frozen=True, slots=True)
class _Box:
    """``start`` to ``end`` is the whole box, ``content`` where that which it holds begins."""

    kind: bytes
    start: int
    content: int
    end: int


@dataclass(frozen=True, slots=True)
class AvifProperties:
    """Of the primary item: ``crop`` is the clean aperture as (left, top, right, bottom) in pixels,
    ``cicp`` the code points of ITU-T H.273 (primaries, transfer, matrix, range); None for none."""

    crop: tuple[int, int, int, int] | None = None
    cicp: bytes | None = None


def read_avif_properties(file: BinaryIO) -> AvifProperties:
    """The properties of an open AVIF; none where its boxes are broken."""
    data = _meta_of(file)
    try:
        return _properties(data)
    except (struct.error, IndexError):
        return AvifProperties()


def repaired_avifs(data: bytes) -> Iterator[bytes]:
    """The file as stricter decoders like it, one further from the original after the other.

    First with the boxes that assign properties joined to one, and EXIF hidden, since a broken one
    is refused; then without what lies over the picture, as alpha does.
    """
    changed = bytearray(data)
    try:
        meta = next((box for box in _boxes(data, 0, len(data)) if box.kind == b"meta"), None)
        if meta is None:
            return
        _join_assignments(changed, meta)
        _rename_items(changed, meta, b"Exif", b"skip")
        yield bytes(changed)
        for box in _inner(changed, meta, (b"iref",)):
            for reference in _boxes(changed, box.content + 4, box.end):
                if reference.kind == b"auxl":
                    changed[reference.start + 4 : reference.start + 8] = b"skip"
        yield bytes(changed)
    except (struct.error, IndexError):
        return


def _meta_of(file: BinaryIO) -> bytes:
    """The ``meta`` box of an open file; empty for none, or one that is too long."""
    at = 0
    for _ in range(64):
        file.seek(at)
        head = file.read(8)
        size = int.from_bytes(head[:4], "big")
        if len(head) < 8 or size < 8:
            return b""
        if head[4:] == b"meta":
            return head + file.read(size - 8) if size <= _MAX_META_BYTES else b""
        at += size
    return b""


def _boxes(data: bytes | bytearray, start: int, end: int) -> Iterator[_Box]:
    at = start
    for _ in range(_MAX_BOXES):
        size, content = int.from_bytes(data[at : at + 4], "big"), at + 8
        if size == 1:
            size, content = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
        if at + 8 > end or size < content - at or at + size > end:
            return
        yield _Box(bytes(data[at + 4 : at + 8]), at, content, at + size)
        at += size


def _inner(data: bytes | bytearray, meta: _Box, kinds: tuple[bytes, ...]) -> list[_Box]:
    """The boxes inside ``meta``, and inside its ``iprp``, of these kinds."""
    inside = list(_boxes(data, meta.content + 4, meta.end))
    for box in [box for box in inside if box.kind == b"iprp"]:
        inside += _boxes(data, box.content, box.end)
    return [box for box in inside if box.kind in kinds]


def _properties(data: bytes) -> AvifProperties:
    meta = next(_boxes(data, 0, len(data)), None)
    if meta is None:
        return AvifProperties()
    primary, assigned = None, {}
    properties: list[_Box] = []
    for box in _inner(data, meta, (b"pitm", b"ipco", b"ipma")):
        if box.kind == b"pitm":
            code = ">I" if data[box.content] else ">H"
            (primary,) = struct.unpack_from(code, data, box.content + 4)
        elif box.kind == b"ipco":
            properties = list(_boxes(data, box.content, box.end))
        else:
            assigned |= _assignments(data, box)
    size = crop = cicp = None
    for index in assigned.get(primary, ()):
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


def _assignments(data: bytes, box: _Box) -> dict[int, list[int]]:
    """The indices of the properties of each item in an ``ipma`` box, beginning with 1."""
    version, is_long = data[box.content], data[box.content + 3] & 1
    (count,) = struct.unpack_from(">I", data, box.content + 4)
    at, found = box.content + 8, {}
    for _ in range(min(count, _MAX_BOXES)):
        (item,) = struct.unpack_from(">I" if version else ">H", data, at)
        at += 4 if version else 2
        code, mask = (f">{data[at]}H", 0x7FFF) if is_long else (f">{data[at]}B", 0x7F)
        values = struct.unpack_from(code, data, at + 1)
        at += 1 + struct.calcsize(code)
        found[item] = [value & mask for value in values]
    return found


def _aperture(size: tuple[int, ...], clap: tuple[int, ...]) -> tuple[int, int, int, int] | None:
    """The clean aperture in whole pixels, None where it is nonsense or all of the picture."""
    if not all(clap[1::2]):
        return None
    width, height, off_x, off_y = (clap[i] / clap[i + 1] for i in range(0, 8, 2))
    left = round((size[0] - width) / 2 + off_x)
    top = round((size[1] - height) / 2 + off_y)
    right, bottom = left + round(width), top + round(height)
    if not (0 <= left < right <= size[0] and 0 <= top < bottom <= size[1]):
        return None
    return None if (right - left, bottom - top) == size else (left, top, right, bottom)


def _join_assignments(data: bytearray, meta: _Box) -> None:
    """Make one of neighbouring ``ipma`` boxes of one kind, of which there should be one only.

    What is left over becomes a ``free`` box behind ``iprp``, so that nothing else moves.
    """
    (properties, *_) = [*_inner(data, meta, (b"iprp",)), None]
    boxes = _inner(data, meta, (b"ipma",))
    if properties is None or len(boxes) < 2 or boxes[-1].end != properties.end:
        return
    for first, second in pairwise(boxes):
        kind = data[first.content : first.content + 4]
        if first.end != second.start or data[second.content : second.content + 4] != kind:
            return
    count = sum(struct.unpack_from(">I", data, box.content + 4)[0] for box in boxes)
    entries = b"".join(data[box.content + 8 : box.end] for box in boxes)
    joined = struct.pack(">I4s", 16 + len(entries), b"ipma")
    joined += data[boxes[0].content : boxes[0].content + 4] + struct.pack(">I", count) + entries
    spare = boxes[-1].end - boxes[0].start - len(joined)
    padding = struct.pack(">I4s", spare, b"free") + bytes(spare - 8)
    struct.pack_into(">I", data, properties.start, properties.end - properties.start - spare)
    data[boxes[0].start : boxes[-1].end] = joined + padding


def _rename_items(data: bytearray, meta: _Box, before: bytes, after: bytes) -> None:
    for box in _inner(data, meta, (b"iinf",)):
        start = box.content + (8 if data[box.content] else 6)
        for entry in _boxes(data, start, box.end):
            at = entry.content + (8 if data[entry.content] == 2 else 10)
            if entry.kind == b"infe" and data[entry.content] >= 2 and data[at : at + 4] == before:
                data[at : at + 4] = after
