"""Decoded pixels become the upright sRGB array, a strip at a time.

Strips stay in the processor's cache, so that colour conversion, rotation and the copy into numpy
cost a fraction of three passes over the whole picture, and there is never a second full copy.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image

from birdeye.imaging.colour import Conversion, changes_rgb, srgb_conversion
from birdeye.imaging.hdr import Hdr
from birdeye.imaging.orientation import Turn, turn_for

STRIP_ROWS = 64


def upright_rgb(
    image: Image.Image, profile: bytes | None, orientation: int, hdr: Hdr | None = None
) -> np.ndarray:
    """(H, W, 3) uint8 sRGB, C-contiguous and upright, from a loaded image of any mode.

    ``profile`` is the embedded ICC profile, ``orientation`` that of EXIF, ``hdr`` says how HDR was
    coded.
    """
    width = image.width

    def rows(top: int, bottom: int) -> Image.Image:
        return image.crop((0, top, width, bottom))

    to_srgb = srgb_conversion(image, profile, hdr)
    return _joined(rows, image.size, to_srgb, turn_for(orientation))


def upright_array(rgb_u8: np.ndarray, profile: bytes | None, orientation: int) -> np.ndarray:
    """The same from an array of RGB in the colours of ``profile``; usually returns it unchanged."""
    turn = turn_for(orientation)
    if turn.method is None and not changes_rgb(profile):
        return rgb_u8

    def rows(top: int, bottom: int) -> Image.Image:
        return Image.fromarray(rgb_u8[top:bottom])

    height, width = rgb_u8.shape[:2]
    return _joined(rows, (width, height), srgb_conversion(rows(0, 1), profile), turn)


def _joined(
    rows: Callable[[int, int], Image.Image],
    size: tuple[int, int],
    to_srgb: Conversion,
    turn: Turn,
) -> np.ndarray:
    """All strips of a stored picture of ``size`` (width, height), converted and turned."""
    width, height = size
    upright_width, upright_height = (height, width) if turn.swaps_axes else size
    rgb_u8 = np.empty((upright_height, upright_width, 3), np.uint8)
    for top in range(0, height, STRIP_ROWS):
        bottom = min(top + STRIP_ROWS, height)
        strip = to_srgb(rows(top, bottom))
        if turn.method is not None:
            strip = strip.transpose(turn.method)
        pixels = np.frombuffer(strip.tobytes(), np.uint8).reshape(strip.height, strip.width, 3)
        start = height - bottom if turn.from_end else top
        end = start + bottom - top
        if turn.swaps_axes:
            rgb_u8[:, start:end] = pixels
        else:
            rgb_u8[start:end] = pixels
    return rgb_u8
