"""What a photo's file says: which picture it contains, and when, where and with what it was
taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import Path

from birdeye.domain.rating import Flag


@dataclass(frozen=True, slots=True)
class GpsPosition:
    """WGS 84 degrees, north and east positive; altitude in metres where the camera wrote it."""

    latitude: float
    longitude: float
    altitude_m: float | None = None


class FactSource(Enum):
    """Where a date or a position was found; the values are written into catalogues and exports."""

    EXIF = "exif"
    XMP = "xmp"
    SIDECAR = "sidecar"
    IPTC = "iptc"
    FILE_NAME = "file name"
    """A guess: phones and messengers name photos by when they were taken, or received."""

    USER = "user"
    """Set by the user, overriding the file."""

    EDIT_DATE = "edit date"
    """When a program last changed the file, which may be years after the photo was taken."""


@dataclass(frozen=True, slots=True)
class PhotoMetadata:
    """Facts from the file, its sidecar or its name; each is None if nothing sensible is stated.

    ``position_source`` without a position belongs to one that cannot be used, because it does not
    say in which hemisphere it is. ``taken`` is naive local time unless the file gives its offset.
    ``rows_share`` is the share of the photo's rows that could be read, from 0 to 1: less than 1 for
    a truncated photo, and 0 if parts are damaged and the extent is unknown. ``stars`` (0 to 5) and
    ``flag`` are what another program wrote into the photo or its sidecar.
    """

    taken: datetime | None = None
    position: GpsPosition | None = None
    camera: str | None = None
    lens: str | None = None
    taken_source: FactSource | None = None
    position_source: FactSource | None = None
    rows_share: float = 1.0
    stars: int | None = None
    flag: Flag | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the photo is complete and undamaged, as far as a decoder can tell."""
        return self.rows_share >= 1.0


_GUESSES = (FactSource.FILE_NAME, FactSource.EDIT_DATE)


def facts_of_copies(known: PhotoMetadata, read: PhotoMetadata) -> PhotoMetadata:
    """Combine what two files of one picture say: ``read`` was read last, and ``known`` fills in
    what it does not say or, for the date, only guesses.

    A copy for the web has lost date and position, but the photo was still taken then and there.
    """
    merged = read
    is_guess = read.taken_source in _GUESSES and known.taken_source not in _GUESSES
    if known.taken is not None and (read.taken is None or is_guess):
        merged = replace(merged, taken=known.taken, taken_source=known.taken_source)
    if known.position is not None and read.position is None:
        merged = replace(merged, position=known.position, position_source=known.position_source)
    return replace(
        merged,
        camera=read.camera or known.camera,
        lens=read.lens or known.lens,
        stars=known.stars if read.stars is None else read.stars,
        flag=known.flag if read.flag is None else read.flag,
    )


@dataclass(frozen=True, slots=True)
class Exposure:
    """How a photo was exposed; each is None if nothing sensible is stated.

    ``focal_mm`` is the focal length of the lens itself, whatever the size of the sensor.
    """

    seconds: float | None = None
    f_number: float | None = None
    iso: int | None = None
    focal_mm: float | None = None


@dataclass(frozen=True, slots=True)
class SeenPicture:
    """What a photo's file shows and says, however it is stored.

    ``picture_hash`` (SHA-256, hexadecimal) covers the pixels and their orientation: it stays the
    same when another program writes a date or keywords into the file. ``width`` and ``height`` are
    pixels of the upright photo. ``turned`` are the orientations (EXIF, 1 to 8) that the same pixels
    could have instead of ``orientation``, each with the hash that the picture would then have.
    """

    picture_hash: str
    width: int
    height: int
    metadata: PhotoMetadata
    orientation: int = 1
    turned: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A photo's file as it was when it was last examined.

    ``content_hash`` is the SHA-256 of its bytes in hexadecimal, empty if it could not be read.
    ``size`` (bytes) and ``mtime_ns``, as `file_times.size_and_time` gives them, show whether it is
    still the same; both are None if that would not be safe, as for a file written only moments
    before. ``picture`` is None if the file was not read because it is unchanged, or is not a
    readable photo.
    """

    path: Path
    content_hash: str = ""
    size: int | None = None
    mtime_ns: int | None = None
    picture: SeenPicture | None = None
