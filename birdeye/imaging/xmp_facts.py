"""What XMP says about a photo: when, where, with what and by whom it was taken, and the copyright.

Exif in XMP: CIPA DC-010. Positions are written as ``38,1.518S``, dates as in ISO 8601.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from birdeye.domain.photos import GpsPosition, PhotoMetadata
from birdeye.domain.rating import MOST_STARS, Flag
from birdeye.imaging.dates import parse_date_time
from birdeye.imaging.exif import HIGHEST_METRES, camera_name
from birdeye.xmp.properties import read_properties
from birdeye.xmp.rating_names import (
    DIGIKAM_PICK_LABEL,
    LIGHTROOM_PICK,
    PHOTO_MECHANIC_TAGGED,
    RATING,
)
from birdeye.xmp.tree import Name, XmpRefused

MAX_PACKET_BYTES = 4 * 1024**2

EXIF, EXIF_EX = "http://ns.adobe.com/exif/1.0/", "http://cipa.jp/exif/1.0/"
TIFF, XMP = "http://ns.adobe.com/tiff/1.0/", "http://ns.adobe.com/xap/1.0/"
PHOTOSHOP, DUBLIN_CORE = "http://ns.adobe.com/photoshop/1.0/", "http://purl.org/dc/elements/1.1/"
LENS = "http://ns.adobe.com/exif/1.0/aux/"

_FLAGS = (
    (LIGHTROOM_PICK, {"1": Flag.PICK, "0": Flag.NONE, "-1": Flag.REJECT}),
    (DIGIKAM_PICK_LABEL, {"3": Flag.PICK, "1": Flag.REJECT, "0": Flag.NONE, "2": Flag.NONE}),
    (PHOTO_MECHANIC_TAGGED, {"True": Flag.PICK, "1": Flag.PICK}),
)
"""The properties that contain a flag, and what their values mean; the first one found counts."""

_DATES = (
    Name(EXIF, "DateTimeOriginal"),
    Name(PHOTOSHOP, "DateCreated"),
    Name(EXIF, "DateTimeDigitized"),
    Name(XMP, "CreateDate"),
)
_COORDINATE = re.compile(
    r"(\d{1,3}),(\d{1,2}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?\s*([NSEW])", re.ASCII
)


@dataclass(frozen=True, slots=True)
class XmpFacts:
    """``metadata`` is without sources; ``sidecar_for`` is the suffix of the file, without its dot
    and in lower case, that a sidecar says it belongs to."""

    metadata: PhotoMetadata = field(default_factory=PhotoMetadata)
    creator: str | None = None
    copyright: str | None = None
    sidecar_for: str | None = None


def read_xmp(packet: bytes | None) -> XmpFacts:
    """The facts in a packet; none if it is broken, hostile or longer than 4 MB."""
    if not packet or len(packet) > MAX_PACKET_BYTES:
        return XmpFacts()
    try:
        values = read_properties(packet)
    except XmpRefused:
        return XmpFacts()

    def first(name: Name) -> str | None:
        return next(iter(values.get(name, ())), "")[:200] or None

    dates = (parse_date_time(first(name)) for name in _DATES)
    creators = "; ".join(values.get(Name(DUBLIN_CORE, "creator"), ()))[:200]
    suffix = first(Name(PHOTOSHOP, "SidecarForExtension"))
    return XmpFacts(
        PhotoMetadata(
            taken=next((date for date in dates if date is not None), None),
            position=_position(first),
            camera=camera_name(first(Name(TIFF, "Make")), first(Name(TIFF, "Model"))),
            lens=first(Name(EXIF_EX, "LensModel")) or first(Name(LENS, "Lens")),
            stars=_stars(first(RATING)),
            flag=_flag(first),
        ),
        creators or None,
        first(Name(DUBLIN_CORE, "rights")),
        None if suffix is None else suffix.casefold(),
    )


def _stars(text: str | None) -> int | None:
    """0 to 5; none for -1, with which Bridge and Photo Mechanic reject a photo."""
    match = re.fullmatch(r"(\d)(?:\.0+)?", text or "", re.ASCII)
    return int(match[1]) if match is not None and int(match[1]) <= MOST_STARS else None


def _flag(first: Callable[[Name], str | None]) -> Flag | None:
    for name, meanings in _FLAGS:
        flag = meanings.get(first(name) or "")
        if flag is not None:
            return flag
    return Flag.REJECT if re.fullmatch(r"-1(?:\.0+)?", first(RATING) or "") else None


def _position(first: Callable[[Name], str | None]) -> GpsPosition | None:
    latitude = _degrees(first(Name(EXIF, "GPSLatitude")), "NS", 90.0)
    longitude = _degrees(first(Name(EXIF, "GPSLongitude")), "EW", 180.0)
    if latitude is None or longitude is None or (latitude == 0.0 and longitude == 0.0):
        return None
    metres = _fraction(first(Name(EXIF, "GPSAltitude")))
    if metres is not None and first(Name(EXIF, "GPSAltitudeRef")) == "1":
        metres = -metres
    return GpsPosition(latitude, longitude, metres)


def _degrees(text: str | None, signs: str, limit: float) -> float | None:
    """ "38,1.518S" or "38,1,31S"; ``signs`` are the letters for positive and for negative."""
    match = _COORDINATE.fullmatch(text or "")
    if match is None or match[4] not in signs:
        return None
    degrees = int(match[1]) + float(match[2]) / 60 + float(match[3] or 0) / 3600
    if degrees > limit:
        return None
    return -degrees if match[4] == signs[1] else degrees


def _fraction(text: str | None) -> float | None:
    match = re.fullmatch(r"(\d{1,12})(?:/(\d{1,12})|(\.\d{1,12}))?", text or "", re.ASCII)
    if match is None or (match[2] and not int(match[2])):
        return None
    metres = int(match[1]) / int(match[2]) if match[2] else float(match[1] + (match[3] or ""))
    return metres if metres <= HIGHEST_METRES else None
