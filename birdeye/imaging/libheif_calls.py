"""The calls into libheif, made in a worker process (`birdeye.imaging.isolation`)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pi_heif
from PIL import Image

from birdeye.imaging.limits import HEIF, check_size
from birdeye.imaging.orientation import UPRIGHT
from birdeye.imaging.regular_files import open_regular, read_all
from birdeye.imaging.rendering import upright_rgb
from birdeye.imaging.undecodable import Undecodable, damaged

# Side images are of no use here, and a hostile file may hold thousands.
pi_heif.options.THUMBNAILS = False
pi_heif.options.DEPTH_IMAGES = False
pi_heif.options.AUX_IMAGES = False


def read_heif(path: Path) -> tuple[tuple[int, int], bytes | None]:
    """(width, height) of the upright primary image, and its EXIF block."""
    image = _open(path)
    return image.size, image.info.get("exif")


def decode_heif(path: Path, expected_wh: tuple[int, int]) -> np.ndarray:
    """Upright sRGB ``rgb_u8`` of the primary image, whole."""
    image = _open(path)
    check_size(*image.size, HEIF)
    if image.size != expected_wh:
        raise Undecodable("it changed while it was being read", "Open it again.")
    data, stride = image.data, image.stride
    pillow_image = Image.frombytes(image.mode, image.size, data, "raw", image.mode, stride)
    return upright_rgb(pillow_image, image.info.get("icc_profile"), UPRIGHT)


def _open(path: Path) -> pi_heif.HeifFile:
    with open_regular(path) as file:
        image = pi_heif.open_heif(read_all(file), convert_hdr_to_8bit=True)
    if len(image) == 0:
        raise damaged()
    return image
