"""Writes PNG files of any size and depth that hold nothing but zeros, in a few hundred kilobytes.

Pillow writes neither interlaced files nor 16 bits of colour (PNG specification, sections 7 and 8).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2))
_LAST_PASS = (0, 1, 1, 2)
"""First column, first row, and the steps between columns and rows (Adam7)."""

_BLOCK_ROWS = 64


def png_bomb(path: Path, side: int, depth: int, colour_type: int, interlaced: bool) -> None:
    """A black square of ``side`` pixels; ``depth`` and ``colour_type`` as in the PNG header."""
    bits = depth * _CHANNELS[colour_type]
    packed = zlib.compressobj(9)
    pixels = [packed.compress(rows) for rows in _rows(side, bits, interlaced)] + [packed.flush()]
    header = struct.pack(">IIBBBBB", side, side, depth, colour_type, 0, 0, interlaced)
    palette = _chunk(b"PLTE", bytes(768)) if colour_type == 3 else b""
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + palette
        + _chunk(b"IDAT", b"".join(pixels))
        + _chunk(b"IEND", b"")
    )


def _rows(side: int, bits: int, interlaced: bool) -> Iterator[bytes]:
    for x, y, step_x, step_y in (*_PASSES, _LAST_PASS) if interlaced else ((0, 0, 1, 1),):
        width, height = -((x - side) // step_x), -((y - side) // step_y)
        row = bytes(1 + (width * bits + 7) // 8)
        for top in range(0, height, _BLOCK_ROWS):
            yield row * min(_BLOCK_ROWS, height - top)


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)
