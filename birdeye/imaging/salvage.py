"""Recovers the readable rows of a damaged picture, and says how many there are.

Most rows of a photo are intact if only its last bytes are missing, because a card was pulled out
too early or a copy was interrupted. Decoding onto two different backgrounds shows which rows a
decoder wrote: a row that shows both was never written.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageFile

from birdeye.imaging.undecodable import damaged

_GROUND, _OTHER_GROUND = 128, 64
"""Mid-grey stays visible where rows are missing, like the background of transparent pixels."""

_STRIP_ROWS = 64


def load_rows(open_image: Callable[[], ImageFile.ImageFile]) -> tuple[Image.Image, float]:
    """The picture that ``open_image`` opens, loaded, and the share of its rows that could be read.

    The share is 1 for an intact picture, and for one that is damaged after its rows. Missing rows
    are grey. Raises `Undecodable` if no row can be read.
    """
    image = open_image()
    try:
        image.load()
        return image, 1.0
    except (OSError, SyntaxError, ValueError):
        if _is_interlaced(image):
            raise damaged() from None
    return load_damaged(open_image)


def load_damaged(open_image: Callable[[], ImageFile.ImageFile]) -> tuple[Image.Image, float]:
    """The same for a picture that is known to be damaged."""
    image = _loaded_upon(open_image, _GROUND)
    missing = _rows_of_ground(image, _GROUND)
    if missing.any():
        missing &= _rows_of_ground(_loaded_upon(open_image, _OTHER_GROUND), _OTHER_GROUND)
    if missing.all():
        raise damaged()
    return image, 1.0 - float(missing.mean())


def _is_interlaced(image: ImageFile.ImageFile) -> bool:
    """Whether rows are not in order from the top, so that a part of them shows nothing."""
    if image.format == "GIF":  # whose tile is (bits, interlaced, ...)
        arguments = image.tile[0].args if image.tile else None
        return isinstance(arguments, tuple) and len(arguments) > 1 and bool(arguments[1])
    return bool(image.info.get("interlace"))


def _loaded_upon(open_image: Callable[[], ImageFile.ImageFile], level: int) -> ImageFile.ImageFile:
    image = open_image()
    bands = len(image.getbands())
    ground = level if bands == 1 else (level,) * bands
    image.im = Image.new(image.mode, image.size, ground).im
    try:
        image.load()
    except (OSError, SyntaxError, ValueError):
        image.tile = []  # what the decoder wrote stays; cropping does not try again
    return image


def _rows_of_ground(image: Image.Image, level: int) -> np.ndarray:
    """(H,) bool: which rows are entirely ``level``. A truncated BMP lacks those at the top."""
    is_ground = np.empty(image.height, bool)
    for top in range(0, image.height, _STRIP_ROWS):
        bottom = min(top + _STRIP_ROWS, image.height)
        rows = np.asarray(image.crop((0, top, image.width, bottom)))
        is_ground[top:bottom] = (rows == level).reshape(bottom - top, -1).all(axis=1)
    return is_ground
