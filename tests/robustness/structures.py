"""Finds the numbers in a photo file that decide how it is read: lengths, counts, offsets, sizes.

Formats are followed as far as their boxes, chunks and directories go: JPEG with the EXIF, MPF and
ICC blocks in it, TIFF and RAW, PNG, WebP, HEIF, AVIF and CR3, BMP and GIF.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_SUB_DIRECTORIES = frozenset({0x014A, 0x8769, 0x8825, 0xA005})
_CONTAINERS = frozenset({b"moov", b"iprp", b"ipco", b"iref", b"dinf", b"trak", b"mdia", b"minf"})
_MOST_FIELDS = 4000


@dataclass(frozen=True, slots=True)
class Field:
    """A number of ``size`` bytes at ``offset``; ``part`` says in which kind of block it is."""

    offset: int
    size: int
    order: str
    part: str


def fields(data: bytes) -> list[Field]:
    """The fields of a sound file, in no order that matters."""
    found: list[Field] = []
    for field in _fields(data):
        if field.offset + field.size <= len(data):
            found.append(field)
        if len(found) == _MOST_FIELDS:
            break
    return found


def _fields(data: bytes) -> Iterator[Field]:
    if data[:2] == b"\xff\xd8":
        yield from _jpeg(data, 0, "jpeg")
        second = data.find(b"\xff\xd8\xff", 3)  # the thumbnail, or the next of several pictures
        if second > 0:
            yield from _jpeg(data, second, "second picture")
    elif data[:4] == b"\x89PNG":
        yield from _png(data)
    elif data[:4] == b"RIFF":
        yield from _riff(data)
    elif data[4:8] == b"ftyp":
        yield from _boxes(data, 0, len(data))
    elif data[:2] in (b"II", b"MM"):
        yield from _tiff(data, 0, "tiff")
    elif data[:2] == b"BM":
        yield from (Field(at, 4, "little", "bmp") for at in range(2, 54, 4))
        yield from (Field(at, 2, "little", "bmp") for at in (26, 28))
    elif data[:3] == b"GIF":
        yield from (Field(at, 2, "little", "gif") for at in (6, 8))
        yield from (Field(at, 1, "little", "gif") for at in range(10, min(len(data), 1000)))
    elif data[:8] == b"FUJIFILM":
        yield from (Field(at, 4, "big", "raf") for at in range(84, 160, 4))


def _jpeg(data: bytes, start: int, part: str) -> Iterator[Field]:
    at = start + 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        yield Field(at + 1, 1, "big", part)
        yield Field(at + 2, 2, "big", part)
        inside = at + 4
        content = data[inside : at + 2 + size]
        if content.startswith(b"Exif\0\0"):
            yield from _tiff(data, inside + 6, "exif")
        elif content.startswith(b"MPF\0"):
            yield from _tiff(data, inside + 4, "mpf")
        elif content.startswith(b"ICC_PROFILE\0"):
            yield from (Field(inside + 12, 1, "big", "icc"), Field(inside + 13, 1, "big", "icc"))
            yield from _profile(data, inside + 14)
        else:
            yield from (Field(place, 1, "big", part) for place in range(inside, inside + 20))
            yield from (Field(inside + place, 2, "big", part) for place in (1, 3))
        at += 2 + size


def _tiff(data: bytes, start: int, part: str) -> Iterator[Field]:
    """Directories of a TIFF structure that begins at ``start``, also those of RAW and EXIF."""
    order = "little" if data[start : start + 2] == b"II" else "big"
    yield Field(start + 4, 4, order, part)
    waiting = [int.from_bytes(data[start + 4 : start + 8], order)]
    seen: set[int] = set()
    while waiting:
        offset = start + waiting.pop()
        if offset in seen or not start < offset < len(data) - 2:
            continue
        seen.add(offset)
        count = int.from_bytes(data[offset : offset + 2], order)
        yield Field(offset, 2, order, part)
        for entry in range(offset + 2, min(offset + 2 + 12 * count, len(data) - 12), 12):
            tag = int.from_bytes(data[entry : entry + 2], order)
            value = int.from_bytes(data[entry + 8 : entry + 12], order)
            inside = "gps" if part == "exif" and tag < 0x20 else part
            yield from (Field(entry, 2, order, inside), Field(entry + 2, 2, order, inside))
            yield from (Field(entry + 4, 4, order, inside), Field(entry + 8, 4, order, inside))
            yield from (Field(start + value + place, 4, order, inside) for place in (0, 4, 8, 12))
            if tag in _SUB_DIRECTORIES:
                waiting.append(value)
            if tag == 0x8773:
                yield from _profile(data, start + value)
        following = offset + 2 + 12 * count
        yield Field(following, 4, order, part)
        waiting.append(int.from_bytes(data[following : following + 4], order))


def _profile(data: bytes, start: int) -> Iterator[Field]:
    """The header and the table of tags of an ICC profile (ICC.1 section 7)."""
    yield from (Field(start + at, 4, "big", "icc") for at in (0, 8, 12, 16, 20, 128))
    for entry in range(start + 132, start + 132 + 12 * 12, 4):
        yield Field(entry, 4, "big", "icc")


def _png(data: bytes) -> Iterator[Field]:
    at = 8
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        yield Field(at, 4, "big", "png")
        yield from (Field(at + place, 1, "big", "png") for place in (4, 5, 8, 16, 17, 18, 20))
        yield from (Field(at + place, 4, "big", "png") for place in (8, 12) if place < size + 8)
        if data[at + 4 : at + 8] == b"eXIf":
            yield from _tiff(data, at + 8, "exif")
        at += 12 + size


def _riff(data: bytes) -> Iterator[Field]:
    yield Field(4, 4, "little", "webp")
    at = 12
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        yield Field(at + 4, 4, "little", "webp")
        yield from (Field(at + 8 + place, 2, "little", "webp") for place in range(0, 24, 2))
        if kind == b"EXIF":
            yield from _tiff(data, at + 8, "exif")
        elif kind == b"ICCP":
            yield from _profile(data, at + 8)
        at += 8 + size + size % 2


def _boxes(data: bytes, start: int, end: int) -> Iterator[Field]:
    """Boxes of an ISO media file (ISO/IEC 14496-12): their sizes, and what small leaves hold."""
    at = start
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, at)
        yield Field(at, 4, "big", "box")
        yield Field(at + 4, 1, "big", "box")
        if size < 8 or at + size > end:
            return
        if kind == b"meta":
            yield from _boxes(data, at + 12, at + size)
        elif kind in _CONTAINERS:
            yield from _boxes(data, at + 8, at + size)
        elif kind != b"mdat":
            width = 4 if kind in (b"ispe", b"ftyp") else 2
            inside = range(at + 8, min(at + size, at + 200), width)
            yield from (Field(place, width, "big", "box") for place in inside)
        elif (place := data.find(b"Exif\0\0", at, at + size)) >= 0:
            yield from _tiff(data, place + 6, "exif")
        at += size


def with_checksums(data: bytes) -> bytes:
    """A PNG whose chunks have the checksums of their content, as far as chunks can be told."""
    if data[:4] != b"\x89PNG":
        return data
    fixed, at = bytearray(data), 8
    while at + 12 <= len(fixed):
        size = int.from_bytes(fixed[at : at + 4], "big")
        end = at + 8 + size
        if end + 4 > len(fixed):
            break
        fixed[end : end + 4] = zlib.crc32(fixed[at + 4 : end]).to_bytes(4, "big")
        at = end + 4
    return bytes(fixed)
