"""Small pictures for lists, as cheap as the file allows."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np

from birdeye.imaging.exif import read_exif
from birdeye.imaging.jpeg import decode_jpeg
from birdeye.imaging.jpeg_header import read_jpeg_header
from birdeye.imaging.orientation import same_aspect, upright_size
from birdeye.imaging.photo_file import PhotoFile, open_photo
from birdeye.imaging.picture import Header
from birdeye.imaging.resizing import resize
from birdeye.imaging.undecodable import Undecodable

_MAX_EMBEDDED_SIDE = 4096


def thumbnail(path: Path, side: int) -> np.ndarray:
    """Upright ``rgb_u8`` whose longest side is ``side`` pixels, less for smaller photos.

    Raises `birdeye.domain.errors.PhotoUnreadable`.
    """
    photo = open_photo(path)
    scale = min(1.0, side / max(photo.width, photo.height))
    width, height = max(1, round(photo.width * scale)), max(1, round(photo.height * scale))
    rgb_u8 = _embedded(photo, width, height)
    if rgb_u8 is None:
        rgb_u8 = photo.decode(scale).rgb_u8
    if rgb_u8.shape[:2] == (height, width):
        return rgb_u8
    return resize(rgb_u8, width, height)


def _embedded(photo: PhotoFile, width: int, height: int) -> np.ndarray | None:
    """The thumbnail in the photo's EXIF, upright, or None.

    Used only if it has enough pixels and the photo's shape: some cameras pad it with black bars,
    and programs that crop or rotate a photo often leave the old one behind.
    """
    encoded = read_exif(photo.exif_block).thumbnail
    if encoded is None or photo.format_name != "JPEG":
        return None
    try:
        header = read_jpeg_header(BytesIO(encoded))
        if max(header.width, header.height) > _MAX_EMBEDDED_SIDE:
            return None
        upright_width, upright_height = upright_size(header.width, header.height, photo.orientation)
        if upright_width < width or upright_height < height:
            return None
        if not same_aspect(upright_width, upright_height, photo.width, photo.height):
            return None
        stored = Header("JPEG", header.width, header.height, photo.orientation)
        return decode_jpeg(encoded, stored, 1.0)
    except (Undecodable, OSError, ValueError, SyntaxError):
        return None
