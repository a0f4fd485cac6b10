"""A decoded Pillow image becomes the upright sRGB array, a strip at a time.

Strips stay in the processor's cache, so that colour conversion, rotation and the copy into numpy
cost a fraction of three passes over the whole picture, and no second whole copy is ever held.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from birdeye.imaging.colour import srgb_conversion
from birdeye.imaging.orientation import turn_for, upright_size

STRIP_ROWS = 64


def upright_rgb(image: Image.Image, profile: bytes | None, orientation: int) -> np.ndarray:
    """(H, W, 3) uint8 sRGB, C-contiguous and upright, from a loaded image of any mode.

    ``profile`` is the embedded ICC profile, ``orientation`` that of EXIF.
    """
    width, height = image.size
    turn = turn_for(orientation)
    upright_width, upright_height = upright_size(width, height, orientation)
    to_srgb = srgb_conversion(image, profile)
    rgb_u8 = np.empty((upright_height, upright_width, 3), np.uint8)
    for top in range(0, height, STRIP_ROWS):
        bottom = min(top + STRIP_ROWS, height)
        strip = to_srgb(image.crop((0, top, width, bottom)))
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
