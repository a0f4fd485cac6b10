"""HEIC and HEIF, the photos of iPhones, decoded by libheif."""

from __future__ import annotations

from typing import BinaryIO

import numpy as np
import pi_heif
from PIL import Image

from birdeye.imaging.exif import read_exif
from birdeye.imaging.limits import MAX_PIXELS_WHOLE, check_size
from birdeye.imaging.orientation import UPRIGHT
from birdeye.imaging.picture import Header
from birdeye.imaging.regular_files import read_all
from birdeye.imaging.rendering import upright_rgb
from birdeye.imaging.undecodable import Undecodable, damaged

# Side images are of no use here, and a hostile file may hold thousands.
pi_heif.options.THUMBNAILS = False
pi_heif.options.DEPTH_IMAGES = False
pi_heif.options.AUX_IMAGES = False


class HeifPicture:
    """A HEIF file's primary image, which libheif itself turns upright by the file's own boxes.

    The orientation in its EXIF says the same again and must not be applied a second time
    (ISO/IEC 23008-12 annex A).
    """

    def __init__(self, file: BinaryIO) -> None:
        image = _open(read_all(file))
        width, height = image.size
        check_size(width, height, MAX_PIXELS_WHOLE)
        self.exif_block: bytes | None = image.info.get("exif")
        metadata = read_exif(self.exif_block).metadata
        self.header = Header("HEIF", width, height, UPRIGHT, metadata)

    def decode(self, file: BinaryIO, min_scale: float) -> np.ndarray:
        """See `birdeye.imaging.picture.Picture.decode`; always whole."""
        image = _open(read_all(file))
        if image.size != (self.header.width, self.header.height):
            raise Undecodable("it changed while it was being read", "Open it again.")
        return upright_rgb(_as_pillow(image), image.info.get("icc_profile"), UPRIGHT)


def _open(data: bytes) -> pi_heif.HeifFile:
    image = pi_heif.open_heif(data, convert_hdr_to_8bit=True)
    if len(image) == 0:
        raise damaged()
    return image


def _as_pillow(image: pi_heif.HeifFile) -> Image.Image:
    data, stride = image.data, image.stride
    return Image.frombytes(image.mode, image.size, data, "raw", image.mode, stride)
