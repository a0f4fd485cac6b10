"""Distinguishes camera RAW with TIFF structure (DNG, NEF, ARW, PEF, CR2) from a picture saved as
TIFF."""

from __future__ import annotations

from typing import BinaryIO

from birdeye.imaging.tiff_directory import Directory, NotTiff, TiffReader

_DNG_VERSION, _SUB_DIRECTORIES, _PHOTOMETRIC, _COMPRESSION = 0xC612, 0x014A, 0x0106, 0x0103
_RAW_PHOTOMETRICS = frozenset({32803, 34892})  # colour filter array, linear raw (TIFF/EP, DNG)
_RAW_COMPRESSIONS = frozenset({32767, 34713, 65535})  # Sony ARW, Nikon NEF, Pentax PEF


def is_raw_tiff(file: BinaryIO) -> bool:
    """Whether a file with TIFF structure holds sensor data, by its directories."""
    file.seek(8)
    if file.read(2) == b"CR":
        return True
    try:
        reader = TiffReader(file)
    except NotTiff:
        return False
    main = reader.first()
    if _DNG_VERSION in main or _holds_sensor_data(main):
        return True
    offsets = main.integers(_SUB_DIRECTORIES, max_count=8)
    return any(_holds_sensor_data(reader.directory(offset)) for offset in offsets)


def _holds_sensor_data(directory: Directory) -> bool:
    return (
        directory.integer(_PHOTOMETRIC) in _RAW_PHOTOMETRICS
        or directory.integer(_COMPRESSION) in _RAW_COMPRESSIONS
    )
