"""Smaller copies and crops of decoded photos; numpy in, numpy out."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image

RgbColour = tuple[int, int, int]


def resize(rgb_u8: np.ndarray, width: int, height: int) -> np.ndarray:
    """The whole picture at ``width`` x ``height`` pixels, (height, width, 3) uint8.

    Bilinear with the support of the reduction, so that nothing aliases however far it shrinks.
    """
    return _resample(rgb_u8, (0.0, 0.0, rgb_u8.shape[1], rgb_u8.shape[0]), width, height)


def crop_resize(
    rgb_u8: np.ndarray,
    box_xyxy: tuple[float, float, float, float],
    width: int,
    height: int,
    fill: RgbColour,
) -> np.ndarray:
    """What ``box_xyxy`` frames, at ``width`` x ``height`` pixels, (height, width, 3) uint8.

    The box is in pixels of ``rgb_u8``, need not lie on whole pixels and may leave the picture:
    what lies outside is ``fill``. Raises ValueError for a box without area.
    """
    x1, y1, x2, y2 = box_xyxy
    if not (x1 < x2 and y1 < y2 and all(math.isfinite(edge) for edge in box_xyxy)):
        raise ValueError(f"a box without area: {box_xyxy}")
    photo_height, photo_width = rgb_u8.shape[:2]
    per_column, per_row = width / (x2 - x1), height / (y2 - y1)
    left, right = _inside(x1, per_column, photo_width, width)
    top, bottom = _inside(y1, per_row, photo_height, height)
    if (left, top, right, bottom) == (0, 0, width, height):
        return _resample(
            rgb_u8,
            (max(x1, 0), max(y1, 0), min(x2, photo_width), min(y2, photo_height)),
            width,
            height,
        )
    canvas = np.empty((height, width, 3), np.uint8)
    canvas[:] = fill
    if left < right and top < bottom:
        source = (
            max(0.0, x1 + left / per_column),
            max(0.0, y1 + top / per_row),
            min(float(photo_width), x1 + right / per_column),
            min(float(photo_height), y1 + bottom / per_row),
        )
        canvas[top:bottom, left:right] = _resample(rgb_u8, source, right - left, bottom - top)
    return canvas


def _inside(start: float, per_pixel: float, photo_side: int, side: int) -> tuple[int, int]:
    """First and last-plus-one target pixels whose middle lies in the photo."""
    first = math.ceil(-start * per_pixel - 0.5)
    last = math.ceil((photo_side - start) * per_pixel - 0.5)
    return min(max(first, 0), side), min(max(last, 0), side)


def _resample(
    rgb_u8: np.ndarray, source: tuple[float, float, float, float], width: int, height: int
) -> np.ndarray:
    x1, y1, x2, y2 = source
    left, top = math.floor(x1), math.floor(y1)
    right, bottom = math.ceil(x2), math.ceil(y2)
    # Only the part in question goes to Pillow, which copies what it is given.
    image = Image.fromarray(np.ascontiguousarray(rgb_u8[top:bottom, left:right]))
    box = (x1 - left, y1 - top, x2 - left, y2 - top)
    resized = image.resize((width, height), Image.Resampling.BILINEAR, box=box, reducing_gap=3.0)
    return np.array(resized)
