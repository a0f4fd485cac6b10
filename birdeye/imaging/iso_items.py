"""The boxes and items of HEIF and AVIF files, which are ISO media files without a film.

ISO/IEC 14496-12 (boxes) and 23008-12 (items and their properties). Reading damaged ones raises
struct.error or IndexError.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAX_BOXES = 4096
_MAX_META_BYTES = 4 * 1024**2


@dataclass(frozen=True, slots=True)
class Box:
    """``start`` to ``end`` is the whole box, ``content`` where its content begins."""

    kind: bytes
    start: int
    content: int
    end: int


def meta_of(file: BinaryIO) -> bytes:
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


def boxes(data: bytes | bytearray, start: int, end: int) -> Iterator[Box]:
    """The boxes between two offsets, up to the first broken one."""
    at = start
    for _ in range(MAX_BOXES):
        size, content = int.from_bytes(data[at : at + 4], "big"), at + 8
        if size == 1:
            size, content = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
        if at + 8 > end or size < content - at or at + size > end:
            return
        yield Box(bytes(data[at + 4 : at + 8]), at, content, at + size)
        at += size


def contents(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(type, content) of the boxes that ``data`` is made of (ISO/IEC 14496-12 section 4.2)."""
    return ((box.kind, data[box.content : box.end]) for box in boxes(data, 0, len(data)))


def boxes_in_meta(data: bytes | bytearray, meta: Box, kinds: tuple[bytes, ...]) -> list[Box]:
    """The boxes inside ``meta``, and inside its ``iprp``, of these kinds."""
    inside = list(boxes(data, meta.content + 4, meta.end))
    for box in [box for box in inside if box.kind == b"iprp"]:
        inside += boxes(data, box.content, box.end)
    return [box for box in inside if box.kind in kinds]


def assignments(data: bytes, box: Box) -> dict[int, list[int]]:
    """The indices of the properties of each item in an ``ipma`` box, beginning with 1."""
    version, is_long = data[box.content], data[box.content + 3] & 1
    (count,) = struct.unpack_from(">I", data, box.content + 4)
    at, found = box.content + 8, {}
    for _ in range(min(count, MAX_BOXES)):
        (item,) = struct.unpack_from(">I" if version else ">H", data, at)
        at += 4 if version else 2
        code, mask = (f">{data[at]}H", 0x7FFF) if is_long else (f">{data[at]}B", 0x7F)
        values = struct.unpack_from(code, data, at + 1)
        at += 1 + struct.calcsize(code)
        found[item] = [value & mask for value in values]
    return found
