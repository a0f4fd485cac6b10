"""Between numpy and QImage, for the worker threads; the GUI thread only gets finished images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import numpy as np


def image_from_rgb(rgb_u8: np.ndarray) -> QImage:
    """A QImage that owns its pixels, from (height, width, 3) uint8 sRGB.

    The format is RGB32, which Qt draws without converting.
    """
    height, width, channels = rgb_u8.shape
    if channels != 3 or rgb_u8.dtype != "uint8":
        raise ValueError(f"expected (height, width, 3) uint8, got {rgb_u8.shape} {rgb_u8.dtype}")
    if not rgb_u8.flags.c_contiguous:
        rgb_u8 = rgb_u8.copy(order="C")
    # The view on the array ends with this function; the conversion makes a copy.
    view = QImage(rgb_u8.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return view.convertToFormat(QImage.Format.Format_RGB32)


def halved_levels(image: QImage, smallest_side: int = 100) -> tuple[QImage, ...]:
    """``image`` and its halves, quarters, ... down to ``smallest_side``, largest first.

    Drawn from the level that is at most twice too large, a photo looks smooth at any zoom.
    """
    levels = [image]
    while max(image.width(), image.height()) > 2 * smallest_side:
        image = image.scaled(
            max(1, image.width() // 2),
            max(1, image.height() // 2),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        levels.append(image)
    return tuple(levels)
