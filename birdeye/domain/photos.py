"""What a photo's file says: which picture it holds, and when, where and with what it was taken."""

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
    """The user set it, in place of whatever the file says."""

    EDIT_DATE = "edit date"
    """When a program last changed the file, which may be years after the photo was taken."""


@dataclass(frozen=True, slots=True)
class PhotoMetadata:
    """Facts from the file, its sidecar or its name; each is None where nothing sensible is said.

    ``position_source`` without a position is that of one that cannot be used, since it does not say
    which hemisphere it is in. ``taken`` is naive local time unless the file gives its offset.
    ``rows_share`` is the share of the photo's rows that are there, from 0 to 1: less than 1 for a
    photo that is cut short, and 0 where parts are damaged and nobody can tell how much.
    ``stars`` (0 to 5) and ``flag`` are what another program wrote into the photo or its sidecar.
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
        """Whether nothing of the photo is missing or damaged, as far as a decoder can tell."""
        return self.rows_share >= 1.0


_GUESSES = (FactSource.FILE_NAME, FactSource.EDIT_DATE)


def facts_of_copies(known: PhotoMetadata, read: PhotoMetadata) -> PhotoMetadata:
    """What two files of one picture say together: ``read`` was read last, and where it says
    nothing, or only guesses when the photo was taken, ``known`` counts.

    A copy for the web has lost its date and its position, and the photo was still taken then and
    there.
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
    """How a photo was exposed; each is None where nothing sensible is said.

    ``focal_mm`` is the focal length of the lens itself, whatever the size of the sensor.
    """

    seconds: float | None = None
    f_number: float | None = None
    iso: int | None = None
    focal_mm: float | None = None


@dataclass(frozen=True, slots=True)
class SeenPicture:
    """What a photo's file shows and says, however it is stored.

    ``picture_hash`` (SHA-256, hexadecimal) is that of the pixels and of how they are turned: it
    stays when another program writes a date or keywords into the file. ``width`` and ``height`` are
    pixels of the upright photo. ``turned`` are the orientations (EXIF, 1 to 8) that the same pixels
    could have besides ``orientation``, each with the hash that the picture had then.
    """

    picture_hash: str
    width: int
    height: int
    metadata: PhotoMetadata
    orientation: int = 1
    turned: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A photo's file as it was when somebody looked.

    ``content_hash`` is the SHA-256 of its bytes in hexadecimal, empty where it could not be read.
    ``size`` (bytes) and ``mtime_ns`` tell whether it is still the same; both are None where that
    would not be safe to say, as for a file that was written only just before. ``picture`` is None
    where the file was not read, since it is as it was before, or is no readable photo.
    """

    path: Path
    content_hash: str = ""
    size: int | None = None
    mtime_ns: int | None = None
    picture: SeenPicture | None = None
