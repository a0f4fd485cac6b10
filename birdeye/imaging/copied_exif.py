"""The EXIF that a copy of a photo carries: that of the original, true of the copy."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from PIL import ExifTags, Image

from birdeye.domain.photos import GpsPosition, PhotoMetadata
from birdeye.imaging.exif import for_upright_copy
from birdeye.imaging.photo_file import PhotoFile

_MAX_JPEG_EXIF_BYTES = 65_000
"""A JPEG holds EXIF in one segment of 64 KB."""


def exif_for_copy(
    photo: PhotoFile, format_name: str, *, with_position: bool = True
) -> bytes | None:
    """An EXIF block for an upright, full-size copy of ``photo``; None when nothing is known.

    The original's block with the orientation reset, where there is one and it fits; else (from or
    to TIFF, from RAW, beyond 64 KB) a new one with what `PhotoMetadata` holds. So it is also where
    the copy must not tell the place, since maker notes may know it too.
    """
    block = None
    if photo.exif_block and format_name != "TIFF" and with_position:
        block = for_upright_copy(photo.exif_block, photo.width, photo.height)
    if block is None or (format_name == "JPEG" and len(block) > _MAX_JPEG_EXIF_BYTES):
        metadata = photo.metadata if with_position else replace(photo.metadata, position=None)
        block = _block_from(metadata)
    if block is None:
        return None
    return b"Exif\0\0" + block


def _block_from(metadata: PhotoMetadata) -> bytes | None:
    if metadata == PhotoMetadata():
        return None
    exif = Image.Exif()
    details = exif.get_ifd(ExifTags.IFD.Exif)
    if metadata.camera:
        exif[ExifTags.Base.Model] = metadata.camera
    if metadata.lens:
        details[ExifTags.Base.LensModel] = metadata.lens
    if metadata.taken:
        taken = metadata.taken
        details[ExifTags.Base.DateTimeOriginal] = taken.strftime("%Y:%m:%d %H:%M:%S")
        if taken.microsecond:
            details[ExifTags.Base.SubsecTimeOriginal] = f"{taken.microsecond:06d}"
        if taken.tzinfo is not None:
            offset = taken.strftime("%z")
            details[ExifTags.Base.OffsetTimeOriginal] = f"{offset[:3]}:{offset[3:5]}"
    if metadata.position:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(_gps_tags(metadata.position))
    return exif.tobytes().removeprefix(b"Exif\0\0")


def _gps_tags(position: GpsPosition) -> dict[int, object]:
    tags: dict[int, object] = {
        ExifTags.GPS.GPSLatitudeRef: "N" if position.latitude >= 0 else "S",
        ExifTags.GPS.GPSLatitude: _degrees_minutes_seconds(position.latitude),
        ExifTags.GPS.GPSLongitudeRef: "E" if position.longitude >= 0 else "W",
        ExifTags.GPS.GPSLongitude: _degrees_minutes_seconds(position.longitude),
    }
    if position.altitude_m is not None:
        tags[ExifTags.GPS.GPSAltitudeRef] = b"\1" if position.altitude_m < 0 else b"\0"
        tags[ExifTags.GPS.GPSAltitude] = Fraction(abs(position.altitude_m)).limit_denominator(1000)
    return tags


def _degrees_minutes_seconds(degrees: float) -> tuple[Fraction, Fraction, Fraction]:
    tenths_of_milliseconds = round(abs(degrees) * 3600 * 10_000)
    minutes, seconds = divmod(tenths_of_milliseconds, 60 * 10_000)
    whole, minutes = divmod(minutes, 60)
    return Fraction(whole), Fraction(minutes), Fraction(seconds, 10_000)
