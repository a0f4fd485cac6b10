"""Smaller copies and crops of decoded photos; numpy in, numpy out."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image

RgbColour = tuple[int, int, int]

REDUCING_GAP = 1.5
"""Pictures that shrink at least twice as far as this are first halved (or more) by plain averaging,
which is a fraction of the work and changes fewer than one pixel in a hundred by more than two
levels."""


def resize(rgb_u8: np.ndarray, width: int, height: int) -> np.ndarray:
    """The full picture at ``width`` x ``height`` pixels, (height, width, 3) uint8.

    A triangle filter as wide as the reduction, so that nothing aliases however far it shrinks.
    """
    return _resample(rgb_u8, (0.0, 0.0, rgb_u8.shape[1], rgb_u8.shape[0]), width, height)


def crop_resize(
    rgb_u8: np.ndarray,
    box_xyxy: tuple[float, float, float, float],
    width: int,
    height: int,
    fill: RgbColour,
) -> np.ndarray:
    """The content of ``box_xyxy`` at ``width`` x ``height`` pixels, (height, width, 3) uint8.

    The box is in pixels of ``rgb_u8``, need not be aligned to whole pixels and may extend beyond
    the picture, which is filled with ``fill`` there. Raises ValueError for a box without area.
    """
    x1, y1, x2, y2 = box_xyxy
    if not (x1 < x2 and y1 < y2 and all(math.isfinite(edge) for edge in box_xyxy)):
        raise ValueError(f"a box without area: {box_xyxy}")
    photo_height, photo_width = rgb_u8.shape[:2]
    step_x, step_y = (x2 - x1) / width, (y2 - y1) / height
    left, right = _inside(x1, step_x, photo_width, width)
    top, bottom = _inside(y1, step_y, photo_height, height)
    if (left, top, right, bottom) == (0, 0, width, height):
        return _resample(rgb_u8, box_xyxy, width, height)
    canvas = np.empty((height, width, 3), np.uint8)
    canvas[:] = fill
    if left < right and top < bottom:
        source = (
            x1 + left * step_x,
            y1 + top * step_y,
            x1 + right * step_x,
            y1 + bottom * step_y,
        )
        canvas[top:bottom, left:right] = _resample(rgb_u8, source, right - left, bottom - top)
    return canvas


def _inside(start: float, step: float, photo_side: int, side: int) -> tuple[int, int]:
    """First and last-plus-one target pixels whose middle is in the photo."""
    first = math.ceil(-start / step - 0.5)
    last = math.ceil((photo_side - start) / step - 0.5)
    return min(max(first, 0), side), min(max(last, 0), side)


def _resample(
    rgb_u8: np.ndarray, source: tuple[float, float, float, float], width: int, height: int
) -> np.ndarray:
    """``source`` at ``width`` x ``height`` pixels.

    It may extend half a target pixel beyond the photo, whose outermost pixels are repeated there
    (at most once over, for boxes in which the photo is a mere speck).
    """
    photo_height, photo_width = rgb_u8.shape[:2]
    x1, x2 = max(source[0], -photo_width), min(source[2], 2 * photo_width)
    y1, y2 = max(source[1], -photo_height), min(source[3], 2 * photo_height)
    left, top = math.floor(x1), math.floor(y1)
    right, bottom = max(math.ceil(x2), left + 1), max(math.ceil(y2), top + 1)
    # Only the part in question goes to Pillow, which copies what it is given.
    part = rgb_u8[max(top, 0) : min(bottom, photo_height), max(left, 0) : min(right, photo_width)]
    rim_y = (max(0, -top), max(0, bottom - photo_height))
    rim_x = (max(0, -left), max(0, right - photo_width))
    if any(rim_y) or any(rim_x):
        part = np.pad(part, (rim_y, rim_x, (0, 0)), mode="edge")
    image = Image.fromarray(np.ascontiguousarray(part))
    box = (x1 - left, y1 - top, x2 - left, y2 - top)
    size = (width, height)
    return np.array(image.resize(size, Image.Resampling.BILINEAR, box, REDUCING_GAP))
