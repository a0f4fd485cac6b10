"""What a camera wrote beside the pixels: when, where and with what a photo was taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class GpsPosition:
    """WGS 84 degrees, north and east positive; altitude in metres where the camera wrote it."""

    latitude: float
    longitude: float
    altitude_m: float | None = None


@dataclass(frozen=True, slots=True)
class PhotoMetadata:
    """Facts from EXIF; each is None where the file does not say, or says nonsense.

    ``taken`` is naive local time unless the camera wrote its offset.
    """

    taken: datetime | None = None
    position: GpsPosition | None = None
    camera: str | None = None
    lens: str | None = None


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A photo's file as it was when somebody looked.

    ``content_hash`` is the SHA-256 of its bytes in hexadecimal, empty where it could not be read.
    ``size`` (bytes) and ``mtime_ns`` tell whether it is still the same; both are None where that
    would not be safe to say, as for a file that was written only just before.
    """

    path: Path
    content_hash: str = ""
    size: int | None = None
    mtime_ns: int | None = None
