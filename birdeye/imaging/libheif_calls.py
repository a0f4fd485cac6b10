"""The calls into libheif, made in a worker process (`birdeye.imaging.isolation`)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pi_heif
from PIL import Image

from birdeye.imaging.embedded import Embedded, embedded_in
from birdeye.imaging.hdr import hdr_from
from birdeye.imaging.limits import HEIF, check_size
from birdeye.imaging.orientation import UPRIGHT
from birdeye.imaging.regular_files import open_regular, read_all
from birdeye.imaging.rendering import upright_rgb
from birdeye.imaging.undecodable import Undecodable, damaged

# Side images are of no use here, and a hostile file may hold thousands.
pi_heif.options.THUMBNAILS = False
pi_heif.options.DEPTH_IMAGES = False
pi_heif.options.AUX_IMAGES = False


def read_heif(path: Path) -> tuple[tuple[int, int], Embedded]:
    """(width, height) of the upright primary image, and the metadata beside it."""
    image = _open(path)
    return image.size, embedded_in(image.info)


def decode_heif(path: Path, expected_wh: tuple[int, int]) -> np.ndarray:
    """Upright sRGB ``rgb_u8`` of the primary image, whole."""
    image = _open(path)
    check_size(*image.size, HEIF)
    if image.size != expected_wh:
        raise Undecodable("it changed while it was being read", "Open it again.")
    data, stride = image.data, image.stride
    pillow_image = Image.frombytes(image.mode, image.size, data, "raw", image.mode, stride)
    profile, nclx = image.info.get("icc_profile"), image.info.get("nclx_profile")
    cicp = nclx and bytes(
        min(255, int(nclx[name])) for name in ("color_primaries", "transfer_characteristics")
    )
    return upright_rgb(pillow_image, profile, UPRIGHT, hdr_from(cicp, profile))


def _open(path: Path) -> pi_heif.HeifFile:
    with open_regular(path) as file:
        image = pi_heif.open_heif(read_all(file), convert_hdr_to_8bit=True)
    if len(image) == 0:
        raise damaged()
    return image
