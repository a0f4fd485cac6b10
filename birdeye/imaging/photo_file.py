"""`open_photo`: any photo file, checked and described, its pixels decoded on request."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import numpy as np

from birdeye.domain.errors import PhotoUnreadable
from birdeye.domain.photos import PhotoMetadata
from birdeye.imaging.embedded import Embedded
from birdeye.imaging.facts import all_facts
from birdeye.imaging.formats import (
    RAW_SUFFIXES,
    SNIFF_BYTES,
    Family,
    known_but_unsupported,
    sniff,
    why_unknown,
)
from birdeye.imaging.jpeg import JpegPicture
from birdeye.imaging.picture import Picture
from birdeye.imaging.pillow_formats import PillowPicture
from birdeye.imaging.raw_tiff import is_raw_tiff
from birdeye.imaging.regular_files import open_regular, undecodable_from
from birdeye.imaging.undecodable import Undecodable, damaged, unsupported

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DecodedPhoto:
    """Pixels of the upright photo.

    ``rgb_u8`` is (H, W, 3) uint8 sRGB, C-contiguous. ``scale_x`` and ``scale_y`` are decoded
    pixels per pixel of the upright photo: W / photo width and H / photo height.
    """

    rgb_u8: np.ndarray
    scale_x: float
    scale_y: float


class PhotoFile:
    """A photo whose header was read and checked; made by `open_photo`.

    Keeps no file open. A JPEG keeps its encoded bytes once decoded, so use a `PhotoFile` for one
    task and let it go.
    """

    def __init__(self, path: Path, picture: Picture) -> None:
        self.path = path
        self._picture = picture
        self._facts: PhotoMetadata | None = None

    @property
    def format_name(self) -> str:
        """The format as shown to the user: "JPEG", "HEIF", "RAW (NEF)"."""
        return self._picture.header.format_name

    @property
    def width(self) -> int:
        """Pixels of the upright photo."""
        return self._picture.header.upright_size[0]

    @property
    def height(self) -> int:
        """Pixels of the upright photo."""
        return self._picture.header.upright_size[1]

    @property
    def quick_scale(self) -> float:
        """The largest scale that `decode` has without developing the data of a RAW photo."""
        return self._picture.header.quick_scale

    @property
    def metadata(self) -> PhotoMetadata:
        """When, where and with what the photo was taken, and how much of it could be decoded.

        Reads sidecars the first time.
        """
        if self._facts is None:
            self._facts = all_facts(self.path, self._picture.header.metadata, self.embedded)
        return replace(self._facts, rows_share=self._picture.rows_share)

    @property
    def embedded(self) -> Embedded:
        """Blocks of metadata as stored in the file."""
        return self._picture.embedded

    @property
    def may_be_tiff(self) -> bool:
        """Whether EXIF may be part of the file's own structure, and not a block in it."""
        return self.format_name.startswith(("TIFF", "RAW"))

    @property
    def exif_block(self) -> bytes | None:
        """The EXIF block as it is in the file, with the original orientation; None if there is
        none."""
        return self._picture.embedded.exif

    @property
    def orientation(self) -> int:
        """The EXIF orientation (1 to 8) of the pixels as stored."""
        return self._picture.header.orientation

    def anew(self) -> PhotoFile:
        """The same file for another task, which reads its facts again: sidecars may be new."""
        return PhotoFile(self.path, self._picture)

    def share_decoded(self) -> bool:
        """Decode once for all who ask for the same reduced scale, whoever asks first: they get the
        same array, which is read-only. Whether it is a JPEG, which alone can do so."""
        if isinstance(self._picture, JpegPicture):
            self._picture.shares_decoded = True
            return True
        return False

    def decode(self, min_scale: float = 1.0) -> DecodedPhoto:
        """The photo at any scale that is cheap and at least ``min(min_scale, 1)``.

        JPEGs are decoded at 1/8, 1/4, 1/2 or full size; RAW photos from the preview if it is large
        enough; everything else at full size. Raises `PhotoUnreadable` for anything that goes wrong.
        """
        with _as_unreadable(self.path), open_regular(self.path) as file:
            rgb_u8 = self._picture.decode(file, min(max(min_scale, 0.0), 1.0))
        height, width = rgb_u8.shape[:2]
        return DecodedPhoto(rgb_u8, width / self.width, height / self.height)


def open_photo(path: Path) -> PhotoFile:
    """The photo at ``path``, its header read, whatever its suffix says.

    Cheap: reads the header and EXIF, and the preview of RAW files. Raises `PhotoUnreadable` for
    anything that is not a readable photo within the size limits.
    """
    with _as_unreadable(path), open_regular(path) as file:
        return PhotoFile(path, _read_picture(path, file))


def _read_picture(path: Path, file: BinaryIO) -> Picture:
    """The reader for the file. HEIF and RAW are imported on first need: each loads a library."""
    head = file.read(SNIFF_BYTES)
    family = sniff(head)
    if family is Family.TIFF and is_raw_tiff(file):
        family = Family.RAW
    elif family is Family.TIFF and path.suffix.lower() in RAW_SUFFIXES:
        return _read_raw_or_tiff(path, file)
    match family:
        case None:
            name = known_but_unsupported(head)
            raise Undecodable(why_unknown(head)) if name is None else unsupported(name)
        case Family.JPEG:
            return JpegPicture(file)
        case Family.HEIF:
            from birdeye.imaging.heif import HeifPicture

            return HeifPicture(path)
        case Family.RAW:
            from birdeye.imaging.raw import RawPicture

            return RawPicture(path, file)
        case _:
            return _read_with_pillow(family, file)


def _read_with_pillow(family: Family, file: BinaryIO) -> Picture:
    """With our own readers for what Pillow refuses to open, valid or not."""
    try:
        return PillowPicture(family, file)
    except (SyntaxError, OSError, ValueError, KeyError, NotImplementedError) as error:
        if family is Family.TIFF:
            from birdeye.imaging.tiff_samples import TiffSamplesPicture

            return TiffSamplesPicture(file)
        if family is Family.BMP and "BMP" in str(error):
            from birdeye.imaging.bmp_masks import MaskedBmpPicture

            return MaskedBmpPicture(file)
        raise


def _read_raw_or_tiff(path: Path, file: BinaryIO) -> Picture:
    """A TIFF named like a RAW file: from a maker whose tags we do not know, or only misnamed."""
    from birdeye.imaging.libraw_calls import UnknownCamera
    from birdeye.imaging.raw import RawPicture

    try:
        return RawPicture(path, file)
    except UnknownCamera:
        return _read_with_pillow(Family.TIFF, file)


@contextmanager
def _as_unreadable(path: Path) -> Iterator[None]:
    """Everything that goes wrong with one photo becomes `PhotoUnreadable`.

    Decoding libraries raise nearly anything for damaged files; the original goes to the log.
    """
    try:
        yield
    except Undecodable as error:
        raise PhotoUnreadable(path, error.reason, error.next_step) from error
    except MemoryError as error:
        reason = "there is not enough memory to decode it"
        raise PhotoUnreadable(path, reason, "Close other programs, then try again.") from error
    except Exception as error:
        _log.info("%s: %r", path, error)
        if isinstance(error, OSError) and error.errno is not None:
            plain = undecodable_from(error)
        else:
            plain = damaged()
        raise PhotoUnreadable(path, plain.reason, plain.next_step) from error
