"""What every format's reader promises: facts from the header now, pixels on demand.

The seam at which a format can be added: a reader is made from an open file and afterwards holds
plain values only; `Picture.decode` gets the open file again and returns one array.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

import numpy as np

from birdeye.domain.photos import PhotoMetadata
from birdeye.imaging.orientation import UPRIGHT, upright_size


@dataclass(frozen=True, slots=True)
class Header:
    """Facts from a file's header. ``width`` and ``height`` are of the pixels as stored."""

    format_name: str
    width: int
    height: int
    orientation: int = UPRIGHT
    metadata: PhotoMetadata = field(default_factory=PhotoMetadata)

    @property
    def upright_size(self) -> tuple[int, int]:
        """(width, height) of the upright photo."""
        return upright_size(self.width, self.height, self.orientation)


class Picture(Protocol):
    """One picture file, its header read and its size already checked."""

    header: Header
    exif_block: bytes | None
    """The EXIF block as it lies in the file, for copies and thumbnails; None where there is none
    apart from the file's own structure (TIFF, RAW)."""

    def decode(self, file: BinaryIO, min_scale: float) -> np.ndarray:
        """Upright sRGB ``rgb_u8``, at least ``min_scale`` (at most 1) times the full size.

        Raises `birdeye.imaging.undecodable.Undecodable`, or whatever the decoding library
        raises for bytes that it cannot make sense of.
        """
        ...
