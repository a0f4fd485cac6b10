"""How a photo was exposed: shutter, aperture, ISO and focal length, as its EXIF has them."""

from __future__ import annotations

from io import BytesIO

from birdeye.domain.photos import Exposure
from birdeye.imaging.exif import MAX_EXIF_BYTES, directories_of, without_prefix
from birdeye.imaging.photo_file import PhotoFile
from birdeye.imaging.tiff_directory import Directory, NotTiff, TiffReader

_EXPOSURE_TIME, _F_NUMBER, _ISO, _FOCAL_LENGTH = 0x829A, 0x829D, 0x8827, 0x920A


def exposure_of(photo: PhotoFile) -> Exposure:
    """From the EXIF block of ``photo``, or from its file structure for TIFF or RAW."""
    block = photo.exif_block
    try:
        if block is not None and len(block) <= MAX_EXIF_BYTES:
            return _read(TiffReader(BytesIO(without_prefix(block))))
        if photo.may_be_tiff:
            with photo.path.open("rb") as file:
                return _read(TiffReader(file))
    except (NotTiff, OSError):
        pass
    return Exposure()


def _read(reader: TiffReader) -> Exposure:
    _main, details, _gps = directories_of(reader)
    iso = details.integer(_ISO)
    return Exposure(
        _positive(details, _EXPOSURE_TIME),
        _positive(details, _F_NUMBER),
        iso if iso is not None and 0 < iso < 10_000_000 else None,
        _positive(details, _FOCAL_LENGTH),
    )


def _positive(details: Directory, tag: int) -> float | None:
    values = details.rationals(tag)
    return values[0] if values and 0 < values[0] < 100_000 else None
