"""Finds the part of a photo's file that holds its pixels, which other programs leave alone when
they write dates, places, ratings and keywords around it.

Only headers are read, and every offset and count is treated as hostile: if they make no sense,
there is no answer, and the caller uses the decoded pixels.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from birdeye.imaging.formats import SNIFF_BYTES, Family, sniff
from birdeye.imaging.iso_media import picture_extents
from birdeye.imaging.jpeg_header import read_jpeg_header
from birdeye.imaging.raw_tiff import is_raw_tiff
from birdeye.imaging.tiff_directory import Directory, NotTiff, TiffReader
from birdeye.imaging.undecodable import Undecodable

_MAX_CHUNKS = 65_536
_MAX_DIRECTORIES = 16
_MAX_STRIPS = 16_384  # what `Directory.integers` reads of 32 bits each

_FRAME_MARKERS = frozenset(bytes([each]) for each in {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_PNG_PIXELS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT"})
_WEBP_PIXELS = frozenset({b"VP8 ", b"VP8L", b"ALPH", b"ANMF"})
_STRIP_OFFSETS, _STRIP_BYTES, _TILE_OFFSETS, _TILE_BYTES = 0x0111, 0x0117, 0x0144, 0x0145
_SUB_DIRECTORIES, _PANASONIC_RAW_OFFSET = 0x014A, 0x0118
_FUJI_MAGIC, _FUJI_SENSOR_AT = b"FUJIFILMCCD-RAW", 100


@dataclass(frozen=True, slots=True)
class PixelExtents:
    """Where the pixels are stored.

    ``extents`` are (start, end) in bytes, ascending, without overlaps and not empty. What follows
    ``until_marker_from`` counts up to and with the first end-of-image marker of a JPEG, because
    cameras put other pictures after it; None if there is none.
    """

    extents: tuple[tuple[int, int], ...]
    until_marker_from: int | None = None


def pixel_extents(file: BinaryIO) -> PixelExtents | None:
    """Where the pixels of an open photo are stored; None if that is unknown."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    family = sniff(file.read(SNIFF_BYTES))
    if family is Family.TIFF and is_raw_tiff(file):
        family = Family.RAW
    if family is None or family not in _FINDERS:
        return None
    try:
        found = _FINDERS[family](file, size)
    except (Undecodable, NotTiff):
        return None
    if isinstance(found, PixelExtents):
        return found
    extents = _in_order(found, size)
    return PixelExtents(extents) if extents else None


def _in_order(found: Iterable[tuple[int, int]], size: int) -> tuple[tuple[int, int], ...]:
    """Ascending, inside the file, and each byte once."""
    extents: list[tuple[int, int]] = []
    reached = 0
    for start, end in sorted(found):
        start, end = max(start, reached), min(end, size)
        if start < end:
            extents.append((start, end))
            reached = end
    return tuple(extents)


def _of_jpeg(file: BinaryIO, _size: int) -> PixelExtents:
    """From the frame header on (ITU-T T.81 annex B), without metadata that come later."""
    header = read_jpeg_header(file)
    from_frame: list[tuple[int, int]] = []
    for start, end in header.segments:
        file.seek(start + 1)
        if from_frame or file.read(1) in _FRAME_MARKERS:
            from_frame.append((start, end))
    return PixelExtents(tuple(from_frame), header.scan_start)


def _of_png(file: BinaryIO, _size: int) -> Iterator[tuple[int, int]]:
    """The chunks of the picture with their names; APNG's further frames are left out."""
    position = 8
    for _ in range(_MAX_CHUNKS):
        file.seek(position)
        head = file.read(8)
        if len(head) < 8 or head[4:] == b"IEND":
            return
        end = position + 12 + int.from_bytes(head[:4], "big")
        if head[4:] in _PNG_PIXELS:
            yield position + 4, end - 4
        position = end


def _of_webp(file: BinaryIO, _size: int) -> Iterator[tuple[int, int]]:
    position = 12
    for _ in range(_MAX_CHUNKS):
        file.seek(position)
        head = file.read(8)
        if len(head) < 8:
            return
        length = int.from_bytes(head[4:], "little")
        if head[:4] in _WEBP_PIXELS:
            yield position, position + 8 + length
        position += 8 + length + length % 2


def _of_tiff(file: BinaryIO, _size: int) -> Iterable[tuple[int, int]]:
    return _strips(TiffReader(file).first())


def _of_raw(file: BinaryIO, size: int) -> Iterable[tuple[int, int]]:
    """The sensor's data, by their size: previews are made again by some converters."""
    file.seek(0)
    head = file.read(_FUJI_SENSOR_AT + 8)
    if head.startswith(_FUJI_MAGIC):
        start = int.from_bytes(head[_FUJI_SENSOR_AT : _FUJI_SENSOR_AT + 4], "big")
        return [(start, start + int.from_bytes(head[_FUJI_SENSOR_AT + 4 :], "big"))]
    if head[4:8] == b"ftyp":
        return picture_extents(file, size)
    reader = TiffReader(file)
    offset = reader.first().integer(_PANASONIC_RAW_OFFSET)
    if offset:
        return [(offset, size)]
    return max(
        (_strips(each) for each in _directories(reader)),
        key=lambda strips: sum(end - start for start, end in strips),
    )


def _of_iso_media(file: BinaryIO, size: int) -> Iterable[tuple[int, int]]:
    return picture_extents(file, size)


def _of_bmp(_file: BinaryIO, size: int) -> Iterable[tuple[int, int]]:
    return [(0, size)]  # it has no room for anything else


def _directories(reader: TiffReader) -> Iterator[Directory]:
    """The directories of a camera's TIFF: each in the chain, and those below it."""
    directory = reader.first()
    for _ in range(_MAX_DIRECTORIES):
        yield directory
        for below in directory.integers(_SUB_DIRECTORIES, max_count=8):
            yield reader.directory(below)
        if not directory.next_offset:
            return
        directory = reader.directory(directory.next_offset)


def _strips(directory: Directory) -> list[tuple[int, int]]:
    for offsets_tag, bytes_tag in ((_TILE_OFFSETS, _TILE_BYTES), (_STRIP_OFFSETS, _STRIP_BYTES)):
        offsets = directory.integers(offsets_tag, _MAX_STRIPS)
        lengths = directory.integers(bytes_tag, _MAX_STRIPS)
        if offsets and len(offsets) == len(lengths):
            return [(at, at + length) for at, length in zip(offsets, lengths, strict=True)]
    return []


_Found = PixelExtents | Iterable[tuple[int, int]]

_FINDERS: dict[Family, Callable[[BinaryIO, int], _Found]] = {
    Family.JPEG: _of_jpeg,
    Family.PNG: _of_png,
    Family.BMP: _of_bmp,
    Family.WEBP: _of_webp,
    Family.TIFF: _of_tiff,
    Family.HEIF: _of_iso_media,
    Family.AVIF: _of_iso_media,
    Family.RAW: _of_raw,
}
