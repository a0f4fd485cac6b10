"""The interface of every format's reader: facts from the header now, pixels on demand.

This is where a format can be added: a reader is made from an open file and afterwards keeps only
plain values; `Picture.decode` gets the open file again and returns one array.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

import numpy as np

from birdeye.domain.photos import PhotoMetadata
from birdeye.imaging.embedded import Embedded
from birdeye.imaging.orientation import UPRIGHT, upright_size


@dataclass(frozen=True, slots=True)
class Header:
    """Facts from a file's header. ``width`` and ``height`` are of the pixels as stored.

    ``metadata`` is what EXIF says; `birdeye.imaging.facts` adds the other sources. ``quick_scale``
    is the share of the full size up to which pixels are had without developing a sensor's data:
    less than 1 for a RAW photo with a small preview, and 0 for one without.
    """

    format_name: str
    width: int
    height: int
    orientation: int = UPRIGHT
    metadata: PhotoMetadata = field(default_factory=PhotoMetadata)
    quick_scale: float = 1.0

    @property
    def upright_size(self) -> tuple[int, int]:
        """(width, height) of the upright photo."""
        return upright_size(self.width, self.height, self.orientation)


class Picture(Protocol):
    """One picture file, its header read and its size already checked."""

    header: Header
    embedded: Embedded
    """Blocks of metadata as stored in the file. Its ``exif`` is None if that is part of the file's
    structure (TIFF, RAW)."""

    rows_share: float
    """The share of the rows that could be read in the last decode; 1 before that. 0 for a damaged
    picture if the extent is unknown."""

    def decode(self, file: BinaryIO, min_scale: float) -> np.ndarray:
        """Upright sRGB ``rgb_u8``, at least ``min_scale`` (at most 1) times the full size, or as
        large as possible.

        Raises `birdeye.imaging.undecodable.Undecodable`, or whatever the decoding library
        raises for bytes that it cannot make sense of.
        """
        ...
