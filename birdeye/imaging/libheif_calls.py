"""The calls into libheif, made in a worker process (`birdeye.imaging.isolation`)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pi_heif
from PIL import Image

from birdeye.imaging.embedded import Embedded, embedded_in
from birdeye.imaging.hdr import Hdr, hdr_from
from birdeye.imaging.heif_grid import decode_grid, read_grid
from birdeye.imaging.limits import HEIF, MAX_DECODING_BYTES, check_size
from birdeye.imaging.orientation import UPRIGHT, upright_size
from birdeye.imaging.regular_files import open_regular, read_all
from birdeye.imaging.rendering import upright_rgb
from birdeye.imaging.undecodable import Undecodable, damaged

# Other images are of no use here, and a hostile file may contain thousands.
pi_heif.options.THUMBNAILS = False
pi_heif.options.DEPTH_IMAGES = False
pi_heif.options.AUX_IMAGES = False


def read_heif(path: Path) -> tuple[tuple[int, int], Embedded, bool]:
    """(width, height) of the upright primary image, the metadata beside it, and whether a picture
    that is too large for one decode is made of tiles that can be decoded one by one."""
    image = _open(path)
    has_tiles = False
    if image.size[0] * image.size[1] * HEIF > MAX_DECODING_BYTES:
        with open_regular(path) as file:
            has_tiles = read_grid(read_all(file)) is not None
    return image.size, embedded_in(image.info), has_tiles


def decode_heif_grid(path: Path, expected_wh: tuple[int, int], factor: int) -> np.ndarray:
    """Upright sRGB ``rgb_u8`` of the primary image, each side divided by ``factor``."""
    image = _open(path)
    with open_regular(path) as file:
        grid = read_grid(read_all(file))
    if grid is None or upright_size(*grid.size, grid.orientation) != expected_wh:
        raise Undecodable("it changed while it was being read", "Open it again.")
    profile, hdr = _colours(image)
    return upright_rgb(decode_grid(grid, factor), profile, grid.orientation, hdr)


def decode_heif(path: Path, expected_wh: tuple[int, int]) -> np.ndarray:
    """Upright sRGB ``rgb_u8`` of the primary image, whole."""
    image = _open(path)
    width, height = image.size
    check_size(width, height, HEIF)
    if image.size != expected_wh:
        raise Undecodable("it changed while it was being read", "Open it again.")
    data, stride = image.data, image.stride
    pillow_image = Image.frombytes(image.mode, image.size, data, "raw", image.mode, stride)
    profile, hdr = _colours(image)
    return upright_rgb(pillow_image, profile, UPRIGHT, hdr)


def _colours(image: pi_heif.HeifFile) -> tuple[bytes | None, Hdr | None]:
    """The ICC profile, and how HDR is coded."""
    profile, nclx = image.info.get("icc_profile"), image.info.get("nclx_profile")
    cicp = nclx and bytes(
        min(255, int(nclx[name])) for name in ("color_primaries", "transfer_characteristics")
    )
    return profile, hdr_from(cicp, profile)


def _open(path: Path) -> pi_heif.HeifFile:
    with open_regular(path) as file:
        image = pi_heif.open_heif(read_all(file), convert_hdr_to_8bit=True)
    if len(image) == 0:
        raise damaged()
    return image
