"""Small pictures for lists, as cheap as the file allows."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from birdeye.imaging.photo_file import open_photo
from birdeye.imaging.resizing import resize


def thumbnail(path: Path, side: int) -> np.ndarray:
    """Upright ``rgb_u8`` whose longest side is ``side`` pixels, less for smaller photos.

    Raises `birdeye.domain.errors.PhotoUnreadable`.
    """
    photo = open_photo(path)
    scale = min(1.0, side / max(photo.width, photo.height))
    rgb_u8 = photo.decode(scale).rgb_u8
    width = max(1, round(photo.width * scale))
    height = max(1, round(photo.height * scale))
    if rgb_u8.shape[:2] == (height, width):
        return rgb_u8
    return resize(rgb_u8, width, height)
