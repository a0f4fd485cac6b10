"""HEIC and HEIF, the photos of iPhones, decoded by libheif in a separate process."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import numpy as np

from birdeye.imaging.exif import read_exif
from birdeye.imaging.heif_grid import factor_for
from birdeye.imaging.isolation import run_isolated
from birdeye.imaging.libheif_calls import decode_heif, decode_heif_grid, read_heif
from birdeye.imaging.limits import HEIF, MAX_DECODING_BYTES, check_size
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
        (width, height), self.embedded, has_grid = run_isolated(read_heif, path)
        self._is_grid = width * height * HEIF > MAX_DECODING_BYTES and has_grid
        if not self._is_grid or factor_for(width, height, 0.0) is None:
            check_size(width, height, HEIF)
        metadata = read_exif(self.embedded.exif).metadata
        self.header = Header("HEIF", width, height, UPRIGHT, metadata)

    def decode(self, file: BinaryIO, min_scale: float) -> np.ndarray:
        """See `birdeye.imaging.picture.Picture.decode`; at full size, unless memory requires
        less."""
        width, height = self.header.upright_size
        if self._is_grid:
            factor = factor_for(width, height, min_scale)
            return run_isolated(decode_heif_grid, self._path, (width, height), factor)
        return run_isolated(decode_heif, self._path, self.header.upright_size)
