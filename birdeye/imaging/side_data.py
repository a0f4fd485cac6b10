"""Counts what Pillow would read besides the pixels, before it reads any of it.

Pillow reads every tag of a TIFF directory, every chunk of a PNG or WebP and every comment of a GIF,
however long. A sparse file of some kilobytes on disk may claim gigabytes there, so the structures
are walked first, by seeking over the content.
"""

from __future__ import annotations

import os
import struct
from typing import BinaryIO

from birdeye.imaging.formats import Family
from birdeye.imaging.limits import MAX_DECODING_BYTES
from birdeye.imaging.tiff_directory import MAX_ENTRIES, Directory, TiffReader
from birdeye.imaging.undecodable import Undecodable, damaged

MAX_PNG_CHUNKS = 1_000_000
"""A gigabyte in the 8 KB pieces that libpng writes has 125,000."""

_MAX_SIDE_CHUNKS = 10_000
_MAX_GIF_BYTES_AHEAD = 16 << 20
_MAX_GIF_JUNK_BYTES = 4096
_MAX_BMP_HEADER_BYTES = 124
_BMP_RUN_LENGTHS = (1, 2)
_MAX_BMP_RUN_PIXELS = 8_000_000
_BMP_SLACK_BYTES = 64 * 1024

_EXIF_OFFSET, _GPS_OFFSET, _INTEROPERABILITY_OFFSET = 0x8769, 0x8825, 0xA005

_OPAQUE_KINDS = frozenset({1, 2, 7})  # bytes, text, undefined
_OPAQUE_FACTOR, _NUMBER_FACTOR = 4, 25
"""Bytes of memory for each byte of a tag: Pillow reads directories twice and libtiff once more,
and numbers become Python's."""

_PNG_FACTOR, _WEBP_FACTOR = 6, 4
"""The same for chunks: text is decoded, and compared with what it was."""

_WEBP_PICTURE_CHUNKS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})


def check_side_data(
    family: Family, file: BinaryIO, width: int, height: int, bytes_a_pixel: int
) -> None:
    """Raise `Undecodable` if the pixels and everything beside them are too much together."""
    side_bytes = 0
    if family is Family.TIFF:
        side_bytes = _tiff_side_bytes(file)
    elif family is Family.PNG:
        side_bytes = _png_side_bytes(file)
    elif family is Family.WEBP:
        side_bytes = _webp_side_bytes(file)
    elif family is Family.GIF:
        _check_gif_blocks(file)
    elif family is Family.BMP:
        _check_bmp_header(file)
    if width * height * bytes_a_pixel + side_bytes > MAX_DECODING_BYTES:
        raise _too_much()


def _too_much() -> Undecodable:
    return Undecodable(
        "it holds more data beside its picture than is safe to read",
        "If it is a genuine photo, save a copy without layers and metadata and open that.",
    )


def _tiff_side_bytes(file: BinaryIO) -> int:
    """Memory for the tags of all directories that Pillow reads."""
    reader = TiffReader(file)
    main = reader.first()
    details = reader.directory(main.integer(_EXIF_OFFSET))
    directories = (
        main,
        details,
        reader.directory(main.integer(_GPS_OFFSET)),
        reader.directory(main.integer(_INTEROPERABILITY_OFFSET)),
        reader.directory(details.integer(_INTEROPERABILITY_OFFSET)),
    )
    file_bytes = file.seek(0, os.SEEK_END)
    return sum(_directory_bytes(directory, file_bytes) for directory in directories)


def _directory_bytes(directory: Directory, file_bytes: int) -> int:
    """All readers ignore values that claim to be longer than the file."""
    if directory.claimed_count > MAX_ENTRIES:
        raise _too_much()
    return sum(
        size * (_OPAQUE_FACTOR if kind in _OPAQUE_KINDS else _NUMBER_FACTOR)
        for kind, size in directory.value_sizes
        if size <= file_bytes
    )


def _png_side_bytes(file: BinaryIO) -> int:
    """Memory for the chunks that are not pixels, up to the end or the second frame."""
    size = file.seek(0, os.SEEK_END)
    at, side_bytes, side_chunks, seen_pixels = 8, 0, 0, False
    for _ in range(MAX_PNG_CHUNKS):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            return side_bytes
        length, kind = struct.unpack(">I4s", head)
        if kind == b"IEND" or (kind == b"fcTL" and seen_pixels):
            return side_bytes
        if kind == b"IDAT":
            seen_pixels = True
        else:
            side_chunks += 1
            side_bytes += _PNG_FACTOR * min(length, size - at)
            if side_chunks > _MAX_SIDE_CHUNKS or side_bytes > MAX_DECODING_BYTES:
                raise _too_much()
        at += 12 + length
    raise _too_much()


def _webp_side_bytes(file: BinaryIO) -> int:
    """Memory for the chunks that are not pixels: metadata, a profile, and unknown ones."""
    size = file.seek(0, os.SEEK_END)
    at, side_bytes = 12, 0
    for _ in range(_MAX_SIDE_CHUNKS):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            return side_bytes
        kind, length = struct.unpack("<4sI", head)
        if kind not in _WEBP_PICTURE_CHUNKS:
            side_bytes += _WEBP_FACTOR * min(length, size - at)
        at += 8 + length + length % 2
    raise _too_much()


def _check_gif_blocks(file: BinaryIO) -> None:
    """Walk the blocks before the first frame, which Pillow reads one byte or block at a time."""
    file.seek(10)
    flags = file.read(1)
    if not flags:
        raise damaged()
    start = 13 + (3 << (flags[0] & 7) + 1 if flags[0] & 0x80 else 0)
    file.seek(start)
    junk = 0
    while (introducer := file.read(1)) not in (b"", b",", b";"):
        if introducer == b"!":
            file.read(1)
            while (size := file.read(1)) not in (b"", b"\0"):
                file.seek(size[0], os.SEEK_CUR)
                if file.tell() - start > _MAX_GIF_BYTES_AHEAD:
                    raise _too_much()
        else:
            junk += 1
        if junk > _MAX_GIF_JUNK_BYTES:
            raise damaged()
        if file.tell() - start > _MAX_GIF_BYTES_AHEAD:
            raise _too_much()


def _check_bmp_header(file: BinaryIO) -> None:
    """Refuse headers that no version of the format has, and runs without pixels."""
    size = file.seek(0, os.SEEK_END)
    file.seek(14)
    head = file.read(20)
    if len(head) < 20 or int.from_bytes(head[:4], "little") > _MAX_BMP_HEADER_BYTES:
        raise damaged()
    if int.from_bytes(head[:4], "little") >= 40 and head[16] in _BMP_RUN_LENGTHS:
        width, height = struct.unpack_from("<ii", head, 4)
        pixels = abs(width * height)
        # Unpacked in Python, in a loop that any pair of bytes keeps going.
        if pixels > _MAX_BMP_RUN_PIXELS or size > 2 * pixels + 4 * abs(height) + _BMP_SLACK_BYTES:
            raise Undecodable(
                "it is a compressed BMP that takes too long to unpack", "Save it as PNG."
            )
