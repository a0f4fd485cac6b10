"""Reads from a PNG's chunks what Pillow leaves out or finds only after the pixels.

Metadata may come after the picture (exiftool writes XMP there), and cICP says that a picture is
HDR. PNG specification, third edition, section 11.3.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any, BinaryIO

from birdeye.imaging.embedded import MAX_BLOCK_BYTES, Embedded, embedded_in

_MAX_CHUNKS = 200_000
_MAX_TEXTS = 64
_MAX_ALL_BYTES = 2 * MAX_BLOCK_BYTES


@dataclass(frozen=True, slots=True)
class PngChunks:
    """``cicp`` are the four code points of ITU-T H.273: primaries, transfer, matrix, range."""

    embedded: Embedded
    cicp: bytes | None = None


def read_png_chunks(file: BinaryIO) -> PngChunks:
    """What an open PNG says apart from its pixels, without anything broken or too long."""
    info: dict[str | tuple[int, int], Any] = {}
    cicp = None
    taken, at = 0, 8
    for _ in range(_MAX_CHUNKS):
        file.seek(at)
        head = file.read(8)
        size, kind = int.from_bytes(head[:4], "big"), head[4:]
        if len(head) < 8 or kind == b"IEND":
            break
        at += 12 + size
        wanted = kind in (b"eXIf", b"cICP", b"iTXt", b"tEXt", b"zTXt")
        if not wanted or taken + size > _MAX_ALL_BYTES or len(info) >= _MAX_TEXTS:
            continue
        taken += size
        content = file.read(size)
        if kind == b"eXIf":
            info.setdefault("exif", content)
        elif kind == b"cICP" and len(content) == 4:
            cicp = content
        else:
            _add_text(info, kind, content)
    return PngChunks(embedded_in(info), cicp)


def _add_text(info: dict[str | tuple[int, int], Any], kind: bytes, content: bytes) -> None:
    keyword, _, rest = content.partition(b"\0")
    name = keyword.decode("latin-1")
    if name != "XML:com.adobe.xmp" and not name.startswith("Raw profile type "):
        return
    is_packed = kind == b"zTXt"
    if kind == b"zTXt":
        rest = rest[1:]  # the method, of which there is one
    elif kind == b"iTXt":
        is_packed = rest[:1] == b"\1"
        rest = rest[2:].partition(b"\0")[2].partition(b"\0")[2]  # language, translated keyword
    if is_packed:
        try:
            rest = zlib.decompressobj().decompress(rest, 2 * MAX_BLOCK_BYTES)
        except zlib.error:
            return
    info.setdefault(name, rest)
