"""What EXIF says about a photo: orientation, when, where, with what, and the embedded thumbnail.

CIPA DC-008 (Exif 3.0). Cameras, phones and editors write a lot of nonsense here; what makes no
sense is left out, and nothing in EXIF ever makes a photo unreadable.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from birdeye.domain.photos import FactSource, GpsPosition, PhotoMetadata
from birdeye.imaging.dates import parse_date_time
from birdeye.imaging.orientation import UPRIGHT
from birdeye.imaging.tiff_directory import Directory, NotTiff, TiffReader

_MAKE, _MODEL, _ORIENTATION, _DATE_TIME = 0x010F, 0x0110, 0x0112, 0x0132
_EXIF_OFFSET, _GPS_OFFSET = 0x8769, 0x8825
_DATE_TIME_ORIGINAL, _DATE_TIME_DIGITIZED = 0x9003, 0x9004
_OFFSET_TIME, _OFFSET_TIME_ORIGINAL, _OFFSET_TIME_DIGITIZED = 0x9010, 0x9011, 0x9012
_SUBSEC_TIME, _SUBSEC_TIME_ORIGINAL, _SUBSEC_TIME_DIGITIZED = 0x9290, 0x9291, 0x9292
_LENS_MODEL = 0xA434
_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE = 1, 2, 3, 4
_ALTITUDE_REF, _ALTITUDE = 5, 6
_THUMBNAIL_OFFSET, _THUMBNAIL_BYTES = 0x0201, 0x0202
_PIXEL_WIDTH, _PIXEL_HEIGHT = 0xA002, 0xA003

MAX_EXIF_BYTES = 16 * 1024**2
HIGHEST_METRES = 100_000


@dataclass(frozen=True, slots=True)
class Exif:
    """``thumbnail`` is an encoded JPEG, or None; ``orientation`` is 1 to 8."""

    orientation: int = UPRIGHT
    metadata: PhotoMetadata = field(default_factory=PhotoMetadata)
    thumbnail: bytes | None = None


def read_exif(block: bytes | None) -> Exif:
    """Everything of interest in an EXIF block, with or without its ``Exif\\0\\0`` prefix."""
    if not block or len(block) > MAX_EXIF_BYTES:
        return Exif()
    try:
        reader = TiffReader(BytesIO(without_prefix(block)))
    except NotTiff:
        return Exif()
    main = reader.first()
    return Exif(orientation_of(main), metadata_of(reader), _thumbnail(reader, main))


def without_prefix(block: bytes) -> bytes:
    """The TIFF structure in an EXIF block; some writers prefix it, once or even twice."""
    while block.startswith(b"Exif\0\0"):
        block = block[6:]
    return block


def for_upright_copy(block: bytes, width: int, height: int) -> bytes | None:
    """The EXIF block for a copy whose ``width`` x ``height`` pixels are upright; None if broken.

    The orientation becomes 1, the size that of the copy, and the old thumbnail is unlinked.
    Everything else stays in place, because maker notes contain offsets that only the maker can
    correct.
    """
    patched = bytearray(without_prefix(block))
    try:
        reader = TiffReader(BytesIO(patched))
    except NotTiff:
        return None
    main = reader.first()
    details = reader.directory(main.integer(_EXIF_OFFSET))
    for directory, tag, value in (
        (main, _ORIENTATION, UPRIGHT),
        (details, _PIXEL_WIDTH, width),
        (details, _PIXEL_HEIGHT, height),
    ):
        place = directory.inline_number(tag)
        if place is not None:
            offset, code = place
            struct.pack_into(code, patched, offset, value)
    if main.next_offset and main.next_position + 4 <= len(patched):
        patched[main.next_position : main.next_position + 4] = bytes(4)
    return bytes(patched)


def orientation_of(main: Directory) -> int:
    """1 to 8; any other value counts as upright."""
    orientation = main.integer(_ORIENTATION)
    return orientation if orientation is not None and 1 <= orientation <= 8 else UPRIGHT


def directories_of(reader: TiffReader) -> tuple[Directory, Directory, Directory]:
    """The main directory, EXIF's details and GPS; the latter may be empty."""
    main = reader.first()
    details = reader.directory(main.integer(_EXIF_OFFSET))
    gps_offset = main.integer(_GPS_OFFSET) or details.integer(_GPS_OFFSET)
    return main, details, reader.directory(gps_offset)


def metadata_of(reader: TiffReader) -> PhotoMetadata:
    """When, where and with what, from the main directory and those that it points to."""
    main, details, gps = directories_of(reader)
    return metadata_from(main, details, gps, reader.directory(details.integer(_EXIF_OFFSET)))


def metadata_from(
    main: Directory, details: Directory, gps: Directory, nested: Directory | None = None
) -> PhotoMetadata:
    """When, where and with what, from the three directories, wherever they are.

    Some phones put what belongs into ``details`` into ``main``, or into a directory ``nested`` in
    the first.
    """
    places = [details, main] if nested is None else [details, nested, main]
    taken, taken_source = _taken(main, places)
    position = _position(gps)
    return PhotoMetadata(
        taken=taken,
        position=position,
        camera=camera_name(main.text(_MAKE), main.text(_MODEL)),
        lens=next(filter(None, map(_lens, places)), None),
        taken_source=taken_source,
        position_source=FactSource.EXIF if position or _lacks_hemisphere(gps) else None,
    )


def camera_name(make: str | None, model: str | None) -> str | None:
    """Make and model without repeating the make, as in "NIKON CORPORATION", "NIKON D850"."""
    if not model or not make:
        return model or make
    brand = make.split()[0]
    return model if model.casefold().startswith(brand.casefold()) else f"{make} {model}"


def _lens(details: Directory) -> str | None:
    lens = details.text(_LENS_MODEL)
    return lens if lens and re.search(r"[^\W_]", lens) else None


def _taken(
    main: Directory, places: Sequence[Directory]
) -> tuple[datetime | None, FactSource | None]:
    """When the photo was taken or digitised; else when its file was last changed, marked as
    such."""
    for tag, fraction_tag, offset_tag in (
        (_DATE_TIME_ORIGINAL, _SUBSEC_TIME_ORIGINAL, _OFFSET_TIME_ORIGINAL),
        (_DATE_TIME_DIGITIZED, _SUBSEC_TIME_DIGITIZED, _OFFSET_TIME_DIGITIZED),
    ):
        for directory in places:
            taken = _moment(directory, tag, directory, fraction_tag, offset_tag)
            if taken is not None:
                return taken, FactSource.EXIF
    changed = _moment(main, _DATE_TIME, places[0], _SUBSEC_TIME, _OFFSET_TIME)
    return changed, None if changed is None else FactSource.EDIT_DATE


def _moment(
    directory: Directory, tag: int, details: Directory, fraction_tag: int, offset_tag: int
) -> datetime | None:
    return parse_date_time(
        directory.text(tag), details.text(fraction_tag), details.text(offset_tag)
    )


def _position(gps: Directory) -> GpsPosition | None:
    latitude = _degrees(gps, _LATITUDE, _LATITUDE_REF, "NS", 90.0)
    longitude = _degrees(gps, _LONGITUDE, _LONGITUDE_REF, "EW", 180.0)
    if latitude is None or longitude is None or (latitude == 0.0 and longitude == 0.0):
        return None  # cameras without a satellite fix write 0° N 0° E
    return GpsPosition(latitude, longitude, _altitude(gps))


def _lacks_hemisphere(gps: Directory) -> bool:
    """Whether there are degrees that would be a position if they stated the hemisphere."""
    for signs, ref, tag, limit in (
        ("NS", _LATITUDE_REF, _LATITUDE, 90.0),
        ("EW", _LONGITUDE_REF, _LONGITUDE, 180.0),
    ):
        parts = gps.rationals(tag, max_count=3)
        if not parts or not any(parts) or not all(0 <= part <= limit for part in parts):
            return False
        if (gps.text(ref) or "?")[:1].upper() not in signs:
            return True
    return False


def _degrees(gps: Directory, tag: int, ref: int, signs: str, limit: float) -> float | None:
    """Degrees north or east; also None if the hemisphere is not stated.

    ``signs`` are the letters of the positive and of the negative hemisphere.
    """
    parts = gps.rationals(tag, max_count=3)
    sign = (gps.text(ref) or "")[:1].upper()
    if not parts or any(not math.isfinite(part) or part < 0 for part in parts):
        return None
    degrees = sum(part / 60**power for power, part in enumerate(parts))
    if degrees > limit or not sign or sign not in signs:
        return None
    return -degrees if sign == signs[1] else degrees


def _altitude(gps: Directory) -> float | None:
    metres = gps.rationals(_ALTITUDE, max_count=1)
    if not metres or not math.isfinite(metres[0]) or abs(metres[0]) > HIGHEST_METRES:
        return None
    below_sea = gps.integer(_ALTITUDE_REF) in (1, 3)
    return -metres[0] if below_sea else metres[0]


def _thumbnail(reader: TiffReader, main: Directory) -> bytes | None:
    second = reader.directory(main.next_offset)
    offset, size = second.integer(_THUMBNAIL_OFFSET), second.integer(_THUMBNAIL_BYTES)
    if not offset or not size or size > MAX_EXIF_BYTES:
        return None
    data = reader.read_at(offset, size)
    return data if len(data) == size and data.startswith(b"\xff\xd8\xff") else None
