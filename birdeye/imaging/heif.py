"""HEIC and HEIF, the photos of iPhones, decoded by libheif in a process of its own."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import numpy as np

from birdeye.imaging.exif import read_exif
from birdeye.imaging.isolation import run_isolated
from birdeye.imaging.libheif_calls import decode_heif, read_heif
from birdeye.imaging.limits import HEIF, check_size
from birdeye.imaging.orientation import UPRIGHT
from birdeye.imaging.picture import Header


class HeifPicture:
    """A HEIF file's primary image, which libheif itself turns upright by the file's own boxes.

    The orientation in its EXIF says the same again and must not be applied a second time
    (ISO/IEC 23008-12 annex A).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.rows_share = 1.0
        (width, height), self.embedded = run_isolated(read_heif, path)
        check_size(width, height, HEIF)
        metadata = read_exif(self.embedded.exif).metadata
        self.header = Header("HEIF", width, height, UPRIGHT, metadata)

    def decode(self, file: BinaryIO, min_scale: float) -> np.ndarray:
        """See `birdeye.imaging.picture.Picture.decode`; always whole."""
        return run_isolated(decode_heif, self._path, self.header.upright_size)
