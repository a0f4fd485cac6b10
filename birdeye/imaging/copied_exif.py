"""The EXIF for a copy of a photo: that of the original, corrected for the copy."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from typing import BinaryIO

from birdeye.domain.photos import FactSource, GpsPosition, PhotoMetadata
from birdeye.imaging.cr3_metadata import cr3_directories
from birdeye.imaging.exif import directories_of, for_upright_copy, without_prefix
from birdeye.imaging.exif_writer import ValueMaker, Values, exif_block
from birdeye.imaging.photo_file import PhotoFile
from birdeye.imaging.regular_files import open_regular
from birdeye.imaging.tiff_directory import Directory, NotTiff, TiffReader
from birdeye.imaging.undecodable import Undecodable

MAX_JPEG_EXIF_BYTES = 65_527
"""Room in a JPEG segment of 65,533 bytes after ``Exif`` and two zeros."""

_ORIENTATION, _WIDTH, _HEIGHT = 0x0112, 0xA002, 0xA003
_MAKE, _MODEL, _ARTIST, _COPYRIGHT = 0x010F, 0x0110, 0x013B, 0x8298
_DESCRIPTION, _SOFTWARE, _CHANGED, _COMPUTER = 0x010E, 0x0131, 0x0132, 0x013C
_RATING, _RATING_PERCENT, _WINDOWS_TEXTS = 0x4746, 0x4749, range(0x9C9B, 0x9CA0)
_TAKEN, _TAKEN_OFFSET, _TAKEN_FRACTION = 0x9003, 0x9011, 0x9291
_LENS, _MAKER_NOTE, _COMMENT, _INTEROPERABILITY = 0xA434, 0x927C, 0x9286, 0xA005
_DETAILS = range(0x829A, 0xA600)
_POINTERS = frozenset({0x8769, 0x8825, _INTEROPERABILITY})

_FREE_TEXTS = frozenset({_DESCRIPTION, _COMMENT, *_WINDOWS_TEXTS})
"""May reveal where a photo was taken."""

_OF_MAIN = frozenset(
    {_MAKE, _MODEL, _ARTIST, _COPYRIGHT, _DESCRIPTION, _SOFTWARE, _CHANGED, _COMPUTER}
    | {_RATING, _RATING_PERCENT, *_WINDOWS_TEXTS}
)
_OF_A_CROP = frozenset({_MAKE, _MODEL, _ARTIST, _COPYRIGHT})
_OF_A_CROPS_DETAILS = frozenset({_TAKEN, _TAKEN_OFFSET, _TAKEN_FRACTION, _LENS})
_LARGEST_VALUE = 16 * 1024

_FOR_GUESSES = frozenset({FactSource.FILE_NAME, FactSource.EDIT_DATE})


@dataclass(frozen=True, slots=True)
class Credits:
    """Creator and copyright of a photo; None if not stated."""

    creator: str | None = None
    copyright: str | None = None


def exif_for_copy(
    photo: PhotoFile,
    size: tuple[int, int],
    credits: Credits,
    *,
    fits_jpeg: bool,
    with_position: bool,
) -> bytes | None:
    """An EXIF block for an upright copy of ``size`` of ``photo``; None when nothing is known.

    The original's block with the orientation reset, if there is one and it fits; else (for TIFF and
    RAW, or above 64 KB) a new one without maker notes, whose offsets nobody can correct. The same
    applies if the copy must not reveal the place, which maker notes and free texts may contain.
    """
    block = photo.exif_block
    if block and with_position:
        copy = for_upright_copy(block, *size)
        if copy is not None and fits_jpeg and len(copy) > MAX_JPEG_EXIF_BYTES:
            copy = _without_last_thumbnail(copy, block)
        if copy is not None:
            return copy
    with _Directories(photo) as found:
        make = ValueMaker(found.order)
        left_out = frozenset() if with_position else _FREE_TEXTS
        main = found.values(found.main, _OF_MAIN - left_out)
        details = found.values(found.main, _DETAILS, but=_OF_MAIN | _POINTERS)
        details |= found.values(found.details, _DETAILS, but=_POINTERS | {_MAKER_NOTE} | left_out)
        gps = found.values(found.gps, range(1, 32)) if with_position else {}
        if not main and not details and not gps and not _is_known(photo.metadata, credits):
            return None
        main[_ORIENTATION] = make.short(1)
        details |= {_WIDTH: make.long(size[0]), _HEIGHT: make.long(size[1])}
        _fill_gaps(make, (main, details, gps), photo.metadata, credits, with_position)
        return exif_block(found.order, main, details, gps)


def exif_for_crop(photo: PhotoFile, credits: Credits, *, with_position: bool) -> bytes | None:
    """A block with creator, copyright, and when, where and with what the photo was taken."""
    with _Directories(photo) as found:
        main = found.values(found.main, _OF_A_CROP)
        details = found.values(found.main, _OF_A_CROPS_DETAILS)
        details |= found.values(found.details, _OF_A_CROPS_DETAILS)
        gps = found.values(found.gps, range(1, 32)) if with_position else {}
        make = ValueMaker(found.order)
        _fill_gaps(make, (main, details, gps), photo.metadata, credits, with_position)
        return exif_block(found.order, main, details, gps) if main or details or gps else None


class _Directories:
    """The three directories of a photo, wherever they are; empty if missing."""

    def __init__(self, photo: PhotoFile) -> None:
        self._photo = photo
        self._file: BinaryIO | None = None

    def __enter__(self) -> _Directories:
        if self._photo.exif_block:
            self._file = BytesIO(without_prefix(self._photo.exif_block))
        elif self._photo.may_be_tiff:
            try:
                self._file = open_regular(self._photo.path)
            except Undecodable:
                self._file = None
        self.main, self.details, self.gps = self._found()
        self.order = self.main.order
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def _found(self) -> tuple[Directory, Directory, Directory]:
        if self._file is not None:
            try:
                return directories_of(TiffReader(self._file))
            except NotTiff:
                found = cr3_directories(self._file)
                if found is not None and len({part.order for part in found}) == 1:
                    return found
        empty = TiffReader(BytesIO(b"II*\0" + bytes(4))).first()
        return empty, empty, empty

    def values(
        self,
        directory: Directory,
        wanted: frozenset[int] | range,
        but: frozenset[int] = frozenset(),
    ) -> Values:
        """The valid values with ``wanted`` tags, except those in ``but``."""
        values = {}
        for tag in directory.tags:
            if tag in wanted and tag not in but:
                value = directory.value(tag, _LARGEST_VALUE)
                if value is not None:
                    values[tag] = value
        return values


def _without_last_thumbnail(copy: bytes, block: bytes) -> bytes | None:
    """The copy without the thumbnail that is no longer linked, if that is at the end."""
    original = BytesIO(without_prefix(block))
    reader = TiffReader(original)
    second = reader.directory(reader.first().next_offset)
    offset, size = second.integer(0x0201), second.integer(0x0202)
    if offset and size and offset + size + 4 >= len(copy) and offset <= MAX_JPEG_EXIF_BYTES:
        return copy[:offset]
    return None


def _is_known(metadata: PhotoMetadata, credits: Credits) -> bool:
    return metadata != PhotoMetadata(rows_share=metadata.rows_share) or credits != Credits()


def _fill_gaps(
    make: ValueMaker,
    parts: tuple[Values, Values, Values],
    metadata: PhotoMetadata,
    credits: Credits,
    with_position: bool,
) -> None:
    """Add what sources other than EXIF say, but no guesses at the date."""
    main, details, gps = parts
    if credits.creator:
        main.setdefault(_ARTIST, make.text(credits.creator))
    if credits.copyright:
        main.setdefault(_COPYRIGHT, make.text(credits.copyright))
    if metadata.lens:
        details.setdefault(_LENS, make.text(metadata.lens))
    taken = metadata.taken
    if taken is not None and metadata.taken_source not in _FOR_GUESSES and _TAKEN not in details:
        details[_TAKEN] = make.text(taken.strftime("%Y:%m:%d %H:%M:%S"))
        if taken.microsecond:
            details[_TAKEN_FRACTION] = make.text(f"{taken.microsecond:06d}")
        if taken.tzinfo is not None:
            offset = taken.strftime("%z")
            details[_TAKEN_OFFSET] = make.text(f"{offset[:3]}:{offset[3:5]}")
    if with_position and metadata.position is not None and 2 not in gps:
        gps |= _gps_values(make, metadata.position)


def _gps_values(make: ValueMaker, position: GpsPosition) -> Values:
    values = {
        1: make.text("N" if position.latitude >= 0 else "S"),
        2: make.rationals(*_degrees_minutes_seconds(position.latitude)),
        3: make.text("E" if position.longitude >= 0 else "W"),
        4: make.rationals(*_degrees_minutes_seconds(position.longitude)),
    }
    if position.altitude_m is not None:
        values[5] = make.byte(1 if position.altitude_m < 0 else 0)
        values[6] = make.rationals(Fraction(abs(position.altitude_m)).limit_denominator(1000))
    return values


def _degrees_minutes_seconds(degrees: float) -> tuple[Fraction, Fraction, Fraction]:
    tenths_of_milliseconds = round(abs(degrees) * 3600 * 10_000)
    minutes, seconds = divmod(tenths_of_milliseconds, 60 * 10_000)
    whole, minutes = divmod(minutes, 60)
    return Fraction(whole), Fraction(minutes), Fraction(seconds, 10_000)
