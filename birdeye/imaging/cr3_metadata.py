"""Finds the EXIF directories in Canon's CR3, which is not a TIFF but an ISO media file.

Three small TIFF structures are in a box of Canon's inside ``moov``: CMT1 (main directory), CMT2
(EXIF details) and CMT4 (GPS). Described at https://github.com/lclevy/canon_cr3.
"""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

from birdeye.domain.photos import PhotoMetadata
from birdeye.imaging.exif import metadata_from
from birdeye.imaging.iso_items import contents
from birdeye.imaging.tiff_directory import Directory, NotTiff, TiffReader

_CANON_UUID = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_NO_TAGS = b"II*\0" + bytes(4)
_MAX_BOXES = 64
_MAX_MOOV_BYTES = 4 * 1024**2


def read_cr3_metadata(file: BinaryIO) -> PhotoMetadata:
    """The metadata of an open CR3, read from its start; empty for anything else."""
    found = cr3_directories(file)
    return PhotoMetadata() if found is None else metadata_from(*found)


def cr3_directories(file: BinaryIO) -> tuple[Directory, Directory, Directory] | None:
    """The main directory of an open CR3, EXIF's details and GPS; None for anything else."""
    moov = _read_moov(file)
    for kind, canon in contents(moov):
        if kind == b"uuid" and canon.startswith(_CANON_UUID):
            blocks = dict(contents(canon[len(_CANON_UUID) :]))
            main, details, gps = (_first(blocks.get(name)) for name in (b"CMT1", b"CMT2", b"CMT4"))
            return main, details, gps
    return None


def _read_moov(file: BinaryIO) -> bytes:
    position = 0
    for _ in range(_MAX_BOXES):
        file.seek(position)
        head = file.read(8)
        size = int.from_bytes(head[:4], "big")
        if len(head) < 8 or size < 8:
            break
        if head[4:] == b"moov":
            return file.read(size - 8) if size <= _MAX_MOOV_BYTES else b""
        position += size
    return b""


def _first(block: bytes | None) -> Directory:
    try:
        return TiffReader(BytesIO(block or _NO_TAGS)).first()
    except NotTiff:
        return TiffReader(BytesIO(_NO_TAGS)).first()
